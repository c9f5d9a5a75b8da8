//! Several profiles: one is in use, others may wait for the browser.
//!
//! A profile is gone away from only when nothing of it is half-done; until then the wish to go waits.
//! Whatever ends later has left what it brought in the keychain, where the profile finds it again.

use super::{FirstRun, Model, Stage};
use crate::attempt::{Attempt, Phase};
use crate::callback::Callback;
use crate::effect::{Effect, SignOutReport, TellDesktop};
use crate::failure::Failure;
use crate::message::{Moment, ProfileEdit};
use crate::settings::{ManagedSetting, Profile, ProfileOptions, ProfileSettings};
use crate::view::{ProfileView, ReturnPath};

/// A profile that is not in use, and for which the browser may still come back.
pub(super) struct Away {
    profile: Profile,
    attempts: Vec<Attempt>,
}

/// Where to go from the profile in use.
pub(super) enum Move {
    To(String),
    ToForm { changes: Option<String> },
    Remove { profile: Profile, name: String },
}

impl Model {
    /// How many profiles were gone away from so far.
    pub(crate) fn tenancy(&self) -> u64 {
        self.tenancy
    }

    pub(super) fn profile_views(&self) -> Vec<ProfileView> {
        let in_use = self.profile.as_ref().filter(|profile| !profile.demo);
        let view = |kept: &ProfileSettings| ProfileView {
            name: kept.name.clone(),
            domain: kept.host(),
            client_id: kept.client_id.clone(),
            organization: kept.options.organization.clone(),
            dpop: kept.options.dpop,
            return_path: kept.options.return_path,
            language: kept.options.language,
            in_use: in_use.is_some_and(|profile| profile.name == kept.name),
            waits: self.away.iter().any(|away| away.profile.name == kept.name),
        };
        self.settings.profiles.iter().map(view).collect()
    }

    pub(super) fn switch_profile(&mut self, name: String, moment: &Moment) -> Vec<Effect> {
        let here = self
            .profile
            .as_ref()
            .is_some_and(|one| one.name == name && !one.demo);
        let chosen = self.settings.profile.as_ref() == Some(&name);
        let may = chosen || !self.is_managed(ManagedSetting::Profile);
        // What is being looked at, or removed, is waited for.
        let checking = matches!(&self.stage, Stage::FirstRun(form) if form.checking);
        if here || checking || !may || self.settings.named(&name).is_none() {
            return Vec::new();
        }
        self.want(Move::To(name), moment)
    }

    /// From the demo one goes back to the profile of before.
    pub(super) fn add_profile(&mut self, moment: &Moment) -> Vec<Effect> {
        let demo = self.profile.as_ref().is_some_and(|profile| profile.demo);
        match self.settings.profile.clone() {
            Some(name) if demo && self.settings.in_use().is_some() => {
                self.want(Move::To(name), moment)
            }
            _ if !demo && self.is_managed(ManagedSetting::Profiles) => Vec::new(),
            _ => self.want(Move::ToForm { changes: None }, moment),
        }
    }

    /// What names a profile can be changed while nobody is signed in with it.
    pub(super) fn change_profile(&mut self, moment: &Moment) -> Vec<Effect> {
        let signed_out = matches!(self.stage, Stage::SignedOut { .. });
        let profile = self.profile.as_ref().filter(|profile| !profile.demo);
        let Some(profile) = profile.filter(|_| signed_out) else {
            return Vec::new();
        };
        if self.is_managed(ManagedSetting::Profiles) {
            return Vec::new();
        }
        let changes = Some(profile.name.clone());
        self.want(Move::ToForm { changes }, moment)
    }

    /// A tenant answered for a profile, which is kept and used from now on: in the place of another one,
    /// or as one more.
    pub(super) fn keep_profile(
        &mut self,
        kept: ProfileSettings,
        changes: Option<&str>,
    ) -> Vec<Effect> {
        let before = changes.and_then(|name| self.settings.named(name));
        let before = before.and_then(|kept| Profile::of(kept).ok());
        match changes {
            Some(name) => self.settings.replace(name, kept),
            None => self.settings.keep(kept),
        }
        let Some(Ok(profile)) = self.settings.in_use().map(Profile::of) else {
            return Vec::new();
        };
        let mut effects = self.save_settings();
        if let Some(before) = before.filter(|before| before.key() != profile.key()) {
            self.give_up(&before, &mut effects);
            effects.push(Effect::RemoveProfile {
                profile: before,
                name: None,
            });
        }
        effects.extend(self.enter(profile, true));
        effects
    }

    pub(super) fn edit_profile(&mut self, name: &str, edit: &ProfileEdit) -> Vec<Effect> {
        if self.is_managed(ManagedSetting::Profiles) || self.settings.named(name).is_none() {
            return Vec::new();
        }
        let called = super::remembering::name(&edit.name).unwrap_or_default();
        let index = self
            .settings
            .profiles
            .iter()
            .position(|one| one.name == name);
        self.settings.edit(name, |profile| {
            profile.name = called;
            profile.options.return_path = edit.return_path;
            profile.options.language = edit.language;
            profile.options.dpop = edit.dpop;
        });
        let edited = index.and_then(|index| self.settings.profiles.get(index).cloned());
        let mut effects = self.save_settings();
        let Some(edited) = edited else {
            return effects;
        };
        for away in self
            .away
            .iter_mut()
            .filter(|away| away.profile.name == name)
        {
            away.profile.name.clone_from(&edited.name);
        }
        let in_use = self
            .profile
            .as_mut()
            .filter(|one| one.name == name && !one.demo);
        if let Some(profile) = in_use {
            profile.name = edited.name;
            profile.options = edited.options;
            if edit.return_path == Some(ReturnPath::DeepLink) {
                effects.extend(self.want_links());
            }
        }
        effects
    }

    /// Changes what the profile in use has of its own, here and in the settings.
    pub(super) fn change_own(&mut self, change: impl Fn(&mut ProfileOptions)) {
        let Some(profile) = self.profile.as_mut().filter(|profile| !profile.demo) else {
            return;
        };
        change(&mut profile.options);
        let name = profile.name.clone();
        self.settings.edit(&name, |kept| change(&mut kept.options));
    }

    pub(super) fn remove_profile(&mut self, name: String, moment: &Moment) -> Vec<Effect> {
        let Some(kept) = self.settings.named(&name) else {
            return Vec::new();
        };
        if self.is_managed(ManagedSetting::Profiles) {
            return Vec::new();
        }
        let Ok(profile) = Profile::of(kept) else {
            // Nothing was ever kept for it.
            self.settings.remove(&name);
            if let Stage::FirstRun(form) = &mut self.stage {
                *form = FirstRun::default();
            }
            return self.save_settings();
        };
        let in_use = self
            .profile
            .as_ref()
            .is_some_and(|one| one.key() == profile.key());
        if in_use {
            return self.want(Move::Remove { profile, name }, moment);
        }
        let mut effects = Vec::new();
        self.give_up(&profile, &mut effects);
        let name = Some(name);
        effects.push(Effect::RemoveProfile { profile, name });
        effects
    }

    pub(super) fn profile_removed(
        &mut self,
        profile: &Profile,
        name: Option<&str>,
        report: &SignOutReport,
        moment: &Moment,
    ) -> Vec<Effect> {
        if let Err(error) = &report.deleted {
            self.tell_failure(Failure::from(error), moment);
            return self.settle(moment);
        }
        self.tell_unrevoked(report, moment);
        let key = format!("{} ", profile.key());
        let theirs = |person: &str| {
            let subject = person.strip_prefix(&key);
            subject.is_some_and(|subject| !subject.contains(' '))
        };
        self.notes.people.retain(|person, _| !theirs(person));
        let mut effects = vec![Effect::SaveNotes(self.notes.clone())];
        if let Some(name) = name {
            self.settings.remove(name);
            if self.settings.profile.is_none() && self.profile.is_none() {
                let first = self.settings.profiles.first();
                self.settings.profile = first.map(|first| first.name.clone());
            }
            effects.extend(self.save_settings());
        }
        effects.extend(self.settle(moment));
        effects
    }

    /// Goes to the profile of the settings, where it waited for the end of one that was removed.
    fn settle(&mut self, moment: &Moment) -> Vec<Effect> {
        match &self.stage {
            Stage::FirstRun(form) if form.checking && self.profile.is_none() => {
                self.stage = Stage::FirstRun(FirstRun::default());
                self.start(moment)
            }
            Stage::FirstRun(_)
            | Stage::Starting { .. }
            | Stage::SignedOut { .. }
            | Stage::AnotherPerson { .. }
            | Stage::Keychain { .. }
            | Stage::SignedIn(_) => Vec::new(),
        }
    }

    /// The profile that waits for a link which is not for the one in use.
    pub(super) fn waits_elsewhere(&self, callback: &Callback) -> Option<&str> {
        let away = self.away.iter().find(|away| {
            let ours = callback.may_be_from(away.profile.address.as_str());
            ours && away.attempts.iter().any(|one| one.is_answered_by(callback))
        });
        away.map(|away| away.profile.name.as_str())
    }

    /// Goes where a link leads.
    pub(super) fn follow(&mut self, callback: Callback) -> Vec<Effect> {
        if let Some(name) = self.waits_elsewhere(&callback).map(str::to_owned) {
            tracing::info!("a link is for another profile, which is used now");
            self.next = Some((Move::To(name), Some(callback)));
        }
        Vec::new()
    }

    /// Wants to go. Between two persons it is decided first.
    fn want(&mut self, to: Move, moment: &Moment) -> Vec<Effect> {
        if matches!(self.stage, Stage::AnotherPerson { .. }) {
            return Vec::new();
        }
        self.next = Some((to, None));
        self.go_on(moment)
    }

    /// Goes where it is to go, once nothing is half-done here.
    pub(super) fn go_on(&mut self, moment: &Moment) -> Vec<Effect> {
        if self.is_half_done() {
            return Vec::new();
        }
        let Some((to, callback)) = self.next.take() else {
            return Vec::new();
        };
        let mut effects = self.leave();
        match to {
            Move::To(name) => {
                if self.settings.profile.as_ref() != Some(&name) {
                    self.settings.profile = Some(name);
                    effects.extend(self.save_settings());
                }
                self.early.extend(callback);
                effects.extend(self.start(moment));
            }
            Move::ToForm { changes } => {
                self.stage = Stage::FirstRun(FirstRun {
                    changes,
                    ..FirstRun::default()
                });
            }
            Move::Remove { profile, name } => {
                self.give_up(&profile, &mut effects);
                self.stage = Stage::FirstRun(FirstRun {
                    checking: true,
                    ..FirstRun::default()
                });
                let name = Some(name);
                effects.push(Effect::RemoveProfile { profile, name });
            }
        }
        effects
    }

    /// Whether something would be lost by going away now.
    fn is_half_done(&self) -> bool {
        let finishing = |attempt: &Attempt| matches!(attempt.phase, Phase::Finishing);
        let busy = match &self.stage {
            Stage::AnotherPerson { .. } => true,
            Stage::SignedIn(session) => session.signing_out || !session.removals.is_empty(),
            Stage::Starting { .. }
            | Stage::FirstRun(_)
            | Stage::SignedOut { .. }
            | Stage::Keychain { .. } => false,
        };
        busy || self.attempts.iter().any(finishing)
    }

    /// Leaves the profile in use. What waits in the browser goes on waiting, what could be undone is not
    /// done, what was only being prepared is given up.
    fn leave(&mut self) -> Vec<Effect> {
        self.tenancy += 1;
        self.stage = Stage::FirstRun(FirstRun::default());
        self.early.clear();
        self.notices.clear();
        self.doctor = None;
        self.examined = None;
        self.invitation = None;
        let mut effects = Vec::new();
        if !self.unseen.is_empty() {
            self.unseen.clear();
            effects.push(Effect::TellDesktop(TellDesktop::Notify(Vec::new())));
        }
        let profile = self.profile.take();
        let kept = profile.as_ref().is_some_and(|profile| !profile.demo);
        let attempts = std::mem::take(&mut self.attempts);
        let stays = |attempt: &Attempt| kept && attempt.waiting().is_some();
        let (waiting, rest): (Vec<_>, Vec<_>) = attempts.into_iter().partition(stays);
        effects.extend(rest.into_iter().map(|attempt| Effect::Close {
            attempt: attempt.id,
        }));
        if let Some(profile) = profile.filter(|_| !waiting.is_empty()) {
            self.away.push(Away {
                profile,
                attempts: waiting,
            });
        }
        effects
    }

    /// What waited for the profile meanwhile is its own again.
    pub(super) fn come_back(&mut self, profile: &Profile) -> Vec<Effect> {
        let mut away = self
            .away
            .extract_if(.., |one| one.profile.key() == profile.key());
        self.attempts = away.next().map(|one| one.attempts).unwrap_or_default();
        drop(away);
        self.alarm().into_iter().collect()
    }

    /// Nobody waits for the profile any more.
    fn give_up(&mut self, profile: &Profile, effects: &mut Vec<Effect>) {
        let away = self
            .away
            .extract_if(.., |one| one.profile.key() == profile.key());
        let attempts = away.flat_map(|one| one.attempts);
        effects.extend(attempts.map(|attempt| Effect::Close {
            attempt: attempt.id,
        }));
    }
}
