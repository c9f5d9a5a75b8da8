//! The log of the program, with nothing left out.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, OnceLock};

use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

/// Keeps a log in memory.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

fn layer<S: Subscriber + for<'a> LookupSpan<'a>>(log: &Log) -> impl Layer<S> {
    let log = log.clone();
    fmt::layer()
        .with_ansi(false)
        .with_writer(move || log.clone())
}

/// The log of the program, and that of its libraries. One for all journeys.
pub(crate) fn capture() -> &'static (Log, Log) {
    static LOGS: OnceLock<(Log, Log)> = OnceLock::new();
    LOGS.get_or_init(start)
}

fn start() -> (Log, Log) {
    let (ours, others) = (Log::default(), Log::default());
    let targets = ["accounts", "auth0", "mooring_desktop", "system"];
    let only_ours = Targets::new().with_targets(targets.map(|one| (one, LevelFilter::TRACE)));
    let only_others = Targets::new()
        .with_default(LevelFilter::TRACE)
        .with_targets(targets.map(|one| (one, LevelFilter::OFF)));
    tracing_subscriber::registry()
        .with(layer(&ours).with_filter(only_ours))
        .with(layer(&others).with_filter(only_others))
        .init();
    (ours, others)
}
