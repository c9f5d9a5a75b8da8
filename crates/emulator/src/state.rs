//! Everything a tenant knows while it runs. Nothing of it is written to disk.
//!
//! [`Running`] is the tenant for as long as it is served. Each request sees a [`Tenant`]: the
//! configuration as it is at that moment, and the rest, which all requests share.

use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockWriteGuard};

use axum::extract::FromRef;
use chrono::{DateTime, Utc};

use crate::accounts::Accounts;
use crate::attempts::Attempts;
use crate::authorize::Request;
use crate::clock::Clock;
use crate::config::{Config, ConfigError, Person};
use crate::expiring::Expiring;
use crate::faults::Faults;
use crate::keys::{Key, Keys};
use crate::limits::Limits;
use crate::nonces::Nonces;
use crate::random;
use crate::record::Recorder;
use crate::refresh::RefreshTokens;

/// A tenant for as long as it is served.
#[derive(Clone)]
pub(crate) struct Running {
    config: Arc<RwLock<Arc<Config>>>,
    shared: Arc<Shared>,
}

/// The tenant as one request sees it.
pub(crate) struct Tenant {
    /// What it is made of.
    pub(crate) config: Arc<Config>,
    shared: Arc<Shared>,
}

/// What all requests share.
pub(crate) struct Shared {
    /// Its signing keys.
    pub(crate) keys: Keys,
    /// Its time.
    pub(crate) clock: Clock,
    /// Calls per person.
    pub(crate) limits: Limits,
    /// Recorded calls.
    pub(crate) recorder: Recorder,
    /// Faults, and how often each endpoint was asked.
    pub(crate) faults: Faults,
    /// Nonces for proofs of possession.
    pub(crate) nonces: Nonces,
    /// Whether it is served over TLS.
    pub(crate) secure: bool,
    /// Part of every cursor, so that one of another run is not taken for ours.
    pub(crate) cursor_mark: String,
    store: Mutex<Store>,
}

/// What changes while the tenant runs.
#[derive(Default)]
pub(crate) struct Store {
    /// Browser sessions by the value of their cookie.
    pub(crate) sessions: Expiring<Session>,
    /// Authorization requests that wait for somebody at a page.
    pub(crate) waiting: Expiring<Waiting>,
    /// Authorization codes.
    pub(crate) codes: Expiring<Code>,
    /// Access tokens that are no JWT: those for `/userinfo` only.
    pub(crate) opaque: Expiring<Opaque>,
    /// Refresh tokens.
    pub(crate) refresh: RefreshTokens,
    /// Connect attempts.
    pub(crate) attempts: Attempts,
    /// Connected accounts.
    pub(crate) accounts: Accounts,
    /// The `jti` of proofs and assertions that were used.
    pub(crate) used: Expiring<()>,
    /// Who became a member of which organization by an invitation.
    pub(crate) joined: HashSet<(String, String)>,
}

/// A signed-in browser.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// The `sid` claim.
    pub(crate) id: String,
    /// Who signed in.
    pub(crate) person: String,
    /// When.
    pub(crate) signed_in: DateTime<Utc>,
    /// Whether there was a second factor.
    pub(crate) second_factor: bool,
}

/// An authorization request at a page.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    /// What was asked.
    pub(crate) request: Request,
    /// Who signed in meanwhile.
    pub(crate) session: Option<Session>,
    /// Whether a page was answered already.
    pub(crate) seen_page: bool,
}

/// What a person allowed the application at sign-in.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    /// The application's id.
    pub(crate) client: String,
    /// Who.
    pub(crate) person: String,
    /// The browser session's `sid`.
    pub(crate) session: String,
    /// The API asked for; `None` means only `/userinfo`.
    pub(crate) audience: Option<String>,
    /// Granted scopes, in the order in which they were asked for.
    pub(crate) scopes: Vec<String>,
    /// When the person signed in.
    pub(crate) signed_in: DateTime<Utc>,
    /// Whether there was a second factor.
    pub(crate) second_factor: bool,
    /// The organization on whose behalf.
    pub(crate) organization: Option<String>,
    /// The APIs that policy and grants opened when the refresh token was issued.
    pub(crate) reachable: Vec<String>,
    /// The `DPoP` key the refresh token is bound to.
    pub(crate) key: Option<String>,
}

/// An authorization code (RFC 6749, 4.1.2): used once or expired, it is gone.
#[derive(Debug, Clone)]
pub(crate) struct Code {
    /// What it stands for.
    pub(crate) grant: Grant,
    /// The callback it was sent to.
    pub(crate) redirect_uri: String,
    /// The PKCE challenge (RFC 7636).
    pub(crate) challenge: Option<String>,
    /// The nonce for the ID token.
    pub(crate) nonce: Option<String>,
    /// Whether `auth_time` was asked for by `max_age`.
    pub(crate) with_auth_time: bool,
    /// The `DPoP` key that must redeem it (RFC 9449, 10).
    pub(crate) key: Option<String>,
}

/// An access token that only `/userinfo` understands.
#[derive(Debug, Clone)]
pub(crate) struct Opaque {
    /// Whose.
    pub(crate) person: String,
    /// What it opens.
    pub(crate) scopes: Vec<String>,
    /// The issuer it was asked at.
    pub(crate) issuer: String,
    /// The `DPoP` key it is bound to.
    pub(crate) key: Option<String>,
}

impl fmt::Debug for Running {
    /// Tells nothing: what it holds is secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Running").finish_non_exhaustive()
    }
}

impl Running {
    /// A tenant with its seeded accounts and faults.
    pub(crate) fn new(config: Config, key: Key) -> Self {
        let clock = Clock::default();
        let store = Store {
            accounts: Accounts::seeded(&config, clock.now()),
            ..Store::default()
        };
        let shared = Shared {
            keys: Keys::new(key),
            limits: Limits::default(),
            recorder: Recorder::default(),
            faults: Faults::new(&config.faults),
            nonces: Nonces::new(),
            secure: config.https.is_some(),
            cursor_mark: random::token(),
            clock,
            store: Mutex::new(store),
        };
        Self {
            config: Arc::new(RwLock::new(Arc::new(config))),
            shared: Arc::new(shared),
        }
    }

    /// The tenant as it is now.
    pub(crate) fn tenant(&self) -> Tenant {
        let config = self.config.read().unwrap_or_else(PoisonError::into_inner);
        Tenant {
            config: Arc::clone(&config),
            shared: Arc::clone(&self.shared),
        }
    }

    /// Puts a changed configuration in place of the present one.
    pub(crate) fn change(
        &self,
        change: impl FnOnce(&Config) -> Result<Config, ConfigError>,
    ) -> Result<(), ConfigError> {
        let mut config = self.config_mut();
        let changed = change(&config)?;
        changed.check()?;
        *config = Arc::new(changed);
        Ok(())
    }

    /// Changes the configuration all at once, or not at all.
    pub(crate) fn edit<T, E>(
        &self,
        change: impl FnOnce(&mut Config) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut config = self.config_mut();
        let mut changed = Config::clone(&config);
        let done = change(&mut changed)?;
        *config = Arc::new(changed);
        Ok(done)
    }

    /// The configuration, to be changed.
    pub(crate) fn config_mut(&self) -> RwLockWriteGuard<'_, Arc<Config>> {
        self.config.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FromRef<Running> for Arc<Tenant> {
    fn from_ref(running: &Running) -> Self {
        Self::new(running.tenant())
    }
}

impl Deref for Tenant {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl Shared {
    /// The changing part, locked. A panic elsewhere does not make it unusable.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tenant {
    /// The tenant as it is for an application: its own settings are in `config.client`. For one
    /// that there is not, it stays as it is.
    pub(crate) fn for_client(&self, id: &str) -> Self {
        let other = self.config.other_clients.iter().find(|one| one.id == id);
        let config = other.map_or_else(
            || Arc::clone(&self.config),
            |client| {
                let mut config = Config::clone(&self.config);
                config.client.clone_from(client);
                Arc::new(config)
            },
        );
        Self {
            config,
            shared: Arc::clone(&self.shared),
        }
    }

    /// A person by id.
    pub(crate) fn person(&self, id: &str) -> Option<&Person> {
        self.config.person(id)
    }

    /// A person by the `sub` of a token.
    pub(crate) fn person_by_subject(&self, subject: &str) -> Option<&Person> {
        subject
            .strip_prefix("auth0|")
            .and_then(|id| self.config.person(id))
    }
}
