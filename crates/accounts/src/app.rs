//! The one loop: takes messages from the queue, changes the model, publishes the snapshot, starts
//! the effects.

use std::sync::Arc;

use auth0::{CodeVerifier, Http, Nonce, State};
use tokio::sync::{mpsc, watch};

use crate::callback::Callback;
use crate::effect::Runner;
use crate::failure::Failure;
use crate::message::{Message, Moment, Request};
use crate::model::Model;
use crate::ports::{Clock, Ports};
use crate::settings::Settings;
use crate::view::Snapshot;

/// The queue's length. Requests and links beyond it are refused, ends of effects wait.
const QUEUE: usize = 256;

/// The running program. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    queue: mpsc::Sender<Message>,
    snapshots: watch::Receiver<Snapshot>,
}

/// The program takes no more requests: it is ending, or too many wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the program takes no request now")]
pub struct Busy;

/// What the program starts with.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// As read from the file.
    pub settings: Settings,
    /// Why the file could not be read.
    pub settings_failure: Option<Failure>,
    /// Whether deep links reach this program.
    pub deep_links: bool,
    /// Start the demo tenant at once.
    pub demo: bool,
}

impl App {
    /// Starts the loop in the current tokio runtime.
    #[must_use]
    pub fn start(start: Start, ports: Ports, http: Http) -> Self {
        let ports = Arc::new(ports);
        let (queue, messages) = mpsc::channel(QUEUE);
        let mut runner = Runner::new(ports.clone(), http, queue.clone());
        let demo = start.demo;
        let moment = moment(&*ports.clock);
        let settings = if demo {
            Settings {
                profile: None,
                ..start.settings
            }
        } else {
            start.settings
        };
        let (mut model, effects) =
            Model::new(settings, start.deep_links, start.settings_failure, &moment);
        for effect in effects {
            runner.start(effect);
        }
        if demo {
            let message = Message::Request(Request::TryDemo);
            for effect in model.update(message, &moment) {
                runner.start(effect);
            }
        }
        let (publish, snapshots) = watch::channel(model.snapshot(0, moment.now));
        tokio::spawn(run(model, messages, runner, ports, publish));
        Self { queue, snapshots }
    }

    /// Asks for something. What comes of it shows in the snapshots.
    ///
    /// # Errors
    /// [`Busy`] when the queue is full or the program is ending.
    pub fn request(&self, request: Request) -> Result<(), Busy> {
        let message = Message::Request(request);
        self.queue.try_send(message).map_err(|_| Busy)
    }

    /// Takes in a raw link. It is read here and then gone: never logged, stored or shown.
    ///
    /// # Errors
    /// [`Busy`] when the queue is full or the program is ending.
    pub fn callback(&self, raw: &str) -> Result<(), Busy> {
        let message = Message::Callback(Callback::parse(raw));
        self.queue.try_send(message).map_err(|_| Busy)
    }

    /// The snapshots, from the present one on.
    #[must_use]
    pub fn snapshots(&self) -> watch::Receiver<Snapshot> {
        self.snapshots.clone()
    }
}

async fn run(
    mut model: Model,
    mut messages: mpsc::Receiver<Message>,
    mut runner: Runner,
    ports: Arc<Ports>,
    publish: watch::Sender<Snapshot>,
) {
    let mut revision = 0;
    while let Some(message) = messages.recv().await {
        let moment = moment(&*ports.clock);
        let effects = model.update(message, &moment);
        revision += 1;
        publish.send_replace(model.snapshot(revision, moment.now));
        for effect in effects {
            runner.start(effect);
        }
    }
}

/// Draws time and chance for one message.
fn moment(clock: &dyn Clock) -> Moment {
    let random = State::random();
    let digits = random.expose().bytes().take(8);
    Moment {
        now: clock.now(),
        random: digits.fold(0, |sum, byte| (sum << 8) | u64::from(byte)),
        attempt: State::random().expose().chars().take(16).collect(),
        state: State::random(),
        nonce: Nonce::random(),
        code_verifier: CodeVerifier::random(),
    }
}
