//! A rotated token that the keychain does not take: only the program holds it, and must not lose it.

use std::time::Duration;

use accounts::Request;
use accounts::ports::{VaultError, VaultItem};
use accounts::view::{Diagnosis, News};
use emulator::Config;

use crate::support::{Program, see_offline, without_dpop};

fn refused() -> VaultError {
    VaultError::Refused("the disk is full".to_owned())
}

#[tokio::test]
async fn a_token_that_could_not_be_saved_is_told_and_saved_at_the_next_refresh() {
    let mut program = Program::signed_in(without_dpop()).await;
    let first = program.world.vault.refresh_token().unwrap();
    program
        .world
        .vault
        .fail_writing(VaultItem::Session, refused());
    program.refresh_after(700).await;
    let failed = |news: &News| matches!(news, News::Failed { failure } if failure.diagnosis == Diagnosis::KeychainRefused);
    program.until_news("the keychain refused", failed).await;
    assert_eq!(program.world.vault.refresh_token().unwrap(), first);

    program.world.vault.work();
    program.refresh_after(700).await;
    let kept = program.world.vault.refresh_token().unwrap();
    assert_ne!(kept, first);
    assert_eq!(program.world.tenant.refresh(&kept).await, 200);
}

#[tokio::test]
async fn a_token_that_could_not_be_saved_is_saved_as_soon_as_the_keychain_takes_it() {
    let mut program = Program::signed_in(Config::default()).await;
    let first = program.world.vault.refresh_token().unwrap();
    program
        .world
        .vault
        .fail_writing(VaultItem::Session, refused());
    program.refresh_after(700).await;
    assert_eq!(program.world.vault.refresh_token().unwrap(), first);

    program.world.vault.work();
    program.world.clock.advance(Duration::from_secs(2));
    program.world.vault.until_another_token(&first).await;
    // Long after the tenant would have taken the one before once more.
    let world = program.stop();
    world.advance(700);
    let mut program = Program::start(world);
    program.until_current().await;
}

#[tokio::test]
async fn a_keychain_that_is_locked_is_not_asked_to_take_a_token() {
    let mut program = Program::signed_in(Config::default()).await;
    let first = program.world.vault.refresh_token().unwrap();
    let vault = program.world.vault.clone();
    vault.fail_writing(VaultItem::Session, VaultError::Locked);
    program.refresh_after(700).await;
    vault.fail(VaultError::Locked);
    let asked = vault.asked_to_write();
    for _ in 0..10 {
        program.world.clock.advance(Duration::from_mins(1));
        tokio::task::yield_now().await;
    }
    assert_eq!(
        vault.asked_to_write(),
        asked,
        "its prompt would have come up"
    );
    assert_eq!(vault.refresh_token().unwrap(), first);
}

#[tokio::test]
async fn a_token_that_could_not_be_saved_outlives_a_tenant_that_is_down() {
    let mut program = Program::signed_in(Config::default()).await;
    program
        .world
        .vault
        .fail_writing(VaultItem::Session, refused());
    program.refresh_after(700).await;
    program.world.tenant.go_down().await;
    let failure = program.failing_refresh_after(700).await;
    see_offline(&failure);

    program.world.tenant.come_back().await;
    program.world.vault.work();
    program.take(Request::Refresh);
    program.until_current().await;
}

#[tokio::test]
async fn a_token_that_could_not_be_saved_is_revoked_with_a_sign_out() {
    let mut program = Program::signed_in(Config::default()).await;
    let first = program.world.vault.refresh_token().unwrap();
    program
        .world
        .vault
        .fail_writing(VaultItem::Session, refused());
    program.refresh_after(700).await;
    program.take(Request::SignOut { in_browser: false });
    assert_eq!(program.until_signed_out().await, None);
    assert_eq!(program.world.tenant.refresh(&first).await, 403);
}
