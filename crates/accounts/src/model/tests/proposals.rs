//! What links propose: shown, kept, told, and never done without a click.

use chrono::TimeDelta;

use super::desk::{Desk, GOOGLE, account, calls, connection, page, renewed, session, vault, wish};
use crate::callback::{Incoming, Malformed, OPEN_LINK};
use crate::effect::Effect;
use crate::message::{Message, Reply, Request};
use crate::model::Bearing;
use crate::session::Call;
use crate::view::{News, ProposalView};

fn link(query: &str) -> Result<Incoming, Malformed> {
    Incoming::parse(&format!("{OPEN_LINK}?connection={query}"))
}

impl Desk {
    /// A link comes, as the loop takes it in.
    fn propose(&mut self, query: &str) -> Bearing {
        let link = link(query);
        let bearing = self.bearing(&link);
        if bearing != Bearing::Told {
            let effects = self.send(Message::Link(link));
            let harmless = |effect: &Effect| matches!(effect, Effect::WakeAt(_));
            assert!(effects.iter().all(harmless), "nothing is begun or saved");
        }
        bearing
    }

    fn proposal(&self) -> Option<ProposalView> {
        self.snapshot().proposal
    }

    fn wait(&mut self, seconds: i64) {
        self.now += TimeDelta::seconds(seconds);
    }

    /// The tenant offers this now, with these scopes.
    fn offer(&mut self, name: &str, scopes: &[&str]) {
        let mut effects = self.ask(Request::Refresh);
        while !effects.is_empty() {
            let mut following = Vec::new();
            for (call, again) in calls(effects) {
                let reply = if matches!(call, Call::Accounts { .. }) {
                    Reply::Accounts(page(vec![account("cac_old", "github")]))
                } else {
                    let mut offered = connection(name);
                    offered.scopes = scopes.iter().map(|&one| one.to_owned()).collect();
                    Reply::Connections(page(vec![offered]))
                };
                let outcome = Ok(reply);
                following.extend(self.send(Message::Called {
                    call,
                    again,
                    outcome,
                }));
            }
            effects = following;
        }
    }
}

#[test]
fn a_proposal_is_shown_and_only_a_click_connects() {
    let mut desk = Desk::signed_in();
    assert_eq!(desk.propose(GOOGLE), Bearing::New);
    let proposal = desk.proposal().unwrap();
    assert!(proposal.ready && proposal.provider == "Google");
    assert!(desk.accounts().available[0].attempt.is_none());
    desk.connect(GOOGLE);
    assert_eq!(desk.proposal(), None, "it is being connected");
}

#[test]
fn the_choice_begins_with_what_is_proposed_and_offered_and_needed() {
    let mut desk = Desk::signed_in();
    let offered = ["User.Read", "offline_access", "Mail.Read", "Calendars.Read"];
    desk.offer("windowslive", &offered);
    desk.propose("windowslive&permission=Mail.Read&permission=Made.Up");
    let proposal = desk.proposal().unwrap();
    assert!(proposal.scopes.contains(&"Mail.Read".to_owned()));
    assert!(!proposal.scopes.contains(&"Calendars.Read".to_owned()));
    let required: Vec<_> = desk.accounts().available[0]
        .permissions
        .iter()
        .flat_map(|group| group.permissions.clone())
        .filter(|permission| permission.required)
        .collect();
    assert!(!required.is_empty(), "the provider needs something");
    assert!(
        required
            .iter()
            .all(|one| proposal.scopes.contains(&one.scope))
    );
    assert_eq!(proposal.unknown, ["Made.Up"]);

    desk.ask(Request::DropProposal);
    desk.wait(3);
    desk.propose("windowslive");
    let proposal = desk.proposal().unwrap();
    assert_eq!(proposal.scopes, offered, "none named: all of it");
    assert!(proposal.unknown.is_empty());
}

#[test]
fn what_is_dropped_is_gone_and_may_be_proposed_again() {
    let mut desk = Desk::signed_in();
    desk.propose(GOOGLE);
    let first = desk.proposal().unwrap().id;
    desk.ask(Request::DropProposal);
    assert_eq!(desk.proposal(), None);
    desk.wait(3);
    assert_eq!(desk.propose(GOOGLE), Bearing::New);
    assert_ne!(desk.proposal().unwrap().id, first);
}

#[test]
fn the_same_again_changes_nothing() {
    let mut desk = Desk::signed_in();
    desk.propose(GOOGLE);
    let before = desk.proposal();
    desk.wait(60);
    assert_eq!(desk.propose(GOOGLE), Bearing::Told);
    assert_eq!(desk.proposal(), before);
}

#[test]
fn a_flood_of_proposals_changes_nothing_after_the_first() {
    let mut desk = Desk::signed_in();
    desk.propose(GOOGLE);
    let before = desk.snapshot();
    for number in 0..1000 {
        desk.wait(i64::from(number % 3));
        assert_eq!(desk.propose(&format!("made-up-{number}")), Bearing::Told);
    }
    assert_eq!(desk.snapshot(), before);
    desk.wait(3);
    assert_eq!(desk.propose("github"), Bearing::New, "the flood is over");
}

#[test]
fn what_the_tenant_does_not_offer_is_told_once() {
    let mut desk = Desk::signed_in();
    desk.propose("made-up");
    assert_eq!(desk.proposal(), None);
    let connection = "made-up".to_owned();
    assert_eq!(desk.news(), [News::UnknownProposal { connection }]);
    let id = desk.snapshot().notices[0].id;
    desk.wait(3);
    desk.propose("made-up");
    assert_eq!(desk.snapshot().notices[0].id, id, "it is not told anew");
}

#[test]
fn a_proposal_waits_for_the_person_and_the_lists() {
    let mut desk = Desk::starting();
    desk.propose(GOOGLE);
    let waiting = desk.proposal().unwrap();
    assert!(!waiting.ready && waiting.provider == "Google");
    desk.send(vault(Some(session()), None));
    let effects = desk.send(renewed());
    assert!(!desk.proposal().unwrap().ready, "nothing is read yet");
    desk.answer_lists(effects, &[]);
    assert!(desk.proposal().unwrap().ready);
    assert_eq!(desk.proposal().unwrap().id, waiting.id);
}

#[test]
fn a_proposal_that_cannot_be_shown_is_forgotten_after_ten_minutes() {
    let mut desk = Desk::starting();
    desk.send(vault(None, None));
    let effects = desk.send(Message::Link(link(GOOGLE)));
    let until = desk.now + TimeDelta::minutes(10);
    assert!(matches!(&effects[..], [Effect::WakeAt(at)] if *at == until));
    desk.wait(599);
    desk.send(Message::Woken);
    assert!(desk.proposal().is_some());
    desk.wait(1);
    let effects = desk.send(Message::Woken);
    assert_eq!(desk.proposal(), None);
    assert!(effects.is_empty(), "nothing else is waited for");

    let mut desk = Desk::signed_in();
    desk.propose(GOOGLE);
    desk.wait(3600);
    desk.send(Message::Woken);
    assert!(desk.proposal().is_some(), "somebody may be looking at it");
}

#[test]
fn a_proposal_goes_with_whom_it_was_shown_to() {
    let mut desk = Desk::signed_in();
    desk.propose(GOOGLE);
    desk.ask(Request::SignOut { in_browser: false });
    desk.send(Message::SignedOut(crate::effect::SignOutReport {
        revoked: Ok(()),
        deleted: Ok(()),
    }));
    assert_eq!(desk.proposal(), None);
}

#[test]
fn a_provider_with_an_account_can_be_shown_while_it_is_proposed() {
    let mut desk = Desk::signed_in();
    desk.offer("github", &["read:user"]);
    assert_eq!(desk.accounts().connectable.len(), 1);
    desk.propose("github");
    assert_eq!(desk.accounts().available.len(), 1);
    desk.ask(Request::DropProposal);
    assert_eq!(desk.accounts().connectable.len(), 1);
}

#[test]
fn repairing_an_account_is_not_what_was_proposed() {
    let mut desk = Desk::signed_in();
    desk.offer("github", &["read:user"]);
    desk.propose("github");
    desk.ask(Request::Connect(crate::message::Wish {
        account: Some("cac_old".to_owned()),
        ..wish("github")
    }));
    assert!(desk.proposal().is_some());
}
