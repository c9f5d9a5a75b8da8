//! A session's life: rotation, its end, signing out.

use std::time::Duration;

use accounts::Request;
use accounts::ports::{Vault, VaultItem};
use accounts::view::{Diagnosis, News};
use emulator::{Client, Config};
use serde_json::json;
use tokio::time::sleep;

use crate::support::{Program, see_offline, without_dpop};

#[tokio::test]
async fn through_many_refreshes_the_session_lives_and_the_newest_token_is_kept() {
    let mut program = Program::signed_in(without_dpop()).await;
    let mut tokens = vec![program.world.vault.refresh_token().unwrap()];
    for _ in 0..8 {
        program.refresh_after(700).await;
        let token = program.world.vault.refresh_token().unwrap();
        assert!(!tokens.contains(&token), "each refresh gives a new token");
        tokens.push(token);
    }
    assert_eq!(
        program.world.tenant.refresh(&tokens.pop().unwrap()).await,
        200
    );
}

#[tokio::test]
async fn within_the_life_of_its_access_nothing_is_refreshed() {
    let mut program = Program::signed_in(Config::default()).await;
    let token = program.world.vault.refresh_token();
    program.refresh_after(300).await;
    program.refresh_after(200).await;
    assert_eq!(program.world.vault.refresh_token(), token);
}

#[tokio::test]
async fn a_tenant_that_does_not_rotate_is_refreshed_with_the_same_token() {
    let config = Config {
        client: Client {
            rotation: false,
            ..Client::default()
        },
        ..Config::default()
    };
    let mut program = Program::signed_in(config).await;
    let token = program.world.vault.refresh_token();
    for _ in 0..3 {
        program.refresh_after(700).await;
    }
    assert_eq!(program.world.vault.refresh_token(), token);
}

#[tokio::test]
async fn an_access_token_that_the_tenant_refuses_is_replaced_once() {
    let mut config = Config::default();
    config.apis[0].token_seconds = 100;
    let mut program = Program::signed_in(config).await;
    let token = program.world.vault.refresh_token().unwrap();
    // The tenant's clock runs ahead, so the program takes its access for good still.
    program
        .world
        .tenant
        .advance(std::time::Duration::from_secs(50));
    program.refresh_after(55).await;
    assert_ne!(program.world.vault.refresh_token().unwrap(), token);
}

#[tokio::test]
async fn a_revoked_session_ends_and_leaves_nothing_in_the_keychain() {
    let mut program = Program::signed_in(Config::default()).await;
    let token = program.world.vault.refresh_token().unwrap();
    program.begin_connect("google-oauth2").await;
    program.world.tenant.revoke(&token).await;
    program.world.advance(700);
    program.take(Request::Refresh);
    let failure = program.until_signed_out().await.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::SessionEnded);
    program.world.vault.until_no_session().await;

    program.world.browser.act(crate::support::Manner::Approve);
    program.take(Request::SignIn);
    program.until_current().await;
}

#[tokio::test]
async fn a_session_that_ends_takes_no_other_programs_sign_in_with_it() {
    let mut program = Program::signed_in(Config::default()).await;
    let vault = program.world.vault.clone();
    let token = vault.refresh_token().unwrap();
    program.world.tenant.revoke(&token).await;
    program.world.advance(700);
    // The refresh waits for the lock, and behind it another program, which just signed in.
    let turn = vault.lock().await.unwrap();
    program.take(Request::Refresh);
    sleep(Duration::from_millis(100)).await;
    let other = tokio::spawn(async move {
        let _lock = vault.lock().await.unwrap();
        let session = json!({"refresh_token": "another", "subject": "auth0|dana", "name": "Dana"});
        vault.replace(VaultItem::Session, session.to_string().as_bytes());
        sleep(Duration::from_millis(200)).await;
    });
    sleep(Duration::from_millis(50)).await;
    drop(turn);
    program.until_signed_out().await;
    other.await.unwrap();
    sleep(Duration::from_millis(200)).await;
    let kept = program.world.vault.refresh_token();
    assert_eq!(kept.as_deref(), Some("another"));
}

#[tokio::test]
async fn a_session_that_was_idle_too_long_ends() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.advance(31 * 24 * 3600);
    program.take(Request::Refresh);
    let failure = program.until_signed_out().await.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::SessionEnded);
}

#[tokio::test]
async fn a_sign_out_empties_the_keychain_and_revokes_the_token() {
    let mut program = Program::signed_in(Config::default()).await;
    let token = program.world.vault.refresh_token().unwrap();
    let attempt = program.begin_connect("google-oauth2").await;
    assert!(!attempt.is_empty());
    program.take(Request::SignOut { in_browser: false });
    assert_eq!(program.until_signed_out().await, None);
    assert_eq!(program.world.vault.refresh_token(), None);
    assert_eq!(program.world.tenant.refresh(&token).await, 403);
    assert_eq!(program.world.browser.opened().len(), 2, "no further page");

    let mut program = program.restart();
    assert_eq!(program.until_signed_out().await, None);
}

#[tokio::test]
async fn a_sign_out_in_the_browser_too_opens_the_tenants_page() {
    let mut program = Program::signed_in(Config::default()).await;
    program.take(Request::SignOut { in_browser: true });
    assert_eq!(program.until_signed_out().await, None);
    let page = program.world.browser.opened_after(1).await;
    assert_eq!(page.path(), "/oidc/logout");
    assert!(page.query_pairs().all(|(key, _)| key != "id_token_hint"));
}

#[tokio::test]
async fn a_sign_out_while_the_tenant_is_down_says_that_the_token_may_live_on() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.tenant.go_down().await;
    program.take(Request::SignOut { in_browser: false });
    assert_eq!(program.until_signed_out().await, None);
    assert_eq!(program.world.vault.refresh_token(), None);
    let news = program
        .until_news("the revocation failed", |news| {
            matches!(news, News::RevocationFailed { .. })
        })
        .await;
    let News::RevocationFailed { failure } = news else {
        panic!("other news");
    };
    see_offline(&failure);
}
