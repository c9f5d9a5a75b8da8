//! What the person chose for this computer, and what the program does only while they look or do not.

use chrono::{DateTime, TimeDelta, Utc};

use super::Model;
use crate::diagnosis::Diagnosis;
use crate::effect::{AskDesktop, Effect, TellDesktop};
use crate::message::{Moment, Preference};
use crate::ports::Ended;
use crate::settings::ManagedSetting;
use crate::view::{Language, PreferencesView};

/// Lists younger than this are not read again only because the person looks.
const FRESH: TimeDelta = TimeDelta::seconds(60);
/// No more ends of attempts are told in one notification; the oldest goes.
const UNSEEN_LIMIT: usize = 8;

impl Model {
    /// The language of the words.
    pub(super) fn language(&self) -> Language {
        let profile = self.profile.as_ref();
        let own = profile.and_then(|profile| profile.options.language);
        let own = own.filter(|_| !self.is_managed(ManagedSetting::Language));
        own.or(self.settings.language)
            .unwrap_or(self.desktop.language)
    }

    pub(super) fn preferences(&self) -> PreferencesView {
        let tray = self.settings.tray;
        PreferencesView {
            language: self.settings.language,
            notifications: self.settings.notifications,
            tray: self.desktop.tray.then_some(tray),
            start_at_login: self.desktop.start_at_login,
            safe_rendering: self.settings.safe_rendering,
            managed: self.settings.managed.iter().copied().collect(),
        }
    }

    /// Whether the person's organization has fixed it. The window offers no choice then.
    pub(super) fn is_managed(&self, setting: ManagedSetting) -> bool {
        self.settings.managed.contains(&setting)
    }

    pub(super) fn use_language(&mut self, language: Option<Language>) -> Vec<Effect> {
        if self.is_managed(ManagedSetting::Language) {
            return Vec::new();
        }
        self.settings.language = language;
        // A choice that the profile has of its own would hide this one.
        self.change_own(|own| {
            own.language.take();
        });
        self.save_settings()
    }

    pub(super) fn save_settings(&self) -> Vec<Effect> {
        vec![Effect::SaveSettings(self.settings.clone())]
    }

    pub(super) fn prefer(&mut self, preference: Preference, on: bool) -> Vec<Effect> {
        let setting = match preference {
            Preference::Notifications => Some(ManagedSetting::Notifications),
            Preference::Tray => Some(ManagedSetting::Tray),
            Preference::StartAtLogin => None,
            Preference::SafeRendering => Some(ManagedSetting::SafeRendering),
        };
        if setting.is_some_and(|setting| self.is_managed(setting)) {
            return Vec::new();
        }
        match preference {
            Preference::Notifications => {
                self.settings.notifications = on;
                self.save_settings()
            }
            Preference::SafeRendering => {
                self.settings.safe_rendering = on;
                self.save_settings()
            }
            Preference::Tray if self.desktop.tray => {
                self.settings.tray = on;
                let mut effects = self.save_settings();
                effects.push(Effect::TellDesktop(TellDesktop::ShowTray(on)));
                effects
            }
            Preference::StartAtLogin if self.desktop.start_at_login.is_some() => {
                vec![Effect::AskDesktop(AskDesktop::StartAtLogin(on))]
            }
            Preference::Tray | Preference::StartAtLogin => Vec::new(),
        }
    }

    pub(super) fn start_at_login_set(
        &mut self,
        on: bool,
        outcome: Result<(), String>,
        moment: &Moment,
    ) -> Vec<Effect> {
        match outcome {
            Ok(()) => {
                self.desktop.start_at_login = Some(on);
                Vec::new()
            }
            Err(reason) => self.not_done(Diagnosis::StartAtLoginNotSet, &reason, moment),
        }
    }

    pub(super) fn show_about(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::AskDesktop(AskDesktop::Measure)];
        effects.extend(self.look_for_update());
        effects
    }

    pub(super) fn hide_about(&mut self) -> Vec<Effect> {
        self.about = None;
        Vec::new()
    }

    /// The window came to the front of the person, or went from it.
    pub(super) fn look(&mut self, looking: bool, moment: &Moment) -> Vec<Effect> {
        self.looking = looking;
        if !looking {
            return Vec::new();
        }
        let mut effects = Vec::new();
        if !self.unseen.is_empty() {
            self.unseen.clear();
            effects.push(Effect::TellDesktop(TellDesktop::Notify(Vec::new())));
        }
        let old = |as_of: DateTime<Utc>| as_of + FRESH <= moment.now;
        if self
            .session()
            .is_some_and(|session| session.lists.as_of.is_some_and(old))
        {
            effects.extend(self.refresh(moment));
        }
        effects
    }

    /// Reads the lists again, unless the tenant asked for patience.
    pub(super) fn refresh(&mut self, moment: &Moment) -> Vec<Effect> {
        let early = self.session().is_some_and(|session| {
            let failure = session.lists.failure.as_ref();
            failure
                .and_then(|failure| failure.retry_at)
                .is_some_and(|at| at > moment.now)
        });
        if early {
            return Vec::new();
        }
        self.read_lists(moment)
    }

    /// An attempt ended: the desktop tells it where the person does not look.
    pub(super) fn tell_desktop(&mut self, ended: Ended) -> Vec<Effect> {
        if self.looking || !self.settings.notifications {
            return Vec::new();
        }
        if self.unseen.len() == UNSEEN_LIMIT {
            self.unseen.remove(0);
        }
        self.unseen.push(ended);
        vec![Effect::TellDesktop(TellDesktop::Notify(
            self.unseen.clone(),
        ))]
    }
}
