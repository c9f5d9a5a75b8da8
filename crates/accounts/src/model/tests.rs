//! The model by itself: messages in, effects out, no time passes.

use std::time::Duration;

use auth0::{
    Access, AccessToken, ApiError, AuthSession, CodeVerifier, ConnectedAccount, Connection, Error,
    Identity, Nonce, RefreshToken, State, TenantAddress,
};
use chrono::{DateTime, TimeDelta, Utc};

use super::{ATTEMPT_LIMIT, Model};
use crate::attempt::{self, Attempt, Phase, Purpose, Trip};
use crate::callback::{Callback, DEEP_LINK};
use crate::effect::{Ask, Effect, Renewal, RenewalError, SignOutReport, Stored};
use crate::message::{Link, Message, Moment, Reply, Request};
use crate::ports::VaultError;
use crate::session::{Call, StoredSession};
use crate::settings::{Profile, ProfileSettings, Settings};
use crate::view::{
    AccountsView, AttemptStep, FailureCode, Freshness, News, ReturnPath, Screen, Snapshot,
};

const GOOGLE: &str = "google-oauth2";

/// A model, and a time that passes only when told to.
struct Desk {
    model: Model,
    now: DateTime<Utc>,
    /// Numbers ids and secrets: the moment `n` offers `attempt-n` and `state-n`.
    count: u32,
}

impl Desk {
    /// With a tenant in the settings; the keychain is not read yet.
    fn starting() -> Self {
        let settings = Settings {
            profile: Some(ProfileSettings {
                domain: "acme.example".to_owned(),
                client_id: "client".to_owned(),
            }),
            return_path: None,
        };
        Self::new(settings)
    }

    fn new(settings: Settings) -> Self {
        let now = DateTime::from_timestamp(1_000_000, 0).unwrap();
        let (model, _) = Model::new(settings, true, None, &moment(now, 0));
        Self {
            model,
            now,
            count: 0,
        }
    }

    /// Signed in, with access and one account.
    fn signed_in() -> Self {
        let mut desk = Self::starting();
        let effects = desk.send(vault(Some(session()), None));
        assert!(renews(&effects));
        let effects = desk.send(renewed());
        desk.answer_lists(effects, vec![account("cac_old", "github")]);
        desk
    }

    fn send(&mut self, message: Message) -> Vec<Effect> {
        self.count += 1;
        let moment = moment(self.now, self.count);
        self.model.update(message, &moment)
    }

    fn ask(&mut self, request: Request) -> Vec<Effect> {
        self.send(Message::Request(request))
    }

    /// Connects as far as the browser; gives the attempt's id.
    fn connect(&mut self, connection: &str) -> String {
        let connection = connection.to_owned();
        let effects = self.ask(Request::Connect { connection });
        let attempt = format!("attempt-{}", self.count);
        assert!(matches!(&effects[..], [Effect::Listen { .. }]));
        let effects = self.send(Message::Listening {
            attempt: attempt.clone(),
            outcome: Ok(DEEP_LINK.to_owned()),
        });
        let (call, again) = only_call(effects);
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
    fn come_back(&mut self, attempt: &str) -> Vec<Effect> {
        let number = attempt.trim_start_matches("attempt-");
        self.send(callback(&format!("connect_code=c&state=state-{number}")))
    }

    fn answer_lists(&mut self, effects: Vec<Effect>, accounts: Vec<ConnectedAccount>) {
        for (call, again) in calls(effects) {
            let reply = match &call {
                Call::Accounts { .. } => Reply::Accounts(accounts.clone()),
                Call::Connections { .. } => Reply::Connections(vec![connection(GOOGLE)]),
                _ => panic!("no list"),
            };
            let outcome = Ok(reply);
            self.send(Message::Called {
                call,
                again,
                outcome,
            });
        }
    }

    fn snapshot(&self) -> Snapshot {
        self.model.snapshot(0, self.now)
    }

    fn accounts(&self) -> AccountsView {
        match self.snapshot().screen {
            Screen::Accounts(accounts) => accounts,
            other => panic!("another screen: {other:?}"),
        }
    }

    fn news(&self) -> Vec<News> {
        let notices = self.snapshot().notices.into_iter();
        notices.map(|notice| notice.news).collect()
    }
}

fn moment(now: DateTime<Utc>, count: u32) -> Moment {
    Moment {
        now,
        random: count.into(),
        attempt: format!("attempt-{count}"),
        state: State::new(format!("state-{count}")),
        nonce: Nonce::new(format!("nonce-{count}")),
        code_verifier: CodeVerifier::new(format!("verifier-{count}")),
    }
}

fn identity() -> Identity {
    Identity {
        subject: "auth0|dana".to_owned(),
        name: "Dana Okafor".to_owned(),
        email: None,
        session_id: None,
    }
}

fn session() -> crate::ports::VaultBytes {
    let session = StoredSession {
        refresh_token: RefreshToken::new("v1.kept"),
        identity: identity(),
    };
    session.write()
}

fn vault(
    session: Option<crate::ports::VaultBytes>,
    attempts: Option<crate::ports::VaultBytes>,
) -> Message {
    Message::VaultRead(Ok(Stored { session, attempts }))
}

fn renewed() -> Message {
    let lifetime = Duration::from_mins(10);
    Message::Renewed(Ok(Renewal {
        identity: None,
        access: Ok(Access {
            token: AccessToken::new("access"),
            expires_at: DateTime::from_timestamp(1_000_600, 0).unwrap(),
            lifetime,
        }),
        saved: Ok(()),
    }))
}

fn link() -> Link {
    Link {
        url: "https://acme.example/connect?ticket=t".parse().unwrap(),
        auth_session: Some(AuthSession::new("auth-session")),
        lifetime_seconds: 300,
    }
}

fn account(id: &str, connection: &str) -> ConnectedAccount {
    ConnectedAccount {
        id: id.to_owned(),
        connection: connection.to_owned(),
        scopes: Vec::new(),
        created_at: DateTime::UNIX_EPOCH,
        expires_at: None,
        org_id: None,
    }
}

fn connection(name: &str) -> Connection {
    Connection {
        name: name.to_owned(),
        strategy: name.to_owned(),
        scopes: Vec::new(),
    }
}

fn callback(query: &str) -> Message {
    Message::Callback(Callback::parse(&format!("{DEEP_LINK}?{query}")))
}

fn profile() -> Profile {
    Profile {
        address: TenantAddress::parse("acme.example").unwrap(),
        client_id: "client".to_owned(),
        demo: false,
    }
}

/// An attempt as the keychain kept it.
fn kept_attempt(state: &str, deadline: DateTime<Utc>) -> crate::ports::VaultBytes {
    attempt::write(&[Attempt {
        id: "kept".to_owned(),
        purpose: Purpose::Connect {
            connection: GOOGLE.to_owned(),
        },
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

fn calls(effects: Vec<Effect>) -> Vec<(Call, bool)> {
    let call = |effect| match effect {
        Effect::Ask {
            ask: Ask::Call { call, again, .. },
            ..
        } => Some((call, again)),
        _ => None,
    };
    effects.into_iter().filter_map(call).collect()
}

fn only_call(effects: Vec<Effect>) -> (Call, bool) {
    let mut calls = calls(effects);
    assert_eq!(calls.len(), 1);
    calls.remove(0)
}

fn renews(effects: &[Effect]) -> bool {
    let renewals = effects.iter().filter(|effect| {
        matches!(
            effect,
            Effect::Ask {
                ask: Ask::Renew,
                ..
            }
        )
    });
    renewals.count() == 1
}

fn rejected() -> Error {
    Error::Api(ApiError {
        status: 401,
        code: None,
        detail: "Invalid Token".to_owned(),
    })
}

#[test]
fn one_refresh_serves_many_calls() {
    let mut desk = Desk::signed_in();
    desk.now += TimeDelta::seconds(700);
    assert!(renews(&desk.ask(Request::Refresh)));
    let account = "cac_old".to_owned();
    let effects = desk.ask(Request::Disconnect {
        account,
        open_revoke_page: false,
    });
    assert!(effects.is_empty(), "it waits for the refresh under way");
    let mut renewal = renewed();
    if let Message::Renewed(Ok(Renewal {
        access: Ok(access), ..
    })) = &mut renewal
    {
        access.expires_at += TimeDelta::seconds(700);
    }
    let effects = desk.send(renewal);
    assert_eq!(calls(effects).len(), 3);
}

#[test]
fn a_call_whose_access_is_refused_is_made_once_more_with_new_access() {
    let mut desk = Desk::signed_in();
    let (call, again) = calls(desk.ask(Request::Refresh)).remove(0);
    assert!(!again);
    let effects = desk.send(Message::Called {
        call,
        again,
        outcome: Err(rejected()),
    });
    assert!(renews(&effects));
    let (call, again) = only_call(desk.send(renewed()));
    assert!(again);
    let effects = desk.send(Message::Called {
        call,
        again,
        outcome: Err(rejected()),
    });
    assert!(effects.is_empty(), "not a third time");
    let Freshness::Failed { failure, .. } = desk.accounts().freshness else {
        panic!("no failure");
    };
    assert_eq!(failure.code, FailureCode::AccessTokenRejected);
}

#[test]
fn a_callback_before_the_keychain_was_read_is_kept() {
    let mut desk = Desk::starting();
    let effects = desk.send(callback("connect_code=c&state=kept-state"));
    assert!(effects.is_empty() && desk.news().is_empty());
    let kept = kept_attempt("kept-state", desk.now + TimeDelta::seconds(1));
    desk.send(vault(Some(session()), Some(kept)));
    let effects = desk.send(renewed());
    let completes = |(call, _): &(Call, bool)| matches!(call, Call::Complete { attempt, .. } if attempt == "kept");
    assert!(calls(effects).iter().any(completes));
}

#[test]
fn a_kept_attempt_without_a_session_is_dropped() {
    let mut desk = Desk::starting();
    let kept = kept_attempt("kept-state", desk.now + TimeDelta::seconds(1));
    desk.send(vault(None, Some(kept)));
    desk.send(callback("connect_code=c&state=kept-state"));
    assert_eq!(desk.news(), [News::UnknownLink]);
}

#[test]
fn an_unknown_state_ends_nothing() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    let effects = desk.send(callback("error=access_denied&state=made-up"));
    assert!(effects.is_empty());
    assert_eq!(desk.news(), [News::UnknownLink]);
    assert_eq!(calls(desk.come_back(&attempt)).len(), 1);
}

#[test]
fn a_callback_is_used_once() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    assert_eq!(calls(desk.come_back(&attempt)).len(), 1);
    assert!(desk.come_back(&attempt).is_empty());
    assert_eq!(desk.news(), [News::UnknownLink]);
}

#[test]
fn an_attempt_leaves_the_keychain_before_its_code_is_used() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    let effects = desk.come_back(&attempt);
    let Some(Effect::SaveAttempts { bytes, .. }) = effects
        .iter()
        .find(|effect| matches!(effect, Effect::SaveAttempts { .. }))
    else {
        panic!("nothing is saved");
    };
    assert!(attempt::read(bytes, desk.now).is_empty());
}

#[test]
fn without_the_keychain_no_link_is_opened() {
    let mut desk = Desk::starting();
    desk.send(vault(None, None));
    desk.ask(Request::SignIn);
    let attempt = format!("attempt-{}", desk.count);
    desk.send(Message::Listening {
        attempt: attempt.clone(),
        outcome: Ok(DEEP_LINK.to_owned()),
    });
    desk.send(Message::Prepared {
        attempt: attempt.clone(),
        outcome: Ok(link()),
    });
    let effects = desk.send(Message::AttemptsSaved {
        attempt: Some(attempt),
        outcome: Err(VaultError::Locked),
    });
    assert!(!effects.iter().any(|one| matches!(one, Effect::Open { .. })));
    let Screen::SignedOut { failure } = desk.snapshot().screen else {
        panic!("another screen");
    };
    assert_eq!(failure.unwrap().code, FailureCode::KeychainLocked);
}

#[test]
fn only_late_attempts_time_out() {
    let mut desk = Desk::signed_in();
    desk.connect(GOOGLE);
    desk.now += TimeDelta::seconds(100);
    let second = desk.connect("dropbox");
    desk.now += TimeDelta::seconds(200);
    desk.send(Message::Woken);
    let provider = desk.accounts().available.remove(0);
    assert_eq!(provider.connection, GOOGLE);
    assert_eq!(provider.failure.unwrap().code, FailureCode::ConnectTimedOut);
    assert_eq!(calls(desk.come_back(&second)).len(), 1);
}

#[test]
fn the_sixth_attempt_is_refused() {
    let mut desk = Desk::signed_in();
    for number in 0..ATTEMPT_LIMIT {
        desk.connect(&format!("connection-{number}"));
    }
    let connection = GOOGLE.to_owned();
    assert!(desk.ask(Request::Connect { connection }).is_empty());
    let failure = desk.accounts().available.remove(0).failure.unwrap();
    assert_eq!(failure.code, FailureCode::TooManyAttempts);
}

#[test]
fn a_provider_has_one_attempt_at_a_time() {
    let mut desk = Desk::signed_in();
    desk.connect(GOOGLE);
    let connection = GOOGLE.to_owned();
    assert!(desk.ask(Request::Connect { connection }).is_empty());
}

#[test]
fn both_lists_take_effect_together() {
    let mut desk = Desk::signed_in();
    let mut under_way = calls(desk.ask(Request::Refresh));
    let (call, again) = under_way.pop().unwrap();
    assert!(matches!(call, Call::Accounts { .. }));
    desk.send(Message::Called {
        call,
        again,
        outcome: Ok(Reply::Accounts(Vec::new())),
    });
    assert_eq!(desk.accounts().connected.len(), 1, "still the old list");
    let (call, again) = under_way.pop().unwrap();
    desk.send(Message::Called {
        call,
        again,
        outcome: Ok(Reply::Connections(Vec::new())),
    });
    assert_eq!(desk.accounts().connected.len(), 0);
    assert_eq!(desk.accounts().available.len(), 0);
}

#[test]
fn a_reading_that_was_overtaken_is_ignored() {
    let mut desk = Desk::signed_in();
    let old = desk.ask(Request::Refresh);
    let attempt = desk.connect(GOOGLE);
    let (call, again) = only_call(desk.come_back(&attempt));
    let effects = desk.send(Message::Called {
        call,
        again,
        outcome: Ok(Reply::Connected(account("cac_new", GOOGLE))),
    });
    desk.answer_lists(old, Vec::new());
    assert_eq!(
        desk.accounts().connected.len(),
        2,
        "the old answer is stale"
    );
    desk.answer_lists(effects, vec![account("cac_new", GOOGLE)]);
    assert_eq!(desk.accounts().connected.len(), 1);
}

#[test]
fn a_quick_second_disconnect_sends_nothing() {
    let mut desk = Desk::signed_in();
    let request = Request::Disconnect {
        account: "cac_old".to_owned(),
        open_revoke_page: false,
    };
    assert_eq!(calls(desk.ask(request.clone())).len(), 1);
    assert!(desk.ask(request).is_empty());
    let account = "cac_of_nobody".to_owned();
    let effects = desk.ask(Request::Disconnect {
        account,
        open_revoke_page: false,
    });
    assert!(effects.is_empty());
}

#[test]
fn notices_are_capped_and_the_same_news_stands_once() {
    let mut desk = Desk::signed_in();
    for _ in 0..3 {
        desk.send(callback("code=c&state=made-up"));
    }
    assert_eq!(desk.news(), [News::UnknownLink]);
    for _ in 0..9 {
        desk.send(Message::SettingsSaved(Err("full".to_owned())));
    }
    assert_eq!(desk.news().len(), 4);
    assert!(!desk.news().contains(&News::UnknownLink), "the oldest went");
}

#[test]
fn a_keychain_that_locks_keeps_the_session_and_what_comes_meanwhile() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    let late = calls(desk.come_back(&attempt));
    let lists = desk.ask(Request::Refresh);
    desk.now += TimeDelta::seconds(700);
    desk.ask(Request::Disconnect {
        account: "cac_old".to_owned(),
        open_revoke_page: false,
    });
    desk.send(Message::Renewed(Err(RenewalError::Vault(
        VaultError::Locked,
    ))));
    assert!(matches!(desk.snapshot().screen, Screen::Keychain { .. }));

    desk.answer_lists(lists, vec![account("cac_old", "github")]);
    for (call, again) in late {
        let outcome = Ok(Reply::Connected(account("cac_new", GOOGLE)));
        desk.send(Message::Called {
            call,
            again,
            outcome,
        });
    }
    assert!(renews(&desk.ask(Request::RetryKeychain)));
    let accounts = desk.accounts();
    assert_eq!(accounts.connected.len(), 2);
    assert_eq!(accounts.freshness, Freshness::Current { refreshing: false });
    assert!(accounts.available.iter().all(|one| one.attempt.is_none()));
}

#[test]
fn a_callback_while_the_keychain_is_locked_is_answered_after_it() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    desk.now += TimeDelta::seconds(299);
    desk.model.session().unwrap().access = crate::session::AccessState::None;
    desk.ask(Request::Refresh);
    let locked = RenewalError::Vault(VaultError::Locked);
    desk.send(Message::Renewed(Err(locked)));
    assert!(desk.come_back(&attempt).is_empty());
    assert!(renews(&desk.ask(Request::RetryKeychain)));
    let completes = |(call, _): &(Call, bool)| matches!(call, Call::Complete { .. });
    assert!(calls(desk.send(renewed())).iter().any(completes));
}

#[test]
fn a_sign_out_that_failed_while_the_keychain_locked_is_not_under_way_for_ever() {
    let mut desk = Desk::signed_in();
    desk.now += TimeDelta::seconds(700);
    desk.ask(Request::Refresh);
    desk.ask(Request::SignOut { in_browser: false });
    let locked = || RenewalError::Vault(VaultError::Locked);
    desk.send(Message::Renewed(Err(locked())));
    desk.send(Message::SignedOut(SignOutReport {
        revoked: Err(locked()),
        deleted: Err(VaultError::Locked),
    }));
    desk.ask(Request::RetryKeychain);
    assert!(!desk.accounts().signing_out);
}

#[test]
fn a_tenant_is_not_asked_while_another_is() {
    let mut desk = Desk::new(Settings::default());
    let request = Request::UseTenant {
        domain: "acme.example".to_owned(),
        client_id: "client".to_owned(),
    };
    assert_eq!(desk.ask(request.clone()).len(), 1);
    assert!(desk.ask(request).is_empty());
    assert!(desk.ask(Request::TryDemo).is_empty());
    let discovered = || Message::Discovered {
        profile: profile(),
        outcome: Ok(()),
    };
    assert_eq!(desk.send(discovered()).len(), 2);
    assert!(desk.send(discovered()).is_empty(), "it came too late");
}

#[test]
fn a_tenant_cannot_be_forgotten_while_a_sign_in_is_finishing() {
    let mut desk = Desk::starting();
    desk.send(vault(None, None));
    desk.ask(Request::SignIn);
    let number = desk.count;
    let attempt = format!("attempt-{number}");
    desk.send(Message::Listening {
        attempt: attempt.clone(),
        outcome: Ok(DEEP_LINK.to_owned()),
    });
    desk.send(Message::Prepared {
        attempt: attempt.clone(),
        outcome: Ok(link()),
    });
    desk.send(Message::AttemptsSaved {
        attempt: Some(attempt.clone()),
        outcome: Ok(()),
    });
    desk.send(callback(&format!("code=c&state=state-{number}")));
    let Screen::SigningIn { attempt: shown } = desk.snapshot().screen else {
        panic!("another screen");
    };
    assert_eq!(shown.step, AttemptStep::Finishing);
    assert!(desk.ask(Request::ForgetTenant).is_empty());
    let outcome = Ok(identity());
    let effects = desk.send(Message::SignedIn { attempt, outcome });
    assert!(renews(&effects));
    assert!(desk.snapshot().tenant.is_some());
}
