//! The doctor: what is looked at when, and what comes of it.
//!
//! This computer and the tenant are looked at at once. What needs a person goes the session's own way,
//! after both are well (`person`), and the providers come last (`providers`).

mod person;
mod providers;

use super::{Model, Stage};
use crate::callback::Callback;
use crate::diagnosis::Diagnosis;
use crate::doctor::judging::{self, Known};
use crate::doctor::{
    DoctorCheck as Check, DoctorLine, Examination, Finding, Judged, Judgement, Verdict,
};
use crate::effect::{Effect, Look};
use crate::failure::Failure;
use crate::message::Moment;
use crate::ports::{BrowserError, LinkOwner, VaultError};

impl Model {
    /// Begins an examination, unless one is under way.
    pub(super) fn examine(&mut self, moment: &Moment) -> Vec<Effect> {
        if self.doctor.as_ref().is_some_and(|one| !one.is_over()) {
            return Vec::new();
        }
        self.examinations += 1;
        let number = self.examinations;
        let nonce = moment.state.clone();
        let mut doctor = Examination::new(number, moment.now, nonce.clone());
        let profile = self.profile.clone();
        let mut looks = vec![
            Look::Keychain {
                profile: profile.clone(),
            },
            Look::Links { nonce },
            Look::Loopback,
            Look::Time,
        ];
        if let Some(profile) = profile {
            looks.push(Look::Tenant { profile });
        } else {
            doctor.skip(&Check::TENANT, None);
            doctor.skip(&Check::PERSON, None);
        }
        self.doctor = Some(doctor);
        looks
            .into_iter()
            .map(|look| Effect::Examine(number, look))
            .collect()
    }

    /// What a look brought.
    pub(super) fn examined(
        &mut self,
        number: u64,
        finding: Finding,
        moment: &Moment,
    ) -> Vec<Effect> {
        if self.current(number).is_none_or(Examination::is_over) {
            return Vec::new();
        }
        let mut effects = Vec::new();
        match finding {
            Finding::Keychain(outcome) => self.see_keychain(&outcome, moment),
            Finding::Links { owner, sent } => {
                effects.extend(self.see_links(number, owner, sent.as_ref(), moment));
            }
            Finding::LinkTimeUp => self.miss_link(moment),
            Finding::Loopback(ports) => {
                let another_way = self.links != LinkOwner::TheWindow;
                self.judge(judging::loopback(ports.as_deref(), another_way), moment);
            }
            Finding::Tenant(seen) => {
                let known = Known {
                    dpop: self.profile.as_ref().and_then(|one| one.options.dpop),
                    signed_in: self.kept_session_ref().is_some(),
                };
                for judged in judging::tenant(&seen, known, moment.now) {
                    self.judge(judged, moment);
                }
            }
            Finding::TimeUp => self.run_out_of_time(moment),
        }
        effects.extend(self.examine_on(moment));
        effects
    }

    /// A link of the program to itself came. Only the one that is waited for means anything, once.
    pub(super) fn is_own_check(&self, link: &Callback) -> bool {
        let nonce = self.doctor.as_ref().and_then(|one| one.nonce.as_ref());
        link.is_check() && nonce.is_some_and(|nonce| link.answers(nonce))
    }

    pub(super) fn check_link(&mut self, link: &Callback, moment: &Moment) -> Vec<Effect> {
        if !self.is_own_check(link) {
            return Vec::new();
        }
        if let Some(doctor) = &mut self.doctor {
            doctor.nonce = None;
        }
        self.links_lost = false;
        self.judge(Judged::new(Check::Links, Judgement::Green), moment);
        self.examine_on(moment)
    }

    /// Enough was seen; what came of it stays for a report.
    pub(super) fn close_doctor(&mut self) -> Vec<Effect> {
        let over = self.doctor.take().filter(Examination::is_over);
        self.examined = over.or(self.examined.take());
        Vec::new()
    }

    fn current(&self, number: u64) -> Option<&Examination> {
        self.doctor.as_ref().filter(|one| one.number == number)
    }

    /// Puts a line in its place; it took the time since its look began.
    fn judge(&mut self, judged: Judged, moment: &Moment) {
        self.judge_provider(judged, None, moment);
    }

    fn judge_provider(
        &mut self,
        judged: Judged,
        provider: Option<(String, String)>,
        moment: &Moment,
    ) {
        let verdict = self.verdict(judged.judgement, moment);
        let Some(doctor) = &mut self.doctor else {
            return;
        };
        let begun = doctor
            .person_since
            .filter(|_| judged.check >= Check::Session);
        let line = DoctorLine::of(judged.check, verdict);
        let line = line.took(begun.unwrap_or(doctor.started_at), moment.now);
        let (connection, name) = provider.unzip();
        doctor.put(DoctorLine {
            connection,
            provider: name,
            facts: judged.facts,
            ..line
        });
    }

    fn verdict(&mut self, judgement: Judgement, moment: &Moment) -> Verdict {
        match judgement {
            Judgement::Green => Verdict::Green,
            Judgement::Amber(failure) => Verdict::Amber {
                failure: self.record(failure, moment),
            },
            Judgement::Red(failure) => Verdict::Red {
                failure: self.record(failure, moment),
            },
            Judgement::Known { failure, red: true } => Verdict::Red { failure },
            Judgement::Known { failure, .. } => Verdict::Amber { failure },
            Judgement::NotChecked(because) => Verdict::NotChecked { because },
        }
    }

    /// A keychain that asks the person something does not answer in time: why is known already.
    fn see_keychain(&mut self, outcome: &Result<(), VaultError>, moment: &Moment) {
        let mut judged = judging::keychain(outcome, self.in_memory);
        if let (Err(VaultError::TimedOut), Stage::Keychain { failure, .. }) = (outcome, &self.stage)
        {
            let failure = failure.clone();
            judged.judgement = Judgement::Known { failure, red: true };
        }
        self.judge(judged, moment);
    }

    fn see_links(
        &mut self,
        number: u64,
        owner: LinkOwner,
        sent: Option<&Result<(), BrowserError>>,
        moment: &Moment,
    ) -> Option<Effect> {
        let judged = judging::links(&owner, sent);
        self.see_owner(owner);
        if let Some(judged) = judged {
            self.judge(judged, moment);
            return None;
        }
        Some(Effect::Examine(number, Look::LinkTime))
    }

    /// The link did not come. From now on attempts come back the other way, unless it still does.
    fn miss_link(&mut self, moment: &Moment) {
        if self
            .doctor
            .as_ref()
            .is_some_and(|one| one.lacks(Check::Links))
        {
            self.links_lost = true;
            let lost = Judgement::Amber(Failure::new(Diagnosis::LinksLost));
            self.judge(Judged::new(Check::Links, lost), moment);
        }
    }

    /// Goes on with what waited for something else, and ends when all is done.
    pub(super) fn examine_on(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(doctor) = self.doctor.as_ref().filter(|one| !one.is_over()) else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        let here = !doctor.lacks(Check::Keychain) && !doctor.lacks(Check::Discovery);
        if here && doctor.person_since.is_none() && doctor.lacks(Check::Session) {
            effects.extend(self.examine_person(moment));
        }
        effects.extend(self.examine_providers(moment));
        let asking = self.asks_the_vault();
        if let Some(doctor) = &mut self.doctor {
            let lacking = Check::ALWAYS.iter().any(|check| doctor.lacks(*check));
            if !lacking && !asking {
                doctor.end(moment.now);
            }
        }
        effects
    }

    /// What did not end in time is told as that.
    fn run_out_of_time(&mut self, moment: &Moment) {
        let late = |check: Check| match check {
            Check::Keychain => Diagnosis::KeychainTimedOut,
            Check::Links => Diagnosis::LinksLost,
            Check::Loopback => Diagnosis::LoopbackUnavailable,
            Check::Network
            | Check::Certificate
            | Check::Clock
            | Check::Discovery
            | Check::Proofs
            | Check::Session
            | Check::MyAccount
            | Check::Providers
            | Check::Vault
            | Check::Provider => Diagnosis::TenantTimedOut,
        };
        let mut first: Option<Check> = None;
        for check in Check::ALWAYS {
            if self.doctor.as_ref().is_none_or(|one| !one.lacks(check)) {
                continue;
            }
            let of_this_computer = check <= Check::Loopback;
            let judgement = match first {
                Some(_) if !of_this_computer => Judgement::NotChecked(first),
                _ if matches!(check, Check::Links | Check::Loopback) => {
                    Judgement::Amber(Failure::new(late(check)))
                }
                _ => Judgement::Red(Failure::new(late(check))),
            };
            if !of_this_computer {
                first.get_or_insert(check);
            }
            self.judge(Judged::new(check, judgement), moment);
        }
        if let Some(doctor) = &mut self.doctor {
            doctor.asked.clear();
            doctor.end(moment.now);
        }
    }
}
