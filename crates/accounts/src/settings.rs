//! What is kept between runs that is no secret.
//!
//! `docs/settings.md` tells people of the file, `docs/settings.schema.json` tells their editors.

mod profile;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

pub use self::profile::{ClientAuthenticationMethod, Profile, ProfileOptions, ProfileSettings};
use crate::view::{Language, ReturnPath};

/// The settings, as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Settings {
    /// The name of the profile in use.
    pub profile: Option<String>,
    /// Every profile; each has a name of its own.
    pub profiles: Vec<ProfileSettings>,
    /// The way back from the browser; absent where the program may choose.
    pub return_path: Option<ReturnPath>,
    /// The language; absent: the system's.
    pub language: Option<Language>,
    /// Whether the desktop is told when an attempt ends while the window is behind.
    pub notifications: bool,
    /// Whether the program keeps an entry in the tray, where there is one.
    pub tray: bool,
    /// How much the log tells; absent: what is of interest, without how it came to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_level: Option<LogLevel>,
    /// Whether the window is drawn without compositing, which some graphics drivers need.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub safe_rendering: bool,
    /// What somebody's organization has fixed. It stands in the policy, not in the file.
    #[serde(skip)]
    pub managed: BTreeSet<ManagedSetting>,
    /// What another version of the program, or a person, wrote beside it.
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// How much the log tells, from little to much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// What ends the program.
    Error,
    /// What went wrong.
    Warn,
    /// What is of interest besides.
    Info,
    /// What was done for it.
    Debug,
    /// Every step.
    Trace,
}

/// A setting that a policy may fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ManagedSetting {
    /// Which profile is in use.
    Profile,
    /// The profiles.
    Profiles,
    /// The way back from the browser.
    ReturnPath,
    /// The language.
    Language,
    /// Notifications of the desktop.
    Notifications,
    /// The entry in the tray.
    Tray,
    /// How much the log tells.
    LogLevel,
    /// Drawing the window without compositing.
    SafeRendering,
}

/// The settings as they may stand in a file, of this version or an older one.
#[derive(Deserialize)]
#[serde(default)]
struct Written {
    profile: Option<InUse>,
    profiles: Vec<ProfileSettings>,
    return_path: Option<ReturnPath>,
    language: Option<Language>,
    notifications: bool,
    tray: bool,
    log_level: Option<LogLevel>,
    safe_rendering: bool,
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum InUse {
    Name(String),
    /// Until there could be several, the one profile stood there whole.
    Only(ProfileSettings),
}

impl Default for Written {
    fn default() -> Self {
        Self {
            profile: None,
            profiles: Vec::new(),
            return_path: None,
            language: None,
            notifications: true,
            tray: false,
            log_level: None,
            safe_rendering: false,
            others: Map::new(),
        }
    }
}

impl From<Written> for Settings {
    fn from(written: Written) -> Self {
        let mut settings = Self {
            profile: None,
            profiles: Vec::new(),
            return_path: written.return_path,
            language: written.language,
            notifications: written.notifications,
            tray: written.tray,
            log_level: written.log_level,
            safe_rendering: written.safe_rendering,
            managed: BTreeSet::new(),
            others: written.others,
        };
        for profile in written.profiles {
            settings.add(profile);
        }
        match written.profile {
            Some(InUse::Name(name)) => settings.profile = Some(name),
            Some(InUse::Only(profile)) => settings.keep(profile),
            None => {}
        }
        settings
    }
}

impl Default for Settings {
    fn default() -> Self {
        Written::default().into()
    }
}

impl From<ProfileSettings> for Settings {
    /// With this profile, in use.
    fn from(profile: ProfileSettings) -> Self {
        let mut settings = Self::default();
        settings.keep(profile);
        settings
    }
}

impl Settings {
    /// The profile in use.
    #[must_use]
    pub fn in_use(&self) -> Option<&ProfileSettings> {
        self.named(self.profile.as_ref()?)
    }

    /// Puts a profile in use. One for the same tenant, client and organization takes what is said of the
    /// new one, and keeps the rest.
    pub fn keep(&mut self, profile: ProfileSettings) {
        let same = self.profiles.iter().position(|one| one.is_same(&profile));
        self.profile = Some(match same.map(|index| self.profiles.remove(index)) {
            Some(known) => {
                let index = same.unwrap_or_default();
                let name = [profile.name, known.name]
                    .into_iter()
                    .find(|one| !one.trim().is_empty());
                self.insert(
                    index,
                    ProfileSettings {
                        name: name.unwrap_or_default(),
                        options: profile.options.over(known.options.clone()),
                        ..known
                    },
                )
            }
            None => self.add(profile),
        });
    }

    /// Puts a profile in the place of the one of this name, and in use.
    pub fn replace(&mut self, name: &str, profile: ProfileSettings) {
        let known = self.profiles.iter().position(|one| one.name == name);
        let Some(index) = known else {
            return self.keep(profile);
        };
        let known = self.profiles.remove(index);
        let twin = self.profiles.iter().position(|one| one.is_same(&profile));
        if let Some(twin) = twin {
            self.profiles.remove(twin);
        }
        self.profile = Some(self.insert(
            index,
            ProfileSettings {
                options: profile.options.over(ProfileOptions {
                    organization: None,
                    ..known.options
                }),
                others: known.others,
                ..profile
            },
        ));
    }

    /// The profile of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&ProfileSettings> {
        self.profiles.iter().find(|one| one.name == name)
    }

    /// Forgets a profile; if it was in use, none is then.
    pub fn remove(&mut self, name: &str) {
        self.profiles.retain(|one| one.name != name);
        self.profile.take_if(|one| *one == name);
    }

    /// Changes how a profile is called and used.
    pub fn edit(&mut self, name: &str, change: impl FnOnce(&mut ProfileSettings)) {
        let Some(index) = self.profiles.iter().position(|one| one.name == name) else {
            return;
        };
        let mut profile = self.profiles.remove(index);
        change(&mut profile);
        let new = self.insert(index, profile);
        if self.profile.as_deref() == Some(name) {
            self.profile = Some(new);
        }
    }

    /// Adds a profile under a name that no other has, and says which.
    fn add(&mut self, profile: ProfileSettings) -> String {
        self.insert(self.profiles.len(), profile)
    }

    fn insert(&mut self, index: usize, mut profile: ProfileSettings) -> String {
        let named = Some(profile.name.trim()).filter(|name| !name.is_empty());
        let wanted = named.map_or_else(|| profile.host(), str::to_owned);
        let taken = |name: &str| self.profiles.iter().any(|one| one.name == name);
        let mut number = 2;
        profile.name.clone_from(&wanted);
        while taken(&profile.name) {
            profile.name = format!("{wanted} {number}");
            number += 1;
        }
        let name = profile.name.clone();
        self.profiles
            .insert(index.min(self.profiles.len()), profile);
        name
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(file: Value) -> Settings {
        serde_json::from_value(file).unwrap()
    }

    fn profile(domain: &str) -> ProfileSettings {
        ProfileSettings {
            domain: domain.to_owned(),
            client_id: "client".to_owned(),
            ..ProfileSettings::default()
        }
    }

    #[test]
    fn the_one_profile_of_an_older_version_is_in_use() {
        let settings = read(json!({
            "profile": { "domain": "acme.eu.auth0.com", "client_id": "client", "dpop": false },
            "return_path": "loopback",
            "notifications": false,
        }));
        let in_use = settings.in_use().unwrap();
        assert_eq!(in_use.name, "acme.eu.auth0.com");
        assert_eq!(in_use.options.dpop, Some(false));
        assert_eq!(settings.return_path, Some(ReturnPath::Loopback));
        assert!(!settings.notifications);
    }

    #[test]
    fn what_is_not_known_is_kept_in_its_place() {
        let file = json!({
            "$schema": "settings.schema.json",
            "profile": "Work",
            "profiles": [
                { "name": "Work", "domain": "acme.eu.auth0.com", "client_id": "client", "colour": "teal" },
                { "name": "Home", "domain": "home.eu.auth0.com", "client_id": "client", "dpop": true },
            ],
            "return_path": null,
            "language": null,
            "notifications": true,
            "tray": false,
            "log_level": "debug",
            "of_tomorrow": { "a": [1, 2] },
        });
        let settings = read(file.clone());
        assert_eq!(settings.in_use().unwrap().name, "Work");
        assert_eq!(serde_json::to_value(&settings).unwrap(), file);
    }

    #[test]
    fn every_profile_has_a_name_of_its_own() {
        let entry =
            |name: &str, domain: &str| json!({ "name": name, "domain": domain, "client_id": "c" });
        let settings = read(json!({ "profiles": [
            entry("Work", "a.example"),
            entry("Work", "b.example"),
            entry(" ", "c.example"),
        ] }));
        let names: Vec<&str> = settings
            .profiles
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(names, ["Work", "Work 2", "c.example"]);
        assert_eq!(settings.in_use(), None);
    }

    #[test]
    fn a_profile_that_is_chosen_again_keeps_its_name() {
        let mut settings = Settings::from(profile("a.example"));
        settings.profiles[0].name = "Work".to_owned();
        settings.keep(profile("b.example"));
        settings.keep(profile("a.example"));
        assert_eq!(settings.in_use().unwrap().name, "Work");
        assert_eq!(settings.profiles.len(), 2);
        settings.remove("Work");
        assert_eq!((settings.in_use(), settings.profiles.len()), (None, 1));
    }

    #[test]
    fn a_name_that_no_profile_has_is_none_in_use() {
        assert_eq!(read(json!({ "profile": "Gone" })).in_use(), None);
    }
}
