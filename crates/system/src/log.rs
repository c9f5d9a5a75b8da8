//! The log: our own crates only, in a rolling file and, for a person at a terminal, on standard error.
//!
//! Libraries are left out, since what they log is not ours to vouch for.

use std::path::Path;

use accounts::settings::LogLevel;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::Registry;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::reload;
use tracing_subscriber::util::SubscriberInitExt;

use crate::process;

/// Names the level for one run: `error`, `warn`, `info`, `debug` or `trace`.
const LEVEL: &str = "MOORING_LOG";
/// Files are kept for so many days.
const DAYS: usize = 7;
/// Our own crates, by the names that their lines have.
pub(crate) const OURS: [&str; 6] = [
    "mooring_desktop",
    "mooring",
    "system",
    "accounts",
    "auth0",
    "emulator",
];
/// How the names of its files begin and end.
pub(crate) const FILES: [&str; 2] = ["mooring", "log"];

/// The log that was started.
pub struct Log {
    level: reload::Handle<Targets, Registry>,
}

impl Log {
    /// From now on it tells as much as the settings say, unless the environment says otherwise.
    pub fn follow(&self, level: Option<LogLevel>) {
        if let (None, Some(level)) = (wanted(), level)
            && let Err(error) = self.level.reload(ours(filter(level)))
        {
            tracing::warn!(%error, "the log's level stays as it was");
        }
    }
}

/// Starts the log in the folder, and on standard error.
///
/// # Errors
/// When no file can be opened there, or a log was started already.
pub fn start(folder: &Path) -> Result<Log, Box<dyn std::error::Error>> {
    begin(folder, true)
}

/// Starts the log in the folder alone, where standard error is for a person.
///
/// # Errors
/// As [`start`].
pub fn start_quietly(folder: &Path) -> Result<Log, Box<dyn std::error::Error>> {
    begin(folder, false)
}

fn begin(folder: &Path, aloud: bool) -> Result<Log, Box<dyn std::error::Error>> {
    // Where the folder is missing, the appender complains aloud.
    process::private_folder(folder)?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(FILES[0])
        .filename_suffix(FILES[1])
        .max_log_files(DAYS)
        .build(folder)?;
    let (ours, level) = reload::Layer::new(ours(wanted().unwrap_or(LevelFilter::INFO)));
    let told = tracing_subscriber::registry()
        .with(ours)
        .with(fmt::layer().with_ansi(false).with_writer(file));
    if aloud {
        let terminal = fmt::layer().with_writer(std::io::stderr);
        told.with(terminal).try_init()?;
    } else {
        told.try_init()?;
    }
    if let Err(error) = process::close_files(folder) {
        tracing::warn!(%error, "a file of the log stays open to others");
    }
    Ok(Log { level })
}

fn ours(level: LevelFilter) -> Targets {
    let all = OURS.map(|target| match target {
        "emulator" => (target, level.min(LevelFilter::INFO)),
        _ => (target, level),
    });
    Targets::new().with_targets(all)
}

/// What the environment says.
#[expect(clippy::disallowed_methods, reason = "the one place where it is read")]
fn wanted() -> Option<LevelFilter> {
    named(&std::env::var(LEVEL).unwrap_or_default())
}

/// The level of this name; an empty one would be read as `error`.
fn named(name: &str) -> Option<LevelFilter> {
    let level = Some(name).filter(|name| !name.is_empty());
    level.and_then(|name| name.parse().ok())
}

fn filter(level: LogLevel) -> LevelFilter {
    match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Trace => LevelFilter::TRACE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_no_level_says_nothing() {
        assert_eq!(named(""), None);
        assert_eq!(named("loud"), None);
        assert_eq!(named("trace"), Some(LevelFilter::TRACE));
    }

    /// The one test that starts the log of this process.
    #[test]
    fn the_level_of_the_settings_holds_from_then_on() {
        let folder = tempfile::tempdir().unwrap();
        let log = start_quietly(folder.path()).unwrap();
        let told = || {
            let files = std::fs::read_dir(folder.path()).unwrap();
            let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
            texts.collect::<String>()
        };
        tracing::debug!("before");
        log.follow(None);
        tracing::debug!("nothing was chosen");
        log.follow(Some(LogLevel::Debug));
        tracing::debug!("afterwards");
        tracing::trace!("too much");
        log.follow(Some(LogLevel::Error));
        tracing::warn!("too little");
        let told = told();
        assert!(told.contains("afterwards"), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}
