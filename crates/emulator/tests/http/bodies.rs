//! The closed request bodies, member by member.

use serde_json::{Value, json};

use crate::tenant::{ALL, Tenant, automatic, challenge, connect_body};

async fn caller(tenant: &Tenant) -> String {
    tenant.my_account_token("kenji", ALL).await
}

/// A change to a body that is in order, the place of the fault, and AJV's words for it.
type Case = (Value, &'static str, &'static str);

/// Each change alone must be refused, with exactly this fault.
async fn refuses(cases: Vec<Case>) {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    for (change, pointer, words) in cases {
        let mut body = connect_body("github");
        let members = body.as_object_mut().unwrap();
        members.extend(change.as_object().unwrap().clone());
        let answer = tenant.connect(&token, body).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "A0E-400-0003"),
            "{change}"
        );
        assert_eq!(answer.text("detail"), "Invalid request payload input");
        let expected = json!([{"pointer": pointer, "detail": format!("data{pointer} {words}")}]);
        assert_eq!(answer.body["validation_errors"], expected, "{change}");
    }
}

#[tokio::test]
async fn the_texts_of_a_connect_body_have_their_lengths_and_forms() {
    let long = |length| "x".repeat(length);
    refuses(vec![
        (json!({"connection": null}), "/connection", "must be string"),
        (
            json!({"connection": ""}),
            "/connection",
            "must NOT have fewer than 1 characters",
        ),
        (
            json!({"connection": long(129)}),
            "/connection",
            "must NOT have more than 128 characters",
        ),
        (
            json!({"redirect_uri": "callback"}),
            "/redirect_uri",
            "must match format \"uri\"",
        ),
        (
            json!({"redirect_uri": "a b://c"}),
            "/redirect_uri",
            "must match format \"uri\"",
        ),
        (
            json!({"redirect_uri": format!("http://{}", long(2048))}),
            "/redirect_uri",
            "must NOT have more than 2048 characters",
        ),
        (
            json!({"state": ""}),
            "/state",
            "must NOT have fewer than 1 characters",
        ),
        (
            json!({"state": long(4097)}),
            "/state",
            "must NOT have more than 4096 characters",
        ),
        (
            json!({"code_challenge": long(42)}),
            "/code_challenge",
            "must NOT have fewer than 43 characters",
        ),
        (
            json!({"code_challenge_method": "plain"}),
            "/code_challenge_method",
            "must be equal to constant",
        ),
        (
            json!({"organization": "org_1"}),
            "",
            "must NOT have additional properties",
        ),
    ])
    .await;
}

#[tokio::test]
async fn the_scopes_of_a_connect_body_are_a_list_of_different_texts() {
    let many: Vec<String> = (0..101).map(|number| number.to_string()).collect();
    refuses(vec![
        (json!({"scopes": "openid"}), "/scopes", "must be array"),
        (
            json!({"scopes": []}),
            "/scopes",
            "must NOT have fewer than 1 items",
        ),
        (
            json!({"scopes": ["a", "b", "a"]}),
            "/scopes",
            "must NOT have duplicate items (items ## 0 and 2 are identical)",
        ),
        (json!({"scopes": [1]}), "/scopes/0", "must be string"),
        (
            json!({"scopes": ["x".repeat(256)]}),
            "/scopes/0",
            "must NOT have more than 255 characters",
        ),
        (
            json!({"scopes": many}),
            "/scopes",
            "must NOT have more than 100 items",
        ),
    ])
    .await;
}

#[tokio::test]
async fn authorization_parameters_are_closed_and_checked_too() {
    let params = |value: Value| json!({"authorization_params": value});
    refuses(vec![
        (
            params(json!("x")),
            "/authorization_params",
            "must be object",
        ),
        (
            params(json!({"organization": "o"})),
            "/authorization_params",
            "must NOT have additional properties",
        ),
        (
            params(json!({"prompt": "other"})),
            "/authorization_params/prompt",
            "must be equal to one of the allowed values",
        ),
        (
            params(json!({"display": 1})),
            "/authorization_params/display",
            "must be equal to one of the allowed values",
        ),
        (
            params(json!({"max_age": 1.5})),
            "/authorization_params/max_age",
            "must be integer",
        ),
        (
            params(json!({"max_age": -1})),
            "/authorization_params/max_age",
            "must be >= 0",
        ),
        (
            params(json!({"max_age": 2_147_483_648_u64})),
            "/authorization_params/max_age",
            "must be <= 2147483647",
        ),
        (
            params(json!({"login_hint": "x".repeat(256)})),
            "/authorization_params/login_hint",
            "must NOT have more than 255 characters",
        ),
        (
            params(json!({"ui_locales": "deu"})),
            "/authorization_params/ui_locales",
            "must match pattern \"^[a-zA-Z]{2}(-[a-zA-Z]{2})?(\\s[a-zA-Z]{2}(-[a-zA-Z]{2})?)*$\"",
        ),
    ])
    .await;
}

#[tokio::test]
async fn missing_members_are_named_one_by_one() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let answer = tenant
        .connect(&token, json!({"code_challenge": challenge()}))
        .await;
    let details: Vec<&Value> = answer.body["validation_errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| &fault["detail"])
        .collect();
    assert_eq!(
        details,
        [
            "data must have required property 'connection'",
            "data must have required property 'redirect_uri'",
            "data must have property code_challenge_method when property code_challenge is present",
        ]
    );
    let complete = tenant.complete(&token, json!({"extra": 1})).await;
    assert_eq!(
        complete.body["validation_errors"].as_array().map(Vec::len),
        Some(4)
    );
    assert_eq!(tenant.complete(&token, json!([])).await.status, 400);
}

#[tokio::test]
async fn every_authorization_parameter_is_accepted() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let mut body = connect_body("github");
    body["authorization_params"] = json!({
        "acr_values": "a", "audience": "a", "resource": "r", "display": "popup",
        "id_token_hint": "i", "login_hint": "me@work.example", "max_age": 3.0,
        "prompt": "select_account", "ui_locales": "de en-GB",
    });
    let answer = tenant.connect(&token, body).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
}
