//! What an organization fixes or proposes for everybody on this computer.
//!
//! A file that only administrators can write: `fixed` stands over the person's settings, `defaults`
//! under them. Both have the form of the settings. `docs/settings.md` tells administrators of it.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use accounts::diagnosis::Diagnosis;
use accounts::failure::Failure;
use accounts::settings::{ManagedSetting, Settings};
use serde::Deserialize;
use serde_json::{Map, Value};

/// A part of the settings, as it stands in a file.
type Part = Map<String, Value>;

/// Which part of the settings' file is which setting.
const PARTS: [(&str, ManagedSetting); 8] = [
    ("profile", ManagedSetting::Profile),
    ("profiles", ManagedSetting::Profiles),
    ("return_path", ManagedSetting::ReturnPath),
    ("language", ManagedSetting::Language),
    ("notifications", ManagedSetting::Notifications),
    ("tray", ManagedSetting::Tray),
    ("log_level", ManagedSetting::LogLevel),
    ("safe_rendering", ManagedSetting::SafeRendering),
];

/// What an organization fixes or proposes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    fixed: Part,
    defaults: Part,
    #[serde(rename = "$schema")]
    _schema: Option<String>,
}

impl Policy {
    /// Where this system has it.
    #[must_use]
    pub fn path() -> PathBuf {
        platform::folder().join("policy.json")
    }

    /// The policy of a file; none where there is no file.
    ///
    /// # Errors
    /// [`Diagnosis::PolicyCorrupt`] when it is there and cannot be read, or is no policy.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let broken = |reason: &str| {
            Failure::new(Diagnosis::PolicyCorrupt)
                .detail(reason)
                .subject(path.display().to_string())
        };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(broken(&error.to_string())),
        };
        let policy: Self = serde_json::from_str(&text)
            .and_then(|whole: Part| serde_json::from_value(Value::Object(whole)))
            .map_err(|error| broken(&error.to_string()))?;
        let unknown = policy.fixed.keys().chain(policy.defaults.keys());
        if let Some(key) = unknown.into_iter().find(|key| setting(key).is_none()) {
            return Err(broken(&format!("`{key}` is no setting")));
        }
        policy
            .apply(Part::new())
            .map_err(|error| broken(&error.to_string()))?;
        Ok(policy)
    }

    /// The settings of a file under this policy.
    pub(crate) fn apply(&self, file: Part) -> serde_json::Result<Settings> {
        let mut whole = self.defaults.clone();
        whole.extend(file);
        whole.extend(self.fixed.clone());
        let settings: Settings = serde_json::from_value(Value::Object(whole))?;
        let managed: BTreeSet<_> = self.fixed.keys().filter_map(|key| setting(key)).collect();
        Ok(Settings {
            managed,
            ..settings
        })
    }

    /// What of the settings is the person's own, for their file, which was so `before`.
    pub(crate) fn withdraw(&self, settings: &Settings, before: &Part) -> serde_json::Result<Part> {
        let Value::Object(mut file) = serde_json::to_value(settings)? else {
            return Ok(Part::new());
        };
        for key in self.fixed.keys() {
            match before.get(key) {
                Some(own) => file.insert(key.clone(), own.clone()),
                None => file.remove(key),
            };
        }
        for (key, proposed) in &self.defaults {
            if !before.contains_key(key) && file.get(key) == Some(proposed) {
                file.remove(key);
            }
        }
        Ok(file)
    }
}

fn setting(key: &str) -> Option<ManagedSetting> {
    let known = PARTS.iter().find(|(name, _)| *name == key);
    known.map(|(_, setting)| *setting)
}

#[cfg(target_os = "linux")]
mod platform {
    use std::path::PathBuf;

    pub(super) fn folder() -> PathBuf {
        "/etc/mooring".into()
    }
}

/// Not tested by machine.
#[cfg(target_os = "macos")]
mod platform {
    use std::path::PathBuf;

    pub(super) fn folder() -> PathBuf {
        "/Library/Application Support/Mooring".into()
    }
}

/// Not tested by machine.
#[cfg(windows)]
mod platform {
    use std::path::PathBuf;

    #[expect(clippy::disallowed_methods, reason = "where Windows has it")]
    pub(super) fn folder() -> PathBuf {
        let data = std::env::var_os("ProgramData");
        data.map_or_else(|| r"C:\ProgramData".into(), PathBuf::from)
            .join("Mooring")
    }
}

#[cfg(test)]
mod tests {
    use accounts::ports::SettingsFile;
    use accounts::settings::LogLevel;
    use accounts::view::{Language, ReturnPath};
    use serde_json::json;

    use super::*;
    use crate::Files;

    fn policy(text: &Value) -> Result<Policy, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("policy.json");
        std::fs::write(&path, text.to_string()).unwrap();
        Policy::read(&path)
    }

    fn file(files: &Path) -> Value {
        let text = std::fs::read_to_string(files.join("settings.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn without_a_file_there_is_no_policy() {
        let folder = tempfile::tempdir().unwrap();
        let none = Policy::read(&folder.path().join("policy.json"));
        assert_eq!(none, Ok(Policy::default()));
    }

    #[test]
    fn what_is_fixed_is_so_and_the_persons_own_comes_back_without_the_policy() {
        let folder = tempfile::tempdir().unwrap();
        let own = json!({ "language": "de", "tray": true, "of_tomorrow": 1 });
        std::fs::write(folder.path().join("settings.json"), own.to_string()).unwrap();
        let fixed = json!({ "fixed": {
            "language": "ja",
            "return_path": "loopback",
            "log_level": "debug",
        } });
        let files = Files::of(folder.path()).under(policy(&fixed).unwrap());
        let mut settings = files.settings().unwrap();
        assert_eq!(settings.language, Some(Language::Ja));
        assert_eq!(settings.return_path, Some(ReturnPath::Loopback));
        assert_eq!(settings.log_level, Some(LogLevel::Debug));
        let managed = [
            ManagedSetting::ReturnPath,
            ManagedSetting::Language,
            ManagedSetting::LogLevel,
        ];
        assert_eq!(settings.managed, managed.into());

        settings.notifications = false;
        files.save(&settings).unwrap();
        let written = file(folder.path());
        assert_eq!(written["language"], "de");
        assert_eq!(written.get("return_path"), None);
        assert_eq!(written["of_tomorrow"], 1);
        let own = Files::of(folder.path()).settings().unwrap();
        assert_eq!(own.language, Some(Language::De));
        assert!(own.tray && !own.notifications && own.managed.is_empty());
    }

    #[test]
    fn what_is_proposed_holds_until_the_person_chooses() {
        let folder = tempfile::tempdir().unwrap();
        let proposed = json!({ "defaults": { "language": "ja", "notifications": false } });
        let files = Files::of(folder.path()).under(policy(&proposed).unwrap());
        let mut settings = files.settings().unwrap();
        assert_eq!(settings.language, Some(Language::Ja));
        assert!(settings.managed.is_empty());
        settings.language = Some(Language::De);
        files.save(&settings).unwrap();
        let written = file(folder.path());
        assert_eq!(written["language"], "de");
        assert_eq!(written.get("notifications"), None, "still as proposed");
        let again = files.settings().unwrap();
        assert_eq!(again.language, Some(Language::De));
        assert!(!again.notifications);
    }

    #[test]
    fn profiles_may_be_fixed() {
        let folder = tempfile::tempdir().unwrap();
        let profiles = json!({ "fixed": {
            "profile": "Acme",
            "profiles": [{ "name": "Acme", "domain": "acme.eu.auth0.com", "client_id": "client" }],
        } });
        let files = Files::of(folder.path()).under(policy(&profiles).unwrap());
        let settings = files.settings().unwrap();
        assert_eq!(settings.in_use().unwrap().domain, "acme.eu.auth0.com");
        files.save(&settings).unwrap();
        assert_eq!(file(folder.path()).get("profiles"), None);
    }

    #[test]
    fn a_policy_that_is_none_is_told() {
        for broken in [
            json!([]),
            json!({ "fix": {} }),
            json!({ "fixed": { "colour": "teal" } }),
            json!({ "fixed": { "language": "xx" } }),
            json!({ "fixed": { "log_level": "loud" } }),
            json!({ "defaults": { "profiles": [{ "name": "no domain" }] } }),
        ] {
            let failure = policy(&broken).unwrap_err();
            assert_eq!(failure.diagnosis, Diagnosis::PolicyCorrupt, "{broken}");
        }
    }

    #[test]
    fn a_setting_that_cannot_be_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.json"), r#"{"tray":"yes"}"#).unwrap();
        let files = Files::of(folder.path());
        let failure = files.settings().unwrap_err();
        assert_eq!(failure.diagnosis, Diagnosis::SettingsCorrupt);
        assert!(folder.path().join("settings.broken.json").exists());
        assert_eq!(files.without_a_file(), Settings::default());
    }
}
