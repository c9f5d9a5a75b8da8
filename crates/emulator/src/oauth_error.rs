//! Errors of the OAuth endpoints: `{"error", "error_description"}` (RFC 6749, 5.2; contract 3.4).

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::keys::KeyError;
use crate::mrrt::Unreachable;
use crate::random;

/// A refused token, revocation or user-info request.
#[derive(Debug, Clone)]
pub(crate) struct OAuthError {
    status: StatusCode,
    error: &'static str,
    description: String,
    more: Map<String, Value>,
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
            more: Map::new(),
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

    /// 403 for an API without a client grant, or one that does not exist.
    pub(crate) fn unreachable(client: &str, refused: &Unreachable) -> Self {
        let text = match refused {
            Unreachable::NotGranted { audience } => not_authorized(client, audience),
            Unreachable::NoApi { audience } => format!("Service not found: {audience}"),
        };
        Self::new(StatusCode::FORBIDDEN, "access_denied", text)
    }

    /// 403 for a grant type that is not enabled.
    pub(crate) fn grant_type_not_allowed(grant_type: &str) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "unauthorized_client",
            format!("Grant type '{grant_type}' not allowed for the client."),
        )
    }

    /// 403 for a person who was deleted.
    pub(crate) fn user_is_gone() -> Self {
        let text = "The refresh_token was generated for a user who doesn't exist anymore.";
        Self::invalid_grant(text)
    }

    /// 403 for a person whom an administrator has blocked.
    pub(crate) fn user_is_blocked() -> Self {
        Self::new(StatusCode::FORBIDDEN, "access_denied", "user is blocked")
    }

    /// 403 for a sign-in that is too long ago.
    pub(crate) fn unmet_authentication_requirements() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "unmet_authentication_requirements",
            "The sign-in does not meet the requirements of the API.",
        )
    }

    /// 403 for a sign-in without a second factor.
    pub(crate) fn mfa_required() -> Self {
        let mut error = Self::new(
            StatusCode::FORBIDDEN,
            "mfa_required",
            "Multifactor authentication required",
        );
        error.more = Self::mfa_members();
        error
    }

    /// What goes with `mfa_required`.
    pub(crate) fn mfa_members() -> Map<String, Value> {
        let mut members = Map::new();
        members.insert("mfa_token".to_owned(), json!(random::token()));
        let challenge = json!({"challenge": [{"type": "otp"}]});
        members.insert("mfa_requirements".to_owned(), challenge);
        members
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
        let mut body = self.more;
        body.insert("error".to_owned(), json!(self.error));
        body.insert("error_description".to_owned(), json!(self.description));
        (
            self.status,
            [(header::CACHE_CONTROL, "no-store")],
            Json(body),
        )
            .into_response()
    }
}
