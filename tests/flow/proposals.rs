//! Links that propose to connect something: shown, and nothing else.

use accounts::callback::OPEN_LINK;
use accounts::view::{News, ProposalView, Snapshot};
use accounts::{Request, Wish};
use emulator::{Config, Endpoint};

use crate::support::{Program, at_deep_link, of};

const GOOGLE: &str = "google-oauth2";
const SEND: &str = "https://www.googleapis.com/auth/gmail.send";

fn link(query: &str) -> String {
    format!("{OPEN_LINK}?connection={query}")
}

fn recorded() -> Config {
    Config {
        record: true,
        ..Config::default()
    }
}

/// What no link may change: what went to the tenant, what was opened, and what is kept.
async fn standing(program: &Program) -> [String; 5] {
    program.app.rest().await;
    let world = &program.world;
    [
        world.tenant.exchanges().len().to_string(),
        format!("{:?}", world.browser.opened()),
        format!("{:?}", world.vault.attempts()),
        format!("{:?}", world.settings.now()),
        format!("{:?}", world.settings.notes()),
    ]
}

async fn until_proposed(program: &mut Program) -> ProposalView {
    let ready = |proposal: &ProposalView| proposal.ready;
    let proposed = |now: &Snapshot| now.proposal.as_ref().is_some_and(ready);
    let found = program.until("a proposal", proposed).await;
    found.proposal.expect("it is there")
}

#[tokio::test]
async fn a_proposal_is_shown_and_nothing_happens_without_a_click() {
    let mut program = Program::signed_in(recorded()).await;
    let before = standing(&program).await;
    let taken = program.app.callback(&link(&format!(
        "{GOOGLE}&permission={SEND}&permission=made.up"
    )));
    assert!(!taken.unwrap().answers().await);
    let proposal = until_proposed(&mut program).await;
    assert_eq!(
        (proposal.connection.as_str(), proposal.provider.as_str()),
        (GOOGLE, "Google")
    );
    assert!(proposal.scopes.contains(&SEND.to_owned()));
    assert_eq!(proposal.unknown, ["made.up"]);
    assert_eq!(standing(&program).await, before);

    let count = program.world.tenant.emulator().count(Endpoint::Connect);
    program.take(Request::Connect(Wish {
        connection: GOOGLE.to_owned(),
        scopes: proposal.scopes.clone(),
        ..Wish::default()
    }));
    let accounts = program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
    let mut granted = of(&accounts, GOOGLE)[0].scopes.clone();
    let mut wanted = proposal.scopes;
    granted.sort();
    wanted.sort();
    assert_eq!(granted, wanted);
    assert_eq!(
        program.world.tenant.emulator().count(Endpoint::Connect),
        count + 1
    );
    assert_eq!(program.snapshots().borrow().proposal, None);
}

#[tokio::test]
async fn a_proposal_that_is_dropped_leaves_nothing() {
    let mut program = Program::signed_in(recorded()).await;
    let before = standing(&program).await;
    program.deliver(&link("dropbox"));
    until_proposed(&mut program).await;
    program.take(Request::DropProposal);
    program.until("dropped", |now| now.proposal.is_none()).await;
    assert_eq!(standing(&program).await, before);
    program.deliver(&link("dropbox"));
    program.app.rest().await;
    assert_eq!(
        program.snapshots().borrow().proposal,
        None,
        "too soon for a person"
    );
    program.world.advance(3);
    program.deliver(&link("dropbox"));
    until_proposed(&mut program).await;
}

#[tokio::test]
async fn a_proposal_waits_for_the_sign_in() {
    let mut program = Program::signed_out(recorded()).await;
    let before = standing(&program).await;
    program.deliver(&link(GOOGLE));
    let waiting = program
        .until("kept", |now| now.proposal.is_some())
        .await
        .proposal
        .unwrap();
    assert!(!waiting.ready && waiting.scopes.is_empty());
    assert_eq!(
        standing(&program).await,
        before,
        "nobody is signed in by a link"
    );
    program.take(Request::SignIn);
    let ready = until_proposed(&mut program).await;
    assert_eq!(ready.id, waiting.id);
    assert!(!ready.scopes.is_empty());
}

#[tokio::test]
async fn a_proposal_is_kept_for_ten_minutes_and_over_no_restart() {
    let mut program = Program::signed_out(Config::default()).await;
    program.deliver(&link(GOOGLE));
    program.until("kept", |now| now.proposal.is_some()).await;
    program.world.advance(601);
    program
        .until("forgotten", |now| now.proposal.is_none())
        .await;
    program.deliver(&link("github"));
    program.until("kept", |now| now.proposal.is_some()).await;
    let mut program = program.restart();
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program.until_current().await;
    assert_eq!(program.snapshots().borrow().proposal, None);
}

#[tokio::test]
async fn what_the_tenant_does_not_offer_is_told_and_not_shown() {
    let mut program = Program::signed_in(recorded()).await;
    let before = standing(&program).await;
    program.deliver(&link("harbour-pilot&permission=berths"));
    let connection = "harbour-pilot".to_owned();
    let wanted = News::UnknownProposal { connection };
    program
        .until_news("not offered", |news| *news == wanted)
        .await;
    assert_eq!(program.snapshots().borrow().proposal, None);
    assert_eq!(standing(&program).await, before);
}

#[tokio::test]
async fn a_hostile_proposal_is_told_as_malformed_and_changes_nothing() {
    let mut program = Program::signed_in(recorded()).await;
    let attempt = program.begin_connect(GOOGLE).await;
    program.world.browser.opened_after(1).await;
    let kept = program.world.vault.attempts();
    let state = kept[0]["state"].as_str().unwrap().to_owned();
    let before = standing(&program).await;
    for raw in [
        link(""),
        link(&format!("{GOOGLE}&connection={GOOGLE}")),
        link(&format!("{GOOGLE}&permission=p&permission=p")),
        link(&format!("{GOOGLE}&permission=%3Cimg%20src=x%3E")),
        link(&format!("{GOOGLE}&permission=%E2%80%AE")),
        link(&format!("{GOOGLE}&permission={}", "p".repeat(256))),
        link(&format!("{GOOGLE}&state={state}")),
        link(&format!("{GOOGLE}&connect_code=c&state={state}")),
        link(&format!("{GOOGLE}#connect_code=c&state={state}")),
        link("Your%20account%20was%20closed"),
        link(&"c".repeat(9000)),
        format!("{OPEN_LINK}?permission=email"),
        format!("{OPEN_LINK}/path?connection={GOOGLE}"),
        at_deep_link(&format!("connection={GOOGLE}")),
    ] {
        program.deliver(&raw);
        program
            .until_news("a malformed link", |news| *news == News::MalformedLink)
            .await;
        assert_eq!(program.snapshots().borrow().proposal, None, "{raw}");
    }
    assert_eq!(program.until_waiting(GOOGLE).await, attempt);
    assert_eq!(standing(&program).await, before);
}

/// Neither the clipboard nor anything else but a link proposes anything.
#[tokio::test]
async fn a_proposal_cannot_be_pasted() {
    let mut program = Program::signed_in(Config::default()).await;
    program.app.paste(&link(GOOGLE)).unwrap();
    program
        .until_news("nothing pasted", |news| *news == News::NothingPasted)
        .await;
    assert_eq!(program.snapshots().borrow().proposal, None);
}

#[tokio::test]
async fn a_flood_of_proposals_makes_no_snapshots() {
    let mut program = Program::signed_in(Config::default()).await;
    program.deliver(&link(GOOGLE));
    let first = until_proposed(&mut program).await;
    program.app.rest().await;
    let before = program.snapshots().borrow().revision;
    for number in 0..5000 {
        let raw = match number % 3 {
            0 => link(GOOGLE),
            1 => link("dropbox"),
            _ => link(&format!("made-up-{number}")),
        };
        if number % 10 == 0 {
            program.world.advance(1);
        }
        assert!(!program.app.callback(&raw).unwrap().answers().await);
    }
    let now = program.snapshots().borrow().clone();
    assert_eq!((now.revision, now.proposal), (before, Some(first)));
    assert!(now.notices.is_empty());
}
