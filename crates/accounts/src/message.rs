//! What comes into the queue: requests of the window, callbacks of the browser, ends of effects.

use auth0::{
    AuthSession, CodeVerifier, ConnectedAccount, Connection, Error, Identity, Nonce, Page, State,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use crate::callback::{Callback, Incoming, Malformed};
use crate::doctor::Finding;
use crate::effect::{Entry, Renewal, SessionError, SignOutReport, Stored};
use crate::ports::{BrowserError, DemoTenant, LinkOwner, LogTail, VaultError};
use crate::session::Call;
use crate::settings::Profile;
use crate::view::{AboutView, Language, ReturnPath};

/// What the window may ask for.
#[derive(Debug, Clone, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Request {
    /// Ask a domain whether a tenant is there. Only in the first form.
    CheckTenant {
        /// As it was typed.
        domain: String,
    },
    /// Check a tenant, keep it as a profile, and begin a sign-in. Only in the first form.
    UseTenant(ProfileForm),
    /// Start the demo tenant, and begin a sign-in.
    TryDemo,
    /// Go to the first form for one more profile; from the demo, back to the profile of before.
    AddProfile,
    /// Go to the first form with what the profile in use has. Only while signed out.
    ChangeProfile,
    /// Use another profile. What waits in the browser goes on waiting.
    SwitchProfile {
        /// Its name.
        profile: String,
    },
    /// Change how a profile is called and used.
    EditProfile {
        /// Its name.
        profile: String,
        /// How it is to be.
        edit: ProfileEdit,
    },
    /// Sign a profile out and forget it, with all that the keychain has of it.
    RemoveProfile {
        /// Its name.
        profile: String,
    },
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
    /// What a link proposed is not wanted.
    DropProposal,
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
    /// Look for a newer version of the program.
    LookForUpdate,
    /// Install the newer version, and start again.
    InstallUpdate,
    /// Enough was told about the program.
    HideAbout,
    /// Look at everything that connecting accounts needs.
    Examine,
    /// Enough was seen of that.
    CloseDoctor,
    /// Tell how a tenant is set up.
    ShowSetUp {
        /// As it was typed.
        domain: String,
    },
    /// Enough was told about that.
    HideSetUp,
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
    /// Drawing the window without compositing, from the next start on.
    SafeRendering,
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

/// What is typed of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileForm {
    /// The tenant's domain.
    pub domain: String,
    /// The OAuth client identifier.
    pub client_id: String,
    /// What to call it; empty: by its domain.
    pub name: String,
    /// The organization to sign in to, by id or name; empty: none.
    pub organization: String,
}

/// How a profile is called and used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileEdit {
    /// What to call it; empty: by its domain.
    pub name: String,
    /// The way back from the browser; absent: as for all.
    pub return_path: Option<ReturnPath>,
    /// The language; absent: as for all.
    pub language: Option<Language>,
    /// Whether tokens are bound to a key (RFC 9449), from the next sign-in on; absent: where the tenant
    /// knows how.
    pub dpop: Option<bool>,
}

/// Anything that comes into the queue.
#[derive(strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Message {
    Request(Request),
    /// What came in by a link.
    Link(Result<Incoming, Malformed>),
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
    ProfileRemoved {
        profile: Profile,
        /// As the settings have it; absent where it has gone from there already.
        name: Option<String>,
        report: SignOutReport,
    },
    StartAtLoginSet {
        on: bool,
        outcome: Result<(), String>,
    },
    Measured(AboutView),
    /// Whether there is a newer version, and which; or the library's words why that is not known.
    UpdateLookedFor(Result<Option<String>, String>),
    /// Why the newer version was not installed, in the library's words.
    UpdateNotInstalled(String),
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
