//! Tenants from files.

use emulator::{Config, DeleteUnknown, StartError};

fn read(name: &str, text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    Config::read(&path).map_err(|error| error.to_string())
}

#[test]
fn a_file_replaces_only_the_parts_it_names() {
    let config = read(
        "tenant.toml",
        r#"
        tenant_name = "Beta"
        [client]
        id = "beta"
        leeway_seconds = 5
        [[people]]
        id = "mia"
        name = "Mia"
        email = "mia@beta.example"
        accounts = [{ connection = "github", age_seconds = 60 }]
        [open_questions]
        delete_unknown = "not_found"
        "#,
    )
    .unwrap();
    assert_eq!(config.client.id, "beta");
    assert!(config.client.rotation);
    assert_eq!(config.people.len(), 1);
    assert_eq!(config.people[0].subject(), "auth0|mia");
    assert_eq!(config.connections.len(), 8);
    assert_eq!(
        config.open_questions.delete_unknown,
        DeleteUnknown::NotFound
    );
}

#[test]
fn json_is_read_by_its_name() {
    let config = read("tenant.json", r#"{"ticket_seconds": 30}"#).unwrap();
    assert_eq!(config.ticket_seconds, 30);
}

#[test]
fn unknown_members_and_missing_files_are_told() {
    let error = read("tenant.toml", "[client]\nidd = \"x\"").unwrap_err();
    assert!(
        error.contains("idd") && error.contains("tenant.toml"),
        "{error}"
    );
    let missing = Config::read(std::path::Path::new("/nowhere/tenant.toml")).unwrap_err();
    assert!(missing.to_string().contains("/nowhere/tenant.toml"));
}

#[tokio::test]
async fn a_tenant_that_does_not_hold_together_does_not_start() {
    let cases: [fn(&mut Config); 6] = [
        |config| config.people.clear(),
        |config| config.people[1].id = "dana".to_owned(),
        |config| config.people[0].id = "Da na".to_owned(),
        |config| config.connections[1].name = "slack".to_owned(),
        |config| config.people[0].accounts[0].connection = "nothing".to_owned(),
        |config| config.base_url = Some("https://login.example/path".parse().unwrap()),
    ];
    for change in cases {
        let mut config = Config::default();
        change(&mut config);
        let error = emulator::start(config).await.unwrap_err();
        assert!(matches!(error, StartError::Config(_)), "{error}");
    }
}

#[tokio::test]
async fn a_taken_port_is_told() {
    let first = emulator::start(Config::default()).await.unwrap();
    let port = first.base_url().port().unwrap();
    let config = Config {
        port,
        ..Config::default()
    };
    let error = emulator::start(config).await.unwrap_err();
    assert!(matches!(error, StartError::Listen { .. }), "{error}");
}

#[test]
fn every_part_can_come_from_a_file() {
    let config = read(
        "tenant.toml",
        r#"
        control = true
        faults = [{ at = "token_refresh", does = { status = { status = 503 } }, times = 2 }]
        management_tokens = [{ token = "t", scopes = ["read:users"] }]
        organizations = [{ id = "org_Beta1", name = "beta", display_name = "Beta", members = ["dana"] }]
        invitations = [{ ticket = "welcome", organization = "org_Beta1" }]
        [client]
        authentication = { method = "client_secret_basic", secret = "s3cret" }
        mfa = "on_refresh"
        token_vault = "resource_server"
        organization_usage = "require"
        step_up_after_seconds = 900
        [dpop]
        api = "required"
        nonce_seconds = 60
        [rate_limit]
        calls = 2
        [open_questions]
        old_tokens_see_new_policies = false
        same_device = "session"
        most_accounts = 5
        "#,
    )
    .unwrap();
    config.check().unwrap();
    assert!(config.client.authentication.is_confidential());
    assert_eq!(config.faults[0].times, Some(2));
    let again: Config = serde_json::from_value(serde_json::to_value(&config).unwrap()).unwrap();
    assert_eq!(again.faults, config.faults);
}
