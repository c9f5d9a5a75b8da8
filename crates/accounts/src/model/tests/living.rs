//! Living with accounts: removing and undoing, names and hints, other permissions, changes elsewhere.

use chrono::TimeDelta;

use super::desk::{Desk, GOOGLE, account, callback, calls, only_call, wish};
use crate::callback::{Callback, DEEP_LINK};
use crate::effect::{Effect, TellDesktop};
use crate::message::{Message, Preference, Reply, Request, Wish};
use crate::ports::Ended;
use crate::session::Call;
use crate::view::{AccountState, AccountView, News, ReturnPath};

fn remove(accounts: &[&str]) -> Request {
    Request::Disconnect {
        accounts: accounts.iter().map(|&id| id.to_owned()).collect(),
        open_revoke_page: false,
    }
}

/// The account in the list, in whichever group.
fn shown(desk: &Desk, id: &str) -> AccountView {
    let view = desk.accounts();
    let mut all = view.attention.into_iter().chain(view.connected);
    all.find(|one| one.id == id).expect("it is in the list")
}

/// Comes back from the browser with an account of this id and these scopes.
fn connect(desk: &mut Desk, wish: Wish, id: &str, scopes: &[&str]) -> Vec<Effect> {
    let connection = wish.connection.clone();
    let attempt = desk.connect_as(wish);
    let state = desk.state_of(&attempt);
    let effects = desk.send(callback(&format!("connect_code=code&state={state}")));
    let (call, again) = only_call(effects);
    let mut made = account(id, &connection);
    made.scopes = scopes.iter().map(|&scope| scope.to_owned()).collect();
    desk.send(Message::Called {
        call,
        again,
        outcome: Ok(Reply::Connected(made)),
    })
}

#[test]
fn a_removal_waits_and_can_be_undone() {
    let mut desk = Desk::signed_in();
    let effects = desk.ask(remove(&["cac_old"]));
    assert!(calls(effects).is_empty(), "nothing is sent yet");
    let until = Some(desk.now + TimeDelta::seconds(10));
    let state = AccountState::Disconnecting { until };
    assert_eq!(shown(&desk, "cac_old").state, state);
    let removal = desk.accounts().removals[0].clone();
    assert_eq!(removal.title.as_deref(), Some("GitHub"));
    assert!(desk.ask(remove(&["cac_old"])).is_empty(), "once is enough");
    desk.ask(Request::UndoDisconnect {
        removal: removal.id,
    });
    assert_eq!(shown(&desk, "cac_old").state, AccountState::Connected);
    desk.now += TimeDelta::seconds(11);
    assert!(calls(desk.send(Message::Woken)).is_empty());
}

#[test]
fn a_removal_that_is_not_undone_is_sent_once_and_leaves_an_entry() {
    let mut desk = Desk::signed_in();
    let effects = desk.disconnect("cac_old");
    assert!(calls(desk.ask(remove(&["cac_old"]))).is_empty());
    assert!(calls(desk.ask(remove(&["cac_of_nobody"]))).is_empty());
    let (call, again) = only_call(effects);
    desk.send(Message::Called {
        call,
        again,
        outcome: Ok(Reply::Disconnected),
    });
    let entry = desk.accounts().removed[0].clone();
    assert_eq!((entry.id.as_str(), entry.page_opened), ("cac_old", false));
    let account = entry.id;
    let effects = desk.ask(Request::OpenRemovedPage {
        account: account.clone(),
    });
    assert!(effects.iter().any(|one| matches!(one, Effect::Open { .. })));
    assert!(desk.accounts().removed[0].page_opened);
    desk.ask(Request::TickRemoved { account });
    assert!(desk.accounts().removed.is_empty());
}

#[test]
fn several_accounts_are_removed_together() {
    let mut desk = Desk::signed_in();
    connect(&mut desk, wish(GOOGLE), "cac_new", &[]);
    desk.ask(remove(&["cac_old", "cac_new"]));
    let view = desk.accounts();
    assert_eq!((view.removals.len(), &view.removals[0].title), (1, &None));
    desk.now += TimeDelta::seconds(10);
    let sent = calls(desk.send(Message::Woken));
    let removals = sent
        .iter()
        .filter(|call| matches!(call.0, Call::Disconnect { .. }));
    assert_eq!(removals.count(), 2);
}

#[test]
fn a_removal_that_nobody_will_undo_is_sent_at_once_and_once() {
    let mut desk = Desk::signed_in();
    assert!(calls(desk.ask(Request::SendRemovals)).is_empty());
    desk.ask(remove(&["cac_old"]));
    let (call, _) = only_call(desk.ask(Request::SendRemovals));
    assert!(matches!(call, Call::Disconnect { account } if account == "cac_old"));
    assert!(calls(desk.ask(Request::SendRemovals)).is_empty());
    desk.now += TimeDelta::seconds(11);
    assert!(calls(desk.send(Message::Woken)).is_empty());
    assert!(desk.accounts().removals.is_empty());
}

#[test]
fn signing_out_keeps_what_could_still_be_undone() {
    let mut desk = Desk::signed_in();
    desk.ask(remove(&["cac_old"]));
    desk.ask(Request::SignOut { in_browser: false });
    desk.now += TimeDelta::seconds(11);
    assert!(calls(desk.send(Message::Woken)).is_empty());
}

#[test]
fn a_removed_account_is_connected_as_before() {
    let mut desk = Desk::signed_in();
    let named = Wish {
        hint: Some("dana@acme.example".to_owned()),
        nickname: Some("Work".to_owned()),
        scopes: vec!["email".to_owned()],
        ..wish(GOOGLE)
    };
    connect(&mut desk, named.clone(), "cac_new", &["email"]);
    let (call, again) = only_call(desk.disconnect("cac_new"));
    let outcome = Ok(Reply::Disconnected);
    desk.send(Message::Called {
        call,
        again,
        outcome,
    });
    let account = "cac_new".to_owned();
    desk.ask(Request::ReconnectRemoved {
        account: account.clone(),
    });
    let begun = desk.model.attempts[0].wish().cloned().unwrap();
    let wanted = Wish {
        account: Some(account),
        ..named
    };
    assert_eq!(begun, wanted);
}

#[test]
fn a_name_is_kept_cleaned_and_given_up() {
    let mut desk = Desk::signed_in();
    let rename = |nickname: &str| Request::Rename {
        account: "cac_old".to_owned(),
        nickname: nickname.to_owned(),
    };
    let effects = desk.ask(rename("  Work \u{202e}GitHub "));
    assert!(matches!(&effects[..], [Effect::SaveNotes(_)]));
    let name = shown(&desk, "cac_old").nickname;
    assert_eq!(name.as_deref(), Some("Work GitHub"));
    desk.ask(rename(&"x".repeat(500)));
    assert_eq!(shown(&desk, "cac_old").nickname.unwrap().len(), 64);
    desk.ask(rename("   "));
    assert_eq!(shown(&desk, "cac_old").nickname, None);
}

#[test]
fn permissions_that_were_not_granted_are_shown_until_they_are_left() {
    let mut desk = Desk::signed_in();
    let drive = "https://www.googleapis.com/auth/drive.readonly";
    let asked = Wish {
        scopes: ["openid", "email", drive].map(str::to_owned).to_vec(),
        ..wish(GOOGLE)
    };
    let email = "https://www.googleapis.com/auth/userinfo.email";
    connect(&mut desk, asked, "cac_new", &[email]);
    let missing = shown(&desk, "cac_new").missing;
    let scopes: Vec<_> = missing.iter().flat_map(|it| &it.permissions).collect();
    assert_eq!(scopes.len(), 1, "another name of the same is no lack");
    assert_eq!(scopes[0].scope, drive);
    assert_eq!(desk.accounts().attention.len(), 1);
    desk.ask(Request::LeavePermissions {
        account: "cac_new".to_owned(),
    });
    assert!(desk.accounts().attention.is_empty());
}

#[test]
fn a_repair_asks_as_before_and_stands_at_its_account() {
    let mut desk = Desk::signed_in();
    let first = Wish {
        scopes: vec!["repo".to_owned()],
        hint: Some("octo".to_owned()),
        nickname: Some("Work".to_owned()),
        ..wish("github")
    };
    connect(&mut desk, first.clone(), "cac_new", &["repo"]);
    let repair = Wish {
        account: Some("cac_new".to_owned()),
        ..wish("github")
    };
    let attempt = desk.connect_as(repair.clone());
    let begun = desk.model.attempts[0].wish().cloned().unwrap();
    assert_eq!((begun.scopes, begun.hint), (first.scopes, first.hint));
    assert_eq!(shown(&desk, "cac_new").attempt.unwrap().id, attempt);
    assert!(
        desk.accounts()
            .available
            .iter()
            .all(|it| it.attempt.is_none())
    );
    assert!(
        desk.ask(Request::Connect(repair)).is_empty(),
        "one at a time"
    );
    let state = desk.state_of(&attempt);
    desk.send(callback(&format!("error=access_denied&state={state}")));
    assert!(shown(&desk, "cac_new").failure.is_some());
}

#[test]
fn another_account_is_asked_for_and_the_first_one_is_not() {
    let mut desk = Desk::signed_in();
    for (connection, wanted) in [(GOOGLE, false), ("github", true)] {
        let (_, (call, _)) = desk.begin_connect(wish(connection));
        let Call::Connect { another, .. } = call else {
            panic!("a connect was called");
        };
        assert_eq!(another, wanted);
    }
}

#[test]
fn what_changed_elsewhere_is_told_once() {
    let mut desk = Desk::signed_in();
    let effects = desk.ask(Request::Refresh);
    desk.answer_lists(effects, &[account("cac_new", GOOGLE)]);
    let told = News::ChangedElsewhere {
        connected: 1,
        disconnected: 1,
        provider: None,
    };
    assert_eq!(desk.news(), [told]);
    assert!(shown(&desk, "cac_new").elsewhere);
    desk.ask(Request::SeeAccount {
        account: "cac_new".to_owned(),
    });
    assert!(!shown(&desk, "cac_new").elsewhere);
}

#[test]
fn an_attempt_changes_to_the_other_way_with_a_fresh_link() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    let state = desk.state_of(&attempt);
    let effects = desk.ask(Request::UseOtherWay {
        attempt: attempt.clone(),
    });
    assert!(effects.iter().any(|one| matches!(
        one,
        Effect::Listen {
            path: ReturnPath::Loopback,
            ..
        }
    )));
    desk.send(callback(&format!("connect_code=code&state={state}")));
    assert_eq!(desk.news(), [News::UnknownLink], "the old link is dead");
}

fn pasted(query: &str) -> Message {
    Message::Pasted(Callback::parse(&format!("{DEEP_LINK}?{query}")))
}

#[test]
fn what_is_pasted_and_answers_nothing_says_so() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    for address in ["connect_code=code&state=made-up", "code=x"] {
        desk.send(pasted(address));
        assert_eq!(desk.news(), [News::NothingPasted]);
    }
    let state = desk.state_of(&attempt);
    let effects = desk.send(pasted(&format!("connect_code=code&state={state}")));
    assert!(matches!(only_call(effects).0, Call::Complete { .. }));
}

#[test]
fn the_lists_are_read_again_when_somebody_looks_after_a_while() {
    let mut desk = Desk::signed_in();
    let look = |looking| Request::Look { looking };
    desk.ask(look(false));
    assert!(calls(desk.ask(look(true))).is_empty(), "they are new");
    desk.now += TimeDelta::seconds(61);
    assert!(calls(desk.ask(look(false))).is_empty());
    assert_eq!(calls(desk.ask(look(true))).len(), 2);
}

#[test]
fn the_desktop_tells_only_who_does_not_look() {
    let mut desk = Desk::signed_in();
    connect(&mut desk, wish(GOOGLE), "cac_1", &[]);
    let told = |effects: Vec<Effect>| {
        effects.into_iter().find_map(|effect| {
            if let Effect::TellDesktop(TellDesktop::Notify(ended)) = effect {
                Some(ended)
            } else {
                None
            }
        })
    };
    desk.ask(Request::Look { looking: false });
    let effects = connect(&mut desk, wish("slack"), "cac_2", &[]);
    assert_eq!(told(effects).unwrap().len(), 1);
    let attempt = desk.connect("github");
    let state = desk.state_of(&attempt);
    let effects = desk.send(callback(&format!("error=access_denied&state={state}")));
    let both = told(effects).unwrap();
    assert!(
        matches!(&both[..], [Ended::Connected { .. }, Ended::Failed { title }] if title == "GitHub")
    );
    let effects = desk.ask(Request::Look { looking: true });
    assert_eq!(told(effects), Some(Vec::new()), "it is withdrawn");
    desk.ask(Request::Prefer {
        preference: Preference::Notifications,
        on: false,
    });
    desk.ask(Request::Look { looking: false });
    let attempt = desk.connect(GOOGLE);
    let state = desk.state_of(&attempt);
    let effects = desk.send(callback(&format!("error=access_denied&state={state}")));
    assert_eq!(told(effects), None);
}

#[test]
fn a_tray_and_a_start_at_login_need_a_desktop_that_has_them() {
    let mut desk = Desk::signed_in();
    for preference in [Preference::Tray, Preference::StartAtLogin] {
        let request = Request::Prefer {
            preference,
            on: true,
        };
        assert!(desk.ask(request).is_empty());
    }
    let shown = desk.snapshot().preferences;
    assert_eq!((shown.tray, shown.start_at_login), (None, None));
}
