//! `/authorize` and the metadata.

use emulator::{Confirmation, OpenQuestions};
use serde_json::json;

use crate::tenant::{CALLBACK, automatic, claims, location, parameter, started};

#[tokio::test]
async fn metadata_names_the_address_by_which_it_was_asked() {
    let tenant = automatic().await;
    let path = "/.well-known/openid-configuration";
    let port = tenant.emulator.base_url().port().unwrap();
    let by_name = tenant.get_as_host(path, &format!("localhost:{port}")).await;
    assert_eq!(by_name.text("issuer"), format!("http://localhost:{port}/"));
    let by_number = tenant.get_as_host(path, &format!("127.0.0.1:{port}")).await;
    assert_eq!(by_number.text("issuer"), tenant.at("/"));
    assert_eq!(
        by_number.text("jwks_uri"),
        tenant.at("/.well-known/jwks.json")
    );
    assert_eq!(
        by_number.text("end_session_endpoint"),
        tenant.at("/oidc/logout")
    );
}

#[tokio::test]
async fn metadata_names_the_configured_base_whatever_the_host_is() {
    let tenant = started(|config| config.base_url = Some("https://login.example".parse().unwrap()));
    let tenant = tenant.await;
    assert_eq!(
        tenant.emulator.base_url().as_str(),
        "https://login.example/"
    );
}

#[tokio::test]
async fn the_key_set_verifies_an_id_token() {
    let tenant = automatic().await;
    let answer = tenant.sign_in(&[]).await;
    let keys: jsonwebtoken::jwk::JwkSet = tenant
        .get("/.well-known/jwks.json")
        .await
        .json()
        .await
        .unwrap();
    let token = answer.text("id_token");
    let header = jsonwebtoken::decode_header(token).unwrap();
    let key = keys.find(&header.kid.unwrap()).unwrap();
    let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
    validation.set_audience(&["mooring-demo"]);
    validation.set_issuer(&[tenant.at("/")]);
    let key = jsonwebtoken::DecodingKey::from_jwk(key).unwrap();
    let data = jsonwebtoken::decode::<serde_json::Value>(token, &key, &validation).unwrap();
    assert_eq!(data.claims["sub"], "auth0|dana");
    assert_eq!(data.claims["nonce"], "no");
    assert_eq!(data.claims["email"], "dana@acme.example");
    assert_eq!(data.claims["email_verified"], true);
    assert!(data.claims["sid"].is_string());
}

#[tokio::test]
async fn an_unknown_client_and_a_foreign_callback_are_told_on_a_page() {
    let tenant = automatic().await;
    let unknown = tenant.authorize(&[("client_id", "other")]).await;
    assert_eq!(unknown.status(), 403);
    for callback in [
        "https://evil.example/",
        "dev.mooring.desktop://callback/",
        "",
    ] {
        let response = tenant.authorize(&[("redirect_uri", callback)]).await;
        assert_eq!(response.status(), 403, "{callback}");
        assert!(response.headers().get("location").is_none());
        assert!(
            response
                .text()
                .await
                .unwrap()
                .contains("Callback URL mismatch.")
        );
    }
}

#[tokio::test]
async fn requests_out_of_order_come_back_as_errors_with_the_state() {
    let tenant = automatic().await;
    let cases: [(&[(&str, &str)], &str); 10] = [
        (&[("response_type", "token")], "unsupported_response_type"),
        (&[("response_type", "")], "invalid_request"),
        (&[("code_challenge", "")], "invalid_request"),
        (&[("code_challenge_method", "plain")], "invalid_request"),
        (&[("code_challenge_method", "")], "invalid_request"),
        (&[("code_challenge", "short")], "invalid_request"),
        (&[("audience", "https://nowhere.example/")], "access_denied"),
        (&[("prompt", "none login")], "invalid_request"),
        (&[("max_age", "soon")], "invalid_request"),
        (&[("organization", "org_1")], "invalid_request"),
    ];
    for (changes, error) in cases {
        let back = location(&tenant.authorize(changes).await);
        assert!(back.as_str().starts_with(CALLBACK), "{back}");
        assert_eq!(
            parameter(&back, "error").as_deref(),
            Some(error),
            "{changes:?}"
        );
        assert_eq!(parameter(&back, "state").as_deref(), Some("st"));
    }
}

#[tokio::test]
async fn an_audience_without_the_trailing_slash_is_a_service_not_found() {
    let tenant = automatic().await;
    let audience = tenant.at("/me");
    let back = location(&tenant.authorize(&[("audience", &audience)]).await);
    let text = parameter(&back, "error_description").unwrap();
    assert_eq!(text, format!("Service not found: {audience}"));
}

#[tokio::test]
async fn a_missing_client_grant_is_told_at_sign_in() {
    let tenant = started(|config| config.client.grants.clear()).await;
    let audience = tenant.audience();
    let back = location(&tenant.authorize(&[("audience", &audience)]).await);
    let text = parameter(&back, "error_description").unwrap();
    assert_eq!(
        text,
        format!(
            "Client \"mooring-demo\" is not authorized to access resource server \"{audience}\"."
        )
    );
}

#[tokio::test]
async fn a_silent_sign_in_without_a_session_requires_a_login() {
    let tenant = automatic().await;
    let back = location(&tenant.authorize(&[("prompt", "none")]).await);
    assert_eq!(parameter(&back, "error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn a_silent_sign_in_is_refused_for_a_callback_that_cannot_be_verified() {
    for (confirmation, expected) in [
        (Confirmation::Always, Some("interaction_required")),
        (Confirmation::Never, None),
    ] {
        let tenant = started(|config| config.client.confirmation = confirmation).await;
        let first = tenant.authorize(&[]).await;
        let cookie = first.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        let cookie = cookie.split(';').next().unwrap();
        let request = tenant
            .authorize_request(&[("prompt", "none")])
            .header("cookie", cookie);
        let back = location(&request.send().await.unwrap());
        assert_eq!(parameter(&back, "error").as_deref(), expected);
        assert_eq!(parameter(&back, "code").is_some(), expected.is_none());
    }
}

#[tokio::test]
async fn unknown_scopes_are_dropped_without_a_word() {
    let tenant = automatic().await;
    let answer = tenant
        .sign_in(&[("scope", "openid read:everything email openid")])
        .await;
    assert_eq!(answer.text("scope"), "openid email");
    assert!(answer.body.get("refresh_token").is_none());
    assert!(claims(answer.text("id_token")).get("name").is_none());
}

#[tokio::test]
async fn a_hint_chooses_who_is_signed_in_without_pages() {
    let tenant = automatic().await;
    let answer = tenant
        .sign_in(&[("login_hint", "kenji@acme.example")])
        .await;
    assert_eq!(claims(answer.text("id_token"))["sub"], "auth0|kenji");
}

#[tokio::test]
async fn max_age_puts_the_time_of_sign_in_into_the_id_token() {
    let tenant = automatic().await;
    let with = tenant.sign_in(&[("max_age", "60")]).await;
    assert!(claims(with.text("id_token"))["auth_time"].is_i64());
    let without = tenant.sign_in(&[]).await;
    assert!(claims(without.text("id_token")).get("auth_time").is_none());
}

#[tokio::test]
async fn a_parameter_sent_twice_is_refused() {
    let tenant = automatic().await;
    let request = tenant.authorize_request(&[]).query(&[("state", "again")]);
    assert_eq!(request.send().await.unwrap().status(), 400);
}

#[tokio::test]
async fn dropping_the_emulator_frees_its_port() {
    let tenant = automatic().await;
    let address = tenant.at("/");
    tenant.emulator.shutdown().await;
    assert!(tenant.http.get(address).send().await.is_err());
}

#[tokio::test]
async fn exchanges_are_recorded_only_when_asked_for() {
    let silent = automatic().await;
    silent.sign_in(&[]).await;
    assert!(silent.emulator.exchanges().is_empty());

    let tenant = started(|config| {
        config.record = true;
        config.open_questions = OpenQuestions::default();
    })
    .await;
    let token = tenant
        .my_account_token("dana", "read:me:connected_accounts")
        .await;
    tenant.list(&token, "?take=1").await;
    let exchanges = tenant.emulator.exchanges();
    assert_eq!(exchanges.len(), 2);
    let [exchange, call] = exchanges.as_slice() else {
        unreachable!()
    };
    assert_eq!(
        (exchange.method.as_str(), exchange.path.as_str()),
        ("POST", "/oauth/token")
    );
    assert!(
        exchange
            .request_body
            .contains("grant_type=authorization_code")
    );
    assert_eq!(call.path, "/me/v1/connected-accounts/accounts");
    assert_eq!(call.query, [("take".to_owned(), "1".to_owned())]);
    assert_eq!(call.status, 200);
    assert!(
        call.request_headers
            .iter()
            .any(|(name, _)| name == "authorization")
    );
    assert!(
        call.response_headers
            .iter()
            .any(|(name, _)| name == "x-ratelimit-limit")
    );
    let body: serde_json::Value = serde_json::from_str(&call.response_body).unwrap();
    assert_eq!(body["accounts"].as_array().map(Vec::len), Some(1));
    assert_eq!(body["accounts"][0]["access_type"], json!("offline"));
}
