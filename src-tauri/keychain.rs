//! The operating system's keychain, on a thread of its own.
//!
//! Its calls block, for minutes when it asks the person for a password. So they are made on one
//! dedicated thread that takes jobs from a channel and is never waited for at the end; the async side
//! has a time limit. There is no weaker store to fall back to, and never a file.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use accounts::ports::{Answer, Vault, VaultBytes, VaultError, VaultKey};
use tokio::sync::oneshot;

/// How long an answer may take: a person may have to find a password first.
const TIME_LIMIT: Duration = Duration::from_mins(1);
/// How long another process may hold the session.
const LOCK_LIMIT: Duration = Duration::from_secs(20);
const LOCK_STEP: Duration = Duration::from_millis(25);

type Job = Box<dyn FnOnce(&mut platform::Store) + Send>;

/// The keychain, as a port.
#[derive(Debug)]
pub struct Keychain {
    jobs: mpsc::Sender<Job>,
    lock: PathBuf,
}

impl Keychain {
    /// Starts the thread. `folder` holds the file that other processes of this program respect as a
    /// lock.
    ///
    /// # Errors
    /// When the folder cannot be made, or the thread not be started.
    pub fn start(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let (jobs, queue) = mpsc::channel::<Job>();
        std::thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(move || {
                let mut store = platform::Store::default();
                for job in queue {
                    job(&mut store);
                }
            })?;
        Ok(Self {
            jobs,
            lock: folder.join("session.lock"),
        })
    }

    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut platform::Store) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let ended = || VaultError::Refused("the keychain's thread ended".to_owned());
        let (give, take) = oneshot::channel();
        let job: Job = Box::new(move |store| {
            if give.send(work(store)).is_err() {
                tracing::warn!("the keychain answered after its time limit");
            }
        });
        self.jobs.send(job).map_err(|_| ended())?;
        match tokio::time::timeout(TIME_LIMIT, take).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(ended()),
            Err(_) => Err(VaultError::TimedOut),
        }
    }
}

impl Vault for Keychain {
    fn read(&self, key: VaultKey) -> Answer<'_, Result<Option<VaultBytes>, VaultError>> {
        Box::pin(self.ask(move |store| store.read(&key)))
    }

    fn write(&self, key: VaultKey, bytes: VaultBytes) -> Answer<'_, Result<(), VaultError>> {
        Box::pin(self.ask(move |store| store.write(&key, &bytes)))
    }

    fn delete(&self, key: VaultKey) -> Answer<'_, Result<(), VaultError>> {
        Box::pin(self.ask(move |store| store.delete(&key)))
    }

    fn lock(&self) -> Answer<'_, Result<Box<dyn Send>, VaultError>> {
        let refused = |error: std::io::Error| VaultError::Refused(error.to_string());
        Box::pin(async move {
            let file = File::create(&self.lock).map_err(refused)?;
            let locked = async {
                loop {
                    match file.try_lock() {
                        Ok(()) => return Ok(()),
                        Err(std::fs::TryLockError::WouldBlock) => {
                            tokio::time::sleep(LOCK_STEP).await;
                        }
                        Err(std::fs::TryLockError::Error(error)) => return Err(refused(error)),
                    }
                }
            };
            tokio::time::timeout(LOCK_LIMIT, locked)
                .await
                .map_err(|_| VaultError::TimedOut)??;
            let guard: Box<dyn Send> = Box::new(file);
            Ok(guard)
        })
    }
}

/// The store, opened at the first use and again after it was gone.
mod platform {
    use std::sync::Arc;

    use accounts::ports::{VaultBytes, VaultError, VaultKey};
    use keyring_core::{CredentialStore, Entry, Error};

    /// Names the program's items.
    const SERVICE: &str = "dev.mooring.desktop";

    #[derive(Default)]
    pub(super) struct Store(Option<Arc<CredentialStore>>);

    impl Store {
        pub(super) fn read(&mut self, key: &VaultKey) -> Result<Option<VaultBytes>, VaultError> {
            match self.with(key, Entry::get_secret) {
                Ok(bytes) => Ok(Some(VaultBytes::new(bytes))),
                Err(Error::NoEntry) => Ok(None),
                Err(error) => Err(cause(&error)),
            }
        }

        pub(super) fn write(&mut self, key: &VaultKey, bytes: &[u8]) -> Result<(), VaultError> {
            self.with(key, |entry| entry.set_secret(bytes))
                .map_err(|error| cause(&error))
        }

        pub(super) fn delete(&mut self, key: &VaultKey) -> Result<(), VaultError> {
            match self.with(key, Entry::delete_credential) {
                Ok(()) | Err(Error::NoEntry) => Ok(()),
                Err(error) => Err(cause(&error)),
            }
        }

        fn with<T>(
            &mut self,
            key: &VaultKey,
            act: impl Fn(&Entry) -> Result<T, Error>,
        ) -> Result<T, Error> {
            if let Some(store) = self.0.take() {
                match on(&store, key, &act) {
                    // The daemon may have been restarted, which ends our session with it.
                    Err(Error::PlatformFailure(_)) => {}
                    outcome => {
                        self.0 = Some(store);
                        return outcome;
                    }
                }
            }
            let store = self.0.insert(open()?);
            on(store, key, &act)
        }
    }

    fn on<T>(
        store: &Arc<CredentialStore>,
        key: &VaultKey,
        act: impl Fn(&Entry) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let user = format!("{} {}", key.profile, key.item.name());
        act(&store.build(SERVICE, &user, None)?)
    }

    #[cfg(target_os = "linux")]
    fn open() -> Result<Arc<CredentialStore>, Error> {
        let store: Arc<CredentialStore> = zbus_secret_service_keyring_store::Store::new()?;
        Ok(store)
    }

    /// Keychain Services and the Credential Manager. Not tested by machine.
    #[cfg(not(target_os = "linux"))]
    fn open() -> Result<Arc<CredentialStore>, Error> {
        match keyring::v1::Entry::store_status() {
            Ok(()) => keyring_core::get_default_store().ok_or(Error::NoDefaultStore),
            Err(_) => Err(Error::NoDefaultStore),
        }
    }

    fn cause(error: &Error) -> VaultError {
        let text = error.to_string();
        if let Error::NoStorageAccess(inner) = error {
            return if no_collection(inner.as_ref()) {
                VaultError::Refused("it has no default collection to keep anything in".to_owned())
            } else {
                VaultError::Locked
            };
        }
        if matches!(error, Error::NoDefaultStore | Error::PlatformFailure(_)) {
            return VaultError::Absent(text);
        }
        VaultError::Refused(text)
    }

    /// A fresh person's Secret Service may have no collection to write to, and no prompt to make one.
    #[cfg(target_os = "linux")]
    fn no_collection(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
        matches!(error.downcast_ref(), Some(secret_service::Error::NoResult))
    }

    #[cfg(not(target_os = "linux"))]
    fn no_collection(_: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
        false
    }
}
