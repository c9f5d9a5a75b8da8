//! What can go wrong at a tenant, by cause.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::api_error::ApiError;
use crate::oauth_error::OAuthError;

/// Why a request to a tenant did not give what was asked for.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// No connection: no network, no such host, refused, or none in time. Nothing was sent.
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
    /// An error of the My Account API (wire contract 1.7), or of the Management API.
    #[error("the API refused: {0}")]
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
    /// Whether the tenant may have done what was asked, though no good answer came. A web page is
    /// somebody else's answer, given in the tenant's place; a refusal is an answer.
    #[must_use]
    pub fn may_have_happened(&self) -> bool {
        match self {
            Self::TimedOut { .. }
            | Self::AnswerLost { .. }
            | Self::Server { .. }
            | Self::Unexpected(_) => true,
            Self::Unreachable { .. }
            | Self::NotTrusted { .. }
            | Self::NotTenant { .. }
            | Self::IssuerMismatch { .. }
            | Self::RateLimited { .. }
            | Self::WebPage { .. }
            | Self::NotSent(_)
            | Self::EndlessPages
            | Self::OAuth(_)
            | Self::Api(_)
            | Self::IdToken(_)
            | Self::OrganizationMismatch { .. }
            | Self::NonceLoop { .. }
            | Self::Key(_)
            | Self::RefreshTokenMissing
            | Self::AudienceMissing { .. }
            | Self::ScopesMissing { .. } => false,
        }
    }

    /// Whether a request that changes nothing is worth sending again.
    pub(crate) fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::AnswerLost { .. }
                | Self::Server { .. }
                | Self::RateLimited { .. }
        )
    }
}

/// When a rate-limited request may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// After this long (`Retry-After`).
    After(Duration),
    /// At this time on this computer's clock (`x-ratelimit-reset`).
    At(DateTime<Utc>),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host() -> String {
        "acme.eu.auth0.com".to_owned()
    }

    #[test]
    fn only_what_was_sent_and_not_answered_may_have_happened() {
        let reason = || "why".to_owned();
        let open = [
            Error::TimedOut { host: host() },
            Error::AnswerLost {
                host: host(),
                reason: reason(),
            },
            Error::Server { status: 502 },
            Error::Unexpected(reason()),
        ];
        for error in open {
            assert!(error.may_have_happened(), "{error}");
        }
        let settled = [
            Error::Unreachable {
                host: host(),
                reason: reason(),
            },
            Error::NotTrusted {
                host: host(),
                reason: reason(),
            },
            Error::RateLimited { retry: None },
            Error::WebPage { host: host() },
            Error::NotSent(reason()),
            Error::NonceLoop { host: host() },
            Error::Key(reason()),
            Error::Api(ApiError::read(409, b"")),
        ];
        for error in settled {
            assert!(!error.may_have_happened(), "{error}");
        }
    }
}
