//! A tenant that is set up wrongly, or away.

use accounts::Request;
use accounts::view::{Diagnosis, Freshness, Turn};
use emulator::{Authentication, Client, Config};

use crate::support::{Program, all, provider, see_offline};

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
