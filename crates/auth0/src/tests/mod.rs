//! The library against a tenant in the same process, which answers by a script.

pub(crate) mod keys;
mod stub;

mod account_calls;
mod authorization;
mod client_authentication;
mod discovery;
mod id_tokens;
mod management;
mod network;
mod pages;
mod proofs;
mod tokens;
mod transport;

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::http::Limits;
use crate::{
    Access, AccessToken, AuthorizationCode, CodeExchange, CodeVerifier, Credentials, DpopKey,
    Error, Http, Nonce, Now, RefreshToken, Refreshed, SignedIn, Tenant, TenantAddress,
};
use stub::{Reply, Seen, Stub};

const CLIENT: &str = "client-1";
const CALLBACK: &str = "http://127.0.0.1:8485/callback";
const TOKEN: &str = "/oauth/token";
const ACCOUNTS: &str = "/me/v1/connected-accounts/accounts";
const KEYS: &str = "/.well-known/jwks.json";
const DISCOVERY: &str = "/.well-known/openid-configuration";

/// What this computer's clock shows in these tests.
fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

/// A clock that stands still until it is set.
#[derive(Clone)]
struct TestClock(Arc<Mutex<DateTime<Utc>>>);

impl TestClock {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(now())))
    }

    fn forward(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }

    fn reader(&self) -> Now {
        let clock = Arc::clone(&self.0);
        Arc::new(move || *clock.lock().unwrap())
    }
}

/// In a hurry between requests, but as patient with them as the real one.
fn limits() -> Limits {
    Limits {
        pause: Duration::from_millis(1),
        ..Limits::default()
    }
}

/// The one client of the tests whose clock stands still. Its connections are never kept.
fn http() -> Http {
    static HTTP: OnceLock<Http> = OnceLock::new();
    let make = || Http::with_limits(TestClock::new().reader(), limits()).unwrap();
    HTTP.get_or_init(make).clone()
}

fn address(stub: &Stub) -> TenantAddress {
    TenantAddress::parse(&format!("http://127.0.0.1:{}", stub.port)).unwrap()
}

/// A tenant that does what the script says, and what every tenant does where it says nothing.
async fn stub(script: impl Fn(&Seen) -> Option<Reply> + Send + Sync + 'static) -> Stub {
    Stub::start(move |host, request| {
        script(request).unwrap_or_else(|| match request.path() {
            DISCOVERY => Reply::json(200, &discovery(host)),
            KEYS => Reply::json(200, own_keys()),
            _ => Reply::new(404, ""),
        })
    })
    .await
}

async fn tenant(stub: &Stub) -> Tenant {
    Tenant::discover(&http(), &address(stub), CLIENT)
        .await
        .unwrap()
}

fn discovery(host: &str) -> Value {
    let base = format!("http://{host}");
    json!({
        "issuer": format!("{base}/"),
        "authorization_endpoint": format!("{base}/authorize"),
        "token_endpoint": format!("{base}/oauth/token"),
        "jwks_uri": format!("{base}/.well-known/jwks.json"),
        "revocation_endpoint": format!("{base}/oauth/revoke"),
        "end_session_endpoint": format!("{base}/oidc/logout"),
        "dpop_signing_alg_values_supported": ["ES256"],
    })
}

/// The key set of a tenant that signs with `k1`.
fn own_keys() -> &'static Value {
    static KEYS: OnceLock<Value> = OnceLock::new();
    KEYS.get_or_init(|| json!(key_set(&[("k1", keys::rsa_pem())])))
}

fn key_set(keys: &[(&str, String)]) -> JwkSet {
    let public = |(id, pem): &(&str, String)| {
        let key = EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap();
        let mut key = Jwk::from_encoding_key(&key, Algorithm::RS256).unwrap();
        key.common.key_id = Some((*id).to_owned());
        key
    };
    JwkSet {
        keys: keys.iter().map(public).collect(),
    }
}

/// A token signed with the tenant's key `k1`.
fn sign(claims: &Value) -> String {
    sign_as("k1", &keys::rsa_pem(), claims)
}

fn sign_as(key_id: &str, pem: &str, claims: &Value) -> String {
    let mut header = Header::new(Algorithm::RS256);
    header.kid = Some(key_id.to_owned());
    let key = EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap();
    jsonwebtoken::encode(&header, claims, &key).unwrap()
}

/// The issuer that the request was sent to.
fn issuer(request: &Seen) -> String {
    format!("http://{}/", request.header("host").unwrap())
}

/// A good ID token's claims.
fn claims(issuer: &str) -> Value {
    json!({
        "iss": issuer, "sub": "auth0|ada", "aud": CLIENT, "nonce": "n-1",
        "iat": now().timestamp(), "exp": now().timestamp() + 3600,
        "name": "Ada", "email": "ada@acme.com", "sid": "s-1",
    })
}

/// What the tenant answers to a good code or refresh token.
fn tokens(issuer: &str, kind: &str) -> Value {
    json!({
        "access_token": sign(&json!({"aud": [format!("{issuer}me/"), format!("{issuer}userinfo")]})),
        "id_token": sign(&claims(issuer)),
        "refresh_token": "rt-2", "token_type": kind, "expires_in": 600,
        "scope": "openid profile email offline_access create:me:connected_accounts \
            read:me:connected_accounts delete:me:connected_accounts",
    })
}

/// `tokens`, changed.
fn tokens_with(request: &Seen, change: impl FnOnce(&mut Value)) -> Reply {
    let mut tokens = tokens(&issuer(request), "Bearer");
    change(&mut tokens);
    Reply::json(200, &tokens)
}

fn verifier() -> CodeVerifier {
    CodeVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
}

async fn sign_in(tenant: &Tenant, credentials: &Credentials) -> Result<SignedIn, Error> {
    sign_in_asking(tenant, credentials, None, None).await
}

async fn sign_in_asking(
    tenant: &Tenant,
    credentials: &Credentials,
    organization: Option<&str>,
    max_age: Option<u32>,
) -> Result<SignedIn, Error> {
    let exchange = CodeExchange {
        code: &AuthorizationCode::new("code-1"),
        code_verifier: &verifier(),
        redirect_uri: CALLBACK,
        nonce: &Nonce::new("n-1"),
        organization,
        max_age,
    };
    tenant.exchange_code(&exchange, credentials).await
}

async fn refresh(tenant: &Tenant, credentials: &Credentials) -> Result<Refreshed, Error> {
    tenant
        .refresh(&RefreshToken::new("rt-1"), credentials)
        .await
}

/// With a key of their own.
fn bound() -> Credentials {
    Credentials {
        dpop_key: Some(DpopKey::generate().unwrap()),
        ..Credentials::default()
    }
}

fn access(credentials: &Credentials) -> Access {
    Access {
        token: AccessToken::new("at-1"),
        expires_at: now() + TimeDelta::minutes(10),
        lifetime: Duration::from_mins(10),
        dpop_key: credentials.dpop_key.clone(),
    }
}

/// The claims of a token, unchecked.
fn open(token: &str) -> Value {
    part(token, 1)
}

fn part(token: &str, index: usize) -> Value {
    use base64::Engine;
    let part = token.split('.').nth(index).unwrap();
    let json = base64::prelude::BASE64_URL_SAFE_NO_PAD
        .decode(part)
        .unwrap();
    serde_json::from_slice(&json).unwrap()
}
