//! The keychain, or for this run, by the person's choice, memory in its place.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use tokio::sync::Mutex;

use crate::ports::{Answer, Ports, Vault, VaultBytes, VaultError, VaultKey};

/// The keychain of the ports, until it is given up for this run. What it holds is left as it is.
pub(crate) struct SessionVault {
    ports: Arc<Ports>,
    memory: OnceLock<Mutex<HashMap<VaultKey, VaultBytes>>>,
}

impl SessionVault {
    pub(crate) fn new(ports: Arc<Ports>) -> Self {
        Self {
            ports,
            memory: OnceLock::new(),
        }
    }

    /// From now on nothing is read from the keychain or written to it.
    pub(crate) fn keep_in_memory(&self) {
        self.memory.get_or_init(Mutex::default);
    }
}

impl Vault for SessionVault {
    fn read(&self, key: VaultKey) -> Answer<'_, Result<Option<VaultBytes>, VaultError>> {
        match self.memory.get() {
            None => self.ports.vault.read(key),
            Some(memory) => Box::pin(async move { Ok(memory.lock().await.get(&key).cloned()) }),
        }
    }

    fn write(&self, key: VaultKey, bytes: VaultBytes) -> Answer<'_, Result<(), VaultError>> {
        match self.memory.get() {
            None => self.ports.vault.write(key, bytes),
            Some(memory) => Box::pin(async move {
                memory.lock().await.insert(key, bytes);
                Ok(())
            }),
        }
    }

    fn delete(&self, key: VaultKey) -> Answer<'_, Result<(), VaultError>> {
        match self.memory.get() {
            None => self.ports.vault.delete(key),
            Some(memory) => Box::pin(async move {
                memory.lock().await.remove(&key);
                Ok(())
            }),
        }
    }

    fn is_ready(&self) -> Answer<'_, bool> {
        match self.memory.get() {
            None => self.ports.vault.is_ready(),
            Some(_) => Box::pin(async { true }),
        }
    }

    fn lock(&self) -> Answer<'_, Result<Box<dyn Send>, VaultError>> {
        match self.memory.get() {
            None => self.ports.vault.lock(),
            // No other process sees this memory; the session's own order is kept by the queue.
            Some(_) => Box::pin(async { Ok(Box::new(()) as Box<dyn Send>) }),
        }
    }
}
