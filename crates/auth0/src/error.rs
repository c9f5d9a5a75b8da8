//! What can go wrong at a tenant, by cause.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Deserialize;

/// Why a request to a tenant did not give what was asked for.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// No connection: no network, no such host, or refused.
    #[error("{host} cannot be reached: {reason}")]
    Unreachable {
        /// The host that was asked.
        host: String,
        /// The system's words.
        reason: String,
    },
    /// No whole answer within the time limit.
    #[error("{host} did not answer in time")]
    TimedOut {
        /// The host that was asked.
        host: String,
    },
    /// The request was sent, but its answer did not arrive whole.
    #[error("the answer of {host} was lost: {reason}")]
    AnswerLost {
        /// The host that was asked.
        host: String,
        /// The system's words.
        reason: String,
    },
    /// The certificate is not trusted on this computer.
    #[error("the certificate of {host} is not trusted: {reason}")]
    NotTrusted {
        /// The host that was asked.
        host: String,
        /// What is wrong with the certificate.
        reason: String,
    },
    /// What answered is no Auth0 tenant.
    #[error("{host} is no Auth0 tenant: {reason}")]
    NotTenant {
        /// The host that was asked.
        host: String,
        /// What was found in place of it.
        reason: String,
    },
    /// The discovery document names another issuer (OpenID Connect Discovery section 4.3).
    #[error("the tenant calls itself {found}, not {expected}")]
    IssuerMismatch {
        /// The issuer for the address that was given.
        expected: String,
        /// The issuer that the tenant names.
        found: String,
    },
    /// A server error, 5xx.
    #[error("the tenant answered with status {status}")]
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// Too many requests, 429 (wire contract 1.7).
    #[error("too many requests")]
    RateLimited {
        /// When to come back, where the tenant says so.
        retry: Option<Retry>,
    },
    /// An answer outside the contract.
    #[error("unexpected answer: {0}")]
    Unexpected(String),
    /// A web page in place of an answer: a network that wants a sign-in of its own, or a proxy.
    #[error("{host} answered with a web page")]
    WebPage {
        /// The host that was asked.
        host: String,
    },
    /// A request outside the limits of the contract; it was not sent.
    #[error("not sent: {0}")]
    NotSent(String),
    /// The list's pages never end: a cursor came twice (wire contract 1.4).
    #[error("the pages of the list never end")]
    EndlessPages,
    /// An OAuth error (RFC 6749 section 5.2, wire contract 3.4).
    #[error("the token endpoint refused: {0}")]
    OAuth(OAuthError),
    /// A My Account API error (wire contract 1.7).
    #[error("the My Account API refused: {0}")]
    Api(ApiError),
    /// The ID token fails a check (wire contract 3.7).
    #[error("the ID token is not acceptable: {0}")]
    IdToken(String),
    /// The ID token names another organization than the one asked for, or none (wire contract 3.7).
    #[error("the sign-in is not for the organization {organization}")]
    OrganizationMismatch {
        /// The organization that was asked for.
        organization: String,
    },
    /// Every nonce for a proof of possession was refused (wire contract 4, 7 row 24).
    #[error("{host} refuses every nonce")]
    NonceLoop {
        /// The host that was asked.
        host: String,
    },
    /// The key of the client is not one that can sign (wire contract 3.3).
    #[error("the key cannot be used: {0}")]
    Key(String),
    /// No refresh token came with the code exchange (wire contract 3.3).
    #[error("no refresh token was issued")]
    RefreshTokenMissing,
    /// The access token is not for the My Account API (wire contract 3.4, 7 row 1).
    #[error("the access token is not for {audience}")]
    AudienceMissing {
        /// The audience that was asked for.
        audience: String,
    },
    /// The access token lacks scopes that were asked for (wire contract 7 row 5).
    #[error("the access token lacks {}", scopes.join(" "))]
    ScopesMissing {
        /// What is missing.
        scopes: Vec<String>,
    },
}

impl Error {
    /// Whether the tenant may have done what was asked, though no good answer came.
    #[must_use]
    pub fn may_have_happened(&self) -> bool {
        matches!(
            self,
            Self::TimedOut { .. }
                | Self::AnswerLost { .. }
                | Self::Server { .. }
                | Self::Unexpected(_)
        )
    }
}

/// When a rate-limited request may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// After this long (`Retry-After`).
    After(Duration),
    /// At this time (`x-ratelimit-reset`).
    At(DateTime<Utc>),
}

/// An error answer of the token endpoint, or an error that came back from `/authorize`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}{}", .description.as_deref().map(|text| format!(": {text}")).unwrap_or_default())]
pub struct OAuthError {
    /// The `error` code.
    pub error: String,
    /// The `error_description`.
    pub description: Option<String>,
}

/// What an [`OAuthError`] means. Statuses vary in reports, so the code and the words decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OAuthCause {
    /// The code or refresh token is not, or no longer, good.
    GrantRejected,
    /// The person does not exist any more.
    PersonUnknown,
    /// The person is blocked.
    PersonBlocked,
    /// The tenant wants a second factor.
    MfaRequired,
    /// The last sign-in is too old, or was too weak, for the API's policy.
    AuthenticationUnmet,
    /// The browser would have had to show a page, and was told not to.
    InteractionRequired,
    /// The My Account API is not activated.
    ApiNotActivated,
    /// The client has no user grant for the API.
    ClientNotAuthorized,
    /// The client is unknown, or must authenticate.
    ClientRejected,
    /// The client may not use this grant.
    GrantNotAllowed,
    /// The proof of possession was refused (RFC 9449 section 5).
    ProofRejected,
    /// The person is no member of the organization, or the invitation is not good.
    OrganizationRefused,
    /// The vault has no refresh token of the provider (wire contract 5).
    VaultTokenMissing,
    /// The provider refused the refresh token that the vault holds (wire contract 5).
    VaultTokenRejected,
    /// The vault does not work with refresh tokens that rotate (wire contract 5).
    RotationNotSupported,
    /// The client is not of the kind that may ask the vault (wire contract 5).
    NotResourceServer,
    /// The person or a rule of the tenant said no.
    Denied,
    /// Anything else.
    Other,
}

impl OAuthError {
    /// Its cause, by the tables of wire contract 3.2 and 3.4.
    #[must_use]
    pub fn cause(&self) -> OAuthCause {
        let description = self.description.as_deref().unwrap_or_default();
        by_words(description)
            .or_else(|| by_code(&self.error))
            .unwrap_or(OAuthCause::Other)
    }
}

/// Words that say more than the code beside them.
const WORDS: [(&str, OAuthCause); 11] = [
    ("Service not found", OAuthCause::ApiNotActivated),
    (
        "is not authorized to access resource server",
        OAuthCause::ClientNotAuthorized,
    ),
    ("user who doesn't exist", OAuthCause::PersonUnknown),
    ("user is blocked", OAuthCause::PersonBlocked),
    ("is not part of the", OAuthCause::OrganizationRefused),
    ("invitation", OAuthCause::OrganizationRefused),
    ("tokenset_not_found", OAuthCause::VaultTokenMissing),
    (
        "Federated connection Refresh Token not found",
        OAuthCause::VaultTokenMissing,
    ),
    (
        "Rotating refresh token not supported",
        OAuthCause::RotationNotSupported,
    ),
    ("is not a resource server", OAuthCause::NotResourceServer),
    (
        "Multifactor authentication required",
        OAuthCause::MfaRequired,
    ),
];

fn by_words(description: &str) -> Option<OAuthCause> {
    WORDS
        .into_iter()
        .find(|(words, _)| description.contains(words))
        .map(|(_, cause)| cause)
}

fn by_code(error: &str) -> Option<OAuthCause> {
    Some(match error {
        "mfa_required" => OAuthCause::MfaRequired,
        "unmet_authentication_requirements" => OAuthCause::AuthenticationUnmet,
        "login_required" | "interaction_required" => OAuthCause::InteractionRequired,
        "invalid_grant" => OAuthCause::GrantRejected,
        "invalid_client" => OAuthCause::ClientRejected,
        "unauthorized_client" => OAuthCause::GrantNotAllowed,
        "use_dpop_nonce" | "invalid_dpop_proof" => OAuthCause::ProofRejected,
        "federated_connection_refresh_token_not_found" | "tokenset_not_found" => {
            OAuthCause::VaultTokenMissing
        }
        "federated_connection_refresh_token_flow_failed" => OAuthCause::VaultTokenRejected,
        "access_denied" | "unauthorized" | "consent_required" => OAuthCause::Denied,
        _ => return None,
    })
}

/// An error answer of the My Account API.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{status} {}: {detail}", code.as_deref().unwrap_or("without a code"))]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// The trailing `A0E-…` of `type`.
    pub code: Option<String>,
    /// The `detail`, or what stood in its place.
    pub detail: String,
}

#[derive(Deserialize)]
struct Problem {
    r#type: Option<String>,
    title: Option<String>,
    detail: Option<String>,
    #[serde(default)]
    validation_errors: Vec<Violation>,
    error: Option<String>,
    error_description: Option<String>,
    description: Option<String>,
}

#[derive(Deserialize)]
struct Violation {
    detail: String,
}

impl ApiError {
    /// Reads an error body: problem JSON, OAuth JSON, plain text, HTML or nothing (wire contract 1.7).
    #[must_use]
    pub fn read(status: u16, body: &[u8]) -> Self {
        let Ok(problem) = serde_json::from_slice::<Problem>(body) else {
            let text = String::from_utf8_lossy(body);
            let text = text.trim();
            let plain = !text.is_empty() && !text.starts_with('<');
            let detail = if plain { text } else { "no explanation" };
            return Self {
                status,
                code: None,
                detail: detail.chars().take(300).collect(),
            };
        };
        let code = problem.r#type.as_deref().and_then(error_code);
        let mut detail = problem
            .detail
            .or(problem.error_description)
            .or(problem.description)
            .or(problem.title)
            .or(problem.error)
            .unwrap_or_else(|| "no explanation".to_owned());
        for violation in problem.validation_errors {
            detail.push_str("; ");
            detail.push_str(&violation.detail);
        }
        Self {
            status,
            code,
            detail,
        }
    }
}

fn error_code(kind: &str) -> Option<String> {
    let (_, code) = kind.rsplit_once(['/', '#'])?;
    code.starts_with("A0E-").then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oauth(error: &str, description: &str) -> OAuthError {
        OAuthError {
            error: error.to_owned(),
            description: Some(description.to_owned()),
        }
    }

    #[test]
    fn the_code_is_found_in_both_spellings_of_type() {
        for kind in [
            "https://auth0.com/api-errors/A0E-401-0003",
            "https://auth0.com/api-errors#A0E-401-0003",
        ] {
            let body = format!(r#"{{"type":"{kind}","status":401,"title":"x","detail":"y"}}"#);
            let error = ApiError::read(401, body.as_bytes());
            assert_eq!(error.code.as_deref(), Some("A0E-401-0003"));
            assert_eq!(error.detail, "y");
        }
    }

    #[test]
    fn validation_errors_are_told() {
        let body = br#"{"type":"t","status":400,"title":"Validation Error","detail":"Invalid request payload input",
            "validation_errors":[{"pointer":"","detail":"data must have required property 'connection'"}]}"#;
        assert_eq!(
            ApiError::read(400, body).detail,
            "Invalid request payload input; data must have required property 'connection'"
        );
    }

    #[test]
    fn a_body_that_is_no_json_is_not_shown_as_html() {
        assert_eq!(ApiError::read(502, b"<html>..").detail, "no explanation");
        assert_eq!(ApiError::read(400, b"").detail, "no explanation");
        assert_eq!(ApiError::read(400, b"slow down").detail, "slow down");
    }

    #[test]
    fn oauth_errors_are_told_apart_by_code_and_words() {
        let cases = [
            (
                oauth("invalid_grant", "Unknown or invalid refresh token."),
                OAuthCause::GrantRejected,
            ),
            (
                oauth("mfa_required", "Multifactor authentication required"),
                OAuthCause::MfaRequired,
            ),
            (
                oauth("access_denied", "Service not found: https://t/me/"),
                OAuthCause::ApiNotActivated,
            ),
            (
                oauth(
                    "invalid_request",
                    "Client \"a\" is not authorized to access resource server \"b\".",
                ),
                OAuthCause::ClientNotAuthorized,
            ),
            (
                oauth("access_denied", "User did not authorize the request"),
                OAuthCause::Denied,
            ),
            (oauth("invalid_client", ""), OAuthCause::ClientRejected),
            (oauth("strange", ""), OAuthCause::Other),
        ];
        for (error, cause) in cases {
            assert_eq!(error.cause(), cause, "{error}");
        }
    }
}
