//! Links that answer nothing, in numbers.

use chrono::TimeDelta;

use super::desk::{
    Desk, GOOGLE, callback, calls, kept_attempt, renewal_ended, renewed, renews, session, vault,
};
use crate::callback::{DEEP_LINK, Incoming, Malformed};
use crate::effect::SessionError;
use crate::message::{Message, Request};
use crate::model::Bearing;
use crate::ports::VaultError;
use crate::session::{AccessState, Call};
use crate::view::News;

fn link(query: &str) -> Result<Incoming, Malformed> {
    Incoming::parse(&format!("{DEEP_LINK}?{query}"))
}

#[test]
fn a_link_is_found_among_a_flood_before_the_keychain_was_read() {
    let mut desk = Desk::starting();
    for number in 0..100 {
        desk.send(callback(&format!("connect_code=c&state=made-up-{number}")));
    }
    desk.send(callback("connect_code=c&state=kept-state"));
    let kept = kept_attempt("kept-state", desk.now + TimeDelta::seconds(1));
    desk.send(vault(Some(session()), Some(kept)));
    let completes = |(call, _): &(Call, bool)| matches!(call, Call::Complete { attempt, .. } if attempt == "kept");
    assert!(calls(desk.send(renewed())).iter().any(completes));
}

#[test]
fn a_flood_while_the_keychain_is_locked_keeps_no_link_out() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    desk.now += TimeDelta::seconds(299);
    desk.model.session().unwrap().access = AccessState::None;
    desk.ask(Request::Refresh);
    desk.send(renewal_ended(Err(SessionError::Vault(VaultError::Locked))));
    for number in 0..1000 {
        desk.send(callback(&format!("connect_code=c&state=made-up-{number}")));
    }
    assert_eq!(desk.news(), [News::UnknownLink]);
    assert!(desk.come_back(&attempt).is_empty());
    assert!(renews(&desk.ask(Request::RetryKeychain)));
    let completes = |(call, _): &(Call, bool)| matches!(call, Call::Complete { .. });
    assert!(calls(desk.send(renewed())).iter().any(completes));
}

#[test]
fn a_stray_link_is_told_once_until_its_notice_is_put_away() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    let stray = || link("code=c&state=made-up");
    assert_eq!(desk.bearing(&stray()), Bearing::New);
    desk.send(Message::Link(stray()));
    assert_eq!(desk.bearing(&stray()), Bearing::Told);
    let malformed = Incoming::parse("");
    assert_eq!(desk.bearing(&malformed), Bearing::New);
    let id = desk.snapshot().notices[0].id;
    desk.send(Message::Link(stray()));
    assert_eq!(desk.snapshot().notices[0].id, id, "it is not told anew");
    desk.ask(Request::DismissNotice { id });
    assert_eq!(desk.bearing(&stray()), Bearing::New);
    let state = desk.state_of(&attempt);
    let answer = link(&format!("connect_code=c&state={state}"));
    assert_eq!(desk.bearing(&answer), Bearing::Answers);
}
