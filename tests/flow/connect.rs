//! Connecting accounts.

use accounts::Request;
use accounts::ports::{VaultError, VaultItem};
use accounts::view::{Diagnosis, News, ReturnPath};
use emulator::{Config, OpenQuestions, Reconnect};

use crate::support::{Landing, Manner, Program, all, of, provider};

const GOOGLE: &str = "google-oauth2";

fn unknown(news: &News) -> bool {
    *news == News::UnknownLink
}

fn connected(news: &News) -> bool {
    matches!(news, News::Connected { .. })
}

#[tokio::test]
async fn an_allowed_connect_gives_an_account_and_says_so() {
    let mut program = Program::signed_in(Config::default()).await;
    program.connect(GOOGLE);
    let accounts = program
        .until_accounts("an account", |now| of(now, GOOGLE).len() == 1)
        .await;
    let account = of(&accounts, GOOGLE)[0].clone();
    assert_eq!(account.provider, "Google");
    assert!(!account.permissions.is_empty());
    assert!(provider(&accounts, GOOGLE).is_none_or(|provider| provider.failure.is_none()));
    let news = program.until_news("connected", connected).await;
    let expected = News::Connected {
        provider: "Google".to_owned(),
        account: account.id,
    };
    assert_eq!(news, expected);
    assert!(program.world.vault.attempts().is_empty());
}

#[tokio::test]
async fn an_attempt_is_in_the_keychain_before_the_browser_has_its_link() {
    let mut program = Program::signed_in(Config::default()).await;
    let snapshots = program.snapshots();
    program
        .world
        .vault
        .fail_writing(VaultItem::Attempts, VaultError::TimedOut);
    program.connect(GOOGLE);
    let failure = program.until_provider_failed(GOOGLE).await;
    assert_eq!(failure.diagnosis, Diagnosis::KeychainTimedOut);
    assert_eq!(program.world.browser.opened().len(), 1, "the sign-in only");

    program.world.vault.work();
    let before = snapshots.borrow().revision;
    program.begin_connect(GOOGLE).await;
    assert!(snapshots.borrow().revision > before);
    program.world.browser.opened_after(1).await;
    let kept = program.world.vault.written().pop().unwrap();
    assert_eq!(kept["attempts"][0]["connection"], GOOGLE);
}

#[tokio::test]
async fn a_denied_consent_stands_at_the_provider_and_touches_nothing_else() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.browser.act(Manner::Refuse);
    program.connect(GOOGLE);
    let failure = program.until_provider_failed(GOOGLE).await;
    assert_eq!(failure.diagnosis, Diagnosis::ConsentRefused);
    let accounts = program.until_current().await;
    assert_eq!(all(&accounts).count(), 2);
    assert!(all(&accounts).all(|account| account.failure.is_none()));

    program.take(Request::DismissFailure {
        of: GOOGLE.to_owned(),
    });
    program
        .until_accounts("the failure is put away", |now| {
            provider(now, GOOGLE).is_some_and(|provider| provider.failure.is_none())
        })
        .await;
    program.world.browser.act(Manner::Approve);
    program.connect(GOOGLE);
    program.until_news("connected", connected).await;
}

#[tokio::test]
async fn the_callback_of_a_cancelled_attempt_is_unknown_and_ends_nothing() {
    let mut program = Program::signed_in(Config::default()).await;
    let attempt = program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let other = program.begin_connect("dropbox").await;
    program.take(Request::CancelAttempt { attempt });
    let late = program.world.browser.walk(&url, Manner::Approve).await;
    program.deliver(&late.back());
    program.until_news("an unknown link", unknown).await;
    let accounts = program.until_current().await;
    assert_eq!(of(&accounts, GOOGLE).len(), 0);
    assert!(provider(&accounts, GOOGLE).unwrap().attempt.is_none());
    assert_eq!(program.until_waiting("dropbox").await, other);
}

#[tokio::test]
async fn two_attempts_at_once_are_told_apart_in_any_order() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let google = program.world.browser.opened_after(1).await;
    program.begin_connect("dropbox").await;
    let dropbox = program.world.browser.opened_after(2).await;

    let back = program.world.browser.walk(&dropbox, Manner::Approve).await;
    program.deliver(&back.back());
    let accounts = program
        .until_accounts("Dropbox", |now| of(now, "dropbox").len() == 1)
        .await;
    assert!(of(&accounts, GOOGLE).is_empty());
    program.until_waiting(GOOGLE).await;

    let back = program.world.browser.walk(&google, Manner::Approve).await;
    program.deliver(&back.back());
    program
        .until_accounts("Google", |now| of(now, GOOGLE).len() == 1)
        .await;
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_ends_and_its_link_is_dead() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    program.world.advance(301);
    let failure = program.until_provider_failed(GOOGLE).await;
    assert_eq!(failure.diagnosis, Diagnosis::ConnectTimedOut);
    let landing = program.world.browser.walk(&url, Manner::Approve).await;
    assert_eq!(landing, Landing::Page(400));
}

#[tokio::test]
async fn a_callback_after_the_tenant_forgot_the_attempt_says_so() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let back = program
        .world
        .browser
        .walk(&url, Manner::Approve)
        .await
        .back();
    // Only the tenant's clock runs ahead.
    program
        .world
        .tenant
        .advance(std::time::Duration::from_secs(301));
    program.deliver(&back);
    let failure = program.until_provider_failed(GOOGLE).await;
    assert_eq!(failure.diagnosis, Diagnosis::ConnectSessionExpired);
}

#[tokio::test]
async fn opening_again_and_copying_take_a_fresh_ticket_each() {
    let mut program = Program::signed_in(Config::default()).await;
    let attempt = program.begin_connect(GOOGLE).await;
    let first = program.world.browser.opened_after(1).await;
    program.take(Request::OpenAgain {
        attempt: attempt.clone(),
    });
    let second = program.world.browser.opened_after(2).await;
    program.until_waiting(GOOGLE).await;
    program.take(Request::CopyLink { attempt });
    let third = program.world.browser.copied_after(0).await;
    assert!(first != second && second != third && first != third);

    for old in [first, second] {
        let late = program.world.browser.walk(&old, Manner::Approve).await;
        program.deliver(&late.back());
        program.until_news("an unknown link", unknown).await;
    }
    let back = program.world.browser.walk(&third, Manner::Approve).await;
    program.deliver(&back.back());
    program.until_news("connected", connected).await;
    let accounts = program.until_current().await;
    assert_eq!(of(&accounts, GOOGLE).len(), 1);
}

#[tokio::test]
async fn no_more_than_five_attempts_are_open_at_once() {
    let mut program = Program::signed_in(Config::default()).await;
    for connection in [GOOGLE, "windowslive", "salesforce", "dropbox", "notion"] {
        program.begin_connect(connection).await;
    }
    program.connect("custom");
    let failure = program.until_provider_failed("custom").await;
    assert_eq!(failure.diagnosis, Diagnosis::TooManyAttempts);
    for connection in [GOOGLE, "windowslive", "salesforce", "dropbox", "notion"] {
        program.until_waiting(connection).await;
    }
}

#[tokio::test]
async fn a_collision_that_the_tenant_tells_stands_at_the_provider() {
    let config = Config {
        open_questions: OpenQuestions {
            reconnect: Reconnect::Conflict,
            ..OpenQuestions::default()
        },
        ..Config::default()
    };
    let mut program = Program::signed_in(config).await;
    program.connect(GOOGLE);
    program.until_news("connected", connected).await;
    program.connect(GOOGLE);
    let failure = program.until_provider_failed(GOOGLE).await;
    assert_eq!(failure.diagnosis, Diagnosis::ConnectConflict);
    let accounts = program.until_current().await;
    assert_eq!(of(&accounts, GOOGLE).len(), 1);
}

#[tokio::test]
async fn a_second_account_of_a_provider_is_one_of_its_own() {
    let mut program = Program::signed_in(Config::default()).await;
    for count in [1, 2] {
        program.connect(GOOGLE);
        program.until_news("connected", connected).await;
        program
            .until_accounts("accounts", |now| of(now, GOOGLE).len() == count)
            .await;
    }
    let accounts = program.until_current().await;
    assert!(of(&accounts, GOOGLE).iter().all(|one| one.siblings == 1));
}

#[tokio::test]
async fn a_connection_that_the_tenant_does_not_know_is_a_rejected_request() {
    let mut program = Program::signed_in(Config::default()).await;
    program.connect("nowhere");
    // There is no row for it, so it shows nowhere; what matters is that it ended.
    program.connect(GOOGLE);
    program.until_news("connected", connected).await;
    assert!(program.world.vault.attempts().is_empty());
}

#[tokio::test]
async fn the_way_back_is_the_one_that_was_chosen_when_the_attempt_began() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let path = ReturnPath::Loopback;
    program.take(Request::UseReturnPath { path });
    let back = program
        .world
        .browser
        .walk(&url, Manner::Approve)
        .await
        .back();
    assert!(back.starts_with("dev.mooring.desktop://callback?"));
    program.deliver(&back);
    program.until_news("connected", connected).await;
}
