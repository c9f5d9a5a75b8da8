//! Where the program keeps what on this computer: the platform's places, the same for its window and
//! its command line.

use std::io;
use std::path::{Path, PathBuf};

use crate::process;

/// The bundle's identifier; `tauri.conf.json` has it too.
pub const IDENTIFIER: &str = "dev.mooring.desktop";

/// The folders of the program.
#[derive(Debug, Clone)]
pub struct Folders {
    /// Settings, notes, and the lock of the session.
    pub config: PathBuf,
    /// What may be lost: what tenants said of themselves.
    pub cache: PathBuf,
    /// The logs.
    pub logs: PathBuf,
}

impl Folders {
    /// Those of this person, made and closed to everybody else.
    ///
    /// # Errors
    /// When the system names no home, or a folder cannot be made or closed.
    pub fn open() -> io::Result<Self> {
        let homeless = || io::Error::new(io::ErrorKind::NotFound, "there is no home folder");
        let of =
            |base: Option<PathBuf>| base.map(|base| base.join(IDENTIFIER)).ok_or_else(homeless);
        let data = of(dirs::data_dir())?;
        let local = of(dirs::data_local_dir())?;
        let config = of(dirs::config_dir())?;
        let cache = of(dirs::cache_dir())?;
        for folder in [&data, &local, &cache, &config] {
            process::private_folder(folder)?;
        }
        Ok(Self {
            logs: logs(&local),
            config,
            cache,
        })
    }
}

#[cfg(not(target_os = "macos"))]
fn logs(local: &Path) -> PathBuf {
    local.join("logs")
}

/// Not tested by machine.
#[cfg(target_os = "macos")]
fn logs(local: &Path) -> PathBuf {
    let home = dirs::home_dir();
    home.map_or_else(
        || local.to_owned(),
        |home| home.join("Library/Logs").join(IDENTIFIER),
    )
}
