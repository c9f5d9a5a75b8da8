//! Any order of messages: whatever happens when, an attempt ends, the session outlives failed
//! connects, and at most one renewal and one page of each list are under way.

use auth0::Error;
use chrono::TimeDelta;
use proptest::prelude::*;

use super::desk::{
    Desk, account, callback, connection, identity, link, page, page_before, rejected, renewed,
};
use super::desk::{renewal_ended, session, vault, wish};
use crate::callback::DEEP_LINK;
use crate::doctor::{Certificate, Examination, Finding, TenantFacts, TenantSeen};
use crate::effect::{Ask, Effect, Entry, Look, SessionError, SignOutReport};
use crate::message::{Message, Reply, Request, Wish};
use crate::model::Stage;
use crate::ports::{BrowserError, LinkOwner, VaultError};
use crate::session::{Call, List};

const CONNECTIONS: [&str; 3] = ["google-oauth2", "github", "slack"];

#[derive(Debug, Clone)]
enum Step {
    Ask(u8),
    /// Something under way ends, in one of several ways.
    End(usize, u8),
    /// The browser comes back, to the `n`th newest state, in one of several ways.
    Return(u32, u8),
    Wait(u16),
}

fn owner(well: bool) -> LinkOwner {
    if well {
        LinkOwner::ThisProgram
    } else {
        LinkOwner::Another("another".to_owned())
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => any::<u8>().prop_map(Step::Ask),
        6 => (any::<usize>(), any::<u8>()).prop_map(|(which, how)| Step::End(which, how)),
        2 => (0..6_u32, any::<u8>()).prop_map(|(which, how)| Step::Return(which, how)),
        1 => (0..400_u16).prop_map(Step::Wait),
    ]
}

/// A model with everything that is under way outside.
struct World {
    desk: Desk,
    under_way: Vec<Effect>,
}

impl World {
    fn new() -> Self {
        let mut desk = Desk::starting();
        let under_way = desk.send(vault(Some(session()), None));
        Self { desk, under_way }
    }

    fn send(&mut self, message: Message) {
        let effects = self.desk.send(message);
        self.under_way.extend(effects);
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Ask(which) => self.ask(which),
            Step::End(which, how) if !self.under_way.is_empty() => {
                let effect = self.under_way.swap_remove(which % self.under_way.len());
                self.end(effect, how);
            }
            Step::End(..) => {}
            Step::Return(back, how) => {
                let state = self.desk.count.saturating_sub(back);
                let query = match how % 4 {
                    0 => format!("error=access_denied&state=state-{state}"),
                    1 => format!("code=c&state=state-{state}"),
                    _ => format!("connect_code=c&state=state-{state}"),
                };
                self.send(callback(&query));
            }
            Step::Wait(seconds) => self.desk.now += TimeDelta::seconds(seconds.into()),
        }
    }

    fn ask(&mut self, which: u8) {
        let place = usize::from(which / 16) % CONNECTIONS.len();
        let connection = CONNECTIONS[place].to_owned();
        let attempt = self.desk.model.attempts.first().map(|one| one.id.clone());
        let attempt = attempt.unwrap_or_default();
        let request = match which % 19 {
            0..=3 => Request::Connect(wish(&connection)),
            4 => Request::Refresh,
            5 => Request::CancelAttempt { attempt },
            6 => Request::OpenAgain { attempt },
            7 => Request::Disconnect {
                accounts: vec![format!("cac_{connection}")],
                open_revoke_page: false,
            },
            8 => Request::SignIn,
            9 => Request::ConfirmIdentity,
            10 => Request::GiveUpConfirmation,
            11 => Request::KeepPerson,
            12 => Request::Connect(Wish {
                account: Some(format!("cac_{connection}")),
                ..wish(&connection)
            }),
            13 => Request::UseOtherWay { attempt },
            14 => Request::UndoDisconnect { removal: 1 },
            15 => Request::ReconnectRemoved {
                account: format!("cac_{connection}"),
            },
            16 => Request::Look {
                looking: place == 0,
            },
            17 => Request::Examine,
            _ => Request::KeepInMemory,
        };
        self.send(Message::Request(request));
    }

    fn end(&mut self, effect: Effect, how: u8) {
        let well = !how.is_multiple_of(3);
        let message = match effect {
            Effect::OwnLinks { attempt, .. } => Message::LinksOwned {
                attempt,
                owner: owner(well),
            },
            Effect::Listen { attempt, .. } => Message::Listening {
                attempt,
                outcome: well
                    .then(|| DEEP_LINK.to_owned())
                    .ok_or(BrowserError("none".to_owned())),
            },
            Effect::SaveAttempts { attempt, .. } => Message::AttemptsSaved {
                attempt,
                outcome: well.then_some(()).ok_or(VaultError::TimedOut),
            },
            Effect::Open { .. } => Message::Opened(Ok(())),
            Effect::Copy { .. } => Message::Copied(Ok(())),
            Effect::WakeAt(at) if at > self.desk.now => {
                self.under_way.push(Effect::WakeAt(at));
                return;
            }
            Effect::WakeAt(_) => Message::Woken,
            Effect::ReadVault { .. } => vault(Some(session()), None),
            Effect::SaveSettings(_) | Effect::SaveNotes(_) => Message::SettingsSaved(Ok(())),
            Effect::KeepInMemory { .. } => vault(None, None),
            Effect::AwaitKeychain => Message::KeychainReady,
            Effect::Examine(number, look) => Message::Examined {
                number,
                finding: finding(&look, how),
            },
            Effect::RemoveProfile { profile, name } => Message::ProfileRemoved {
                profile,
                name,
                report: SignOutReport {
                    revoked: Ok(()),
                    deleted: well.then_some(()).ok_or(VaultError::Locked),
                },
            },
            Effect::StartDemo
            | Effect::TellDesktop(_)
            | Effect::AskDesktop(_)
            | Effect::SaveCredential { .. }
            | Effect::ForgetSession { .. }
            | Effect::SaveSession { .. }
            | Effect::Greet { .. }
            | Effect::TurnAway { .. }
            | Effect::Close { .. } => return,
            Effect::Ask { ask, .. } => match self.answer(ask, how) {
                Some(message) => message,
                None => return,
            },
        };
        self.send(message);
    }

    fn answer(&self, ask: Ask, how: u8) -> Option<Message> {
        let well = !how.is_multiple_of(3);
        let tenant = || SessionError::Tenant(failure(how));
        let message = match ask {
            Ask::PrepareSignIn { trip, .. } => Message::Prepared {
                attempt: trip.attempt,
                outcome: if well { Ok(link()) } else { Err(tenant()) },
            },
            Ask::SignIn(back) => Message::SignedIn {
                attempt: back.trip.attempt,
                outcome: if well {
                    Ok(Entry {
                        identity: identity(),
                        another: how > 200,
                    })
                } else {
                    Err(tenant())
                },
            },
            Ask::Renew { session } => self.renewal(session, well, how),
            Ask::Call { call, again, .. } => Message::Called {
                outcome: reply(&call, well, how),
                call,
                again,
            },
            Ask::CheckVault { account, .. } => Message::Checked {
                account,
                outcome: Ok(()),
            },
            Ask::Discover | Ask::SwitchPerson | Ask::SignOut { .. } => return None,
        };
        Some(message)
    }

    fn renewal(&self, session: u64, well: bool, how: u8) -> Message {
        let message = if well {
            renewed()
        } else {
            let step_up = auth0::OAuthError {
                error: "mfa_required".to_owned(),
                description: None,
            };
            let error = match how % 4 {
                0 => Error::OAuth(step_up),
                1 => return renewal_of(session, Err(SessionError::Vault(VaultError::Locked))),
                _ => failure(how),
            };
            renewal_ended(Err(SessionError::Tenant(error)))
        };
        let Message::Renewed { mut outcome, .. } = message else {
            unreachable!()
        };
        if let Ok(crate::effect::Renewal {
            access: Ok(access), ..
        }) = &mut outcome
        {
            access.expires_at = self.desk.now + TimeDelta::seconds(600);
        }
        renewal_of(session, outcome)
    }

    fn count(&self, wanted: impl Fn(&Ask) -> bool) -> usize {
        let asks = self.under_way.iter();
        let wanted = |effect: &&Effect| matches!(effect, Effect::Ask { ask, .. } if wanted(ask));
        asks.filter(wanted).count()
    }

    fn see_invariants(&self) {
        let renewals = self.count(
            |ask| matches!(ask, Ask::Renew { session } if *session == self.desk.model.sessions),
        );
        assert!(renewals <= 1, "one renewal at a time");
        let accounts = |ask: &Ask| {
            matches!(
                ask,
                Ask::Call {
                    call: Call::Accounts { .. },
                    ..
                }
            )
        };
        assert!(self.count(accounts) <= 1, "one page at a time");
        let connections = |ask: &Ask| {
            matches!(
                ask,
                Ask::Call {
                    call: Call::Connections { .. },
                    ..
                }
            )
        };
        assert!(self.count(connections) <= 1, "one page at a time");
        assert!(
            !matches!(
                self.desk.model.stage,
                Stage::SignedOut { .. } | Stage::FirstRun(_)
            ),
            "nobody signed out, and no session ended"
        );
    }

    /// All that is under way ends well, and all deadlines pass.
    fn settle(&mut self) {
        for _ in 0..400 {
            if matches!(self.desk.model.stage, Stage::Keychain { .. }) {
                self.send(Message::Request(Request::RetryKeychain));
            }
            if matches!(self.desk.model.stage, Stage::AnotherPerson { .. }) {
                self.send(Message::Request(Request::KeepPerson));
            }
            self.send(Message::Request(Request::GiveUpConfirmation));
            let Some(effect) = self.under_way.pop() else {
                return;
            };
            if let Effect::WakeAt(at) = effect {
                self.desk.now = self.desk.now.max(at);
            }
            self.end(effect, 1);
        }
        panic!("it never ends: {} under way", self.under_way.len());
    }
}

fn renewal_of(session: u64, outcome: Result<crate::effect::Renewal, SessionError>) -> Message {
    Message::Renewed { session, outcome }
}

fn failure(how: u8) -> Error {
    match how % 5 {
        0 => rejected(),
        1 => Error::Server { status: 500 },
        2 => Error::RateLimited { retry: None },
        3 => Error::AnswerLost {
            host: "acme.example".to_owned(),
            reason: "reset".to_owned(),
        },
        _ => Error::Unreachable {
            host: "acme.example".to_owned(),
            reason: "refused".to_owned(),
        },
    }
}

fn finding(look: &Look, how: u8) -> Finding {
    let well = !how.is_multiple_of(3);
    match look {
        Look::Keychain { .. } => Finding::Keychain(well.then_some(()).ok_or(VaultError::TimedOut)),
        Look::Links { .. } => Finding::Links {
            owner: owner(well),
            sent: Some(Ok(())),
        },
        Look::LinkTime => Finding::LinkTimeUp,
        Look::Loopback => Finding::Loopback(None),
        Look::Tenant { .. } => Finding::Tenant(TenantSeen {
            proxy: None,
            certificate: Certificate::Unknown,
            outcome: if well {
                let skew = TimeDelta::zero();
                let supports_dpop = true;
                Ok(TenantFacts {
                    skew,
                    supports_dpop,
                })
            } else {
                Err(failure(how))
            },
        }),
        Look::Time => Finding::TimeUp,
    }
}

fn reply(call: &Call, well: bool, how: u8) -> Result<Reply, Error> {
    if !well {
        return Err(failure(how));
    }
    Ok(match call {
        Call::Accounts { from, .. } => {
            let accounts = CONNECTIONS.map(|name| account(&format!("cac_{name}"), name));
            Reply::Accounts(match from {
                None if how > 128 => page_before(accounts.to_vec(), "next"),
                _ => page(accounts.to_vec()),
            })
        }
        Call::Connections { .. } => Reply::Connections(page(CONNECTIONS.map(connection).to_vec())),
        Call::Connect { .. } => Reply::Link(link()),
        Call::Complete { .. } => Reply::Connected(account("cac_new", CONNECTIONS[0])),
        Call::Disconnect { .. } => Reply::Disconnected,
        Call::Examine { list, .. } => match list {
            List::Accounts => Reply::Accounts(page(vec![account("cac_new", CONNECTIONS[0])])),
            List::Connections => Reply::Connections(page(CONNECTIONS.map(connection).to_vec())),
        },
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_happens_when_everything_ends_and_the_session_stays(
        steps in prop::collection::vec(step(), 1..120)
    ) {
        let mut world = World::new();
        for step in &steps {
            world.take(step);
            world.see_invariants();
        }
        world.settle();
        world.see_invariants();
        prop_assert!(world.desk.model.attempts.is_empty(), "every attempt ends");
        prop_assert!(matches!(world.desk.model.stage, Stage::SignedIn(_)));
        let doctor = world.desk.model.doctor.as_ref();
        prop_assert!(doctor.is_none_or(Examination::is_over), "every examination ends");
    }
}
