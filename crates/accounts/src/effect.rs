//! The only place that awaits the outside. Each effect ends as one message back into the queue.

mod ask;
mod asked;
mod credentials;
mod desktop;
mod examine;
mod keeping;
mod session_vault;
mod tenants;
mod tokens;
mod under_way;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use auth0::{DpopKey, Http};
use chrono::{DateTime, Utc};
use tokio::sync::{Mutex, mpsc};
use tokio::task::AbortHandle;
use tracing::Instrument;
use url::Url;

pub(crate) use self::asked::{
    Ask, Entry, Renewal, SessionError, SignInOptions, SignInReturn, SignInTrip, SignOutReport,
    Stored,
};
pub(crate) use self::desktop::{AskDesktop, TellDesktop};
pub(crate) use self::examine::Look;
use self::session_vault::SessionVault;
use self::tenants::Asking;
pub(crate) use self::under_way::UnderWay;
use crate::message::Message;
use crate::notes::Notes;
use crate::ports::{Ports, VaultBytes, VaultItem, VaultKey};
use crate::sent::{Origin, Sent};
use crate::session::StoredSession;
use crate::settings::{Profile, Settings};
use crate::view::ReturnPath;

/// Something to be done outside.
pub(crate) enum Effect {
    StartDemo,
    SaveSettings(Settings),
    SaveNotes(Notes),
    /// From now on the session is kept in memory.
    KeepInMemory {
        profile: Profile,
    },
    TellDesktop(TellDesktop),
    AskDesktop(AskDesktop),
    ReadVault {
        profile: Profile,
    },
    /// Asks the tenant for its endpoints ahead of time, which makes the connection too. Whoever needs
    /// them hears of what goes wrong.
    Greet {
        profile: Profile,
    },
    /// Waits until a keychain that could not be used can be. Takes the place of the waiting before.
    AwaitKeychain,
    SaveAttempts {
        profile: Profile,
        bytes: VaultBytes,
        attempt: Option<String>,
    },
    SaveCredential {
        profile: Profile,
        bytes: VaultBytes,
    },
    ForgetSession {
        profile: Profile,
    },
    /// Saves the rotated token that the keychain did not take, as soon as it takes it.
    SaveSession {
        profile: Profile,
    },
    /// Signs a profile out and takes all that it has out of the keychain.
    RemoveProfile {
        profile: Profile,
        name: Option<String>,
    },
    /// The person who signed in last is not to be let in.
    TurnAway {
        profile: Profile,
    },
    /// Looks who gets the links, for an attempt that is to come back by one, or to take them.
    OwnLinks {
        attempt: Option<String>,
        by_force: bool,
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
    /// A look of the doctor, for the examination of this number.
    Examine(u64, Look),
    /// Takes the place of the alarm before.
    WakeAt(DateTime<Utc>),
}

impl Effect {
    pub(crate) fn ask(profile: Profile, ask: Ask) -> Self {
        Self::Ask { profile, ask }
    }

    /// Whether nothing is done until something else happens, or a time has come.
    fn only_waits(&self) -> bool {
        matches!(
            self,
            Self::AwaitKeychain | Self::Examine(_, Look::Time | Look::LinkTime)
        )
    }

    /// Its name, for the log. What it carries is not for the log.
    fn name(&self) -> &'static str {
        match self {
            Self::StartDemo => "start the demo",
            Self::SaveSettings(_) => "save the settings",
            Self::SaveNotes(_) => "save the notes",
            Self::KeepInMemory { .. } => "keep the session in memory",
            Self::TellDesktop(_) => "tell the desktop",
            Self::AskDesktop(_) => "ask the desktop",
            Self::ReadVault { .. } => "read the keychain",
            Self::Greet { .. } => "greet the tenant",
            Self::AwaitKeychain => "wait for the keychain",
            Self::SaveAttempts { .. } => "save the attempts",
            Self::SaveCredential { .. } => "keep the client's credential",
            Self::ForgetSession { .. } => "forget the session",
            Self::SaveSession { .. } => "save the session",
            Self::RemoveProfile { .. } => "remove a profile",
            Self::TurnAway { .. } => "turn a person away",
            Self::OwnLinks { .. } => "look who gets the links",
            Self::Listen { .. } => "make the way back ready",
            Self::Close { .. } => "close the way back",
            Self::Open { .. } => "open the browser",
            Self::Copy { .. } => "copy a link",
            Self::Ask { ask, .. } => ask.name(),
            Self::Examine(_, look) => look.name(),
            Self::WakeAt(_) => "wait",
        }
    }
}

/// A session that is not kept yet, and the key that it is bound to.
struct Held {
    session: StoredSession,
    proof_key: Option<DpopKey>,
}

/// One of each profile, by its key.
type ByProfile<T> = Arc<Mutex<HashMap<String, T>>>;

/// Carries effects out.
#[derive(Clone)]
pub(crate) struct Runner {
    ports: Arc<Ports>,
    http: Http,
    queue: mpsc::Sender<Sent>,
    /// Each was asked for its endpoints once, or is being asked.
    tenants: ByProfile<Asking>,
    /// A rotated token that the keychain did not take. It is tried again until it does.
    unsaved: ByProfile<StoredSession>,
    /// The profiles for which it is being tried again, by their keys.
    saving_sessions: Arc<Mutex<HashSet<String>>>,
    /// The session that could not be renewed last. It may be at its end.
    refused: ByProfile<StoredSession>,
    /// The key that a sign-in in the browser was begun with: the code is bound to it, and another
    /// program may delete it from the keychain meanwhile.
    sign_in_keys: ByProfile<DpopKey>,
    /// The tokens of a person who was not expected, until it is decided about them.
    held: ByProfile<Held>,
    vault: Arc<SessionVault>,
    /// Which waiting for the keychain is the latest.
    awaiting: Arc<AtomicU64>,
    /// One change of the attempts at a time, the latest last.
    saving: ByProfile<u64>,
    /// The same for the settings, and for the notes.
    saving_settings: Arc<Mutex<u64>>,
    saving_notes: Arc<Mutex<u64>>,
    orders: u64,
    /// There is one alarm, for the next time that something ends.
    alarm: Option<AbortHandle>,
    /// All effects but those that only wait.
    pub(crate) under_way: UnderWay,
}

impl Runner {
    pub(crate) fn new(ports: Arc<Ports>, http: Http, queue: mpsc::Sender<Sent>) -> Self {
        Self {
            vault: Arc::new(SessionVault::new(ports.clone())),
            ports,
            http,
            queue,
            tenants: Arc::default(),
            unsaved: Arc::default(),
            saving_sessions: Arc::default(),
            refused: Arc::default(),
            sign_in_keys: Arc::default(),
            held: Arc::default(),
            awaiting: Arc::default(),
            saving: Arc::default(),
            saving_settings: Arc::default(),
            saving_notes: Arc::default(),
            orders: 0,
            alarm: None,
            under_way: UnderWay::default(),
        }
    }

    /// Starts an effect in a task of its own, so that nobody who goes away can lose its result.
    /// What takes no time is done here and now, so that nothing that was asked for later is done
    /// before it.
    pub(crate) fn start(&mut self, effect: Effect, origin: Origin) {
        if let Effect::TellDesktop(tell) = &effect {
            return self.tell_desktop(tell);
        }
        if let Effect::Close { attempt } = &effect {
            return self.ports.browser.close(attempt);
        }
        self.orders += 1;
        let order = self.orders;
        let runner = self.clone();
        let alarm = matches!(effect, Effect::WakeAt(_));
        let waits = alarm || effect.only_waits();
        let under_way = (!waits).then(|| self.under_way.begin());
        let task = async move {
            let _under_way = under_way;
            let Some(message) = runner.run(effect, order).await else {
                return;
            };
            if runner.queue.send(Sent::by(origin, message)).await.is_err() {
                tracing::debug!("the program ended before an effect did");
            }
        };
        let task = tokio::spawn(task.in_current_span());
        if alarm && let Some(before) = self.alarm.replace(task.abort_handle()) {
            before.abort();
        }
    }

    #[expect(clippy::too_many_lines, reason = "an arm for each effect")]
    async fn run(&self, effect: Effect, order: u64) -> Option<Message> {
        tracing::trace!(effect = effect.name(), "begins");
        let ports = &self.ports;
        match effect {
            Effect::StartDemo => Some(Message::DemoStarted(ports.demo.start().await)),
            Effect::SaveSettings(settings) => Some(Message::SettingsSaved(
                self.save_settings(&settings, order).await,
            )),
            Effect::SaveNotes(notes) => {
                Some(Message::SettingsSaved(self.save_notes(&notes, order).await))
            }
            Effect::KeepInMemory { profile } => {
                self.vault.keep_in_memory();
                self.vault_read(&profile).await
            }
            Effect::TellDesktop(_) | Effect::Close { .. } => None,
            Effect::AskDesktop(ask) => self.ask_desktop(ask).await,
            Effect::ReadVault { profile } => self.vault_read(&profile).await,
            Effect::Greet { profile } => {
                drop(self.tenant(&profile).await);
                None
            }
            Effect::AwaitKeychain => self.await_keychain(order).await,
            Effect::SaveAttempts {
                profile,
                bytes,
                attempt,
            } => {
                let outcome = self.save_attempts(&profile, bytes, order).await;
                Some(Message::AttemptsSaved { attempt, outcome })
            }
            Effect::OwnLinks { attempt, by_force } => self.own_links(attempt, by_force).await,
            Effect::Listen {
                attempt,
                path,
                wanted,
            } => {
                let outcome = ports.browser.listen(attempt.clone(), path, wanted).await;
                Some(Message::Listening { attempt, outcome })
            }
            Effect::Open { url } => Some(Message::Opened(ports.browser.open(&url))),
            Effect::Copy { url } => Some(Message::Copied(ports.browser.copy(&url))),
            Effect::SaveCredential { profile, bytes } => {
                let outcome = self.save_credential(&profile, bytes).await;
                Some(Message::CredentialSaved(outcome))
            }
            Effect::ForgetSession { profile } => {
                self.forget_session(&profile).await;
                None
            }
            Effect::SaveSession { profile } => {
                self.save_session(&profile).await;
                None
            }
            Effect::RemoveProfile { profile, name } => {
                let report = self.remove_profile(&profile).await;
                Some(Message::ProfileRemoved {
                    profile,
                    name,
                    report,
                })
            }
            Effect::TurnAway { profile } => {
                self.turn_away(&profile).await;
                None
            }
            Effect::WakeAt(at) => {
                ports.clock.sleep_until(at).await;
                Some(Message::Woken)
            }
            Effect::Examine(number, look) => self.look(number, look).await,
            Effect::Ask { profile, ask } => Some(self.ask(profile, ask).await),
        }
    }
}

fn key(profile: &Profile, item: VaultItem) -> VaultKey {
    VaultKey {
        profile: profile.key(),
        item,
    }
}
