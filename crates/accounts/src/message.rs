//! What comes into the queue: requests of the window, callbacks of the browser, ends of effects.

use auth0::{
    AuthSession, CodeVerifier, ConnectedAccount, Connection, Error, Identity, Nonce, Page, State,
};
use chrono::{DateTime, Utc};
use url::Url;

use crate::callback::{Callback, Malformed};
use crate::effect::{Entry, Renewal, SessionError, SignOutReport, Stored};
use crate::ports::{BrowserError, DemoTenant, VaultError};
use crate::session::Call;
use crate::settings::Profile;
use crate::view::ReturnPath;

/// What the window may ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Check a tenant, keep it, and begin a sign-in.
    UseTenant {
        /// As it was typed.
        domain: String,
        /// As it was typed.
        client_id: String,
    },
    /// Start the demo tenant, and begin a sign-in.
    TryDemo,
    /// Go back to choosing a tenant. Only while signed out.
    ForgetTenant,
    /// Begin a sign-in.
    SignIn,
    /// End the sign-in under way.
    CancelSignIn,
    /// Put a fresh link of the sign-in on the clipboard.
    CopySignInLink,
    /// Open a fresh link of the sign-in.
    OpenSignInAgain,
    /// Begin to connect an account.
    Connect {
        /// The connection's name.
        connection: String,
    },
    /// Open a fresh link of the attempt.
    OpenAgain {
        /// The attempt's id.
        attempt: String,
    },
    /// Put a fresh link of the attempt on the clipboard.
    CopyLink {
        /// The attempt's id.
        attempt: String,
    },
    /// End the attempt.
    CancelAttempt {
        /// The attempt's id.
        attempt: String,
    },
    /// Confirm in the browser who is signed in, because the tenant wants it.
    ConfirmIdentity,
    /// Do without what waits for the confirmation.
    GiveUpConfirmation,
    /// Stay with the person of before, though another one signed in.
    KeepPerson,
    /// Go on as the person who signed in, in place of the one of before.
    SwitchPerson,
    /// Ask the Token Vault whether the account still works. For clients that authenticate.
    CheckAccount {
        /// The account's id.
        account: String,
    },
    /// Remove an account.
    Disconnect {
        /// The account's id.
        account: String,
        /// Open the provider's page afterwards.
        open_revoke_page: bool,
    },
    /// Open the page where the provider's access is withdrawn.
    OpenRevokePage {
        /// The connection's name.
        connection: String,
    },
    /// Read the lists again.
    Refresh,
    /// Put a notice away.
    DismissNotice {
        /// The notice's id.
        id: u32,
    },
    /// Put the failure of a connection or an account away.
    DismissFailure {
        /// The connection's name or the account's id.
        of: String,
    },
    /// Sign out: revoke the refresh token and wipe the keychain entry.
    SignOut {
        /// End the session in the browser too.
        in_browser: bool,
    },
    /// Try the keychain again.
    RetryKeychain,
    /// Choose the way back from the browser.
    UseReturnPath {
        /// The way.
        path: ReturnPath,
    },
}

/// Anything that comes into the queue.
pub(crate) enum Message {
    Request(Request),
    Callback(Result<Callback, Malformed>),
    DemoStarted(Result<DemoTenant, String>),
    Discovered {
        profile: Profile,
        outcome: Result<(), Error>,
    },
    SettingsSaved(Result<(), String>),
    VaultRead(Result<Stored, VaultError>),
    AttemptsSaved {
        /// The attempt whose link waits for this.
        attempt: Option<String>,
        outcome: Result<(), VaultError>,
    },
    Listening {
        attempt: String,
        outcome: Result<String, BrowserError>,
    },
    Prepared {
        attempt: String,
        outcome: Result<Link, SessionError>,
    },
    Opened(Result<(), BrowserError>),
    Copied(Result<(), BrowserError>),
    SignedIn {
        attempt: String,
        outcome: Result<Entry, SessionError>,
    },
    Switched(Result<Identity, SessionError>),
    Renewed {
        session: u64,
        outcome: Result<Renewal, SessionError>,
    },
    CredentialSaved(Result<(), VaultError>),
    Called {
        call: Call,
        again: bool,
        outcome: Result<Reply, Error>,
    },
    Checked {
        account: String,
        outcome: Result<(), SessionError>,
    },
    SignedOut(SignOutReport),
    /// A time that was waited for has come.
    Woken,
}

/// A link for the browser.
pub(crate) struct Link {
    pub(crate) url: Url,
    pub(crate) auth_session: Option<AuthSession>,
    pub(crate) lifetime_seconds: u32,
}

/// What a call of the My Account API gives.
pub(crate) enum Reply {
    Accounts(Page<ConnectedAccount>),
    Connections(Page<Connection>),
    Link(Link),
    Connected(ConnectedAccount),
    Disconnected,
}

/// Time and chance, which come in with every message.
pub(crate) struct Moment {
    pub(crate) now: DateTime<Utc>,
    /// For ids of failures.
    pub(crate) random: u64,
    /// For an attempt that begins now.
    pub(crate) attempt: String,
    pub(crate) state: State,
    pub(crate) nonce: Nonce,
    pub(crate) code_verifier: CodeVerifier,
}
