//! The program's ports, with a step before and after everything they do.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use accounts::callback::DEEP_LINK;
use accounts::notes::Notes;
use accounts::ports::{
    Answer, Browser, BrowserError, Demo, DemoTenant, Desktop, Ended, LinkOwner, SettingsFile,
    Vault, VaultBytes, VaultError, VaultItem, VaultKey,
};
use accounts::settings::Settings;
use accounts::view::{AboutView, ReturnPath};
use system::{Files, Keychain};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use url::Url;

use crate::wire::Report;

/// Where the program is.
#[derive(Clone, Default)]
pub(crate) struct Steps(Arc<Inner>);

#[derive(Default)]
struct Inner {
    watched: AtomicBool,
    last: AtomicU64,
    waiting: Mutex<HashMap<u64, oneshot::Sender<()>>>,
    sessions: AtomicU64,
}

impl Steps {
    pub(crate) fn watch(&self, on: bool) {
        self.0.watched.store(on, Ordering::SeqCst);
        if !on {
            self.0.waiting.lock().unwrap().clear();
        }
    }

    pub(crate) fn go(&self, step: u64) {
        self.0.waiting.lock().unwrap().remove(&step);
    }

    pub(crate) fn sessions_written(&self) -> u64 {
        self.0.sessions.load(Ordering::SeqCst)
    }

    /// Tells the step, and waits until the test lets the program go on.
    async fn at(&self, name: String) {
        if !self.0.watched.load(Ordering::SeqCst) {
            return;
        }
        let id = self.0.last.fetch_add(1, Ordering::SeqCst);
        let (keep, gone) = oneshot::channel();
        self.0.waiting.lock().unwrap().insert(id, keep);
        say(&Report::Step { id, name });
        // It is dropped, not sent to.
        drop(gone.await);
    }

    fn at_once(&self, name: String) {
        tokio::task::block_in_place(|| Handle::current().block_on(self.at(name)));
    }

    async fn around<T>(&self, name: &str, work: impl Future<Output = T>) -> T {
        self.at(format!("before: {name}")).await;
        let done = work.await;
        self.at(format!("after: {name}")).await;
        done
    }

    fn around_once<T>(&self, name: &str, work: impl FnOnce() -> T) -> T {
        self.at_once(format!("before: {name}"));
        let done = work();
        self.at_once(format!("after: {name}"));
        done
    }
}

/// Tells the test.
pub(crate) fn say(report: &Report) {
    println!("{}", serde_json::to_string(report).unwrap());
}

/// The real keychain.
pub(crate) struct SteppedVault(pub(crate) Keychain, pub(crate) Steps);

impl Vault for SteppedVault {
    fn read(&self, key: VaultKey) -> Answer<'_, Result<Option<VaultBytes>, VaultError>> {
        let name = format!("read {}", key.item.name());
        Box::pin(async move { self.1.around(&name, self.0.read(key)).await })
    }

    fn write(&self, key: VaultKey, bytes: VaultBytes) -> Answer<'_, Result<(), VaultError>> {
        let name = format!("write {}", key.item.name());
        if key.item == VaultItem::Session {
            self.1.0.sessions.fetch_add(1, Ordering::SeqCst);
        }
        Box::pin(async move { self.1.around(&name, self.0.write(key, bytes)).await })
    }

    fn delete(&self, key: VaultKey) -> Answer<'_, Result<(), VaultError>> {
        let name = format!("delete {}", key.item.name());
        Box::pin(async move { self.1.around(&name, self.0.delete(key)).await })
    }

    fn lock(&self) -> Answer<'_, Result<Box<dyn Send>, VaultError>> {
        Box::pin(async move { self.1.around("lock", self.0.lock()).await })
    }
}

/// The real files.
pub(crate) struct SteppedFiles(pub(crate) Files, pub(crate) Steps);

impl SettingsFile for SteppedFiles {
    fn save(&self, settings: &Settings) -> Result<(), String> {
        self.1
            .around_once("save the settings", || self.0.save(settings))
    }

    fn save_notes(&self, notes: &Notes) -> Result<(), String> {
        self.1
            .around_once("save the notes", || self.0.save_notes(notes))
    }
}

/// A browser that the test walks through.
pub(crate) struct SteppedBrowser(pub(crate) Steps);

impl Browser for SteppedBrowser {
    fn open(&self, url: &Url) -> Result<(), BrowserError> {
        let url = url.to_string();
        self.0
            .around_once("open the browser", || say(&Report::Opened { url }));
        Ok(())
    }

    fn copy(&self, _: &Url) -> Result<(), BrowserError> {
        Ok(())
    }

    fn own_links(&self, _: bool) -> Answer<'_, LinkOwner> {
        Box::pin(async { LinkOwner::ThisProgram })
    }

    fn listen(
        &self,
        _: String,
        _: ReturnPath,
        wanted: Option<String>,
    ) -> Answer<'_, Result<String, BrowserError>> {
        Box::pin(async move { Ok(wanted.unwrap_or_else(|| DEEP_LINK.to_owned())) })
    }

    fn close(&self, _: &str) {}
}

/// A desktop that does nothing, and no demo.
pub(crate) struct Bare;

impl Desktop for Bare {
    fn notify(&self, _: &[Ended]) {}

    fn show_tray(&self, _: bool) {}

    fn start_at_login(&self, _: bool) -> Result<(), String> {
        Ok(())
    }

    fn measure(&self) -> Answer<'_, AboutView> {
        Box::pin(async {
            AboutView {
                version: String::new(),
                system: String::new(),
                web_view: String::new(),
                safe_rendering: false,
                start_milliseconds: None,
                memory_megabytes: None,
                log_folder: String::new(),
            }
        })
    }
}

impl Demo for Bare {
    fn start(&self) -> Answer<'_, Result<DemoTenant, String>> {
        Box::pin(async { Err("there is none here".to_owned()) })
    }
}
