//! What outlives the program.

use accounts::Request;
use accounts::view::{News, ReturnPath, Screen};
use emulator::Config;

use crate::support::{Manner, Program, all, of};

const GOOGLE: &str = "google-oauth2";

#[tokio::test]
async fn after_a_restart_the_person_is_signed_in_without_a_browser() {
    let program = Program::signed_in(Config::default()).await;
    let opened = program.world.browser.opened().len();
    let mut program = program.restart();
    let accounts = program.until_current().await;
    assert_eq!(accounts.person.clone().unwrap().name, "Dana Okafor");
    assert_eq!(all(&accounts).count(), 2);
    assert_eq!(program.world.browser.opened().len(), opened);
}

#[tokio::test]
async fn a_consent_that_was_open_at_a_restart_still_finishes() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let mut program = program.restart();
    program.until_waiting(GOOGLE).await;
    let back = program.world.browser.walk(&url, Manner::Approve).await;
    program.deliver(&back.back());
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}

#[tokio::test]
async fn a_loopback_consent_that_was_open_at_a_restart_still_finishes() {
    let mut program = Program::signed_in(Config::default()).await;
    let path = ReturnPath::Loopback;
    program.take(Request::UseReturnPath { path });
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let mut program = program.restart();
    program.until_waiting(GOOGLE).await;
    let back = program.world.browser.walk(&url, Manner::Approve).await;
    program.deliver(&back.back());
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}

#[tokio::test]
async fn a_callback_that_comes_before_the_keychain_was_read_waits_for_it() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let world = program.stop();
    world.vault.hold();
    let mut program = Program::start(world);
    let back = program.world.browser.walk(&url, Manner::Approve).await;
    program.deliver(&back.back());
    program
        .until("the callback was taken in", |snapshot| {
            snapshot.revision > 0
        })
        .await;
    let starting = program.until("a snapshot", |_| true).await.screen;
    assert_eq!(starting, Screen::Starting);
    program.world.vault.release();
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}

#[tokio::test]
async fn a_sign_in_that_was_open_at_a_restart_still_finishes() {
    let program = Program::signed_out(Config::default()).await;
    program.world.browser.act(Manner::Nothing);
    program.take(Request::SignIn);
    let url = program.world.browser.opened_after(0).await;
    let world = program.stop();
    world.vault.hold();
    let mut program = Program::start(world);
    let back = program.world.browser.walk(&url, Manner::Approve).await;
    program.deliver(&back.back());
    program.world.vault.release();
    let accounts = program.until_current().await;
    assert_eq!(all(&accounts).count(), 2);
}

#[tokio::test]
async fn an_attempt_that_is_too_old_does_not_come_back() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let back = program
        .world
        .browser
        .walk(&url, Manner::Approve)
        .await
        .back();
    let world = program.stop();
    world.advance(301);
    let mut program = Program::start(world);
    program.until_current().await;
    program.deliver(&back);
    program
        .until_news("an unknown link", |news| *news == News::UnknownLink)
        .await;
}

#[tokio::test]
async fn an_attempt_without_its_session_does_not_come_back() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let back = program
        .world
        .browser
        .walk(&url, Manner::Approve)
        .await
        .back();
    let world = program.stop();
    world
        .vault
        .replace(accounts::ports::VaultItem::Session, b"{}");
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.deliver(&back);
    program
        .until_news("an unknown link", |news| *news == News::UnknownLink)
        .await;
    program.world.browser.act(Manner::Approve);
    program.take(Request::SignIn);
    program.until_current().await;
    program.connect(GOOGLE);
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}
