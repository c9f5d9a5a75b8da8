//! Hostile and stray links.

use accounts::Request;
use accounts::view::{Diagnosis, News};
use emulator::{Config, Endpoint};
use url::Url;

use crate::support::{Manner, Program, Words, World, all, at_deep_link, of};

const GOOGLE: &str = "google-oauth2";

#[tokio::test]
async fn a_link_works_once() {
    let mut program = Program::signed_in(Config::default()).await;
    program.connect(GOOGLE);
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
    for raw in program.world.browser.landings() {
        program.deliver(&raw);
        program
            .until_news("an unknown link", |news| *news == News::UnknownLink)
            .await;
    }
    let accounts = program.refresh_after(1).await;
    assert_eq!(all(&accounts).count(), 3);
    assert!(all(&accounts).all(|account| account.failure.is_none()));
}

#[tokio::test]
async fn a_malformed_link_is_told_and_changes_nothing() {
    let mut program = Program::signed_in(Config::default()).await;
    let attempt = program.begin_connect(GOOGLE).await;
    for raw in [
        "dev.mooring.desktop://callback?code=c",
        "dev.mooring.desktop://elsewhere?code=c&state=s",
        "https://callback/?code=c&state=s",
        "no link",
        "",
    ] {
        program.deliver(raw);
        program
            .until_news("a malformed link", |news| *news == News::MalformedLink)
            .await;
    }
    assert_eq!(program.until_waiting(GOOGLE).await, attempt);
}

#[tokio::test]
async fn a_made_up_state_ends_nothing() {
    let mut program = Program::signed_in(Config::default()).await;
    let attempt = program.begin_connect(GOOGLE).await;
    for answer in ["connect_code=c", "error=access_denied", "code=c"] {
        program.deliver(&at_deep_link(&format!("{answer}&state=made-up")));
        program
            .until_news("an unknown link", |news| *news == News::UnknownLink)
            .await;
    }
    assert_eq!(program.until_waiting(GOOGLE).await, attempt);
}

#[tokio::test]
async fn an_answer_in_the_fragment_is_taken_too() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let back = program
        .world
        .browser
        .walk(&url, Manner::Approve)
        .await
        .back();
    program.deliver(&back.replacen('?', "#", 1));
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}

#[tokio::test]
async fn a_callback_without_a_result_ends_its_attempt() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let kept = program.world.vault.attempts();
    let state = kept[0]["state"].as_str().unwrap();
    program.deliver(&at_deep_link(&format!("state={state}")));
    let failure = program.until_provider_failed(GOOGLE).await;
    assert_eq!(failure.diagnosis, Diagnosis::ConnectCodeMissing);
    // Row 15 of the contract's section 7, in the window's words.
    let tenant = program.snapshots().borrow().tenant.clone().unwrap();
    let [what, _, fix] = Words::english().of(&failure, &tenant);
    assert_eq!(what, "The browser came back without a result");
    assert_eq!(
        fix,
        "Add dev.mooring.desktop://callback, exactly, to Allowed Callback URLs in the \
         application’s settings. Then connect again."
    );
}

#[tokio::test]
async fn the_words_of_a_provider_come_through_as_plain_text() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let kept = program.world.vault.attempts();
    let state = kept[0]["state"].as_str().unwrap();
    let words = "error=server_error&error_description=broken%0A%E2%80%AE%3Cb%3E";
    program.deliver(&at_deep_link(&format!("{words}&state={state}")));
    let failure = program.until_provider_failed(GOOGLE).await;
    assert_eq!(failure.diagnosis, Diagnosis::ConnectFailed);
    assert_eq!(failure.detail.as_deref(), Some("broken <b>"));
}

/// RFC 9207: an answer that says it comes from another tenant answers nothing here.
#[tokio::test]
async fn an_answer_of_another_issuer_ends_nothing() {
    let mut program = Program::signed_in(Config::default()).await;
    let attempt = program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let browser = &program.world.browser;
    let back = browser.walk(&url, Manner::Approve).await.back();
    let own = program.world.tenant.address().to_string();
    for other in ["https://other.example/", own.trim_end_matches('/'), "none"] {
        let raw = from_issuer(&back, other);
        program.deliver(&raw);
        program
            .until_news("an unknown link", |news| *news == News::UnknownLink)
            .await;
        program.app.paste(&raw).unwrap();
        program
            .until_news("nothing pasted", |news| *news == News::NothingPasted)
            .await;
        assert_eq!(program.until_waiting(GOOGLE).await, attempt);
    }
    program.deliver(&from_issuer(&back, &own));
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}

/// The answer of one tenant does nothing at another one, though both know the same person.
#[tokio::test]
async fn an_answer_of_another_tenant_is_not_taken() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let browser = &program.world.browser;
    let back = browser.walk(&url, Manner::Approve).await.back();
    let vault = program.world.vault.clone();
    let before = program.stop();

    let mut world = World::settled(Config::default()).await;
    world.vault = vault;
    let mut other = Program::start(world);
    assert_eq!(other.until_signed_out().await, None, "nobody is in here");
    other.deliver(&back);
    other
        .until_news("an unknown link", |news| *news == News::UnknownLink)
        .await;
    other.take(Request::SignIn);
    let accounts = other.until_current().await;
    assert!(of(&accounts, GOOGLE).is_empty());
    assert_eq!(other.world.tenant.emulator().count(Endpoint::Complete), 0);
    drop(other);

    let mut program = Program::start(before);
    program.until_waiting(GOOGLE).await;
    program.deliver(&back);
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}

fn from_issuer(back: &str, issuer: &str) -> String {
    let mut url = Url::parse(back).unwrap();
    url.query_pairs_mut().append_pair("iss", issuer);
    url.into()
}
