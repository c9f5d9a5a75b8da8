//! `/userinfo` (contract 3.6; OpenID Connect 5.3).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::base::Base;
use crate::dpop::{self, Credential};
use crate::keys::Claims;
use crate::oauth_error::OAuthError;
use crate::state::Tenant;
use crate::tokens;

/// What a token opens here.
struct Opened {
    claims: Claims,
    /// The key it is bound to.
    key: Option<String>,
}

/// GET and POST `/userinfo`.
pub(crate) async fn user_info(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let Some((credential, opened)) = Credential::read(&headers)
        .and_then(|sent| open(&tenant, &base, sent.token()).map(|opened| (sent, opened)))
    else {
        return refused("Bearer error=\"invalid_token\"");
    };
    let address = base.user_info();
    let proven = dpop::at_resource(
        &tenant,
        &headers,
        (method.as_str(), &address),
        (credential, opened.key.as_deref()),
        false,
    );
    match proven {
        Ok(()) => Json(opened.claims).into_response(),
        Err(problem) => refused(problem.challenge().unwrap_or_default()),
    }
}

fn refused(challenge: &str) -> Response {
    let error = OAuthError::new(StatusCode::UNAUTHORIZED, "invalid_token", "Unauthorized");
    ([(header::WWW_AUTHENTICATE, challenge)], error).into_response()
}

fn open(tenant: &Tenant, base: &Base, token: &str) -> Option<Opened> {
    let now = tenant.clock.now();
    if let Some(known) = tenant.store().opaque.get(token, now) {
        let valid = known.issuer == base.issuer() && known.scopes.iter().any(|one| one == "openid");
        let person = tenant.person(&known.person).filter(|_| valid)?;
        return Some(Opened {
            claims: tokens::profile(person, &known.scopes),
            key: known.key.clone(),
        });
    }
    let claims = tenant.keys.open(token)?;
    let user_info = json!(base.user_info());
    let meant = claims.get("aud")?.as_array()?.contains(&user_info);
    let alive = now.timestamp() < claims.get("exp")?.as_i64()?;
    let ours = claims.get("iss")?.as_str()? == base.issuer();
    let scopes = claims.get("scope")?.as_str()?;
    let scopes: Vec<String> = scopes.split(' ').map(str::to_owned).collect();
    let person = tenant.person_by_subject(claims.get("sub")?.as_str()?)?;
    (meant && alive && ours).then(|| Opened {
        claims: tokens::profile(person, &scopes),
        key: key(&claims),
    })
}

/// The key that a token is bound to (`cnf.jkt`).
pub(crate) fn key(claims: &Claims) -> Option<String> {
    let key = claims.get("cnf")?.get("jkt").and_then(Value::as_str)?;
    Some(key.to_owned())
}
