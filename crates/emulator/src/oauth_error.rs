//! Errors of the OAuth endpoints: `{"error", "error_description"}` (RFC 6749, 5.2; contract 3.4).

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::keys::KeyError;
use crate::mrrt::NotGranted;

/// A refused token, revocation or user-info request.
#[derive(Debug, Clone)]
pub(crate) struct OAuthError {
    status: StatusCode,
    error: &'static str,
    description: String,
}

impl OAuthError {
    /// An error with a status other than the usual ones.
    pub(crate) fn new(
        status: StatusCode,
        error: &'static str,
        description: impl Into<String>,
    ) -> Self {
        Self {
            status,
            error,
            description: description.into(),
        }
    }

    /// 400 `invalid_request`.
    pub(crate) fn invalid_request(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    /// 403 `invalid_grant`.
    pub(crate) fn invalid_grant(description: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "invalid_grant", description)
    }

    /// 403 for a refresh token that is revoked, expired, reused or was never one.
    pub(crate) fn unknown_refresh_token() -> Self {
        Self::invalid_grant("Unknown or invalid refresh token.")
    }

    /// 401 for a client that is not this tenant's or did not prove itself.
    pub(crate) fn invalid_client() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            "Unknown client or wrong secret.",
        )
    }

    /// 403 for an API without a client grant.
    pub(crate) fn not_granted(client: &str, refused: &NotGranted) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "access_denied",
            not_authorized(client, &refused.audience),
        )
    }
}

/// The literal text for a missing client grant.
pub(crate) fn not_authorized(client: &str, audience: &str) -> String {
    format!("Client \"{client}\" is not authorized to access resource server \"{audience}\".")
}

impl From<KeyError> for OAuthError {
    fn from(error: KeyError) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "server_error",
            error.to_string(),
        )
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let body = json!({"error": self.error, "error_description": self.description});
        (
            self.status,
            [(header::CACHE_CONTROL, "no-store")],
            Json(body),
        )
            .into_response()
    }
}
