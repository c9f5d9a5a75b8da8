//! The lists of a signed-in person: accounts, providers, attempts, and what was removed.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use super::{FailureView, PermissionGroupView, ReturnPath};

/// The lists of a signed-in person.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountsView {
    /// Who is signed in; absent until the tenant said so.
    pub person: Option<PersonView>,
    /// The tenant wants the person to confirm who they are before it goes on.
    pub confirmation: Option<ConfirmationView>,
    /// How current the lists are.
    pub freshness: Freshness,
    /// The lists were never read whole: what is shown are the pages that came.
    pub incomplete: bool,
    /// Why there is nothing that could be connected, where the tenant offers nothing at all.
    pub nothing_to_connect: Option<FailureView>,
    /// When the lists were last read whole.
    #[ts(type = "string | null")]
    pub as_of: Option<DateTime<Utc>>,
    /// Accounts that ask for something, most urgent first.
    pub attention: Vec<AccountView>,
    /// Accounts that were removed here and may remain at the provider, the latest first.
    pub removed: Vec<RemovedView>,
    /// The other connected accounts, by title.
    pub connected: Vec<AccountView>,
    /// Providers without an account, with an attempt under way, or that a link proposes, by name.
    pub available: Vec<ProviderView>,
    /// The other providers that the tenant offers: they have an account, and may be given another
    /// one or other permissions. By name.
    pub connectable: Vec<ProviderView>,
    /// Removals that can still be undone, oldest first.
    pub removals: Vec<RemovalView>,
    /// A sign-out is under way.
    pub signing_out: bool,
}

/// The signed-in person, as the ID token names them.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    /// The `name` claim, or the next best.
    pub name: String,
    /// The `email` claim.
    pub email: Option<String>,
    /// The organization they are signed in to: its name, or else its id.
    pub organization: Option<String>,
}

/// "Confirm it's you": what was asked for waits until the person did, in the browser.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ConfirmationView {
    /// The person's turn: to confirm, or to do without.
    Wanted {
        /// What the tenant wants.
        failure: FailureView,
    },
    /// Under way in the browser.
    UnderWay {
        /// How far it is.
        attempt: AttemptView,
    },
}

/// How current the lists are.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Freshness {
    /// The first reading is under way: nothing can be shown yet.
    Loading,
    /// Read, and nothing is known to be wrong.
    Current {
        /// They are being read again now.
        refreshing: bool,
    },
    /// The tenant cannot be reached; the lists stay as they were.
    Offline {
        /// A new try is under way.
        retrying: bool,
        /// The last failure.
        failure: FailureView,
    },
    /// The tenant answered, but with an error; the lists stay as they were.
    Failed {
        /// A new try is under way.
        retrying: bool,
        /// The last failure.
        failure: FailureView,
    },
}

/// One connected account.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    /// The account's id at Auth0 (`cac_…`).
    pub id: String,
    /// The name of the Auth0 connection behind it.
    pub connection: String,
    /// The provider's name.
    pub provider: String,
    /// Catalogue key of the provider (`google`, … or `other`): mark and words go by it.
    pub catalog: String,
    /// What the person calls it.
    pub nickname: Option<String>,
    /// Who was named as the account to connect: an e-mail address, mostly.
    pub hint: Option<String>,
    /// Its state.
    pub state: AccountState,
    /// It was connected elsewhere and was not looked at since.
    pub elsewhere: bool,
    /// A repair made a new account in its place, and this one stayed.
    pub superseded: bool,
    /// It is being connected anew: the attempt under way.
    pub attempt: Option<AttemptView>,
    /// Permissions that were asked for and not granted.
    pub missing: Vec<PermissionGroupView>,
    /// When it was connected.
    #[ts(type = "string")]
    pub connected_at: DateTime<Utc>,
    /// When the provider's refresh token expires, where the provider says so.
    #[ts(type = "string | null")]
    pub expires_at: Option<DateTime<Utc>>,
    /// True when the vault may renew the provider's token while the person is away.
    pub offline_access: bool,
    /// The Auth0 organization it belongs to.
    pub organization: Option<String>,
    /// Permissions in words, by product.
    pub permissions: Vec<PermissionGroupView>,
    /// The raw scopes, as the API gave them.
    pub scopes: Vec<String>,
    /// True when the provider has a page where access is revoked.
    pub revoke_page: bool,
    /// Number of other accounts of the same connection, which a disconnect leaves alone.
    pub siblings: u32,
    /// Why the last disconnect or the last attempt to connect it anew did not work.
    pub failure: Option<FailureView>,
    /// What the Token Vault said of it, where it was asked.
    pub check: Option<CheckView>,
}

/// Whether the Token Vault can still use an account's connection.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum CheckView {
    /// It is being asked.
    Checking,
    /// It can.
    Works {
        /// When it said so.
        #[ts(type = "string")]
        at: DateTime<Utc>,
    },
    /// It cannot.
    Failed {
        /// Why.
        failure: FailureView,
    },
}

/// The state of an account.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum AccountState {
    /// Nothing is known to be wrong.
    Connected,
    /// It ends within seven days.
    Expires {
        /// When.
        #[ts(type = "string")]
        at: DateTime<Utc>,
    },
    /// Its access ended.
    Ended {
        /// When.
        #[ts(type = "string")]
        at: DateTime<Utc>,
    },
    /// It is being removed.
    Disconnecting {
        /// Until when that can be undone; absent: the tenant is being told.
        #[ts(type = "string | null")]
        until: Option<DateTime<Utc>>,
    },
}

/// An account that was removed here. Its permission may remain at the provider until the person
/// withdraws it there; the entry stays until they tick it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemovedView {
    /// The id that the account had at Auth0.
    pub id: String,
    /// The name of the Auth0 connection.
    pub connection: String,
    /// The provider's name.
    pub provider: String,
    /// Catalogue key of the provider.
    pub catalog: String,
    /// What the person called it.
    pub nickname: Option<String>,
    /// Who was named as the account.
    pub hint: Option<String>,
    /// When it was removed.
    #[ts(type = "string")]
    pub removed_at: DateTime<Utc>,
    /// True when the provider has a page where access is revoked.
    pub revoke_page: bool,
    /// True once that page was opened for this entry.
    pub page_opened: bool,
    /// True where the tenant still offers the provider, so that it can be connected as before.
    pub reconnectable: bool,
}

/// Accounts that will be removed in a moment.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemovalView {
    /// Names it in requests.
    pub id: u32,
    /// The accounts' ids.
    pub accounts: Vec<String>,
    /// The account's nickname or its provider's name, where it is one.
    pub title: Option<String>,
    /// When the tenant is told.
    #[ts(type = "string")]
    pub until: DateTime<Utc>,
    /// Seconds from the confirmation until then.
    pub seconds: u32,
}

/// What a link from outside proposes to connect. Nothing of it happens without a click.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposalView {
    /// Tells it from others.
    pub id: u32,
    /// The name of the Auth0 connection.
    pub connection: String,
    /// The provider's name.
    pub provider: String,
    /// The tenant is known to offer it: its pane can be shown. Until then nothing is known of scopes.
    pub ready: bool,
    /// The raw scopes to begin the choice with: those of the link that are offered, and those that
    /// cannot be left out. Where the link names none: all.
    pub scopes: Vec<String>,
    /// The raw scopes of the link that are not offered.
    pub unknown: Vec<String>,
}

/// A provider that can be connected.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProviderView {
    /// The name of the Auth0 connection.
    pub connection: String,
    /// The provider's name.
    pub provider: String,
    /// Catalogue key of the provider.
    pub catalog: String,
    /// The permissions that will be asked for, in words, by product.
    pub permissions: Vec<PermissionGroupView>,
    /// The raw scopes that will be asked for.
    pub scopes: Vec<String>,
    /// Known traps of the provider: the words have `trap-{key}`.
    pub traps: Vec<String>,
    /// Number of accounts already connected through it.
    pub accounts: u32,
    /// The attempt under way.
    pub attempt: Option<AttemptView>,
    /// Why the last attempt did not work.
    pub failure: Option<FailureView>,
}

/// A sign-in or connect under way.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttemptView {
    /// Names the attempt in requests. Not the OAuth `state`.
    pub id: String,
    /// How far it is.
    pub step: AttemptStep,
    /// When it began.
    #[ts(type = "string")]
    pub started_at: DateTime<Utc>,
    /// When its link stops working; absent while it is being prepared.
    #[ts(type = "string | null")]
    pub expires_at: Option<DateTime<Utc>>,
    /// Seconds that the link works in all.
    pub lifetime_seconds: Option<u32>,
    /// The way back it uses.
    pub return_path: ReturnPath,
    /// What a connect asks for; absent for a sign-in.
    pub asked: Option<AskedView>,
}

/// What a connect asks for.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AskedView {
    /// The permissions in words, by product.
    pub permissions: Vec<PermissionGroupView>,
    /// The raw scopes.
    pub scopes: Vec<String>,
    /// Who was named as the account to connect.
    pub hint: Option<String>,
    /// What the account will be called.
    pub nickname: Option<String>,
}

/// How far an attempt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AttemptStep {
    /// The tenant is asked for a link.
    Preparing,
    /// The browser has it: the person's turn.
    Waiting,
    /// The browser came back; the tenant is asked for the result.
    Finishing,
}
