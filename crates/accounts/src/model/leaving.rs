//! The way out: signing out, and sessions that end by themselves.

use super::{Model, Stage};
use crate::attempt::Phase;
use crate::diagnosis::Diagnosis;
use crate::effect::{Ask, Effect, SessionError, SignOutReport};
use crate::failure::{Doing, Failure};
use crate::message::Moment;
use crate::view::News;

impl Model {
    pub(super) fn sign_out(&mut self, in_browser: bool) -> Vec<Effect> {
        let (Some(profile), Stage::SignedIn(session)) = (self.profile.clone(), &mut self.stage)
        else {
            return Vec::new();
        };
        if std::mem::replace(&mut session.signing_out, true) {
            return Vec::new();
        }
        // What could still be undone is not done.
        session.pending.clear();
        let browser_session = session.identity.session_id.clone();
        let mut effects = self.drop_attempts();
        let sign_out = Ask::SignOut {
            browser_session,
            in_browser,
        };
        effects.push(Effect::ask(profile, sign_out));
        effects
    }

    pub(super) fn signed_out(&mut self, report: &SignOutReport, moment: &Moment) -> Vec<Effect> {
        if let Err(error) = &report.deleted {
            if let Some(session) = self.kept_session() {
                session.signing_out = false;
            }
            self.tell_failure(Failure::from(error), moment);
            return Vec::new();
        }
        self.tell_unrevoked(report, moment);
        self.stage = Stage::SignedOut {
            failure: None,
            before: None,
        };
        Vec::new()
    }

    /// Tells that a token that is gone from here may still work, where the tenant was not told.
    pub(super) fn tell_unrevoked(&mut self, report: &SignOutReport, moment: &Moment) {
        let Err(error) = &report.revoked else {
            return;
        };
        let failure = match error {
            // There was nothing to revoke.
            SessionError::Gone => Failure::new(Diagnosis::KeychainCorrupt),
            SessionError::Tenant(_)
            | SessionError::Vault(_)
            | SessionError::Corrupt
            | SessionError::ProofKeyMissing => error.failure(Doing::Refreshing, moment.now),
        };
        let failure = self.record(failure, moment);
        self.tell(News::RevocationFailed { failure });
    }

    /// Ends the session for a reason that is not the person's.
    pub(super) fn end_session(&mut self, failure: Failure, moment: &Moment) -> Vec<Effect> {
        let effects = self.drop_attempts();
        let view = self.record(failure, moment);
        if let Stage::AnotherPerson { session, .. } = &mut self.stage {
            *session = None;
            self.tell(News::Failed { failure: view });
            return effects;
        }
        let before = self.kept_session().map(|session| session.identity.clone());
        self.stage = Stage::SignedOut {
            failure: Some(view),
            before,
        };
        effects
    }

    /// Takes all attempts out, and out of the keychain.
    pub(super) fn drop_attempts(&mut self) -> Vec<Effect> {
        if self.attempts.is_empty() {
            return Vec::new();
        }
        let mut effects: Vec<Effect> = self
            .attempts
            .drain(..)
            .filter(|attempt| !matches!(attempt.phase, Phase::Finishing))
            .map(|attempt| Effect::Close {
                attempt: attempt.id,
            })
            .collect();
        effects.extend(self.save_attempts(None));
        if let Some(notes) = self.notes_mut() {
            notes.wishes.clear();
            effects.extend(self.save_notes());
        }
        effects
    }
}
