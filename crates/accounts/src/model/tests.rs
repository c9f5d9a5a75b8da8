//! The model by itself: messages in, effects out, no time passes.

mod desk;
mod foreign;
mod links;
mod living;
mod orders;
mod pages;
mod persons;
mod proposals;
mod reports;
mod setting_up;
mod updating;

use chrono::TimeDelta;

use self::desk::{
    Desk, GOOGLE, account, callback, calls, identity, kept_attempt, only_call, page, profile,
    rejected, renewal_ended, renewed, renews, session, vault, wish,
};
use super::ATTEMPT_LIMIT;
use crate::attempt::{self};
use crate::effect::{Effect, Entry, Renewal, SessionError, SignOutReport};
use crate::message::{Message, ProfileForm, Reply, Request};
use crate::ports::VaultError;
use crate::session::Call;
use crate::settings::{Profile, Settings};
use crate::view::{AttemptStep, Diagnosis, Freshness, News, ReturnPath, Screen};

#[test]
fn one_refresh_serves_many_calls() {
    let mut desk = Desk::signed_in();
    desk.now += TimeDelta::seconds(700);
    assert!(renews(&desk.ask(Request::Refresh)));
    let effects = desk.disconnect("cac_old");
    assert!(
        calls(effects).is_empty(),
        "it waits for the refresh under way"
    );
    let mut renewal = renewed();
    if let Message::Renewed {
        outcome: Ok(Renewal {
            access: Ok(access), ..
        }),
        ..
    } = &mut renewal
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
    assert_eq!(failure.diagnosis, Diagnosis::AccessTokenRejected);
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
    let attempt = desk.prepare();
    let effects = desk.save(&attempt, Err(VaultError::Locked));
    assert!(!effects.iter().any(|one| matches!(one, Effect::Open { .. })));
    let Screen::SignedOut { failure } = desk.snapshot().screen else {
        panic!("another screen");
    };
    assert_eq!(failure.unwrap().diagnosis, Diagnosis::KeychainLocked);
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
    assert_eq!(
        provider.failure.unwrap().diagnosis,
        Diagnosis::ConnectTimedOut
    );
    assert_eq!(calls(desk.come_back(&second)).len(), 1);
}

#[test]
fn the_sixth_attempt_is_refused() {
    let mut desk = Desk::signed_in();
    for number in 0..ATTEMPT_LIMIT {
        desk.connect(&format!("connection-{number}"));
    }
    assert!(desk.ask(Request::Connect(wish(GOOGLE))).is_empty());
    let failure = desk.accounts().available.remove(0).failure.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::TooManyAttempts);
}

#[test]
fn a_provider_has_one_attempt_at_a_time() {
    let mut desk = Desk::signed_in();
    desk.connect(GOOGLE);
    assert!(desk.ask(Request::Connect(wish(GOOGLE))).is_empty());
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
        outcome: Ok(Reply::Accounts(page(Vec::new()))),
    });
    assert_eq!(desk.accounts().connected.len(), 1, "still the old list");
    let (call, again) = under_way.pop().unwrap();
    desk.send(Message::Called {
        call,
        again,
        outcome: Ok(Reply::Connections(page(Vec::new()))),
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
    assert!(calls(effects).is_empty(), "one page of a list at a time");
    let effects = desk.answer_lists(old, &[]);
    assert_eq!(
        desk.accounts().connected.len(),
        2,
        "the old answer is stale"
    );
    desk.answer_lists(effects, &[account("cac_new", GOOGLE)]);
    assert_eq!(desk.accounts().connected.len(), 1);
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
fn who_runs_it_as_root_is_told() {
    for root in [false, true] {
        let start = crate::Start {
            desktop: crate::DesktopFacts {
                root,
                ..Default::default()
            },
            ..Default::default()
        };
        let moment = desk::moment(chrono::DateTime::UNIX_EPOCH, 0);
        let (model, _) = super::Model::new(start, &moment);
        let told = model.notices.iter().any(|one| one.news == News::RunsAsRoot);
        assert_eq!(told, root);
    }
}

#[test]
fn a_keychain_that_locks_keeps_the_session_and_what_comes_meanwhile() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    let late = calls(desk.come_back(&attempt));
    let lists = desk.ask(Request::Refresh);
    desk.now += TimeDelta::seconds(700);
    desk.disconnect("cac_old");
    desk.send(renewal_ended(Err(SessionError::Vault(VaultError::Locked))));
    assert!(matches!(desk.snapshot().screen, Screen::Keychain { .. }));

    desk.answer_lists(lists, &[account("cac_old", "github")]);
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
    let locked = SessionError::Vault(VaultError::Locked);
    desk.send(renewal_ended(Err(locked)));
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
    let locked = || SessionError::Vault(VaultError::Locked);
    desk.send(renewal_ended(Err(locked())));
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
    let request = Request::UseTenant(ProfileForm {
        domain: "acme.example".to_owned(),
        client_id: "client".to_owned(),
        ..ProfileForm::default()
    });
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
fn a_profile_is_not_left_while_a_sign_in_is_finishing() {
    let mut desk = Desk::starting();
    desk.send(vault(None, None));
    desk.ask(Request::SignIn);
    let number = desk.count;
    let attempt = desk.prepare();
    desk.save(&attempt, Ok(()));
    desk.send(callback(&format!("code=c&state=state-{number}")));
    let Screen::SigningIn { attempt: shown } = desk.snapshot().screen else {
        panic!("another screen");
    };
    assert_eq!(shown.step, AttemptStep::Finishing);
    assert!(desk.ask(Request::AddProfile).is_empty());
    let outcome = Ok(Entry {
        identity: identity(),
        another: false,
    });
    let effects = desk.send(Message::SignedIn { attempt, outcome });
    assert!(renews(&effects));
    assert!(desk.snapshot().tenant.is_none(), "and then it is");
}

#[test]
fn leaving_the_demo_goes_back_to_the_tenant_that_was_set_up() {
    let mut desk = Desk::demo();
    desk.send(Message::Discovered {
        profile: Profile {
            demo: true,
            ..profile()
        },
        outcome: Ok(()),
    });
    desk.send(vault(None, None));
    desk.ask(Request::CancelSignIn);
    let path = ReturnPath::Loopback;
    let saved = desk.ask(Request::UseReturnPath { path });
    let [Effect::SaveSettings(settings)] = saved.as_slice() else {
        panic!("the choice is saved")
    };
    assert_eq!(settings.in_use().unwrap().client_id, profile().client_id);
    let effects = desk.ask(Request::AddProfile);
    assert!(matches!(effects.last(), Some(Effect::ReadVault { profile }) if !profile.demo));
}

#[test]
fn one_alarm_is_set_for_the_next_deadline() {
    let mut desk = Desk::signed_in();
    desk.connect(GOOGLE);
    let first = desk.now + TimeDelta::seconds(300);
    desk.now += TimeDelta::seconds(100);
    let second = desk.now + TimeDelta::seconds(300);
    desk.ask(Request::Connect(wish("slack")));
    let attempt = desk.prepare();
    let effects = desk.save(&attempt, Ok(()));
    assert!(matches!(effects.last(), Some(Effect::WakeAt(at)) if *at == first));
    desk.now = first;
    let effects = desk.send(Message::Woken);
    assert!(matches!(effects.last(), Some(Effect::WakeAt(at)) if *at == second));
}
