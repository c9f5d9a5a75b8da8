//! Organizations: who belongs to which, and the page to pick one.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::base::Base;
use crate::config::{Config, Organization};
use crate::fields::Fields;
use crate::pages::{self, escape};
use crate::sign_in;
use crate::state::Tenant;

/// An organization by its id or its name.
pub(crate) fn find<'a>(config: &'a Config, asked: &str) -> Option<&'a Organization> {
    config
        .organizations
        .iter()
        .find(|one| one.id == asked || one.name.eq_ignore_ascii_case(asked))
}

/// Whether a person belongs to an organization, by the configuration or by an invitation.
pub(crate) fn is_member(tenant: &Tenant, person: &str, organization: &str) -> bool {
    let configured = tenant
        .config
        .organization(organization)
        .is_some_and(|one| one.members.iter().any(|member| member == person));
    let pair = (person.to_owned(), organization.to_owned());
    configured || tenant.store().joined.contains(&pair)
}

/// The organizations a person belongs to.
pub(crate) fn of<'a>(tenant: &'a Tenant, person: &str) -> Vec<&'a Organization> {
    tenant
        .config
        .organizations
        .iter()
        .filter(|one| is_member(tenant, person, &one.id))
        .collect()
}

/// GET `/u/organization`: on whose behalf?
pub(crate) async fn page(State(tenant): State<Arc<Tenant>>, fields: Fields) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let now = tenant.clock.now();
    let waiting = tenant.store().waiting.get(id, now).cloned();
    let Some(waiting) = waiting else {
        return sign_in::over();
    };
    let tenant = tenant.for_client(&waiting.request.client);
    let Some(session) = waiting.session else {
        return sign_in::over();
    };
    let rows: Vec<String> = of(&tenant, &session.person)
        .iter()
        .map(|one| row(one, id))
        .collect();
    let body = format!(
        "<h1>Choose an organization</h1><p>to continue to {client}</p>\
         <ul class=\"rows\">{rows}</ul>\
         <p class=\"actions\"><a class=\"button\" id=\"cancel\" href=\"/u/cancel?state={state}\">Cancel</a></p>",
        client = escape(&tenant.config.client.name),
        rows = rows.concat(),
        state = escape(id),
    );
    pages::page(StatusCode::OK, "Choose an organization", &body)
}

/// GET `/u/organization/{organization}`: it was chosen.
pub(crate) async fn choose(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    Path(organization): Path<String>,
    fields: Fields,
) -> Response {
    let id = fields.get("state").unwrap_or_default();
    let now = tenant.clock.now();
    if tenant.config.organization(&organization).is_none() {
        return sign_in::over();
    }
    let waiting = tenant.store().waiting.remove(id, now);
    let Some(mut waiting) = waiting else {
        return sign_in::over();
    };
    waiting.request.organization = Some(organization);
    waiting.seen_page = true;
    sign_in::go_on(&tenant, &base, waiting)
}

fn row(organization: &Organization, state: &str) -> String {
    let letter: String = organization.display_name.chars().take(1).collect();
    format!(
        "<li><a class=\"row\" id=\"organization-{id}\" href=\"/u/organization/{id}?state={state}\">\
         <span class=\"mark\" aria-hidden=\"true\">{letter}</span>\
         <span><span class=\"name\">{name}</span></span></a></li>",
        id = escape(&organization.id),
        state = escape(state),
        letter = escape(&letter),
        name = escape(&organization.display_name),
    )
}
