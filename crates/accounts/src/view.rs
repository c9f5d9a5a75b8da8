//! What the window shows: one whole snapshot at a time.
//!
//! These are the only types of the program that cross to the web view. They hold no secret: no
//! token, code, verifier, `state` or ticket. The window merges nothing and keeps nothing; each
//! snapshot replaces the last. `ui/src/backend/contract.ts` is generated from this file.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

pub use crate::catalog::{Grade, PermissionGroupView, PermissionView};
pub use crate::diagnosis::{Diagnosis, Turn};
pub use crate::failure::FailureView;

/// All that the window shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// Grows by one with every snapshot.
    pub revision: u32,
    /// The tenant in use; absent until one was chosen.
    pub tenant: Option<TenantView>,
    /// What fills the window.
    pub screen: Screen,
    /// News that belong to no row, oldest first.
    pub notices: Vec<NoticeView>,
}

/// The tenant in use.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TenantView {
    /// Host, with its port where it is not the scheme's own: `acme.eu.auth0.com`.
    pub domain: String,
    /// The OAuth client identifier.
    pub client_id: String,
    /// True for the demo tenant inside the program.
    pub demo: bool,
    /// The way back from the browser that the next attempt will use.
    pub return_path: ReturnPath,
    /// Whether deep links can be used on this computer now.
    pub deep_links: bool,
    /// The organization that is signed in to, by id or name, where the settings name one.
    pub organization: Option<String>,
    /// Whether the Token Vault may be asked if an account still works: only clients that
    /// authenticate may.
    pub checks: bool,
}

/// How the browser gets back to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ReturnPath {
    /// A link in the program's own scheme (RFC 8252 section 7.1).
    DeepLink,
    /// An HTTP listener on this computer's own address (RFC 8252 section 7.3).
    Loopback,
}

/// What fills the window.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Screen {
    /// The keychain is being read.
    Starting,
    /// No tenant was chosen yet.
    FirstRun {
        /// The tenant that was typed is being asked.
        checking: bool,
        /// Why the last try did not work; the form keeps its words.
        failure: Option<FailureView>,
    },
    /// A tenant is chosen, nobody is signed in.
    SignedOut {
        /// Why the last sign-in or session ended, where it did not end by choice.
        failure: Option<FailureView>,
    },
    /// A sign-in is under way in the browser.
    SigningIn {
        /// How far it is.
        attempt: AttemptView,
    },
    /// The keychain cannot be used.
    Keychain {
        /// What is wrong with it.
        problem: KeychainProblem,
        /// It is being tried again now.
        checking: bool,
        /// The failure with its id, for a copy to the administrator.
        failure: FailureView,
    },
    /// Another person signed in than the one of before: which of them is it to be?
    AnotherPerson {
        /// Who was signed in.
        before: PersonView,
        /// Who signed in now.
        now: PersonView,
        /// The change is being made.
        switching: bool,
        /// The one of before is still signed in, and can be kept.
        keepable: bool,
    },
    /// Signed in.
    Accounts(Box<AccountsView>),
}

/// Why the keychain cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeychainProblem {
    /// It is locked, or the person closed its prompt.
    Locked,
    /// None runs in this session.
    Absent,
    /// It answered with an error or did not answer in time.
    Refused,
}

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
    /// The other connected accounts, by title.
    pub connected: Vec<AccountView>,
    /// Providers without an account, or with an attempt under way, by name.
    pub available: Vec<ProviderView>,
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
    /// Its state.
    pub state: AccountState,
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
    /// Why the last disconnect did not work.
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
    /// The tenant is being told to remove it.
    Disconnecting,
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

/// News that belong to no row.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoticeView {
    /// Names the notice in requests.
    pub id: u32,
    /// What it says.
    pub news: News,
}

/// What a notice says.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum News {
    /// An account was connected.
    Connected {
        /// The provider's name.
        provider: String,
        /// The account's id.
        account: String,
    },
    /// An account was removed here; the provider may still list the access.
    Disconnected {
        /// The provider's name.
        provider: String,
        /// The connection's name, for a request to open the page.
        connection: String,
        /// True when the provider has a page where access is revoked.
        revoke_page: bool,
    },
    /// The link of an attempt was put on the clipboard.
    LinkCopied,
    /// A link came in that belongs to nothing under way; nothing was changed.
    UnknownLink,
    /// A link came in that is not well-formed; nothing was changed.
    MalformedLink,
    /// Signed out here, but the tenant could not be told, so the refresh token may still work.
    RevocationFailed {
        /// Why.
        failure: FailureView,
    },
    /// Something failed that has no row of its own.
    Failed {
        /// What.
        failure: FailureView,
    },
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use ts_rs::Config;

    use super::*;

    /// The contract in TypeScript, type by type.
    fn contract() -> String {
        let config = Config::default();
        macro_rules! types {
            ($($name:ty),* $(,)?) => { vec![$((<$name>::docs(), <$name>::decl(&config))),*] };
        }
        let types = types![
            Snapshot,
            TenantView,
            ReturnPath,
            Screen,
            KeychainProblem,
            AccountsView,
            PersonView,
            ConfirmationView,
            Freshness,
            AccountView,
            AccountState,
            CheckView,
            ProviderView,
            AttemptView,
            AttemptStep,
            NoticeView,
            News,
            PermissionGroupView,
            PermissionView,
            Grade,
            FailureView,
            Diagnosis,
            Turn,
        ];
        let mut text =
            "// Generated from crates/accounts/src/view.rs by its test. Do not edit.\n".to_owned();
        for (docs, declaration) in types {
            text.push('\n');
            text.push_str(&docs.unwrap_or_default());
            text.push_str("export ");
            text.push_str(&declaration);
            text.push('\n');
        }
        text
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a switch of this test alone")]
    fn the_contract_of_the_window_is_the_one_checked_in() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/backend/contract.ts");
        if std::env::var_os("UPDATE_CONTRACT").is_some() {
            std::fs::write(&path, contract()).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap();
        assert!(
            kept == contract(),
            "ui/src/backend/contract.ts is out of date: run this test with UPDATE_CONTRACT=1"
        );
    }
}
