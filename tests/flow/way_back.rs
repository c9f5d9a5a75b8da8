//! The way back from the browser: by a link while the program gets its links, else the other way.

use accounts::Request;
use accounts::ports::LinkOwner;
use accounts::view::{AttemptView, News, ReturnPath};
use emulator::Config;

use crate::support::{Manner, Program, World, of, provider};

const GOOGLE: &str = "google-oauth2";
const OTHER: &str = "Other Program";

fn another() -> LinkOwner {
    LinkOwner::Another(OTHER.to_owned())
}

fn told(news: &News) -> bool {
    matches!(news, News::LinksElsewhere { program } if program == OTHER)
}

/// Begins to connect an account of Google; nobody acts in the browser.
async fn attempt(program: &mut Program) -> AttemptView {
    program.begin_connect(GOOGLE).await;
    let accounts = program.until_current().await;
    let provider = provider(&accounts, GOOGLE).unwrap();
    provider.attempt.clone().unwrap()
}

/// Connects an account of Google.
async fn connect(program: &mut Program) {
    program.world.browser.act(Manner::Approve);
    program.connect(GOOGLE);
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}

#[tokio::test]
async fn a_program_that_gets_the_links_is_told_and_passed_by() {
    let world = World::settled(Config::default()).await;
    world.browser.give_links_to(another());
    let mut program = Program::start(world);
    program.until_news("links go elsewhere", told).await;
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program.until_current().await;
    connect(&mut program).await;
    let landings = program.world.browser.landings();
    assert_eq!(landings.len(), 2);
    for landing in landings {
        assert!(landing.starts_with("http://127.0.0.1:"), "{landing}");
    }
}

#[tokio::test]
async fn a_program_that_takes_the_links_later_is_noticed_at_the_next_attempt() {
    let mut program = Program::signed_in(Config::default()).await;
    let by_link = attempt(&mut program).await;
    assert_eq!(by_link.return_path, ReturnPath::DeepLink);
    program.take(Request::CancelAttempt {
        attempt: by_link.id,
    });
    program
        .until_accounts("cancelled", |now| {
            provider(now, GOOGLE).unwrap().attempt.is_none()
        })
        .await;
    program.world.browser.give_links_to(another());
    connect(&mut program).await;
    let landing = program.world.browser.landings().pop().unwrap();
    assert!(landing.starts_with("http://127.0.0.1:"), "{landing}");
    let now = program
        .until("told, and shown", |now| {
            now.notices.iter().any(|notice| told(&notice.news))
        })
        .await;
    let tenant = now.tenant.unwrap();
    assert_eq!(tenant.return_path, ReturnPath::Loopback);
    assert_eq!(tenant.links_go_to.as_deref(), Some(OTHER));
}

#[tokio::test]
async fn links_that_come_back_are_used_again() {
    let world = World::settled(Config::default()).await;
    world.browser.give_links_to(another());
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.world.browser.give_links_to(LinkOwner::ThisProgram);
    program.take(Request::SignIn);
    program.until_current().await;
    let landing = program.world.browser.landings().pop().unwrap();
    assert!(landing.starts_with("dev.mooring.desktop:"), "{landing}");
    let told = |news: &News| matches!(news, News::LinksElsewhere { .. });
    let told = program
        .until("not told any more", |now| {
            !now.notices.iter().any(|notice| told(&notice.news))
        })
        .await;
    assert_eq!(told.tenant.unwrap().links_go_to, None);
}

#[tokio::test]
async fn who_chooses_the_links_takes_them_from_another_program() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.browser.give_links_to(another());
    let other_way = attempt(&mut program).await;
    assert_eq!(other_way.return_path, ReturnPath::Loopback);
    let path = ReturnPath::DeepLink;
    program.take(Request::UseReturnPath { path });
    program
        .until("the links are ours", |now| {
            let tenant = now.tenant.as_ref().unwrap();
            tenant.deep_links && tenant.return_path == path && now.notices.is_empty()
        })
        .await;
    assert_eq!(program.world.browser.links(), LinkOwner::ThisProgram);
    program.take(Request::UseOtherWay {
        attempt: other_way.id,
    });
    program
        .until_accounts("by a link", |now| {
            let attempt = provider(now, GOOGLE).unwrap().attempt.as_ref();
            attempt.is_some_and(|attempt| attempt.return_path == path)
        })
        .await;
}

#[tokio::test]
async fn who_chose_the_other_way_is_not_told_and_takes_nothing() {
    let path = ReturnPath::Loopback;
    let world = World::settled(Config::default()).await;
    world.browser.give_links_to(another());
    let mut program = Program::start_with(world, |start| start.settings.return_path = Some(path));
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program.until_current().await;
    let attempt = attempt(&mut program).await;
    assert_eq!(attempt.return_path, path);
    let now = program.snapshots().borrow().clone();
    assert!(now.notices.is_empty(), "{:?}", now.notices);
    assert_eq!(program.world.browser.links(), another());
}

#[tokio::test]
async fn the_way_back_of_a_tenant_without_links_has_no_other() {
    let world = World::settled(Config::default()).await;
    let nobody = LinkOwner::Nobody("no handler".to_owned());
    world.browser.give_links_to(nobody);
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program.until_current().await;
    let attempt = program.begin_connect(GOOGLE).await;
    program.take(Request::UseOtherWay {
        attempt: attempt.clone(),
    });
    let accounts = program.refresh_after(1).await;
    let attempt = provider(&accounts, GOOGLE)
        .unwrap()
        .attempt
        .clone()
        .unwrap();
    assert_eq!(attempt.return_path, ReturnPath::Loopback);
}
