//! Who is signed in: the one who was before, or somebody else.

use auth0::Identity;

use super::{Model, Stage};
use crate::attempt::{Attempt, Purpose};
use crate::effect::{Ask, Effect, Entry, SessionError};
use crate::failure::Doing;
use crate::message::Moment;
use crate::session::{AccessState, Session};

impl Model {
    /// Begins the sign-in that the tenant wants before it goes on.
    pub(super) fn confirm_identity(&mut self, moment: &Moment) -> Vec<Effect> {
        let under_way = self.attempts.iter().any(Attempt::is_sign_in);
        let Some(session) = self.session() else {
            return Vec::new();
        };
        let wanted = matches!(session.access, AccessState::Unconfirmed(_));
        if !wanted || under_way || session.signing_out {
            return Vec::new();
        }
        let nonce = moment.nonce.clone();
        let confirms = true;
        self.begin(Purpose::SignIn { nonce, confirms }, moment)
    }

    /// Who a sign-in is expected to be: who is signed in, or was until the session ended by itself.
    pub(super) fn expected(&self) -> Option<&Identity> {
        match &self.stage {
            Stage::SignedIn(session) => Some(&session.identity),
            Stage::SignedOut { before, .. } => before.as_ref(),
            Stage::Starting { .. }
            | Stage::FirstRun(_)
            | Stage::AnotherPerson { .. }
            | Stage::Keychain { .. } => None,
        }
    }

    pub(super) fn signed_in(
        &mut self,
        id: &str,
        outcome: Result<Entry, SessionError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        self.attempts.retain(|attempt| attempt.id != id);
        let entry = match outcome {
            Ok(entry) => entry,
            Err(error) => {
                let failure = error.failure(Doing::SigningIn, moment.now);
                self.fail_sign_in(failure, moment);
                return Vec::new();
            }
        };
        self.invitation = None;
        let before = self.expected().cloned();
        match before {
            Some(before) if entry.another => {
                self.ask_about(before, entry.identity);
                Vec::new()
            }
            Some(before)
                if before.subject == entry.identity.subject && self.session().is_some() =>
            {
                self.resume(entry.identity, moment)
            }
            Some(_) | None => self.let_in(entry.identity, moment),
        }
    }

    /// Keeps everything as it is until the person decided.
    fn ask_about(&mut self, before: Identity, now: Identity) {
        let stage = std::mem::replace(&mut self.stage, Stage::Starting { sign_in: false });
        let session = match stage {
            Stage::SignedIn(session) => Some(session),
            Stage::Starting { .. }
            | Stage::FirstRun(_)
            | Stage::SignedOut { .. }
            | Stage::AnotherPerson { .. }
            | Stage::Keychain { .. } => None,
        };
        self.stage = Stage::AnotherPerson {
            before,
            now,
            switching: false,
            session,
        };
    }

    /// Begins a session.
    pub(super) fn let_in(&mut self, identity: Identity, moment: &Moment) -> Vec<Effect> {
        self.sessions += 1;
        let session = Session::new(self.sessions, identity);
        self.stage = Stage::SignedIn(Box::new(session));
        self.read_lists(moment)
    }

    /// Stays with who was before; who signed in is turned away.
    pub(super) fn keep_person(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        let Stage::AnotherPerson {
            before,
            session,
            switching: false,
            ..
        } = &mut self.stage
        else {
            return Vec::new();
        };
        self.stage = match session.take() {
            Some(session) => Stage::SignedIn(session),
            None => Stage::SignedOut {
                failure: None,
                before: Some(before.clone()),
            },
        };
        let mut effects = vec![Effect::TurnAway { profile }];
        effects.extend(self.answer_early(moment));
        effects
    }

    /// Goes on as who signed in.
    pub(super) fn switch_person(&mut self) -> Vec<Effect> {
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        let Stage::AnotherPerson {
            switching: switching @ false,
            ..
        } = &mut self.stage
        else {
            return Vec::new();
        };
        *switching = true;
        vec![Effect::ask(profile, Ask::SwitchPerson)]
    }

    pub(super) fn switched(
        &mut self,
        outcome: Result<Identity, SessionError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let Stage::AnotherPerson {
            before, session, ..
        } = &mut self.stage
        else {
            return Vec::new();
        };
        match outcome {
            Ok(identity) => {
                // What was under way was the other person's.
                let mut effects = self.drop_attempts();
                self.early.clear();
                effects.extend(self.let_in(identity, moment));
                effects
            }
            Err(error) => {
                let failure = error.failure(Doing::SigningIn, moment.now);
                self.stage = match session.take() {
                    Some(session) => Stage::SignedIn(session),
                    None => Stage::SignedOut {
                        failure: None,
                        before: Some(before.clone()),
                    },
                };
                self.fail_sign_in(failure, moment);
                self.answer_early(moment)
            }
        }
    }
}
