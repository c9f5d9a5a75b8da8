//! Attempts: into the browser, and the ways they end without it.

use chrono::TimeDelta;
use url::Url;

use super::way_back::way_back;
use super::{Model, Stage};
use crate::attempt::{self, Attempt, Phase, Purpose, Then, Trip};
use crate::diagnosis::Diagnosis;
use crate::effect::{Ask, Effect, SignInOptions, SignInTrip};
use crate::failure::Failure;
use crate::message::{Link, Moment};
use crate::ports::VaultError;
use crate::session::Call;
use crate::view::News;

impl Model {
    pub(super) fn begin_sign_in(&mut self, moment: &Moment) -> Vec<Effect> {
        let may = matches!(self.stage, Stage::SignedOut { .. } | Stage::SignedIn(_));
        if !may || self.attempts.iter().any(Attempt::is_sign_in) {
            return Vec::new();
        }
        if let Stage::SignedOut { failure, .. } = &mut self.stage {
            *failure = None;
        }
        let nonce = moment.nonce.clone();
        let confirms = false;
        self.begin(Purpose::SignIn { nonce, confirms }, moment)
    }

    pub(super) fn begin(&mut self, purpose: Purpose, moment: &Moment) -> Vec<Effect> {
        let path = self.wanted_path();
        self.attempts.push(Attempt {
            id: moment.attempt.clone(),
            purpose,
            state: moment.state.clone(),
            code_verifier: moment.code_verifier.clone(),
            path,
            started_at: moment.now,
            phase: Phase::listening(),
        });
        vec![way_back(&moment.attempt, path)]
    }

    /// Asks the tenant for a link.
    pub(super) fn prepare(&mut self, id: &str, moment: &Moment) -> Vec<Effect> {
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        let Some(attempt) = self.attempt(id) else {
            return Vec::new();
        };
        let Phase::Preparing { redirect_uri, .. } = &attempt.phase else {
            return Vec::new();
        };
        match attempt.purpose.clone() {
            Purpose::SignIn { nonce, confirms } => {
                let trip = SignInTrip {
                    attempt: id.to_owned(),
                    redirect_uri: redirect_uri.clone(),
                    nonce,
                    code_verifier: attempt.code_verifier.clone(),
                };
                let state = attempt.state.clone();
                let options = SignInOptions {
                    confirms,
                    login_hint: self.expected().and_then(|person| person.email.clone()),
                    invitation: self.invitation.clone(),
                    language: self.language(),
                };
                let prepare = Ask::PrepareSignIn {
                    trip,
                    state,
                    options,
                };
                vec![Effect::ask(profile, prepare)]
            }
            Purpose::Connect(wish) => {
                let (redirect_uri, state, code_verifier) = (
                    redirect_uri.clone(),
                    attempt.state.clone(),
                    attempt.code_verifier.clone(),
                );
                let another =
                    wish.account.is_none() && !self.known_accounts(&wish.connection).is_empty();
                let call = Call::Connect {
                    attempt: id.to_owned(),
                    wish: Box::new(wish),
                    another,
                    language: self.language(),
                    redirect_uri,
                    state,
                    code_verifier,
                };
                self.call(call, moment)
            }
        }
    }

    pub(super) fn prepared(
        &mut self,
        id: &str,
        outcome: Result<Link, Failure>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let Some(attempt) = self.attempt(id) else {
            return Vec::new();
        };
        let Phase::Preparing { redirect_uri, then } = &attempt.phase else {
            return Vec::new();
        };
        let link = match outcome {
            Ok(link) => link,
            Err(failure) => return self.fail_attempt(id, failure, moment),
        };
        let trip = Trip {
            redirect_uri: redirect_uri.clone(),
            auth_session: link.auth_session,
            deadline: moment.now + TimeDelta::seconds(link.lifetime_seconds.into()),
            lifetime_seconds: link.lifetime_seconds,
        };
        attempt.phase = Phase::Saving {
            trip,
            url: link.url,
            then: *then,
        };
        self.save_attempts(Some(id))
    }

    pub(super) fn save_attempts(&self, attempt: Option<&str>) -> Vec<Effect> {
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        vec![Effect::SaveAttempts {
            profile,
            bytes: attempt::write(&self.attempts),
            attempt: attempt.map(str::to_owned),
        }]
    }

    /// The browser is opened only after the keychain holds what the way back needs.
    pub(super) fn attempts_saved(
        &mut self,
        id: Option<&str>,
        outcome: &Result<(), VaultError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let failure = outcome.as_ref().err().map(Failure::from);
        let Some(id) = id else {
            if let Some(failure) = failure {
                self.tell_failure(failure, moment);
            }
            return Vec::new();
        };
        if let Some(failure) = failure {
            return self.fail_attempt(id, failure, moment);
        }
        let Some(attempt) = self.attempt(id) else {
            return Vec::new();
        };
        let Phase::Saving { trip, url, then } = &attempt.phase else {
            return Vec::new();
        };
        let (trip, url, then) = (trip.clone(), url.clone(), *then);
        attempt.phase = Phase::Waiting(trip);
        let mut effects = vec![hand_over(url, then)];
        effects.extend(self.alarm());
        effects
    }

    /// Wakes the program when the next attempt's time is up, or the next removal's, or the proposal's.
    pub(super) fn alarm(&self) -> Option<Effect> {
        let attempts = self.attempts.iter().filter_map(Attempt::waiting);
        let removals = self.kept_session_ref().into_iter().flat_map(|session| {
            let pending = session.pending.iter();
            pending.map(|pending| pending.until)
        });
        let proposal = self.proposals.kept_until();
        let deadlines = attempts.map(|trip| trip.deadline).chain(removals);
        let next = deadlines.chain(proposal).min()?;
        Some(Effect::WakeAt(next))
    }

    /// A fresh link takes the place of the old one, which stops working.
    pub(super) fn fresh_link(&mut self, id: &str, then: Then, moment: &Moment) -> Vec<Effect> {
        let Some(attempt) = self.attempt(id) else {
            return Vec::new();
        };
        let Some(trip) = attempt.waiting() else {
            return Vec::new();
        };
        let redirect_uri = trip.redirect_uri.clone();
        attempt.phase = Phase::Preparing { redirect_uri, then };
        attempt.renew(moment);
        self.prepare(id, moment)
    }

    pub(super) fn sign_in_link(&mut self, then: Then, moment: &Moment) -> Vec<Effect> {
        match self.sign_in_attempt() {
            Some(id) => self.fresh_link(&id, then, moment),
            None => Vec::new(),
        }
    }

    pub(super) fn cancel_sign_in(&mut self) -> Vec<Effect> {
        match self.sign_in_attempt() {
            Some(id) => self.cancel_attempt(&id),
            None => Vec::new(),
        }
    }

    /// Ends an attempt that is not being finished already.
    pub(super) fn cancel_attempt(&mut self, id: &str) -> Vec<Effect> {
        let before = self.attempts.len();
        self.attempts
            .retain(|attempt| attempt.id != id || matches!(attempt.phase, Phase::Finishing));
        if self.attempts.len() == before {
            return Vec::new();
        }
        let mut effects = self.forget_wish(id);
        effects.extend(self.closing(id));
        effects
    }

    pub(super) fn closing(&self, id: &str) -> Vec<Effect> {
        let mut effects = vec![Effect::Close {
            attempt: id.to_owned(),
        }];
        effects.extend(self.save_attempts(None));
        effects
    }

    /// A time that was waited for has come.
    pub(super) fn woken(&mut self, moment: &Moment) -> Vec<Effect> {
        let mut effects = self.expire(moment);
        effects.extend(self.send_removals(moment));
        effects.extend(self.alarm());
        effects
    }

    /// Ends attempts whose time is up.
    fn expire(&mut self, moment: &Moment) -> Vec<Effect> {
        let late: Vec<(String, bool)> = self
            .attempts
            .iter()
            .filter(|attempt| {
                attempt
                    .waiting()
                    .is_some_and(|trip| trip.deadline <= moment.now)
            })
            .map(|attempt| (attempt.id.clone(), attempt.is_sign_in()))
            .collect();
        late.into_iter()
            .flat_map(|(id, sign_in)| {
                let diagnosis = if sign_in {
                    Diagnosis::SignInTimedOut
                } else {
                    Diagnosis::ConnectTimedOut
                };
                self.fail_attempt(&id, Failure::new(diagnosis), moment)
            })
            .collect()
    }

    /// Ends an attempt and says why where it belongs.
    pub(super) fn fail_attempt(
        &mut self,
        id: &str,
        failure: Failure,
        moment: &Moment,
    ) -> Vec<Effect> {
        let Some(index) = self.attempts.iter().position(|attempt| attempt.id == id) else {
            return Vec::new();
        };
        let mut effects = match self.attempts.remove(index).purpose {
            Purpose::SignIn { .. } => {
                self.fail_sign_in(failure, moment);
                Vec::new()
            }
            Purpose::Connect(wish) => self.fail_connect(&wish, failure, moment),
        };
        effects.extend(self.forget_wish(id));
        effects.extend(self.closing(id));
        effects
    }

    pub(super) fn fail_sign_in(&mut self, failure: Failure, moment: &Moment) {
        let view = self.record(failure, moment);
        match &mut self.stage {
            Stage::SignedOut { failure, .. } => *failure = Some(view),
            Stage::Starting { .. }
            | Stage::FirstRun(_)
            | Stage::AnotherPerson { .. }
            | Stage::Keychain { .. }
            | Stage::SignedIn(_) => self.tell(News::Failed { failure: view }),
        }
    }

    fn sign_in_attempt(&self) -> Option<String> {
        let sign_in = self.attempts.iter().find(|attempt| attempt.is_sign_in());
        sign_in.map(|attempt| attempt.id.clone())
    }

    pub(super) fn attempt(&mut self, id: &str) -> Option<&mut Attempt> {
        self.attempts.iter_mut().find(|attempt| attempt.id == id)
    }
}

fn hand_over(url: Url, then: Then) -> Effect {
    match then {
        Then::Open => Effect::Open { url },
        Then::Copy => Effect::Copy { url },
    }
}
