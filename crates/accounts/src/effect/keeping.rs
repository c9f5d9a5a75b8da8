//! What is kept between runs: in the keychain, in the settings file, in the notes.

use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use tokio::sync::Mutex;

use super::{Runner, Stored, key};
use crate::message::Message;
use crate::notes::Notes;
use crate::ports::{Vault, VaultBytes, VaultError, VaultItem};
use crate::settings::{Profile, Settings};

/// How often a keychain that cannot be used is looked at.
const LOOK_EVERY: TimeDelta = TimeDelta::seconds(2);
/// One that is open and takes nothing is tried less and less often, down to this.
const LONGEST_GAP: TimeDelta = TimeDelta::seconds(60);

impl Runner {
    pub(super) async fn save_settings(
        &self,
        settings: &Settings,
        order: u64,
    ) -> Result<(), String> {
        let save = || self.ports.settings.save(settings);
        in_order(&self.saving_settings, order, save).await
    }

    pub(super) async fn save_notes(&self, notes: &Notes, order: u64) -> Result<(), String> {
        let save = || self.ports.settings.save_notes(notes);
        in_order(&self.saving_notes, order, save).await
    }

    pub(super) async fn save_credential(
        &self,
        profile: &Profile,
        bytes: VaultBytes,
    ) -> Result<(), VaultError> {
        let key = key(profile, VaultItem::ClientCredential);
        self.vault.write(key, bytes).await
    }

    pub(super) async fn vault_read(&self, profile: &Profile) -> Option<Message> {
        Some(Message::VaultRead(self.read_vault(profile).await))
    }

    async fn read_vault(&self, profile: &Profile) -> Result<Stored, VaultError> {
        let vault = &*self.vault;
        if profile.demo {
            // A demo tenant forgets everything when its program ends; what it left is of no use.
            self.wipe(profile).await?;
            vault.delete(key(profile, VaultItem::Attempts)).await?;
        }
        Ok(Stored {
            session: whole_or_empty(vault.read(key(profile, VaultItem::Session)).await)?,
            attempts: whole_or_empty(vault.read(key(profile, VaultItem::Attempts)).await)?,
        })
    }

    /// Somebody may unlock the keychain elsewhere, or start one. A keychain that failed while it was
    /// open says nothing by being open.
    pub(super) async fn await_keychain(&self, order: u64) -> Option<Message> {
        self.awaiting.store(order, Ordering::SeqCst);
        let mut was_closed = false;
        while self.awaiting.load(Ordering::SeqCst) == order {
            match self.vault.is_ready().await {
                true if was_closed => return Some(Message::KeychainReady),
                true => return None,
                false => was_closed = true,
            }
            let clock = &self.ports.clock;
            clock.sleep_until(clock.now() + LOOK_EVERY).await;
        }
        None
    }

    /// Saves a rotated token that only this program holds, once the keychain takes it. The person is
    /// asked for nothing: a keychain that is locked is waited for.
    pub(super) async fn save_session(&self, profile: &Profile) {
        if !self.saving_sessions.lock().await.insert(profile.key()) {
            return;
        }
        let clock = &self.ports.clock;
        let mut gap = LOOK_EVERY;
        loop {
            clock.sleep_until(clock.now() + gap).await;
            if self.vault.is_ready().await {
                if self.is_saved(profile).await {
                    return;
                }
                gap = (gap * 2).min(LONGEST_GAP);
            }
        }
    }

    /// Tries once; true as well where it was saved, or given up, in another way.
    async fn is_saved(&self, profile: &Profile) -> bool {
        let Ok(_guard) = self.vault.lock().await else {
            return false;
        };
        let mut unsaved = self.unsaved.lock().await;
        if let Some(session) = unsaved.get(&profile.key()) {
            let item = key(profile, VaultItem::Session);
            if let Err(error) = self.vault.write(item, session.write()).await {
                tracing::debug!(%error, "the keychain still does not take the session");
                return false;
            }
            tracing::info!("the keychain took the session");
            unsaved.remove(&profile.key());
        }
        // While nobody can put another one there.
        self.saving_sessions.lock().await.remove(&profile.key());
        true
    }

    pub(super) async fn save_attempts(
        &self,
        profile: &Profile,
        bytes: VaultBytes,
        order: u64,
    ) -> Result<(), VaultError> {
        let mut saving = self.saving.lock().await;
        let latest = saving.entry(profile.key()).or_default();
        if *latest > order {
            // A later list was written already, and it has this one's attempts too.
            return Ok(());
        }
        *latest = order;
        self.vault
            .write(key(profile, VaultItem::Attempts), bytes)
            .await
    }
}

/// What is not whole is as good as empty, but there.
fn whole_or_empty(
    read: Result<Option<VaultBytes>, VaultError>,
) -> Result<Option<VaultBytes>, VaultError> {
    match read {
        Err(VaultError::Corrupt(_)) => Ok(Some(VaultBytes::default())),
        read => read,
    }
}

/// Saves, unless something later was saved already.
async fn in_order(
    latest: &Mutex<u64>,
    order: u64,
    save: impl FnOnce() -> Result<(), String>,
) -> Result<(), String> {
    let mut latest = latest.lock().await;
    if *latest > order {
        return Ok(());
    }
    *latest = order;
    save()
}
