//! Lists that come page by page, and what they settle.

use auth0::Error;

use super::desk::{
    Desk, GOOGLE, account, calls, connection, only_call, page, page_before, renewed,
};
use super::desk::{session, vault};
use crate::effect::Effect;
use crate::message::{Message, Reply, Request};
use crate::session::Call;
use crate::view::{AccountState, Diagnosis, Freshness, News};

/// A desk whose first reading is under way, with the calls for both lists.
fn first_reading() -> (Desk, Vec<(Call, bool)>) {
    let mut desk = Desk::starting();
    desk.send(vault(Some(session()), None));
    let calls = calls(desk.send(renewed()));
    assert_eq!(calls.len(), 2);
    (desk, calls)
}

fn answer(desk: &mut Desk, (call, again): (Call, bool), reply: Reply) -> Vec<Effect> {
    desk.send(Message::Called {
        call,
        again,
        outcome: Ok(reply),
    })
}

fn fail(desk: &mut Desk, (call, again): (Call, bool), error: Error) -> Vec<Effect> {
    desk.send(Message::Called {
        call,
        again,
        outcome: Err(error),
    })
}

fn lost() -> Error {
    Error::AnswerLost {
        host: "acme.example".to_owned(),
        reason: "connection reset".to_owned(),
    }
}

#[test]
fn the_first_pages_are_shown_before_the_last_one_came() {
    let (mut desk, mut calls) = first_reading();
    let accounts = calls.pop().unwrap();
    let first = page_before(vec![account("cac_1", "github")], "c1");
    let next = answer(&mut desk, accounts, Reply::Accounts(first));
    assert_eq!(desk.accounts().connected.len(), 1);
    assert!(desk.accounts().incomplete);
    let next = only_call(next);
    let second = page(vec![account("cac_2", "github")]);
    answer(&mut desk, next, Reply::Accounts(second));
    let connections = calls.pop().unwrap();
    let offered = page(vec![connection(GOOGLE)]);
    answer(&mut desk, connections, Reply::Connections(offered));
    assert_eq!(desk.accounts().connected.len(), 2);
    assert!(!desk.accounts().incomplete);
}

#[test]
fn a_long_list_is_drawn_each_time_that_it_is_four_times_as_much() {
    let (mut desk, mut calls) = first_reading();
    let mut next = calls.pop().unwrap();
    let mut drawn = Vec::new();
    for turn in 1..=64 {
        let one = account(&format!("cac_{turn}"), "github");
        let before = page_before(vec![one], &format!("c{turn}"));
        next = only_call(answer(&mut desk, next, Reply::Accounts(before)));
        if !desk.model.is_unchanged() {
            drawn.push(desk.accounts().connected.len());
        }
    }
    assert_eq!(drawn, [1, 4, 16, 64]);
    let before = page_before(vec![account("cac_65", "github")], "c65");
    next = only_call(answer(&mut desk, next, Reply::Accounts(before)));
    fail(&mut desk, next, Error::Server { status: 503 });
    assert_eq!(desk.accounts().connected.len(), 65, "all that came");
}

#[test]
fn a_second_page_that_fails_keeps_the_first_and_says_so() {
    let (mut desk, mut calls) = first_reading();
    let accounts = calls.pop().unwrap();
    let first = page_before(vec![account("cac_1", "github")], "c1");
    let next = only_call(answer(&mut desk, accounts, Reply::Accounts(first)));
    fail(&mut desk, next, Error::Server { status: 503 });
    let shown = desk.accounts();
    assert_eq!(shown.connected.len(), 1);
    assert!(shown.incomplete);
    let Freshness::Failed { failure, .. } = shown.freshness else {
        panic!("it says so");
    };
    assert_eq!(failure.diagnosis, Diagnosis::TenantBroken);
}

#[test]
fn a_list_that_was_whole_stays_whole_while_it_is_read_again() {
    let mut desk = Desk::signed_in();
    let mut under_way = calls(desk.ask(Request::Refresh));
    let first = page_before(vec![account("cac_1", "github")], "c1");
    let next = answer(&mut desk, under_way.pop().unwrap(), Reply::Accounts(first));
    fail(&mut desk, only_call(next), lost());
    let shown = desk.accounts();
    assert_eq!(shown.connected[0].id, "cac_old");
    assert!(!shown.incomplete);
}

#[test]
fn a_cursor_that_repeats_ends_the_reading_with_an_error() {
    let (mut desk, mut calls) = first_reading();
    let mut next = calls.pop().unwrap();
    for turn in 0..3 {
        let again = page_before(vec![account("cac_1", "github")], "c1");
        let effects = answer(&mut desk, next, Reply::Accounts(again));
        if turn == 1 {
            assert!(super::desk::calls(effects).is_empty());
            break;
        }
        next = only_call(effects);
    }
    let Freshness::Failed { failure, .. } = desk.accounts().freshness else {
        panic!("it ends");
    };
    assert_eq!(failure.diagnosis, Diagnosis::EndlessPages);
}

#[test]
fn a_removal_whose_answer_was_lost_is_settled_by_the_list() {
    for (left, told) in [(vec![], 1), (vec![account("cac_old", "github")], 0)] {
        let mut desk = Desk::signed_in();
        let effects = desk.disconnect("cac_old");
        let effects = fail(&mut desk, only_call(effects), lost());
        let asked = &desk.accounts().connected[0];
        assert_eq!(
            asked.state,
            AccountState::Disconnecting { until: None },
            "not known yet"
        );
        desk.answer_lists(effects, &left);
        let shown = desk.accounts();
        assert_eq!(shown.removed.len(), told);
        assert!(shown.connected.is_empty());
        let failed = shown
            .attention
            .iter()
            .filter_map(|one| one.failure.as_ref());
        let failed: Vec<_> = failed.map(|failure| failure.diagnosis).collect();
        let wanted = if told == 1 {
            vec![]
        } else {
            vec![Diagnosis::AnswerLost]
        };
        assert_eq!(failed, wanted);
    }
}

#[test]
fn a_connect_whose_answer_was_lost_is_settled_by_the_list() {
    let mut desk = Desk::signed_in();
    let attempt = desk.connect(GOOGLE);
    let complete = only_call(desk.come_back(&attempt));
    let effects = fail(&mut desk, complete, lost());
    let failure = desk.accounts().available[0].failure.clone().unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::AnswerLost);
    let both = [account("cac_old", "github"), account("cac_new", GOOGLE)];
    desk.answer_lists(effects, &both);
    let shown = desk.accounts();
    assert_eq!(shown.connected.len(), 2);
    assert!(shown.available.is_empty(), "no failure is left");
    let connected = News::Connected {
        provider: "Google".to_owned(),
        account: "cac_new".to_owned(),
    };
    assert!(desk.news().contains(&connected));
}

#[test]
fn a_tenant_that_offers_nothing_is_told_from_a_list_that_is_not_read() {
    let (mut desk, mut calls) = first_reading();
    assert_eq!(desk.accounts().nothing_to_connect, None);
    answer(
        &mut desk,
        calls.pop().unwrap(),
        Reply::Accounts(page(vec![])),
    );
    answer(
        &mut desk,
        calls.pop().unwrap(),
        Reply::Connections(page(vec![])),
    );
    let failure = desk.accounts().nothing_to_connect.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::NothingToConnect);
}
