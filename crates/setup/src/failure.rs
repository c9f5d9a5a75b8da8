//! Why a tenant could not be read or changed.

use auth0::{ApiCause, Error};

/// Why a call did not do what it should.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Failure {
    /// The token is none of this tenant's, or its time is over.
    #[error("the tenant does not accept the token: it is for another tenant, or has expired")]
    TokenRejected,
    /// The token does not allow this.
    #[error("the token lacks the scope {scope}")]
    ScopeMissing {
        /// What it lacks, in the tenant's words.
        scope: String,
    },
    /// Anything else.
    #[error(transparent)]
    Tenant(Error),
}

impl Failure {
    /// Whether the tenant understood what was asked, and said no to that alone.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(self, Self::Tenant(Error::Api(_)))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let Error::Api(refused) = &error else {
            return Self::Tenant(error);
        };
        match refused.cause() {
            ApiCause::TokenInvalid | ApiCause::TokenMissing => Self::TokenRejected,
            ApiCause::ScopeMissing => {
                let words = refused.detail.rsplit(": ").next();
                Self::ScopeMissing {
                    scope: words.unwrap_or(&refused.detail).to_owned(),
                }
            }
            ApiCause::Validation
            | ApiCause::BadRequest
            | ApiCause::SessionExpired
            | ApiCause::NotFound
            | ApiCause::Conflict
            | ApiCause::UnsupportedMediaType
            | ApiCause::RateLimited
            | ApiCause::Other => Self::Tenant(error),
        }
    }
}
