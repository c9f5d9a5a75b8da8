//! What the tenant is asked for, and what comes of it.

use auth0::{Access, AuthorizationCode, CodeVerifier, Error, Identity, Nonce, State};
use chrono::{DateTime, Utc};

use crate::diagnosis::Diagnosis;
use crate::failure::{Doing, Failure};
use crate::ports::{VaultBytes, VaultError};
use crate::session::Call;
use crate::view::Language;

impl Ask {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Discover => "ask for the tenant's endpoints",
            Self::PrepareSignIn { .. } => "prepare a sign-in",
            Self::SignIn(_) => "exchange the code",
            Self::SwitchPerson => "change the person",
            Self::Renew { .. } => "renew the access",
            Self::Call { call, .. } => call.name(),
            Self::CheckVault { .. } => "ask the vault",
            Self::SignOut { .. } => "sign out",
        }
    }
}

/// Something that the tenant is asked for.
pub(crate) enum Ask {
    Discover,
    PrepareSignIn {
        trip: SignInTrip,
        state: State,
        options: SignInOptions,
    },
    SignIn(SignInReturn),
    SwitchPerson,
    Renew {
        /// The session's number.
        session: u64,
    },
    Call {
        call: Call,
        again: bool,
        access: Access,
    },
    CheckVault {
        account: String,
        connection: String,
    },
    SignOut {
        browser_session: Option<String>,
        in_browser: bool,
    },
}

/// What a sign-in needs on both ways.
pub(crate) struct SignInTrip {
    pub(crate) attempt: String,
    pub(crate) redirect_uri: String,
    pub(crate) nonce: Nonce,
    pub(crate) code_verifier: CodeVerifier,
}

/// What the browser brought back from a sign-in.
pub(crate) struct SignInReturn {
    pub(crate) trip: SignInTrip,
    pub(crate) code: AuthorizationCode,
    /// Who it must be; anybody else is held until the person decided.
    pub(crate) expected: Option<String>,
    /// The greatest age of the authentication, in seconds, where one was asked for.
    pub(crate) max_age: Option<u32>,
}

/// What a sign-in asks the tenant for besides.
#[derive(Default)]
pub(crate) struct SignInOptions {
    /// A new sign-in with a second factor, to confirm who is signed in.
    pub(crate) confirms: bool,
    pub(crate) login_hint: Option<String>,
    pub(crate) invitation: Option<String>,
    pub(crate) language: Language,
}

/// What the keychain held at the start.
pub(crate) struct Stored {
    pub(crate) session: Option<VaultBytes>,
    pub(crate) attempts: Option<VaultBytes>,
}

/// Who signed in.
pub(crate) struct Entry {
    pub(crate) identity: Identity,
    /// It is not who was expected: nothing was changed, and the tokens are held.
    pub(crate) another: bool,
}

/// A refresh that gave something.
pub(crate) struct Renewal {
    pub(crate) identity: Identity,
    pub(crate) access: Result<Access, Error>,
    /// Whether the keychain took the rotated token; if not, this program holds it.
    pub(crate) saved: Result<(), VaultError>,
}

/// Why tokens could not be had, renewed or revoked.
pub(crate) enum SessionError {
    Tenant(Error),
    Vault(VaultError),
    /// The keychain's item cannot be read.
    Corrupt,
    /// The keychain has no item any more.
    Gone,
    /// The keychain has no key for the proofs of possession any more.
    ProofKeyMissing,
}

impl SessionError {
    /// What it means.
    pub(crate) fn failure(&self, doing: Doing, now: DateTime<Utc>) -> Failure {
        match self {
            Self::Tenant(error) => Failure::of_tenant(error, doing, now),
            Self::Vault(error) => Failure::from(error),
            Self::Corrupt => Failure::new(Diagnosis::KeychainCorrupt),
            Self::Gone => Failure::new(Diagnosis::SessionEnded),
            Self::ProofKeyMissing => Failure::new(Diagnosis::ProofKeyMissing),
        }
    }
}

/// How a sign-out went.
pub(crate) struct SignOutReport {
    pub(crate) revoked: Result<(), SessionError>,
    pub(crate) deleted: Result<(), VaultError>,
}
