//! Attempts: back from the browser.

use chrono::{DateTime, Utc};

use super::{EARLY_LIMIT, Model, Stage};
use crate::attempt::{Attempt, Phase, Purpose};
use crate::callback::{Answer, Callback, Incoming, Malformed};
use crate::diagnosis::Diagnosis;
use crate::effect::{Ask, Effect, SignInReturn, SignInTrip};
use crate::failure::{Doing, Failure};
use crate::message::Moment;
use crate::session::Call;
use crate::settings::Profile;
use crate::view::News;

/// What a link means to the program as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// It answers something that is under way.
    Answers,
    /// It answers nothing known yet, and is to be told or kept.
    New,
    /// It answers nothing, and a notice that says so stands already.
    Told,
}

impl Model {
    /// What a link means now. It takes no longer the more links there were.
    pub(crate) fn bearing(
        &mut self,
        link: &Result<Incoming, Malformed>,
        now: DateTime<Utc>,
    ) -> Bearing {
        let link = match link {
            Ok(Incoming::Callback(callback)) => Ok(callback),
            Ok(Incoming::Proposal(proposal)) => return self.proposals.bearing(proposal, now),
            Err(malformed) => Err(malformed),
        };
        let told = |news: &News| self.notices.iter().any(|notice| notice.news == *news);
        let nothing_new = match link {
            Ok(link) if link.is_check() && self.is_own_check(link) => return Bearing::Answers,
            // It is nobody's to hear of.
            Ok(link) if link.is_check() => return Bearing::Told,
            Ok(callback)
                if self.asked(callback).is_some() || self.waits_elsewhere(callback).is_some() =>
            {
                return Bearing::Answers;
            }
            Ok(_) if !self.knows_attempts() => self.early.len() >= EARLY_LIMIT,
            Ok(_) => told(&News::UnknownLink),
            Err(_) => told(&News::MalformedLink),
        };
        if nothing_new {
            Bearing::Told
        } else {
            Bearing::New
        }
    }

    /// Takes in what the browser brought. An unknown `state`, or an answer of another issuer, ends
    /// nothing.
    pub(super) fn callback(&mut self, callback: Callback, moment: &Moment) -> Vec<Effect> {
        let asked = self.asked(&callback);
        if asked.is_none() && self.waits_elsewhere(&callback).is_some() {
            return self.follow(callback);
        }
        let keeps = match self.stage {
            Stage::Starting { .. } | Stage::Keychain { .. } | Stage::AnotherPerson { .. } => {
                asked.is_some() || !self.knows_attempts()
            }
            Stage::FirstRun(_) | Stage::SignedOut { .. } | Stage::SignedIn(_) => false,
        };
        if keeps {
            if self.early.len() < EARLY_LIMIT {
                self.early.push(callback);
            }
            return Vec::new();
        }
        let Some(index) = asked else {
            self.tell_stray(
                News::UnknownLink,
                "a link answers nothing that is under way",
            );
            return Vec::new();
        };
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        self.finish(index, callback.answer, profile, moment)
    }

    /// Whether the keychain was read, which has the attempts of an earlier run.
    fn knows_attempts(&self) -> bool {
        match &self.stage {
            Stage::Starting { .. } | Stage::Keychain { session: None, .. } => false,
            Stage::Keychain { .. }
            | Stage::AnotherPerson { .. }
            | Stage::FirstRun(_)
            | Stage::SignedOut { .. }
            | Stage::SignedIn(_) => true,
        }
    }

    /// Tells of links that change nothing: once, however many come.
    pub(super) fn tell_stray(&mut self, news: News, reason: &str) {
        if self.notices.iter().all(|notice| notice.news != news) {
            tracing::info!(reason, "a link was dropped, and those like it will be");
            self.tell(news);
        }
    }

    /// The attempt that it answers.
    fn asked(&self, callback: &Callback) -> Option<usize> {
        let ours = self.may_be_ours(callback);
        let mut attempts = self.attempts.iter();
        attempts.position(|attempt| ours && attempt.is_answered_by(callback))
    }

    /// Whether it does not claim to come from another tenant. The issuer is the tenant's address.
    fn may_be_ours(&self, callback: &Callback) -> bool {
        let profile = self.profile.as_ref();
        profile.is_none_or(|profile| callback.may_be_from(profile.address.as_str()))
    }

    /// A link came in.
    pub(super) fn link(
        &mut self,
        outcome: Result<Incoming, Malformed>,
        moment: &Moment,
    ) -> Vec<Effect> {
        match outcome {
            Ok(Incoming::Callback(link)) if link.is_check() => self.check_link(&link, moment),
            Ok(Incoming::Callback(callback)) => self.callback(callback, moment),
            Ok(Incoming::Proposal(proposal)) => self.propose(proposal, moment),
            Err(malformed) => {
                self.tell_stray(News::MalformedLink, &malformed.to_string());
                Vec::new()
            }
        }
    }

    /// Takes in what the person pasted: only what answers an attempt.
    pub(super) fn pasted(
        &mut self,
        outcome: Result<Callback, Malformed>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let mut attempts = self.attempts.iter();
        let answers = |callback: &Callback| {
            let waits = |one: &Attempt| one.waiting().is_some() && callback.answers(&one.state);
            let here = self.may_be_ours(callback) && attempts.any(waits);
            !callback.is_check() && (here || self.waits_elsewhere(callback).is_some())
        };
        if let Some(callback) = outcome.ok().filter(answers) {
            return self.callback(callback, moment);
        }
        tracing::info!("what was pasted answers nothing");
        self.tell(News::NothingPasted);
        Vec::new()
    }

    /// The attempt is taken out first, here at once and of the keychain with the same step, so that
    /// its code is used once.
    fn finish(
        &mut self,
        index: usize,
        answer: Answer,
        profile: Profile,
        moment: &Moment,
    ) -> Vec<Effect> {
        let Some(attempt) = self.attempts.get_mut(index) else {
            return Vec::new();
        };
        let id = attempt.id.clone();
        let Phase::Waiting(trip) = std::mem::replace(&mut attempt.phase, Phase::Finishing) else {
            return Vec::new();
        };
        let code_verifier = attempt.code_verifier.clone();
        let age = moment.now - attempt.started_at;
        let redirect_uri = trip.redirect_uri;
        let address = redirect_uri.clone();
        let next = match (attempt.purpose.clone(), answer, trip.auth_session) {
            (Purpose::SignIn { nonce, confirms }, Answer::Code(code), _) => {
                let trip = SignInTrip {
                    attempt: id.clone(),
                    redirect_uri,
                    nonce,
                    code_verifier,
                };
                let back = SignInReturn {
                    trip,
                    code,
                    expected: self.expected().map(|identity| identity.subject.clone()),
                    // Not before it was asked for.
                    max_age: confirms.then(|| u32::try_from(age.num_seconds()).unwrap_or(0)),
                };
                Ok(vec![Effect::ask(profile, Ask::SignIn(back))])
            }
            (Purpose::Connect(_), Answer::ConnectCode(code), Some(auth_session)) => {
                let call = Call::Complete {
                    attempt: id.clone(),
                    auth_session,
                    connect_code: code,
                    redirect_uri,
                    code_verifier,
                };
                Ok(self.call(call, moment))
            }
            (Purpose::SignIn { .. }, Answer::Refused(error), _) => {
                Err(Failure::of_oauth(&error, Doing::SigningIn))
            }
            (Purpose::Connect(_), Answer::Refused(error), _) => Err(Failure::of_consent(&error)),
            (Purpose::SignIn { .. }, Answer::ConnectCode(_) | Answer::Nothing, _) => {
                Err(Failure::new(Diagnosis::SignInCodeRejected))
            }
            (Purpose::Connect(_), _, _) => {
                Err(Failure::new(Diagnosis::ConnectCodeMissing).subject(address))
            }
        };
        match next {
            Ok(effects) => self.closing(&id).into_iter().chain(effects).collect(),
            Err(failure) => self.fail_attempt(&id, failure, moment),
        }
    }
}
