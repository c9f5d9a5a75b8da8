//! The one loop: takes messages from the queue, changes the model, publishes the snapshot, starts
//! the effects.

use std::sync::Arc;

use auth0::{CodeVerifier, Http, Nonce, State};
use tokio::sync::{mpsc, oneshot, watch};

use crate::callback::{Callback, Incoming, Malformed};
use crate::diagnosis::Diagnosis;
use crate::effect::Runner;
use crate::failure::{Failure, FailureView, failure_id};
use crate::message::{Message, Moment, Request};
use crate::model::{Bearing, Model};
use crate::notes::Notes;
use crate::ports::{Clock, LinkOwner, Ports, VaultBytes};
use crate::sent::{Origin, Sent};
use crate::settings::Settings;
use crate::view::{Language, Snapshot, UpdatesView};

/// The queue's length. Requests beyond it are refused, ends of effects wait.
const QUEUE: usize = 256;
/// Links wait in a queue of their own, so that a flood of them is in nobody's way.
const LINKS: usize = 256;

/// The running program. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    queue: mpsc::Sender<Sent>,
    links: mpsc::Sender<Link>,
    snapshots: watch::Receiver<Snapshot>,
    rests: mpsc::Sender<oneshot::Sender<bool>>,
    under_way: watch::Receiver<usize>,
}

/// A link on its way in.
#[derive(Debug)]
struct Link {
    outcome: Result<Incoming, Malformed>,
    taken: oneshot::Sender<bool>,
}

/// What will be known of a link.
#[derive(Debug)]
pub struct Taken(oneshot::Receiver<bool>);

impl Taken {
    /// Waits until the link was looked at; says whether it answers something that is under way.
    pub async fn answers(self) -> bool {
        self.0.await.unwrap_or(false)
    }
}

/// What the program starts with.
#[derive(Clone, Default)]
pub struct Start {
    /// As read from the file.
    pub settings: Settings,
    /// As read from their file.
    pub notes: Notes,
    /// Why a file could not be read.
    pub failures: Vec<Failure>,
    /// What this desktop has.
    pub desktop: DesktopFacts,
    /// Who gets the links in the program's scheme.
    pub links: LinkOwner,
    /// Start the demo tenant at once.
    pub demo: bool,
    /// The ticket of an invitation into the organization of the settings, for the next sign-in.
    pub invitation: Option<String>,
    /// The client's secret or private key, to be kept in the keychain from now on.
    pub client_credential: Option<VaultBytes>,
}

impl std::fmt::Debug for Start {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The rest has an invitation and a credential.
        formatter
            .debug_struct("Start")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// What this desktop has.
#[derive(Debug, Clone, Default)]
pub struct DesktopFacts {
    /// The system's language, or the nearest that the program speaks.
    pub language: Language,
    /// Whether there is a tray.
    pub tray: bool,
    /// Whether the program starts with the desktop; absent where that cannot be set.
    pub start_at_login: Option<bool>,
    /// Where the next version of the program comes from.
    pub updates: UpdatesView,
    /// Whether the program runs as root, which nothing of it needs.
    pub root: bool,
}

impl App {
    /// Starts the loop in the current tokio runtime.
    #[must_use]
    pub fn start(start: Start, ports: Ports, http: Http) -> Self {
        let ports = Arc::new(ports);
        let (queue, messages) = mpsc::channel(QUEUE);
        let (links, incoming) = mpsc::channel(LINKS);
        let (rests, resting) = mpsc::channel(1);
        let mut runner = Runner::new(ports.clone(), http, queue.clone());
        let under_way = runner.under_way.watch();
        let moment = moment(&*ports.clock);
        let (model, effects) = Model::new(start, &moment);
        let origin = Origin {
            tenancy: model.tenancy(),
            action: moment.random,
            name: "start",
        };
        action(&origin).in_scope(|| {
            for effect in effects {
                runner.start(effect, origin);
            }
        });
        let (publish, snapshots) = watch::channel(model.snapshot(0, moment.now));
        let program = Running {
            model,
            runner,
            ports,
            publish,
            revision: 0,
        };
        tokio::spawn(program.run(messages, incoming, resting));
        Self {
            queue,
            links,
            snapshots,
            rests,
            under_way,
        }
    }

    /// Takes a request of the window. What comes of it shows in the snapshots.
    ///
    /// # Errors
    /// [`Diagnosis::ProgramBusy`] when the queue is full or the program is ending.
    pub fn take(&self, request: Request) -> Result<(), FailureView> {
        self.put(Message::Request(request))
    }

    /// Takes in a raw link. It is read here and then gone: never logged, stored or shown.
    ///
    /// # Errors
    /// [`Diagnosis::ProgramBusy`] when too many wait or the program is ending.
    pub fn callback(&self, raw: &str) -> Result<Taken, FailureView> {
        self.link(Incoming::parse(raw))
    }

    /// Takes in a link that was read already.
    ///
    /// # Errors
    /// [`Diagnosis::ProgramBusy`] when too many wait or the program is ending.
    pub fn link(&self, outcome: Result<Incoming, Malformed>) -> Result<Taken, FailureView> {
        let (taken, answer) = oneshot::channel();
        let put = self.links.try_send(Link { outcome, taken });
        put.map(|()| Taken(answer)).map_err(|_| busy())
    }

    /// Takes in what the person pasted: the address that the browser was to bring. It is read here and
    /// then gone: never logged, stored or shown.
    ///
    /// # Errors
    /// [`Diagnosis::ProgramBusy`] when the queue is full or the program is ending.
    pub fn paste(&self, text: &str) -> Result<(), FailureView> {
        self.put(Message::Pasted(Callback::parse(text.trim())))
    }

    fn put(&self, message: Message) -> Result<(), FailureView> {
        self.queue.try_send(message.into()).map_err(|_| busy())
    }

    /// Waits until all that was begun has ended, with what followed from it. An alarm, and waiting for a
    /// keychain, do not count.
    pub async fn rest(&self) {
        let mut under_way = self.under_way.clone();
        while under_way.wait_for(|count| *count == 0).await.is_ok() {
            let (answer, rests) = oneshot::channel();
            if self.rests.send(answer).await.is_err() || rests.await.unwrap_or(true) {
                return;
            }
        }
    }

    /// The snapshots, from the present one on.
    #[must_use]
    pub fn snapshots(&self) -> watch::Receiver<Snapshot> {
        self.snapshots.clone()
    }
}

/// The loop, and all that it owns.
struct Running {
    model: Model,
    runner: Runner,
    ports: Arc<Ports>,
    publish: watch::Sender<Snapshot>,
    revision: u32,
}

impl Running {
    async fn run(
        mut self,
        mut messages: mpsc::Receiver<Sent>,
        mut links: mpsc::Receiver<Link>,
        mut resting: mpsc::Receiver<oneshot::Sender<bool>>,
    ) {
        loop {
            tokio::select! {
                biased;
                Some(message) = messages.recv() => self.update(message),
                Some(link) = links.recv() => self.link(link),
                Some(answer) = resting.recv() => {
                    // In this order: an effect puts its message in before it counts as ended.
                    let rests = self.runner.under_way.count() == 0 && messages.is_empty();
                    answer.send(rests).unwrap_or_default();
                }
                else => return,
            }
        }
    }

    fn update(&mut self, Sent { message, origin }: Sent) {
        let mut moment = moment(&*self.ports.clock);
        if let Some(origin) = origin {
            if origin.tenancy != self.model.tenancy() && !message.outlives_its_profile() {
                tracing::debug!("the end of an effect came after its profile was gone away from");
                return;
            }
            // What fails is told under the id of what was asked for.
            moment.random = origin.action;
        }
        let name = origin.map_or_else(|| message.name(), |origin| origin.name);
        let begins = origin.is_none();
        let origin = Origin {
            tenancy: self.model.tenancy(),
            action: moment.random,
            name,
        };
        let span = action(&origin);
        let _in_span = span.enter();
        if begins {
            tracing::debug!("begins");
        }
        let effects = self.model.update(message, &moment);
        if !self.model.is_unchanged() {
            self.revision += 1;
            let snapshot = self.model.snapshot(self.revision, moment.now);
            self.publish.send_replace(snapshot);
        }
        let origin = Origin {
            tenancy: self.model.tenancy(),
            ..origin
        };
        for effect in effects {
            self.runner.start(effect, origin);
        }
    }

    /// A link that changes nothing costs next to nothing: a flood of them is no work.
    fn link(&mut self, link: Link) {
        let now = self.ports.clock.now();
        let bearing = self.model.bearing(&link.outcome, now);
        if bearing != Bearing::Told {
            self.update(Message::Link(link.outcome).into());
        }
        // Whoever brought it may be gone.
        let answers = bearing == Bearing::Answers;
        link.taken.send(answers).unwrap_or_default();
    }
}

/// Under this span stands in the log what belongs to one thing that was asked for: its id is that of the
/// failure that it may end with.
fn action(origin: &Origin) -> tracing::Span {
    let what = origin.name;
    tracing::info_span!("action", id = failure_id(origin.action), what)
}

fn busy() -> FailureView {
    Failure::new(Diagnosis::ProgramBusy).view(chance())
}

/// Draws time and chance for one message.
fn moment(clock: &dyn Clock) -> Moment {
    Moment {
        now: clock.now(),
        random: chance(),
        attempt: State::random().expose().chars().take(16).collect(),
        state: State::random(),
        nonce: Nonce::random(),
        code_verifier: CodeVerifier::random(),
    }
}

fn chance() -> u64 {
    let random = State::random();
    let bytes = random.expose().bytes().take(12);
    // Letters carry six bits each, in the low ones.
    bytes.fold(0, |sum, byte| (sum << 5) ^ u64::from(byte))
}
