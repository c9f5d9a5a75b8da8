//! A keychain that cannot be used: everything waits for it, or the person does without.

use super::access::renewal;
use super::{Model, Stage};
use crate::effect::Effect;
use crate::failure::Failure;
use crate::message::Moment;
use crate::ports::VaultError;
use crate::session::Session;
use crate::view::KeychainProblem;

impl Model {
    /// The keychain failed: everything is kept as it is until it answers again.
    pub(super) fn lose_keychain(
        &mut self,
        error: &VaultError,
        session: Option<Box<Session>>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let problem = match error {
            VaultError::Locked => KeychainProblem::Locked,
            VaultError::Absent(_) => KeychainProblem::Absent,
            VaultError::Refused(_) | VaultError::Corrupt(_) | VaultError::TimedOut => {
                KeychainProblem::Refused
            }
        };
        self.stage = Stage::Keychain {
            problem,
            checking: false,
            failure: self.record(Failure::from(error), moment),
            session,
        };
        vec![Effect::AwaitKeychain]
    }

    /// It was unlocked or started elsewhere.
    pub(super) fn keychain_ready(&mut self, moment: &Moment) -> Vec<Effect> {
        match self.stage {
            Stage::Keychain {
                checking: false, ..
            } => self.retry_keychain(moment),
            Stage::Keychain { .. }
            | Stage::Starting { .. }
            | Stage::FirstRun(_)
            | Stage::SignedOut { .. }
            | Stage::AnotherPerson { .. }
            | Stage::SignedIn(_) => Vec::new(),
        }
    }

    /// Goes on without a keychain, for this run. What a keychain may hold is left as it is.
    pub(super) fn keep_in_memory(&mut self) -> Vec<Effect> {
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        let unusable = match &self.stage {
            Stage::Keychain {
                problem, checking, ..
            } => *problem != KeychainProblem::Locked && !checking,
            // It could be read, but not written.
            Stage::SignedOut { failure, .. } => failure
                .as_ref()
                .is_some_and(|failure| failure.diagnosis.is_unusable_keychain()),
            Stage::Starting { .. }
            | Stage::FirstRun(_)
            | Stage::AnotherPerson { .. }
            | Stage::SignedIn(_) => false,
        };
        if !unusable {
            return Vec::new();
        }
        // Who was about to sign in goes on with it.
        let sign_in = matches!(self.stage, Stage::SignedOut { .. });
        self.in_memory = true;
        self.attempts.clear();
        self.stage = Stage::Starting { sign_in };
        vec![Effect::KeepInMemory { profile }]
    }

    pub(super) fn retry_keychain(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        let Stage::Keychain {
            checking, session, ..
        } = &mut self.stage
        else {
            return Vec::new();
        };
        if let Some(session) = session.take() {
            let mut session = session;
            let mut effects = vec![renewal(profile, &mut session)];
            self.stage = Stage::SignedIn(session);
            effects.extend(self.answer_early(moment));
            return effects;
        }
        *checking = true;
        vec![Effect::ReadVault { profile }]
    }
}
