//! The rules of the Management API: scopes, closed bodies, pages, and what there is not.

use emulator::{Config, ManagementToken};
use reqwest::Method;
use serde_json::{Value, json};

use crate::set_up::bare;
use crate::tenant::CALLBACK;

#[tokio::test]
async fn every_call_wants_its_scope_and_names_it() {
    let tenant = bare(|config| {
        config.management_tokens.push(ManagementToken {
            token: "powerless".to_owned(),
            scopes: Vec::new(),
        });
    })
    .await;
    let calls = [
        (Method::GET, "clients", "read:clients"),
        (Method::POST, "clients", "create:clients"),
        (Method::GET, "clients/x", "read:clients"),
        (Method::PATCH, "clients/x", "update:clients"),
        (Method::GET, "resource-servers", "read:resource_servers"),
        (Method::POST, "resource-servers", "create:resource_servers"),
        (Method::GET, "resource-servers/x", "read:resource_servers"),
        (
            Method::PATCH,
            "resource-servers/x",
            "update:resource_servers",
        ),
        (Method::GET, "client-grants", "read:client_grants"),
        (Method::POST, "client-grants", "create:client_grants"),
        (Method::PATCH, "client-grants/x", "update:client_grants"),
        (Method::GET, "connections", "read:connections"),
        (Method::GET, "connections/x", "read:connections"),
        (Method::PATCH, "connections/x", "update:connections"),
        (Method::GET, "connections/x/clients", "read:connections"),
        (Method::PATCH, "connections/x/clients", "update:connections"),
    ];
    for (method, path, scope) in calls {
        let body = (method != Method::GET).then(|| json!({}));
        let answer = tenant
            .manage_as("powerless", method.clone(), path, body.clone())
            .await;
        assert_eq!(
            (answer.status, answer.text("errorCode")),
            (403, "insufficient_scope"),
            "{path}"
        );
        assert!(answer.text("message").ends_with(scope), "{path}");
        let answer = tenant.manage_as("wrong", method, path, body).await;
        assert_eq!(
            (answer.status, answer.text("errorCode")),
            (401, "invalid_token"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn bodies_are_closed_and_what_is_refused_changes_nothing() {
    let tenant = bare(|_| {}).await;
    let id = tenant.native_client(&[CALLBACK]).await;
    let connection = tenant.connection_id("github").await;
    let before = (
        tenant.read("clients").await,
        tenant.read(&format!("connections/{connection}")).await,
    );
    let client = format!("clients/{id}");
    let purpose = format!("connections/{connection}");
    let clients = format!("connections/{connection}/clients");
    for (method, path, body) in [
        (
            Method::POST,
            "clients",
            json!({"name": "A", "sort": "native"}),
        ),
        (Method::POST, "clients", json!({"app_type": "native"})),
        (Method::PATCH, &client, json!({"client_id": "other"})),
        (
            Method::PATCH,
            &client,
            json!({"name": "B", "callbacks": "x"}),
        ),
        (
            Method::POST,
            "client-grants",
            json!({"client_id": id, "audience": "x"}),
        ),
        (
            Method::POST,
            "client-grants",
            json!({"client_id": id, "audience": "x", "scope": [], "subject_type": "anybody"}),
        ),
        (Method::PATCH, &purpose, json!({"connected_accounts": {}})),
        (
            Method::PATCH,
            &purpose,
            json!({"display_name": "C", "strategy": "slack"}),
        ),
        (Method::PATCH, &clients, json!([])),
        (
            Method::PATCH,
            &clients,
            json!({"client_id": id, "status": true}),
        ),
    ] {
        let answer = tenant.manage(method, path, Some(body.clone())).await;
        assert_eq!(
            (answer.status, answer.text("errorCode")),
            (400, "invalid_body"),
            "{path} {body}"
        );
    }
    let unknown =
        json!([{"client_id": id, "status": true}, {"client_id": "nobody", "status": true}]);
    assert_eq!(tenant.patch(&clients, unknown).await.status, 404);
    let after = (tenant.read("clients").await, tenant.read(&purpose).await);
    assert_eq!(after, before);
}

#[tokio::test]
async fn what_is_not_there_is_told() {
    let tenant = bare(|_| {}).await;
    for (path, code) in [
        ("clients/x", "inexistent_client"),
        ("resource-servers/x", "inexistent_resource_server"),
        ("connections/x", "inexistent_connection"),
        ("connections/x/clients", "inexistent_connection"),
        ("rules", "not_found"),
    ] {
        let answer = tenant.manage(Method::GET, path, None).await;
        assert_eq!(
            (answer.status, answer.text("errorCode")),
            (404, code),
            "{path}"
        );
    }
    let grant =
        json!({"client_id": "default-app", "audience": "https://none.example/", "scope": []});
    assert_eq!(tenant.post("client-grants", grant).await.status, 404);
    let unknown = tenant.manage(Method::DELETE, "clients/x", None).await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn lists_come_in_pages_and_with_the_members_asked_for() {
    let tenant = bare(|_| {}).await;
    for _ in 0..54 {
        tenant.native_client(&[]).await;
    }
    assert_eq!(tenant.read("clients").await.as_array().unwrap().len(), 50);
    let page = tenant
        .read("clients?page=1&per_page=50&include_totals=true")
        .await;
    assert_eq!((&page["start"], &page["total"]), (&json!(50), &json!(55)));
    assert_eq!(page["clients"].as_array().unwrap().len(), 5);
    let named = tenant
        .read("clients?per_page=1&fields=client_id,name&include_fields=true")
        .await;
    assert_eq!(
        named,
        json!([{"client_id": "default-app", "name": "Default App"}])
    );
    for wrong in [
        "clients?per_page=101",
        "clients?page=x",
        "clients?take=5",
        "connections?fields=id,connected_accounts",
    ] {
        let answer = tenant.manage(Method::GET, wrong, None).await;
        assert_eq!(
            (answer.status, answer.text("errorCode")),
            (400, "invalid_query_string"),
            "{wrong}"
        );
    }
    let id = tenant.connection_id("github").await;
    let open = tenant
        .read(&format!(
            "connections/{id}?fields=options&include_fields=false"
        ))
        .await;
    assert!(
        open.get("options").is_none() && open["connected_accounts"] == json!({"active": false})
    );
}

#[tokio::test]
async fn the_clients_of_a_connection_come_in_pages_with_a_cursor() {
    let tenant = bare(|config| {
        config.connections[0].clients = None;
    })
    .await;
    for _ in 0..54 {
        tenant.native_client(&[]).await;
    }
    let id = tenant.connection_id("google-oauth2").await;
    let first = tenant.read(&format!("connections/{id}/clients")).await;
    assert_eq!(first["clients"].as_array().unwrap().len(), 50);
    let next = first["next"].as_str().unwrap();
    let rest = tenant
        .read(&format!("connections/{id}/clients?take=50&from={next}"))
        .await;
    assert_eq!(rest["clients"].as_array().unwrap().len(), 5);
    assert!(rest.get("next").is_none());
}

#[tokio::test]
async fn changes_at_the_same_time_lose_nothing() {
    let tenant = bare(|_| {}).await;
    let id = tenant.connection_id("github").await;
    let path = format!("connections/{id}/clients");
    let mut ids = Vec::new();
    for _ in 0..20 {
        ids.push(tenant.native_client(&[]).await);
    }
    let enable = async |id: &str| {
        let body = json!([{"client_id": id, "status": true}]);
        assert_eq!(tenant.patch(&path, body).await.status, 204);
    };
    for pair in ids.chunks(4) {
        tokio::join!(
            enable(&pair[0]),
            enable(&pair[1]),
            enable(&pair[2]),
            enable(&pair[3])
        );
    }
    let clients = tenant.read(&path).await;
    assert_eq!(clients["clients"].as_array().unwrap().len(), 21);
}

#[tokio::test]
async fn secrets_are_shown_only_to_who_may_see_them() {
    let tenant = bare(|config| {
        config.management_tokens[0]
            .scopes
            .push("read:client_keys".to_owned());
        let mut second = config.management_tokens[0].clone();
        second.token = "reader".to_owned();
        second.scopes = vec!["read:clients".to_owned()];
        config.management_tokens.push(second);
    })
    .await;
    let secret = |body: &Value| body.get("client_secret").is_some();
    assert!(secret(&tenant.read("clients/default-app").await));
    let plain = tenant
        .manage_as("reader", Method::GET, "clients/default-app", None)
        .await;
    assert!(!secret(&plain.body));
    assert!(Config::bare().check().is_ok());
}
