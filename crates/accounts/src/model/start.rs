//! The way in: choosing a tenant, reading the keychain.

use std::collections::BTreeMap;

use auth0::{AddressError, Error, TenantAddress};

use super::{Model, Stage};
use crate::attempt::{self, Attempt, Phase, Purpose};
use crate::diagnosis::Diagnosis;
use crate::effect::{Ask, Effect, Stored};
use crate::failure::{Doing, Failure};
use crate::message::Moment;
use crate::ports::{DemoTenant, VaultError};
use crate::session::StoredSession;
use crate::settings::{ManagedSetting, Profile, ProfileOptions};
use crate::view::ReturnPath;

impl Model {
    /// Reads the keychain for the tenant of the settings; without one it is the first run.
    pub(super) fn start(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(kept) = self.settings.in_use().cloned() else {
            return Vec::new();
        };
        match TenantAddress::parse(&kept.domain) {
            Ok(address) => {
                let profile = Profile {
                    address,
                    client_id: kept.client_id,
                    options: kept.options,
                    demo: false,
                };
                self.enter(profile, false)
            }
            Err(error) => {
                let failure = self.record(address_failure(error, &kept.domain), moment);
                self.stage = Stage::FirstRun {
                    checking: false,
                    failure: Some(failure),
                };
                Vec::new()
            }
        }
    }

    pub(super) fn use_tenant(
        &mut self,
        domain: &str,
        client_id: &str,
        moment: &Moment,
    ) -> Vec<Effect> {
        if !matches!(
            self.stage,
            Stage::FirstRun {
                checking: false,
                ..
            }
        ) {
            return Vec::new();
        }
        let client_id = client_id.trim();
        let plausible = (1..=128).contains(&client_id.len())
            && client_id.bytes().all(|byte| byte.is_ascii_graphic());
        let checked = TenantAddress::parse(domain)
            .map_err(|error| address_failure(error, domain))
            .and_then(|address| {
                let wrong = Failure::new(Diagnosis::ClientIdInvalid);
                plausible.then_some(address).ok_or(wrong)
            });
        match checked {
            Ok(address) => self.check(Profile {
                address,
                client_id: client_id.to_owned(),
                options: ProfileOptions::default(),
                demo: false,
            }),
            Err(failure) => {
                let failure = self.record(failure, moment);
                self.stage = Stage::FirstRun {
                    checking: false,
                    failure: Some(failure),
                };
                Vec::new()
            }
        }
    }

    fn check(&mut self, profile: Profile) -> Vec<Effect> {
        self.stage = Stage::FirstRun {
            checking: true,
            failure: None,
        };
        vec![Effect::ask(profile, Ask::Discover)]
    }

    pub(super) fn try_demo(&mut self) -> Vec<Effect> {
        if !matches!(
            self.stage,
            Stage::FirstRun {
                checking: false,
                ..
            }
        ) {
            return Vec::new();
        }
        self.stage = Stage::FirstRun {
            checking: true,
            failure: None,
        };
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
                address,
                client_id: demo.client_id,
                options: ProfileOptions::default(),
                demo: true,
            })
        });
        match started {
            Ok(profile) => self.check(profile),
            Err(reason) => {
                let failure = Failure::new(Diagnosis::DemoNotStarted).detail(&reason);
                let failure = self.record(failure, moment);
                self.stage = Stage::FirstRun {
                    checking: false,
                    failure: Some(failure),
                };
                Vec::new()
            }
        }
    }

    pub(super) fn discovered(
        &mut self,
        profile: Profile,
        outcome: Result<(), Error>,
        moment: &Moment,
    ) -> Vec<Effect> {
        if !matches!(self.stage, Stage::FirstRun { checking: true, .. }) {
            return Vec::new();
        }
        if let Err(error) = outcome {
            let failure = Failure::of_tenant(&error, Doing::Discovering, moment.now);
            let failure = self.record(failure, moment);
            self.stage = Stage::FirstRun {
                checking: false,
                failure: Some(failure),
            };
            return Vec::new();
        }
        let kept = profile.settings();
        let mut effects = self.enter(profile, true);
        if let Some(kept) = kept {
            self.settings.keep(kept);
            effects.push(Effect::SaveSettings(self.settings.clone()));
        }
        effects
    }

    fn enter(&mut self, profile: Profile, sign_in: bool) -> Vec<Effect> {
        self.profile = Some(profile.clone());
        self.stage = Stage::Starting { sign_in };
        match self.client_credential.take() {
            Some(bytes) => vec![Effect::SaveCredential { profile, bytes }],
            None => vec![Effect::ReadVault { profile }],
        }
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

    /// Goes back to choosing a tenant; from the demo, back to the tenant of the settings.
    pub(super) fn forget_tenant(&mut self, moment: &Moment) -> Vec<Effect> {
        // A sign-in that is being finished would leave a token of a tenant that is forgotten.
        let finishing = |attempt: &Attempt| matches!(attempt.phase, Phase::Finishing);
        if !matches!(self.stage, Stage::SignedOut { .. })
            || self.attempts.iter().any(finishing)
            || self.keeps_tenant()
        {
            return Vec::new();
        }
        let mut effects = self.drop_attempts();
        self.stage = Stage::FirstRun {
            checking: false,
            failure: None,
        };
        match self.profile.take() {
            Some(profile) if profile.demo => effects.extend(self.start(moment)),
            Some(_) | None => {
                self.settings.forget();
                effects.push(Effect::SaveSettings(self.settings.clone()));
            }
        }
        effects
    }

    /// Whether the person's organization has chosen the tenant. From the demo one may go back to it.
    fn keeps_tenant(&self) -> bool {
        let demo = self.profile.as_ref().is_some_and(|profile| profile.demo);
        !demo && self.is_managed(ManagedSetting::Profiles)
    }

    pub(super) fn vault_read(
        &mut self,
        outcome: Result<Stored, VaultError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let sign_in = match &self.stage {
            Stage::Starting { sign_in } => *sign_in,
            Stage::Keychain { .. } => false,
            Stage::FirstRun { .. }
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
