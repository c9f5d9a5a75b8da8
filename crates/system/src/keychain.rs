//! The operating system's keychain, on a thread of its own.
//!
//! Its calls block, for minutes when it asks the person for a password. So they are made on one
//! dedicated thread that takes jobs from a channel and is never waited for at the end; the async side
//! has a time limit. There is no weaker store to fall back to, and never a file.

mod parts;
mod store;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak, mpsc};
use std::time::Duration;

use accounts::ports::{Answer, Vault, VaultBytes, VaultError, VaultKey};
use tokio::sync::oneshot;

use crate::process;

/// How long an answer may take: a person may have to find a password first.
const TIME_LIMIT: Duration = Duration::from_mins(1);
/// How long another process may hold the session: it may wait for the keychain itself, to read and to
/// write, and for the tenant between them.
const LOCK_LIMIT: Duration = Duration::from_secs(150);
const LOCK_STEP: Duration = Duration::from_millis(25);

type Job = Box<dyn FnOnce(&mut store::Store) + Send>;

/// The keychain, as a port.
#[derive(Debug)]
pub struct Keychain {
    jobs: mpsc::Sender<Job>,
    lock: PathBuf,
    /// The lock that this process holds. A job that outlives its time limit holds it until it is done:
    /// nobody may read what is still to be written over.
    held: Mutex<Weak<File>>,
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
                let mut store = store::Store::default();
                for job in queue {
                    job(&mut store);
                }
            })?;
        Ok(Self {
            jobs,
            lock: folder.join("session.lock"),
            held: Mutex::default(),
        })
    }

    fn held(&self) -> MutexGuard<'_, Weak<File>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut store::Store) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let ended = || VaultError::Refused("the keychain's thread ended".to_owned());
        let (give, take) = oneshot::channel();
        let lock = self.held().upgrade();
        let job: Job = Box::new(move |store| {
            let outcome = work(store);
            drop(lock);
            if give.send(outcome).is_err() {
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

    fn is_ready(&self) -> Answer<'_, bool> {
        Box::pin(async {
            let ready = self.ask(|_| Ok(store::is_ready())).await;
            ready.unwrap_or(false)
        })
    }

    fn lock(&self) -> Answer<'_, Result<Box<dyn Send>, VaultError>> {
        let refused = |error: std::io::Error| VaultError::Refused(error.to_string());
        Box::pin(async move {
            let file = process::private_file(&self.lock).map_err(refused)?;
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
            let file = Arc::new(file);
            *self.held() = Arc::downgrade(&file);
            let guard: Box<dyn Send> = Box::new(file);
            Ok(guard)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_still_to_be_written_keeps_others_off_the_session() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, theirs) = (
            Keychain::start(folder.path()).unwrap(),
            Keychain::start(folder.path()).unwrap(),
        );
        let guard = ours.lock().await.unwrap();
        let (go_on, until) = mpsc::channel::<()>();
        // As if the time limit had passed: nobody waits for the answer any more.
        let write = Box::pin(ours.ask(move |_| {
            until.recv().unwrap();
            Ok(())
        }));
        let answered = tokio::time::timeout(Duration::from_millis(10), write);
        assert!(answered.await.is_err());
        drop(guard);
        let mut locking = theirs.lock();
        let early = tokio::time::timeout(4 * LOCK_STEP, &mut locking).await;
        assert!(early.is_err(), "it was let in before the write was done");
        go_on.send(()).unwrap();
        locking.await.unwrap();
    }
}
