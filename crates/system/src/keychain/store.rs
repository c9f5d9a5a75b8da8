//! The store, opened at the first use and again after it was gone.

use std::sync::Arc;

use accounts::ports::{VaultBytes, VaultError, VaultKey};
use keyring_core::{CredentialStore, Entry, Error};

use super::parts::{self, Items};

/// Names the program's items.
const SERVICE: &str = "dev.mooring.desktop";
/// No larger item is written, in bytes: what the Credential Manager takes. The others take more, but
/// large items are rare, and a way that is taken everywhere is a way that is known to work.
const ITEM_LIMIT: usize = 2560;

#[derive(Default)]
pub(super) struct Store(Option<Arc<CredentialStore>>);

impl Store {
    pub(super) fn read(&mut self, key: &VaultKey) -> Result<Option<VaultBytes>, VaultError> {
        parts::read(self, &name(key))
    }

    pub(super) fn write(&mut self, key: &VaultKey, bytes: &[u8]) -> Result<(), VaultError> {
        parts::write(self, &name(key), bytes, ITEM_LIMIT)
    }

    pub(super) fn delete(&mut self, key: &VaultKey) -> Result<(), VaultError> {
        parts::delete(self, &name(key))
    }

    fn with<T>(
        &mut self,
        name: &str,
        act: impl Fn(&Entry) -> Result<T, Error>,
    ) -> Result<T, Failed> {
        if let Some(store) = self.0.take() {
            match on(&store, name, &act) {
                // The daemon may have been restarted, which ends our session with it.
                Err(Error::PlatformFailure(_)) => {}
                outcome => {
                    self.0 = Some(store);
                    return outcome.map_err(Failed::Answered);
                }
            }
        }
        let store = self.0.insert(open().map_err(Failed::NotThere)?);
        on(store, name, &act).map_err(Failed::Answered)
    }
}

impl Items for Store {
    fn get(&mut self, name: &str) -> Result<Option<VaultBytes>, VaultError> {
        match self.with(name, Entry::get_secret) {
            Ok(bytes) => Ok(Some(VaultBytes::new(bytes))),
            Err(Failed::Answered(Error::NoEntry)) => Ok(None),
            Err(failed) => Err(failed.cause()),
        }
    }

    fn set(&mut self, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
        match self.with(name, |entry| entry.set_secret(bytes)) {
            Err(Failed::Answered(error)) if has_no_collection(&error) => {
                make_collection()?;
                let again = self.with(name, |entry| entry.set_secret(bytes));
                again.map_err(|failed| failed.cause())
            }
            outcome => outcome.map_err(|failed| failed.cause()),
        }
    }

    fn remove(&mut self, name: &str) -> Result<(), VaultError> {
        match self.with(name, Entry::delete_credential) {
            Ok(()) | Err(Failed::Answered(Error::NoEntry)) => Ok(()),
            Err(failed) => Err(failed.cause()),
        }
    }
}

fn name(key: &VaultKey) -> String {
    format!("{} {}", key.profile, key.item.name())
}

fn on<T>(
    store: &Arc<CredentialStore>,
    name: &str,
    act: impl Fn(&Entry) -> Result<T, Error>,
) -> Result<T, Error> {
    act(&store.build(SERVICE, name, None)?)
}

/// How far an operation came.
enum Failed {
    /// No store could be opened.
    NotThere(Error),
    /// The store is there, and said no.
    Answered(Error),
}

impl Failed {
    fn cause(&self) -> VaultError {
        match self {
            Self::NotThere(error) => VaultError::Absent(error.to_string()),
            Self::Answered(error) if has_no_collection(error) => no_collection(),
            Self::Answered(Error::NoStorageAccess(_)) => VaultError::Locked,
            Self::Answered(error) => VaultError::Refused(error.to_string()),
        }
    }
}

fn no_collection() -> VaultError {
    VaultError::Refused("it has no default collection to keep anything in".to_owned())
}

#[cfg(target_os = "linux")]
pub(super) use linux::is_ready;
#[cfg(target_os = "linux")]
use linux::{has_no_collection, make_collection, open};

/// The Secret Service.
#[cfg(target_os = "linux")]
mod linux {
    use std::sync::Arc;

    use accounts::ports::VaultError;
    use keyring_core::{CredentialStore, Error};
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;

    pub(super) fn open() -> Result<Arc<CredentialStore>, Error> {
        let store: Arc<CredentialStore> = zbus_secret_service_keyring_store::Store::new()?;
        Ok(store)
    }

    /// A fresh person's Secret Service has no collection to write to, and no prompt to make one.
    pub(super) fn has_no_collection(error: &Error) -> bool {
        let Error::NoStorageAccess(inner) = error else {
            return false;
        };
        matches!(inner.downcast_ref(), Some(secret_service::Error::NoResult))
    }

    /// Has it make one; it asks the person for a password then.
    pub(super) fn make_collection() -> Result<(), VaultError> {
        let service = SecretService::connect(EncryptionType::Plain)
            .map_err(|error| VaultError::Absent(error.to_string()))?;
        let made = service.create_collection("Login", "default");
        made.map(drop).map_err(|error| {
            tracing::warn!(%error, "the keychain made no default collection");
            super::no_collection()
        })
    }

    /// Whether the default collection is there and open. Asks nobody.
    pub(in super::super) fn is_ready() -> bool {
        let Ok(service) = SecretService::connect(EncryptionType::Plain) else {
            return false;
        };
        let collection = service.get_default_collection();
        collection.is_ok_and(|collection| collection.is_locked().is_ok_and(|locked| !locked))
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) use others::is_ready;
#[cfg(not(target_os = "linux"))]
use others::{has_no_collection, make_collection, open};

/// Keychain Services and the Credential Manager. Not tested by machine.
#[cfg(not(target_os = "linux"))]
mod others {
    use std::sync::Arc;

    use accounts::ports::VaultError;
    use keyring_core::{CredentialStore, Error};

    pub(super) fn open() -> Result<Arc<CredentialStore>, Error> {
        match keyring::v1::Entry::store_status() {
            Ok(()) => keyring_core::get_default_store().ok_or(Error::NoDefaultStore),
            Err(_) => Err(Error::NoDefaultStore),
        }
    }

    pub(super) fn has_no_collection(_: &Error) -> bool {
        false
    }

    pub(super) fn make_collection() -> Result<(), VaultError> {
        Err(super::no_collection())
    }

    /// These cannot tell without asking the person.
    pub(in super::super) fn is_ready() -> bool {
        false
    }
}
