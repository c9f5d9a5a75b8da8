//! A record of calls for tests, so that both sides of the wire can be held against the published
//! schema. It holds secrets: it is off unless asked for, and never logged.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::fields::Fields;
use crate::state::Tenant;

/// No body of these endpoints comes near this many bytes.
const LARGEST: usize = 1 << 20;

/// One call of `/oauth/token`, of the My Account API or of the Management API, and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The HTTP method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The query's pairs, decoded, in their order.
    pub query: Vec<(String, String)>,
    /// Every request header, names in lower case.
    pub request_headers: Vec<(String, String)>,
    /// The request's body.
    pub request_body: String,
    /// The answer's status.
    pub status: u16,
    /// Every header of the answer, names in lower case.
    pub response_headers: Vec<(String, String)>,
    /// The answer's body.
    pub response_body: String,
}

/// The kept calls.
#[derive(Default)]
pub(crate) struct Recorder(Mutex<Vec<Exchange>>);

impl Recorder {
    /// What was kept so far.
    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn keep(&self, exchange: Exchange) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(exchange);
    }
}

/// Keeps a call on its way through.
pub(crate) async fn record(
    State(tenant): State<Arc<Tenant>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let kept = ["/oauth/token", "/me/v1/", "/api/v2/"];
    if !tenant.config.record || !kept.iter().any(|one| path.starts_with(one)) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(request_body) = to_bytes(body, LARGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let method = parts.method.to_string();
    let query = Fields::decode(parts.uri.query().unwrap_or_default().as_bytes());
    let request_headers = pairs(&parts.headers);
    let again = Request::from_parts(parts, Body::from(request_body.clone()));
    let (parts, body) = next.run(again).await.into_parts();
    let Ok(response_body) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    tenant.recorder.keep(Exchange {
        method,
        path,
        query: query.pairs().to_vec(),
        request_headers,
        request_body: text(&request_body),
        status: parts.status.as_u16(),
        response_headers: pairs(&parts.headers),
        response_body: text(&response_body),
    });
    Response::from_parts(parts, Body::from(response_body))
}

fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        })
        .collect()
}

fn text(bytes: &Bytes) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
