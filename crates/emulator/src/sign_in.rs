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
use crate::config::{Confirmation, OrganizationUsage, Person};
use crate::fields::Fields;
use crate::organizations;
use crate::pages::{self, escape};
use crate::random;
use crate::sessions;
use crate::state::{Code, Grant, Session, Tenant, Waiting};

/// How long an authorization code lives (RFC 6749, 4.1.2 recommends ten minutes at most).
const CODE_LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// How long a page waits to be answered.
const PATIENCE: TimeDelta = TimeDelta::hours(1);

/// What comes next in a sign-in.
pub(crate) enum Next<'a> {
    /// A page.
    Page(&'static str),
    /// The page that confirms a sign-in; nothing else is missing.
    Confirm(&'a Session),
    /// The way back, with a code.
    Back(&'a Session),
    /// The way back, with an error.
    Refused(String),
}

/// Sends the browser to the next page that is needed, or back to the application.
pub(crate) fn go_on(tenant: &Tenant, base: &Base, waiting: Waiting) -> Response {
    let tenant = &tenant.for_client(&waiting.request.client);
    match next(tenant, &waiting) {
        Next::Back(session) => finish(tenant, &waiting.request, session),
        Next::Refused(text) => refuse(&waiting.request, "access_denied", &text),
        Next::Page(page) => show(tenant, base, page, waiting),
        Next::Confirm(_) => show(tenant, base, "/u/confirm", waiting),
    }
}

fn show(tenant: &Tenant, base: &Base, page: &str, waiting: Waiting) -> Response {
    let id = random::token();
    let now = tenant.clock.now();
    let address = base.at(&format!("{page}?state={id}"));
    let mut store = tenant.store();
    store.waiting.insert(id, waiting, now + PATIENCE, now);
    pages::redirect(&address)
}

/// Decides what comes next.
pub(crate) fn next<'a>(tenant: &Tenant, waiting: &'a Waiting) -> Next<'a> {
    let request = &waiting.request;
    let Some(session) = &waiting.session else {
        return Next::Page("/u/login");
    };
    let Some(person) = tenant.person(&session.person) else {
        return Next::Page("/u/login");
    };
    if person.blocked {
        return Next::Refused("user is blocked".to_owned());
    }
    if request.second_factor && !session.second_factor {
        return Next::Page("/u/second-factor");
    }
    match &request.organization {
        Some(id) if !may_join(tenant, request, person, id) => {
            let subject = person.subject();
            let text = format!("user {subject} is not part of the {id} organization");
            return Next::Refused(text);
        }
        None if tenant.config.client.organization_usage == OrganizationUsage::Require => {
            if organizations::of(tenant, &person.id).is_empty() {
                let subject = person.subject();
                let text = format!("user {subject} is not part of any organization");
                return Next::Refused(text);
            }
            return Next::Page("/u/organization");
        }
        Some(_) | None => {}
    }
    let asks = match tenant.config.client.confirmation {
        Confirmation::Always => true,
        Confirmation::Alone => !waiting.seen_page,
        Confirmation::Never => false,
    };
    if asks && !tenant.config.auto_approve && is_unverifiable(&request.redirect_uri) {
        return Next::Confirm(session);
    }
    Next::Back(session)
}

/// Signs in without any page: who is hinted at, else who is signed in, else the first person.
pub(crate) fn at_once(
    tenant: &Tenant,
    base: &Base,
    mut request: Request,
    session: Option<Session>,
) -> Response {
    let people = &tenant.config.people;
    let hinted = request
        .login_hint
        .as_ref()
        .and_then(|hint| people.iter().find(|person| is_meant(person, hint)));
    let kept = session.filter(|session| hinted.is_none_or(|person| person.id == session.person));
    let (mut session, cookie) = match (kept, hinted.or(people.first())) {
        (Some(session), _) => (session, None),
        (None, Some(person)) => sessions::begin(tenant, base, &person.id),
        (None, None) => return over(),
    };
    session.second_factor |= request.second_factor;
    let required = tenant.config.client.organization_usage == OrganizationUsage::Require;
    if required && request.organization.is_none() {
        let first = organizations::of(tenant, &session.person)
            .into_iter()
            .next();
        request.organization = first.map(|one| one.id.clone());
    }
    let waiting = Waiting {
        request,
        session: Some(session),
        seen_page: false,
    };
    with_cookie(go_on(tenant, base, waiting), cookie)
}

/// Sends the browser back with an error.
pub(crate) fn refuse(request: &Request, error: &str, description: &str) -> Response {
    let pairs = [("error", error), ("error_description", description)];
    pages::callback(&request.redirect_uri, &pairs, request.state.as_deref())
}

/// Issues the code and sends the browser back to the application.
pub(crate) fn finish(tenant: &Tenant, request: &Request, session: &Session) -> Response {
    let code = random::token();
    let now = tenant.clock.now();
    let kept = Code {
        grant: Grant {
            client: request.client.clone(),
            person: session.person.clone(),
            session: session.id.clone(),
            audience: request.audience.clone(),
            scopes: request.scopes.clone(),
            signed_in: session.signed_in,
            second_factor: session.second_factor,
            organization: request.organization.clone(),
            reachable: Vec::new(),
            key: None,
        },
        redirect_uri: request.redirect_uri.clone(),
        challenge: request.challenge.clone(),
        nonce: request.nonce.clone(),
        with_auth_time: request.max_age.is_some(),
        key: request.key.clone(),
    };
    let mut store = tenant.store();
    if let Some(organization) = request
        .invitation
        .as_ref()
        .and(request.organization.clone())
    {
        store.joined.insert((session.person.clone(), organization));
    }
    store
        .codes
        .insert(code.clone(), kept, now + CODE_LIFETIME, now);
    pages::callback(
        &request.redirect_uri,
        &[("code", &code)],
        request.state.as_deref(),
    )
}

/// GET `/u/login`: who are you?
pub(crate) async fn people(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let now = tenant.clock.now();
    let Some(waiting) = tenant.store().waiting.get(id, now).cloned() else {
        return over();
    };
    let tenant = tenant.for_client(&waiting.request.client);
    let hint = waiting.request.login_hint.unwrap_or_default();
    let mut people: Vec<&Person> = tenant.config.people.iter().collect();
    people.sort_by_key(|person| !is_meant(person, &hint));
    let rows: Vec<String> = people
        .iter()
        .map(|person| row(person, id, is_meant(person, &hint)))
        .collect();
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

fn row(person: &Person, state: &str, hinted: bool) -> String {
    format!(
        "<li><a class=\"row\"{current} id=\"person-{id}\" href=\"/u/login/{id}?state={state}\">\
         <span class=\"mark\" aria-hidden=\"true\">{initials}</span>\
         <span><span class=\"name\">{name}</span> <span class=\"quiet\">{email}</span></span>\
         </a></li>",
        current = if hinted { " aria-current=\"true\"" } else { "" },
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
    let now = tenant.clock.now();
    let waiting = tenant.store().waiting.remove(id, now);
    let Some(waiting) = waiting else {
        return over();
    };
    let (session, cookie) = sessions::begin(&tenant, &base, &person);
    let waiting = Waiting {
        session: Some(session),
        seen_page: true,
        ..waiting
    };
    with_cookie(go_on(&tenant, &base, waiting), cookie)
}

/// GET `/u/confirm`: is it you who started this?
pub(crate) async fn confirm(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let now = tenant.clock.now();
    let waiting = tenant.store().waiting.get(id, now).cloned();
    let person = waiting
        .as_ref()
        .and_then(|waiting| waiting.session.as_ref())
        .and_then(|session| tenant.person(&session.person));
    let (Some(waiting), Some(person)) = (&waiting, person) else {
        return over();
    };
    let seen = tenant.for_client(&waiting.request.client);
    let body = format!(
        "<h1>Continue to {client}?</h1>\
         <p>You are signed in as <strong>{email}</strong>. {client} opens at \
         <bdi><code>{callback}</code></bdi>.</p>\
         <p class=\"quiet\">Continue only if you have just started this yourself.</p>\
         <p class=\"actions\"><a class=\"button\" id=\"cancel\" href=\"/u/cancel?state={id}\">Cancel</a>\
         <a class=\"button primary\" id=\"continue\" href=\"/u/continue?state={id}\">Continue</a></p>",
        client = escape(&seen.config.client.name),
        email = escape(&person.email),
        callback = escape(&waiting.request.redirect_uri),
        id = escape(id),
    );
    pages::page(StatusCode::OK, "Confirm", &body)
}

/// GET `/u/continue`: it is.
pub(crate) async fn proceed(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let now = tenant.clock.now();
    let waiting = tenant.store().waiting.remove(id, now);
    let Some(waiting) = waiting else {
        return over();
    };
    let tenant = tenant.for_client(&waiting.request.client);
    match next(&tenant, &waiting) {
        Next::Confirm(session) | Next::Back(session) => finish(&tenant, &waiting.request, session),
        Next::Refused(text) => refuse(&waiting.request, "access_denied", &text),
        // Nobody gets past a page by naming the one behind it.
        Next::Page(_) => over(),
    }
}

/// GET `/u/cancel`: back to the application without a sign-in.
pub(crate) async fn cancel(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let now = tenant.clock.now();
    let waiting = tenant.store().waiting.remove(id, now);
    let Some(waiting) = waiting else {
        return over();
    };
    let text = "The person cancelled the sign-in";
    refuse(&waiting.request, "access_denied", text)
}

/// Whether a person may act for an organization: as a member, or by the invitation at hand.
fn may_join(tenant: &Tenant, request: &Request, person: &Person, organization: &str) -> bool {
    let invited = request.invitation.as_ref().is_some_and(|ticket| {
        tenant.config.invitations.iter().any(|one| {
            one.ticket == *ticket
                && one.organization == organization
                && one.person.as_ref().is_none_or(|id| *id == person.id)
        })
    });
    invited || organizations::is_member(tenant, &person.id, organization)
}

/// The page for a sign-in that is no more.
pub(crate) fn over() -> Response {
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
    person.email.eq_ignore_ascii_case(hint) || person.id == hint || person.subject() == hint
}

fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect()
}
