//! What the program needs of its surroundings: time, a keychain, a browser, a settings file, a demo, a desktop.
//!
//! HTTP is deliberately not here: the same client speaks to another address in the tests.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use chrono::{DateTime, Utc};
use url::Url;
use zeroize::Zeroizing;

use crate::notes::Notes;
use crate::settings::Settings;
use crate::view::{AboutView, ReturnPath};

/// A future that a port gives.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> DateTime<Utc>;
    /// Waits until then.
    fn sleep_until(&self, at: DateTime<Utc>) -> Answer<'_, ()>;
}

/// Names one item of the keychain.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct VaultKey {
    /// Whose: the profile's key.
    pub profile: String,
    /// Which.
    pub item: VaultItem,
}

/// What the program keeps in the keychain, one item each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VaultItem {
    /// The refresh token, and whose it is.
    Session,
    /// The attempts under way.
    Attempts,
    /// The key of the proofs of possession (RFC 9449).
    ProofKey,
    /// The secret or private key with which the client authenticates.
    ClientCredential,
    /// Kept for a moment, to see that the keychain keeps something.
    Check,
}

impl VaultItem {
    /// Its name in the keychain.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Attempts => "attempts",
            Self::ProofKey => "proof-key",
            Self::ClientCredential => "client-credential",
            Self::Check => "check",
        }
    }
}

/// What the keychain holds under a key.
pub type VaultBytes = Zeroizing<Vec<u8>>;

/// Why the keychain did not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// It is locked, or its prompt was closed.
    #[error("the keychain is locked")]
    Locked,
    /// None runs in this session.
    #[error("no keychain runs in this session: {0}")]
    Absent(String),
    /// It answered with an error.
    #[error("the keychain refused: {0}")]
    Refused(String),
    /// It has an item that is not whole.
    #[error("the keychain's item is corrupt: {0}")]
    Corrupt(String),
    /// It did not answer in time.
    #[error("the keychain did not answer in time")]
    TimedOut,
}

/// The keychain.
pub trait Vault: Send + Sync {
    /// Reads an item; `None` where there is none.
    fn read(&self, key: VaultKey) -> Answer<'_, Result<Option<VaultBytes>, VaultError>>;
    /// Writes an item, in place of an older one.
    fn write(&self, key: VaultKey, bytes: VaultBytes) -> Answer<'_, Result<(), VaultError>>;
    /// Deletes an item; one that is not there counts as deleted.
    fn delete(&self, key: VaultKey) -> Answer<'_, Result<(), VaultError>>;
    /// Whether it would answer now without asking the person for anything. One that cannot tell says no.
    fn is_ready(&self) -> Answer<'_, bool> {
        Box::pin(async { false })
    }
    /// Holds all other processes of this program off the session until the guard is dropped.
    fn lock(&self) -> Answer<'_, Result<Box<dyn Send>, VaultError>>;
}

/// The browser could not be used; the reason in the system's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BrowserError(pub String);

/// Who gets the links in the program's scheme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LinkOwner {
    /// This program.
    #[default]
    ThisProgram,
    /// Another one, by the name that the desktop shows.
    Another(String),
    /// Nobody: this system cannot have it; the reason in the system's words.
    Nobody(String),
    /// The window, which this program is without.
    TheWindow,
}

/// A registered port of this computer's own address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopbackPort {
    /// Its number.
    pub port: u16,
    /// Why this program cannot have it, in the system's words.
    pub taken: Option<String>,
}

/// The system browser, there and back.
pub trait Browser: Send + Sync {
    /// Sees to it that the links in the program's scheme come here, and says who gets them. Another
    /// program keeps them unless they are taken `by_force`, which only the person may want.
    fn own_links(&self, by_force: bool) -> Answer<'_, LinkOwner>;
    /// Opens an address.
    ///
    /// # Errors
    /// When the system has no browser, or refuses.
    fn open(&self, url: &Url) -> Result<(), BrowserError>;
    /// Puts an address on the clipboard, for another browser.
    ///
    /// # Errors
    /// When the system has no clipboard.
    fn copy(&self, url: &Url) -> Result<(), BrowserError>;
    /// Makes the way back ready and says its redirect address. With `wanted` it must be that one.
    fn listen(
        &self,
        attempt: String,
        path: ReturnPath,
        wanted: Option<String>,
    ) -> Answer<'_, Result<String, BrowserError>>;
    /// Closes the attempt's way back.
    fn close(&self, attempt: &str);
    /// Tries each registered port for a moment. One at which an attempt of this program waits counts
    /// as free. Nothing, where that cannot be told.
    fn probe_loopback(&self) -> Answer<'_, Option<Vec<LoopbackPort>>> {
        Box::pin(async { None })
    }
    /// Opens a link in the program's own scheme, to see that it comes back as links do. Nothing, where
    /// no link could ever come back.
    fn send_link_to_self(&self, _link: &Url) -> Option<Result<(), BrowserError>> {
        None
    }
}

/// The settings file, and those beside it.
pub trait SettingsFile: Send + Sync {
    /// Writes all settings.
    ///
    /// # Errors
    /// The system's words when it cannot be written.
    fn save(&self, settings: &Settings) -> Result<(), String>;
    /// Writes all that is remembered of people's accounts, into a file of its own.
    ///
    /// # Errors
    /// The system's words when it cannot be written.
    fn save_notes(&self, notes: &Notes) -> Result<(), String>;
    /// What the tenant of a domain said of itself, as it was kept before. No secret is among it.
    fn known_tenant(&self, _domain: &str) -> Option<Vec<u8>> {
        None
    }
    /// Keeps what a tenant said of itself for the next start, or nothing any more. Nothing is lost
    /// where that fails.
    fn keep_tenant(&self, _domain: &str, _said: Option<&[u8]>) {}
}

/// How an attempt ended, for a notification of the desktop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The account is connected.
    Connected {
        /// Its nickname, or its provider's name.
        title: String,
    },
    /// It is not.
    Failed {
        /// The nickname it was to have, or its provider's name.
        title: String,
    },
}

/// What the desktop does for the program, the browser aside.
pub trait Desktop: Send + Sync {
    /// Tells in one notification what ended, in place of the one before; with nothing, that one is
    /// withdrawn. A desktop without notifications does nothing.
    fn notify(&self, ended: &[Ended]);
    /// Shows the program's entry in the tray, or takes it away.
    fn show_tray(&self, on: bool);
    /// Lets the program start with the desktop, or not any more.
    ///
    /// # Errors
    /// The system's words when that cannot be set.
    fn start_at_login(&self, on: bool) -> Result<(), String>;
    /// Measures the program.
    fn measure(&self) -> Answer<'_, AboutView>;
    /// Says which newer version of the program there is, if any.
    fn look_for_update(&self) -> Answer<'_, Result<Option<String>, String>> {
        Box::pin(async { Err("this program looks for none".to_owned()) })
    }
    /// Installs the version that was found, and starts it in the place of this one.
    fn install_update(&self) -> Answer<'_, Result<(), String>> {
        Box::pin(async { Err("none was found".to_owned()) })
    }
    /// Reads the end of the log, for a report.
    fn log_tail(&self) -> Answer<'_, LogTail> {
        Box::pin(async { LogTail::default() })
    }
    /// Keeps a report where the person finds it, and says where that is. What is there stays.
    fn save_report(&self, _text: String) -> Answer<'_, Result<String, String>> {
        Box::pin(async { Err("there is no place for it".to_owned()) })
    }
}

/// The end of the log.
#[derive(Debug, Clone, Default)]
pub struct LogTail {
    /// Oldest first, as they stand in it.
    pub lines: Vec<String>,
    /// The person's home folder, which is to stand in no report.
    pub home: Option<String>,
}

/// A tenant inside the program.
#[derive(Debug, Clone)]
pub struct DemoTenant {
    /// Its base address.
    pub address: String,
    /// The client that it knows.
    pub client_id: String,
}

/// The demo tenant.
pub trait Demo: Send + Sync {
    /// Starts it, or says where it runs already.
    fn start(&self) -> Answer<'_, Result<DemoTenant, String>>;
}

/// All ports together.
pub struct Ports {
    /// Tells the time.
    pub clock: Box<dyn Clock>,
    /// The keychain.
    pub vault: Box<dyn Vault>,
    /// The browser.
    pub browser: Box<dyn Browser>,
    /// The settings file.
    pub settings: Box<dyn SettingsFile>,
    /// The demo tenant.
    pub demo: Box<dyn Demo>,
    /// The rest of the desktop.
    pub desktop: Box<dyn Desktop>,
}

impl Debug for Ports {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Ports").finish_non_exhaustive()
    }
}
