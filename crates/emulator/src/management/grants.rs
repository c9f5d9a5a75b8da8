//! Client grants: for a person (`user`), or for the application itself (`client`).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{Refused, clients, page, permit, read, resource_servers, texts};
use crate::base::Base;
use crate::config::{Access, Client, Config};
use crate::fields::Fields;
use crate::open_questions::UserGrant;
use crate::schema::{Rule, Shape};
use crate::state::{Running, Tenant};

const USER: &str = "user";
const CLIENT: &str = "client";

const SCOPES: Rule = Rule::Texts {
    items: (0, 1000),
    length: (1, 280),
};

static CREATION: Shape = Shape {
    members: &[
        ("client_id", true, Rule::Text(1, 64)),
        ("audience", true, Rule::Text(1, 600)),
        ("scope", true, SCOPES),
        ("subject_type", false, Rule::OneOf(&[CLIENT, USER])),
    ],
    dependent: &[],
};

static CHANGE: Shape = Shape {
    members: &[("scope", true, SCOPES)],
    dependent: &[],
};

/// GET `/api/v2/client-grants`.
pub(super) async fn list(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    query: Fields,
) -> Result<Json<Value>, Refused> {
    permit(&tenant, &headers, "read:client_grants")?;
    let filters = ["client_id", "audience", "subject_type"];
    let meant = |grant: &Value| {
        let fits = |name: &&str| query.get(name).is_none_or(|wanted| grant[*name] == wanted);
        filters.iter().all(fits)
    };
    let grants = tenant.config.clients().flat_map(|client| of(client, &base));
    let grants = grants.filter(meant).collect();
    Ok(Json(page("client_grants", grants, &query, &filters)?))
}

/// POST `/api/v2/client-grants`.
pub(super) async fn create(
    State(running): State<Running>,
    base: Base,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    permit(&running.tenant(), &headers, "create:client_grants")?;
    let body = read(&CREATION, &headers, &body)?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let answer = running.edit(|config| {
        let access = Access {
            audience: base.unfill(text("audience")),
            scopes: texts(&body, "scope").unwrap_or_default(),
        };
        known(config, &access)?;
        let kept = config.open_questions.user_grant == UserGrant::User;
        let kind = if text("subject_type") == USER && kept {
            USER
        } else {
            CLIENT
        };
        let client = config.client_mut(text("client_id"));
        let client = client.ok_or_else(clients::inexistent)?;
        let answer = shown(&client.id, &base, &access, kind);
        let grants = of_kind(client, kind);
        if grants.iter().any(|one| one.audience == access.audience) {
            return Err(Refused::conflict(
                "A client grant for this client, audience and subject type already exists",
            ));
        }
        grants.push(access);
        Ok(answer)
    })?;
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// PATCH `/api/v2/client-grants/{id}`.
pub(super) async fn update(
    State(running): State<Running>,
    base: Base,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    permit(&running.tenant(), &headers, "update:client_grants")?;
    let body = read(&CHANGE, &headers, &body)?;
    running.edit(|config| {
        let (client, audience, kind) = find(config, &id).ok_or_else(|| {
            Refused::missing("inexistent_client_grant", "The grant does not exist")
        })?;
        let access = Access {
            audience,
            scopes: texts(&body, "scope").unwrap_or_default(),
        };
        known(config, &access)?;
        let owner = config.client_mut(&client).ok_or_else(clients::inexistent)?;
        let answer = shown(&client, &base, &access, kind);
        for grant in of_kind(owner, kind) {
            if grant.audience == access.audience {
                grant.clone_from(&access);
            }
        }
        Ok(Json(answer))
    })
}

/// Whether there are the API and its scopes.
fn known(config: &Config, access: &Access) -> Result<(), Refused> {
    let mut apis = config.apis.iter();
    let api = apis.find(|api| api.identifier == access.audience);
    let api = api.ok_or_else(resource_servers::inexistent)?;
    match access.scopes.iter().find(|one| !api.scopes.contains(one)) {
        None => Ok(()),
        Some(scope) => Err(Refused::body(format!(
            "The scope {scope} is not defined in the resource server"
        ))),
    }
}

fn of_kind<'a>(client: &'a mut Client, kind: &str) -> &'a mut Vec<Access> {
    if kind == USER {
        &mut client.grants
    } else {
        &mut client.own_grants
    }
}

fn kinds(client: &Client) -> impl Iterator<Item = (&Access, &'static str)> {
    let own = client.own_grants.iter().map(|one| (one, CLIENT));
    client.grants.iter().map(|one| (one, USER)).chain(own)
}

fn of(client: &Client, base: &Base) -> Vec<Value> {
    kinds(client)
        .map(|(access, kind)| shown(&client.id, base, access, kind))
        .collect()
}

fn find(config: &Config, id: &str) -> Option<(String, String, &'static str)> {
    let all = config.clients().flat_map(|client| {
        kinds(client).map(|(access, kind)| (client.id.clone(), access.audience.clone(), kind))
    });
    let mut all = all.filter(|(client, audience, kind)| grant_id(client, audience, kind) == id);
    all.next()
}

fn grant_id(client: &str, audience: &str, kind: &str) -> String {
    super::id("cgr_", &format!("{client} {audience} {kind}"))
}

fn shown(client: &str, base: &Base, access: &Access, kind: &str) -> Value {
    json!({
        "id": grant_id(client, &access.audience, kind),
        "client_id": client,
        "audience": base.fill(&access.audience),
        "scope": access.scopes,
        "subject_type": kind,
    })
}
