//! The Management API's view of a person's accounts.

use emulator::{Endpoint, Fault, ManagementToken, Misbehavior};
use serde_json::Value;

use crate::tenant::{Answer, Tenant, started};

async fn managed() -> Tenant {
    let token = |token: &str, scopes: &[&str]| ManagementToken {
        token: token.to_owned(),
        scopes: scopes.iter().map(|&one| one.to_owned()).collect(),
    };
    started(|config| {
        config.management_tokens = vec![
            token("reader", &["read:users"]),
            token("other", &["read:clients"]),
        ];
        config.people[0].accounts[0].org_id = Some("org_Northwind1".to_owned());
    })
    .await
}

async fn accounts(tenant: &Tenant, token: &str, id: &str, query: &str) -> Answer {
    let address = tenant.at(&format!("/api/v2/users/{id}/connected-accounts{query}"));
    let mut request = tenant.http.get(address);
    if !token.is_empty() {
        request = request.bearer_auth(token);
    }
    Answer::of(request.send().await.unwrap()).await
}

#[tokio::test]
async fn an_administrator_sees_accounts_in_another_shape() {
    let tenant = managed().await;
    let answer = accounts(&tenant, "reader", "auth0%7Cdana", "").await;
    assert_eq!(answer.status, 200);
    let list = answer.body["connected_accounts"].as_array().unwrap();
    let names: Vec<&str> = list[0]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        names,
        [
            "access_type",
            "connection",
            "connection_id",
            "created_at",
            "id",
            "organization_id",
            "scopes",
            "strategy"
        ]
    );
    assert_eq!(list[0]["organization_id"], "org_Northwind1");
    assert!(
        list[0]["connection_id"]
            .as_str()
            .unwrap()
            .starts_with("con_")
    );
    assert_ne!(list[0]["connection_id"], list[1]["connection_id"]);
    assert!(list[1]["expires_at"].is_string() && list[1].get("organization_id").is_none());
    let again = accounts(&tenant, "reader", "auth0%7Cdana", "").await;
    assert_eq!(again.body, answer.body);
}

#[tokio::test]
async fn the_list_comes_in_pages_of_ten_and_up_to_a_hundred() {
    let tenant = managed().await;
    let mut sizes = Vec::new();
    let mut query = String::new();
    loop {
        let answer = accounts(&tenant, "reader", "auth0%7Clayla", &query).await;
        sizes.push(answer.body["connected_accounts"].as_array().unwrap().len());
        match answer.body.get("next").and_then(Value::as_str) {
            Some(next) => query = format!("?from={next}"),
            None => break,
        }
    }
    assert_eq!(sizes, [10, 10, 3]);
    let all = accounts(&tenant, "reader", "auth0%7Clayla", "?take=100").await;
    assert_eq!(
        all.body["connected_accounts"].as_array().map(Vec::len),
        Some(23)
    );
    for wrong in ["?take=0", "?take=101", "?take=x", "?from=made-up"] {
        let answer = accounts(&tenant, "reader", "auth0%7Clayla", wrong).await;
        assert_eq!(answer.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn callers_without_token_scope_or_user_are_refused() {
    let tenant = managed().await;
    for (token, id, status, code) in [
        ("", "auth0%7Cdana", 401, "invalid_token"),
        ("wrong", "auth0%7Cdana", 401, "invalid_token"),
        ("other", "auth0%7Cdana", 403, "insufficient_scope"),
        ("reader", "auth0%7Cnobody", 404, "inexistent_user"),
    ] {
        let answer = accounts(&tenant, token, id, "").await;
        assert_eq!(
            (answer.status, answer.text("errorCode")),
            (status, code),
            "{token} {id}"
        );
    }
    let limited = Misbehavior::RateLimited {
        retry_after: Some(1),
        reset_in: Some(1),
        global: true,
    };
    tenant
        .emulator
        .inject(Fault::once(Endpoint::Management, limited));
    assert_eq!(
        accounts(&tenant, "reader", "auth0%7Cdana", "").await.status,
        429
    );
}
