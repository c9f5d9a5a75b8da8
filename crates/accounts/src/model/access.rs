//! Access to the My Account API: renewed early, one renewal at a time, and confirmed where the tenant
//! wants that. Calls wait for it.

use auth0::{Access, Identity};

use super::{Model, Stage};
use crate::diagnosis::Diagnosis;
use crate::effect::{Ask, Effect, Renewal, SessionError};
use crate::failure::{Doing, Failure};
use crate::message::Moment;
use crate::session::{AccessState, Call, QueuedCall, Session, is_fresh};
use crate::settings::Profile;

impl Model {
    /// Makes a call now, or as soon as there is access.
    pub(super) fn call(&mut self, call: Call, moment: &Moment) -> Vec<Effect> {
        self.call_again(call, false, moment)
    }

    pub(super) fn call_again(&mut self, call: Call, again: bool, moment: &Moment) -> Vec<Effect> {
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        match &session.access {
            AccessState::Ready(access) if is_fresh(access, moment.now) => {
                vec![calling(&profile, call, again, access)]
            }
            AccessState::Refreshing | AccessState::Unconfirmed(_) => {
                session.queue.push(QueuedCall { call, again });
                Vec::new()
            }
            AccessState::None | AccessState::Ready(_) => {
                session.queue.push(QueuedCall { call, again });
                vec![renewal(profile, session)]
            }
        }
    }

    pub(super) fn renewed(
        &mut self,
        number: u64,
        outcome: Result<Renewal, SessionError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let mut effects = self.see_renewal(number, outcome, moment);
        effects.extend(self.examine_on(moment));
        effects
    }

    fn see_renewal(
        &mut self,
        number: u64,
        outcome: Result<Renewal, SessionError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let profile = self.profile.clone();
        let session = self.kept_session().filter(|one| one.number == number);
        let (Some(profile), Some(session)) = (profile, session) else {
            return Vec::new();
        };
        session.access = AccessState::None;
        self.examine_renewal(&outcome, moment);
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        match outcome {
            Ok(renewal) => {
                session.identity = renewal.identity;
                let mut effects = Vec::new();
                if let Err(error) = &renewal.saved {
                    self.tell_failure(Failure::from(error), moment);
                    let profile = profile.clone();
                    effects.push(Effect::SaveSession { profile });
                }
                effects.extend(match renewal.access {
                    Ok(access) => self.serve(&profile, access),
                    Err(error) => {
                        let failure = Failure::of_tenant(&error, Doing::Refreshing, moment.now);
                        self.refuse(&failure, moment)
                    }
                });
                effects
            }
            Err(SessionError::Vault(error)) => {
                let stage = std::mem::replace(&mut self.stage, Stage::Starting { sign_in: false });
                match stage {
                    Stage::SignedIn(mut session) => {
                        session.access = AccessState::Refreshing;
                        return self.lose_keychain(&error, Some(session), moment);
                    }
                    other @ (Stage::Starting { .. }
                    | Stage::FirstRun(_)
                    | Stage::SignedOut { .. }
                    | Stage::AnotherPerson { .. }
                    | Stage::Keychain { .. }) => self.stage = other,
                }
                Vec::new()
            }
            Err(error) => {
                let failure = error.failure(Doing::Refreshing, moment.now);
                self.not_renewed(failure, profile, moment)
            }
        }
    }

    /// Some failures end the session, some want the person, all others leave it as it was.
    fn not_renewed(&mut self, failure: Failure, profile: Profile, moment: &Moment) -> Vec<Effect> {
        let diagnosis = failure.diagnosis;
        if diagnosis.ends_session() {
            let mut effects = self.end_session(failure, moment);
            effects.push(Effect::ForgetSession { profile });
            return effects;
        }
        if diagnosis == Diagnosis::KeychainCorrupt {
            // The item may be another version's: it is left alone until the next sign-in.
            return self.end_session(failure, moment);
        }
        if diagnosis.asks_to_confirm() {
            let view = self.record(failure, moment);
            if let Some(session) = self.kept_session() {
                session.access = AccessState::Unconfirmed(view);
            }
            return Vec::new();
        }
        self.refuse(&failure, moment)
    }

    /// Makes all calls that waited for access.
    fn serve(&mut self, profile: &Profile, access: Access) -> Vec<Effect> {
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        let effects = std::mem::take(&mut session.queue)
            .into_iter()
            .map(|queued| calling(profile, queued.call, queued.again, &access))
            .collect();
        session.access = AccessState::Ready(access);
        effects
    }

    /// Fails all calls that waited for access. None of them was sent.
    fn refuse(&mut self, failure: &Failure, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        std::mem::take(&mut session.queue)
            .into_iter()
            .flat_map(|queued| self.failed(queued.call, failure.clone(), false, moment))
            .collect()
    }

    /// The person signed in anew: what waited for that goes on.
    pub(super) fn resume(&mut self, identity: Identity, moment: &Moment) -> Vec<Effect> {
        self.sessions += 1;
        let number = self.sessions;
        let Some(session) = self.session() else {
            return Vec::new();
        };
        session.number = number;
        session.identity = identity;
        session.access = AccessState::None;
        let queue = std::mem::take(&mut session.queue);
        let mut effects: Vec<Effect> = queue
            .into_iter()
            .flat_map(|queued| self.call_again(queued.call, false, moment))
            .collect();
        effects.extend(self.read_lists(moment));
        effects
    }

    /// Does without what waits for the confirmation.
    pub(super) fn give_up_confirmation(&mut self, moment: &Moment) -> Vec<Effect> {
        let mut effects = match self.attempts.iter().find(|attempt| attempt.confirms()) {
            Some(attempt) => {
                let id = attempt.id.clone();
                self.cancel_attempt(&id)
            }
            None => Vec::new(),
        };
        let Some(session) = self.session() else {
            return effects;
        };
        if let AccessState::Unconfirmed(view) = &session.access {
            let failure = Failure::new(view.diagnosis);
            session.access = AccessState::None;
            effects.extend(self.refuse(&failure, moment));
        }
        effects
    }
}

/// Renews the access, for the calls in the queue.
pub(super) fn renewal(profile: Profile, session: &mut Session) -> Effect {
    session.access = AccessState::Refreshing;
    let renew = Ask::Renew {
        session: session.number,
    };
    Effect::ask(profile, renew)
}

fn calling(profile: &Profile, call: Call, again: bool, access: &Access) -> Effect {
    let access = access.clone();
    let call = Ask::Call {
        call,
        again,
        access,
    };
    Effect::ask(profile.clone(), call)
}
