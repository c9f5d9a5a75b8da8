//! The way in: choosing a tenant, reading the keychain.

use std::collections::BTreeMap;

use auth0::{AddressError, Error, TenantAddress};

use super::remembering::name;
use super::{Model, Stage};
use crate::attempt::{self, Attempt, Purpose};
use crate::diagnosis::Diagnosis;
use crate::effect::{Ask, Effect, Stored};
use crate::failure::{Doing, Failure, FailureView};
use crate::message::{Moment, ProfileForm};
use crate::ports::{DemoTenant, VaultError};
use crate::session::StoredSession;
use crate::settings::{ManagedSetting, Profile};
use crate::view::ReturnPath;

/// The first form.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct FirstRun {
    /// What was typed is being looked at.
    pub(super) checking: bool,
    /// The domain alone is being looked at; the rest may be typed meanwhile.
    pub(super) looking: bool,
    /// Why the last try did not work.
    pub(super) failure: Option<FailureView>,
    /// The domain at which a tenant answered.
    pub(super) answered: Option<String>,
    /// The name of the profile that is to be changed.
    pub(super) changes: Option<String>,
}

impl Model {
    /// Reads the keychain for the tenant of the settings; without one it is the first run.
    pub(super) fn start(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(kept) = self.settings.in_use().cloned() else {
            return Vec::new();
        };
        match Profile::of(&kept) {
            Ok(profile) => self.enter(profile, false),
            Err(error) => {
                let failure = self.record(address_failure(error, &kept.domain), moment);
                self.stage = Stage::FirstRun(FirstRun {
                    failure: Some(failure),
                    changes: Some(kept.name),
                    ..FirstRun::default()
                });
                Vec::new()
            }
        }
    }

    /// The first form, where it waits for the person.
    fn idle_form(&mut self) -> Option<&mut FirstRun> {
        match &mut self.stage {
            Stage::FirstRun(form) if !form.checking => Some(form),
            Stage::FirstRun(_)
            | Stage::Starting { .. }
            | Stage::SignedOut { .. }
            | Stage::AnotherPerson { .. }
            | Stage::Keychain { .. }
            | Stage::SignedIn(_) => None,
        }
    }

    pub(super) fn check_tenant(&mut self, domain: &str, moment: &Moment) -> Vec<Effect> {
        if self.idle_form().is_none() {
            return Vec::new();
        }
        match TenantAddress::parse(domain) {
            Ok(address) => {
                self.begin_look(true);
                vec![Effect::ask(Profile::at(address, ""), Ask::Discover)]
            }
            Err(error) => self.refuse_form(address_failure(error, domain), moment),
        }
    }

    pub(super) fn use_tenant(&mut self, typed: &ProfileForm, moment: &Moment) -> Vec<Effect> {
        if self.idle_form().is_none() || self.is_managed(ManagedSetting::Profiles) {
            return Vec::new();
        }
        let client_id = typed.client_id.trim();
        let plausible = (1..=128).contains(&client_id.len())
            && client_id.bytes().all(|byte| byte.is_ascii_graphic());
        let checked = TenantAddress::parse(&typed.domain)
            .map_err(|error| address_failure(error, &typed.domain))
            .and_then(|address| {
                let wrong = Failure::new(Diagnosis::ClientIdInvalid);
                plausible.then_some(address).ok_or(wrong)
            });
        match checked {
            Ok(address) => {
                let mut profile = Profile::at(address, client_id);
                profile.name = name(&typed.name).unwrap_or_default();
                profile.options.organization = name(&typed.organization);
                self.check(profile)
            }
            Err(failure) => self.refuse_form(failure, moment),
        }
    }

    fn check(&mut self, profile: Profile) -> Vec<Effect> {
        self.begin_look(false);
        vec![Effect::ask(profile, Ask::Discover)]
    }

    /// Looks at a domain alone, or at all of it.
    fn begin_look(&mut self, domain: bool) {
        if let Stage::FirstRun(form) = &mut self.stage {
            form.checking = !domain;
            form.looking = domain;
            form.answered = None;
            form.failure = None;
        }
    }

    fn refuse_form(&mut self, failure: Failure, moment: &Moment) -> Vec<Effect> {
        let failure = self.record(failure, moment);
        if let Stage::FirstRun(form) = &mut self.stage {
            form.checking = false;
            form.looking = false;
            form.answered = None;
            form.failure = Some(failure);
        }
        Vec::new()
    }

    pub(super) fn try_demo(&mut self) -> Vec<Effect> {
        if self.idle_form().is_none() {
            return Vec::new();
        }
        self.begin_look(false);
        vec![Effect::StartDemo]
    }

    pub(super) fn demo_started(
        &mut self,
        outcome: Result<DemoTenant, String>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let started = outcome.and_then(|demo| {
            let address = TenantAddress::parse(&demo.address).map_err(|e| e.to_string())?;
            Ok(Profile {
                demo: true,
                ..Profile::at(address, &demo.client_id)
            })
        });
        match started {
            Ok(profile) => self.check(profile),
            Err(reason) => {
                let failure = Failure::new(Diagnosis::DemoNotStarted).detail(&reason);
                self.refuse_form(failure, moment)
            }
        }
    }

    /// A tenant was asked for its endpoints: for its domain alone, or for a profile that is whole.
    pub(super) fn discovered(
        &mut self,
        profile: Profile,
        outcome: Result<(), Error>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let Stage::FirstRun(form) = &mut self.stage else {
            return Vec::new();
        };
        let whole = !profile.client_id.is_empty();
        // Something else was typed since.
        if whole != form.checking || whole == form.looking {
            return Vec::new();
        }
        if let Err(error) = outcome {
            let failure = Failure::of_tenant(&error, Doing::Discovering, moment.now);
            return self.refuse_form(failure, moment);
        }
        if !whole {
            form.looking = false;
            form.answered = Some(profile.address.domain());
            return Vec::new();
        }
        let changes = form.changes.take();
        let Some(kept) = profile.settings() else {
            return self.enter(profile, true);
        };
        self.keep_profile(kept, changes.as_deref())
    }

    pub(super) fn enter(&mut self, profile: Profile, sign_in: bool) -> Vec<Effect> {
        self.profile = Some(profile.clone());
        self.stage = Stage::Starting { sign_in };
        let mut effects = self.come_back(&profile);
        if !sign_in {
            let profile = profile.clone();
            effects.push(Effect::Greet { profile });
        }
        effects.push(match self.client_credential.take() {
            Some(bytes) => Effect::SaveCredential { profile, bytes },
            None => Effect::ReadVault { profile },
        });
        effects
    }

    pub(super) fn credential_saved(
        &mut self,
        outcome: &Result<(), VaultError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        match outcome {
            Ok(()) => vec![Effect::ReadVault { profile }],
            Err(error) => {
                self.lose_keychain(error, None, moment);
                Vec::new()
            }
        }
    }

    pub(super) fn vault_read(
        &mut self,
        outcome: Result<Stored, VaultError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let sign_in = match &self.stage {
            Stage::Starting { sign_in } => *sign_in,
            Stage::Keychain { .. } => false,
            Stage::FirstRun(_)
            | Stage::SignedOut { .. }
            | Stage::AnotherPerson { .. }
            | Stage::SignedIn(_) => return Vec::new(),
        };
        let stored = match outcome {
            Ok(stored) => stored,
            Err(error) => return self.lose_keychain(&error, None, moment),
        };
        let mut effects = self.restore_attempts(stored.attempts.as_ref(), moment);
        match stored.session.as_ref().map(StoredSession::read) {
            Some(Some(session)) => {
                let asks_who = |one: &Attempt| one.is_sign_in() && !one.confirms();
                self.attempts.retain(|one| !asks_who(one));
                effects.extend(self.let_in(session.identity, moment));
            }
            Some(None) => {
                let failure = Failure::new(Diagnosis::KeychainCorrupt);
                let failure = Some(self.record(failure, moment));
                self.stage = Stage::SignedOut {
                    failure,
                    before: None,
                };
            }
            None => {
                self.stage = Stage::SignedOut {
                    failure: None,
                    before: None,
                };
            }
        }
        let signed_out = matches!(self.stage, Stage::SignedOut { .. });
        if signed_out {
            // Nobody is there to connect an account to.
            self.attempts.retain(Attempt::is_sign_in);
        } else {
            self.restore_wishes();
        }
        effects.extend(self.answer_early(moment));
        if sign_in && signed_out && self.attempts.is_empty() {
            effects.extend(self.begin_sign_in(moment));
        }
        effects
    }

    /// The notes have what the attempts of the keychain ask for; what belongs to none is dropped.
    fn restore_wishes(&mut self) {
        let Some(notes) = self.notes_mut() else {
            return;
        };
        let mut wishes = std::mem::take(&mut notes.wishes);
        let mut kept = BTreeMap::new();
        for attempt in &mut self.attempts {
            if let (Purpose::Connect(wish), Some(known)) =
                (&mut attempt.purpose, wishes.remove(&attempt.id))
            {
                wish.clone_from(&known);
                kept.insert(attempt.id.clone(), known);
            }
        }
        if let Some(notes) = self.notes_mut() {
            notes.wishes = kept;
        }
    }

    /// Takes in the callbacks that waited for the keychain.
    pub(super) fn answer_early(&mut self, moment: &Moment) -> Vec<Effect> {
        std::mem::take(&mut self.early)
            .into_iter()
            .flat_map(|callback| self.callback(callback, moment))
            .collect()
    }

    fn restore_attempts(
        &mut self,
        kept: Option<&crate::ports::VaultBytes>,
        moment: &Moment,
    ) -> Vec<Effect> {
        if !self.attempts.is_empty() {
            return Vec::new();
        }
        self.attempts = kept.map_or_else(Vec::new, |bytes| attempt::read(bytes, moment.now));
        let mut effects = Vec::new();
        for attempt in &self.attempts {
            let Some(trip) = attempt.waiting() else {
                continue;
            };
            if attempt.path == ReturnPath::Loopback {
                effects.push(Effect::Listen {
                    attempt: attempt.id.clone(),
                    path: attempt.path,
                    wanted: Some(trip.redirect_uri.clone()),
                });
            }
        }
        effects.extend(self.alarm());
        effects
    }
}

pub(super) fn address_failure(error: AddressError, domain: &str) -> Failure {
    let code = match error {
        AddressError::Invalid => Diagnosis::DomainInvalid,
        AddressError::NotSecure => Diagnosis::DomainNotSecure,
    };
    Failure::new(code).subject(crate::callback::clean(domain))
}
