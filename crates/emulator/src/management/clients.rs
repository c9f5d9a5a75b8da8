//! Applications. A change replaces each member that it names, `refresh_token` as a whole.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{Refused, holds, page, permit, pick, read, seconds, texts};
use crate::base::Base;
use crate::config::{Access, Authentication, Client, Registration, Signing, TokenVault};
use crate::fields::Fields;
use crate::random;
use crate::schema::{Rule, Shape};
use crate::state::{Running, Tenant};
use crate::vault;

const LISTS: Rule = Rule::Texts {
    items: (0, 100),
    length: (1, 2048),
};

/// What can be said of an application here; the real one has more members.
static SHAPE: Shape = Shape {
    members: &[
        ("name", false, Rule::Text(1, 255)),
        ("app_type", false, Rule::OneOf(&APP_TYPES)),
        ("callbacks", false, LISTS),
        ("allowed_logout_urls", false, LISTS),
        ("grant_types", false, LISTS),
        (
            "token_endpoint_auth_method",
            false,
            Rule::OneOf(&["none", "client_secret_post", "client_secret_basic"]),
        ),
        ("oidc_conformant", false, Rule::Flag),
        ("is_first_party", false, Rule::Flag),
        ("jwt_configuration", false, Rule::Object(&JWT)),
        ("refresh_token", false, Rule::Object(&REFRESH_TOKEN)),
    ],
    dependent: &[],
};

const APP_TYPES: [&str; 4] = ["native", "spa", "regular_web", "non_interactive"];

static JWT: Shape = Shape {
    members: &[("alg", false, Rule::OneOf(&["RS256", "HS256"]))],
    dependent: &[],
};

const LIFETIME: Rule = Rule::Integer(1, 157_788_000);

static REFRESH_TOKEN: Shape = Shape {
    members: &[
        (
            "rotation_type",
            true,
            Rule::OneOf(&["rotating", "non-rotating"]),
        ),
        (
            "expiration_type",
            true,
            Rule::OneOf(&["expiring", "non-expiring"]),
        ),
        ("leeway", false, Rule::Integer(0, 2_592_000)),
        ("token_lifetime", false, LIFETIME),
        ("infinite_token_lifetime", false, Rule::Flag),
        ("idle_token_lifetime", false, LIFETIME),
        ("infinite_idle_token_lifetime", false, Rule::Flag),
        ("policies", false, Rule::Objects((0, 20), &POLICY)),
    ],
    dependent: &[],
};

static POLICY: Shape = Shape {
    members: &[
        ("audience", true, Rule::Text(1, 600)),
        (
            "scope",
            true,
            Rule::Texts {
                items: (1, 100),
                length: (1, 280),
            },
        ),
    ],
    dependent: &[],
};

/// GET `/api/v2/clients`.
pub(super) async fn list(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    headers: HeaderMap,
    query: Fields,
) -> Result<Json<Value>, Refused> {
    permit(&tenant, &headers, "read:clients")?;
    let listed = tenant.config.clients().map(|one| shown(one, &base, false));
    let list = page("clients", listed.collect(), &query, &[])?;
    Ok(Json(list))
}

/// POST `/api/v2/clients`.
pub(super) async fn create(
    State(running): State<Running>,
    base: Base,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    let tenant = running.tenant();
    permit(&tenant, &headers, "create:clients")?;
    let secrets = holds(&tenant, &headers, "read:client_keys")?;
    let body = read(&SHAPE, &headers, &body)?;
    if body.get("name").is_none() {
        return Err(Refused::body(
            "Payload validation error: 'data must have required property 'name''.",
        ));
    }
    let client = changed(fresh(), &base, &body)?;
    let answer = shown(&client, &base, secrets);
    running.edit(|config| {
        config.other_clients.push(client);
        Ok::<(), Refused>(())
    })?;
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// GET `/api/v2/clients/{id}`.
pub(super) async fn one(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    Path(id): Path<String>,
    headers: HeaderMap,
    query: Fields,
) -> Result<Json<Value>, Refused> {
    permit(&tenant, &headers, "read:clients")?;
    let secrets = holds(&tenant, &headers, "read:client_keys")?;
    let found = tenant.config.clients().find(|client| client.id == id);
    let client = found.ok_or_else(inexistent)?;
    Ok(Json(pick(shown(client, &base, secrets), &query)))
}

/// PATCH `/api/v2/clients/{id}`.
pub(super) async fn update(
    State(running): State<Running>,
    base: Base,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    let tenant = running.tenant();
    permit(&tenant, &headers, "update:clients")?;
    let secrets = holds(&tenant, &headers, "read:client_keys")?;
    let body = read(&SHAPE, &headers, &body)?;
    running.edit(|config| {
        let client = config.client_mut(&id).ok_or_else(inexistent)?;
        *client = changed(client.clone(), &base, &body)?;
        Ok(Json(shown(client, &base, secrets)))
    })
}

pub(super) fn inexistent() -> Refused {
    Refused::missing("inexistent_client", "The client does not exist")
}

/// An application as it is if nothing is said of it.
fn fresh() -> Client {
    Client {
        id: random::client_id(),
        authentication: Authentication::ClientSecretPost {
            secret: random::token(),
        },
        registration: Registration {
            app_type: String::new(),
            oidc_conformant: false,
            signing: Signing::Hs256,
            grant_types: vec!["authorization_code".to_owned(), "implicit".to_owned()],
            refresh_tokens_expire: false,
            ..Registration::default()
        },
        callbacks: Vec::new(),
        logout_urls: Vec::new(),
        rotation: false,
        policies: Vec::new(),
        grants: Vec::new(),
        ..Client::default()
    }
}

fn changed(mut client: Client, base: &Base, body: &Value) -> Result<Client, Refused> {
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let flag = |name: &str| body.get(name).and_then(Value::as_bool);
    if let Some(name) = text("name") {
        name.clone_into(&mut client.name);
    }
    if let Some(kind) = text("app_type") {
        kind.clone_into(&mut client.registration.app_type);
    }
    if let Some(method) = text("token_endpoint_auth_method") {
        client.authentication = authentication(&client, method);
    }
    let registration = &mut client.registration;
    registration.oidc_conformant = flag("oidc_conformant").unwrap_or(registration.oidc_conformant);
    registration.first_party = flag("is_first_party").unwrap_or(registration.first_party);
    client.callbacks = texts(body, "callbacks").unwrap_or(client.callbacks);
    client.logout_urls = texts(body, "allowed_logout_urls").unwrap_or(client.logout_urls);
    if let Some(grant_types) = texts(body, "grant_types") {
        set_grant_types(&mut client, grant_types);
    }
    match body
        .pointer("/jwt_configuration/alg")
        .and_then(Value::as_str)
    {
        Some("RS256") => client.registration.signing = Signing::Rs256,
        Some(_) => client.registration.signing = Signing::Hs256,
        None => {}
    }
    if let Some(settings) = body.get("refresh_token") {
        set_refresh_token(&mut client, base, settings)?;
    }
    Ok(client)
}

fn authentication(client: &Client, method: &str) -> Authentication {
    let secret = match &client.authentication {
        Authentication::ClientSecretPost { secret }
        | Authentication::ClientSecretBasic { secret } => secret.clone(),
        Authentication::None | Authentication::PrivateKeyJwt { .. } => random::token(),
    };
    match method {
        "none" => Authentication::None,
        "client_secret_basic" => Authentication::ClientSecretBasic { secret },
        _ => Authentication::ClientSecretPost { secret },
    }
}

fn set_grant_types(client: &mut Client, mut types: Vec<String>) {
    let mut take = |name: &str| {
        let before = types.len();
        types.retain(|one| one != name);
        types.len() < before
    };
    client.refresh_tokens = take("refresh_token");
    client.token_vault = match (take(vault::GRANT_TYPE), client.token_vault) {
        (false, _) => TokenVault::Off,
        (true, TokenVault::Off) => TokenVault::RefreshTokens,
        (true, kind @ (TokenVault::RefreshTokens | TokenVault::ResourceServer)) => kind,
    };
    client.registration.grant_types = types;
}

/// Replaces the object: what it does not name is as if it had never been set.
fn set_refresh_token(client: &mut Client, base: &Base, settings: &Value) -> Result<(), Refused> {
    let is = |name: &str, value: &str| settings.get(name).and_then(Value::as_str) == Some(value);
    let usual = Client::default();
    client.rotation = is("rotation_type", "rotating");
    client.registration.refresh_tokens_expire = is("expiration_type", "expiring");
    if client.rotation && !client.registration.refresh_tokens_expire {
        let text = "refresh_token.expiration_type must be expiring with rotation_type rotating";
        return Err(Refused::body(text));
    }
    client.leeway_seconds = seconds(settings, "leeway").unwrap_or(0);
    client.refresh_token_seconds =
        seconds(settings, "token_lifetime").unwrap_or(usual.refresh_token_seconds);
    client.idle_refresh_token_seconds =
        seconds(settings, "idle_token_lifetime").unwrap_or(usual.idle_refresh_token_seconds);
    let policies = settings.get("policies").and_then(Value::as_array);
    let policies = policies.into_iter().flatten().map(|policy| {
        let audience = policy.get("audience").and_then(Value::as_str);
        Access {
            audience: base.unfill(audience.unwrap_or_default()),
            scopes: texts(policy, "scope").unwrap_or_default(),
        }
    });
    client.policies = policies.collect();
    Ok(())
}

fn grant_types(client: &Client) -> Vec<&str> {
    let known = [
        (client.refresh_tokens, "refresh_token"),
        (client.token_vault != TokenVault::Off, vault::GRANT_TYPE),
    ];
    let known = known.iter().filter(|(has, _)| *has).map(|(_, name)| *name);
    let others = client.registration.grant_types.iter().map(String::as_str);
    others.chain(known).collect()
}

fn shown(client: &Client, base: &Base, secrets: bool) -> Value {
    let (method, secret) = match &client.authentication {
        Authentication::None => ("none", None),
        Authentication::ClientSecretPost { secret } => ("client_secret_post", Some(secret)),
        Authentication::ClientSecretBasic { secret } => ("client_secret_basic", Some(secret)),
        Authentication::PrivateKeyJwt { .. } => ("private_key_jwt", None),
    };
    let policies = client
        .policies
        .iter()
        .map(|policy| json!({"audience": base.fill(&policy.audience), "scope": policy.scopes}));
    let expiring = client.registration.refresh_tokens_expire;
    let mut shown = json!({
        "client_id": client.id,
        "name": client.name,
        "callbacks": client.callbacks,
        "allowed_logout_urls": client.logout_urls,
        "grant_types": grant_types(client),
        "token_endpoint_auth_method": method,
        "oidc_conformant": client.registration.oidc_conformant,
        "is_first_party": client.registration.first_party,
        "global": false,
        "jwt_configuration": {"alg": client.registration.signing, "lifetime_in_seconds": 36_000},
        "refresh_token": {
            "rotation_type": if client.rotation { "rotating" } else { "non-rotating" },
            "expiration_type": if expiring { "expiring" } else { "non-expiring" },
            "leeway": client.leeway_seconds,
            "token_lifetime": client.refresh_token_seconds,
            "infinite_token_lifetime": !expiring,
            "idle_token_lifetime": client.idle_refresh_token_seconds,
            "infinite_idle_token_lifetime": !expiring,
            "policies": policies.collect::<Vec<_>>(),
        },
    });
    if !client.registration.app_type.is_empty() {
        shown["app_type"] = json!(client.registration.app_type);
    }
    if let Some(secret) = secret.filter(|_| secrets) {
        shown["client_secret"] = json!(secret);
    }
    shown
}
