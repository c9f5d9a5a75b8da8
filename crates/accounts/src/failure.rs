//! What can go wrong, by cause, and whose turn it is then.
//!
//! A [`Failure`] is made where an effect ends; the window gets a [`FailureView`].

use auth0::{ApiCause, ApiError, Error, OAuthCause, OAuthError, Retry};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use ts_rs::TS;

use crate::callback::clean;
use crate::diagnosis::{Diagnosis, Turn};
use crate::ports::VaultError;

/// A failure as the window shows it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FailureView {
    /// Its cause.
    pub diagnosis: Diagnosis,
    /// An id to copy: `MOOR-7F3K-21C9`. The same id stands in the log.
    pub id: String,
    /// Whose turn it is.
    pub turn: Turn,
    /// The tenant's, provider's or system's own words, cleaned, at most 300 characters; plain text.
    pub detail: Option<String>,
    /// The thing it is about, for the words' `{ $subject }`: a host, a scope, a setting.
    pub subject: Option<String>,
    /// When it may be tried again, where the tenant said so.
    #[ts(type = "string | null")]
    pub retry_at: Option<DateTime<Utc>>,
}

/// What went wrong, before the window hears of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// The cause.
    pub diagnosis: Diagnosis,
    /// Foreign words, cleaned.
    pub detail: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// When to come back.
    pub retry_at: Option<DateTime<Utc>>,
}

/// What was being done when a tenant's answer went wrong: the same answer means different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Asking a tenant for its endpoints.
    Discovering,
    /// Signing in.
    SigningIn,
    /// Renewing the access.
    Refreshing,
    /// Reading the lists.
    Listing,
    /// Beginning a connect.
    Connecting,
    /// Completing a connect.
    Completing,
    /// Removing an account.
    Disconnecting,
    /// Asking the vault for a provider's token.
    Checking,
}

impl Failure {
    /// A failure that its cause explains.
    #[must_use]
    pub fn new(diagnosis: Diagnosis) -> Self {
        Self {
            diagnosis,
            detail: None,
            subject: None,
            retry_at: None,
        }
    }

    /// Adds foreign words.
    #[must_use]
    pub fn detail(mut self, text: &str) -> Self {
        self.detail = Some(clean(text)).filter(|text| !text.is_empty());
        self
    }

    /// Adds what it is about, which may be foreign words too.
    #[must_use]
    pub fn subject(mut self, subject: impl AsRef<str>) -> Self {
        self.subject = Some(clean(subject.as_ref()));
        self
    }

    /// The cause of a tenant's answer.
    #[must_use]
    pub fn of_tenant(error: &Error, doing: Doing, now: DateTime<Utc>) -> Self {
        use Diagnosis as Code;
        match error {
            Error::Unreachable { host, reason } => Self::new(Code::TenantUnreachable)
                .subject(host)
                .detail(reason),
            Error::TimedOut { host } => Self::new(Code::TenantTimedOut).subject(host),
            Error::AnswerLost { host, reason } => {
                Self::new(Code::AnswerLost).subject(host).detail(reason)
            }
            Error::NotTrusted { host, reason } => Self::new(Code::TenantNotTrusted)
                .subject(host)
                .detail(reason),
            Error::NotTenant { host, reason } => {
                Self::new(Code::TenantNotAuth0).subject(host).detail(reason)
            }
            Error::WebPage { host } => Self::new(Code::WebPageAnswered).subject(host),
            Error::IssuerMismatch { found, .. } => Self::new(Code::IssuerMismatch).subject(found),
            Error::Server { status } => Self::new(Code::TenantBroken).subject(status.to_string()),
            Error::RateLimited { retry } => Self {
                retry_at: retry.map(|retry| moment(retry, now)),
                ..Self::new(Code::RateLimited)
            },
            Error::Unexpected(text) => Self::new(Code::AnswerUnexpected).detail(text),
            Error::NotSent(text) => Self::new(Code::RequestRejected).detail(text),
            Error::EndlessPages => Self::new(Code::EndlessPages),
            Error::OAuth(error) => Self::of_oauth(error, doing),
            Error::Api(error) => Self::of_api(error, doing),
            Error::IdToken(reason) => Self::new(Code::IdTokenInvalid).detail(reason),
            Error::OrganizationMismatch { organization } => {
                Self::new(Code::OrganizationMismatch).subject(organization)
            }
            Error::NonceLoop { host } => Self::new(Code::NonceLoop).subject(host),
            Error::Key(reason) => Self::new(Code::ClientCredentialInvalid).detail(reason),
            Error::RefreshTokenMissing => Self::new(Code::RefreshTokenMissing),
            Error::AudienceMissing { audience } => {
                Self::new(Code::AudienceMissing).subject(audience)
            }
            Error::ScopesMissing { scopes } => {
                Self::new(Code::ScopesMissing).subject(scopes.join(" "))
            }
        }
    }

    /// The cause of an OAuth error, from the token endpoint or from the browser.
    #[must_use]
    pub fn of_oauth(error: &OAuthError, doing: Doing) -> Self {
        use Diagnosis as Code;
        let signing_in = doing == Doing::SigningIn;
        let diagnosis = match error.cause() {
            OAuthCause::GrantRejected if signing_in => Code::SignInCodeRejected,
            OAuthCause::GrantRejected => Code::SessionEnded,
            OAuthCause::PersonUnknown => Code::PersonUnknown,
            OAuthCause::PersonBlocked => Code::PersonBlocked,
            OAuthCause::MfaRequired => Code::MfaRequired,
            OAuthCause::AuthenticationUnmet => Code::AuthenticationUnmet,
            OAuthCause::InteractionRequired => Code::InteractionRequired,
            OAuthCause::ApiNotActivated => Code::MyAccountNotActivated,
            OAuthCause::ClientNotAuthorized => Code::ClientNotAuthorized,
            OAuthCause::ClientRejected => Code::ClientRejected,
            OAuthCause::GrantNotAllowed => Code::GrantNotAllowed,
            OAuthCause::ProofRejected => Code::ProofRejected,
            OAuthCause::OrganizationRefused => Code::OrganizationRefused,
            OAuthCause::VaultTokenMissing => Code::VaultTokenMissing,
            OAuthCause::VaultTokenRejected => Code::VaultTokenRejected,
            OAuthCause::RotationNotSupported => Code::RotationNotSupported,
            OAuthCause::NotResourceServer => Code::NotResourceServer,
            OAuthCause::Denied => Code::SignInRefused,
            OAuthCause::Other if signing_in => Code::SignInRefused,
            OAuthCause::Other if doing == Doing::Checking => Code::RequestRejected,
            OAuthCause::Other => Code::AnswerUnexpected,
        };
        Self::new(diagnosis).detail(error.description.as_deref().unwrap_or(&error.error))
    }

    /// The cause of an error with which the browser came back from a provider.
    #[must_use]
    pub fn of_consent(error: &OAuthError) -> Self {
        let diagnosis = match error.error.as_str() {
            "access_denied" | "consent_required" => Diagnosis::ConsentRefused,
            _ => Diagnosis::ConnectFailed,
        };
        Self::new(diagnosis).detail(error.description.as_deref().unwrap_or(&error.error))
    }

    fn of_api(error: &ApiError, doing: Doing) -> Self {
        use ApiCause as Cause;
        use Diagnosis as Code;
        let diagnosis = match (error.cause(), doing) {
            (Cause::TokenInvalid | Cause::TokenMissing, _) => Code::AccessTokenRejected,
            (Cause::ScopeMissing, _) => Code::PermissionMissing,
            (Cause::SessionExpired | Cause::NotFound, Doing::Completing) => {
                Code::ConnectSessionExpired
            }
            (Cause::NotFound, Doing::Disconnecting) => Code::AccountUnknown,
            (Cause::NotFound | Cause::BadRequest, Doing::Connecting) => Code::ConnectionUnavailable,
            (Cause::Conflict, _) => Code::ConnectConflict,
            (Cause::RateLimited, _) => Code::RateLimited,
            (Cause::Other, _) if error.status == 403 => Code::PermissionMissing,
            (
                Cause::Validation
                | Cause::BadRequest
                | Cause::SessionExpired
                | Cause::NotFound
                | Cause::UnsupportedMediaType
                | Cause::Other,
                _,
            ) => Code::RequestRejected,
        };
        let code = error.code.as_deref().map(|code| format!(" {code}"));
        let detail = format!(
            "{} ({}{})",
            error.detail,
            error.status,
            code.unwrap_or_default()
        );
        let failure = Self::new(diagnosis).detail(&detail);
        match error.detail.split_once("required scope: ") {
            Some((_, scope)) if diagnosis == Code::PermissionMissing => failure.subject(scope),
            Some(_) | None => failure,
        }
    }

    /// What the window shows, under an id made of `random`.
    #[must_use]
    pub fn view(self, random: u64) -> FailureView {
        FailureView {
            turn: self.diagnosis.turn(),
            id: failure_id(random),
            diagnosis: self.diagnosis,
            detail: self.detail,
            subject: self.subject,
            retry_at: self.retry_at,
        }
    }
}

impl From<&VaultError> for Failure {
    fn from(error: &VaultError) -> Self {
        match error {
            VaultError::Locked => Self::new(Diagnosis::KeychainLocked),
            VaultError::Absent(text) => Self::new(Diagnosis::KeychainAbsent).detail(text),
            VaultError::Refused(text) => Self::new(Diagnosis::KeychainRefused).detail(text),
            VaultError::Corrupt(text) => Self::new(Diagnosis::KeychainCorrupt).detail(text),
            VaultError::TimedOut => Self::new(Diagnosis::KeychainTimedOut),
        }
    }
}

fn moment(retry: Retry, now: DateTime<Utc>) -> DateTime<Utc> {
    match retry {
        Retry::At(at) => at,
        Retry::After(duration) => {
            now + TimeDelta::from_std(duration).unwrap_or(TimeDelta::hours(1))
        }
    }
}

/// `MOOR-7F3K-21C9`: eight characters that are hard to misread.
pub(crate) fn failure_id(random: u64) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut id = String::from("MOOR");
    for place in 0..8 {
        if place % 4 == 0 {
            id.push('-');
        }
        let letter = (random >> (place * 5)) & 31;
        id.push(
            LETTERS
                .get(usize::try_from(letter).unwrap_or(0))
                .map_or('0', |l| char::from(*l)),
        );
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api(status: u16, doing: Doing) -> Diagnosis {
        let error = Error::Api(ApiError {
            status,
            code: None,
            detail: String::new(),
        });
        Failure::of_tenant(&error, doing, DateTime::UNIX_EPOCH).diagnosis
    }

    #[test]
    fn the_same_status_means_different_things() {
        assert_eq!(
            api(404, Doing::Completing),
            Diagnosis::ConnectSessionExpired
        );
        assert_eq!(api(404, Doing::Disconnecting), Diagnosis::AccountUnknown);
        assert_eq!(api(401, Doing::Listing), Diagnosis::AccessTokenRejected);
        assert_eq!(api(403, Doing::Connecting), Diagnosis::PermissionMissing);
        assert_eq!(api(409, Doing::Completing), Diagnosis::ConnectConflict);
    }

    #[test]
    fn a_rate_limit_says_when_to_come_back() {
        let now = DateTime::from_timestamp(1000, 0).unwrap();
        let error = Error::RateLimited {
            retry: Some(Retry::After(std::time::Duration::from_secs(7))),
        };
        let failure = Failure::of_tenant(&error, Doing::Listing, now);
        assert_eq!(failure.retry_at, DateTime::from_timestamp(1007, 0));
    }

    #[test]
    fn what_it_is_about_is_plain_text_too() {
        let scope = "read:\u{202e}things\u{200b}";
        let error = Error::Api(ApiError {
            status: 403,
            code: Some("A0E-403-0002".to_owned()),
            detail: format!("Insufficient scope, required scope: {scope}"),
        });
        let failure = Failure::of_tenant(&error, Doing::Listing, DateTime::UNIX_EPOCH);
        assert_eq!(failure.subject.as_deref(), Some("read:things"));
    }

    #[test]
    fn ids_have_their_form_and_differ() {
        assert_eq!(failure_id(0), "MOOR-0000-0000");
        assert_ne!(failure_id(1), failure_id(2));
        assert_eq!(failure_id(u64::MAX), "MOOR-ZZZZ-ZZZZ");
    }
}
