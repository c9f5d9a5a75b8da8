//! Connect and complete.

use emulator::{Reconnect, UnknownConnection};
use reqwest::Method;
use serde_json::{Value, json};

use crate::tenant::{
    ALL, CALLBACK, Tenant, VERIFIER, automatic, complete_body, connect_body, location, parameter,
    started,
};

async fn caller(tenant: &Tenant) -> String {
    tenant.my_account_token("kenji", ALL).await
}

#[tokio::test]
async fn a_connect_gives_a_ticket_for_five_minutes() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let answer = tenant.connect(&token, connect_body("github")).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.text("auth_session").len(), 64);
    assert_eq!(
        answer.text("connect_uri"),
        tenant.at("/connected-accounts/connect")
    );
    assert_eq!(answer.body["expires_in"], 300);
    assert_eq!(answer.body.as_object().unwrap().len(), 4);
    assert_eq!(answer.body["connect_params"].as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn an_allowed_attempt_becomes_an_account() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let connect = tenant.connect(&token, connect_body("github")).await;
    let back = location(&tenant.open(&connect).await);
    assert!(back.as_str().starts_with(CALLBACK));
    assert!(back.fragment().is_none());
    assert_eq!(parameter(&back, "state").as_deref(), Some("st"));
    let code = parameter(&back, "connect_code").unwrap();
    assert!(code.len() <= 46);
    let answer = tenant
        .complete(&token, complete_body(&connect, &code))
        .await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.text("connection"), "github");
    assert_eq!(answer.text("access_type"), "offline");
    assert_eq!(answer.body["scopes"][0], "read:user");
    assert!(answer.body.get("expires_at").is_none());
    let list = tenant.list(&token, "").await;
    assert_eq!(list.body["accounts"], json!([answer.body]));
    let again = tenant
        .complete(&token, complete_body(&connect, &code))
        .await;
    assert_eq!((again.status, again.code()), (404, "A0E-404-0001"));
    assert_eq!(again.text("detail"), "Invalid or expired session");
}

#[tokio::test]
async fn a_ticket_opens_once_and_not_after_its_time() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let connect = tenant.connect(&token, connect_body("github")).await;
    assert_eq!(tenant.open(&connect).await.status(), 302);
    let second = tenant.open(&connect).await;
    assert_eq!(second.status(), 400);
    assert!(
        second.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
    let late = tenant.connect(&token, connect_body("github")).await;
    tenant.advance(301);
    assert_eq!(tenant.open(&late).await.status(), 400);
}

#[tokio::test]
async fn an_attempt_that_is_too_old_cannot_be_completed() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let connect = tenant.connect(&token, connect_body("github")).await;
    let code = tenant.connect_code(&connect).await;
    tenant.advance(300);
    let answer = tenant
        .complete(&token, complete_body(&connect, &code))
        .await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn complete_needs_the_right_person_code_callback_and_verifier() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let dana = tenant.my_account_token("dana", ALL).await;
    let changes: [(&str, Value, u16); 5] = [
        ("auth_session", json!("x".repeat(64)), 404),
        ("connect_code", json!("other"), 400),
        (
            "redirect_uri",
            json!("http://127.0.0.1:18791/callback"),
            400,
        ),
        ("code_verifier", json!(VERIFIER.replace('a', "b")), 400),
        ("code_verifier", Value::Null, 400),
    ];
    for (name, value, status) in changes {
        let connect = tenant.connect(&token, connect_body("github")).await;
        let code = tenant.connect_code(&connect).await;
        let right = complete_body(&connect, &code);
        let mut wrong = right.clone();
        if value.is_null() {
            wrong.as_object_mut().unwrap().remove(name);
        } else {
            wrong[name] = value;
        }
        let answer = tenant.complete(&token, wrong).await;
        assert_eq!(answer.status, status, "{name}");
        if status == 400 {
            assert_eq!(answer.code(), "A0E-400-0001");
            assert_eq!(
                tenant.complete(&token, right).await.status,
                404,
                "a wrong try ends it"
            );
        } else {
            assert_eq!(
                tenant.complete(&dana, right).await.status,
                404,
                "somebody else's"
            );
        }
    }
}

#[tokio::test]
async fn complete_before_consent_is_refused() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let connect = tenant.connect(&token, connect_body("github")).await;
    let early = tenant
        .complete(&token, complete_body(&connect, "code"))
        .await;
    assert_eq!((early.status, early.code()), (400, "A0E-400-0001"));
    let code = tenant.connect_code(&connect).await;
    assert_eq!(
        tenant
            .complete(&token, complete_body(&connect, &code))
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn without_a_challenge_no_verifier_is_needed() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let body =
        json!({"connection": "github", "redirect_uri": CALLBACK, "code_challenge_method": "S256"});
    let connect = tenant.connect(&token, body).await;
    assert_eq!(connect.status, 201, "{}", connect.body);
    let back = location(&tenant.open(&connect).await);
    assert!(parameter(&back, "state").is_none());
    let code = parameter(&back, "connect_code").unwrap();
    let mut body = complete_body(&connect, &code);
    body.as_object_mut().unwrap().remove("code_verifier");
    assert_eq!(tenant.complete(&token, body).await.status, 201);
}

#[tokio::test]
async fn asked_scopes_take_the_place_of_the_connections_except_for_required_ones() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    for (connection, asked, given) in [
        (
            "google-oauth2",
            vec!["https://www.googleapis.com/auth/gmail.send"],
            vec![
                "openid",
                "profile",
                "email",
                "https://www.googleapis.com/auth/gmail.send",
            ],
        ),
        ("notion", vec!["read_content"], vec!["read_content"]),
        ("custom", vec!["orders"], vec!["offline_access", "orders"]),
    ] {
        let mut body = connect_body(connection);
        body["scopes"] = json!(asked);
        let connect = tenant.connect(&token, body).await;
        let code = tenant.connect_code(&connect).await;
        let answer = tenant
            .complete(&token, complete_body(&connect, &code))
            .await;
        assert_eq!(answer.body["scopes"], json!(given));
    }
}

#[tokio::test]
async fn a_foreign_callback_is_refused() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let mut body = connect_body("github");
    body["redirect_uri"] = json!("https://evil.example/callback");
    let answer = tenant.connect(&token, body).await;
    assert_eq!((answer.status, answer.code()), (400, "A0E-400-0001"));
}

#[tokio::test]
async fn an_unknown_or_disabled_connection_is_refused_where_configured() {
    for (setting, status) in [
        (UnknownConnection::BadRequest, 400),
        (UnknownConnection::NotFound, 404),
        (UnknownConnection::Redirect, 201),
    ] {
        let tenant = started(|config| {
            config.open_questions.unknown_connection = setting;
            config.connections[1].enabled = false;
        })
        .await;
        let token = caller(&tenant).await;
        for name in ["nobody", "github"] {
            let answer = tenant.connect(&token, connect_body(name)).await;
            assert_eq!(answer.status, status, "{setting:?} {name}");
            if status == 201 {
                let back = location(&tenant.open(&answer).await);
                assert_eq!(
                    parameter(&back, "error").as_deref(),
                    Some("invalid_request")
                );
            }
        }
    }
}

#[tokio::test]
async fn reconnecting_the_same_account_adds_updates_or_conflicts_as_configured() {
    for (setting, status, count) in [
        (Reconnect::NewAccount, 201, 2),
        (Reconnect::Update, 201, 1),
        (Reconnect::Conflict, 409, 1),
    ] {
        let tenant = started(|config| config.open_questions.reconnect = setting).await;
        let token = caller(&tenant).await;
        let mut answered = 0;
        for _ in 0..2 {
            let connect = tenant.connect(&token, connect_body("dropbox")).await;
            let code = tenant.connect_code(&connect).await;
            answered = tenant
                .complete(&token, complete_body(&connect, &code))
                .await
                .status;
        }
        assert_eq!(answered, status, "{setting:?}");
        let list = tenant.list(&token, "").await;
        assert_eq!(list.body["accounts"].as_array().map(Vec::len), Some(count));
    }
}

#[tokio::test]
async fn an_expiring_connection_gives_expiring_accounts() {
    let tenant = started(|config| config.connections[1].account_seconds = Some(60)).await;
    let token = caller(&tenant).await;
    let connect = tenant.connect(&token, connect_body("github")).await;
    let code = tenant.connect_code(&connect).await;
    let answer = tenant
        .complete(&token, complete_body(&connect, &code))
        .await;
    assert!(answer.text("expires_at") > answer.text("created_at"));
}

#[tokio::test]
async fn a_body_that_is_not_json_is_refused_by_its_type_or_its_form() {
    let tenant = automatic().await;
    let token = caller(&tenant).await;
    let address = tenant.at("/me/v1/connected-accounts/connect");
    let send = async |kind: Option<&str>, body: &'static str| {
        let mut request = tenant.http.post(&address).bearer_auth(&token).body(body);
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(send(None, "{}").await, 415);
    assert_eq!(
        send(Some("application/x-www-form-urlencoded"), "connection=x").await,
        415
    );
    assert_eq!(send(Some("application/jsonp"), "{}").await, 415);
    assert_eq!(send(Some("application/json"), "{not json").await, 400);
    assert_eq!(send(Some("application/json"), "").await, 400);
}

#[tokio::test]
async fn the_token_is_looked_at_before_the_body() {
    let tenant = automatic().await;
    let token = tenant
        .my_account_token("kenji", "read:me:connected_accounts")
        .await;
    let scope = tenant.connect(&token, json!({"nonsense": 1})).await;
    assert_eq!(scope.status, 403);
    let nobody = tenant
        .call(Method::POST, "/connect", "", Some(json!(1)))
        .await;
    assert_eq!(nobody.status, 401);
}
