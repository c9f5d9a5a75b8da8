//! Who is signed in: confirmed, or somebody else.

use auth0::{Error, Identity, OAuthError};

use super::desk::{
    Desk, GOOGLE, callback, calls, identity, renewal_ended, renewed, renews, session, vault,
};
use crate::callback::DEEP_LINK;
use crate::effect::{Ask, Effect, Entry, SessionError};
use crate::message::{Message, Request};
use crate::view::{ConfirmationView, Diagnosis, News, Screen};

fn step_up() -> Message {
    let error = OAuthError {
        error: "mfa_required".to_owned(),
        description: Some("Multifactor authentication required".to_owned()),
    };
    renewal_ended(Err(SessionError::Tenant(Error::OAuth(error))))
}

fn kenji() -> Identity {
    Identity {
        subject: "auth0|kenji".to_owned(),
        name: "Kenji Mori".to_owned(),
        ..identity()
    }
}

/// Goes to the browser and back with a sign-in that was begun just now; gives its exchange.
fn through_the_browser(desk: &mut Desk) -> (String, Vec<Effect>) {
    let state = format!("state-{}", desk.count);
    let attempt = desk.prepare();
    desk.save(&attempt, Ok(()));
    let effects = desk.send(callback(&format!("code=c&state={state}")));
    (attempt, effects)
}

fn signed_in(desk: &mut Desk, attempt: String, identity: Identity, another: bool) -> Vec<Effect> {
    let outcome = Ok(Entry { identity, another });
    desk.send(Message::SignedIn { attempt, outcome })
}

#[test]
fn what_waited_for_the_confirmation_goes_on_after_it() {
    let mut desk = Desk::starting();
    desk.send(vault(Some(session()), None));
    assert!(desk.send(step_up()).is_empty());
    let confirmation = desk.accounts().confirmation.unwrap();
    let ConfirmationView::Wanted { failure } = confirmation else {
        panic!("the person's turn");
    };
    assert_eq!(failure.diagnosis, Diagnosis::MfaRequired);

    desk.ask(Request::ConfirmIdentity);
    let (attempt, effects) = through_the_browser(&mut desk);
    let Some(Effect::Ask {
        ask: Ask::SignIn(back),
        ..
    }) = effects.last()
    else {
        panic!("the code is exchanged");
    };
    assert_eq!(back.expected.as_deref(), Some("auth0|dana"));
    assert_eq!(back.max_age, Some(0), "not before it was asked for");
    assert!(matches!(
        desk.accounts().confirmation,
        Some(ConfirmationView::UnderWay { .. })
    ));

    let effects = signed_in(&mut desk, attempt, identity(), false);
    assert!(renews(&effects));
    assert_eq!(desk.accounts().confirmation, None);
    let Message::Renewed { outcome, .. } = renewed() else {
        unreachable!()
    };
    let lists = calls(desk.send(Message::Renewed {
        session: 2,
        outcome,
    }));
    assert_eq!(lists.len(), 2, "both lists were waited for, each once");
}

#[test]
fn a_confirmation_that_is_refused_still_waits_for_the_person() {
    let mut desk = Desk::starting();
    desk.send(vault(Some(session()), None));
    desk.send(step_up());
    desk.ask(Request::ConfirmIdentity);
    let attempt = format!("attempt-{}", desk.count);
    let outcome = Err(SessionError::Tenant(Error::Server { status: 500 }));
    desk.send(Message::Listening {
        attempt: attempt.clone(),
        outcome: Ok(DEEP_LINK.to_owned()),
    });
    desk.send(Message::Prepared { attempt, outcome });
    assert!(matches!(
        desk.accounts().confirmation,
        Some(ConfirmationView::Wanted { .. })
    ));
    let failed = |news: &News| matches!(news, News::Failed { failure } if failure.diagnosis == Diagnosis::TenantBroken);
    assert!(desk.news().iter().any(failed));
}

#[test]
fn doing_without_the_confirmation_fails_what_waited_for_it() {
    let mut desk = Desk::starting();
    desk.send(vault(Some(session()), None));
    desk.send(step_up());
    desk.ask(Request::GiveUpConfirmation);
    let shown = desk.accounts();
    assert_eq!(shown.confirmation, None);
    let crate::view::Freshness::Failed { failure, .. } = shown.freshness else {
        panic!("the lists were not read");
    };
    assert_eq!(failure.diagnosis, Diagnosis::MfaRequired);
    assert!(
        renews(&desk.ask(Request::Refresh)),
        "and may be asked again"
    );
}

#[test]
fn another_person_is_let_in_only_after_a_question() {
    let mut desk = Desk::signed_in();
    desk.ask(Request::SignIn);
    let (attempt, _) = through_the_browser(&mut desk);
    signed_in(&mut desk, attempt, kenji(), true);
    let Screen::AnotherPerson {
        before,
        now,
        keepable,
        switching,
    } = desk.snapshot().screen
    else {
        panic!("it asks");
    };
    assert_eq!(before.name, "Dana Okafor");
    assert_eq!(now.name, "Kenji Mori");
    assert!(keepable && !switching);

    let effects = desk.ask(Request::SwitchPerson);
    assert!(matches!(
        &effects[..],
        [Effect::Ask {
            ask: Ask::SwitchPerson,
            ..
        }]
    ));
    assert!(desk.ask(Request::SwitchPerson).is_empty(), "once");
    assert!(desk.ask(Request::KeepPerson).is_empty(), "too late");
    let effects = desk.send(Message::Switched(Ok(kenji())));
    assert!(renews(&effects));
    let shown = desk.accounts();
    assert_eq!(shown.person.unwrap().name, "Kenji Mori");
    assert!(shown.connected.is_empty(), "nothing of the other person's");
}

#[test]
fn the_person_of_before_can_stay_and_keeps_everything() {
    let mut desk = Desk::signed_in();
    let connecting = desk.connect(GOOGLE);
    desk.ask(Request::SignIn);
    let (attempt, _) = through_the_browser(&mut desk);
    signed_in(&mut desk, attempt, kenji(), true);
    assert!(desk.come_back(&connecting).is_empty(), "it waits");
    let effects = desk.ask(Request::KeepPerson);
    assert!(matches!(effects.first(), Some(Effect::TurnAway { .. })));
    assert_eq!(calls(effects).len(), 1, "what waited goes on");
    assert_eq!(desk.accounts().connected.len(), 1);
}

#[test]
fn a_session_that_ended_by_itself_is_remembered_for_the_next_sign_in() {
    let mut desk = Desk::starting();
    desk.send(vault(Some(session()), None));
    desk.send(renewal_ended(Err(SessionError::Gone)));
    desk.ask(Request::SignIn);
    let (attempt, _) = through_the_browser(&mut desk);
    signed_in(&mut desk, attempt, kenji(), true);
    assert!(matches!(
        desk.snapshot().screen,
        Screen::AnotherPerson {
            keepable: false,
            ..
        }
    ));
    desk.ask(Request::KeepPerson);
    assert!(matches!(
        desk.snapshot().screen,
        Screen::SignedOut { failure: None }
    ));
}

#[test]
fn a_renewal_of_the_session_before_does_not_serve_the_one_after() {
    let mut desk = Desk::starting();
    desk.send(vault(Some(session()), None));
    desk.ask(Request::SignIn);
    let (attempt, _) = through_the_browser(&mut desk);
    let effects = signed_in(&mut desk, attempt, identity(), false);
    assert!(renews(&effects), "a renewal of its own");
    assert!(desk.send(renewed()).is_empty(), "the old one is ignored");
}
