//! The log: our own crates only, in a rolling file and, for a person at a terminal, on standard error.
//!
//! Libraries are left out, since what they log is not ours to vouch for.

use std::path::Path;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Names the level: `error`, `warn`, `info` (the default), `debug` or `trace`.
const LEVEL: &str = "MOORING_LOG";
/// Files are kept for so many days.
const DAYS: usize = 7;

/// Starts the log in the folder.
///
/// # Errors
/// When no file can be opened there, or a log was started already.
pub fn start(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("mooring")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)?;
    let level = level();
    let ours = Targets::new()
        .with_target("mooring_desktop", level)
        .with_target("mooring", level)
        .with_target("system", level)
        .with_target("accounts", level)
        .with_target("auth0", level)
        .with_target("emulator", level.min(LevelFilter::INFO));
    tracing_subscriber::registry()
        .with(ours)
        .with(fmt::layer().with_ansi(false).with_writer(file))
        .with(fmt::layer().with_writer(std::io::stderr))
        .try_init()?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the one place where it is read")]
fn level() -> LevelFilter {
    let named = std::env::var(LEVEL).unwrap_or_default();
    named.parse().unwrap_or(LevelFilter::INFO)
}
