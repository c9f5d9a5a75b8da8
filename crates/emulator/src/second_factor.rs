//! The page that stands in for a second factor.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::base::Base;
use crate::fields::Fields;
use crate::pages::{self, escape};
use crate::sessions;
use crate::sign_in;
use crate::state::Tenant;

/// GET `/u/second-factor`: prove it once more.
pub(crate) async fn page(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let now = tenant.clock.now();
    let waiting = tenant.store().waiting.get(id, now).cloned();
    let Some(waiting) = waiting else {
        return sign_in::over();
    };
    let tenant = tenant.for_client(&waiting.request.client);
    let session = waiting.session.as_ref();
    let Some(person) = session.and_then(|session| tenant.person(&session.person)) else {
        return sign_in::over();
    };
    let body = format!(
        "<div id=\"second-factor\"><h1>Verify your identity</h1>\
         <p>{client} asks for a second factor. Here a click stands in for the code that a real \
         tenant would send to <strong>{email}</strong>.</p>\
         <p class=\"actions\"><a class=\"button\" id=\"cancel\" href=\"/u/cancel?state={id}\">Cancel</a>\
         <a class=\"button primary\" id=\"confirm-factor\" href=\"/u/second-factor/confirm?state={id}\">Verify</a></p></div>",
        client = escape(&tenant.config.client.name),
        email = escape(&person.email),
        id = escape(id),
    );
    pages::page(StatusCode::OK, "Verify your identity", &body)
}

/// GET `/u/second-factor/confirm`: proven.
pub(crate) async fn confirm(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let now = tenant.clock.now();
    let waiting = tenant.store().waiting.remove(id, now);
    let Some(mut waiting) = waiting else {
        return sign_in::over();
    };
    let Some(session) = &mut waiting.session else {
        return sign_in::over();
    };
    sessions::strengthen(&tenant, &base, &headers, session);
    waiting.seen_page = true;
    sign_in::go_on(&tenant, &base, waiting)
}
