//! The token endpoint's answers, and what is sent to it.

use super::*;
use crate::{ClientAuthentication, ClientSecret, OAuthCause};

/// A tenant whose token endpoint answers with this.
async fn answering(reply: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Stub {
    stub(move |request| {
        let token = matches!(request.path(), TOKEN | "/oauth/revoke");
        token.then(|| reply(request))
    })
    .await
}

#[tokio::test]
async fn a_code_becomes_a_refresh_token_and_an_identity() {
    let stub = answering(|request| tokens_with(request, |_| ())).await;
    let tenant = tenant(&stub).await;
    let signed_in = sign_in(&tenant, &Credentials::default()).await.unwrap();
    assert_eq!(signed_in.refresh_token.expose(), "rt-2");
    assert_eq!(signed_in.identity.subject, "auth0|ada");
    assert_eq!(signed_in.identity.name, "Ada");
    assert_eq!(signed_in.identity.email.as_deref(), Some("ada@acme.com"));
    assert_eq!(signed_in.identity.session_id.as_deref(), Some("s-1"));
    assert_eq!(signed_in.identity.organization, None);
    assert!(!signed_in.bound);
    let [request] = &stub.seen(TOKEN)[..] else {
        panic!("sent once");
    };
    assert!(request.header("dpop").is_none() && request.header("authorization").is_none());
    let mut form: Vec<_> = request.form().into_iter().collect();
    form.sort();
    let expected = [
        ("client_id", CLIENT),
        ("code", "code-1"),
        ("code_verifier", verifier().expose()),
        ("grant_type", "authorization_code"),
        ("redirect_uri", CALLBACK),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(form, expected);
}

#[tokio::test]
async fn a_refresh_asks_for_the_my_account_api_with_all_its_scopes() {
    let stub = answering(|request| tokens_with(request, |_| ())).await;
    let tenant = tenant(&stub).await;
    let refreshed = refresh(&tenant, &Credentials::default()).await.unwrap();
    assert_eq!(refreshed.refresh_token.unwrap().expose(), "rt-2");
    assert_eq!(refreshed.identity.unwrap().subject, "auth0|ada");
    let access = refreshed.access.unwrap();
    assert_eq!(access.lifetime, Duration::from_mins(10));
    assert_eq!(access.expires_at, now() + TimeDelta::minutes(10));
    assert!(access.dpop_key.is_none());
    let form = stub.seen(TOKEN)[0].form();
    assert_eq!(form["grant_type"], "refresh_token");
    assert_eq!(form["refresh_token"], "rt-1");
    assert_eq!(form["audience"], tenant.address().my_account_audience());
    assert_eq!(
        form["scope"],
        "openid profile email offline_access create:me:connected_accounts \
         read:me:connected_accounts delete:me:connected_accounts"
    );
}

#[tokio::test]
async fn the_new_refresh_token_is_given_even_if_the_access_is_wrong() {
    type Change = fn(&mut Value);
    let rows: [(Change, &str); 7] = [
        (
            |tokens| tokens["expires_in"] = json!(1_000_000_000_000_000_u64),
            "unexpected answer: the access token never ends",
        ),
        (
            |tokens| tokens["expires_in"] = json!(u64::MAX),
            "unexpected answer: the access token never ends",
        ),
        (
            |tokens| tokens["access_token"] = json!("opaque"),
            "the access token is not for",
        ),
        (
            |tokens| tokens["access_token"] = json!(sign(&json!({"aud": "https://other/"}))),
            "the access token is not for",
        ),
        (
            |tokens| tokens["scope"] = json!("openid read:me:connected_accounts"),
            "the access token lacks create:me:connected_accounts delete:me:connected_accounts",
        ),
        (
            |tokens| tokens["id_token"] = json!("a.b.c"),
            "the ID token is not acceptable",
        ),
        (
            |tokens| tokens["token_type"] = json!("DPoP"),
            "unexpected answer: the tokens are of a kind that was not asked for",
        ),
    ];
    for (change, expected) in rows {
        let stub = answering(move |request| tokens_with(request, change)).await;
        let refreshed = refresh(&tenant(&stub).await, &Credentials::default())
            .await
            .unwrap();
        assert_eq!(refreshed.refresh_token.unwrap().expose(), "rt-2");
        let error = refreshed.access.unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[tokio::test]
async fn what_need_not_be_there_may_be_absent() {
    let stub = answering(|request| {
        tokens_with(request, |tokens| {
            for field in ["refresh_token", "id_token", "scope", "expires_in"] {
                tokens.as_object_mut().unwrap().remove(field);
            }
            tokens["resource"] = json!("https://t.example/me/");
        })
    })
    .await;
    let refreshed = refresh(&tenant(&stub).await, &Credentials::default())
        .await
        .unwrap();
    assert!(refreshed.refresh_token.is_none() && refreshed.identity.is_none());
    assert_eq!(refreshed.access.unwrap().lifetime, Duration::from_mins(10));
}

#[tokio::test]
async fn a_sign_in_without_refresh_token_or_id_token_is_none() {
    let stub = answering(|request| {
        tokens_with(request, |tokens| {
            drop(tokens.as_object_mut().unwrap().remove("refresh_token"));
        })
    })
    .await;
    let error = sign_in(&tenant(&stub).await, &Credentials::default())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::RefreshTokenMissing), "{error:?}");
    let stub = answering(|request| {
        tokens_with(request, |tokens| {
            drop(tokens.as_object_mut().unwrap().remove("id_token"));
        })
    })
    .await;
    let error = sign_in(&tenant(&stub).await, &Credentials::default())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::IdToken(_)), "{error:?}");
}

#[tokio::test]
async fn a_refusal_is_told_by_its_cause() {
    let stub = answering(|_| {
        let body = json!({"error": "invalid_grant", "error_description": "Unknown or invalid refresh token."});
        Reply::json(403, &body)
    })
    .await;
    let error = refresh(&tenant(&stub).await, &Credentials::default())
        .await
        .unwrap_err();
    let Error::OAuth(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.cause(), OAuthCause::GrantRejected);
}

#[tokio::test]
async fn an_answer_that_is_no_oauth_error_is_told_without_its_content() {
    let rows = [
        (
            Reply::new(403, "<html>blocked s3cret"),
            "127.0.0.1 answered with a web page",
        ),
        (
            Reply::new(403, "s3cret"),
            "unexpected answer: 127.0.0.1 answered with status 403 and did not explain it",
        ),
        (
            Reply::new(400, ""),
            "unexpected answer: 127.0.0.1 answered with status 400 and did not explain it",
        ),
        (
            Reply::new(400, r#"{"s3cret":1}"#),
            "unexpected answer: 127.0.0.1 answered with status 400 and did not explain it",
        ),
        (
            Reply::new(201, r#"{"access_token":"s3cret"}"#),
            "unexpected answer: 127.0.0.1 answered with status 201 and did not explain it",
        ),
        (
            Reply::new(500, "s3cret"),
            "the tenant answered with status 500",
        ),
        (
            Reply::new(200, r#"{"access_token":["s3cret"]}"#),
            "unexpected answer: the token endpoint's answer is not as agreed, at access_token",
        ),
        (
            Reply::new(200, "s3cret"),
            "unexpected answer: the token endpoint's answer is not as agreed, at .",
        ),
        (
            Reply::json(403, &json!({"error": "too_many_requests"})),
            "too many requests",
        ),
    ];
    for (reply, expected) in rows {
        let stub = answering(move |_| reply.clone()).await;
        let port = format!(":{}", stub.port);
        let error = refresh(&tenant(&stub).await, &Credentials::default())
            .await
            .unwrap_err();
        assert_eq!(error.to_string().replace(&port, ""), expected);
        assert!(!format!("{error:?}").contains("s3cret"));
    }
}

#[tokio::test]
async fn limits_are_checked_before_anything_is_sent() {
    let stub = answering(|request| tokens_with(request, |_| ())).await;
    let tenant = tenant(&stub).await;
    let good = CodeExchange {
        code: &AuthorizationCode::new("code-1"),
        code_verifier: &verifier(),
        redirect_uri: CALLBACK,
        nonce: &Nonce::new("n-1"),
        organization: None,
        max_age: None,
    };
    let short = CodeVerifier::new("short");
    for exchange in [
        CodeExchange {
            redirect_uri: "callback",
            ..good
        },
        CodeExchange {
            code_verifier: &short,
            ..good
        },
    ] {
        let error = tenant
            .exchange_code(&exchange, &Credentials::default())
            .await
            .unwrap_err();
        assert!(matches!(error, Error::NotSent(_)), "{error:?}");
    }
    assert_eq!(stub.count(TOKEN), 0);
}

#[tokio::test]
async fn a_refresh_token_is_revoked() {
    let stub = answering(|_| Reply::new(200, "OK")).await;
    let tenant = tenant(&stub).await;
    let token = RefreshToken::new("rt-1");
    tenant.revoke(&token, &bound()).await.unwrap();
    let [request] = &stub.seen("/oauth/revoke")[..] else {
        panic!("sent once");
    };
    assert!(request.header("dpop").is_none());
    let form = request.form();
    assert_eq!(
        (
            form["client_id"].as_str(),
            form["token"].as_str(),
            form["token_type_hint"].as_str()
        ),
        (CLIENT, "rt-1", "refresh_token")
    );
}

#[tokio::test]
async fn a_revocation_that_is_refused_is_told() {
    let stub = answering(|_| Reply::json(401, &json!({"error": "invalid_client"}))).await;
    let tenant = tenant(&stub).await;
    let error = tenant
        .revoke(&RefreshToken::new("rt-1"), &Credentials::default())
        .await;
    let Err(Error::OAuth(error)) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.cause(), OAuthCause::ClientRejected);
}

fn confidential() -> Credentials {
    Credentials {
        authentication: ClientAuthentication::ClientSecretPost(ClientSecret::new("cs-1")),
        dpop_key: None,
    }
}

#[tokio::test]
async fn the_vault_is_asked_as_the_contract_says_and_its_answer_dropped() {
    let stub = answering(|_| Reply::new(200, "not even JSON")).await;
    let tenant = tenant(&stub).await;
    let token = RefreshToken::new("rt-1");
    tenant
        .check_vault(&token, "github", &confidential())
        .await
        .unwrap();
    let mut form: Vec<_> = stub.seen(TOKEN)[0].form().into_iter().collect();
    form.sort();
    let expected = [
        ("client_id", CLIENT),
        ("client_secret", "cs-1"),
        ("connection", "github"),
        (
            "grant_type",
            "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
        ),
        (
            "requested_token_type",
            "http://auth0.com/oauth/token-type/federated-connection-access-token",
        ),
        ("subject_token", "rt-1"),
        (
            "subject_token_type",
            "urn:ietf:params:oauth:token-type:refresh_token",
        ),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(form, expected);
}

#[tokio::test]
async fn the_vault_is_not_asked_by_a_public_client_or_for_no_connection() {
    let stub = answering(|_| Reply::new(200, "")).await;
    let tenant = tenant(&stub).await;
    let token = RefreshToken::new("rt-1");
    let long = "c".repeat(129);
    for (connection, credentials) in [
        ("github", Credentials::default()),
        ("", confidential()),
        (long.as_str(), confidential()),
    ] {
        let error = tenant
            .check_vault(&token, connection, &credentials)
            .await
            .unwrap_err();
        assert!(matches!(error, Error::NotSent(_)), "{error:?}");
    }
    assert_eq!(stub.count(TOKEN), 0);
}

#[tokio::test]
async fn the_vaults_refusal_has_its_cause() {
    let stub = answering(|_| {
        Reply::json(
            401,
            &json!({
                "error": "federated_connection_refresh_token_not_found",
                "error_description": "Federated connection Refresh Token not found.",
            }),
        )
    })
    .await;
    let tenant = tenant(&stub).await;
    let result = tenant
        .check_vault(&RefreshToken::new("rt-1"), "github", &confidential())
        .await;
    let Err(Error::OAuth(error)) = result else {
        panic!("{result:?}");
    };
    assert_eq!(error.cause(), OAuthCause::VaultTokenMissing);
}
