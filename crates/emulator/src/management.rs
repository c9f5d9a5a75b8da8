//! The Management API (contract 6): what an administrator reads and changes with a token of their
//! own. What is changed here is what the tenant does from then on.

mod accounts;
mod clients;
mod connections;
mod grants;
mod resource_servers;

use aws_lc_rs::digest;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch};
use axum::{Json, Router};
use serde_json::{Value, json};
use subtle::ConstantTimeEq;

use crate::dpop::Credential;
use crate::fields::{Fields, is_json};
use crate::schema::{self, Shape};
use crate::state::{Running, Tenant};

/// Every scope that some call here wants.
pub(crate) const SCOPES: [&str; 12] = [
    "read:users",
    "read:clients",
    "create:clients",
    "update:clients",
    "read:resource_servers",
    "create:resource_servers",
    "update:resource_servers",
    "read:client_grants",
    "create:client_grants",
    "update:client_grants",
    "read:connections",
    "update:connections",
];

const USUAL: usize = 50;
const LARGEST: usize = 100;

/// The routes below `/api/v2`.
pub(crate) fn routes() -> Router<Running> {
    Router::new()
        .route("/users/{id}/connected-accounts", get(accounts::list))
        .route("/clients", get(clients::list).post(clients::create))
        .route("/clients/{id}", get(clients::one).patch(clients::update))
        .route(
            "/resource-servers",
            get(resource_servers::list).post(resource_servers::create),
        )
        .route(
            "/resource-servers/{id}",
            get(resource_servers::one).patch(resource_servers::update),
        )
        .route("/client-grants", get(grants::list).post(grants::create))
        .route("/client-grants/{id}", patch(grants::update))
        .route("/connections", get(connections::list))
        .route(
            "/connections/{id}",
            get(connections::one).patch(connections::update),
        )
        .route(
            "/connections/{id}/clients",
            get(connections::clients).patch(connections::enable),
        )
        .fallback(unknown)
        .method_not_allowed_fallback(unknown)
}

async fn unknown() -> Refused {
    Refused::missing("not_found", "There is nothing at this address.")
}

/// A refused call, in the words of the Management API.
pub(crate) struct Refused {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refused {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }

    fn query(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_query_string", message)
    }

    fn body(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_body", message)
    }

    fn missing(code: &'static str, message: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, message)
    }

    fn conflict(message: &str) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", message)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let body = json!({
            "statusCode": self.status.as_u16(),
            "error": self.status.canonical_reason().unwrap_or_default(),
            "message": self.message,
            "errorCode": self.code,
        });
        (self.status, Json(body)).into_response()
    }
}

/// Whether the caller may do this.
fn permit(tenant: &Tenant, headers: &HeaderMap, scope: &str) -> Result<(), Refused> {
    if holds(tenant, headers, scope)? {
        return Ok(());
    }
    Err(Refused::new(
        StatusCode::FORBIDDEN,
        "insufficient_scope",
        format!("Insufficient scope, expected any of: {scope}"),
    ))
}

/// Whether the caller's token has a scope; it must be a token.
fn holds(tenant: &Tenant, headers: &HeaderMap, scope: &str) -> Result<bool, Refused> {
    let known = Credential::read(headers).and_then(|sent| {
        let same = |one: &str| -> bool { one.as_bytes().ct_eq(sent.token().as_bytes()).into() };
        let mut tokens = tenant.config.management_tokens.iter();
        tokens.find(|one| same(&one.token))
    });
    let token = known
        .ok_or_else(|| Refused::new(StatusCode::UNAUTHORIZED, "invalid_token", "Invalid token"))?;
    Ok(token.scopes.iter().any(|one| one == scope))
}

/// Reads a JSON body and holds it against its schema.
fn read(shape: &Shape, headers: &HeaderMap, body: &Bytes) -> Result<Value, Refused> {
    if !is_json(headers) {
        return Err(Refused::body("The content type must be application/json."));
    }
    let body: Value =
        serde_json::from_slice(body).map_err(|_| Refused::body("The body is not valid JSON."))?;
    check(shape, &body)?;
    Ok(body)
}

fn check(shape: &Shape, body: &Value) -> Result<(), Refused> {
    match schema::violations(shape, body).first() {
        None => Ok(()),
        Some(one) => {
            let text = format!("Payload validation error: '{}'.", one.detail);
            Err(Refused::body(text))
        }
    }
}

/// The texts of a member.
fn texts(body: &Value, name: &str) -> Option<Vec<String>> {
    let items = body.get(name)?.as_array()?.iter();
    Some(
        items
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
    )
}

/// A number of seconds.
fn seconds(body: &Value, name: &str) -> Option<u32> {
    u32::try_from(body.get(name)?.as_u64()?).ok()
}

/// A page of a list by `page` and `per_page`: an array, or with `include_totals` an object. Other
/// parameters than those of pages and `known` are refused.
fn page(name: &str, items: Vec<Value>, query: &Fields, known: &[&str]) -> Result<Value, Refused> {
    let usual = [
        "page",
        "per_page",
        "include_totals",
        "fields",
        "include_fields",
    ];
    let strange = |name: &str| !usual.contains(&name) && !known.contains(&name);
    if let Some((name, _)) = query.pairs().iter().find(|(name, _)| strange(name)) {
        let text = format!("Query validation error: 'Additional properties not allowed: {name}'.");
        return Err(Refused::query(text));
    }
    let number = |name: &str, usual: usize| {
        let text = || Refused::query(format!("{name} must be a number"));
        let given = query.get(name).map(str::parse::<usize>);
        given.unwrap_or(Ok(usual)).map_err(|_| text())
    };
    let (page, size) = (number("page", 0)?, number("per_page", USUAL)?);
    if !(1..=LARGEST).contains(&size) {
        return Err(Refused::query("per_page must be from 1 to 100"));
    }
    let start = page.saturating_mul(size);
    let total = items.len();
    let cut: Vec<Value> = items
        .into_iter()
        .skip(start)
        .take(size)
        .map(|item| pick(item, query))
        .collect();
    if query.get("include_totals") != Some("true") {
        return Ok(Value::Array(cut));
    }
    Ok(json!({"start": start, "limit": size, "total": total, name: cut}))
}

/// The members that `fields` asks for, or without them.
fn pick(mut item: Value, query: &Fields) -> Value {
    let Some(fields) = query.get("fields") else {
        return item;
    };
    let named: Vec<&str> = fields.split(',').collect();
    let wanted = query.get("include_fields") != Some("false");
    if let Value::Object(members) = &mut item {
        members.retain(|name, _| named.contains(&name.as_str()) == wanted);
    }
    item
}

/// A prefix and 16 letters or digits, the same for the same name.
fn id(prefix: &str, name: &str) -> String {
    let hash = digest::digest(&digest::SHA256, name.as_bytes());
    let bytes = hash.as_ref().iter().take(8);
    bytes.fold(prefix.to_owned(), |id, byte| format!("{id}{byte:02x}"))
}
