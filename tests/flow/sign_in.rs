//! Signing in, and what the lists show then.

use accounts::Request;
use accounts::view::{Diagnosis, News, ReturnPath, Screen};
use emulator::{Client, Config, Endpoint};

use crate::support::{Manner, Program, all, at_deep_link, of, provider, without_dpop};

#[tokio::test]
async fn a_sign_in_shows_who_it_is_and_what_is_connected() {
    let program = &mut Program::signed_in(Config::default()).await;
    let accounts = program.until_current().await;
    let person = accounts.person.clone().unwrap();
    assert_eq!(person.name, "Dana Okafor");
    assert_eq!(person.email.as_deref(), Some("dana@acme.example"));
    assert_eq!(of(&accounts, "github").len(), 1);
    // Slack ends in five days.
    assert_eq!(accounts.attention.len(), 1);
    assert_eq!(accounts.attention[0].connection, "slack");
    assert!(provider(&accounts, "google-oauth2").is_some());
    assert!(provider(&accounts, "github").is_none());
    assert!(program.world.vault.refresh_token().is_some());
}

#[tokio::test]
async fn all_pages_of_a_long_list_are_shown() {
    let mut program = Program::signed_out(without_dpop()).await;
    program.world.browser.seat("layla");
    program.take(Request::SignIn);
    let accounts = program.until_current().await;
    assert_eq!(all(&accounts).count(), 23);
    let pages = program.world.tenant.emulator().count(Endpoint::Accounts);
    assert_eq!(pages, 2, "a page has no more than twenty");
}

#[tokio::test]
async fn somebody_without_accounts_is_offered_every_provider() {
    let mut program = Program::signed_out(Config::default()).await;
    program.world.browser.seat("kenji");
    program.take(Request::SignIn);
    let accounts = program.until_current().await;
    assert_eq!(all(&accounts).count(), 0);
    assert_eq!(accounts.available.len(), 8);
}

#[tokio::test]
async fn a_cancelled_confirmation_is_a_refused_sign_in() {
    let mut program = Program::signed_out(Config::default()).await;
    program.world.browser.act(Manner::Refuse);
    program.take(Request::SignIn);
    program
        .until("refused", |snapshot| {
            matches!(&snapshot.screen, Screen::SignedOut { failure: Some(failure) }
                if failure.diagnosis == Diagnosis::SignInRefused)
        })
        .await;
    assert_eq!(program.world.vault.refresh_token(), None);

    program.world.browser.act(Manner::Approve);
    program.take(Request::SignIn);
    program.until_current().await;
}

#[tokio::test]
async fn the_callback_of_a_cancelled_sign_in_is_unknown_and_ends_nothing() {
    let mut program = Program::signed_out(Config::default()).await;
    program.world.browser.act(Manner::Nothing);
    program.take(Request::SignIn);
    let url = program.world.browser.opened_after(0).await;
    program.take(Request::CancelSignIn);
    assert_eq!(program.until_signed_out().await, None);

    let late = program.world.browser.walk(&url, Manner::Approve).await;
    program.deliver(&late.back());
    let unknown = |news: &News| *news == News::UnknownLink;
    program.until_news("an unknown link", unknown).await;
    assert_eq!(program.until_signed_out().await, None);
    assert_eq!(program.world.vault.refresh_token(), None);
    assert!(program.world.vault.attempts().is_empty());
}

#[tokio::test]
async fn a_sign_in_that_takes_too_long_ends() {
    let mut program = Program::signed_out(Config::default()).await;
    program.world.browser.act(Manner::Nothing);
    program.take(Request::SignIn);
    program.world.browser.opened_after(0).await;
    program.world.advance(601);
    let failure = program.until_signed_out().await.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::SignInTimedOut);
}

#[tokio::test]
async fn a_fresh_link_replaces_the_old_one() {
    let mut program = Program::signed_out(Config::default()).await;
    program.world.browser.act(Manner::Nothing);
    program.take(Request::SignIn);
    let old = program.world.browser.opened_after(0).await;
    program.take(Request::CopySignInLink);
    let fresh = program.world.browser.copied_after(0).await;
    let copied = |news: &News| *news == News::LinkCopied;
    program.until_news("the link is copied", copied).await;

    let late = program.world.browser.walk(&old, Manner::Approve).await;
    program.deliver(&late.back());
    let unknown = |news: &News| *news == News::UnknownLink;
    program.until_news("an unknown link", unknown).await;

    let back = program.world.browser.walk(&fresh, Manner::Approve).await;
    program.deliver(&back.back());
    program.until_current().await;
}

#[tokio::test]
async fn a_code_from_elsewhere_is_refused() {
    let mut program = Program::signed_out(Config::default()).await;
    program.world.browser.act(Manner::Nothing);
    program.take(Request::SignIn);
    let url = program.world.browser.opened_after(0).await;
    let back = program
        .world
        .browser
        .walk(&url, Manner::Approve)
        .await
        .back();
    let (_, state) = back.rsplit_once("state=").unwrap();
    let query = format!("code=made-up&state={state}");
    program.deliver(&at_deep_link(&query));
    let failure = program.until_signed_out().await.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::SignInCodeRejected);
}

#[tokio::test]
async fn a_connect_code_is_no_answer_to_a_sign_in() {
    let mut program = Program::signed_out(Config::default()).await;
    program.world.browser.act(Manner::Nothing);
    program.take(Request::SignIn);
    let url = program.world.browser.opened_after(0).await;
    let state = url.query_pairs().find(|(key, _)| key == "state").unwrap().1;
    let query = format!("connect_code=made-up&state={state}");
    program.deliver(&at_deep_link(&query));
    let failure = program.until_signed_out().await.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::SignInCodeRejected);
}

#[tokio::test]
async fn a_browser_that_does_not_open_is_told_and_the_link_can_be_copied() {
    let mut program = Program::signed_out(Config::default()).await;
    program.world.browser.fail("no browser is set");
    program.take(Request::SignIn);
    let failed = |news: &News| matches!(news, News::Failed { failure } if failure.diagnosis == Diagnosis::BrowserNotOpened);
    program.until_news("no browser", failed).await;
    program.take(Request::CopySignInLink);
    let url = program.world.browser.copied_after(0).await;
    let back = program.world.browser.walk(&url, Manner::Approve).await;
    program.deliver(&back.back());
    program.until_current().await;
}

#[tokio::test]
async fn a_tenant_that_knows_another_client_is_not_signed_in_to() {
    let config = Config {
        client: Client {
            callbacks: vec!["https://elsewhere.example/".to_owned()],
            ..Client::default()
        },
        ..Config::default()
    };
    let mut program = Program::signed_out(config).await;
    program.world.browser.act(Manner::Nothing);
    program.take(Request::SignIn);
    let url = program.world.browser.opened_after(0).await;
    // The tenant shows its page and never comes back: the person cancels.
    let landing = program.world.browser.walk(&url, Manner::Approve).await;
    assert_eq!(landing, crate::support::Landing::Page(403));
    program.take(Request::CancelSignIn);
    assert_eq!(program.until_signed_out().await, None);
}

#[tokio::test]
async fn by_loopback_the_browser_says_where_it_comes_back_to() {
    let mut program = Program::signed_out(Config::default()).await;
    let path = ReturnPath::Loopback;
    program.take(Request::UseReturnPath { path });
    program.take(Request::SignIn);
    let accounts = program.until_current().await;
    assert_eq!(accounts.person.unwrap().name, "Dana Okafor");
    let url = program.world.browser.opened_after(0).await;
    let mut pairs = url.query_pairs();
    let redirect_uri = pairs.find(|(key, _)| key == "redirect_uri").unwrap().1;
    assert_eq!(redirect_uri, "http://127.0.0.1:18792/callback");
    assert_eq!(program.world.settings.now().return_path, Some(path));

    program.connect("google-oauth2");
    program
        .until_accounts("connected", |now| of(now, "google-oauth2").len() == 1)
        .await;
    let landings = program.world.browser.landings();
    assert!(
        landings
            .iter()
            .all(|raw| raw.starts_with("http://127.0.0.1:18792/callback?"))
    );
}

#[tokio::test]
async fn a_callback_at_the_other_address_is_unknown() {
    let mut program = Program::signed_out(Config::default()).await;
    program.world.browser.act(Manner::Nothing);
    program.take(Request::SignIn);
    let url = program.world.browser.opened_after(0).await;
    let back = program
        .world
        .browser
        .walk(&url, Manner::Approve)
        .await
        .back();
    let (_, query) = back.split_once('?').unwrap();
    program.deliver(&format!("http://127.0.0.1:18792/callback?{query}"));
    let unknown = |news: &News| *news == News::UnknownLink;
    program.until_news("an unknown link", unknown).await;
    program.deliver(&back);
    program.until_current().await;
}

#[tokio::test]
async fn without_a_free_loopback_port_no_browser_is_opened() {
    let mut program = Program::signed_out(Config::default()).await;
    program
        .world
        .browser
        .refuse_to_listen("all ports are taken");
    program.take(Request::SignIn);
    program
        .until("no way back", |snapshot| {
            matches!(&snapshot.screen, Screen::SignedOut { failure: Some(failure) }
                if failure.diagnosis == Diagnosis::LoopbackUnavailable)
        })
        .await;
    assert_eq!(program.world.browser.opened(), []);
}
