//! What can go wrong, by cause, and whose turn it is then.
//!
//! A [`Failure`] is made where an effect ends; the window gets a [`FailureView`]. The words (what
//! happened, why, what to do) are in `text/`, one set of messages for each [`FailureCode`]; the
//! table symptom → cause → fix of the wire contract, section 7, is their source.

use auth0::{ApiError, Error, OAuthCause, OAuthError, Retry};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use ts_rs::TS;

use crate::callback::clean;
use crate::ports::VaultError;

/// A failure by its cause. The window has words and an action for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FailureCode {
    /// The tenant domain is no host name.
    DomainInvalid,
    /// The tenant domain asks for plain HTTP on a host that is not this computer.
    DomainNotSecure,
    /// The client id is empty or has characters that no client id has.
    ClientIdInvalid,
    /// No connection to the tenant: no network, no such host, refused.
    TenantUnreachable,
    /// The tenant did not answer in time.
    TenantTimedOut,
    /// The tenant's certificate is not trusted on this computer.
    TenantNotTrusted,
    /// What answered is no Auth0 tenant: a web page, or no discovery document.
    TenantNotAuth0,
    /// The tenant calls itself by another name than the one that was typed.
    IssuerMismatch,
    /// The tenant answered with a server error.
    TenantBroken,
    /// The tenant's answer is not what its contract says.
    AnswerUnexpected,
    /// Too many requests.
    RateLimited,
    /// The person, or a rule of the tenant, refused the sign-in.
    SignInRefused,
    /// The browser did not come back from signing in, in time.
    SignInTimedOut,
    /// The code of the sign-in was refused: used already, too old, or from elsewhere.
    SignInCodeRejected,
    /// The ID token does not pass its checks.
    IdTokenInvalid,
    /// The tenant gave no refresh token.
    RefreshTokenMissing,
    /// The session ended: the refresh token is revoked, expired or was used twice.
    SessionEnded,
    /// The tenant wants the person to confirm who they are.
    StepUpRequired,
    /// The tenant does not know the client, or wants it to authenticate.
    ClientRejected,
    /// The My Account API is not activated.
    MyAccountNotActivated,
    /// The client has no user grant for the My Account API.
    ClientNotAuthorized,
    /// The access token is for another API: the refresh token policy is missing.
    AudienceMissing,
    /// The access token lacks a permission that was asked for.
    ScopesMissing,
    /// The My Account API does not take the access token.
    AccessTokenRejected,
    /// The My Account API says that a permission is missing.
    PermissionMissing,
    /// The My Account API does not take the request.
    RequestRejected,
    /// The person, or the provider, refused the consent.
    ConsentRefused,
    /// The provider or the tenant failed while connecting.
    ConnectFailed,
    /// The browser did not come back from the provider in time.
    ConnectTimedOut,
    /// The tenant no longer knows the attempt: its link is too old or was used.
    ConnectSessionExpired,
    /// The tenant says that the account collides with one that exists.
    ConnectConflict,
    /// The browser came back without a result.
    ConnectCodeMissing,
    /// The account to be removed is not there, or not this person's.
    AccountUnknown,
    /// The keychain is locked, or its prompt was closed.
    KeychainLocked,
    /// No keychain runs in this session.
    KeychainAbsent,
    /// The keychain answered with an error.
    KeychainRefused,
    /// The keychain did not answer in time.
    KeychainTimedOut,
    /// What the keychain holds cannot be read.
    KeychainCorrupt,
    /// The browser could not be opened.
    BrowserNotOpened,
    /// None of the loopback ports is free.
    LoopbackUnavailable,
    /// The settings could not be saved.
    SettingsNotSaved,
    /// The settings file could not be read; it was moved aside.
    SettingsCorrupt,
    /// The demo tenant did not start.
    DemoNotStarted,
    /// Too many attempts are open at once.
    TooManyAttempts,
    /// The program takes no request now.
    ProgramBusy,
}

impl FailureCode {
    /// Whether it means that the tenant cannot be reached.
    #[must_use]
    pub fn is_offline(self) -> bool {
        matches!(self, Self::TenantUnreachable | Self::TenantTimedOut)
    }
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Turn {
    /// The person at the window.
    Yours,
    /// Whoever administers the tenant.
    Administrator,
    /// Nobody: wait.
    Nobody,
}

/// A failure as the window shows it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FailureView {
    /// Its cause.
    pub code: FailureCode,
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
    pub code: FailureCode,
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
}

impl Failure {
    /// A failure that its cause explains.
    #[must_use]
    pub fn new(code: FailureCode) -> Self {
        Self {
            code,
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

    /// Adds what it is about.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// The cause of a tenant's answer.
    #[must_use]
    pub fn of_tenant(error: &Error, doing: Doing, now: DateTime<Utc>) -> Self {
        use FailureCode as Code;
        match error {
            Error::Unreachable { host, reason } => Self::new(Code::TenantUnreachable)
                .subject(host)
                .detail(reason),
            Error::TimedOut { host } => Self::new(Code::TenantTimedOut).subject(host),
            Error::NotTrusted { host, reason } => Self::new(Code::TenantNotTrusted)
                .subject(host)
                .detail(reason),
            Error::NotTenant { host, reason } => {
                Self::new(Code::TenantNotAuth0).subject(host).detail(reason)
            }
            Error::IssuerMismatch { found, .. } => Self::new(Code::IssuerMismatch).subject(found),
            Error::Server { status } => Self::new(Code::TenantBroken).subject(status.to_string()),
            Error::RateLimited { retry } => Self {
                retry_at: retry.map(|retry| moment(retry, now)),
                ..Self::new(Code::RateLimited)
            },
            Error::Unexpected(text) => Self::new(Code::AnswerUnexpected).detail(text),
            Error::OAuth(error) => Self::of_oauth(error, doing),
            Error::Api(error) => Self::of_api(error, doing),
            Error::IdToken(reason) => Self::new(Code::IdTokenInvalid).detail(reason),
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
        use FailureCode as Code;
        let signing_in = doing == Doing::SigningIn;
        let code = match error.cause() {
            OAuthCause::GrantRejected if signing_in => Code::SignInCodeRejected,
            OAuthCause::GrantRejected => Code::SessionEnded,
            OAuthCause::StepUp => Code::StepUpRequired,
            OAuthCause::ApiNotActivated => Code::MyAccountNotActivated,
            OAuthCause::ClientNotAuthorized => Code::ClientNotAuthorized,
            OAuthCause::ClientRejected => Code::ClientRejected,
            OAuthCause::Denied => Code::SignInRefused,
            OAuthCause::Other if signing_in => Code::SignInRefused,
            OAuthCause::Other => Code::AnswerUnexpected,
        };
        Self::new(code).detail(error.description.as_deref().unwrap_or(&error.error))
    }

    /// The cause of an error with which the browser came back from a provider.
    #[must_use]
    pub fn of_consent(error: &OAuthError) -> Self {
        let code = match error.error.as_str() {
            "access_denied" | "consent_required" => FailureCode::ConsentRefused,
            _ => FailureCode::ConnectFailed,
        };
        Self::new(code).detail(error.description.as_deref().unwrap_or(&error.error))
    }

    fn of_api(error: &ApiError, doing: Doing) -> Self {
        use FailureCode as Code;
        let code = match (error.status, doing) {
            (401, _) => Code::AccessTokenRejected,
            (403, _) => Code::PermissionMissing,
            (404, Doing::Completing) => Code::ConnectSessionExpired,
            (404, Doing::Disconnecting) => Code::AccountUnknown,
            (409, _) => Code::ConnectConflict,
            _ => Code::RequestRejected,
        };
        let code_of_api = error.code.as_deref().unwrap_or_default();
        Self::new(code)
            .detail(&error.detail)
            .subject(format!("{} {code_of_api}", error.status).trim())
    }

    /// What the window shows, under an id made of `random`.
    #[must_use]
    pub fn view(self, random: u64) -> FailureView {
        FailureView {
            turn: turn(self.code),
            id: failure_id(random),
            code: self.code,
            detail: self.detail,
            subject: self.subject,
            retry_at: self.retry_at,
        }
    }
}

impl From<&VaultError> for Failure {
    fn from(error: &VaultError) -> Self {
        match error {
            VaultError::Locked => Self::new(FailureCode::KeychainLocked),
            VaultError::Absent(text) => Self::new(FailureCode::KeychainAbsent).detail(text),
            VaultError::Refused(text) => Self::new(FailureCode::KeychainRefused).detail(text),
            VaultError::TimedOut => Self::new(FailureCode::KeychainTimedOut),
        }
    }
}

/// Whose turn it is, for every cause.
#[must_use]
pub fn turn(code: FailureCode) -> Turn {
    use FailureCode as Code;
    match code {
        Code::TenantBroken
        | Code::AnswerUnexpected
        | Code::RateLimited
        | Code::ProgramBusy
        | Code::TenantTimedOut => Turn::Nobody,
        Code::IssuerMismatch
        | Code::RefreshTokenMissing
        | Code::ClientRejected
        | Code::MyAccountNotActivated
        | Code::ClientNotAuthorized
        | Code::AudienceMissing
        | Code::ScopesMissing
        | Code::AccessTokenRejected
        | Code::PermissionMissing
        | Code::RequestRejected
        | Code::ConnectFailed
        | Code::ConnectCodeMissing
        | Code::TenantNotTrusted => Turn::Administrator,
        Code::DomainInvalid
        | Code::DomainNotSecure
        | Code::ClientIdInvalid
        | Code::TenantUnreachable
        | Code::TenantNotAuth0
        | Code::SignInRefused
        | Code::SignInTimedOut
        | Code::SignInCodeRejected
        | Code::IdTokenInvalid
        | Code::SessionEnded
        | Code::StepUpRequired
        | Code::ConsentRefused
        | Code::ConnectTimedOut
        | Code::ConnectSessionExpired
        | Code::ConnectConflict
        | Code::AccountUnknown
        | Code::KeychainLocked
        | Code::KeychainAbsent
        | Code::KeychainRefused
        | Code::KeychainTimedOut
        | Code::KeychainCorrupt
        | Code::BrowserNotOpened
        | Code::LoopbackUnavailable
        | Code::SettingsNotSaved
        | Code::SettingsCorrupt
        | Code::DemoNotStarted
        | Code::TooManyAttempts => Turn::Yours,
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
fn failure_id(random: u64) -> String {
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

    fn api(status: u16, doing: Doing) -> FailureCode {
        let error = Error::Api(ApiError {
            status,
            code: None,
            detail: String::new(),
        });
        Failure::of_tenant(&error, doing, DateTime::UNIX_EPOCH).code
    }

    #[test]
    fn the_same_status_means_different_things() {
        assert_eq!(
            api(404, Doing::Completing),
            FailureCode::ConnectSessionExpired
        );
        assert_eq!(api(404, Doing::Disconnecting), FailureCode::AccountUnknown);
        assert_eq!(api(401, Doing::Listing), FailureCode::AccessTokenRejected);
        assert_eq!(api(403, Doing::Connecting), FailureCode::PermissionMissing);
        assert_eq!(api(409, Doing::Completing), FailureCode::ConnectConflict);
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
    fn ids_have_their_form_and_differ() {
        assert_eq!(failure_id(0), "MOOR-0000-0000");
        assert_ne!(failure_id(1), failure_id(2));
        assert_eq!(failure_id(u64::MAX), "MOOR-ZZZZ-ZZZZ");
    }
}
