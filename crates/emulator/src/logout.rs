//! `/oidc/logout` and `/v2/logout` (contract 3.6).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::base::Base;
use crate::fields::Fields;
use crate::pages::{self, escape};
use crate::sessions;
use crate::state::Tenant;

/// GET `/oidc/logout` (OpenID Connect RP-Initiated Logout).
pub(crate) async fn oidc(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    end_session(&tenant, &base, &headers, &fields)
}

/// POST `/oidc/logout`, with a form.
pub(crate) async fn oidc_form(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    end_session(&tenant, &base, &headers, &Fields::decode(&body))
}

/// GET `/v2/logout`.
pub(crate) async fn older(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let target = fields.get("returnTo");
    let tenant = tenant.for_client(fields.get("client_id").unwrap_or_default());
    if let Some(refusal) = refusal(&tenant, fields.get("client_id"), target) {
        return refusal;
    }
    leave(&tenant, &base, &headers, None, target, None)
}

fn end_session(tenant: &Tenant, base: &Base, headers: &HeaderMap, fields: &Fields) -> Response {
    let target = fields.get("post_logout_redirect_uri");
    let client = fields.get("client_id");
    let hint = fields.get("id_token_hint");
    // An expired token still tells whose session it was.
    let claims = hint.and_then(|hint| tenant.keys.open(hint));
    let told = claims
        .as_ref()
        .and_then(|claims| claims.get("aud")?.as_str());
    let tenant = &tenant.for_client(client.or(told).unwrap_or_default());
    if let Some(refusal) = refusal(tenant, client, target) {
        return refusal;
    }
    let claims = claims.filter(|claims| {
        let text = |name: &str| claims.get(name).and_then(serde_json::Value::as_str);
        text("aud") == Some(&tenant.config.client.id) && text("iss") == Some(&base.issuer())
    });
    if hint.is_some() && claims.is_none() {
        return pages::failure(
            StatusCode::BAD_REQUEST,
            "Invalid request",
            "The id_token_hint is not one of this tenant's tokens for this client.",
        );
    }
    let sid = claims
        .as_ref()
        .and_then(|claims| claims.get("sid")?.as_str())
        .or_else(|| fields.get("logout_hint"));
    let sure = sid.is_some() || fields.get("confirmed").is_some() || tenant.config.auto_approve;
    if !sure && sessions::current(tenant, base, headers).is_some() {
        return ask(fields);
    }
    leave(tenant, base, headers, sid, target, fields.get("state"))
}

fn refusal(tenant: &Tenant, client: Option<&str>, target: Option<&str>) -> Option<Response> {
    let settings = &tenant.config.client;
    let text = if client.is_some_and(|id| id != settings.id) {
        "Unknown client."
    } else if target.is_some_and(|one| !settings.logout_urls.iter().any(|known| known == one)) {
        "The address to return to is not in the list of allowed logout URLs."
    } else {
        return None;
    };
    Some(pages::failure(
        StatusCode::BAD_REQUEST,
        "Invalid request",
        text,
    ))
}

/// Without a hint anybody's link could sign a person out: ask first.
fn ask(fields: &Fields) -> Response {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query
        .extend_pairs(fields.pairs())
        .append_pair("confirmed", "1");
    let body = format!(
        "<h1>Sign out?</h1><p>This ends your session with the tenant in this browser.</p>\
         <p class=\"actions\"><a class=\"button primary\" id=\"logout\" href=\"/oidc/logout?{}\">Sign out</a></p>",
        escape(&query.finish()),
    );
    pages::page(StatusCode::OK, "Sign out", &body)
}

fn leave(
    tenant: &Tenant,
    base: &Base,
    headers: &HeaderMap,
    sid: Option<&str>,
    target: Option<&str>,
    state: Option<&str>,
) -> Response {
    let cookie = sessions::end(tenant, base, headers, sid);
    let mut response = match target {
        Some(target) => pages::callback(target, &[], state),
        None => pages::failure(StatusCode::OK, "Signed out", "You can close this page."),
    };
    if let Some(cookie) = cookie {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}
