//! A keychain that is locked, absent, or refuses.

use std::time::Duration;

use accounts::Request;
use accounts::ports::{VaultError, VaultItem};
use accounts::view::{Diagnosis, FailureView, Freshness, KeychainProblem, News, Screen, Snapshot};
use emulator::Config;

use crate::support::{Manner, Program, World, all, of};

async fn until_keychain(program: &mut Program) -> (KeychainProblem, FailureView) {
    let found = program
        .until("a keychain problem", |snapshot| {
            matches!(
                snapshot.screen,
                Screen::Keychain {
                    checking: false,
                    ..
                }
            )
        })
        .await;
    let Screen::Keychain {
        problem, failure, ..
    } = found.screen
    else {
        panic!("another screen");
    };
    (problem, failure)
}

fn absent() -> VaultError {
    VaultError::Absent("no such service".to_owned())
}

fn refused() -> VaultError {
    VaultError::Refused("the disk is full".to_owned())
}

#[tokio::test]
async fn without_a_keychain_no_browser_is_opened_for_a_sign_in() {
    let world = World::settled(Config::default()).await;
    world.vault.fail_writing(VaultItem::Attempts, absent());
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    let found = program
        .until("a clear failure", |snapshot| {
            matches!(&snapshot.screen, Screen::SignedOut { failure: Some(failure) }
                if failure.diagnosis == Diagnosis::KeychainAbsent)
        })
        .await;
    assert!(found.tenant.is_some(), "the tenant stays chosen");
    assert_eq!(program.world.browser.opened(), []);

    program.world.vault.work();
    program.take(Request::SignIn);
    program.until_current().await;
}

#[tokio::test]
async fn without_a_keychain_at_the_start_the_tenant_stays_chosen() {
    let world = World::settled(Config::default()).await;
    world.vault.fail(absent());
    let mut program = Program::start(world);
    let (problem, failure) = until_keychain(&mut program).await;
    assert_eq!(problem, KeychainProblem::Absent);
    assert_eq!(failure.detail.as_deref(), Some("no such service"));
    assert!(program.world.settings.now().profile.is_some());
}

#[tokio::test]
async fn a_locked_keychain_hides_everything_until_it_is_unlocked() {
    let program = Program::signed_in(Config::default()).await;
    let world = program.stop();
    world.vault.fail(VaultError::Locked);
    let mut program = Program::start(world);
    let (problem, failure) = until_keychain(&mut program).await;
    assert_eq!(problem, KeychainProblem::Locked);
    assert_eq!(failure.diagnosis, Diagnosis::KeychainLocked);
    program.take(Request::RetryKeychain);
    program
        .until("locked again", |snapshot| {
            matches!(&snapshot.screen, Screen::Keychain { failure: again, checking: false, .. }
                if again.id != failure.id)
        })
        .await;

    program.world.vault.work();
    program.take(Request::RetryKeychain);
    let accounts = program.until_current().await;
    assert_eq!(all(&accounts).count(), 2);
}

#[tokio::test]
async fn a_keychain_that_is_unlocked_elsewhere_is_noticed() {
    let program = Program::signed_in(Config::default()).await;
    let world = program.stop();
    world.vault.fail(VaultError::Locked);
    let mut program = Program::start(world);
    until_keychain(&mut program).await;
    program.world.vault.until_looked_at().await;
    program.world.vault.work();
    program.world.clock.advance(Duration::from_secs(2));
    let accounts = program.until_current().await;
    assert_eq!(all(&accounts).count(), 2);
}

#[tokio::test]
async fn a_keychain_that_refuses_while_it_is_open_is_not_asked_over_and_over() {
    let program = Program::signed_in(Config::default()).await;
    let world = program.stop();
    world.vault.deny(refused());
    let mut program = Program::start(world);
    let (_, failure) = until_keychain(&mut program).await;
    for _ in 0..5 {
        program.world.clock.advance(Duration::from_secs(2));
        tokio::task::yield_now().await;
    }
    let (problem, same) = until_keychain(&mut program).await;
    assert_eq!(problem, KeychainProblem::Refused);
    assert_eq!(same.id, failure.id, "it was not asked again");
    assert!(
        program.world.vault.holds(VaultItem::Session),
        "nothing lost"
    );
    program.world.vault.work();
    program.take(Request::RetryKeychain);
    program.until_current().await;
}

#[tokio::test]
async fn a_token_that_cannot_be_read_is_not_written_over() {
    let first = Program::signed_in(Config::default()).await;
    let kept = first.world.vault.refresh_token();
    let world = first.stop();
    world.vault.hide();
    let mut program = Program::start(world);
    program.until_signed_out().await;
    // Another program's, and this one may not read it.
    program.world.vault.work();
    program.world.vault.deny(refused());
    program.take(Request::SignIn);
    let refusal =
        |snapshot: &Snapshot| matches!(&snapshot.screen, Screen::SignedOut { failure: Some(_) });
    program.until("a refusal", refusal).await;
    assert_eq!(program.world.vault.refresh_token(), kept);
}

#[tokio::test]
async fn a_keychain_that_takes_half_a_minute_is_waited_for() {
    let program = Program::signed_in(Config::default()).await;
    let world = program.stop();
    world.vault.hold();
    let mut program = Program::start(world);
    program.world.advance(30);
    let waiting = program.until("a snapshot", |_| true).await.screen;
    assert_eq!(waiting, Screen::Starting);
    program.world.vault.release();
    program.until_current().await;
}

#[tokio::test]
async fn a_session_that_is_not_whole_is_told_and_left_alone() {
    let program = Program::signed_in(Config::default()).await;
    let world = program.stop();
    world
        .vault
        .deny(VaultError::Corrupt("half of it".to_owned()));
    let mut program = Program::start(world);
    let failure = program.until_signed_out().await.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::KeychainCorrupt);
    assert!(program.world.vault.holds(VaultItem::Session));
    program.world.vault.work();
    program.take(Request::SignIn);
    program.until_current().await;
}

#[tokio::test]
async fn a_keychain_that_locks_during_the_session_keeps_the_lists_and_the_attempts() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.advance(400);
    program.begin_connect("google-oauth2").await;
    let url = program.world.browser.opened_after(1).await;
    program.world.vault.fail(VaultError::Locked);
    program.world.advance(200);
    program.take(Request::Refresh);
    let (problem, _) = until_keychain(&mut program).await;
    assert_eq!(problem, KeychainProblem::Locked);

    // The person allows meanwhile: the answer waits for the keychain.
    let back = program.world.browser.walk(&url, Manner::Approve).await;
    let revision = program.until("a snapshot", |_| true).await.revision;
    program.deliver(&back.back());
    program
        .until("taken in", |snapshot| snapshot.revision > revision)
        .await;
    program.world.vault.work();
    program.take(Request::RetryKeychain);
    program
        .until_accounts("connected", |now| of(now, "google-oauth2").len() == 1)
        .await;
    let accounts = program.until_current().await;
    assert_eq!(all(&accounts).count(), 3);
}

#[tokio::test]
async fn a_sign_in_whose_token_cannot_be_kept_leaves_no_token_behind() {
    let world = World::settled(Config {
        record: true,
        ..Config::default()
    })
    .await;
    world.vault.fail_writing(VaultItem::Session, refused());
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program
        .until("a clear failure", |snapshot| {
            matches!(&snapshot.screen, Screen::SignedOut { failure: Some(failure) }
                if failure.diagnosis == Diagnosis::KeychainRefused)
        })
        .await;
    let exchanges = program.world.tenant.exchanges();
    let answer: serde_json::Value =
        serde_json::from_str(&exchanges.last().unwrap().response_body).unwrap();
    let token = answer["refresh_token"].as_str().unwrap();
    assert_eq!(program.world.tenant.refresh(token).await, 403);
}

#[tokio::test]
async fn what_the_keychain_holds_and_nobody_can_read_is_told() {
    let program = Program::signed_in(Config::default()).await;
    let world = program.stop();
    world.vault.replace(VaultItem::Session, b"no session");
    let mut program = Program::start(world);
    let failure = program.until_signed_out().await.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::KeychainCorrupt);
    program.take(Request::SignIn);
    program.until_current().await;
}

#[tokio::test]
async fn a_sign_out_that_the_keychain_refuses_leaves_the_session_usable() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.vault.fail(refused());
    program.take(Request::SignOut { in_browser: false });
    let failed = |news: &News| matches!(news, News::Failed { failure } if failure.diagnosis == Diagnosis::KeychainRefused);
    program.until_news("the keychain refused", failed).await;
    let accounts = program.until_current().await;
    assert!(!accounts.signing_out);
    assert_eq!(accounts.freshness, Freshness::Current { refreshing: false });

    program.world.vault.work();
    program.take(Request::SignOut { in_browser: false });
    assert_eq!(program.until_signed_out().await, None);
    assert_eq!(program.world.vault.refresh_token(), None);
}

#[tokio::test]
async fn without_a_keychain_the_session_is_kept_in_memory_only_by_choice() {
    let world = World::settled(Config::default()).await;
    world.vault.fail(absent());
    let mut program = Program::start(world);
    until_keychain(&mut program).await;
    program.take(Request::KeepInMemory);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program.until_current().await;
    let found = program.until("a snapshot", |_| true).await;
    assert!(found.tenant.unwrap().in_memory);
    program.connect("google-oauth2");
    program
        .until_accounts("connected", |now| of(now, "google-oauth2").len() == 1)
        .await;
    program.refresh_after(700).await;
    program.world.vault.work();
    assert!(!program.world.vault.holds(VaultItem::Session));

    let mut program = program.restart();
    program.until_signed_out().await;
    let found = program.until("a snapshot", |_| true).await;
    assert!(!found.tenant.unwrap().in_memory, "for that run only");
}

#[tokio::test]
async fn a_keychain_that_cannot_be_written_can_be_done_without_too() {
    let world = World::settled(Config::default()).await;
    world.vault.fail_writing(VaultItem::Attempts, refused());
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::KeepInMemory);
    program.take(Request::SignIn);
    let refusal =
        |snapshot: &Snapshot| matches!(&snapshot.screen, Screen::SignedOut { failure: Some(_) });
    let found = program.until("a refusal", refusal).await;
    assert!(
        !found.tenant.unwrap().in_memory,
        "not before there is a need"
    );
    program.take(Request::KeepInMemory);
    program.until_current().await;
    let found = program.until("a snapshot", |_| true).await;
    assert!(found.tenant.unwrap().in_memory);
}

#[tokio::test]
async fn a_locked_keychain_is_not_done_without() {
    let world = World::settled(Config::default()).await;
    world.vault.fail(VaultError::Locked);
    let mut program = Program::start(world);
    until_keychain(&mut program).await;
    program.take(Request::KeepInMemory);
    program.world.vault.work();
    program.take(Request::RetryKeychain);
    program.until_signed_out().await;
    let found = program.until("a snapshot", |_| true).await;
    assert!(!found.tenant.unwrap().in_memory);
}
