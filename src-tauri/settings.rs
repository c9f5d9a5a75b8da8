//! The files on disk, `settings.json` and `notes.json`: read, checked, written whole or not at all.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use accounts::diagnosis::Diagnosis;
use accounts::failure::Failure;
use accounts::notes::Notes;
use accounts::settings::Settings;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The folder of the files.
#[derive(Debug)]
pub struct Files(PathBuf);

impl Files {
    /// The files of a folder.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// The settings. A broken file is moved aside, never overwritten.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn settings(&self) -> Result<Settings, Failure> {
        read(&self.settings_path(), Diagnosis::SettingsCorrupt)
    }

    /// What is remembered of people's accounts. A broken file is moved aside, never overwritten.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn notes(&self) -> Result<Notes, Failure> {
        read(&self.notes_path(), Diagnosis::NotesCorrupt)
    }

    fn settings_path(&self) -> PathBuf {
        self.0.join("settings.json")
    }

    fn notes_path(&self) -> PathBuf {
        self.0.join("notes.json")
    }
}

fn read<T: DeserializeOwned + Default>(path: &Path, code: Diagnosis) -> Result<T, Failure> {
    let broken = |reason: &str| Failure::new(code).detail(reason);
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => return Err(broken(&error.to_string())),
    };
    serde_json::from_str(&text).map_err(|error| {
        let aside = path.with_extension("broken.json");
        let failure = broken(&error.to_string()).subject(aside.display().to_string());
        match std::fs::rename(path, &aside) {
            Ok(()) => failure,
            Err(error) => broken(&error.to_string()),
        }
    })
}

impl accounts::ports::SettingsFile for Files {
    fn save(&self, settings: &Settings) -> Result<(), String> {
        save(&self.settings_path(), settings).map_err(|error| error.to_string())
    }

    fn save_notes(&self, notes: &Notes) -> Result<(), String> {
        save(&self.notes_path(), notes).map_err(|error| error.to_string())
    }
}

fn save(path: &Path, content: &impl Serialize) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut text = serde_json::to_string_pretty(content)?;
    text.push('\n');
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use accounts::settings::ProfileSettings;

    use super::*;

    const CODE: Diagnosis = Diagnosis::SettingsCorrupt;

    fn settings() -> Settings {
        Settings {
            profile: Some(ProfileSettings {
                domain: "acme.eu.auth0.com".to_owned(),
                client_id: "abc".to_owned(),
                options: accounts::settings::ProfileOptions::default(),
            }),
            ..Settings::default()
        }
    }

    #[test]
    fn what_is_saved_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deeper/settings.json");
        assert_eq!(read(&path, CODE), Ok(Settings::default()));
        save(&path, &settings()).unwrap();
        assert_eq!(read(&path, CODE), Ok(settings()));
    }

    #[test]
    fn a_broken_file_is_moved_aside_and_reported() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        std::fs::write(&path, "{ broken").unwrap();
        let failure = read::<Settings>(&path, CODE).unwrap_err();
        assert_eq!(failure.diagnosis, Diagnosis::SettingsCorrupt);
        assert!(!path.exists());
        let aside = folder.path().join("settings.broken.json");
        assert_eq!(std::fs::read_to_string(aside).unwrap(), "{ broken");
    }
}
