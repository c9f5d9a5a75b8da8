//! Hostile and stray links.

use accounts::view::{Diagnosis, News};
use emulator::Config;

use crate::support::{Manner, Program, Words, all, at_deep_link, of};

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
