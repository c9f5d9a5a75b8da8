//! What the window shows: one whole snapshot at a time.
//!
//! These are the only types of the program that cross to the web view. They hold no secret: no
//! token, code, verifier, `state` or ticket. The window merges nothing and keeps nothing; each
//! snapshot replaces the last. `ui/src/backend/contract.ts` is generated from this file.

use std::sync::Arc;

use serde::Serialize;
use ts_rs::TS;

mod accounts;
mod set_up;

pub use self::accounts::{
    AccountState, AccountView, AccountsView, AskedView, AttemptStep, AttemptView, CheckView,
    ConfirmationView, Freshness, PersonView, ProposalView, ProviderView, RemovalView, RemovedView,
};
pub use self::set_up::{SetUpForm, SetUpFormView, SetUpSectionView, SetUpView};
pub use crate::catalog::{Grade, PermissionGroupView, PermissionView};
pub use crate::diagnosis::{Diagnosis, Turn};
pub use crate::doctor::{DoctorCheck, DoctorFact, DoctorLine, DoctorView, ProofUse, Verdict};
pub use crate::failure::FailureView;
pub use crate::report::{ReportPart, ReportSection, ReportView};
pub use crate::settings::ManagedSetting;

/// All that the window shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// Grows by one with every snapshot.
    pub revision: u32,
    /// The tenant in use; absent until one was chosen.
    pub tenant: Option<TenantView>,
    /// The profiles of this computer, in their order.
    pub profiles: Vec<ProfileView>,
    /// What fills the window.
    pub screen: Screen,
    /// What a link proposes to connect, until it is connected or dropped.
    pub proposal: Option<ProposalView>,
    /// News that belong to no row, oldest first.
    pub notices: Vec<NoticeView>,
    /// The language of the words.
    pub language: Language,
    /// What the person chose for this computer.
    pub preferences: PreferencesView,
    /// About the program, while it is asked for.
    pub about: Option<AboutView>,
    /// Where the next version comes from.
    pub updates: UpdatesView,
    /// What the doctor found, while it is asked for.
    pub doctor: Option<DoctorView>,
    /// How a tenant is set up, while it is asked for.
    pub set_up: Option<SetUpView>,
    /// The report for somebody who helps, while it is asked for.
    pub report: Option<ReportView>,
}

/// A language that the program speaks, by its BCP 47 tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Japanese.
    Ja,
    /// Arabic, from right to left.
    Ar,
}

impl Language {
    /// The language of a tag such as `de`, `de-AT` or `de_DE.UTF-8`, where the program speaks it.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        [Self::En, Self::De, Self::Ja, Self::Ar]
            .into_iter()
            .find(|known| known.tag().eq_ignore_ascii_case(language))
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Ja => "ja",
            Self::Ar => "ar",
        }
    }
}

/// What the person chose for this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreferencesView {
    /// The chosen language; absent: the system's.
    pub language: Option<Language>,
    /// Whether the desktop is told when an attempt ends while the window is behind.
    pub notifications: bool,
    /// Whether the program keeps an entry in the tray; absent where this desktop has none.
    pub tray: Option<bool>,
    /// Whether the program starts with the desktop; absent where that cannot be set.
    pub start_at_login: Option<bool>,
    /// Whether the window is drawn without compositing, from the next start on.
    pub safe_rendering: bool,
    /// What somebody's organization has fixed, so that it cannot be chosen here.
    pub managed: Vec<ManagedSetting>,
}

/// About the program, for people and their reports. Nothing here is secret or personal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AboutView {
    /// The program's version.
    pub version: String,
    /// The operating system and its version.
    pub system: String,
    /// The web view that draws the window, with its version.
    pub web_view: String,
    /// Whether the window is drawn without compositing now.
    pub safe_rendering: bool,
    /// From the start of the process to the first painted window, in milliseconds.
    pub start_milliseconds: Option<u32>,
    /// Memory of all the program's processes, in megabytes (10⁶ bytes), shared pages by their share.
    pub memory_megabytes: Option<u32>,
    /// Where the logs are.
    pub log_folder: String,
}

/// Where the next version of the program comes from, and what is known of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[serde(
    tag = "state",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum UpdatesView {
    /// With the system's packages, as this one did.
    Packages,
    /// From whoever gave this one: it looks for none itself.
    #[default]
    Nowhere,
    /// From an address at which nobody looked yet.
    Unknown,
    /// Somebody looks there.
    Looking,
    /// This is the newest.
    Current,
    /// There is a newer one.
    Available {
        /// Its version.
        version: String,
    },
    /// It is being fetched and installed; then the program starts again.
    Installing {
        /// Its version.
        version: String,
    },
    /// That was not done.
    Failed {
        /// Why.
        failure: FailureView,
    },
}

/// The tenant in use.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
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
    /// The other program that gets links in this program's scheme.
    pub links_go_to: Option<String>,
    /// The organization that is signed in to, by id or name, where the settings name one.
    pub organization: Option<String>,
    /// Whether the Token Vault may be asked if an account still works: only clients that
    /// authenticate may.
    pub checks: bool,
    /// There is no keychain to use: by the person's choice the session is kept in memory for this run.
    pub in_memory: bool,
}

/// A tenant and a client of it, as this computer keeps them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileView {
    /// What the person calls it; no other has this name.
    pub name: String,
    /// The tenant's domain.
    pub domain: String,
    /// The OAuth client identifier.
    pub client_id: String,
    /// The organization that is signed in to, by id or name.
    pub organization: Option<String>,
    /// Whether tokens are bound to a key; absent: where the tenant knows how.
    pub dpop: Option<bool>,
    /// The way back from the browser; absent: as for all.
    pub return_path: Option<ReturnPath>,
    /// The language; absent: as for all.
    pub language: Option<Language>,
    /// It is the one in use.
    pub in_use: bool,
    /// It is not in use, and something of it waits for the browser.
    pub waits: bool,
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
    /// No tenant was chosen yet, or one more is being chosen.
    FirstRun {
        /// The tenant that was typed is being asked.
        checking: bool,
        /// The domain alone is being asked.
        looking: bool,
        /// Why the last try did not work; the form keeps its words.
        failure: Option<FailureView>,
        /// The domain at which a tenant answered.
        answered: Option<String>,
        /// The name of the profile that is to be changed.
        changes: Option<String>,
        /// The name of the profile that one can go back to.
        back: Option<String>,
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
    /// Signed in. The lists may be long, and are shared by all who show them.
    Accounts(Arc<AccountsView>),
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
    /// Accounts changed elsewhere since the lists were last looked at.
    ChangedElsewhere {
        /// Accounts that came.
        connected: u32,
        /// Accounts that went.
        disconnected: u32,
        /// The provider's name, where all of them are of one.
        provider: Option<String>,
    },
    /// There is a newer version of the program.
    UpdateAvailable {
        /// Its version.
        version: String,
    },
    /// The clipboard has no address that answers an attempt.
    NothingPasted,
    /// The link of an attempt was put on the clipboard.
    LinkCopied,
    /// A link came in that belongs to nothing under way; nothing was changed.
    UnknownLink,
    /// A link came in that is not well-formed; nothing was changed.
    MalformedLink,
    /// A link proposed to connect what the tenant does not offer; nothing was changed.
    UnknownProposal {
        /// The connection's name, as the link has it.
        connection: String,
    },
    /// The program runs as root, where a flaw of its window would be one of the whole computer.
    RunsAsRoot,
    /// Another program gets links in this program's scheme; attempts come back the other way.
    LinksElsewhere {
        /// Its name.
        program: String,
    },
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
mod tests;
