//! What goes through the browser.

use std::collections::HashMap;

use super::*;
use crate::{AuthorizationOptions, AuthorizationRequest, MULTI_FACTOR, Prompt, State};

fn asked(
    tenant: &Tenant,
    dpop_key: Option<&DpopKey>,
    options: AuthorizationOptions<'_>,
) -> Result<HashMap<String, String>, Error> {
    let request = AuthorizationRequest {
        redirect_uri: CALLBACK,
        state: &State::new("s-1"),
        nonce: &Nonce::new("n-1"),
        code_verifier: &verifier(),
        dpop_key,
        options,
    };
    let url = tenant.authorization_url(&request)?;
    assert_eq!(url.path(), "/authorize");
    let pairs: Vec<_> = url.query_pairs().into_owned().collect();
    let map: HashMap<_, _> = pairs.iter().cloned().collect();
    assert_eq!(map.len(), pairs.len(), "nothing twice");
    Ok(map)
}

fn expected<const N: usize>(more: [(&str, &str); N]) -> HashMap<String, String> {
    let always = [
        ("response_type", "code"),
        ("response_mode", "query"),
        ("client_id", CLIENT),
        ("redirect_uri", CALLBACK),
        ("scope", "openid profile email offline_access"),
        ("state", "s-1"),
        ("nonce", "n-1"),
        (
            "code_challenge",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        ),
        ("code_challenge_method", "S256"),
    ];
    always
        .into_iter()
        .chain(more)
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[tokio::test]
async fn a_plain_sign_in_asks_for_nothing_special() {
    let tenant = tenant(&stub(|_| None).await).await;
    let sent = asked(&tenant, None, AuthorizationOptions::default()).unwrap();
    assert_eq!(sent, expected([]));
}

#[tokio::test]
async fn every_option_is_sent() {
    let tenant = tenant(&stub(|_| None).await).await;
    let key = DpopKey::generate().unwrap();
    let options = AuthorizationOptions {
        prompt: Some(Prompt::SelectAccount),
        max_age: Some(0),
        acr_values: Some(MULTI_FACTOR),
        login_hint: Some("ada@acme.com"),
        ui_locales: Some("zh-Hans de"),
        organization: Some("org_A1"),
        invitation: Some("ticket-1"),
    };
    assert_eq!(
        asked(&tenant, Some(&key), options).unwrap(),
        expected([
            ("prompt", "select_account"),
            ("max_age", "0"),
            (
                "acr_values",
                "http://schemas.openid.net/pape/policies/2007/06/multi-factor"
            ),
            ("login_hint", "ada@acme.com"),
            ("ui_locales", "zh-Hans de"),
            ("organization", "org_A1"),
            ("invitation", "ticket-1"),
            ("dpop_jkt", &key.thumbprint()),
        ])
    );
}

#[tokio::test]
async fn the_prompts_have_the_names_of_the_standard() {
    let tenant = tenant(&stub(|_| None).await).await;
    for (prompt, name) in [
        (Prompt::Login, "login"),
        (Prompt::Consent, "consent"),
        (Prompt::SelectAccount, "select_account"),
    ] {
        let options = AuthorizationOptions {
            prompt: Some(prompt),
            ..Default::default()
        };
        assert_eq!(asked(&tenant, None, options).unwrap()["prompt"], name);
        assert_eq!(
            serde_json::to_value(prompt).unwrap(),
            json!(name),
            "in a connect as well"
        );
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_not_sent() {
    let tenant = tenant(&stub(|_| None).await).await;
    for options in [
        AuthorizationOptions {
            invitation: Some("ticket-1"),
            ..Default::default()
        },
        AuthorizationOptions {
            organization: Some(""),
            ..Default::default()
        },
        AuthorizationOptions {
            login_hint: Some(""),
            ..Default::default()
        },
        AuthorizationOptions {
            acr_values: Some(""),
            ..Default::default()
        },
        AuthorizationOptions {
            ui_locales: Some("d"),
            ..Default::default()
        },
        AuthorizationOptions {
            max_age: Some(u32::MAX),
            ..Default::default()
        },
    ] {
        let error = asked(&tenant, None, options).unwrap_err();
        assert!(matches!(error, Error::NotSent(_)), "{options:?}: {error:?}");
    }
}

#[tokio::test]
async fn a_request_outside_the_limits_is_not_sent() {
    let tenant = tenant(&stub(|_| None).await).await;
    let (state, nonce, verifier) = (State::new("s-1"), Nonce::new("n-1"), verifier());
    let good = AuthorizationRequest {
        redirect_uri: CALLBACK,
        state: &state,
        nonce: &nonce,
        code_verifier: &verifier,
        dpop_key: None,
        options: AuthorizationOptions::default(),
    };
    let (no_state, no_nonce) = (State::new(""), Nonce::new(""));
    let short = CodeVerifier::new("a".repeat(42));
    for request in [
        AuthorizationRequest {
            redirect_uri: "callback",
            ..good
        },
        AuthorizationRequest {
            state: &no_state,
            ..good
        },
        AuthorizationRequest {
            nonce: &no_nonce,
            ..good
        },
        AuthorizationRequest {
            code_verifier: &short,
            ..good
        },
    ] {
        let error = tenant.authorization_url(&request).unwrap_err();
        assert!(matches!(error, Error::NotSent(_)), "{error:?}");
    }
    tenant.authorization_url(&good).unwrap();
}

#[tokio::test]
async fn the_browser_is_told_to_end_its_session() {
    let tenant = tenant(&stub(|_| None).await).await;
    let url = tenant.logout_url(Some("s-1")).unwrap();
    assert_eq!(url.path(), "/oidc/logout");
    assert_eq!(url.query(), Some("client_id=client-1&logout_hint=s-1"));
    let older = Stub::start(|host, _| {
        let mut document = discovery(host);
        document
            .as_object_mut()
            .unwrap()
            .remove("end_session_endpoint");
        Reply::json(200, &document)
    })
    .await;
    let url = super::tenant(&older).await.logout_url(Some("s-1")).unwrap();
    assert_eq!(
        (url.path(), url.query()),
        ("/v2/logout", Some("client_id=client-1"))
    );
}

#[tokio::test]
async fn the_tenant_tells_whether_it_knows_our_proofs() {
    assert!(tenant(&stub(|_| None).await).await.supports_dpop());
    for algorithms in [Some(json!(["RS256"])), Some(json!([])), None] {
        let stub = Stub::start(move |host, _| {
            let mut document = discovery(host);
            let fields = document.as_object_mut().unwrap();
            fields.remove("dpop_signing_alg_values_supported");
            if let Some(algorithms) = algorithms.clone() {
                fields.insert("dpop_signing_alg_values_supported".to_owned(), algorithms);
            }
            Reply::json(200, &document)
        })
        .await;
        assert!(!tenant(&stub).await.supports_dpop());
    }
}
