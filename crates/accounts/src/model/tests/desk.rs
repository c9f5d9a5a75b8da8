//! A model at a desk: what a test hands to it, and what it hands back.

use std::sync::Arc;
use std::time::Duration;

use auth0::{
    Access, AccessToken, ApiError, AuthSession, CodeVerifier, ConnectedAccount, Connection, Error,
    Identity, Nonce, Page, RefreshToken, State, TenantAddress,
};
use chrono::{DateTime, TimeDelta, Utc};

use super::super::removing::UNDO_SECONDS;
use super::super::{Bearing, Model};
use crate::app::Start;
use crate::attempt::{self, Attempt, Phase, Purpose, Trip};
use crate::callback::{DEEP_LINK, Incoming, Malformed};
use crate::effect::{Ask, Effect, Renewal, SessionError, Stored};
use crate::message::{Link, Message, Moment, Reply, Request, Wish};
use crate::ports::VaultError;
use crate::session::{Call, StoredSession};
use crate::settings::{Profile, ProfileSettings, Settings};
use crate::view::{AccountsView, News, ReturnPath, Screen, Snapshot};

pub(crate) const GOOGLE: &str = "google-oauth2";

/// A model, and a time that passes only when told to.
pub(crate) struct Desk {
    pub(crate) model: Model,
    pub(crate) now: DateTime<Utc>,
    /// Numbers ids and secrets: the moment `n` offers `attempt-n` and `state-n`.
    pub(crate) count: u32,
}

impl Desk {
    /// With a tenant in the settings; the keychain is not read yet.
    pub(crate) fn starting() -> Self {
        let settings = Settings::from(ProfileSettings {
            domain: "acme.example".to_owned(),
            client_id: "client".to_owned(),
            ..ProfileSettings::default()
        });
        Self::new(settings)
    }

    /// With a tenant in the settings, but started on the demo.
    pub(crate) fn demo() -> Self {
        Self::begin(Start {
            settings: Self::starting().model.settings,
            demo: true,
            ..Start::default()
        })
    }

    pub(crate) fn new(settings: Settings) -> Self {
        Self::begin(Start {
            settings,
            ..Start::default()
        })
    }

    fn begin(start: Start) -> Self {
        let now = DateTime::from_timestamp(1_000_000, 0).unwrap();
        let (model, _) = Model::new(start, &moment(now, 0));
        Self {
            model,
            now,
            count: 0,
        }
    }

    /// Signed in, with access and one account.
    pub(crate) fn signed_in() -> Self {
        let mut desk = Self::starting();
        let effects = desk.send(vault(Some(session()), None));
        assert!(renews(&effects));
        let effects = desk.send(renewed());
        desk.answer_lists(effects, &[account("cac_old", "github")]);
        desk
    }

    pub(crate) fn send(&mut self, message: Message) -> Vec<Effect> {
        self.count += 1;
        let moment = moment(self.now, self.count);
        self.model.update(message, &moment)
    }

    pub(crate) fn ask(&mut self, request: Request) -> Vec<Effect> {
        self.send(Message::Request(request))
    }

    /// The attempt that was begun just now gets its link; gives its id. The keychain has not
    /// answered yet.
    pub(crate) fn prepare(&mut self) -> String {
        let attempt = format!("attempt-{}", self.count);
        self.send(Message::Listening {
            attempt: attempt.clone(),
            outcome: Ok(DEEP_LINK.to_owned()),
        });
        self.send(Message::Prepared {
            attempt: attempt.clone(),
            outcome: Ok(link()),
        });
        attempt
    }

    /// The keychain answered: the attempt waits for the browser, or ends.
    pub(crate) fn save(&mut self, attempt: &str, outcome: Result<(), VaultError>) -> Vec<Effect> {
        let attempt = Some(attempt.to_owned());
        self.send(Message::AttemptsSaved { attempt, outcome })
    }

    /// Removes an account; the time to undo it goes by.
    pub(crate) fn disconnect(&mut self, account: &str) -> Vec<Effect> {
        self.ask(Request::Disconnect {
            accounts: vec![account.to_owned()],
            open_revoke_page: false,
        });
        self.now += TimeDelta::seconds(UNDO_SECONDS.into());
        self.send(Message::Woken)
    }

    /// Connects as far as the browser; gives the attempt's id.
    pub(crate) fn connect(&mut self, connection: &str) -> String {
        self.connect_as(wish(connection))
    }

    /// Begins a connect; gives the attempt's id and the call that asks for its link.
    pub(crate) fn begin_connect(&mut self, wish: Wish) -> (String, (Call, bool)) {
        let effects = self.ask(Request::Connect(wish));
        let attempt = format!("attempt-{}", self.count);
        let looks = |effect: &Effect| matches!(effect, Effect::OwnLinks { .. });
        assert!(effects.iter().any(looks));
        let effects = self.send(Message::Listening {
            attempt: attempt.clone(),
            outcome: Ok(DEEP_LINK.to_owned()),
        });
        (attempt, only_call(effects))
    }

    /// The `state` of an attempt.
    pub(crate) fn state_of(&self, attempt: &str) -> String {
        let mut attempts = self.model.attempts.iter();
        let attempt = attempts.find(|one| one.id == attempt).unwrap();
        attempt.state.expose().to_owned()
    }

    /// The same as [`Self::connect`], with all that may be wished.
    pub(crate) fn connect_as(&mut self, wish: Wish) -> String {
        let (attempt, (call, again)) = self.begin_connect(wish);
        let effects = self.send(Message::Called {
            call,
            again,
            outcome: Ok(Reply::Link(link())),
        });
        assert!(matches!(&effects[..], [Effect::SaveAttempts { .. }]));
        let effects = self.send(Message::AttemptsSaved {
            attempt: Some(attempt.clone()),
            outcome: Ok(()),
        });
        assert!(matches!(
            &effects[..],
            [Effect::Open { .. }, Effect::WakeAt(_)]
        ));
        attempt
    }

    /// The browser comes back to this attempt with a code.
    pub(crate) fn come_back(&mut self, attempt: &str) -> Vec<Effect> {
        let number = attempt.trim_start_matches("attempt-");
        self.send(callback(&format!("connect_code=c&state=state-{number}")))
    }

    /// Answers the calls for lists; gives what follows from the answers.
    pub(crate) fn answer_lists(
        &mut self,
        effects: Vec<Effect>,
        accounts: &[ConnectedAccount],
    ) -> Vec<Effect> {
        let mut following = Vec::new();
        for (call, again) in calls(effects) {
            let reply = match &call {
                Call::Accounts { .. } => Reply::Accounts(page(accounts.to_vec())),
                Call::Connections { .. } => Reply::Connections(page(vec![connection(GOOGLE)])),
                Call::Connect { .. }
                | Call::Complete { .. }
                | Call::Disconnect { .. }
                | Call::Examine { .. } => {
                    panic!("no list")
                }
            };
            let outcome = Ok(reply);
            following.extend(self.send(Message::Called {
                call,
                again,
                outcome,
            }));
        }
        following
    }

    /// What a link means now.
    pub(crate) fn bearing(&mut self, link: &Result<Incoming, Malformed>) -> Bearing {
        self.model.bearing(link, self.now)
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        self.model.snapshot(0, self.now)
    }

    pub(crate) fn accounts(&self) -> AccountsView {
        let Screen::Accounts(accounts) = self.snapshot().screen else {
            panic!("another screen");
        };
        Arc::unwrap_or_clone(accounts)
    }

    pub(crate) fn news(&self) -> Vec<News> {
        let notices = self.snapshot().notices.into_iter();
        notices.map(|notice| notice.news).collect()
    }
}

pub(crate) fn moment(now: DateTime<Utc>, count: u32) -> Moment {
    Moment {
        now,
        random: count.into(),
        attempt: format!("attempt-{count}"),
        state: State::new(format!("state-{count}")),
        nonce: Nonce::new(format!("nonce-{count}")),
        code_verifier: CodeVerifier::new(format!("verifier-{count}")),
    }
}

pub(crate) fn identity() -> Identity {
    Identity {
        subject: "auth0|dana".to_owned(),
        name: "Dana Okafor".to_owned(),
        email: None,
        session_id: None,
        organization: None,
    }
}

/// A whole list on one page.
pub(crate) fn page<T>(items: Vec<T>) -> Page<T> {
    Page { items, next: None }
}

/// A page that is not the last.
pub(crate) fn page_before<T>(items: Vec<T>, next: &str) -> Page<T> {
    let next = serde_json::from_value(serde_json::Value::from(next)).unwrap();
    Page {
        items,
        next: Some(next),
    }
}

pub(crate) fn session() -> crate::ports::VaultBytes {
    let session = StoredSession {
        refresh_token: RefreshToken::new("v1.kept"),
        bound: false,
        rotates: None,
        identity: identity(),
    };
    session.write()
}

pub(crate) fn vault(
    session: Option<crate::ports::VaultBytes>,
    attempts: Option<crate::ports::VaultBytes>,
) -> Message {
    Message::VaultRead(Ok(Stored { session, attempts }))
}

/// The first session's renewal.
pub(crate) fn renewed() -> Message {
    let renewal = Renewal {
        identity: identity(),
        access: Ok(Access {
            token: AccessToken::new("access"),
            expires_at: DateTime::from_timestamp(1_000_600, 0).unwrap(),
            lifetime: Duration::from_mins(10),
            dpop_key: None,
        }),
        saved: Ok(()),
    };
    renewal_ended(Ok(renewal))
}

/// The end of the first session's renewal.
pub(crate) fn renewal_ended(outcome: Result<Renewal, SessionError>) -> Message {
    Message::Renewed {
        session: 1,
        outcome,
    }
}

pub(crate) fn link() -> Link {
    Link {
        url: "https://acme.example/connect?ticket=t".parse().unwrap(),
        auth_session: Some(AuthSession::new("auth-session")),
        lifetime_seconds: 300,
    }
}

pub(crate) fn account(id: &str, connection: &str) -> ConnectedAccount {
    ConnectedAccount {
        id: id.to_owned(),
        connection: connection.to_owned(),
        scopes: Vec::new(),
        created_at: DateTime::UNIX_EPOCH,
        expires_at: None,
        org_id: None,
        access_type: "offline".to_owned(),
    }
}

pub(crate) fn connection(name: &str) -> Connection {
    Connection {
        name: name.to_owned(),
        strategy: name.to_owned(),
        scopes: Vec::new(),
    }
}

pub(crate) fn callback(query: &str) -> Message {
    Message::Link(Incoming::parse(&format!("{DEEP_LINK}?{query}")))
}

pub(crate) fn profile() -> Profile {
    Profile::at(TenantAddress::parse("acme.example").unwrap(), "client")
}

/// A new account of the connection, and nothing else said of it.
pub(crate) fn wish(connection: &str) -> Wish {
    Wish {
        connection: connection.to_owned(),
        ..Wish::default()
    }
}

/// An attempt as the keychain kept it.
pub(crate) fn kept_attempt(state: &str, deadline: DateTime<Utc>) -> crate::ports::VaultBytes {
    attempt::write(&[Attempt {
        id: "kept".to_owned(),
        purpose: Purpose::Connect(wish(GOOGLE)),
        state: State::new(state),
        code_verifier: CodeVerifier::new("kept-verifier"),
        path: ReturnPath::DeepLink,
        started_at: DateTime::UNIX_EPOCH,
        phase: Phase::Waiting(Trip {
            redirect_uri: DEEP_LINK.to_owned(),
            auth_session: Some(AuthSession::new("kept-session")),
            deadline,
            lifetime_seconds: 300,
        }),
    }])
}

pub(crate) fn calls(effects: Vec<Effect>) -> Vec<(Call, bool)> {
    let call = |effect| {
        if let Effect::Ask {
            ask: Ask::Call { call, again, .. },
            ..
        } = effect
        {
            Some((call, again))
        } else {
            None
        }
    };
    effects.into_iter().filter_map(call).collect()
}

pub(crate) fn only_call(effects: Vec<Effect>) -> (Call, bool) {
    let mut calls = calls(effects);
    assert_eq!(calls.len(), 1);
    calls.remove(0)
}

pub(crate) fn renews(effects: &[Effect]) -> bool {
    let renewals = effects.iter().filter(|effect| {
        matches!(
            effect,
            Effect::Ask {
                ask: Ask::Renew { .. },
                ..
            }
        )
    });
    renewals.count() == 1
}

pub(crate) fn rejected() -> Error {
    Error::Api(ApiError {
        status: 401,
        code: None,
        detail: "Invalid Token".to_owned(),
    })
}
