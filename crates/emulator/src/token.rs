//! `/oauth/token`, `/oauth/revoke` and `/userinfo` (contract 3.3, 3.4, 3.6).

use std::sync::Arc;

use aws_lc_rs::digest;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};
use subtle::ConstantTimeEq;

use crate::base::Base;
use crate::fields::Fields;
use crate::mrrt::{self, Reach};
use crate::oauth_error::OAuthError;
use crate::state::Tenant;
use crate::tokens::{self, SignIn};

/// POST `/oauth/token`.
pub(crate) async fn token(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    match exchange(&tenant, &base, &headers, &body) {
        Ok(answer) => ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response(),
        Err(error) => error.into_response(),
    }
}

/// POST `/oauth/revoke` (RFC 7009): 200 whether the token was known or not.
pub(crate) async fn revoke(
    State(tenant): State<Arc<Tenant>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, OAuthError> {
    let fields = read(&headers, &body)?;
    authenticate(&tenant, &headers, &fields)?;
    let token = need(&fields, "token")?;
    tenant.store().refresh.revoke(token);
    Ok(StatusCode::OK)
}

/// GET and POST `/userinfo` (OpenID Connect 5.3).
pub(crate) async fn user_info(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
) -> Response {
    let claims = bearer(&headers).and_then(|token| user_claims(&tenant, &base, token));
    claims.map_or_else(
        || {
            let challenge = [(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")];
            let error = OAuthError::new(StatusCode::UNAUTHORIZED, "invalid_token", "Unauthorized");
            (challenge, error).into_response()
        },
        |claims| Json(claims).into_response(),
    )
}

/// The token of an `Authorization: Bearer` header.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Whether a verifier belongs to an S256 challenge (RFC 7636, 4.6).
pub(crate) fn verifies(challenge: &str, verifier: &str) -> bool {
    let hash = digest::digest(&digest::SHA256, verifier.as_bytes());
    let expected = URL_SAFE_NO_PAD.encode(hash.as_ref());
    expected.as_bytes().ct_eq(challenge.as_bytes()).into()
}

fn exchange(
    tenant: &Tenant,
    base: &Base,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Map<String, Value>, OAuthError> {
    let fields = read(headers, body)?;
    authenticate(tenant, headers, &fields)?;
    match need(&fields, "grant_type")? {
        "authorization_code" => authorization_code(tenant, base, &fields),
        "refresh_token" => refresh_token(tenant, base, &fields),
        other => Err(OAuthError::new(
            StatusCode::FORBIDDEN,
            "unauthorized_client",
            format!("Grant type '{other}' not allowed for the client."),
        )),
    }
}

fn authorization_code(
    tenant: &Tenant,
    base: &Base,
    fields: &Fields,
) -> Result<Map<String, Value>, OAuthError> {
    let code = need(fields, "code")?;
    let redirect_uri = need(fields, "redirect_uri")?;
    let now = tenant.clock.now();
    let mut store = tenant.store();
    // Taken out whatever happens next: a code is good for one try.
    let code = store
        .codes
        .remove(code)
        .filter(|code| now < code.expires)
        .ok_or_else(|| OAuthError::invalid_grant("Invalid authorization code"))?;
    if code.redirect_uri != redirect_uri {
        return Err(OAuthError::invalid_grant(format!(
            "The redirect URI is wrong. You sent {redirect_uri}, and we expected {}",
            code.redirect_uri
        )));
    }
    if let Some(challenge) = &code.challenge {
        let verifier = need(fields, "code_verifier")?;
        if !(43..=128).contains(&verifier.len()) || !verifies(challenge, verifier) {
            return Err(OAuthError::invalid_grant("Failed to verify code verifier"));
        }
    }
    let reach = Reach {
        audience: code.grant.audience.clone(),
        scopes: code.grant.scopes.clone(),
    };
    let sign_in = SignIn {
        nonce: code.nonce,
        with_auth_time: code.with_auth_time,
    };
    let mut answer = tokens::answer(tenant, &mut store, base, &code.grant, &reach, &sign_in)?;
    if reach.scopes.iter().any(|one| one == "offline_access") {
        let token = store.refresh.begin(&tenant.config.client, code.grant, now);
        answer.insert("refresh_token".to_owned(), json!(token));
    }
    Ok(answer)
}

fn refresh_token(
    tenant: &Tenant,
    base: &Base,
    fields: &Fields,
) -> Result<Map<String, Value>, OAuthError> {
    let token = need(fields, "refresh_token")?;
    let client = &tenant.config.client;
    let now = tenant.clock.now();
    let mut store = tenant.store();
    let grant = store
        .refresh
        .check(client, token, now)
        .ok_or_else(OAuthError::unknown_refresh_token)?;
    let reach = mrrt::evaluate(
        &tenant.config,
        base,
        &grant,
        fields.get("audience"),
        fields.get("scope"),
    )
    .map_err(|refused| OAuthError::not_granted(&client.id, &refused))?;
    let mut answer = tokens::answer(tenant, &mut store, base, &grant, &reach, &SignIn::default())?;
    if let Some(successor) = store.refresh.spend(client, token, now) {
        answer.insert("refresh_token".to_owned(), json!(successor));
    }
    Ok(answer)
}

fn user_claims(tenant: &Tenant, base: &Base, token: &str) -> Option<Map<String, Value>> {
    let now = tenant.clock.now();
    if let Some(known) = tenant.store().opaque.get(token) {
        let valid = now < known.expires
            && known.issuer == base.issuer()
            && known.scopes.iter().any(|one| one == "openid");
        return valid
            .then(|| tenant.person(&known.person))
            .flatten()
            .map(|person| tokens::profile(person, &known.scopes));
    }
    let claims = tenant.keys.open(token)?;
    let user_info = json!(base.user_info());
    let meant = claims.get("aud")?.as_array()?.contains(&user_info);
    let alive = now.timestamp() < claims.get("exp")?.as_i64()?;
    let ours = claims.get("iss")?.as_str()? == base.issuer();
    let scopes = claims.get("scope")?.as_str()?;
    let scopes: Vec<String> = scopes.split(' ').map(str::to_owned).collect();
    let person = tenant.person_by_subject(claims.get("sub")?.as_str()?)?;
    (meant && alive && ours).then(|| tokens::profile(person, &scopes))
}

/// The client proves itself by its id, and by its secret if it has one: in the body or by HTTP
/// Basic (RFC 6749, 2.3.1).
fn authenticate(tenant: &Tenant, headers: &HeaderMap, fields: &Fields) -> Result<(), OAuthError> {
    let basic = basic(headers);
    let (id, secret) = match &basic {
        Some((id, secret)) => (Some(id.as_str()), Some(secret.as_str())),
        None => (fields.get("client_id"), fields.get("client_secret")),
    };
    let client = &tenant.config.client;
    let proven = client.secret.as_ref().is_none_or(|expected| {
        secret.is_some_and(|given| given.as_bytes().ct_eq(expected.as_bytes()).into())
    });
    if id == Some(client.id.as_str()) && proven {
        Ok(())
    } else {
        Err(OAuthError::invalid_client())
    }
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let encoded = value.strip_prefix("Basic ")?;
    let text = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let plain = |part: &str| {
        Fields::decode(format!("x={part}").as_bytes())
            .get("x")
            .unwrap_or_default()
            .to_owned()
    };
    Some((plain(id), plain(secret)))
}

fn read(headers: &HeaderMap, body: &[u8]) -> Result<Fields, OAuthError> {
    let fields = Fields::from_body(headers, body)
        .ok_or_else(|| OAuthError::invalid_request("The body is not a flat JSON object."))?;
    if let Some(name) = fields.repeated() {
        return Err(OAuthError::invalid_request(format!(
            "Repeated parameter: {name}"
        )));
    }
    Ok(fields)
}

fn need<'a>(fields: &'a Fields, name: &str) -> Result<&'a str, OAuthError> {
    fields
        .get(name)
        .ok_or_else(|| OAuthError::invalid_request(format!("Missing required parameter: {name}")))
}
