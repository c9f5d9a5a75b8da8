//! Connections: whether they are meant for connected accounts, and for which applications.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::{Refused, check, clients, page, permit, pick, read};
use crate::config::{Config, Connection};
use crate::fields::{Fields, is_json};
use crate::schema::{Rule, Shape};
use crate::state::{Running, Tenant};

/// The most clients that one page has, and that one change names.
const LARGEST: usize = 50;

/// The members by which the list can be asked for; it refuses any other.
const FIELDS: [&str; 5] = ["id", "name", "strategy", "display_name", "options"];

static CHANGE: Shape = Shape {
    members: &[
        ("display_name", false, Rule::Text(1, 128)),
        ("connected_accounts", false, Rule::Object(&PURPOSE)),
    ],
    dependent: &[],
};

static PURPOSE: Shape = Shape {
    members: &[
        ("active", true, Rule::Flag),
        ("cross_app_access", false, Rule::Flag),
    ],
    dependent: &[],
};

static CLIENTS: Shape = Shape {
    members: &[("clients", true, Rule::Objects((1, LARGEST), &CLIENT))],
    dependent: &[],
};

static CLIENT: Shape = Shape {
    members: &[
        ("client_id", true, Rule::Text(1, 64)),
        ("status", true, Rule::Flag),
    ],
    dependent: &[],
};

/// GET `/api/v2/connections`.
pub(super) async fn list(
    State(tenant): State<Arc<Tenant>>,
    headers: HeaderMap,
    query: Fields,
) -> Result<Json<Value>, Refused> {
    permit(&tenant, &headers, "read:connections")?;
    let fields = query.get("fields").unwrap_or("id").split(',');
    for field in fields {
        if !FIELDS.contains(&field) {
            let text = format!("Query validation error: '{field}' is no field of this list.");
            return Err(Refused::query(text));
        }
    }
    let filters = ["name", "strategy"];
    let meant = |shown: &Value| {
        let fits = |name: &&str| query.get(name).is_none_or(|wanted| shown[*name] == wanted);
        filters.iter().all(fits)
    };
    let all = tenant.config.connections.iter().map(shown).filter(meant);
    Ok(Json(page("connections", all.collect(), &query, &filters)?))
}

/// GET `/api/v2/connections/{id}`.
pub(super) async fn one(
    State(tenant): State<Arc<Tenant>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    query: Fields,
) -> Result<Json<Value>, Refused> {
    permit(&tenant, &headers, "read:connections")?;
    let place = place(&tenant.config, &id)?;
    Ok(Json(pick(shown(&tenant.config.connections[place]), &query)))
}

/// PATCH `/api/v2/connections/{id}`.
pub(super) async fn update(
    State(running): State<Running>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    permit(&running.tenant(), &headers, "update:connections")?;
    let body = read(&CHANGE, &headers, &body)?;
    running.edit(|config| {
        let place = place(config, &id)?;
        let connection = &mut config.connections[place];
        if let Some(name) = body.get("display_name").and_then(Value::as_str) {
            name.clone_into(&mut connection.display_name);
        }
        if let Some(active) = body.pointer("/connected_accounts/active") {
            connection.enabled = active == &Value::Bool(true);
        }
        Ok(Json(shown(connection)))
    })
}

/// GET `/api/v2/connections/{id}/clients`, in pages by `take` and `from`.
pub(super) async fn clients(
    State(tenant): State<Arc<Tenant>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    query: Fields,
) -> Result<Json<Value>, Refused> {
    permit(&tenant, &headers, "read:connections")?;
    let place = place(&tenant.config, &id)?;
    let strange = |name: &str| name != "take" && name != "from";
    if query.pairs().iter().any(|(name, _)| strange(name)) {
        return Err(Refused::query("Query validation error: only take and from"));
    }
    let take = query.get("take").map_or(Ok(LARGEST), str::parse);
    let take = take.ok().filter(|take| (1..=LARGEST).contains(take));
    let take = take.ok_or_else(|| Refused::query("take must be from 1 to 50"))?;
    let all = enabled(&tenant.config, &tenant.config.connections[place]);
    let from = query.get("from").unwrap_or_default();
    let mut rest = all.iter().skip_while(|id| !from.is_empty() && *id != from);
    let page: Vec<Value> = rest
        .by_ref()
        .take(take)
        .map(|id| json!({"client_id": id}))
        .collect();
    let mut answer = json!({"clients": page});
    if let Some(next) = rest.next() {
        answer["next"] = json!(next);
    }
    Ok(Json(answer))
}

/// PATCH `/api/v2/connections/{id}/clients`.
pub(super) async fn enable(
    State(running): State<Running>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Refused> {
    permit(&running.tenant(), &headers, "update:connections")?;
    let body: Value = serde_json::from_slice(&body)
        .ok()
        .filter(|_| is_json(&headers))
        .ok_or_else(|| Refused::body("The body is not valid JSON."))?;
    let body = json!({"clients": body});
    check(&CLIENTS, &body)?;
    let changes = body.pointer("/clients").and_then(Value::as_array);
    running.edit(|config| {
        let place = place(config, &id)?;
        let mut ids = enabled(config, &config.connections[place]);
        for change in changes.into_iter().flatten() {
            let id = change["client_id"].as_str().unwrap_or_default();
            if !config.clients().any(|client| client.id == id) {
                return Err(clients::inexistent());
            }
            ids.retain(|one| one != id);
            if change["status"] == true {
                ids.push(id.to_owned());
            }
        }
        config.connections[place].clients = Some(ids);
        Ok(StatusCode::NO_CONTENT)
    })
}

fn place(config: &Config, id: &str) -> Result<usize, Refused> {
    let same = |one: &Connection| connection_id(one) == id;
    config
        .connections
        .iter()
        .position(same)
        .ok_or_else(|| Refused::missing("inexistent_connection", "The connection does not exist"))
}

/// The ids of the applications it is enabled for.
fn enabled(config: &Config, connection: &Connection) -> Vec<String> {
    let all = || config.clients().map(|client| client.id.clone()).collect();
    connection.clients.clone().unwrap_or_else(all)
}

fn connection_id(connection: &Connection) -> String {
    super::id("con_", &connection.name)
}

/// With what the provider gave the tenant, as the real one shows it.
fn shown(connection: &Connection) -> Value {
    json!({
        "id": connection_id(connection),
        "name": connection.name,
        "strategy": connection.strategy,
        "display_name": connection.display_name,
        "options": {
            "client_id": format!("client-at-{}", connection.name),
            "client_secret": format!("secret-at-{}", connection.name),
            "scope": connection.scopes,
        },
        "connected_accounts": {"active": connection.enabled},
        "authentication": {"active": true},
    })
}
