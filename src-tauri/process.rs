//! What this process lets others see of itself: nothing that they do not need.

use std::path::Path;

/// Other programs of the same person cannot read its memory, and a crash leaves no copy of it.
///
/// Programs that this one starts, such as the browser, are not bound by the first; the second is
/// handed down.
pub(crate) fn harden() {
    if let Err(reason) = platform::harden() {
        tracing::warn!(reason, "the memory is not shielded from other programs");
    }
    if platform::is_root() {
        tracing::warn!(
            "running as root: every flaw of a window would be one of the whole computer; start it as yourself"
        );
    }
}

/// A folder that nobody else can look into.
///
/// # Errors
/// When it cannot be made, or not be closed to others.
pub(crate) fn private_folder(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)?;
    platform::close(path)
}

#[cfg(target_os = "linux")]
mod platform {
    use std::os::unix::fs::PermissionsExt;
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
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
    }
}

/// Windows and macOS shield processes of one person by other means. Not tested by machine.
#[cfg(not(target_os = "linux"))]
mod platform {
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
}
