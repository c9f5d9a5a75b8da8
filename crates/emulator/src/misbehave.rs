//! Between the sockets and the routes: counts every request, and misbehaves where a fault says so.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use crate::authorize::is_allowed;
use crate::dpop;
use crate::faults::{Endpoint, Misbehavior};
use crate::fields::Fields;
use crate::limits::{LIMIT, REMAINING, RESET};
use crate::nonces::Space;
use crate::oauth_error::OAuthError;
use crate::pages;
use crate::partial::{Part, closed, in_part};
use crate::state::Tenant;
use crate::vault;

/// No body of these endpoints comes near this many bytes.
const LARGEST: usize = 1 << 20;

/// Where nothing is counted and no fault strikes.
const OWN: &str = "/emulator/";

/// The cursor that repeats.
const SAME_CURSOR: &str = "dGhlIHNhbWUgYWdhaW4";

/// Counts a request and lets a fault strike.
pub(crate) async fn meddle(
    State(tenant): State<Arc<Tenant>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if path.starts_with(OWN) {
        return next.run(request).await;
    }
    let mut place = Endpoint::of(request.method(), path);
    let mut request = request;
    if place == Endpoint::Token {
        (place, request) = match grant_type(request).await {
            Ok(known) => known,
            Err(refused) => return refused,
        };
    }
    match tenant.faults.meet(place) {
        None => next.run(request).await,
        Some(does) => misbehave(&tenant, place, does, request, next).await,
    }
}

/// Looks into the body of a token request.
async fn grant_type(request: Request) -> Result<(Endpoint, Request), Response> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST)
        .await
        .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
    let fields = Fields::from_body(&parts.headers, &body).unwrap_or_default();
    let place = match fields.get("grant_type") {
        Some("authorization_code") => Endpoint::TokenCode,
        Some("refresh_token") => Endpoint::TokenRefresh,
        Some(vault::GRANT_TYPE) => Endpoint::TokenExchange,
        Some(_) | None => Endpoint::Token,
    };
    Ok((place, Request::from_parts(parts, Body::from(body))))
}

async fn misbehave(
    tenant: &Tenant,
    place: Endpoint,
    does: Misbehavior,
    request: Request,
    next: Next,
) -> Response {
    match does {
        Misbehavior::Status {
            status,
            body,
            headers,
        } => with_status(place, status, body, &headers),
        Misbehavior::Problem {
            status,
            code,
            title,
            detail,
        } => {
            let mut response = problem(status, &code, &title, &detail);
            if status == 429 {
                tell_limit(tenant, &mut response, Some(1), Some(1));
            }
            response
        }
        Misbehavior::OAuthError {
            status,
            error,
            description,
        } if place == Endpoint::Authorize => {
            sent_back(tenant, status, &error, &description, request, next).await
        }
        Misbehavior::OAuthError {
            status,
            error,
            description,
        } => oauth_error(tenant, status, &error, &description),
        Misbehavior::RateLimited {
            retry_after,
            reset_in,
            global,
        } => rate_limited(tenant, place, retry_after, reset_in, global),
        Misbehavior::Html => Html(PORTAL).into_response(),
        Misbehavior::EmptyBody => emptied(next.run(request).await),
        Misbehavior::HalfBody => in_part(next.run(request).await, Part::Half).await,
        Misbehavior::SlowBytes { per_byte } => {
            in_part(next.run(request).await, Part::Slowly(per_byte)).await
        }
        Misbehavior::Hang => std::future::pending().await,
        Misbehavior::Reset => closed(),
        Misbehavior::AnswerLost => {
            next.run(request).await;
            closed()
        }
        Misbehavior::HugeBody => Json(json!({"padding": "x".repeat(2 * LARGEST)})).into_response(),
        Misbehavior::WrongContentType => {
            let mut response = next.run(request).await;
            let plain = HeaderValue::from_static("text/plain; charset=utf-8");
            response.headers_mut().insert(header::CONTENT_TYPE, plain);
            response
        }
        Misbehavior::RepeatCursor => repeated(request, next).await,
        Misbehavior::NonceStorm => stormy(tenant, place, request, next).await,
    }
}

const PORTAL: &str = "<!doctype html><html><head><title>Welcome to the guest network</title></head>\
    <body><h1>Welcome</h1><p>Accept the terms of use to go online.</p>\
    <form action=\"/accept\" method=\"post\"><button>Accept</button></form></body></html>";

fn with_status(
    place: Endpoint,
    status: u16,
    body: Option<String>,
    headers: &[(String, String)],
) -> Response {
    let mut response = match body {
        Some(body) => {
            let json = serde_json::from_str::<Value>(&body).is_ok();
            let kind = if json {
                "application/json"
            } else {
                "text/html"
            };
            ([(header::CONTENT_TYPE, kind)], body).into_response()
        }
        None if place.is_my_account() => {
            let code = format!("A0E-{status}-0001");
            problem(status, &code, "Error", "The request could not be served.")
        }
        None => Json(json!({
            "error": if status < 500 { "invalid_request" } else { "server_error" },
            "error_description": "The request could not be served.",
        }))
        .into_response(),
    };
    *response.status_mut() = number(status);
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value),
        ) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn problem(status: u16, code: &str, title: &str, detail: &str) -> Response {
    let kind = if code.contains("://") {
        code.to_owned()
    } else {
        format!("https://auth0.com/api-errors/{code}")
    };
    let mut body = json!({"type": kind, "status": status, "title": title, "detail": detail});
    if title == "Validation Error" {
        let text = "data must have required property 'connection'";
        body["validation_errors"] = json!([{"pointer": "", "detail": text}]);
    }
    (number(status), Json(body)).into_response()
}

fn oauth_error(tenant: &Tenant, status: u16, error: &str, description: &str) -> Response {
    let mut body = Map::new();
    body.insert("error".to_owned(), json!(error));
    body.insert("error_description".to_owned(), json!(description));
    if error == "mfa_required" {
        body.extend(OAuthError::mfa_members());
    }
    let mut response = (number(status), Json(body)).into_response();
    if error == "use_dpop_nonce" {
        dpop::tell_nonce(tenant, Space::Authorization, response.headers_mut());
    }
    response
}

/// An error of `/authorize`, at the callback.
async fn sent_back(
    tenant: &Tenant,
    status: u16,
    error: &str,
    description: &str,
    request: Request,
    next: Next,
) -> Response {
    let query = Fields::decode(request.uri().query().unwrap_or_default().as_bytes());
    let tenant = tenant.for_client(query.get("client_id").unwrap_or_default());
    match query.get("redirect_uri") {
        Some(callback) if is_allowed(&tenant.config, callback) => {
            let pairs = [("error", error), ("error_description", description)];
            let mut response = pages::callback(callback, &pairs, query.get("state"));
            if (300..400).contains(&status) {
                *response.status_mut() = number(status);
            }
            response
        }
        Some(_) | None => next.run(request).await,
    }
}

fn rate_limited(
    tenant: &Tenant,
    place: Endpoint,
    retry_after: Option<u32>,
    reset_in: Option<u32>,
    global: bool,
) -> Response {
    let mut response = if place.is_my_account() {
        problem(
            429,
            "A0E-429-0003",
            "Endpoint Rate Limit Exceeded",
            "The endpoint request limit has been exceeded.",
        )
    } else {
        oauth_error(tenant, 429, "too_many_requests", "Too Many Requests")
    };
    tell_limit(tenant, &mut response, retry_after, reset_in);
    if global {
        let kind = HeaderName::from_static("x-auth0-error-kind");
        let global = HeaderValue::from_static("global-rate-limit");
        response.headers_mut().insert(kind, global);
    }
    response
}

/// The headers of a 429 (contract 1.7), as far as they are wanted.
fn tell_limit(
    tenant: &Tenant,
    response: &mut Response,
    retry_after: Option<u32>,
    reset_in: Option<u32>,
) {
    let headers = response.headers_mut();
    headers.insert(LIMIT, HeaderValue::from(10));
    headers.insert(REMAINING, HeaderValue::from(0));
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(seconds) = reset_in {
        let reset = tenant.clock.now().timestamp() + i64::from(seconds);
        headers.insert(RESET, HeaderValue::from(reset));
    }
}

fn emptied(response: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

async fn repeated(mut request: Request, next: Next) -> Response {
    if let Ok(first_page) = without_cursor(request.uri()).parse::<Uri>() {
        *request.uri_mut() = first_page;
    }
    let (mut parts, body) = next.run(request).await.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return closed();
    };
    match serde_json::from_slice(&body) {
        Ok(Value::Object(mut members)) if parts.status.is_success() => {
            members.insert("next".to_owned(), json!(SAME_CURSOR));
            parts.headers.remove(header::CONTENT_LENGTH);
            (
                parts.status,
                parts.headers,
                Value::Object(members).to_string(),
            )
                .into_response()
        }
        _ => Response::from_parts(parts, Body::from(body)),
    }
}

fn without_cursor(address: &Uri) -> String {
    let query = Fields::decode(address.query().unwrap_or_default().as_bytes());
    let mut others = form_urlencoded::Serializer::new(String::new());
    others.extend_pairs(query.pairs().iter().filter(|(name, _)| name != "from"));
    format!("{}?{}", address.path(), others.finish())
}

/// Challenges every proof; requests without one are served.
async fn stormy(tenant: &Tenant, place: Endpoint, request: Request, next: Next) -> Response {
    if !request.headers().contains_key("dpop") {
        return next.run(request).await;
    }
    match place {
        Endpoint::Token
        | Endpoint::TokenCode
        | Endpoint::TokenRefresh
        | Endpoint::TokenExchange => oauth_error(
            tenant,
            400,
            "use_dpop_nonce",
            "Authorization server requires nonce in DPoP proof",
        ),
        Endpoint::Discovery
        | Endpoint::Jwks
        | Endpoint::Authorize
        | Endpoint::Revoke
        | Endpoint::Userinfo
        | Endpoint::Connect
        | Endpoint::Complete
        | Endpoint::Accounts
        | Endpoint::Connections
        | Endpoint::Delete
        | Endpoint::Management
        | Endpoint::Any => {
            let text = "The nonce in the DPoP proof is too old";
            let mut response = dpop::refused("invalid_dpop_nonce", text).into_response();
            dpop::tell_nonce(tenant, Space::Resource, response.headers_mut());
            response
        }
    }
}

fn number(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
