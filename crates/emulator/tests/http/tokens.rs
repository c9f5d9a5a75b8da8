//! `/oauth/token` with a code, and `/userinfo`.

use serde_json::json;

use crate::tenant::{ALL, CALLBACK, LOGIN, Tenant, VERIFIER, automatic, claims};

async fn refresh_token(tenant: &Tenant, changes: &[(&str, &str)]) -> String {
    let answer = tenant.sign_in(changes).await;
    answer.text("refresh_token").to_owned()
}

#[tokio::test]
async fn a_code_gives_tokens_once() {
    let tenant = automatic().await;
    let code = tenant.code(&[]).await;
    let first = tenant.redeem(&code).await;
    assert_eq!(first.status, 200);
    assert_eq!(first.text("scope"), LOGIN);
    assert_eq!(first.text("token_type"), "Bearer");
    assert_eq!(first.headers["cache-control"], "no-store");
    let second = tenant.redeem(&code).await;
    assert_eq!(second.status, 403);
    assert_eq!(second.text("error"), "invalid_grant");
    assert_eq!(
        second.text("error_description"),
        "Invalid authorization code"
    );
}

#[tokio::test]
async fn a_code_is_accepted_as_json_too() {
    let tenant = automatic().await;
    let code = tenant.code(&[]).await;
    let body = json!({
        "grant_type": "authorization_code", "client_id": "mooring-demo", "code": code,
        "redirect_uri": CALLBACK, "code_verifier": VERIFIER,
    });
    assert_eq!(tenant.post_json("/oauth/token", &body).await.status, 200);
}

#[tokio::test]
async fn a_code_needs_its_verifier_and_its_callback() {
    let tenant = automatic().await;
    let wrong = VERIFIER.replace('a', "b");
    for (callback, verifier, error) in [
        (CALLBACK, wrong.as_str(), "invalid_grant"),
        (CALLBACK, "", "invalid_request"),
        ("http://127.0.0.1:18791/callback", VERIFIER, "invalid_grant"),
        ("", VERIFIER, "invalid_request"),
    ] {
        let code = tenant.code(&[]).await;
        let answer = tenant
            .token(&[
                ("grant_type", "authorization_code"),
                ("client_id", "mooring-demo"),
                ("code", &code),
                ("redirect_uri", callback),
                ("code_verifier", verifier),
            ])
            .await;
        assert_eq!(answer.text("error"), error, "{callback} {verifier}");
    }
}

#[tokio::test]
async fn a_code_expires_after_ten_minutes() {
    let tenant = automatic().await;
    let code = tenant.code(&[]).await;
    tenant.advance(601);
    assert_eq!(tenant.redeem(&code).await.status, 403);
}

#[tokio::test]
async fn other_grants_and_other_clients_are_refused() {
    let tenant = automatic().await;
    let grant = tenant
        .token(&[("grant_type", "password"), ("client_id", "mooring-demo")])
        .await;
    assert_eq!(
        (grant.status, grant.text("error")),
        (403, "unauthorized_client")
    );
    let client = tenant
        .token(&[("grant_type", "refresh_token"), ("client_id", "x")])
        .await;
    assert_eq!(
        (client.status, client.text("error")),
        (401, "invalid_client")
    );
    let nested = json!({"client_id": {"a": 1}});
    assert_eq!(tenant.post_json("/oauth/token", &nested).await.status, 400);
}

#[tokio::test]
async fn a_my_account_token_says_what_it_is_for() {
    let tenant = automatic().await;
    let token = refresh_token(&tenant, &[]).await;
    let audience = tenant.audience();
    let scope = format!("{LOGIN} {ALL}");
    let answer = tenant
        .refresh(&token, &[("audience", &audience), ("scope", &scope)])
        .await;
    assert_eq!(answer.text("scope"), scope);
    assert_eq!(answer.body["expires_in"], 600);
    assert_eq!(claims(answer.text("id_token"))["sub"], "auth0|dana");
    let claims = claims(answer.text("access_token"));
    assert_eq!(claims["iss"], tenant.at("/"));
    assert_eq!(claims["sub"], "auth0|dana");
    assert_eq!(claims["azp"], "mooring-demo");
    assert_eq!(claims["aud"], json!([audience, tenant.at("/userinfo")]));
    assert_eq!(claims["scope"], scope);
    assert_eq!(
        claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
        600
    );
}

#[tokio::test]
async fn without_openid_the_audience_is_one_text_and_there_is_no_id_token() {
    let tenant = automatic().await;
    let token = refresh_token(&tenant, &[]).await;
    let audience = tenant.audience();
    let answer = tenant
        .refresh(&token, &[("audience", &audience), ("scope", ALL)])
        .await;
    assert_eq!(answer.text("scope"), ALL);
    assert!(answer.body.get("id_token").is_none());
    assert_eq!(claims(answer.text("access_token"))["aud"], audience);
}

#[tokio::test]
async fn user_info_opens_to_opaque_and_signed_tokens_with_openid() {
    let tenant = automatic().await;
    let opaque = tenant.sign_in(&[]).await;
    let audience = tenant.audience();
    let signed = tenant.sign_in(&[("audience", &audience)]).await;
    for answer in [&opaque, &signed] {
        let info = tenant.user_info(answer.text("access_token")).await;
        assert_eq!(info.status, 200);
        assert_eq!(info.text("name"), "Dana Okafor");
    }
    let bare = tenant.my_account_token("dana", ALL).await;
    let refused = tenant.user_info(&bare).await;
    assert_eq!(
        (refused.status, refused.text("error")),
        (401, "invalid_token")
    );
    tenant.advance(86_401);
    assert_eq!(
        tenant.user_info(opaque.text("access_token")).await.status,
        401
    );
}
