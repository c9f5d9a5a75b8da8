//! `/oauth/token` and `/oauth/revoke` (contract 3.3, 3.4, 3.6).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use subtle::ConstantTimeEq;

use crate::base::Base;
use crate::client_auth;
use crate::clock::seconds;
use crate::config::{Mfa, Possession};
use crate::dpop;
use crate::fields::Fields;
use crate::mrrt::{self, Reach};
use crate::nonces::Space;
use crate::oauth_error::OAuthError;
use crate::proof::{self, Unproven};
use crate::state::{Grant, Store, Tenant};
use crate::tokens::{self, Issue, SignIn};
use crate::vault;

/// POST `/oauth/token`.
pub(crate) async fn token(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut response = match exchange(&tenant, &base, &headers, &body) {
        Ok(answer) => ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response(),
        Err(error) => error.into_response(),
    };
    if headers.contains_key("dpop") && wants_nonce(&tenant, &headers, &body) {
        dpop::tell_nonce(&tenant, Space::Authorization, response.headers_mut());
    }
    response
}

/// Whether the application that asks needs a nonce.
fn wants_nonce(tenant: &Tenant, headers: &HeaderMap, body: &[u8]) -> bool {
    let Ok(fields) = read(headers, body) else {
        return dpop::wants_token_nonce(tenant);
    };
    dpop::wants_token_nonce(&tenant.for_client(&client_auth::named(headers, &fields)))
}

/// POST `/oauth/revoke` (RFC 7009): 200 whether the token was known or not.
pub(crate) async fn revoke(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, OAuthError> {
    let fields = read(&headers, &body)?;
    let tenant = tenant.for_client(&client_auth::named(&headers, &fields));
    client_auth::check(&tenant, &base, &headers, &fields)?;
    let token = need(&fields, "token")?;
    let now = tenant.clock.now();
    tenant.store().refresh.revoke(token, now);
    Ok(StatusCode::OK)
}

/// Whether a verifier belongs to an S256 challenge (RFC 7636, 4.6).
pub(crate) fn verifies(challenge: &str, verifier: &str) -> bool {
    let expected = proof::hash(verifier);
    expected.as_bytes().ct_eq(challenge.as_bytes()).into()
}

/// A parameter that must be there.
///
/// # Errors
/// 400 `invalid_request`.
pub(crate) fn need<'a>(fields: &'a Fields, name: &str) -> Result<&'a str, OAuthError> {
    fields
        .get(name)
        .ok_or_else(|| OAuthError::invalid_request(format!("Missing required parameter: {name}")))
}

/// Whether the person of a refresh token is still there and free.
///
/// # Errors
/// 403 with the literal texts of contract 3.4.
pub(crate) fn still_welcome(tenant: &Tenant, grant: &Grant) -> Result<(), OAuthError> {
    let person = tenant
        .person(&grant.person)
        .ok_or_else(OAuthError::user_is_gone)?;
    if person.blocked {
        return Err(OAuthError::user_is_blocked());
    }
    Ok(())
}

fn exchange(
    tenant: &Tenant,
    base: &Base,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Map<String, Value>, OAuthError> {
    let fields = read(headers, body)?;
    let tenant = &tenant.for_client(&client_auth::named(headers, &fields));
    client_auth::check(tenant, base, headers, &fields)?;
    let key = dpop::at_token(tenant, base, headers)?;
    match need(&fields, "grant_type")? {
        "authorization_code" => authorization_code(tenant, base, &fields, key),
        "refresh_token" => refresh_token(tenant, base, &fields, key),
        vault::GRANT_TYPE => vault::exchange(tenant, base, &fields, key.as_deref()),
        other => Err(OAuthError::grant_type_not_allowed(other)),
    }
}

fn authorization_code(
    tenant: &Tenant,
    base: &Base,
    fields: &Fields,
    key: Option<String>,
) -> Result<Map<String, Value>, OAuthError> {
    let code = need(fields, "code")?;
    let redirect_uri = need(fields, "redirect_uri")?;
    let now = tenant.clock.now();
    let mut store = tenant.store();
    // Taken out whatever happens next: a code is good for one try.
    let code = store
        .codes
        .remove(code, now)
        .filter(|code| code.grant.client == tenant.config.client.id)
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
    if code.key.is_some() && code.key != key {
        let text = "The DPoP proof is of another key than dpop_jkt";
        return Err(OAuthError::invalid_grant(text));
    }
    still_welcome(tenant, &code.grant)?;
    let reach = Reach {
        audience: code.grant.audience.clone(),
        scopes: code.grant.scopes.clone(),
    };
    let sign_in = SignIn {
        nonce: code.nonce,
        with_auth_time: code.with_auth_time,
    };
    let mut grant = code.grant;
    grant.reachable = mrrt::reachable(&tenant.config, base);
    // A confidential client proves itself anyway (RFC 9449, 5).
    let public = !tenant.config.client.authentication.is_confidential();
    grant.key = key.clone().filter(|_| public);
    let mut answer = issue(tenant, &mut store, base, (&grant, &reach), &sign_in, key)?;
    if reach.scopes.iter().any(|one| one == "offline_access") {
        let token = store.refresh.begin(&tenant.config.client, grant, now);
        answer.insert("refresh_token".to_owned(), json!(token));
    }
    Ok(answer)
}

fn refresh_token(
    tenant: &Tenant,
    base: &Base,
    fields: &Fields,
    key: Option<String>,
) -> Result<Map<String, Value>, OAuthError> {
    let token = need(fields, "refresh_token")?;
    let client = &tenant.config.client;
    let now = tenant.clock.now();
    let mut store = tenant.store();
    let grant = store
        .refresh
        .check(client, token, now)
        .filter(|grant| grant.client == client.id)
        .ok_or_else(OAuthError::unknown_refresh_token)?;
    still_welcome(tenant, &grant)?;
    match (&grant.key, &key) {
        (None, _) => {}
        (Some(bound), Some(proven)) if bound == proven => {}
        (Some(_), None) => {
            let text = "The refresh token is bound to a key: a DPoP proof is needed";
            return Err(dpop::unproven(Unproven(text)));
        }
        (Some(_), Some(_)) => {
            let text = "The refresh token is bound to another DPoP key";
            return Err(OAuthError::invalid_grant(text));
        }
    }
    let (audience, scope) = (fields.get("audience"), fields.get("scope"));
    let reach = mrrt::evaluate(&tenant.config, base, &grant, audience, scope)
        .map_err(|refused| OAuthError::unreachable(&client.id, &refused))?;
    if reach.audience.as_deref() == Some(base.my_account().as_str()) {
        strong_enough(tenant, &grant)?;
    }
    let sign_in = SignIn::default();
    let mut answer = issue(tenant, &mut store, base, (&grant, &reach), &sign_in, key)?;
    if let Some(successor) = store.refresh.spend(client, token, now) {
        answer.insert("refresh_token".to_owned(), json!(successor));
    }
    Ok(answer)
}

/// Whether the sign-in is recent and strong enough for the My Account API (contract 3.4).
fn strong_enough(tenant: &Tenant, grant: &Grant) -> Result<(), OAuthError> {
    let client = &tenant.config.client;
    let age = tenant.clock.now() - grant.signed_in;
    if client
        .step_up_after_seconds
        .is_some_and(|most| age > seconds(most))
    {
        return Err(OAuthError::unmet_authentication_requirements());
    }
    if client.mfa == Mfa::OnRefresh && !grant.second_factor {
        return Err(OAuthError::mfa_required());
    }
    Ok(())
}

/// Issues tokens, bound to the key if there is one (contract 4, "issue matrix").
fn issue(
    tenant: &Tenant,
    store: &mut Store,
    base: &Base,
    (grant, reach): (&Grant, &Reach),
    sign_in: &SignIn,
    key: Option<String>,
) -> Result<Map<String, Value>, OAuthError> {
    let required = tenant.config.dpop.api == Possession::Required
        && reach.audience.as_deref() == Some(base.my_account().as_str());
    if required && key.is_none() {
        let text = "The API gives no token without a DPoP proof";
        return Err(dpop::unproven(Unproven(text)));
    }
    let issue = Issue {
        grant,
        reach,
        sign_in,
        key,
    };
    tokens::answer(tenant, store, base, &issue)
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
