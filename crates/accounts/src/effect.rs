//! The only place that awaits the outside. Each effect ends as one message back into the queue.

mod ask;
mod credentials;
mod desktop;
mod examine;
mod keeping;
mod session_vault;
mod tokens;
mod under_way;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use auth0::{
    Access, AuthorizationCode, CodeVerifier, DpopKey, Error, Http, Identity, Nonce, State, Tenant,
};
use chrono::{DateTime, Utc};
use tokio::sync::{Mutex, mpsc};
use tokio::task::AbortHandle;
use tracing::Instrument;
use url::Url;

pub(crate) use self::desktop::{AskDesktop, TellDesktop};
pub(crate) use self::examine::Look;
use self::session_vault::SessionVault;
pub(crate) use self::under_way::UnderWay;
use crate::diagnosis::Diagnosis;
use crate::failure::{Doing, Failure};
use crate::message::Message;
use crate::notes::Notes;
use crate::ports::{Ports, VaultBytes, VaultError, VaultItem, VaultKey};
use crate::sent::{Origin, Sent};
use crate::session::{Call, StoredSession};
use crate::settings::{Profile, Settings};
use crate::view::{Language, ReturnPath};

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
            Self::AwaitKeychain => "wait for the keychain",
            Self::SaveAttempts { .. } => "save the attempts",
            Self::SaveCredential { .. } => "keep the client's credential",
            Self::ForgetSession { .. } => "forget the session",
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

impl Ask {
    fn name(&self) -> &'static str {
        match self {
            Self::Discover => "ask for the tenant's endpoints",
            Self::PrepareSignIn { .. } => "prepare a sign-in",
            Self::SignIn(_) => "exchange the code",
            Self::SwitchPerson => "change the person",
            Self::Renew { .. } => "renew the access",
            Self::Call { call, .. } => call.name(),
            Self::CheckVault { .. } => "ask the vault",
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
        options: SignInOptions,
    },
    SignIn(SignInReturn),
    SwitchPerson,
    Renew {
        /// The session's number.
        session: u64,
    },
    Call {
        call: Call,
        again: bool,
        access: Access,
    },
    CheckVault {
        account: String,
        connection: String,
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

/// What the browser brought back from a sign-in.
pub(crate) struct SignInReturn {
    pub(crate) trip: SignInTrip,
    pub(crate) code: AuthorizationCode,
    /// Who it must be; anybody else is held until the person decided.
    pub(crate) expected: Option<String>,
    /// The greatest age of the authentication, in seconds, where one was asked for.
    pub(crate) max_age: Option<u32>,
}

/// What a sign-in asks the tenant for besides.
#[derive(Default)]
pub(crate) struct SignInOptions {
    /// A new sign-in with a second factor, to confirm who is signed in.
    pub(crate) confirms: bool,
    pub(crate) login_hint: Option<String>,
    pub(crate) invitation: Option<String>,
    pub(crate) language: Language,
}

/// What the keychain held at the start.
pub(crate) struct Stored {
    pub(crate) session: Option<VaultBytes>,
    pub(crate) attempts: Option<VaultBytes>,
}

/// Who signed in.
pub(crate) struct Entry {
    pub(crate) identity: Identity,
    /// It is not who was expected: nothing was changed, and the tokens are held.
    pub(crate) another: bool,
}

/// A refresh that gave something.
pub(crate) struct Renewal {
    pub(crate) identity: Identity,
    pub(crate) access: Result<Access, Error>,
    /// Whether the keychain took the rotated token; if not, this program holds it.
    pub(crate) saved: Result<(), VaultError>,
}

/// Why tokens could not be had, renewed or revoked.
pub(crate) enum SessionError {
    Tenant(Error),
    Vault(VaultError),
    /// The keychain's item cannot be read.
    Corrupt,
    /// The keychain has no item any more.
    Gone,
    /// The keychain has no key for the proofs of possession any more.
    ProofKeyMissing,
}

impl SessionError {
    /// What it means.
    pub(crate) fn failure(&self, doing: Doing, now: DateTime<Utc>) -> Failure {
        match self {
            Self::Tenant(error) => Failure::of_tenant(error, doing, now),
            Self::Vault(error) => Failure::from(error),
            Self::Corrupt => Failure::new(Diagnosis::KeychainCorrupt),
            Self::Gone => Failure::new(Diagnosis::SessionEnded),
            Self::ProofKeyMissing => Failure::new(Diagnosis::ProofKeyMissing),
        }
    }
}

/// How a sign-out went.
pub(crate) struct SignOutReport {
    pub(crate) revoked: Result<(), SessionError>,
    pub(crate) deleted: Result<(), VaultError>,
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
    tenants: Arc<Mutex<HashMap<String, Arc<Tenant>>>>,
    /// A rotated token that the keychain did not take; it is tried again with every refresh.
    unsaved: ByProfile<StoredSession>,
    /// The session that could not be renewed last. It may be at its end.
    refused: ByProfile<StoredSession>,
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
            refused: Arc::default(),
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
