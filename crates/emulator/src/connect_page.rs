//! The browser leg of a connect attempt: the ticket, then a page in the provider's place
//! (contract 2).

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::attempts::{Attempt, Opened, Stage};
use crate::base::Base;
use crate::config::Connection;
use crate::demo;
use crate::fields::Fields;
use crate::open_questions::{ConnectAnswer, Denial, ExpiredTicket, SameDevice};
use crate::pages::{self, escape};
use crate::random;
use crate::sessions;
use crate::state::Tenant;

/// GET `/connected-accounts/connect?ticket=…`: uses up the ticket and goes to the provider.
pub(crate) async fn open(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let ticket = fields.get("ticket").unwrap_or_default();
    let now = tenant.clock.now();
    let opened = tenant.store().attempts.open(ticket, now);
    let attempt = match opened {
        Opened::Page(attempt) => attempt,
        Opened::Late(attempt) => return late(&tenant, &attempt),
        Opened::Nothing => return used_up(),
    };
    let Stage::Asking { page } = &attempt.stage else {
        return over();
    };
    if connection(&tenant, &attempt).is_none() {
        let text = "The connection does not exist or is not enabled";
        return refuse(&tenant, page, "invalid_request", text);
    }
    let own = || sessions::current(&tenant, &base, &headers).map(|session| session.person);
    if tenant.config.open_questions.same_device == SameDevice::Session
        && own().as_ref() != Some(&attempt.person)
    {
        let text = "The browser is not signed in as the person who connects";
        return refuse(&tenant, page, "access_denied", text);
    }
    if tenant.config.auto_approve {
        return grant(&tenant, page);
    }
    pages::redirect(&base.at(&format!("/connected-accounts/consent?page={page}")))
}

/// GET `/connected-accounts/consent`: may the application have this?
pub(crate) async fn consent(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let page = fields.get("page").unwrap_or_default();
    let now = tenant.clock.now();
    let attempt = tenant.store().attempts.at_page(page, now).cloned();
    let Some(attempt) = attempt else {
        return over();
    };
    let provider = connection(&tenant, &attempt).map_or("", |known| known.display_name.as_str());
    let seen = tenant.for_client(&attempt.client);
    let without = without(&fields);
    let body = format!(
        "<div class=\"row\"><span class=\"mark\" aria-hidden=\"true\">{letter}</span>\
         <span><span class=\"name\">{provider}</span> <span class=\"quiet\">{identity}</span></span></div>\
         <h1>Let {client} use this account?</h1>\
         <p>{client}, through the tenant {tenant}, asks to:</p>\
         <ul class=\"asked\">{asked}</ul>\
         <p class=\"actions\"><a class=\"button\" id=\"deny\" href=\"/connected-accounts/deny?page={page}\">Deny</a>\
         <a class=\"button primary\" id=\"allow\" href=\"/connected-accounts/allow?page={page}&amp;without={without}\">Allow</a></p>\
         <p class=\"quiet\">This page stands in for {provider}'s own.</p>",
        letter = escape(&provider.chars().take(1).collect::<String>()),
        provider = escape(provider),
        identity = escape(&attempt.identity),
        client = escape(&seen.config.client.name),
        tenant = escape(&tenant.config.tenant_name),
        asked = asked(page, &attempt.scopes, &without),
        without = list(&without),
        page = escape(page),
    );
    pages::page(StatusCode::OK, &format!("{provider}: allow access"), &body)
}

/// GET `/connected-accounts/allow`: yes.
pub(crate) async fn allow(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let page = fields.get("page").unwrap_or_default();
    let now = tenant.clock.now();
    let without = without(&fields);
    tenant.store().attempts.leave_out(page, &without, now);
    grant(&tenant, page)
}

/// GET `/connected-accounts/deny`: no.
pub(crate) async fn deny(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let page = fields.get("page").unwrap_or_default();
    let text = "The person denied the request";
    match tenant.config.open_questions.denial {
        Denial::AccessDenied => refuse(&tenant, page, "access_denied", text),
        Denial::InvalidRequest => refuse(&tenant, page, "invalid_request", text),
        Denial::Page => end(&tenant, page, Stage::Denied).map_or_else(over, |_| {
            let text = "You have said no. Go back to the application.";
            pages::failure(StatusCode::FORBIDDEN, "Access denied", text)
        }),
    }
}

/// The ticket was opened after its time.
fn late(tenant: &Tenant, attempt: &Attempt) -> Response {
    match tenant.config.open_questions.expired_ticket {
        ExpiredTicket::Page => used_up(),
        ExpiredTicket::Redirect => {
            let pairs = [
                ("error", "access_denied"),
                ("error_description", "The ticket has expired"),
            ];
            back(tenant, attempt, &pairs)
        }
    }
}

fn grant(tenant: &Tenant, page: &str) -> Response {
    let code = random::token();
    let ended = end(tenant, page, Stage::Allowed { code: code.clone() });
    ended.map_or_else(over, |attempt| {
        let pairs = [("connect_code", code.as_str())];
        back(tenant, &attempt, &pairs)
    })
}

fn refuse(tenant: &Tenant, page: &str, error: &str, description: &str) -> Response {
    end(tenant, page, Stage::Denied).map_or_else(over, |attempt| {
        let pairs = [("error", error), ("error_description", description)];
        back(tenant, &attempt, &pairs)
    })
}

/// Sends the browser back to the application.
fn back(tenant: &Tenant, attempt: &Attempt, pairs: &[(&str, &str)]) -> Response {
    let state = attempt.state.as_deref();
    match tenant.config.open_questions.connect_answer {
        ConnectAnswer::Query => pages::callback(&attempt.redirect_uri, pairs, state),
        ConnectAnswer::Fragment => pages::callback_by_fragment(&attempt.redirect_uri, pairs, state),
    }
}

/// Moves the attempt at this page on; the page is used up.
fn end(tenant: &Tenant, page: &str, stage: Stage) -> Option<Attempt> {
    let now = tenant.clock.now();
    tenant.store().attempts.leave(page, stage, now)
}

fn connection<'a>(tenant: &'a Tenant, attempt: &Attempt) -> Option<&'a Connection> {
    tenant
        .config
        .connection(&attempt.connection)
        .filter(|known| known.serves(&attempt.client))
}

/// The places of the permissions that the person leaves out, as some providers let them.
fn without(fields: &Fields) -> BTreeSet<usize> {
    let places = fields.get("without").unwrap_or_default().split(' ');
    places.filter_map(|place| place.parse().ok()).collect()
}

fn list(places: &BTreeSet<usize>) -> String {
    let places: Vec<String> = places.iter().map(usize::to_string).collect();
    places.join("+")
}

fn asked(page: &str, scopes: &[String], without: &BTreeSet<usize>) -> String {
    let items = scopes.iter().enumerate().map(|(place, scope)| {
        let words = demo::sentence(scope).unwrap_or("Use a permission named");
        let left_out = without.contains(&place);
        let mut others = without.clone();
        let (id, action) = if left_out {
            others.remove(&place);
            ("put-back", "Put back")
        } else {
            others.insert(place);
            ("leave-out", "Leave out")
        };
        format!(
            "<li{class}><span>{words} <bdi><code>{scope}</code></bdi></span>\
             <a id=\"{id}-{place}\" href=\"/connected-accounts/consent?page={page}&amp;without={others}\">{action}</a></li>",
            class = if left_out { " class=\"out\"" } else { "" },
            words = escape(words),
            scope = escape(scope),
            page = escape(page),
            others = list(&others),
        )
    });
    items.collect::<Vec<_>>().concat()
}

fn used_up() -> Response {
    pages::failure(
        StatusCode::BAD_REQUEST,
        "This link is used up",
        "A connect link works once and for a short time. Go back to the application for a fresh one.",
    )
}

fn over() -> Response {
    pages::failure(
        StatusCode::BAD_REQUEST,
        "This request is over",
        "It was answered already, or its time has passed. You can close this page and go back to the application.",
    )
}
