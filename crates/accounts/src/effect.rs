//! The only place that awaits the outside. Each effect ends as one message back into the queue.

mod ask;

use std::collections::HashMap;
use std::sync::Arc;

use auth0::{
    Access, AccessToken, AuthorizationCode, CodeVerifier, Error, Http, Identity, Nonce, State,
    Tenant,
};
use chrono::{DateTime, Utc};
use tokio::sync::{Mutex, mpsc};
use tracing::Instrument;
use url::Url;

use crate::message::Message;
use crate::ports::{Ports, VaultBytes, VaultError, VaultItem, VaultKey};
use crate::session::{Call, StoredSession};
use crate::settings::{Profile, Settings};
use crate::view::ReturnPath;

/// Something to be done outside.
pub(crate) enum Effect {
    StartDemo,
    SaveSettings(Settings),
    ReadVault {
        profile: Profile,
    },
    SaveAttempts {
        profile: Profile,
        bytes: VaultBytes,
        attempt: Option<String>,
    },
    ForgetSession {
        profile: Profile,
    },
    Listen {
        attempt: String,
        path: ReturnPath,
        wanted: Option<String>,
    },
    Close {
        attempt: String,
    },
    Open {
        url: Url,
    },
    Copy {
        url: Url,
    },
    Ask {
        profile: Profile,
        ask: Ask,
    },
    WakeAt(DateTime<Utc>),
}

impl Effect {
    pub(crate) fn ask(profile: Profile, ask: Ask) -> Self {
        Self::Ask { profile, ask }
    }

    /// Its name, for the log. What it carries is not for the log.
    fn name(&self) -> &'static str {
        match self {
            Self::StartDemo => "start the demo",
            Self::SaveSettings(_) => "save the settings",
            Self::ReadVault { .. } => "read the keychain",
            Self::SaveAttempts { .. } => "save the attempts",
            Self::ForgetSession { .. } => "forget the session",
            Self::Listen { .. } => "make the way back ready",
            Self::Close { .. } => "close the way back",
            Self::Open { .. } => "open the browser",
            Self::Copy { .. } => "copy a link",
            Self::Ask { ask, .. } => ask.name(),
            Self::WakeAt(_) => "wait",
        }
    }
}

impl Ask {
    fn name(&self) -> &'static str {
        match self {
            Self::Discover => "ask for the tenant's endpoints",
            Self::PrepareSignIn { .. } => "prepare a sign-in",
            Self::SignIn { .. } => "exchange the code",
            Self::Renew => "renew the access",
            Self::Call { call, .. } => call.name(),
            Self::SignOut { .. } => "sign out",
        }
    }
}

/// Something that the tenant is asked for.
pub(crate) enum Ask {
    Discover,
    PrepareSignIn {
        trip: SignInTrip,
        state: State,
    },
    SignIn {
        trip: SignInTrip,
        code: AuthorizationCode,
    },
    Renew,
    Call {
        call: Call,
        again: bool,
        access: AccessToken,
    },
    SignOut {
        browser_session: Option<String>,
        in_browser: bool,
    },
}

/// What a sign-in needs on both ways.
pub(crate) struct SignInTrip {
    pub(crate) attempt: String,
    pub(crate) redirect_uri: String,
    pub(crate) nonce: Nonce,
    pub(crate) code_verifier: CodeVerifier,
}

/// What the keychain held at the start.
pub(crate) struct Stored {
    pub(crate) session: Option<VaultBytes>,
    pub(crate) attempts: Option<VaultBytes>,
}

/// Why a sign-in did not come to its end.
pub(crate) enum SignInError {
    Tenant(Error),
    Vault(VaultError),
}

/// A refresh that gave something.
pub(crate) struct Renewal {
    pub(crate) identity: Option<Identity>,
    pub(crate) access: Result<Access, Error>,
    /// Whether the keychain took the rotated token; if not, this program holds it.
    pub(crate) saved: Result<(), VaultError>,
}

/// Why there was no refresh.
pub(crate) enum RenewalError {
    Tenant(Error),
    Vault(VaultError),
    /// The keychain's item cannot be read.
    Corrupt,
    /// The keychain has no item any more.
    Gone,
}

/// How a sign-out went.
pub(crate) struct SignOutReport {
    pub(crate) revoked: Result<(), RenewalError>,
    pub(crate) deleted: Result<(), VaultError>,
}

/// Carries effects out.
#[derive(Clone)]
pub(crate) struct Runner {
    ports: Arc<Ports>,
    http: Http,
    queue: mpsc::Sender<Message>,
    tenants: Arc<Mutex<HashMap<String, Arc<Tenant>>>>,
    /// A rotated token that the keychain did not take; it is tried again with every refresh.
    unsaved: Arc<Mutex<Option<StoredSession>>>,
    /// One change of the attempts at a time, the latest last.
    saving: Arc<Mutex<u64>>,
    orders: u64,
}

impl Runner {
    pub(crate) fn new(ports: Arc<Ports>, http: Http, queue: mpsc::Sender<Message>) -> Self {
        Self {
            ports,
            http,
            queue,
            tenants: Arc::default(),
            unsaved: Arc::default(),
            saving: Arc::default(),
            orders: 0,
        }
    }

    /// Starts an effect in a task of its own, so that nobody who goes away can lose its result.
    pub(crate) fn start(&mut self, effect: Effect) {
        self.orders += 1;
        let order = self.orders;
        let runner = self.clone();
        let task = async move {
            let Some(message) = runner.run(effect, order).await else {
                return;
            };
            if runner.queue.send(message).await.is_err() {
                tracing::debug!("the program ended before an effect did");
            }
        };
        tokio::spawn(task.in_current_span());
    }

    async fn run(&self, effect: Effect, order: u64) -> Option<Message> {
        tracing::trace!(effect = effect.name(), "begins");
        let ports = &self.ports;
        match effect {
            Effect::StartDemo => Some(Message::DemoStarted(ports.demo.start().await)),
            Effect::SaveSettings(settings) => {
                Some(Message::SettingsSaved(ports.settings.save(&settings)))
            }
            Effect::ReadVault { profile } => {
                Some(Message::VaultRead(self.read_vault(&profile).await))
            }
            Effect::SaveAttempts {
                profile,
                bytes,
                attempt,
            } => {
                let outcome = self.save_attempts(&profile, bytes, order).await;
                Some(Message::AttemptsSaved { attempt, outcome })
            }
            Effect::Listen {
                attempt,
                path,
                wanted,
            } => {
                let outcome = ports.browser.listen(attempt.clone(), path, wanted).await;
                Some(Message::Listening { attempt, outcome })
            }
            Effect::Close { attempt } => {
                ports.browser.close(&attempt);
                None
            }
            Effect::Open { url } => Some(Message::Opened(ports.browser.open(&url))),
            Effect::Copy { url } => Some(Message::Copied(ports.browser.copy(&url))),
            Effect::ForgetSession { profile } => {
                *self.unsaved.lock().await = None;
                if let Err(error) = ports.vault.delete(session_key(&profile)).await {
                    tracing::warn!(%error, "an ended session stays in the keychain");
                }
                None
            }
            Effect::WakeAt(at) => {
                ports.clock.sleep_until(at).await;
                Some(Message::Woken)
            }
            Effect::Ask { profile, ask } => Some(self.ask(profile, ask).await),
        }
    }

    async fn read_vault(&self, profile: &Profile) -> Result<Stored, VaultError> {
        let vault = &self.ports.vault;
        if profile.demo {
            // A demo tenant forgets everything when its program ends; what it left is of no use.
            vault.delete(session_key(profile)).await?;
            vault.delete(attempts_key(profile)).await?;
        }
        Ok(Stored {
            session: vault.read(session_key(profile)).await?,
            attempts: vault.read(attempts_key(profile)).await?,
        })
    }

    async fn save_attempts(
        &self,
        profile: &Profile,
        bytes: VaultBytes,
        order: u64,
    ) -> Result<(), VaultError> {
        let mut latest = self.saving.lock().await;
        if *latest > order {
            // A later list was written already, and it has this one's attempts too.
            return Ok(());
        }
        *latest = order;
        self.ports.vault.write(attempts_key(profile), bytes).await
    }
}

pub(crate) fn session_key(profile: &Profile) -> VaultKey {
    VaultKey {
        profile: profile.key(),
        item: VaultItem::Session,
    }
}

fn attempts_key(profile: &Profile) -> VaultKey {
    VaultKey {
        profile: profile.key(),
        item: VaultItem::Attempts,
    }
}
