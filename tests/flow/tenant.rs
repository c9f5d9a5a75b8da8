//! A tenant that is set up wrongly, or away.

use std::time::Duration;

use accounts::Request;
use accounts::view::{Diagnosis, Freshness, Screen, Snapshot, Turn};
use emulator::{Authentication, Client, Config, Endpoint, Fault, Misbehavior};

use crate::support::{PATIENCE, Program, all, provider, see_offline};

async fn signing_in_gives(config: Config) -> accounts::view::FailureView {
    let mut program = Program::signed_out(config).await;
    program.take(Request::SignIn);
    let failure = program.until_list_failed().await;
    assert!(
        program.world.vault.refresh_token().is_some(),
        "still signed in"
    );
    failure
}

#[tokio::test]
async fn without_the_refresh_token_policy_the_audience_is_missing() {
    let mut config = Config::default();
    config.client.policies.clear();
    let failure = signing_in_gives(config).await;
    assert_eq!(failure.diagnosis, Diagnosis::AudienceMissing);
    assert_eq!(failure.turn, Turn::Administrator);
    assert!(failure.subject.unwrap().ends_with("/me/"));
}

#[tokio::test]
async fn without_a_grant_the_client_is_not_authorized() {
    let mut config = Config::default();
    config.client.grants.clear();
    let failure = signing_in_gives(config).await;
    assert_eq!(failure.diagnosis, Diagnosis::ClientNotAuthorized);
}

#[tokio::test]
async fn a_policy_with_one_scope_names_the_missing_ones() {
    let mut config = Config::default();
    config.client.policies[0].scopes = vec!["read:me:connected_accounts".to_owned()];
    let failure = signing_in_gives(config).await;
    assert_eq!(failure.diagnosis, Diagnosis::ScopesMissing);
    assert_eq!(
        failure.subject.as_deref(),
        Some("create:me:connected_accounts delete:me:connected_accounts")
    );
}

#[tokio::test]
async fn without_the_api_the_audience_is_missing() {
    let config = Config {
        apis: Vec::new(),
        ..Config::default()
    };
    let failure = signing_in_gives(config).await;
    assert_eq!(failure.diagnosis, Diagnosis::AudienceMissing);
}

#[tokio::test]
async fn a_tenant_that_rejects_the_client_says_so() {
    let config = Config {
        client: Client {
            authentication: Authentication::ClientSecretPost {
                secret: "known to others".to_owned(),
            },
            ..Client::default()
        },
        ..Config::default()
    };
    let mut program = Program::signed_out(config).await;
    program.take(Request::SignIn);
    program
        .until("rejected", |snapshot| {
            matches!(&snapshot.screen, accounts::view::Screen::SignedOut { failure: Some(failure) }
                if failure.diagnosis == Diagnosis::ClientRejected)
        })
        .await;
}

#[tokio::test]
async fn while_the_tenant_is_away_the_old_lists_stay_until_it_is_back() {
    let mut program = Program::signed_in(Config::default()).await;
    let before = program.until_current().await;
    program.world.tenant.go_down().await;
    let failure = program.failing_refresh_after(1).await;
    see_offline(&failure);
    let offline = program
        .until_accounts("offline", |now| {
            matches!(now.freshness, Freshness::Offline { .. })
        })
        .await;
    assert_eq!(offline.as_of, before.as_of);
    assert_eq!(all(&offline).count(), 2);

    program.world.tenant.come_back().await;
    program.take(Request::Refresh);
    let after = program.until_current().await;
    assert!(after.as_of > before.as_of);
}

#[tokio::test]
async fn a_tenant_that_is_away_when_its_access_ends_ends_no_session() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.tenant.go_down().await;
    let failure = program.failing_refresh_after(700).await;
    see_offline(&failure);
    program.world.tenant.come_back().await;
    program.take(Request::Refresh);
    program.until_current().await;
}

#[tokio::test]
async fn a_tenant_that_is_away_at_the_start_is_asked_again() {
    let program = Program::signed_in(Config::default()).await;
    let world = program.stop();
    world.tenant.go_down().await;
    let mut program = Program::start(world);
    let failure = program.until_list_failed().await;
    see_offline(&failure);
    program.world.tenant.come_back().await;
    program.take(Request::Refresh);
    let accounts = program.until_current().await;
    assert_eq!(all(&accounts).count(), 2);
}

#[tokio::test]
async fn a_connect_while_the_tenant_is_away_ends_at_its_provider() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.tenant.go_down().await;
    program.connect("google-oauth2");
    let failure = program.until_provider_failed("google-oauth2").await;
    see_offline(&failure);
    let accounts = program.until_current().await;
    assert!(
        provider(&accounts, "google-oauth2")
            .unwrap()
            .attempt
            .is_none()
    );
    assert_eq!(program.world.browser.opened().len(), 1, "the sign-in only");
}

/// The tenant says nothing of itself from now on.
fn silence(program: &Program) {
    let does = Misbehavior::Status {
        status: 503,
        body: None,
        headers: Vec::new(),
    };
    let fault = Fault::always(Endpoint::Discovery, does);
    program.world.tenant.emulator().inject(fault);
}

#[tokio::test]
async fn a_start_within_a_day_does_not_wait_for_what_the_tenant_says_of_itself() {
    let program = Program::signed_in(Config::default()).await;
    silence(&program);
    let mut program = program.restart();
    program.until_current().await;
    program.world.advance(23 * 60 * 60);
    let mut program = program.restart();
    program.until_current().await;
    program.world.advance(2 * 60 * 60);
    let mut program = program.restart();
    let failure = program.until_list_failed().await;
    assert_eq!(failure.diagnosis, Diagnosis::TenantBroken);
}

#[tokio::test]
async fn what_is_known_of_a_tenant_goes_with_its_profile() {
    let mut program = Program::signed_in(Config::default()).await;
    let known = program.world.settings.tenants();
    assert_eq!(known[0].0, program.world.tenant.address().authority());
    assert_eq!(known.len(), 1);
    let now = program
        .until("a profile", |now| !now.profiles.is_empty())
        .await;
    let profile = now.profiles[0].name.clone();
    program.take(Request::RemoveProfile { profile });
    program
        .until("the first form", |now| now.profiles.is_empty())
        .await;
    assert!(program.world.settings.tenants().is_empty());
}

#[tokio::test]
async fn what_a_tenant_says_after_its_profile_is_gone_is_not_kept() {
    /// What the tenant says of itself takes so long.
    const ANSWERING: Duration = Duration::from_secs(5);
    let program = Program::signed_in(Config::default()).await;
    let tenant = &program.world.tenant;
    let said = tenant
        .answer("GET", "/.well-known/openid-configuration")
        .await;
    let per_byte = ANSWERING / u32::try_from(said.response_body.len()).unwrap();
    let slow = Fault::always(Endpoint::Discovery, Misbehavior::SlowBytes { per_byte });
    tenant.emulator().inject(slow);
    // The start asks anew, and is answered only after the profile is gone.
    let begun = tokio::time::Instant::now();
    let mut program = program.restart();
    program.until_current().await;
    let now = program
        .until("a profile", |now| !now.profiles.is_empty())
        .await;
    let profile = now.profiles[0].name.clone();
    program.take(Request::RemoveProfile { profile });
    program
        .until("the first form", |now| now.profiles.is_empty())
        .await;
    assert_eq!(program.world.settings.tenants(), []);
    assert!(begun.elapsed() < ANSWERING, "the answer is on its way");
    // Until long after it came. It leaves no other trace.
    tokio::time::sleep(2 * ANSWERING).await;
    assert_eq!(program.world.settings.tenants(), []);
}

#[tokio::test]
async fn what_a_tenant_said_again_holds_for_a_day_from_then_on() {
    let program = Program::signed_in(Config::default()).await;
    let first = program.world.settings.tenants();
    program.world.advance(23 * 60 * 60);
    let mut program = program.restart();
    program.until_current().await;
    let heard = async || {
        while program.world.settings.tenants() == first {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, heard()).await.unwrap();
    silence(&program);
    program.refresh_after(2 * 60 * 60).await;
}

#[tokio::test]
async fn what_the_tenant_says_otherwise_since_is_used_once_it_is_heard() {
    let program = Program::signed_in(Config::default()).await;
    let path = "/.well-known/openid-configuration";
    let said = program.world.tenant.answer("GET", path).await;
    let changed = said
        .response_body
        .replace("/oidc/logout", "/oidc/elsewhere");
    let does = Misbehavior::Status {
        status: 200,
        body: Some(changed),
        headers: Vec::new(),
    };
    let fault = Fault::always(Endpoint::Discovery, does);
    program.world.tenant.emulator().inject(fault);
    let opened = program.world.browser.opened().len();
    let mut program = program.restart();
    program.until_current().await;
    let heard = async || {
        while !program.world.settings.tenants()[0]
            .1
            .contains("/oidc/elsewhere")
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, heard()).await.unwrap();
    program.take(Request::SignOut { in_browser: true });
    assert_eq!(program.until_signed_out().await, None);
    let page = program.world.browser.opened_after(opened).await;
    assert_eq!(page.path(), "/oidc/elsewhere");
}

#[tokio::test]
async fn who_comes_while_the_tenant_is_asked_hears_what_it_hears() {
    let config = Config {
        faults: vec![Fault::always(Endpoint::Discovery, Misbehavior::Hang)],
        ..Config::default()
    };
    let mut program = Program::signed_out(config).await;
    // The start asks already.
    tokio::time::sleep(Duration::from_millis(200)).await;
    program.take(Request::SignIn);
    let told = |now: &Snapshot| matches!(&now.screen, Screen::SignedOut { failure: Some(_) });
    // One of them takes ten seconds, and two would take twenty.
    let patience = Duration::from_secs(15);
    program.until_within(patience, "a failure", told).await;
}
