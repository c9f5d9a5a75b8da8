//! Tokens bound to a key, and the proofs that go with them.

use emulator::{Authentication, Possession};
use serde_json::{Value, json};

use crate::prover::{Prover, call, nonce, with_proof};
use crate::set_up::bare;
use crate::tenant::{ALL, Answer, LOGIN, Tenant, automatic, claims, started};

/// A bound access token for the My Account API, and the refresh token beside it.
async fn bound(tenant: &Tenant, prover: &Prover) -> (String, String) {
    let audience = tenant.audience();
    let scope = format!("{LOGIN} {ALL}");
    let code = tenant
        .code(&[("audience", &audience), ("scope", &scope)])
        .await;
    let answer = prover.redeem(tenant, &code).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.text("token_type"), "DPoP");
    let text = |name| answer.text(name).to_owned();
    (text("access_token"), text("refresh_token"))
}

fn challenge(answer: &Answer) -> &str {
    answer.headers["www-authenticate"].to_str().unwrap()
}

async fn without_nonces() -> Tenant {
    started(|config| {
        config.dpop.api_nonce = false;
        config.dpop.token_nonce = false;
    })
    .await
}

#[tokio::test]
async fn a_proof_binds_tokens_to_its_key() {
    let tenant = automatic().await;
    let prover = Prover::new();
    let (token, _) = bound(&tenant, &prover).await;
    assert_eq!(claims(&token)["cnf"]["jkt"], prover.thumbprint());
    let challenged = prover.list(&tenant, &token, None).await;
    assert_eq!(challenged.status, 401);
    assert!(challenge(&challenged).contains("use_dpop_nonce"));
    let answer = prover
        .list(&tenant, &token, Some(&nonce(&challenged)))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_ne!(
        nonce(&answer),
        nonce(&challenged),
        "a fresh one on success too"
    );
    let unbound = tenant.my_account_token("dana", ALL).await;
    assert!(claims(&unbound).get("cnf").is_none());
    assert_eq!(tenant.list(&unbound, "").await.status, 200);
}

#[tokio::test]
async fn a_bound_token_is_refused_as_bearer_and_an_unbound_one_with_a_proof() {
    let tenant = without_nonces().await;
    let prover = Prover::new();
    let (token, _) = bound(&tenant, &prover).await;
    let unbound = tenant.my_account_token("dana", ALL).await;
    for answer in [
        tenant.list(&token, "").await,
        prover.list(&tenant, &unbound, None).await,
    ] {
        assert_eq!((answer.status, answer.code()), (401, "A0E-401-0003"));
        let text = challenge(&answer);
        assert!(text.starts_with("DPoP error=\"invalid_token\""), "{text}");
        assert!(text.ends_with("algs=\"ES256\""), "{text}");
    }
}

#[tokio::test]
async fn a_public_client_needs_a_nonce_before_its_code_is_looked_at() {
    let tenant = automatic().await;
    let prover = Prover::new();
    let code = tenant.code(&[]).await;
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", "mooring-demo"),
    ];
    let first = with_proof(&tenant, &fields, &prover.for_token(&tenant, None)).await;
    assert_eq!((first.status, first.text("error")), (400, "use_dpop_nonce"));
    assert_eq!(
        first.text("error_description"),
        "Authorization server requires nonce in DPoP proof"
    );
    let answer = prover.redeem(&tenant, &code).await;
    assert_eq!(
        answer.status, 200,
        "the code was not used up: {}",
        answer.body
    );
    assert!(answer.headers.contains_key("dpop-nonce"));
}

/// The application that the tenant began with is a confidential one and needs none.
#[tokio::test]
async fn a_public_client_that_was_made_later_is_given_its_nonce() {
    let tenant = bare(|_| ()).await;
    let client = tenant.native_client(&[]).await;
    let prover = Prover::new();
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", client.as_str()),
        ("code", "made-up"),
        ("redirect_uri", "dev.mooring.desktop://callback"),
    ];
    let first = with_proof(&tenant, &fields, &prover.for_token(&tenant, None)).await;
    assert_eq!((first.status, first.text("error")), (400, "use_dpop_nonce"));
    let proof = prover.for_token(&tenant, Some(&nonce(&first)));
    let second = with_proof(&tenant, &fields, &proof).await;
    assert_eq!(second.text("error"), "invalid_grant", "{}", second.body);
}

#[tokio::test]
async fn a_confidential_client_needs_no_nonce_and_keeps_unbound_refresh_tokens() {
    let tenant = started(|config| {
        let secret = "s3cret".to_owned();
        config.client.authentication = Authentication::ClientSecretPost { secret };
    })
    .await;
    let prover = Prover::new();
    let code = tenant.code(&[]).await;
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", "mooring-demo"),
        ("client_secret", "s3cret"),
        ("code", &code),
        ("redirect_uri", crate::tenant::CALLBACK),
        ("code_verifier", crate::tenant::VERIFIER),
    ];
    let answer = with_proof(&tenant, &fields, &prover.for_token(&tenant, None)).await;
    assert_eq!((answer.status, answer.text("token_type")), (200, "DPoP"));
    let refresh = [("client_secret", "s3cret")];
    let answer = tenant.refresh(answer.text("refresh_token"), &refresh).await;
    assert_eq!((answer.status, answer.text("token_type")), (200, "Bearer"));
}

#[tokio::test]
async fn nonces_grow_stale_and_hold_for_one_server_only() {
    let tenant = started(|config| config.dpop.nonce_seconds = 120).await;
    let prover = Prover::new();
    let (token, _) = bound(&tenant, &prover).await;
    let at_api = nonce(&prover.list(&tenant, &token, None).await);
    assert_eq!(
        prover.list(&tenant, &token, Some(&at_api)).await.status,
        200
    );
    tenant.advance(121);
    let stale = prover.list(&tenant, &token, Some(&at_api)).await;
    assert!(challenge(&stale).contains("invalid_dpop_nonce"));
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", "mooring-demo"),
    ];
    let elsewhere = prover.for_token(&tenant, Some(&nonce(&stale)));
    let answer = with_proof(&tenant, &fields, &elsewhere).await;
    assert_eq!(answer.text("error"), "use_dpop_nonce");
    let at_token = nonce(&answer);
    let answer = prover.list(&tenant, &token, Some(&at_token)).await;
    assert!(challenge(&answer).contains("invalid_dpop_nonce"));
}

#[tokio::test]
async fn every_part_of_a_proof_is_checked() {
    let tenant = without_nonces().await;
    let prover = Prover::new();
    let (token, _) = bound(&tenant, &prover).await;
    let address = tenant.at("/me/v1/connected-accounts/accounts");
    let ath = json!(crate::prover::hash(&token));
    let right = || prover.draft("GET", &address).with("ath", ath.clone());
    let mut private = prover.jwk.clone();
    private["d"] = json!("secret");
    let headers = [
        json!({"typ": "JWT", "alg": "ES256", "jwk": prover.jwk}),
        json!({"typ": "dpop+jwt", "alg": "RS256", "jwk": prover.jwk}),
        json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": private}),
        json!({"typ": "dpop+jwt", "alg": "ES256"}),
        json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": Prover::new().jwk}),
    ];
    let mut proofs: Vec<String> = headers
        .into_iter()
        .map(|header| {
            let mut draft = right();
            draft.header = header;
            prover.sign(&draft)
        })
        .collect();
    let made = right().claims["iat"].as_i64().unwrap();
    for (name, value) in [
        ("htm", json!("POST")),
        (
            "htu",
            json!("http://other.example/me/v1/connected-accounts/accounts"),
        ),
        (
            "htu",
            json!(tenant.at("/me/v1/connected-accounts/connections")),
        ),
        ("iat", json!(made - 310)),
        ("iat", json!(made + 60)),
        ("iat", Value::Null),
        ("ath", json!("other")),
        ("ath", Value::Null),
        ("jti", Value::Null),
    ] {
        proofs.push(prover.sign(&right().with(name, value)));
    }
    proofs.push(Prover::new().for_call(("GET", &address), &token, None));
    proofs.push("not.a.jwt".to_owned());
    let scheme = format!("DPoP {token}");
    for (number, proof) in proofs.iter().enumerate() {
        let answer = call(&tenant, &address, &scheme, &[proof]).await;
        assert_eq!(answer.status, 401, "{number}");
        assert!(
            challenge(&answer).contains("invalid_dpop_proof"),
            "{number}"
        );
    }
    let good = prover.sign(&right());
    let twice = call(&tenant, &address, &scheme, &[&good, &good]).await;
    assert!(challenge(&twice).contains("only one DPoP header"));
    let none = call(&tenant, &address, &scheme, &[]).await;
    assert!(challenge(&none).contains("invalid_dpop_proof"));
    assert_eq!(call(&tenant, &address, &scheme, &[&good]).await.status, 200);
}

#[tokio::test]
async fn a_proof_works_once_and_its_address_has_no_query() {
    let tenant = without_nonces().await;
    let prover = Prover::new();
    let (token, _) = bound(&tenant, &prover).await;
    let address = tenant.at("/me/v1/connected-accounts/accounts");
    let proof = prover.for_call(("GET", &address), &token, None);
    let scheme = format!("DPoP {token}");
    let queried = format!("{address}?take=1");
    assert_eq!(
        call(&tenant, &queried, &scheme, &[&proof]).await.status,
        200
    );
    let again = call(&tenant, &queried, &scheme, &[&proof]).await;
    assert!(challenge(&again).contains("The proof was used before"));
}

#[tokio::test]
async fn user_info_takes_bound_tokens_with_a_proof() {
    let tenant = automatic().await;
    let prover = Prover::new();
    let opaque = prover.redeem(&tenant, &tenant.code(&[]).await).await;
    let (signed, _) = bound(&tenant, &prover).await;
    let address = tenant.at("/userinfo");
    for token in [opaque.text("access_token"), &signed] {
        let proof = prover.for_call(("GET", &address), token, None);
        let answer = call(&tenant, &address, &format!("DPoP {token}"), &[&proof]).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let bearer = tenant.user_info(token).await;
        assert_eq!(
            (bearer.status, bearer.text("error")),
            (401, "invalid_token")
        );
    }
}

#[tokio::test]
async fn a_refresh_token_of_a_public_client_needs_its_key() {
    let tenant = started(|config| config.client.rotation = false).await;
    let prover = Prover::new();
    let (_, refresh) = bound(&tenant, &prover).await;
    let answer = prover.refresh(&tenant, &refresh, &[]).await;
    assert_eq!((answer.status, answer.text("token_type")), (200, "DPoP"));
    let bare = tenant.refresh(&refresh, &[]).await;
    assert_eq!(
        (bare.status, bare.text("error")),
        (400, "invalid_dpop_proof")
    );
    let other = Prover::new().refresh(&tenant, &refresh, &[]).await;
    assert_eq!((other.status, other.text("error")), (403, "invalid_grant"));
}

#[tokio::test]
async fn a_code_can_be_meant_for_one_key() {
    let tenant = automatic().await;
    let (right, wrong) = (Prover::new(), Prover::new());
    let key = right.thumbprint();
    for (prover, status) in [(&right, 200), (&wrong, 403)] {
        let code = tenant.code(&[("dpop_jkt", &key)]).await;
        assert_eq!(prover.redeem(&tenant, &code).await.status, status);
    }
    let code = tenant.code(&[("dpop_jkt", &key)]).await;
    assert_eq!(tenant.redeem(&code).await.status, 403, "no proof at all");
}

#[tokio::test]
async fn an_api_or_a_client_can_insist_on_proofs() {
    let by_api = started(|config| config.dpop.api = Possession::Required).await;
    let audience = by_api.audience();
    let plain = by_api.sign_in(&[]).await;
    let refused = by_api
        .refresh(plain.text("refresh_token"), &[("audience", &audience)])
        .await;
    assert_eq!(
        (refused.status, refused.text("error")),
        (400, "invalid_dpop_proof")
    );

    let by_client = started(|config| config.dpop.client_required = true).await;
    let refused = by_client.redeem(&by_client.code(&[]).await).await;
    assert_eq!(
        (refused.status, refused.text("error")),
        (400, "invalid_dpop_proof")
    );
    let prover = Prover::new();
    let code = by_client.code(&[]).await;
    assert_eq!(prover.redeem(&by_client, &code).await.status, 200);

    let token = by_client_unbound(&by_api).await;
    let answer = by_api.list(&token, "").await;
    assert!(challenge(&answer).starts_with("DPoP error=\"invalid_token\""));
}

/// A bearer token from before the API insisted.
async fn by_client_unbound(tenant: &Tenant) -> String {
    let set = |api| {
        tenant
            .emulator
            .change(|config| config.dpop.api = api)
            .unwrap();
    };
    set(Possession::Allowed);
    let token = tenant.my_account_token("dana", ALL).await;
    set(Possession::Required);
    token
}

#[tokio::test]
async fn a_tenant_without_dpop_ignores_proofs_and_does_not_name_it() {
    let metadata = async |tenant: &Tenant| -> Value {
        let path = "/.well-known/openid-configuration";
        tenant.get(path).await.json().await.unwrap()
    };
    let tenant = automatic().await;
    let named = metadata(&tenant).await;
    assert_eq!(named["dpop_signing_alg_values_supported"], json!(["ES256"]));
    tenant
        .emulator
        .change(|config| config.dpop.api = Possession::Off)
        .unwrap();
    let silent = metadata(&tenant).await;
    assert!(silent.get("dpop_signing_alg_values_supported").is_none());
    let answer = Prover::new().redeem(&tenant, &tenant.code(&[]).await).await;
    assert_eq!((answer.status, answer.text("token_type")), (200, "Bearer"));
}

#[tokio::test]
async fn a_wrong_clock_moves_the_window_for_proofs() {
    let tenant = without_nonces().await;
    let prover = Prover::new();
    tenant
        .emulator
        .set_clock_offset(chrono::TimeDelta::seconds(400));
    let refused = prover.redeem(&tenant, &tenant.code(&[]).await).await;
    assert_eq!(
        (refused.status, refused.text("error")),
        (400, "invalid_dpop_proof")
    );
    tenant.emulator.set_clock_offset(chrono::TimeDelta::zero());
    let answer = prover.redeem(&tenant, &tenant.code(&[]).await).await;
    assert_eq!(answer.status, 200);
}
