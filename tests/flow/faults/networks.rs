//! Networks that are not there, or not the usual ones: offline, no names, another kind of address, a
//! clock that is wrong, a computer that slept.

use accounts::settings::{ProfileSettings, Settings};
use accounts::view::{Diagnosis, News, Screen};
use accounts::{ProfileForm, Request};
use chrono::TimeDelta;
use emulator::{Config, Endpoint, Fault, Misbehavior};

use super::Kind;
use super::journey::{Journey, Outcome};
use super::person::{GOOGLE, go_on, tidy};
use crate::support::{
    Manner, NOWHERE, Program, World, of, proof, provider, removed, see_offline, until,
};

async fn well(journey: Journey, program: Program) -> Program {
    let (program, given) = journey.prepare(program, Endpoint::Any).await;
    let (mut program, outcome) = journey.go(program, given).await;
    assert_eq!(outcome, Outcome::Well, "{journey:?}");
    go_on(&mut program).await;
    tidy(&mut program).await;
    program
}

/// Plays all journeys in their kinds of world, with something wrong in the middle of each; gives how
/// they went.
async fn in_the_middle(
    begin: impl AsyncFn(Kind) -> Program,
    wrong: impl AsyncFn(&World, Journey),
) -> Vec<(Journey, Outcome)> {
    let mut tried = Vec::new();
    for kind in Kind::ALL {
        let mut program = begin(kind).await;
        for journey in Journey::ALL.into_iter().filter(|one| kind.suits(*one)) {
            let (ready, given) = journey.prepare(program, Endpoint::Any).await;
            wrong(&ready.world, journey).await;
            let (mut ended, outcome) = journey.go(ready, given).await;
            let out = matches!(journey, Journey::SignIn | Journey::SignOut);
            match outcome {
                Outcome::Told(diagnosis) => assert!(diagnosis.is_offline(), "{diagnosis:?}"),
                Outcome::Well | Outcome::InBrowser => {}
            }
            ended.world.tenant.emulator().clear_faults();
            ended.world.tenant.come_back().await;
            ended.world.names.come_back();
            assert!(!go_on(&mut ended).await || out, "{journey:?}");
            tidy(&mut ended).await;
            program = well(journey, ended).await;
            tried.push((journey, outcome));
        }
    }
    tried
}

fn record(tried: &[(Journey, Outcome)]) {
    proof::record("networks", u64::try_from(tried.len()).unwrap(), 0);
}

#[tokio::test]
async fn offline_in_the_middle_of_each_journey() {
    record(&in_the_middle(Kind::begin, async |world, _| world.tenant.go_down().await).await);
}

/// The first requests go through, and then none does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn offline_from_the_second_or_third_request_on() {
    for skip in [1, 2] {
        let wrong = async |world: &World, _| {
            let fault = Fault::always(Endpoint::Any, Misbehavior::Reset);
            world.tenant.emulator().inject(Fault { skip, ..fault });
        };
        record(&in_the_middle(Kind::begin, wrong).await);
    }
}

/// Every connection that was open is dead after a sleep, and the clock has jumped.
#[tokio::test]
async fn asleep_in_the_middle_of_each_journey() {
    let sleep = async |world: &World, _| {
        world.tenant.go_down().await;
        world.advance(120);
        world.tenant.come_back().await;
    };
    record(&in_the_middle(Kind::begin, sleep).await);
}

/// The name of the tenant is not found any more, and no connection is left that would need none.
#[tokio::test]
async fn without_names_in_the_middle_of_each_journey() {
    let gone = async |world: &World, journey| {
        if journey == Journey::SignIn {
            // The start asks the tenant by itself, and would take its connection along.
            until("the tenant is known", || {
                !world.settings.tenants().is_empty()
            })
            .await;
        }
        world.names.go_away();
        world.tenant.go_down().await;
        world.tenant.come_back().await;
    };
    let tried = in_the_middle(Kind::begin_named, gone).await;
    for (journey, outcome) in &tried {
        let told = matches!(outcome, Outcome::Told(_));
        assert!(told, "{journey:?} got to the tenant: {outcome:?}");
    }
    record(&tried);
}

#[tokio::test]
async fn a_name_that_nobody_knows_is_told_on_the_form() {
    let mut program = Program::start(World::new(Config::default()).await);
    let client_id = program.world.tenant.client_id.clone();
    program.take(Request::UseTenant(ProfileForm {
        domain: NOWHERE.to_owned(),
        client_id,
        ..ProfileForm::default()
    }));
    let found = program
        .until("told", |now| {
            matches!(
                &now.screen,
                Screen::FirstRun {
                    checking: false,
                    failure: Some(_),
                    ..
                }
            )
        })
        .await;
    let Screen::FirstRun { failure, .. } = found.screen else {
        panic!("another screen");
    };
    assert_eq!(failure.unwrap().diagnosis, Diagnosis::TenantUnreachable);
    proof::record("networks", 1, 0);
}

/// Names cannot be resolved any more: who was signed in is so still, and is again with the names.
#[tokio::test]
async fn without_names_nobody_is_signed_out() {
    let program = Program::signed_in(Config::default()).await;
    let world = program.stop();
    let (usual, key) = (world.settings.now(), world.vault.profile());
    let profile = ProfileSettings {
        domain: NOWHERE.to_owned(),
        client_id: world.tenant.client_id.clone(),
        ..ProfileSettings::default()
    };
    world
        .vault
        .move_to(&format!("{NOWHERE} {}", world.tenant.client_id));
    world.settings.put(Settings::from(profile));
    let mut program = Program::start(world);
    let failure = program.until_list_failed().await;
    assert_eq!(failure.diagnosis, Diagnosis::TenantUnreachable);
    assert!(program.world.vault.refresh_token().is_some());
    program.take(Request::Refresh);
    program.until_list_failed().await;

    let world = program.stop();
    world.vault.move_to(&key);
    world.settings.put(usual);
    let mut program = Program::start(world);
    program.until_current().await;
    assert_eq!(program.world.browser.opened().len(), 1, "the first sign-in");
    proof::record("networks", 1, 0);
}

#[tokio::test]
async fn a_tenant_with_an_ipv6_address_only_is_like_any_other() {
    let world = World::at("::1", Config::default()).await;
    assert_eq!(world.tenant.address().host_str(), Some("[::1]"));
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program.until_current().await;
    program.connect(GOOGLE);
    let accounts = program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
    let account = of(&accounts, GOOGLE)[0].id.clone();
    program.refresh_after(700).await;
    program.disconnect(&[&account], false).await;
    program
        .until_accounts("it is gone", |now| removed(now, GOOGLE))
        .await;
    program.world.tenant.go_down().await;
    see_offline(&program.failing_refresh_after(1).await);
    program.world.tenant.come_back().await;
    program.take(Request::Refresh);
    program.until_current().await;
    proof::record("networks", 1, 0);
}

/// Ten minutes off in either direction, from the start or all at once: every journey works.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_ten_minutes_off_stops_no_journey() {
    let mut tried = 0;
    for minutes in [10, -10] {
        for kind in Kind::ALL {
            let mut program = kind.begin().await;
            let offset = TimeDelta::minutes(minutes);
            program.world.tenant.emulator().set_clock_offset(offset);
            go_on(&mut program).await;
            for journey in Journey::ALL.into_iter().filter(|one| kind.suits(*one)) {
                program = well(journey, program).await;
                tried += 1;
            }
        }
    }
    proof::record("networks", tried, 0);
}

/// This computer's clock is set back while the browser is open: the link is dead before the window
/// says so, and that is told.
#[tokio::test]
async fn a_clock_that_is_set_back_during_an_attempt_hides_nothing() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let browser = &program.world.browser;
    let back = browser.walk(&url, Manner::Approve).await.back();
    program.world.clock.turn(TimeDelta::minutes(-10));
    program.world.advance(301);
    program.deliver(&back);
    let failure = program.until_provider_failed(GOOGLE).await;
    assert_eq!(failure.diagnosis, Diagnosis::ConnectSessionExpired);
    program.world.browser.act(Manner::Approve);
    program.connect(GOOGLE);
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
    proof::record("networks", 1, 0);
}

/// The computer slept while the browser was open. What comes back in time still works, though the
/// access ended meanwhile; what comes back late finds the attempt ended.
#[tokio::test]
async fn a_sleep_during_an_attempt_ends_it_at_its_time_and_not_before() {
    let mut program = Program::signed_in(Config::default()).await;
    for (asleep, in_time) in [(200, true), (299, true), (301, false), (8 * 3600, false)] {
        program.refresh_after(700).await;
        program.world.advance(400);
        let opened = program.world.browser.opened().len();
        let before = of(&program.until_current().await, GOOGLE).len();
        program.begin_connect(GOOGLE).await;
        let url = program.world.browser.opened_after(opened).await;
        let browser = &program.world.browser;
        let back = browser.walk(&url, Manner::Approve).await.back();
        program.world.tenant.go_down().await;
        program.world.advance(asleep);
        program.world.tenant.come_back().await;
        if in_time {
            program.deliver(&back);
            program
                .until_accounts("connected", |now| of(now, GOOGLE).len() == before + 1)
                .await;
            program
                .until_news("told", |news| matches!(news, News::Connected { .. }))
                .await;
        } else {
            let ended = |now: &accounts::view::AccountsView| {
                provider(now, GOOGLE).is_some_and(|one| one.attempt.is_none())
            };
            program.until_accounts("the attempt ended", ended).await;
            program.deliver(&back);
            program
                .until_news("an unknown link", |news| *news == News::UnknownLink)
                .await;
        }
        tidy(&mut program).await;
        program.refresh_after(1).await;
    }
    proof::record("networks", 4, 0);
}

/// The same of a sign-in, which waits ten minutes.
#[tokio::test]
async fn a_sleep_during_a_sign_in_ends_it_at_its_time_and_not_before() {
    for (asleep, in_time) in [(500, true), (601, false)] {
        let mut program = Program::signed_out(Config::default()).await;
        program.world.browser.act(Manner::Nothing);
        program.take(Request::SignIn);
        let url = program.world.browser.opened_after(0).await;
        program.world.advance(asleep);
        if in_time {
            let browser = &program.world.browser;
            let back = browser.walk(&url, Manner::Approve).await.back();
            program.deliver(&back);
        } else {
            let failure = program.until_signed_out().await.unwrap();
            assert_eq!(failure.diagnosis, Diagnosis::SignInTimedOut);
            program.world.browser.act(Manner::Approve);
            program.take(Request::SignIn);
        }
        program.until_current().await;
    }
    proof::record("networks", 2, 0);
}
