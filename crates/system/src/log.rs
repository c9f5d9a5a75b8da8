//! The log: our own crates only, in a rolling file and, for a person at a terminal, on standard error.
//!
//! Libraries are left out, since what they log is not ours to vouch for.

use std::path::Path;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::process;

/// Names the level: `error`, `warn`, `info` (the default), `debug` or `trace`.
const LEVEL: &str = "MOORING_LOG";
/// Files are kept for so many days.
const DAYS: usize = 7;

/// Starts the log in the folder, and on standard error.
///
/// # Errors
/// When no file can be opened there, or a log was started already.
pub fn start(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    begin(folder, true)
}

/// Starts the log in the folder alone, where standard error is for a person.
///
/// # Errors
/// As [`start`].
pub fn start_quietly(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    begin(folder, false)
}

fn begin(folder: &Path, aloud: bool) -> Result<(), Box<dyn std::error::Error>> {
    // Where the folder is missing, the appender complains aloud.
    process::private_folder(folder)?;
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
    let told = tracing_subscriber::registry()
        .with(ours)
        .with(fmt::layer().with_ansi(false).with_writer(file));
    if aloud {
        let terminal = fmt::layer().with_writer(std::io::stderr);
        told.with(terminal).try_init()?;
    } else {
        told.try_init()?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the one place where it is read")]
fn level() -> LevelFilter {
    named(&std::env::var(LEVEL).unwrap_or_default())
}

/// The level of this name; an empty one would be read as `error`.
fn named(name: &str) -> LevelFilter {
    let level = Some(name).filter(|name| !name.is_empty());
    let level = level.and_then(|name| name.parse().ok());
    level.unwrap_or(LevelFilter::INFO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_is_told_as_information() {
        assert_eq!(named(""), LevelFilter::INFO);
        assert_eq!(named("loud"), LevelFilter::INFO);
        assert_eq!(named("trace"), LevelFilter::TRACE);
    }
}
