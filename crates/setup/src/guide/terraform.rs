//! The tenant as resources of Terraform's provider `auth0/auth0`. Terraform sets whole lists, so
//! they have what the tenant has already, and what is there already is imported first.

use auth0::MY_ACCOUNT_SCOPES;
use serde_json::Value;

use super::Section;
use super::quoting::{terraform as text, terraform_list as list, terraform_name};
use crate::plan::{Plan, What};
use crate::state::ConnectionState;

/// What a block of refresh settings may have beside its policies.
const SETTINGS: [&str; 7] = [
    "rotation_type",
    "expiration_type",
    "leeway",
    "token_lifetime",
    "idle_token_lifetime",
    "infinite_token_lifetime",
    "infinite_idle_token_lifetime",
];

/// The resources; none if nothing is to be changed.
pub(crate) fn sections(plan: &Plan) -> Vec<Section> {
    let unclear = plan.by_hand().any(|step| step.what == What::Application);
    if unclear || plan.changes().next().is_none() {
        return Vec::new();
    }
    let mut sections = vec![
        section("provider", "Name the tenant", PROVIDER_WHY, provider(plan)),
        section(
            "application",
            "The application",
            APPLICATION_WHY,
            application(plan),
        ),
        section("api", "The My Account API", API_WHY, api(plan)),
        section("grant", "Its grant for people", GRANT_WHY, grant(plan)),
    ];
    for step in &plan.steps {
        let What::Purpose(one) = &step.what else {
            continue;
        };
        let title = format!("The connection {}", super::quoting::line(&one.name));
        sections.push(section(
            "connection",
            &title,
            CONNECTION_WHY,
            connection(one),
        ));
    }
    sections
}

const PROVIDER_WHY: &str = "The provider reads an administrator’s token from AUTH0_API_TOKEN.";
const APPLICATION_WHY: &str =
    "It is public, and its refresh tokens reach the My Account API. The lists are whole.";
const API_WHY: &str = "To create it is to activate it. If it is there already, import it.";
const GRANT_WHY: &str = "Only a grant of the subject type “user” counts: look that it was kept so.";
const CONNECTION_WHY: &str =
    "It is there already: its options stay as they are. Look at the plan before it is applied.";

fn section(id: &'static str, title: &str, why: &str, how: String) -> Section {
    Section {
        id,
        title: title.to_owned(),
        why: why.to_owned(),
        how,
        is_code: true,
    }
}

fn provider(plan: &Plan) -> String {
    let domain = text(&plan.wish.tenant.domain());
    [
        "terraform {",
        "  required_version = \">= 1.5\"",
        "  required_providers {",
        "    auth0 = {",
        "      source  = \"auth0/auth0\"",
        "      version = \"~> 1.0\"",
        "    }",
        "  }",
        "}",
        "",
        "provider \"auth0\" {",
        &format!("  domain = {domain}"),
        "}",
    ]
    .join("\n")
}

fn import(to: &str, id: Option<&str>) -> String {
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        return String::new();
    };
    format!("import {{\n  to = {to}\n  id = {}\n}}\n\n", text(id))
}

fn application(plan: &Plan) -> String {
    let wanted = &plan.wanted;
    let mut how = import("auth0_client.mooring", plan.client_id());
    how.push_str(&opening("auth0_client", "mooring"));
    let rows = [
        ("name", text(&plan.wish.name), What::Application),
        ("app_type", text("native"), What::ApplicationType),
        ("callbacks", list(&wanted.callbacks), What::Callbacks),
        ("grant_types", list(&wanted.grant_types), What::GrantTypes),
        ("is_first_party", "true".to_owned(), What::FirstParty),
        ("oidc_conformant", "true".to_owned(), What::Conformance),
    ];
    // What would take something away is left to a person here too.
    let by_hand = |what: &What| plan.by_hand().any(|step| step.what == *what);
    let rows = rows.into_iter().filter(|(_, _, what)| !by_hand(what));
    let rows: Vec<(&str, String)> = rows.map(|(name, value, _)| (name, value)).collect();
    how.push_str(&aligned("  ", &rows));
    if !by_hand(&What::Signing) {
        how.push_str("\n  jwt_configuration {\n    alg = \"RS256\"\n  }\n");
    }
    how.push_str("\n  refresh_token {\n");
    let known = |&name: &&'static str| Some((name, wanted.refresh_token.get(name)?));
    let rows: Vec<(&str, String)> = SETTINGS
        .iter()
        .filter_map(known)
        .map(|(name, value)| (name, value.to_string()))
        .collect();
    how.push_str(&aligned("    ", &rows));
    how.push_str(&policies(plan));
    how.push_str("  }\n}");
    if !wanted.confidential {
        how.push_str(&credentials(plan));
    }
    how
}

/// That it proves itself with nothing.
fn credentials(plan: &Plan) -> String {
    let mut how = String::from("\n\n");
    how.push_str(&import(
        "auth0_client_credentials.mooring",
        plan.client_id(),
    ));
    how.push_str(&opening("auth0_client_credentials", "mooring"));
    let rows = [
        ("client_id", "auth0_client.mooring.id".to_owned()),
        ("authentication_method", text("none")),
    ];
    how.push_str(&aligned("  ", &rows));
    how.push('}');
    how
}

fn policies(plan: &Plan) -> String {
    let own = plan.wish.audience();
    let policies = plan.wanted.refresh_token.get("policies");
    let mut how = String::new();
    for policy in policies.and_then(Value::as_array).into_iter().flatten() {
        let audience = policy.get("audience").and_then(Value::as_str);
        let audience = match audience.unwrap_or_default() {
            audience if audience == own => "auth0_resource_server.my_account.identifier".to_owned(),
            audience => text(audience),
        };
        let scope = policy.get("scope").and_then(Value::as_array);
        let scope: Vec<&str> = scope
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        how.push_str("\n    policies {\n");
        how.push_str(&aligned(
            "      ",
            &[("audience", audience), ("scope", list(&scope))],
        ));
        how.push_str("    }\n");
    }
    how
}

fn api(plan: &Plan) -> String {
    let id = plan.wanted.api_id.as_deref();
    let mut how = import("auth0_resource_server.my_account", id);
    how.push_str(&opening("auth0_resource_server", "my_account"));
    let rows = [
        ("name", text("Auth0 My Account API")),
        ("identifier", text(&plan.wish.audience())),
        (
            "skip_consent_for_verifiable_first_party_clients",
            "true".to_owned(),
        ),
    ];
    how.push_str(&aligned("  ", &rows));
    how.push_str("\n  subject_type_authorization {\n    user {\n");
    let policy = [("policy", text(&plan.wanted.user_policy))];
    how.push_str(&aligned("      ", &policy));
    how.push_str("    }\n    client {\n      policy = \"deny_all\"\n    }\n  }\n}");
    how
}

fn grant(plan: &Plan) -> String {
    let mut how = import(
        "auth0_client_grant.mooring",
        plan.wanted.grant_id.as_deref(),
    );
    how.push_str(&opening("auth0_client_grant", "mooring"));
    let mut scopes: Vec<&str> = plan
        .wanted
        .grant_scopes
        .iter()
        .map(String::as_str)
        .collect();
    if scopes.is_empty() {
        scopes = MY_ACCOUNT_SCOPES.to_vec();
    }
    let rows = [
        ("client_id", "auth0_client.mooring.id".to_owned()),
        (
            "audience",
            "auth0_resource_server.my_account.identifier".to_owned(),
        ),
        ("scopes", list(&scopes)),
        ("subject_type", text("user")),
    ];
    how.push_str(&aligned("  ", &rows));
    how.push('}');
    how
}

fn connection(one: &ConnectionState) -> String {
    let name = terraform_name(&one.name);
    let id = if one.id.is_empty() {
        "CONNECTION_ID"
    } else {
        &one.id
    };
    let mut how = import(&format!("auth0_connection.{name}"), Some(id));
    let rows = [("name", text(&one.name)), ("strategy", text(&one.strategy))];
    how.push_str(&opening("auth0_connection", &name));
    how.push_str(&aligned("  ", &rows));
    how.push_str(
        "\n  connected_accounts {\n    active = true\n  }\n\n  lifecycle {\n    \
         ignore_changes = [options]\n  }\n}\n\n",
    );
    how.push_str(&opening("auth0_connection_client", &name));
    let rows = [
        ("connection_id", format!("auth0_connection.{name}.id")),
        ("client_id", "auth0_client.mooring.id".to_owned()),
    ];
    how.push_str(&aligned("  ", &rows));
    how.push('}');
    how
}

fn opening(kind: &str, name: &str) -> String {
    format!("resource \"{kind}\" \"{name}\" {{\n")
}

/// Settings, with their signs below each other.
fn aligned(indent: &str, rows: &[(&str, String)]) -> String {
    let widest = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let rows = rows
        .iter()
        .map(|(name, value)| format!("{indent}{name:widest$} = {value}\n"));
    rows.collect()
}
