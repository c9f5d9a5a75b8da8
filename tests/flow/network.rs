//! Networks and tenants at their worst: what is sent again and what never is, and what is shown
//! meanwhile.

use accounts::Request;
use accounts::view::{Diagnosis, Freshness, News};
use emulator::{Config, ConnectAnswer, Endpoint, Fault, Misbehavior, OpenQuestions, Seed};

use crate::support::{Program, all, of, provider, removed, without_dpop};

const GOOGLE: &str = "google-oauth2";

fn with_accounts(count: usize) -> Config {
    let mut config = without_dpop();
    let seed = Seed {
        connection: "github".to_owned(),
        scopes: None,
        age_seconds: 3600,
        expires_in_seconds: None,
        org_id: None,
    };
    config.people[0].accounts = vec![seed; count];
    config
}

fn inject(program: &Program, fault: Fault) {
    program.world.tenant.emulator().inject(fault);
}

fn count(program: &Program, endpoint: Endpoint) -> u64 {
    program.world.tenant.emulator().count(endpoint)
}

#[tokio::test]
async fn a_thousand_accounts_take_fifty_pages() {
    let mut program = Program::signed_in(with_accounts(1000)).await;
    assert_eq!(count(&program, Endpoint::Accounts), 50);
    assert_eq!(count(&program, Endpoint::Connections), 1);
    let accounts = program.until_current().await;
    assert_eq!(all(&accounts).count(), 1000);
}

#[tokio::test]
async fn the_first_page_stays_when_the_second_fails() {
    let mut program = Program::signed_out(with_accounts(50)).await;
    let fault = Fault {
        skip: 1,
        ..Fault::always(
            Endpoint::Accounts,
            Misbehavior::Status {
                status: 500,
                body: None,
                headers: Vec::new(),
            },
        )
    };
    inject(&program, fault);
    program.take(Request::SignIn);
    let failure = program.until_list_failed().await;
    assert_eq!(failure.diagnosis, Diagnosis::TenantBroken);
    let accounts = program.until_accounts("the first page", |_| true).await;
    assert_eq!(all(&accounts).count(), 20);
    assert!(accounts.incomplete);

    program.world.tenant.emulator().clear_faults();
    program.take(Request::Refresh);
    let accounts = program.until_current().await;
    assert_eq!(all(&accounts).count(), 50);
    assert!(!accounts.incomplete);
}

#[tokio::test]
async fn a_read_that_fails_once_or_twice_is_not_even_noticed() {
    let mut program = Program::signed_in(without_dpop()).await;
    for times in [1, 2] {
        for does in [
            Misbehavior::Reset,
            Misbehavior::HalfBody,
            Misbehavior::Status {
                status: 502,
                body: None,
                headers: Vec::new(),
            },
            Misbehavior::RateLimited {
                retry_after: Some(1),
                reset_in: None,
                global: true,
            },
        ] {
            let fault = Fault {
                times: Some(times),
                ..Fault::always(Endpoint::Accounts, does)
            };
            inject(&program, fault);
            program.refresh_after(1).await;
        }
    }
}

#[tokio::test]
async fn a_long_wait_is_told_and_not_sat_out() {
    let mut program = Program::signed_in(without_dpop()).await;
    let fault = Misbehavior::RateLimited {
        retry_after: Some(120),
        reset_in: None,
        global: false,
    };
    inject(&program, Fault::always(Endpoint::Accounts, fault));
    let before = count(&program, Endpoint::Accounts);
    let failure = program.failing_refresh_after(1).await;
    assert_eq!(failure.diagnosis, Diagnosis::RateLimited);
    let now = accounts::ports::Clock::now(&program.world.clock);
    let wait = failure.retry_at.unwrap() - now;
    assert!((100..=121).contains(&wait.num_seconds()), "{wait}");
    assert_eq!(count(&program, Endpoint::Accounts) - before, 1);
}

/// What changes something is sent once, whatever comes back.
#[tokio::test]
async fn nothing_that_changes_something_is_sent_twice() {
    for does in [
        Misbehavior::Reset,
        Misbehavior::AnswerLost,
        Misbehavior::HalfBody,
        Misbehavior::Status {
            status: 500,
            body: None,
            headers: Vec::new(),
        },
    ] {
        let mut program = Program::signed_in(without_dpop()).await;
        inject(&program, Fault::always(Endpoint::Connect, does.clone()));
        program.connect(GOOGLE);
        program.until_provider_failed(GOOGLE).await;
        assert_eq!(count(&program, Endpoint::Connect), 1, "{does:?}");

        program.world.tenant.emulator().clear_faults();
        inject(
            &program,
            Fault::always(Endpoint::TokenRefresh, does.clone()),
        );
        let before = count(&program, Endpoint::TokenRefresh);
        program.failing_refresh_after(700).await;
        let after = count(&program, Endpoint::TokenRefresh);
        assert_eq!(after - before, 1, "it rotates: {does:?}");
    }
}

#[tokio::test]
async fn a_refresh_whose_answer_was_lost_is_sent_again_where_tokens_stay_the_same() {
    let mut config = without_dpop();
    config.client.rotation = false;
    let mut program = Program::signed_in(config).await;
    inject(
        &program,
        Fault::once(Endpoint::TokenRefresh, Misbehavior::AnswerLost),
    );
    let before = count(&program, Endpoint::TokenRefresh);
    program.refresh_after(700).await;
    assert_eq!(count(&program, Endpoint::TokenRefresh) - before, 2);
}

#[tokio::test]
async fn a_removal_whose_answer_was_lost_is_looked_up() {
    let mut program = Program::signed_in(without_dpop()).await;
    let accounts = program.until_current().await;
    let account = of(&accounts, "github")[0].id.clone();
    inject(
        &program,
        Fault::once(Endpoint::Delete, Misbehavior::AnswerLost),
    );
    program.disconnect(&[&account], false).await;
    program
        .until_accounts("it is gone", |now| removed(now, "github"))
        .await;
    assert_eq!(count(&program, Endpoint::Delete), 1);
    let accounts = program.until_current().await;
    assert!(of(&accounts, "github").is_empty());
}

#[tokio::test]
async fn a_completion_whose_answer_was_lost_is_looked_up() {
    let mut program = Program::signed_in(without_dpop()).await;
    inject(
        &program,
        Fault::once(Endpoint::Complete, Misbehavior::AnswerLost),
    );
    program.connect(GOOGLE);
    let told = |news: &News| matches!(news, News::Connected { .. });
    program.until_news("it is there", told).await;
    assert_eq!(count(&program, Endpoint::Complete), 1);
    let accounts = program.until_current().await;
    assert_eq!(of(&accounts, GOOGLE).len(), 1);
    assert!(provider(&accounts, GOOGLE).is_none(), "no failure is left");
}

#[tokio::test]
async fn what_changes_elsewhere_is_in_the_next_reading() {
    let mut program = Program::signed_in(without_dpop()).await;
    let emulator = program.world.tenant.emulator();
    emulator.connect_elsewhere("dana", GOOGLE, &["openid"]);
    let accounts = program.refresh_after(1).await;
    assert_eq!(of(&accounts, GOOGLE).len(), 1);
    let id = of(&accounts, GOOGLE)[0].id.clone();
    assert!(program.world.tenant.emulator().disconnect_elsewhere(&id));
    let accounts = program.refresh_after(1).await;
    assert!(of(&accounts, GOOGLE).is_empty());
}

#[tokio::test]
async fn keys_that_rotate_are_fetched_anew() {
    let mut program = Program::signed_in(Config::default()).await;
    let emulator = program.world.tenant.emulator();
    emulator.rotate_keys(true).await.unwrap();
    program.refresh_after(700).await;
}

#[tokio::test]
async fn an_answer_in_the_fragment_is_taken_too() {
    let config = Config {
        open_questions: OpenQuestions {
            connect_answer: ConnectAnswer::Fragment,
            ..OpenQuestions::default()
        },
        ..Config::default()
    };
    let mut program = Program::signed_in(config).await;
    program.connect(GOOGLE);
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}

#[tokio::test]
async fn a_captive_portal_ends_no_session() {
    let mut program = Program::signed_in(Config::default()).await;
    inject(&program, Fault::always(Endpoint::Any, Misbehavior::Html));
    let failure = program.failing_refresh_after(700).await;
    assert_eq!(failure.diagnosis, Diagnosis::WebPageAnswered);
    program.world.tenant.emulator().clear_faults();
    program.take(Request::Refresh);
    let accounts = program.until_current().await;
    assert_eq!(accounts.freshness, Freshness::Current { refreshing: false });
}

/// Somebody who administers the tenant sees the same accounts.
#[tokio::test]
async fn an_administrator_lists_the_accounts_of_a_person() {
    let mut config = with_accounts(45);
    config.management_tokens = vec![emulator::ManagementToken {
        token: "mgmt".to_owned(),
        scopes: vec!["read:users".to_owned()],
    }];
    let mut program = Program::signed_in(config).await;
    let http = program.world.http();
    let address = program.world.tenant.address().to_string();
    let address = auth0::TenantAddress::parse(&address).unwrap();
    let token = auth0::AccessToken::new("mgmt");
    let mut found = Vec::new();
    let mut from = None;
    loop {
        let user = "auth0|dana";
        let page =
            auth0::management::connected_accounts(&http, &address, &token, user, from.as_ref());
        let page = page.await.unwrap();
        found.extend(page.items.into_iter().map(|one| one.id));
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    let accounts = program.until_current().await;
    let mut shown: Vec<String> = all(&accounts).map(|one| one.id.clone()).collect();
    shown.sort();
    found.sort();
    assert_eq!(found, shown);
}
