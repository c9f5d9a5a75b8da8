//! Errors of the My Account API (contract 1.7): `type`, `status`, `title`, `detail` and, for a bad
//! body, `validation_errors`.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// A refused call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: String,
    violations: Vec<Violation>,
    challenge: Option<String>,
}

/// One thing that is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Violation {
    /// In the words of the AJV validator.
    pub(crate) detail: String,
    /// Where.
    pub(crate) place: Place,
}

/// Where a fault is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the body, at a JSON pointer (RFC 6901).
    Body(String),
    /// In a query or path parameter.
    Parameter {
        /// `query` or `path`.
        source: &'static str,
        /// The parameter's name.
        name: String,
    },
}

impl Problem {
    /// 400 for a request that does not fit its schema.
    pub(crate) fn validation(violations: Vec<Violation>) -> Self {
        Self {
            violations,
            ..Self::new(
                400,
                "A0E-400-0003",
                "Validation Error",
                "Invalid request payload input",
            )
        }
    }

    /// 400 for a well-formed request that makes no sense.
    pub(crate) fn bad_request(detail: &str) -> Self {
        Self::new(400, "A0E-400-0001", "Bad Request", detail)
    }

    /// 401 without a token.
    pub(crate) fn missing_token() -> Self {
        Self::new(
            401,
            "A0E-401-0002",
            "Missing Token",
            "No auth token provided.",
        )
    }

    /// 401 for a token that is malformed, expired, or for another audience.
    pub(crate) fn invalid_token() -> Self {
        Self::new(401, "A0E-401-0003", "Invalid Token", "Invalid Token")
    }

    /// 403 for a token without the scope.
    pub(crate) fn insufficient_scope(scope: &str) -> Self {
        let detail = format!("The auth token lacks the required scope: {scope}");
        Self::new(403, "A0E-403-0002", "Insufficient Scope", &detail)
    }

    /// 404 for a connect attempt that is over.
    pub(crate) fn invalid_session() -> Self {
        Self::new(
            404,
            "A0E-404-0001",
            "Not Found",
            "Invalid or expired session",
        )
    }

    /// 404 for something that does not exist.
    pub(crate) fn not_found(detail: &str) -> Self {
        Self::new(404, "A0E-404-0002", "Resource Not Found", detail)
    }

    /// 409 for an account that is connected already.
    pub(crate) fn duplicate(detail: &str) -> Self {
        Self::new(409, "A0E-409-0003", "Duplicate Resource", detail)
    }

    /// 409 for something that the tenant's settings do not allow.
    pub(crate) fn configuration(detail: &str) -> Self {
        Self::new(409, "A0E-409-0001", "Configuration issue", detail)
    }

    /// 429 for one call too many.
    pub(crate) fn too_many() -> Self {
        Self::new(
            429,
            "A0E-429-0003",
            "Endpoint Rate Limit Exceeded",
            "The endpoint request limit has been exceeded.",
        )
    }

    /// The same with a `WWW-Authenticate` header.
    pub(crate) fn challenged(self, challenge: String) -> Self {
        Self {
            challenge: Some(challenge),
            ..self
        }
    }

    /// The `WWW-Authenticate` header.
    pub(crate) fn challenge(&self) -> Option<&str> {
        self.challenge.as_deref()
    }

    /// 415 for a body that is not JSON.
    pub(crate) fn unsupported_media_type() -> Self {
        Self::new(
            415,
            "A0E-415-0001",
            "Unsupported Media Type",
            "The content type must be application/json.",
        )
    }

    fn new(status: u16, code: &'static str, title: &'static str, detail: &str) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            code,
            title,
            detail: detail.to_owned(),
            violations: Vec::new(),
            challenge: None,
        }
    }
}

impl Violation {
    fn body(&self) -> Value {
        let mut members = Map::new();
        members.insert("detail".to_owned(), json!(self.detail));
        match &self.place {
            Place::Body(pointer) => {
                members.insert("pointer".to_owned(), json!(pointer));
            }
            Place::Parameter { source, name } => {
                members.insert("field".to_owned(), json!(name));
                members.insert("source".to_owned(), json!(source));
            }
        }
        Value::Object(members)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut members = Map::new();
        let kind = format!("https://auth0.com/api-errors/{}", self.code);
        members.insert("type".to_owned(), json!(kind));
        members.insert("status".to_owned(), json!(self.status.as_u16()));
        members.insert("title".to_owned(), json!(self.title));
        members.insert("detail".to_owned(), json!(self.detail));
        if !self.violations.is_empty() {
            let violations: Vec<Value> = self.violations.iter().map(Violation::body).collect();
            members.insert("validation_errors".to_owned(), json!(violations));
        }
        let mut response = (self.status, Json(Value::Object(members))).into_response();
        if let Some(Ok(value)) = self.challenge.as_deref().map(HeaderValue::from_str) {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, value);
        }
        response
    }
}
