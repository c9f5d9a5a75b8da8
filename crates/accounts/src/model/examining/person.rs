//! What needs somebody who is signed in: the access is renewed and the first page of both lists read, the
//! session's own way (`access.rs`, `api.rs`). No token is spent on a network that loses answers.

use auth0::{ConnectedAccount, Connection};

use super::{Model, Stage};
use crate::diagnosis::{Diagnosis, Turn};
use crate::doctor::judging;
use crate::doctor::{
    DoctorCheck as Check, DoctorFact as Fact, Examination, Judged, Judgement, Verdict,
};
use crate::effect::{Effect, Renewal, SessionError};
use crate::failure::{Doing, Failure};
use crate::message::{Moment, Reply};
use crate::session::{AccessState, Call, List};

impl Model {
    /// Renews the access, and reads the first page of both lists with it.
    pub(super) fn examine_person(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(doctor) = &mut self.doctor else {
            return Vec::new();
        };
        let number = doctor.number;
        doctor.person_since = Some(moment.now);
        let keychain = [Check::Keychain];
        let broken = doctor.first_red(&keychain).filter(|_| !self.in_memory);
        if let Some(red) = broken.or_else(|| doctor.first_red(&Check::TENANT)) {
            doctor.skip(&Check::PERSON, Some(red));
            return Vec::new();
        }
        if let Some(judgement) = self.without_person() {
            self.judge(Judged::new(Check::Session, judgement), moment);
            self.skip_behind_session();
            return Vec::new();
        }
        if let Some(session) = self.session()
            && matches!(session.access, AccessState::Ready(_))
        {
            session.access = AccessState::None;
        }
        let lists = [List::Accounts, List::Connections];
        let calls = lists.map(|list| Call::Examine { number, list });
        calls
            .into_iter()
            .flat_map(|call| self.call(call, moment))
            .collect()
    }

    /// Why nothing can be asked for a person, if nothing can.
    fn without_person(&self) -> Option<Judgement> {
        let sign_in = || Judgement::Amber(Failure::new(Diagnosis::NobodySignedIn));
        match &self.stage {
            Stage::SignedIn(session) if session.signing_out => Some(sign_in()),
            Stage::SignedIn(session) => match &session.access {
                AccessState::Unconfirmed(failure) => Some(Judgement::Known {
                    failure: failure.clone(),
                    red: true,
                }),
                AccessState::None | AccessState::Refreshing | AccessState::Ready(_) => None,
            },
            // Why the last sign-in failed, or the last session ended.
            Stage::SignedOut {
                failure: Some(failure),
                ..
            } => Some(Judgement::Known {
                failure: failure.clone(),
                red: failure.turn == Turn::Administrator || failure.diagnosis.ends_session(),
            }),
            Stage::SignedOut { failure: None, .. }
            | Stage::FirstRun(_)
            | Stage::AnotherPerson { .. } => Some(sign_in()),
            Stage::Starting { .. } | Stage::Keychain { .. } => {
                Some(Judgement::NotChecked(Some(Check::Keychain)))
            }
        }
    }

    /// The access was renewed, or was not.
    pub(in crate::model) fn examine_renewal(
        &mut self,
        outcome: &Result<Renewal, SessionError>,
        moment: &Moment,
    ) {
        let nobody = |one: &Examination| one.is_over() || one.person_since.is_none();
        if self.doctor.as_ref().is_none_or(nobody) {
            return;
        }
        let unkept = match outcome {
            Ok(renewal) => renewal.saved.as_ref().err(),
            Err(SessionError::Vault(error)) => Some(error),
            Err(_) => None,
        };
        if let Some(error) = unkept {
            let judged = judging::keychain(&Err(error.clone()), false);
            self.judge(judged, moment);
        }
        let judgement = match outcome {
            Ok(renewal) => match &renewal.access {
                Ok(_) => Judgement::Green,
                Err(error) => {
                    Judgement::Red(Failure::of_tenant(error, Doing::Refreshing, moment.now))
                }
            },
            Err(SessionError::Vault(_)) => Judgement::NotChecked(Some(Check::Keychain)),
            Err(error) => Judgement::Red(error.failure(Doing::Refreshing, moment.now)),
        };
        let well = judgement == Judgement::Green;
        self.judge(Judged::new(Check::Session, judgement), moment);
        if !well {
            self.skip_behind_session();
        } else if let Some(doctor) = &mut self.doctor {
            doctor.person_since = Some(moment.now);
        }
    }

    fn skip_behind_session(&mut self) {
        if let Some(doctor) = &mut self.doctor {
            let because = match doctor.verdict(Check::Session) {
                Some(Verdict::NotChecked { because }) => *because,
                Some(_) | None => Some(Check::Session),
            };
            doctor.skip(&Check::PERSON, because);
        }
    }

    /// A first page came.
    pub(in crate::model) fn examined_page(
        &mut self,
        number: u64,
        reply: Reply,
        moment: &Moment,
    ) -> Vec<Effect> {
        if self.current(number).is_none_or(Examination::is_over) {
            return Vec::new();
        }
        let judged = match reply {
            Reply::Accounts(page) => self.see_accounts(page.items),
            Reply::Connections(page) => {
                let whole = page.next.is_none();
                self.see_connections(page.items, whole)
            }
            Reply::Link(_) | Reply::Connected(_) | Reply::Disconnected => return Vec::new(),
        };
        self.judge(judged, moment);
        self.examine_on(moment)
    }

    /// The first page says nothing of those behind it; the last reading of all of them does.
    fn see_accounts(&mut self, accounts: Vec<ConnectedAccount>) -> Judged {
        let lists = self.kept_session_ref().map(|session| &session.lists);
        let failed = lists.and_then(|lists| lists.failure.clone());
        let failed = failed.filter(|failure| failure.diagnosis == Diagnosis::EndlessPages);
        if let Some(doctor) = &mut self.doctor {
            doctor.accounts = Some(accounts);
        }
        let judgement = failed.map_or(Judgement::Green, |failure| Judgement::Known {
            failure,
            red: false,
        });
        Judged::new(Check::MyAccount, judgement)
    }

    fn see_connections(&mut self, connections: Vec<Connection>, whole: bool) -> Judged {
        let count = u32::try_from(connections.len()).unwrap_or(u32::MAX);
        let judgement = if count == 0 {
            Judgement::Red(Failure::new(Diagnosis::NothingToConnect))
        } else {
            Judgement::Green
        };
        if let Some(doctor) = &mut self.doctor {
            doctor.connections = Some((connections, whole));
        }
        Judged {
            check: Check::Providers,
            judgement,
            facts: vec![Fact::Offered { count }],
        }
    }

    /// A first page did not come.
    pub(in crate::model) fn examined_failure(
        &mut self,
        (number, list): (u64, List),
        failure: Failure,
        moment: &Moment,
    ) -> Vec<Effect> {
        let check = match list {
            List::Accounts => Check::MyAccount,
            List::Connections => Check::Providers,
        };
        // Without access it was not asked for, and that was told.
        let told = |one: &Examination| one.is_over() || !one.lacks(check);
        if self.current(number).is_none_or(told) {
            return self.examine_on(moment);
        }
        self.judge(Judged::new(check, Judgement::Red(failure)), moment);
        self.examine_on(moment)
    }
}
