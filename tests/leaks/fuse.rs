//! Ports that panic once, with secrets in their hands.

use std::sync::{Arc, Mutex};

use accounts::ports::{
    Answer, Browser, BrowserError, Clock, LinkOwner, Vault, VaultBytes, VaultError, VaultItem,
    VaultKey,
};
use accounts::view::ReturnPath;
use chrono::{DateTime, Utc};
use url::Url;

use crate::support::{MemoryVault, TestBrowser, TestClock};

/// All planned panics say this.
pub(crate) const MARK: &str = "on purpose";

/// What panics, with what in its hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// The address that is opened: `state`, `nonce`; of a connect, the ticket.
    Open,
    Copy,
    /// After reading: the item's bytes.
    Read(VaultItem),
    /// Before writing.
    Write(VaultItem),
    Delete,
    Lock,
    /// The program's own clock, as the next message is taken: the browser's answer, for one.
    Clock,
    /// The HTTP client's, as tokens are asked for.
    HttpClock,
}

/// Blows once, at the spot that it is set for.
#[derive(Clone, Default)]
pub(crate) struct Fuse(Arc<Mutex<Burden>>);

#[derive(Default)]
pub(crate) struct Burden {
    spot: Option<Spot>,
    /// What it had in its hands.
    pub(crate) addresses: Vec<Url>,
    pub(crate) items: Vec<Vec<u8>>,
}

impl Fuse {
    pub(crate) fn set(&self, spot: Spot) {
        self.0.lock().unwrap().spot = Some(spot);
    }

    pub(crate) fn has_blown(&self) -> bool {
        self.0.lock().unwrap().spot.is_none()
    }

    /// What it had in its hands.
    pub(crate) fn burden(&self) -> Burden {
        std::mem::take(&mut *self.0.lock().unwrap())
    }

    pub(crate) fn at(&self, spot: Spot, hold: impl FnOnce(&mut Burden) -> String) {
        let mut burden = self.0.lock().unwrap();
        if burden.spot == Some(spot) {
            burden.spot = None;
            let words = hold(&mut burden);
            drop(burden);
            panic!("{spot:?} breaks {MARK}: {words}");
        }
    }

    fn at_item(&self, spot: Spot, key: &VaultKey, bytes: Option<&VaultBytes>) {
        self.at(spot, |burden| {
            burden.items.extend(bytes.map(|bytes| bytes.to_vec()));
            // As an `expect` or an assertion of ours would print them.
            format!("{key:?} {bytes:?} {bytes:#?}")
        });
    }

    fn at_address(&self, spot: Spot, url: &Url) {
        self.at(spot, |burden| {
            burden.addresses.push(url.clone());
            url.scheme().to_owned()
        });
    }
}

pub(crate) struct Fused<T>(pub(crate) T, pub(crate) Fuse);

impl Clock for Fused<TestClock> {
    fn now(&self) -> DateTime<Utc> {
        self.1.at(Spot::Clock, |_| String::new());
        self.0.now()
    }

    fn sleep_until(&self, at: DateTime<Utc>) -> Answer<'_, ()> {
        self.0.sleep_until(at)
    }
}

impl Browser for Fused<TestBrowser> {
    fn open(&self, url: &Url) -> Result<(), BrowserError> {
        self.1.at_address(Spot::Open, url);
        self.0.open(url)
    }

    fn copy(&self, url: &Url) -> Result<(), BrowserError> {
        self.1.at_address(Spot::Copy, url);
        self.0.copy(url)
    }

    fn own_links(&self, by_force: bool) -> Answer<'_, LinkOwner> {
        self.0.own_links(by_force)
    }

    fn listen(
        &self,
        attempt: String,
        path: ReturnPath,
        wanted: Option<String>,
    ) -> Answer<'_, Result<String, BrowserError>> {
        self.0.listen(attempt, path, wanted)
    }

    fn close(&self, attempt: &str) {
        self.0.close(attempt);
    }
}

impl Vault for Fused<MemoryVault> {
    fn read(&self, key: VaultKey) -> Answer<'_, Result<Option<VaultBytes>, VaultError>> {
        Box::pin(async move {
            let found = self.0.read(key.clone()).await?;
            let spot = Spot::Read(key.item);
            self.1.at_item(spot, &key, found.as_ref());
            Ok(found)
        })
    }

    fn write(&self, key: VaultKey, bytes: VaultBytes) -> Answer<'_, Result<(), VaultError>> {
        self.1.at_item(Spot::Write(key.item), &key, Some(&bytes));
        self.0.write(key, bytes)
    }

    fn delete(&self, key: VaultKey) -> Answer<'_, Result<(), VaultError>> {
        self.1.at_item(Spot::Delete, &key, None);
        self.0.delete(key)
    }

    fn is_ready(&self) -> Answer<'_, bool> {
        self.0.is_ready()
    }

    fn lock(&self) -> Answer<'_, Result<Box<dyn Send>, VaultError>> {
        self.1.at(Spot::Lock, |_| String::new());
        self.0.lock()
    }
}
