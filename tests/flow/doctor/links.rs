//! The link of the program to itself, and which way attempts come back afterwards.

use std::time::Duration;

use accounts::Request;
use accounts::callback::CHECK_LINK;
use accounts::ports::LinkOwner;
use accounts::view::{
    Diagnosis, DoctorCheck as Check, News, ReturnPath, Screen, Snapshot, Verdict,
};
use emulator::Config;

use super::scene::{GOOGLE, ask, line, until_line, until_over};
use crate::support::{Manner, Program, World, provider};

/// The way by which an attempt comes back that is begun now.
async fn path(program: &mut Program) -> ReturnPath {
    program.begin_connect(GOOGLE).await;
    let accounts = program.until_current().await;
    let google = provider(&accounts, GOOGLE).unwrap();
    let attempt = google.attempt.clone().unwrap();
    program.take(Request::CancelAttempt {
        attempt: attempt.id,
    });
    program
        .until_accounts("cancelled", |now| {
            provider(now, GOOGLE).unwrap().attempt.is_none()
        })
        .await;
    attempt.return_path
}

/// The doctor's link gets lost.
async fn lose_a_link(program: &mut Program) -> String {
    program.world.browser.return_links(false);
    program.take(Request::Examine);
    let link = program.world.browser.link_to_self_after(0).await;
    until_line(program, Check::Providers).await;
    program.world.clock.advance(Duration::from_secs(5));
    let lost = until_line(program, Check::Links).await;
    let Verdict::Amber { failure } = lost.verdict else {
        panic!("{lost:?}")
    };
    assert_eq!(failure.diagnosis, Diagnosis::LinksLost);
    until_over(program).await;
    link.to_string()
}

/// What the window shows, however often it was told.
fn shown(program: &Program) -> Snapshot {
    let now = program.snapshots().borrow().clone();
    Snapshot { revision: 0, ..now }
}

#[tokio::test]
async fn after_a_lost_link_attempts_come_back_the_other_way_until_a_link_comes() {
    let mut program = Program::signed_in(Config::default()).await;
    assert_eq!(path(&mut program).await, ReturnPath::DeepLink);
    let link = lose_a_link(&mut program).await;
    assert_eq!(path(&mut program).await, ReturnPath::Loopback);
    let tenant = program.snapshots().borrow().tenant.clone().unwrap();
    assert!(!tenant.deep_links && tenant.return_path == ReturnPath::Loopback);
    // It was only late.
    program.deliver(&link);
    program
        .until("links work", |now| now.tenant.as_ref().unwrap().deep_links)
        .await;
    assert_eq!(path(&mut program).await, ReturnPath::DeepLink);
}

#[tokio::test]
async fn who_chooses_links_after_one_was_lost_gets_them() {
    let mut program = Program::signed_in(Config::default()).await;
    lose_a_link(&mut program).await;
    let wanted = ReturnPath::DeepLink;
    program.take(Request::UseReturnPath { path: wanted });
    assert_eq!(path(&mut program).await, wanted);
}

#[tokio::test]
async fn a_link_to_oneself_that_is_not_waited_for_changes_nothing() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.browser.return_links(false);
    let before = shown(&program);
    let made_up = format!("{CHECK_LINK}?nonce=made-up");
    assert!(!program.app.callback(&made_up).unwrap().answers().await);
    assert_eq!(shown(&program), before, "nobody asked");
    program.take(Request::Examine);
    let link = program.world.browser.link_to_self_after(0).await;
    // The last lines before the one that waits.
    until_line(&mut program, Check::Provider).await;
    let before = shown(&program);
    let code = format!("{link}&code=c");
    let other = link.as_str().replacen("check", "callback", 1);
    let spelt = link.as_str().replacen("nonce=", "nonce=x", 1);
    assert!(!program.app.callback(&made_up).unwrap().answers().await);
    assert!(!program.app.callback(&spelt).unwrap().answers().await);
    assert_eq!(shown(&program), before, "another nonce");
    for malformed in [code, other] {
        assert!(!program.app.callback(&malformed).unwrap().answers().await);
    }
    let taken = program.app.callback(link.as_str()).unwrap();
    assert!(taken.answers().await, "the right one is still waited for");
    let green = until_line(&mut program, Check::Links).await;
    assert_eq!(green.verdict, Verdict::Green);
    let again = program.app.callback(link.as_str()).unwrap();
    assert!(!again.answers().await, "it is good for one use");
}

#[tokio::test]
async fn a_pasted_link_to_oneself_proves_nothing() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.browser.return_links(false);
    program.take(Request::Examine);
    let link = program.world.browser.link_to_self_after(0).await;
    program.app.paste(link.as_str()).unwrap();
    let told = |news: &News| *news == News::NothingPasted;
    program.until_news("nothing was pasted", told).await;
    until_line(&mut program, Check::Providers).await;
    let doctor = program.snapshots().borrow().doctor.clone().unwrap();
    assert!(doctor.lines.iter().all(|line| line.check != Check::Links));
}

#[tokio::test]
async fn without_a_free_port_an_attempt_comes_back_by_a_link() {
    let world = World::settled(Config::default()).await;
    let wanted = ReturnPath::Loopback;
    let mut program = Program::start_with(world, |start| start.settings.return_path = Some(wanted));
    program.until_signed_out().await;
    program.world.browser.take_ports("address in use");
    program.take(Request::SignIn);
    program.until_current().await;
    let landing = program.world.browser.landings().pop().unwrap();
    assert!(landing.starts_with("dev.mooring.desktop:"), "{landing}");
    let doctor = ask(&mut program).await;
    assert_eq!(line(&doctor, Check::Links).verdict, Verdict::Green);
}

#[tokio::test]
async fn without_a_free_port_and_without_links_nothing_is_opened() {
    let world = World::settled(Config::default()).await;
    world
        .browser
        .give_links_to(LinkOwner::Another("Other".to_owned()));
    world.browser.take_ports("address in use");
    world.browser.act(Manner::Approve);
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program
        .until("no way back", |now| {
            matches!(&now.screen, Screen::SignedOut { failure: Some(failure) }
                if failure.diagnosis == Diagnosis::LoopbackUnavailable)
        })
        .await;
    assert_eq!(program.world.browser.opened(), []);
}
