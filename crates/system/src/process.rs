//! What this process lets others see of itself: nothing that they do not need.

use std::fs::File;
use std::panic::PanicHookInfo;
use std::path::Path;

/// Other programs of the same person cannot read its memory, a crash leaves no copy of it, and a
/// panic says nothing that was formatted.
///
/// Programs that this one starts, such as the browser, are not bound by the first; the second is
/// handed down.
pub fn harden() {
    std::panic::set_hook(Box::new(end));
    if let Err(reason) = platform::harden() {
        tracing::warn!(reason, "the memory is not shielded from other programs");
    }
    if is_root() {
        tracing::warn!(
            "running as root: every flaw of a window would be one of the whole computer; start it as yourself"
        );
    }
}

/// Whether this process has the powers of root, of which the program needs none.
#[must_use]
pub fn is_root() -> bool {
    platform::is_root()
}

/// A panic ends the program, in debug builds as in released ones: whoever waits for the task that
/// panicked would wait for ever. Formatted words may quote a secret, so only fixed ones are told.
fn end(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let words = panic.payload().downcast_ref::<&'static str>();
    tracing::error!(place, words, "the program has a flaw and ends");
    std::process::abort();
}

/// A folder that nobody else can look into.
///
/// # Errors
/// When it cannot be made, or not be closed to others.
pub fn private_folder(path: &Path) -> std::io::Result<()> {
    let named = |error: std::io::Error| {
        std::io::Error::new(error.kind(), format!("{}: {error}", path.display()))
    };
    std::fs::create_dir_all(path).map_err(named)?;
    platform::close(path).map_err(named)
}

/// A file that is written to, and that nobody else can look into: made so, or closed if it was there.
///
/// # Errors
/// When it cannot be opened, or not be closed to others.
pub fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    platform::make_private(&mut options);
    let file = options.open(path)?;
    platform::close_file(&file)?;
    Ok(file)
}

/// Closes the files of a folder to others: those that a library writes without a word on that.
///
/// # Errors
/// When the folder cannot be read, or a file not be closed; the others are closed all the same.
pub fn close_files(folder: &Path) -> std::io::Result<()> {
    let mut closed = Ok(());
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            closed =
                closed.and(File::open(entry.path()).and_then(|file| platform::close_file(&file)));
        }
    }
    closed
}

#[cfg(target_os = "linux")]
mod platform {
    use std::fs::{File, OpenOptions, Permissions};
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    use std::path::Path;

    use rustix::process::{self, DumpableBehavior, Resource, Rlimit};

    pub(super) fn harden() -> Result<(), String> {
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        let no_core = process::setrlimit(Resource::Core, none);
        let no_dump = process::set_dumpable_behavior(DumpableBehavior::NotDumpable);
        no_core.and(no_dump).map_err(|error| error.to_string())
    }

    pub(super) fn is_root() -> bool {
        process::geteuid().is_root()
    }

    pub(super) fn close(path: &Path) -> std::io::Result<()> {
        std::fs::set_permissions(path, Permissions::from_mode(0o700))
    }

    pub(super) fn make_private(options: &mut OpenOptions) {
        options.mode(0o600);
    }

    pub(super) fn close_file(file: &File) -> std::io::Result<()> {
        file.set_permissions(Permissions::from_mode(0o600))
    }
}

/// Windows and macOS shield processes of one person by other means. Not tested by machine.
#[cfg(not(target_os = "linux"))]
mod platform {
    use std::fs::{File, OpenOptions};
    use std::path::Path;

    #[expect(clippy::unnecessary_wraps, reason = "the other can fail")]
    pub(super) fn harden() -> Result<(), String> {
        Ok(())
    }

    pub(super) fn is_root() -> bool {
        false
    }

    #[expect(clippy::unnecessary_wraps, reason = "the other can fail")]
    pub(super) fn close(_: &Path) -> std::io::Result<()> {
        Ok(())
    }

    pub(super) fn make_private(_: &mut OpenOptions) {}

    #[expect(clippy::unnecessary_wraps, reason = "the other can fail")]
    pub(super) fn close_file(_: &File) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::Command;

    use super::*;

    #[test]
    fn what_is_private_is_closed_to_others_whether_it_was_there_or_not() {
        use std::os::unix::fs::PermissionsExt;

        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("folder");
        std::fs::create_dir(&folder).unwrap();
        let [new, old] = ["new", "old"].map(|name| folder.join(name));
        std::fs::write(&old, "kept").unwrap();
        drop((private_file(&new).unwrap(), private_file(&old).unwrap()));
        private_folder(&folder).unwrap();
        assert_eq!(
            [mode(&folder), mode(&new), mode(&old)],
            [0o700, 0o600, 0o600]
        );
        assert_eq!(std::fs::read_to_string(&old).unwrap(), "kept");

        let of_a_library = folder.join("log");
        std::fs::write(&of_a_library, "line").unwrap();
        assert_ne!(mode(&of_a_library), 0o600, "it would be open");
        close_files(&folder).unwrap();
        assert_eq!(mode(&of_a_library), 0o600);
        assert_eq!(mode(&folder), 0o700);
    }

    const SECRET: &str = "a-secret-in-a-panic";
    /// What the kernel ends a process with that aborts.
    const SIGABRT: i32 = 6;

    #[test]
    fn a_panic_ends_the_program_and_tells_its_place_only() {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["process::tests::breaks", "--exact"])
            .args(["--ignored", "--nocapture"])
            .env("RUST_BACKTRACE", "full")
            .output()
            .unwrap();
        let texts = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        let printed = texts.join("\n");
        assert_eq!(output.status.signal(), Some(SIGABRT), "{printed}");
        assert!(!output.status.core_dumped());
        assert!(printed.contains("src/process.rs:"), "{printed}");
        assert!(!printed.contains(SECRET), "{printed}");
    }

    #[test]
    #[ignore = "it is started by the other one, in a process of its own"]
    fn breaks() {
        if !std::env::args().any(|argument| argument == "--exact") {
            return;
        }
        tracing_subscriber::fmt()
            .with_writer(std::io::stderr)
            .init();
        harden();
        let held = SECRET.to_owned();
        drop(std::thread::spawn(move || assert_eq!(held, "nothing")).join());
    }
}
