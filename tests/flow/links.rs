//! Hostile and stray links.

use accounts::view::{Diagnosis, News};
use accounts::{ProfileForm, Request};
use emulator::{Config, Endpoint};
use url::Url;

use crate::support::{Manner, Program, Tenant, TestBrowser, Words, World, all, at_deep_link, of};

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
    let kept = program.world.vault.attempts();
    let state = kept[0]["state"].as_str().unwrap().to_owned();
    for raw in [
        "dev.mooring.desktop://callback?code=c".to_owned(),
        format!("dev.mooring.desktop://elsewhere?connect_code=c&state={state}"),
        format!("dev.mooring.desktop://callback/path?connect_code=c&state={state}"),
        format!("https://callback/?connect_code=c&state={state}"),
        at_deep_link(&format!("connect_code=c&state={state}&state={state}")),
        at_deep_link(&format!("connect_code=c&connect%5fcode=d&state={state}")),
        at_deep_link(&format!("connect_code=c&error=e&state={state}")),
        at_deep_link(&format!("connect_code={}&state={state}", "c".repeat(47))),
        at_deep_link(&format!(
            "connect_code=c&state={state}&x={}",
            "x".repeat(8192)
        )),
        at_deep_link(&format!("connect_code=c%0A&state={state}")),
        "no link".to_owned(),
        String::new(),
    ] {
        program.deliver(&raw);
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

/// What the query says is not mixed with what the fragment says.
#[tokio::test]
async fn a_mixed_link_says_what_its_query_says() {
    let mut program = Program::signed_in(Config::default()).await;
    let attempt = program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let browser = &program.world.browser;
    let back = browser.walk(&url, Manner::Approve).await.back();
    let (address, answer) = back.split_once('?').unwrap();
    let kept = program.world.vault.attempts();
    let state = kept[0]["state"].as_str().unwrap();
    for stray in [
        format!("{address}?error=access_denied&state=made-up#{answer}"),
        format!("{address}?error=access_denied&state=made-up#state={state}"),
        format!("{address}?state=made-up#state={state}"),
    ] {
        program.deliver(&stray);
        program
            .until_news("an unknown link", |news| *news == News::UnknownLink)
            .await;
    }
    program.deliver(&format!("{address}?connect_code=c#state={state}"));
    program
        .until_news("a malformed link", |news| *news == News::MalformedLink)
        .await;
    assert_eq!(program.until_waiting(GOOGLE).await, attempt);
    program.deliver(&format!("{back}#error=access_denied&state={state}"));
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}

/// An attempt that was begun at one tenant is nothing to the next.
#[tokio::test]
async fn a_link_for_a_profile_that_was_left_ends_nothing() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let old = program
        .world
        .browser
        .walk(&url, Manner::Approve)
        .await
        .back();
    let other = Tenant::start(Config {
        record: true,
        ..Config::default()
    })
    .await;
    program.take(Request::SignOut { in_browser: false });
    program.until_signed_out().await;
    program.take(Request::AddProfile);
    program.until("no tenant", |now| now.tenant.is_none()).await;
    program.take(Request::UseTenant(ProfileForm {
        domain: other.address().to_string(),
        client_id: other.client_id.clone(),
        ..ProfileForm::default()
    }));
    let pages = program.world.browser.opened().len();
    let url = program.world.browser.opened_after(pages).await;
    let browser = TestBrowser::new(other.address().clone());
    let back = browser.walk(&url, Manner::Approve).await.back();
    for last in [false, true] {
        let before = other.exchanges().len();
        program.deliver(&old);
        program
            .until_news("an unknown link", |news| *news == News::UnknownLink)
            .await;
        assert_eq!(other.exchanges().len(), before, "nothing is sent");
        if !last {
            program.deliver(&back);
        }
        let accounts = program.until_current().await;
        assert!(of(&accounts, GOOGLE).is_empty());
    }
    for tenant in [&other, &program.world.tenant] {
        assert_eq!(tenant.emulator().count(Endpoint::Complete), 0);
    }
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
    let words = "error=server_error&error_description=broken%0A%E2%80%AE%3Cb%3E%F3%A0%81%81%C2%AD";
    let more = format!("%20Z{}{}", "%CC%81".repeat(40), "+x".repeat(400));
    program.deliver(&at_deep_link(&format!("{words}{more}&state={state}")));
    let failure = program.until_provider_failed(GOOGLE).await;
    assert_eq!(failure.diagnosis, Diagnosis::ConnectFailed);
    let shown = failure.detail.unwrap();
    assert!(
        shown.starts_with("broken <b> Z\u{301}\u{301}\u{301}\u{301} x x"),
        "{shown}"
    );
    assert!(
        shown.ends_with('…') && shown.chars().count() == 300,
        "{shown}"
    );
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
