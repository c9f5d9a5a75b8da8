//! The ports of the command line, where they are not those of the window.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use accounts::ports::{
    Answer, Browser, BrowserError, Demo, DemoTenant, Desktop, Ended, LinkOwner, LogTail,
    LoopbackPort, Vault, VaultBytes, VaultError, VaultItem, VaultKey,
};
use accounts::view::{AboutView, Language, ReturnPath};
use system::Keychain;
use system::inbox::Inbox;
use system::loopback::{self, Listener};
use system::report;
use tokio::sync::{mpsc, watch};
use url::Url;

/// The keychain, shared with the window. Attempts end with this program, so they are not kept; those of
/// the window are none of its business.
pub(crate) struct SharedKeychain {
    keychain: Keychain,
    door: Door,
}

/// The way to the session's lock, under which everything happens that changes a token.
#[derive(Clone, Default)]
pub(crate) struct Door(Arc<watch::Sender<State>>);

#[derive(Default)]
struct State {
    closed: bool,
    inside: usize,
}

/// Somebody has the lock.
struct Inside {
    /// Given back before the door hears of it.
    lock: Option<Box<dyn Send>>,
    door: Door,
}

impl SharedKeychain {
    pub(crate) fn new(keychain: Keychain, door: Door) -> Self {
        Self { keychain, door }
    }
}

impl Door {
    /// From now on nobody gets the lock.
    pub(crate) fn close(&self) {
        self.0.send_modify(|state| state.closed = true);
    }

    /// Waits until nobody has the lock.
    pub(crate) async fn empty(&self) {
        let mut state = self.0.subscribe();
        // The sender is here, so it does not go away.
        drop(state.wait_for(|state| state.inside == 0).await);
    }

    /// Waits for ever where it is closed.
    async fn enter(&self) -> Inside {
        let entered = self.0.send_if_modified(|state| {
            state.inside += usize::from(!state.closed);
            !state.closed
        });
        if !entered {
            std::future::pending::<()>().await;
        }
        Inside {
            lock: None,
            door: self.clone(),
        }
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        drop(self.lock.take());
        self.door.0.send_modify(|state| state.inside -= 1);
    }
}

impl Vault for SharedKeychain {
    fn read(&self, key: VaultKey) -> Answer<'_, Result<Option<VaultBytes>, VaultError>> {
        match key.item {
            VaultItem::Attempts => Box::pin(async { Ok(None) }),
            VaultItem::Session
            | VaultItem::ProofKey
            | VaultItem::ClientCredential
            | VaultItem::Check => self.keychain.read(key),
        }
    }

    fn write(&self, key: VaultKey, bytes: VaultBytes) -> Answer<'_, Result<(), VaultError>> {
        match key.item {
            VaultItem::Attempts => Box::pin(async { Ok(()) }),
            VaultItem::Session
            | VaultItem::ProofKey
            | VaultItem::ClientCredential
            | VaultItem::Check => self.keychain.write(key, bytes),
        }
    }

    fn delete(&self, key: VaultKey) -> Answer<'_, Result<(), VaultError>> {
        match key.item {
            VaultItem::Attempts => Box::pin(async { Ok(()) }),
            VaultItem::Session
            | VaultItem::ProofKey
            | VaultItem::ClientCredential
            | VaultItem::Check => self.keychain.delete(key),
        }
    }

    fn is_ready(&self) -> Answer<'_, bool> {
        self.keychain.is_ready()
    }

    fn lock(&self) -> Answer<'_, Result<Box<dyn Send>, VaultError>> {
        Box::pin(async {
            let mut inside = self.door.enter().await;
            inside.lock = Some(self.keychain.lock().await?);
            let inside: Box<dyn Send> = Box::new(inside);
            Ok(inside)
        })
    }
}

/// The browser: its pages are handed to the command, and it comes back over this computer's own address.
pub(crate) struct TerminalBrowser {
    pages: mpsc::UnboundedSender<Url>,
    inbox: Inbox,
    language: Language,
    /// Open listeners, by attempt.
    listeners: Mutex<HashMap<String, Listener>>,
}

impl TerminalBrowser {
    pub(crate) fn new(pages: mpsc::UnboundedSender<Url>, inbox: Inbox, language: Language) -> Self {
        Self {
            pages,
            inbox,
            language,
            listeners: Mutex::default(),
        }
    }
}

impl Browser for TerminalBrowser {
    fn own_links(&self, _: bool) -> Answer<'_, LinkOwner> {
        Box::pin(async { LinkOwner::TheWindow })
    }

    fn open(&self, url: &Url) -> Result<(), BrowserError> {
        let handed = self.pages.send(url.clone());
        handed.map_err(|_| BrowserError("the command has ended".to_owned()))
    }

    fn copy(&self, url: &Url) -> Result<(), BrowserError> {
        self.open(url)
    }

    fn listen(
        &self,
        attempt: String,
        _: ReturnPath,
        wanted: Option<String>,
    ) -> Answer<'_, Result<String, BrowserError>> {
        Box::pin(async move {
            let inbox = self.inbox.clone();
            let listener = Listener::open(wanted.as_deref(), inbox, self.language).await?;
            let redirect_uri = listener.redirect_uri().to_owned();
            self.listeners
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(attempt, listener);
            Ok(redirect_uri)
        })
    }

    fn close(&self, attempt: &str) {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(attempt);
    }

    fn probe_loopback(&self) -> Answer<'_, Option<Vec<LoopbackPort>>> {
        Box::pin(async { Some(loopback::probe(&[]).await) })
    }
}

/// There is no desktop around a terminal, and no demo within the program.
#[derive(Default)]
pub(crate) struct Bare {
    logs: PathBuf,
}

impl Bare {
    /// With the folder of the logs.
    pub(crate) fn of(logs: &Path) -> Self {
        Self {
            logs: logs.to_owned(),
        }
    }
}

impl Desktop for Bare {
    fn notify(&self, _: &[Ended]) {}

    fn show_tray(&self, _: bool) {}

    fn start_at_login(&self, _: bool) -> Result<(), String> {
        Err("the window does that".to_owned())
    }

    fn measure(&self) -> Answer<'_, AboutView> {
        Box::pin(async {
            AboutView {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                system: report::system().unwrap_or_else(|| std::env::consts::OS.to_owned()),
                web_view: String::new(),
                safe_rendering: false,
                start_milliseconds: None,
                memory_megabytes: None,
                log_folder: String::new(),
            }
        })
    }

    fn log_tail(&self) -> Answer<'_, LogTail> {
        Box::pin(async { report::log_tail(&self.logs) })
    }
}

impl Demo for Bare {
    fn start(&self) -> Answer<'_, Result<DemoTenant, String>> {
        Box::pin(async { Err("`mooring demo` runs one".to_owned()) })
    }
}
