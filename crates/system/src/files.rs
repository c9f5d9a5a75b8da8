//! The files on disk, `settings.json` and `notes.json`: read, checked, written whole or not at all.

mod merge;
mod tenants;

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use accounts::diagnosis::Diagnosis;
use accounts::failure::Failure;
use accounts::notes::Notes;
use accounts::settings::Settings;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tempfile::NamedTempFile;

use self::tenants::KnownTenants;
use crate::policy::Policy;
use crate::process;

const SETTINGS: &str = "settings.json";
const NOTES: &str = "notes.json";
/// Held while a file is read and written as one.
const LOCK: &str = "files.lock";
/// How the names of drafts end.
const DRAFT: &str = ".tmp";
/// No save takes longer; a draft that is older was left behind by a program that was killed.
const SAVE: Duration = Duration::from_mins(1);

/// The files of a folder, and the policy above them. Another program may keep its own there at the same
/// time: of the notes, only what changed here is written.
#[derive(Debug)]
pub struct Files {
    folder: PathBuf,
    policy: Policy,
    /// The settings as they were last read or saved here.
    seen_settings: Mutex<Option<Value>>,
    /// The same of the notes.
    seen: Mutex<Option<Value>>,
    tenants: Option<KnownTenants>,
    owner: Owner,
}

/// Whose the attempts are that the notes have wishes of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    ThisProgram,
    TheWindow,
}

impl Files {
    /// The files of a folder. Drafts that were left behind there are cleared away.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        if let Err(error) = clear_drafts(folder)
            && error.kind() != ErrorKind::NotFound
        {
            tracing::warn!(%error, "drafts of the settings cannot be cleared away");
        }
        Self {
            folder: folder.to_owned(),
            policy: Policy::default(),
            seen_settings: Mutex::default(),
            seen: Mutex::default(),
            tenants: None,
            owner: Owner::ThisProgram,
        }
    }

    /// The same files for a program beside the window, whose attempts end with it: what the window's
    /// open attempts ask for is not its own.
    #[must_use]
    pub fn beside_the_window(folder: &Path) -> Self {
        Self {
            owner: Owner::TheWindow,
            ..Self::of(folder)
        }
    }

    /// The same under a policy.
    #[must_use]
    pub fn under(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// The same with what tenants said of themselves, in the folder of what may be lost.
    #[must_use]
    pub fn with_tenants(self, cache: &Path) -> Self {
        let tenants = Some(KnownTenants::beneath(cache));
        Self { tenants, ..self }
    }

    /// The settings as the policy lets them be. A broken file is moved aside, never overwritten.
    ///
    /// # Errors
    /// When the file is there and cannot be read. [`Files::without_a_file`] is what is left then.
    pub fn settings(&self) -> Result<Settings, Failure> {
        let path = self.settings_path();
        let file = read::<Map<String, Value>>(&path, Diagnosis::SettingsCorrupt)?;
        *held(&self.seen_settings) = Some(Value::Object(file.clone()));
        self.policy
            .apply(file)
            .map_err(|error| set_aside(&path, Diagnosis::SettingsCorrupt, &error.to_string()))
    }

    /// The settings of somebody who has none.
    #[must_use]
    pub fn without_a_file(&self) -> Settings {
        self.policy.apply(Map::new()).unwrap_or_default()
    }

    /// What is remembered of people's accounts. A broken file is moved aside, never overwritten.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn notes(&self) -> Result<Notes, Failure> {
        let broken = |error: serde_json::Error| {
            Failure::new(Diagnosis::NotesCorrupt).detail(&error.to_string())
        };
        let mut notes: Notes = read(&self.notes_path(), Diagnosis::NotesCorrupt)?;
        let seen = self.known(&notes).map_err(broken)?;
        if self.owner == Owner::TheWindow {
            notes = serde_json::from_value(seen.clone()).map_err(broken)?;
        }
        *held(&self.seen) = Some(seen);
        Ok(notes)
    }

    /// The notes as far as this program has a say in them.
    fn known(&self, notes: &Notes) -> serde_json::Result<Value> {
        let mut value = serde_json::to_value(notes)?;
        if self.owner == Owner::TheWindow
            && let Some(people) = value.get_mut("people").and_then(Value::as_object_mut)
        {
            for person in people.values_mut().filter_map(Value::as_object_mut) {
                person.remove("wishes");
            }
        }
        Ok(value)
    }

    /// What changed here goes into the file, and what another program changed there stays.
    fn keep(
        &self,
        path: &Path,
        seen: &Mutex<Option<Value>>,
        ours: impl FnOnce(&Map<String, Value>) -> serde_json::Result<Value>,
    ) -> std::io::Result<()> {
        process::private_folder(&self.folder)?;
        let lock = process::private_file(&self.folder.join(LOCK))?;
        lock.lock()?;
        let mut seen = held(seen);
        let theirs = theirs(path)?;
        let file = theirs.as_ref().and_then(Value::as_object);
        let ours = ours(file.unwrap_or(&Map::new()))?;
        let merged = match (&*seen, theirs) {
            (Some(before), Some(theirs)) => merge::merged(before, &ours, theirs),
            _ => ours.clone(),
        };
        save(path, &merged)?;
        *seen = Some(ours);
        Ok(())
    }

    fn settings_path(&self) -> PathBuf {
        self.folder.join(SETTINGS)
    }

    fn notes_path(&self) -> PathBuf {
        self.folder.join(NOTES)
    }
}

/// The file as it is now. One that was broken since is moved aside, never written over.
fn theirs(path: &Path) -> std::io::Result<Option<Value>> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if let Ok(whole) = serde_json::from_slice(&text) {
        return Ok(Some(whole));
    }
    tracing::warn!("a file of the settings was broken meanwhile and is moved aside");
    std::fs::rename(path, aside(path))?;
    Ok(None)
}

/// Where a broken file is moved.
fn aside(path: &Path) -> PathBuf {
    path.with_extension("broken.json")
}

fn held<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read<T: DeserializeOwned + Default>(path: &Path, code: Diagnosis) -> Result<T, Failure> {
    let broken = |reason: &str| Failure::new(code).detail(reason);
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => return Err(broken(&error.to_string())),
    };
    serde_json::from_str(&text).map_err(|error| set_aside(path, code, &error.to_string()))
}

/// Moves a broken file out of the way, and says where it is now.
fn set_aside(path: &Path, code: Diagnosis, reason: &str) -> Failure {
    let aside = aside(path);
    match std::fs::rename(path, &aside) {
        Ok(()) => Failure::new(code)
            .detail(reason)
            .subject(aside.display().to_string()),
        Err(error) => Failure::new(code).detail(&error.to_string()),
    }
}

impl accounts::ports::SettingsFile for Files {
    fn save(&self, settings: &Settings) -> Result<(), String> {
        let path = self.settings_path();
        // What is fixed stays in the file as the person left it.
        let ours = |file: &_| Ok(Value::Object(self.policy.withdraw(settings, file)?));
        self.keep(&path, &self.seen_settings, ours)
            .map_err(|error| error.to_string())
    }

    fn save_notes(&self, notes: &Notes) -> Result<(), String> {
        let ours = |_: &_| self.known(notes);
        self.keep(&self.notes_path(), &self.seen, ours)
            .map_err(|error| error.to_string())
    }

    fn known_tenant(&self, domain: &str) -> Option<Vec<u8>> {
        let read = self.tenants.as_ref()?.read(domain);
        read.unwrap_or_else(|error| {
            tracing::debug!(%error, "what a tenant said before was not read");
            None
        })
    }

    fn keep_tenant(&self, domain: &str, said: Option<&[u8]>) {
        let kept = self
            .tenants
            .as_ref()
            .map(|tenants| tenants.keep(domain, said));
        if let Some(Err(error)) = kept {
            tracing::debug!(%error, "what a tenant said was not kept");
        }
    }
}

fn save(path: &Path, content: &impl Serialize) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    process::private_folder(folder)?;
    let mut text = serde_json::to_string_pretty(content)?;
    text.push('\n');
    let mut file = draft(folder, path)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// A file beside the one that it will take the place of, for this person only.
fn draft(folder: &Path, path: &Path) -> std::io::Result<NamedTempFile> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{name}.");
    let mut draft = tempfile::Builder::new();
    draft.prefix(&prefix).suffix(DRAFT);
    #[cfg(unix)]
    draft.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    draft.tempfile_in(folder)
}

fn is_draft(name: &str) -> bool {
    let named = name.strip_prefix('.').unwrap_or_default();
    let of = |file: &str| {
        let rest = named.strip_prefix(file);
        rest.is_some_and(|rest| rest.starts_with('.') && rest.ends_with(DRAFT))
    };
    [SETTINGS, NOTES].into_iter().any(of)
}

/// Another program may be writing one right now, so only old ones go.
fn clear_drafts(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !is_draft(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let age = entry.metadata()?.modified()?.elapsed();
        if age.is_ok_and(|age| age > SAVE) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
