//! What comes into the queue: requests of the window, callbacks of the browser, ends of effects.

use auth0::{
    AuthSession, CodeVerifier, ConnectedAccount, Connection, Error, Identity, Nonce, Page, State,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use crate::callback::{Callback, Malformed};
use crate::doctor::TenantSeen;
use crate::effect::{Entry, Renewal, SessionError, SignOutReport, Stored};
use crate::ports::{BrowserError, DemoTenant, LinkOwner, LogTail, LoopbackPort, VaultError};
use crate::session::Call;
use crate::settings::Profile;
use crate::view::{AboutView, Language, ReturnPath};

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
    /// Begin to connect an account, or connect one anew.
    Connect(Wish),
    /// Bring the attempt back by the other way: a link of the program's own, or this computer's
    /// address.
    UseOtherWay {
        /// The attempt's id.
        attempt: String,
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
    /// Call an account by a name of the person's own.
    Rename {
        /// The account's id.
        account: String,
        /// Nothing: by the provider's name again.
        nickname: String,
    },
    /// The account was looked at: it is no news any more.
    SeeAccount {
        /// The account's id.
        account: String,
    },
    /// The permissions that were not granted are not wanted any more.
    LeavePermissions {
        /// The account's id.
        account: String,
    },
    /// Remove accounts, after some seconds in which that can be undone.
    Disconnect {
        /// The accounts' ids.
        accounts: Vec<String>,
        /// Open the provider's page afterwards.
        open_revoke_page: bool,
    },
    /// Keep accounts that were about to be removed.
    UndoDisconnect {
        /// The removal's id.
        removal: u32,
    },
    /// Nobody will undo the removals: they are sent now.
    SendRemovals,
    /// Open the provider's page for an account that was removed here.
    OpenRemovedPage {
        /// The id that the account had.
        account: String,
    },
    /// Nothing of the account remains at the provider: the person made sure.
    TickRemoved {
        /// The id that the account had.
        account: String,
    },
    /// Connect an account that was removed here with the same name, hint and permissions.
    ReconnectRemoved {
        /// The id that the account had.
        account: String,
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
    /// Keep the session in memory for this run, because there is no keychain to use.
    KeepInMemory,
    /// The window is in front of the person, or is not any more.
    Look {
        /// Whether it is.
        looking: bool,
    },
    /// Speak a language, or the system's.
    UseLanguage {
        /// Absent: the system's.
        language: Option<Language>,
    },
    /// Choose what the desktop is used for.
    Prefer {
        /// What.
        preference: Preference,
        /// Whether.
        on: bool,
    },
    /// Measure the program, to tell about it.
    ShowAbout,
    /// Enough was told about the program.
    HideAbout,
    /// Look at everything that connecting accounts needs.
    Examine,
    /// Enough was seen of that.
    CloseDoctor,
    /// Make a report for somebody who helps, and show it.
    ShowReport,
    /// Keep the report that is shown where the person finds it.
    SaveReport,
    /// Enough was seen of the report.
    HideReport,
    /// Choose the way back from the browser.
    UseReturnPath {
        /// The way.
        path: ReturnPath,
    },
}

/// What the desktop may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Preference {
    /// Telling that an attempt ended while the window is behind.
    Notifications,
    /// An entry in the tray.
    Tray,
    /// Starting the program with the desktop.
    StartAtLogin,
}

/// What a connect is to be.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Wish {
    /// The connection's name.
    pub connection: String,
    /// The account that is connected anew; absent for a new account.
    #[ts(type = "string | null")]
    pub account: Option<String>,
    /// The scopes to ask for; none: those of before, or all that the tenant offers.
    pub scopes: Vec<String>,
    /// Who is to be connected, for the provider's page: an e-mail address, mostly.
    pub hint: Option<String>,
    /// What the account is to be called.
    pub nickname: Option<String>,
}

/// Anything that comes into the queue.
pub(crate) enum Message {
    Request(Request),
    Callback(Result<Callback, Malformed>),
    /// What the person pasted.
    Pasted(Result<Callback, Malformed>),
    DemoStarted(Result<DemoTenant, String>),
    Discovered {
        profile: Profile,
        outcome: Result<(), Error>,
    },
    SettingsSaved(Result<(), String>),
    /// The keychain can be used again.
    KeychainReady,
    VaultRead(Result<Stored, VaultError>),
    AttemptsSaved {
        /// The attempt whose link waits for this.
        attempt: Option<String>,
        outcome: Result<(), VaultError>,
    },
    LinksOwned {
        /// The attempt that is to come back by one.
        attempt: Option<String>,
        owner: LinkOwner,
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
    StartAtLoginSet {
        on: bool,
        outcome: Result<(), String>,
    },
    Measured(AboutView),
    /// What a report needs of this computer.
    Gathered {
        about: AboutView,
        tail: LogTail,
    },
    /// Where the report was saved.
    ReportSaved(Result<String, String>),
    /// The doctor saw something.
    Examined {
        /// The examination's number.
        number: u64,
        finding: Finding,
    },
    /// A time that was waited for has come.
    Woken,
}

/// What a look of the doctor brought.
pub(crate) enum Finding {
    Keychain(Result<(), VaultError>),
    Links {
        owner: LinkOwner,
        /// Whether the link to oneself was sent; nothing, where none could come back.
        sent: Option<Result<(), BrowserError>>,
    },
    LinkTimeUp,
    Loopback(Option<Vec<LoopbackPort>>),
    Tenant(TenantSeen),
    TimeUp,
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
