//! How a client proves itself.

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use emulator::Authentication;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::tenant::{CALLBACK, Tenant, VERIFIER, started};

const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

fn secret() -> String {
    "s3cret".to_owned()
}

async fn confidential(authentication: Authentication) -> Tenant {
    started(|config| config.client.authentication = authentication).await
}

/// The fields for a code, without anything that proves the client.
fn fields(code: &str) -> Vec<(&'static str, String)> {
    vec![
        ("grant_type", "authorization_code".to_owned()),
        ("code", code.to_owned()),
        ("redirect_uri", CALLBACK.to_owned()),
        ("code_verifier", VERIFIER.to_owned()),
    ]
}

async fn basic(tenant: &Tenant, code: &str, secret: &str) -> u16 {
    let request = tenant
        .http
        .post(tenant.at("/oauth/token"))
        .basic_auth("mooring-demo", Some(secret))
        .form(&fields(code));
    request.send().await.unwrap().status().as_u16()
}

async fn post(tenant: &Tenant, code: &str, secret: &str) -> u16 {
    let mut fields = fields(code);
    fields.push(("client_id", "mooring-demo".to_owned()));
    fields.push(("client_secret", secret.to_owned()));
    let request = tenant.http.post(tenant.at("/oauth/token")).form(&fields);
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_secret_is_taken_in_the_body_or_by_basic_as_configured() {
    let in_body = confidential(Authentication::ClientSecretPost { secret: secret() }).await;
    let by_basic = confidential(Authentication::ClientSecretBasic { secret: secret() }).await;
    for (tenant, in_body_status, basic_status) in [(&in_body, 200, 401), (&by_basic, 401, 200)] {
        let code = tenant.code(&[]).await;
        let without = tenant.redeem(&code).await;
        assert_eq!(
            (without.status, without.text("error")),
            (401, "invalid_client")
        );
        assert_eq!(post(tenant, &code, "wrong").await, 401);
        assert_eq!(basic(tenant, &code, "wrong").await, 401);
        assert_eq!(post(tenant, &code, "s3cret").await, in_body_status);
        let code = tenant.code(&[]).await;
        assert_eq!(basic(tenant, &code, "s3cret").await, basic_status);
    }
}

#[tokio::test]
async fn revoking_needs_the_same_proof() {
    let tenant = confidential(Authentication::ClientSecretPost { secret: secret() }).await;
    let mut fields = vec![("client_id", "mooring-demo"), ("token", "any")];
    assert_eq!(tenant.post_form("/oauth/revoke", &fields).await.status, 401);
    fields.push(("client_secret", "s3cret"));
    assert_eq!(tenant.post_form("/oauth/revoke", &fields).await.status, 200);
}

fn pem(label: &str, document: &[u8]) -> String {
    let encoded = STANDARD.encode(document);
    format!("-----BEGIN {label}-----\n{encoded}\n-----END {label}-----\n")
}

/// An ES256 key: what signs, and the public half as PEM.
fn key() -> (EncodingKey, String) {
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let document = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref()).unwrap();
    let public = pair.public_key().as_der().unwrap();
    let signing = EncodingKey::from_ec_pem(pem("PRIVATE KEY", document.as_ref()).as_bytes());
    (signing.unwrap(), pem("PUBLIC KEY", public.as_ref()))
}

async fn with_assertion(tenant: &Tenant, assertion: &str) -> u16 {
    let code = tenant.code(&[]).await;
    let mut fields = fields(&code);
    fields.push(("client_assertion_type", ASSERTION.to_owned()));
    fields.push(("client_assertion", assertion.to_owned()));
    let request = tenant.http.post(tenant.at("/oauth/token")).form(&fields);
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_signed_assertion_is_taken_once_and_only_if_every_claim_is_right() {
    let (signing, public_key) = key();
    let tenant = confidential(Authentication::PrivateKeyJwt { public_key }).await;
    let now = now_of(&tenant).await;
    let sign = |claims: &Value| {
        jsonwebtoken::encode(&Header::new(Algorithm::ES256), claims, &signing).unwrap()
    };
    let claims = |id: &str| {
        json!({
            "iss": "mooring-demo", "sub": "mooring-demo", "aud": tenant.at("/"),
            "exp": now + 60, "jti": id,
        })
    };
    let first = sign(&claims("1"));
    assert_eq!(with_assertion(&tenant, &first).await, 200);
    assert_eq!(with_assertion(&tenant, &first).await, 401, "single use");
    let mut at_endpoint = claims("2");
    at_endpoint["aud"] = json!([tenant.at("/oauth/token")]);
    assert_eq!(with_assertion(&tenant, &sign(&at_endpoint)).await, 200);
    for (name, value) in [
        ("iss", json!("other")),
        ("sub", json!("other")),
        ("aud", json!("https://other.example/")),
        ("exp", json!(now - 60)),
        ("jti", Value::Null),
    ] {
        let mut wrong = claims("3");
        wrong[name] = value;
        assert_eq!(with_assertion(&tenant, &sign(&wrong)).await, 401, "{name}");
    }
    let (other, _) = key();
    let header = Header::new(Algorithm::ES256);
    let forged = jsonwebtoken::encode(&header, &claims("4"), &other).unwrap();
    assert_eq!(with_assertion(&tenant, &forged).await, 401);
}

/// The tenant's time, from its `Date` header.
async fn now_of(tenant: &Tenant) -> i64 {
    let response = tenant.get("/").await;
    let date = response.headers()["date"].to_str().unwrap().to_owned();
    chrono::DateTime::parse_from_rfc2822(&date)
        .unwrap()
        .timestamp()
}
