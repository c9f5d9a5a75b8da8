//! The keychain of the tests.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use accounts::ports::{Answer, Vault, VaultBytes, VaultError, VaultItem, VaultKey};
use serde_json::Value;
use tokio::sync::{Mutex as AsyncMutex, Notify, watch};
use tokio::time::timeout;

use super::PATIENCE;

type Items = HashMap<VaultKey, Vec<u8>>;

/// A keychain in memory, which outlives the program and can fail.
#[derive(Clone, Default)]
pub(crate) struct MemoryVault(Arc<Drawer>);

#[derive(Default)]
struct Drawer {
    items: watch::Sender<Items>,
    /// Everything ever written.
    written: Mutex<Vec<(VaultItem, Vec<u8>)>>,
    /// What every operation answers with.
    fault: Mutex<Option<VaultError>>,
    hidden: AtomicBool,
    /// What reading answers with.
    read_fault: Mutex<Option<VaultError>>,
    /// What writing this item answers with.
    write_fault: Mutex<Option<(VaultItem, VaultError)>>,
    /// Reading waits for this to end.
    held: watch::Sender<bool>,
    /// How often it was to write something.
    asked_to_write: AtomicUsize,
    /// Somebody looked whether it is ready.
    looked_at: Notify,
    lock: Arc<AsyncMutex<()>>,
}

impl MemoryVault {
    /// From now on everything fails.
    pub(crate) fn fail(&self, error: VaultError) {
        *self.0.fault.lock().unwrap() = Some(error);
    }

    /// From now on it reads as if it were empty.
    pub(crate) fn hide(&self) {
        self.0.hidden.store(true, Ordering::SeqCst);
    }

    /// From now on reading fails, though it is open.
    pub(crate) fn deny(&self, error: VaultError) {
        *self.0.read_fault.lock().unwrap() = Some(error);
    }

    /// From now on writing this item fails.
    pub(crate) fn fail_writing(&self, item: VaultItem, error: VaultError) {
        *self.0.write_fault.lock().unwrap() = Some((item, error));
    }

    /// It works again.
    pub(crate) fn work(&self) {
        *self.0.fault.lock().unwrap() = None;
        self.0.hidden.store(false, Ordering::SeqCst);
        *self.0.read_fault.lock().unwrap() = None;
        *self.0.write_fault.lock().unwrap() = None;
    }

    /// Reading waits until [`Self::release`].
    pub(crate) fn hold(&self) {
        self.0.held.send_replace(true);
    }

    pub(crate) fn release(&self) {
        self.0.held.send_replace(false);
    }

    /// Puts bytes in, as another program might.
    pub(crate) fn replace(&self, item: VaultItem, bytes: &[u8]) {
        self.0.items.send_modify(|items| {
            for (key, kept) in items.iter_mut() {
                if key.item == item {
                    *kept = bytes.to_vec();
                }
            }
        });
    }

    /// Takes an item away, as another program might that signs out.
    pub(crate) fn lose(&self, item: VaultItem) {
        self.0
            .items
            .send_modify(|items| items.retain(|key, _| key.item != item));
    }

    /// Whose items it holds.
    pub(crate) fn profile(&self) -> String {
        let items = self.0.items.borrow();
        items.keys().next().unwrap().profile.clone()
    }

    /// All that it holds is this profile's from now on.
    pub(crate) fn move_to(&self, profile: &str) {
        let moved = |(key, bytes): (VaultKey, Vec<u8>)| {
            let profile = profile.to_owned();
            (VaultKey { profile, ..key }, bytes)
        };
        self.0.items.send_modify(|items| {
            *items = std::mem::take(items).into_iter().map(moved).collect();
        });
    }

    /// Whose items it holds, each once.
    pub(crate) fn profiles(&self) -> BTreeSet<String> {
        let items = self.0.items.borrow();
        items.keys().map(|key| key.profile.clone()).collect()
    }

    /// Whether it holds such an item.
    pub(crate) fn holds(&self, item: VaultItem) -> bool {
        self.0.items.borrow().keys().any(|key| key.item == item)
    }

    /// The refresh token that is kept now.
    pub(crate) fn refresh_token(&self) -> Option<String> {
        refresh_token(&self.0.items.borrow())
    }

    /// The refresh token that is kept now of a profile at this host.
    pub(crate) fn refresh_token_at(&self, host: &str) -> Option<String> {
        let items = self.0.items.borrow();
        let theirs = items
            .iter()
            .filter(|(key, _)| key.profile.starts_with(host));
        refresh_token(
            &theirs
                .map(|(key, bytes)| (key.clone(), bytes.clone()))
                .collect(),
        )
    }

    /// The attempts that are kept now.
    pub(crate) fn attempts(&self) -> Vec<Value> {
        let items = self.0.items.borrow();
        let kept = items
            .iter()
            .find(|(key, _)| key.item == VaultItem::Attempts);
        kept.map_or_else(Vec::new, |(_, bytes)| {
            let kept: Value = serde_json::from_slice(bytes).unwrap();
            kept["attempts"].as_array().unwrap().clone()
        })
    }

    /// Waits until no session is kept.
    pub(crate) async fn until_no_session(&self) {
        self.until(|items| refresh_token(items).is_none()).await;
    }

    /// Waits until a session with another refresh token is kept.
    pub(crate) async fn until_another_token(&self, before: &str) {
        let another = |items: &Items| refresh_token(items).is_some_and(|token| token != before);
        self.until(another).await;
    }

    /// Waits until somebody looks whether it is ready.
    pub(crate) async fn until_looked_at(&self) {
        let looked_at = timeout(PATIENCE, self.0.looked_at.notified()).await;
        looked_at.expect("nobody looked whether the keychain is ready");
    }

    /// How often it was to write something, with or without success.
    pub(crate) fn asked_to_write(&self) -> usize {
        self.0.asked_to_write.load(Ordering::SeqCst)
    }

    /// Every session and list of attempts that was ever written.
    pub(crate) fn written(&self) -> Vec<Value> {
        let written = self.0.written.lock().unwrap();
        let read = |(_, bytes): &(_, Vec<u8>)| serde_json::from_slice(bytes).ok();
        written.iter().filter_map(read).collect()
    }

    /// Everything that was ever written as this item.
    pub(crate) fn written_as(&self, item: VaultItem) -> Vec<Vec<u8>> {
        let written = self.0.written.lock().unwrap();
        let these = written.iter().filter(|(one, _)| *one == item);
        these.map(|(_, bytes)| bytes.clone()).collect()
    }

    async fn until(&self, met: impl Fn(&Items) -> bool) {
        let mut items = self.0.items.subscribe();
        let waiting = timeout(PATIENCE, items.wait_for(|items| met(items))).await;
        waiting
            .expect("the keychain never came to hold it")
            .unwrap();
    }

    fn check(&self) -> Result<(), VaultError> {
        self.0.fault.lock().unwrap().clone().map_or(Ok(()), Err)
    }
}

fn refresh_token(items: &Items) -> Option<String> {
    let (_, bytes) = items
        .iter()
        .find(|(key, _)| key.item == VaultItem::Session)?;
    let kept: Value = serde_json::from_slice(bytes).ok()?;
    Some(kept["refresh_token"].as_str()?.to_owned())
}

impl Vault for MemoryVault {
    fn read(&self, key: VaultKey) -> Answer<'_, Result<Option<VaultBytes>, VaultError>> {
        Box::pin(async move {
            let mut held = self.0.held.subscribe();
            held.wait_for(|held| !held).await.unwrap();
            self.check()?;
            let fault = self.0.read_fault.lock().unwrap().clone();
            fault.map_or(Ok(()), Err)?;
            if self.0.hidden.load(Ordering::SeqCst) {
                return Ok(None);
            }
            let kept = self.0.items.borrow().get(&key).cloned();
            Ok(kept.map(VaultBytes::new))
        })
    }

    fn write(&self, key: VaultKey, bytes: VaultBytes) -> Answer<'_, Result<(), VaultError>> {
        Box::pin(async move {
            self.0.asked_to_write.fetch_add(1, Ordering::SeqCst);
            self.check()?;
            let fault = self.0.write_fault.lock().unwrap().clone();
            if let Some((item, error)) = fault
                && item == key.item
            {
                return Err(error);
            }
            self.0
                .written
                .lock()
                .unwrap()
                .push((key.item, bytes.to_vec()));
            self.0.items.send_modify(|items| {
                items.insert(key, bytes.to_vec());
            });
            Ok(())
        })
    }

    fn delete(&self, key: VaultKey) -> Answer<'_, Result<(), VaultError>> {
        Box::pin(async move {
            self.check()?;
            self.0.items.send_modify(|items| {
                items.remove(&key);
            });
            Ok(())
        })
    }

    fn is_ready(&self) -> Answer<'_, bool> {
        Box::pin(async {
            let ready = self.check().is_ok();
            self.0.looked_at.notify_one();
            ready
        })
    }

    fn lock(&self) -> Answer<'_, Result<Box<dyn Send>, VaultError>> {
        Box::pin(async move {
            let guard = self.0.lock.clone().lock_owned().await;
            Ok(Box::new(guard) as Box<dyn Send>)
        })
    }
}
