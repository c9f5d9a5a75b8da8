//! APIs. The My Account API is there once it was created by its identifier.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{Refused, page, permit, pick, read, seconds};
use crate::base::Base;
use crate::config::{Api, Config, Possession, UserAccess};
use crate::demo;
use crate::fields::Fields;
use crate::schema::{Rule, Shape};
use crate::state::{Running, Tenant};

const SKIP_CONSENT: &str = "skip_consent_for_verifiable_first_party_clients";
const DAY: u32 = 86_400;

static CREATION: Shape = Shape {
    members: &[
        ("identifier", true, Rule::Text(1, 600)),
        ("name", false, Rule::Text(1, 200)),
        ("scopes", false, Rule::Objects((0, 1000), &SCOPE)),
        ("allow_offline_access", false, Rule::Flag),
        (SKIP_CONSENT, false, Rule::Flag),
        ("token_lifetime", false, Rule::Integer(1, 2_592_000)),
        ("subject_type_authorization", false, Rule::Object(&SUBJECTS)),
    ],
    dependent: &[],
};

static CHANGE: Shape = Shape {
    members: &[
        ("name", false, Rule::Text(1, 200)),
        ("scopes", false, Rule::Objects((0, 1000), &SCOPE)),
        ("allow_offline_access", false, Rule::Flag),
        (SKIP_CONSENT, false, Rule::Flag),
        ("token_lifetime", false, Rule::Integer(1, 2_592_000)),
        ("subject_type_authorization", false, Rule::Object(&SUBJECTS)),
        ("proof_of_possession", false, Rule::Object(&POSSESSION)),
    ],
    dependent: &[],
};

static SCOPE: Shape = Shape {
    members: &[
        ("value", true, Rule::Text(1, 280)),
        ("description", false, Rule::Text(0, 500)),
    ],
    dependent: &[],
};

static SUBJECTS: Shape = Shape {
    members: &[
        ("user", false, Rule::Object(&USER)),
        ("client", false, Rule::Object(&CLIENT)),
    ],
    dependent: &[],
};

static USER: Shape = Shape {
    members: &[(
        "policy",
        true,
        Rule::OneOf(&["allow_all", "deny_all", "require_client_grant"]),
    )],
    dependent: &[],
};

static CLIENT: Shape = Shape {
    members: &[(
        "policy",
        true,
        Rule::OneOf(&["deny_all", "require_client_grant"]),
    )],
    dependent: &[],
};

static POSSESSION: Shape = Shape {
    members: &[
        ("mechanism", true, Rule::Constant("dpop")),
        ("required", true, Rule::Flag),
    ],
    dependent: &[],
};

/// GET `/api/v2/resource-servers`.
pub(super) async fn list(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    query: Fields,
) -> Result<Json<Value>, Refused> {
    permit(&tenant, &headers, "read:resource_servers")?;
    let own = json!({
        "id": "management",
        "name": "Auth0 Management API",
        "identifier": base.at("/api/v2/"),
        "is_system": true,
    });
    let apis = tenant.config.apis.iter();
    let apis = apis.map(|api| shown(&tenant.config, &base, api));
    let list = std::iter::once(own).chain(apis).collect();
    Ok(Json(page("resource_servers", list, &query, &[])?))
}

/// POST `/api/v2/resource-servers`.
pub(super) async fn create(
    State(running): State<Running>,
    base: Base,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    permit(&running.tenant(), &headers, "create:resource_servers")?;
    let body = read(&CREATION, &headers, &body)?;
    let identifier = body.get("identifier").and_then(Value::as_str);
    let identifier = base.unfill(identifier.unwrap_or_default());
    let answer = running.edit(|config| {
        if config.apis.iter().any(|api| api.identifier == identifier) {
            let text = "A resource server with the same identifier already exists";
            return Err(Refused::conflict(text));
        }
        let mut api = demo::my_account_api();
        if identifier != api.identifier {
            api = ordinary(identifier);
            change(config, &mut api, &body);
        }
        let answer = shown(config, &base, &api);
        config.apis.push(api);
        Ok(answer)
    })?;
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// GET `/api/v2/resource-servers/{id or identifier}`.
pub(super) async fn one(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    Path(id): Path<String>,
    headers: HeaderMap,
    query: Fields,
) -> Result<Json<Value>, Refused> {
    permit(&tenant, &headers, "read:resource_servers")?;
    let place = place(&tenant.config, &base, &id)?;
    let api = &tenant.config.apis[place];
    Ok(Json(pick(shown(&tenant.config, &base, api), &query)))
}

/// PATCH `/api/v2/resource-servers/{id or identifier}`.
pub(super) async fn update(
    State(running): State<Running>,
    base: Base,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    permit(&running.tenant(), &headers, "update:resource_servers")?;
    let body = read(&CHANGE, &headers, &body)?;
    running.edit(|config| {
        let place = place(config, &base, &id)?;
        let mut api = config.apis[place].clone();
        let fixed = ["name", "scopes", "allow_offline_access"];
        if is_system(&api) && fixed.iter().any(|name| body.get(name).is_some()) {
            let text = "The system resource server does not allow these members to be changed";
            return Err(Refused::body(text));
        }
        change(config, &mut api, &body);
        config.apis[place] = api.clone();
        Ok(Json(shown(config, &base, &api)))
    })
}

fn ordinary(identifier: String) -> Api {
    Api {
        identifier,
        scopes: Vec::new(),
        token_seconds: DAY,
        allow_offline_access: false,
        name: None,
        skip_consent: false,
        user_access: UserAccess::AllowAll,
    }
}

fn change(config: &mut Config, api: &mut Api, body: &Value) {
    let flag = |name: &str| body.get(name).and_then(Value::as_bool);
    if let Some(name) = body.get("name").and_then(Value::as_str) {
        api.name = Some(name.to_owned());
    }
    if let Some(scopes) = body.get("scopes").and_then(Value::as_array) {
        let value = |scope: &Value| scope.get("value")?.as_str().map(str::to_owned);
        api.scopes = scopes.iter().filter_map(value).collect();
    }
    api.allow_offline_access = flag("allow_offline_access").unwrap_or(api.allow_offline_access);
    api.skip_consent = flag(SKIP_CONSENT).unwrap_or(api.skip_consent);
    api.token_seconds = seconds(body, "token_lifetime").unwrap_or(api.token_seconds);
    let policy = body.pointer("/subject_type_authorization/user/policy");
    match policy.and_then(Value::as_str) {
        Some("allow_all") => api.user_access = UserAccess::AllowAll,
        Some("deny_all") => api.user_access = UserAccess::DenyAll,
        Some(_) => api.user_access = UserAccess::RequireClientGrant,
        None => {}
    }
    let required = body.pointer("/proof_of_possession/required");
    match required.and_then(Value::as_bool).filter(|_| is_system(api)) {
        Some(true) => config.dpop.api = Possession::Required,
        Some(false) => config.dpop.api = Possession::Allowed,
        None => {}
    }
}

fn is_system(api: &Api) -> bool {
    api.identifier == demo::my_account_api().identifier
}

fn place(config: &Config, base: &Base, id: &str) -> Result<usize, Refused> {
    let same = |api: &Api| api_id(api) == id || base.fill(&api.identifier) == id;
    config.apis.iter().position(same).ok_or_else(inexistent)
}

pub(super) fn inexistent() -> Refused {
    let text = "The resource server does not exist";
    Refused::missing("inexistent_resource_server", text)
}

fn api_id(api: &Api) -> String {
    super::id("", &api.identifier)
}

fn shown(config: &Config, base: &Base, api: &Api) -> Value {
    let scopes = api.scopes.iter().map(|scope| json!({"value": scope}));
    let client = if is_system(api) {
        "deny_all"
    } else {
        "require_client_grant"
    };
    let mut shown = json!({
        "id": api_id(api),
        "name": api.name.as_ref().unwrap_or(&api.identifier),
        "identifier": base.fill(&api.identifier),
        "is_system": is_system(api),
        "scopes": scopes.collect::<Vec<_>>(),
        "signing_alg": "RS256",
        "allow_offline_access": api.allow_offline_access,
        SKIP_CONSENT: api.skip_consent,
        "token_lifetime": api.token_seconds,
        "token_lifetime_for_web": api.token_seconds.min(7_200),
        "subject_type_authorization": {
            "user": {"policy": api.user_access},
            "client": {"policy": client},
        },
    });
    if is_system(api) && config.dpop.api != Possession::Off {
        let required = config.dpop.api == Possession::Required;
        shown["proof_of_possession"] = json!({"mechanism": "dpop", "required": required});
    }
    shown
}
