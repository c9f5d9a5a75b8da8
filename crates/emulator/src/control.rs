//! `/emulator/control/`: the tenant's other side, for tests that drive it as a program.
//!
//! It is not there unless the configuration asks for it. Only programs on this computer can reach
//! it: the sockets are on loopback addresses, the `Host` must be one, and what changes anything
//! must be JSON, which a web page cannot send here unasked.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::uri::Authority;
use axum::http::{Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use chrono::TimeDelta;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::accounts::AccountRecord;
use crate::faults::{Endpoint, Fault, FaultId};
use crate::fields::is_json;
use crate::pages;
use crate::state::{Running, Tenant};

/// Something that happens to the tenant.
#[derive(Debug, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
enum Event {
    RevokeFamily {
        person: String,
    },
    RotateKeys {
        #[serde(default)]
        keep_old: bool,
    },
    ConnectElsewhere {
        person: String,
        connection: String,
        #[serde(default)]
        scopes: Vec<String>,
    },
    DisconnectElsewhere {
        account: String,
    },
    DeletePerson {
        person: String,
    },
    BlockPerson {
        person: String,
    },
    RevokeAtProvider {
        account: String,
    },
}

/// A change of the clock.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Time {
    AdvanceSeconds(u32),
    OffsetSeconds(i32),
}

/// A request that cannot be done.
struct Refused(StatusCode, String);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1}))).into_response()
    }
}

/// The routes below `/emulator/control`.
pub(crate) fn routes(running: &Running) -> Router<Running> {
    Router::new()
        .route("/config", get(config).patch(change))
        .route("/faults", get(faults).post(inject).delete(clear))
        .route("/faults/{id}", delete(withdraw))
        .route("/events", post(happen))
        .route("/time", post(time))
        .route("/counts", get(counts))
        .route("/people/{id}/accounts", get(accounts))
        .fallback(pages::unknown)
        .layer(middleware::from_fn_with_state(running.clone(), guard))
}

async fn guard(State(tenant): State<Arc<Tenant>>, request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<Authority>().ok());
    let here = host.is_some_and(|host| matches!(host.host(), "localhost" | "127.0.0.1" | "[::1]"));
    if !tenant.config.control || !here {
        return pages::unknown().await;
    }
    let changes = matches!(*request.method(), Method::POST | Method::PATCH);
    if changes && !is_json(request.headers()) {
        let text = "The content type must be application/json.".to_owned();
        return Refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, text).into_response();
    }
    next.run(request).await
}

async fn config(State(tenant): State<Arc<Tenant>>) -> Response {
    Json(&*tenant.config).into_response()
}

async fn change(State(running): State<Running>, body: Bytes) -> Result<StatusCode, Refused> {
    let patch: Value = read(&body)?;
    running
        .change(|config| config.merged(&patch))
        .map_err(|error| bad_request(&error))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn faults(State(tenant): State<Arc<Tenant>>) -> Json<Value> {
    let list: Vec<Value> = tenant
        .faults
        .all()
        .into_iter()
        .map(|(id, fault)| {
            let Fault {
                at,
                does,
                skip,
                times,
            } = fault;
            json!({"id": id, "at": at, "does": does, "skip": skip, "times": times})
        })
        .collect();
    Json(json!({"faults": list}))
}

async fn inject(
    State(tenant): State<Arc<Tenant>>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), Refused> {
    let fault: Fault = read(&body)?;
    let id = tenant.faults.inject(fault);
    Ok((StatusCode::CREATED, Json(json!({"id": id}))))
}

async fn withdraw(State(tenant): State<Arc<Tenant>>, Path(id): Path<FaultId>) -> StatusCode {
    found(tenant.faults.withdraw(id))
}

async fn clear(State(tenant): State<Arc<Tenant>>) -> StatusCode {
    tenant.faults.clear();
    StatusCode::NO_CONTENT
}

async fn happen(State(running): State<Running>, body: Bytes) -> Result<Response, Refused> {
    let done = match read(&body)? {
        Event::RevokeFamily { person } => {
            running.revoke_family(&person);
            true
        }
        Event::RotateKeys { keep_old } => {
            let rotated = running.rotate_keys(keep_old).await;
            rotated.map_err(|error| bad_request(&error))?;
            true
        }
        Event::ConnectElsewhere {
            person,
            connection,
            scopes,
        } => {
            let id = running.connect_elsewhere(&person, &connection, scopes);
            return Ok((StatusCode::CREATED, Json(json!({"account": id}))).into_response());
        }
        Event::DisconnectElsewhere { account } => running.disconnect_elsewhere(&account),
        Event::DeletePerson { person } => running.delete_person(&person),
        Event::BlockPerson { person } => running.block_person(&person),
        Event::RevokeAtProvider { account } => running.revoke_at_provider(&account),
    };
    Ok(found(done).into_response())
}

async fn time(State(tenant): State<Arc<Tenant>>, body: Bytes) -> Result<Json<Value>, Refused> {
    match read(&body)? {
        Time::AdvanceSeconds(count) => {
            tenant.clock.advance(Duration::from_secs(u64::from(count)));
        }
        Time::OffsetSeconds(count) => {
            tenant
                .clock
                .set_offset(TimeDelta::seconds(i64::from(count)));
        }
    }
    Ok(Json(json!({"now": tenant.clock.now()})))
}

async fn counts(State(tenant): State<Arc<Tenant>>) -> Result<Json<Value>, Refused> {
    let mut counts = Map::new();
    for endpoint in Endpoint::ALL {
        let name = serde_json::to_value(endpoint).map_err(|error| bad_request(&error))?;
        let count = json!(tenant.faults.count(endpoint));
        counts.insert(name.as_str().unwrap_or_default().to_owned(), count);
    }
    Ok(Json(Value::Object(counts)))
}

async fn accounts(
    State(running): State<Running>,
    Path(id): Path<String>,
) -> Json<Vec<AccountRecord>> {
    Json(running.accounts(&id))
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|error| bad_request(&error))
}

fn bad_request(error: &dyn std::error::Error) -> Refused {
    Refused(StatusCode::BAD_REQUEST, error.to_string())
}

fn found(done: bool) -> StatusCode {
    if done {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::NOT_FOUND
    }
}
