//! The sign-in pages: choose a person, confirm, go back to the application.
//!
//! The buttons are links with single-use tokens, not forms: after a form a browser may refuse the
//! redirect to an application's own scheme.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use chrono::TimeDelta;

use crate::authorize::{Request, is_unverifiable};
use crate::base::Base;
use crate::config::{Confirmation, Person};
use crate::fields::Fields;
use crate::pages::{self, escape};
use crate::random;
use crate::sessions;
use crate::state::{Code, Grant, Session, Tenant, Waiting};

/// Minutes an authorization code lives (RFC 6749, 4.1.2 recommends ten at most).
const CODE_MINUTES: i64 = 10;

/// Sends the browser to the first page that is needed.
pub(crate) fn begin(
    tenant: &Tenant,
    base: &Base,
    request: Request,
    session: Option<Session>,
) -> Response {
    let page = match &session {
        None => "/u/login",
        Some(session) => {
            let confirms = tenant.config.client.confirmation != Confirmation::Never;
            if !confirms || !is_unverifiable(&request.redirect_uri) {
                return finish(tenant, request, session);
            }
            "/u/confirm"
        }
    };
    let id = random::token();
    let waiting = Waiting { request, session };
    tenant.store().waiting.insert(id.clone(), waiting);
    pages::redirect(&base.at(&format!("{page}?state={id}")))
}

/// Signs in without any page: who is hinted at, else who is signed in, else the first person.
pub(crate) fn at_once(
    tenant: &Tenant,
    base: &Base,
    request: Request,
    session: Option<Session>,
) -> Response {
    let people = &tenant.config.people;
    let hinted = request
        .login_hint
        .as_ref()
        .and_then(|hint| people.iter().find(|person| is_meant(person, hint)));
    let kept = session.filter(|session| hinted.is_none_or(|person| person.id == session.person));
    if let Some(session) = kept {
        return finish(tenant, request, &session);
    }
    let Some(person) = hinted.or(people.first()) else {
        return over();
    };
    let (session, cookie) = sessions::begin(tenant, base, &person.id);
    with_cookie(finish(tenant, request, &session), cookie)
}

/// Issues the code and sends the browser back to the application.
pub(crate) fn finish(tenant: &Tenant, request: Request, session: &Session) -> Response {
    let code = random::token();
    let now = tenant.clock.now();
    let kept = Code {
        grant: Grant {
            person: session.person.clone(),
            session: session.id.clone(),
            audience: request.audience,
            scopes: request.scopes,
            signed_in: session.signed_in,
        },
        redirect_uri: request.redirect_uri.clone(),
        challenge: request.challenge,
        nonce: request.nonce,
        with_auth_time: request.max_age.is_some(),
        expires: now + TimeDelta::minutes(CODE_MINUTES),
    };
    let mut store = tenant.store();
    store.codes.retain(|_, code| now < code.expires);
    store.codes.insert(code.clone(), kept);
    pages::callback(
        &request.redirect_uri,
        &[("code", &code)],
        request.state.as_deref(),
    )
}

/// GET `/u/login`: who are you?
pub(crate) async fn people(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let Some(waiting) = tenant.store().waiting.get(id).cloned() else {
        return over();
    };
    let hint = waiting.request.login_hint.unwrap_or_default();
    let mut people: Vec<&Person> = tenant.config.people.iter().collect();
    people.sort_by_key(|person| !is_meant(person, &hint));
    let rows: Vec<String> = people.iter().map(|person| row(person, id)).collect();
    let body = format!(
        "<h1>Sign in to {tenant}</h1><p>to continue to {client}</p>\
         <ul class=\"rows\">{rows}</ul>\
         <p class=\"actions\"><a class=\"button\" id=\"cancel\" href=\"/u/cancel?state={state}\">Cancel</a></p>",
        tenant = escape(&tenant.config.tenant_name),
        client = escape(&tenant.config.client.name),
        rows = rows.concat(),
        state = escape(id),
    );
    pages::page(StatusCode::OK, "Sign in", &body)
}

fn row(person: &Person, state: &str) -> String {
    format!(
        "<li><a class=\"row\" id=\"person-{id}\" href=\"/u/login/{id}?state={state}\">\
         <span class=\"mark\" aria-hidden=\"true\">{initials}</span>\
         <span><span class=\"name\">{name}</span> <span class=\"quiet\">{email}</span></span>\
         </a></li>",
        id = escape(&person.id),
        state = escape(state),
        initials = escape(&initials(&person.name)),
        name = escape(&person.name),
        email = escape(&person.email),
    )
}

/// GET `/u/login/{person}`: the person was chosen.
pub(crate) async fn choose(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    Path(person): Path<String>,
    fields: Fields,
) -> Response {
    let id = fields.get("state").unwrap_or_default();
    if tenant.person(&person).is_none() {
        return over();
    }
    let Some(waiting) = tenant.store().waiting.remove(id) else {
        return over();
    };
    let (session, cookie) = sessions::begin(&tenant, &base, &person);
    let request = waiting.request;
    let asks = tenant.config.client.confirmation == Confirmation::Always;
    let next = if asks && is_unverifiable(&request.redirect_uri) {
        begin(&tenant, &base, request, Some(session))
    } else {
        finish(&tenant, request, &session)
    };
    with_cookie(next, cookie)
}

/// GET `/u/confirm`: is it you who started this?
pub(crate) async fn confirm(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let waiting = tenant.store().waiting.get(id).cloned();
    let person = waiting
        .as_ref()
        .and_then(|waiting| waiting.session.as_ref())
        .and_then(|session| tenant.person(&session.person));
    let (Some(waiting), Some(person)) = (waiting, person) else {
        return over();
    };
    let body = format!(
        "<h1>Continue to {client}?</h1>\
         <p>You are signed in as <strong>{email}</strong>. {client} opens at \
         <bdi><code>{callback}</code></bdi>.</p>\
         <p class=\"quiet\">Continue only if you have just started this yourself.</p>\
         <p class=\"actions\"><a class=\"button\" id=\"cancel\" href=\"/u/cancel?state={id}\">Cancel</a>\
         <a class=\"button primary\" id=\"continue\" href=\"/u/continue?state={id}\">Continue</a></p>",
        client = escape(&tenant.config.client.name),
        email = escape(&person.email),
        callback = escape(&waiting.request.redirect_uri),
        id = escape(id),
    );
    pages::page(StatusCode::OK, "Confirm", &body)
}

/// GET `/u/continue`: it is.
pub(crate) async fn proceed(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let waiting = tenant.store().waiting.remove(id);
    match waiting {
        Some(Waiting {
            request,
            session: Some(session),
        }) => finish(&tenant, request, &session),
        Some(Waiting { session: None, .. }) | None => over(),
    }
}

/// GET `/u/cancel`: back to the application without a sign-in.
pub(crate) async fn cancel(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let Some(waiting) = tenant.store().waiting.remove(id) else {
        return over();
    };
    let pairs = [
        ("error", "access_denied"),
        ("error_description", "The person cancelled the sign-in"),
    ];
    pages::callback(
        &waiting.request.redirect_uri,
        &pairs,
        waiting.request.state.as_deref(),
    )
}

fn over() -> Response {
    pages::failure(
        StatusCode::BAD_REQUEST,
        "This sign-in is over",
        "It was finished, cancelled, or never begun. Go back to the application to start again.",
    )
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

fn is_meant(person: &Person, hint: &str) -> bool {
    person.email.eq_ignore_ascii_case(hint) || person.id == hint
}

fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect()
}
