//! Everything a tenant knows while it runs. Nothing of it is written to disk.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use crate::accounts::Accounts;
use crate::attempts::Attempts;
use crate::authorize::Request;
use crate::clock::Clock;
use crate::config::{Config, Person};
use crate::keys::Keys;
use crate::limits::Limits;
use crate::random;
use crate::record::Recorder;
use crate::refresh::RefreshTokens;

/// A running tenant.
pub(crate) struct Tenant {
    /// What it is made of.
    pub(crate) config: Config,
    /// Its signing key.
    pub(crate) keys: Keys,
    /// Its time.
    pub(crate) clock: Clock,
    /// Calls per person.
    pub(crate) limits: Limits,
    /// Recorded calls.
    pub(crate) recorder: Recorder,
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
    pub(crate) sessions: HashMap<String, Session>,
    /// Authorization requests that wait for somebody at a page.
    pub(crate) waiting: HashMap<String, Waiting>,
    /// Authorization codes.
    pub(crate) codes: HashMap<String, Code>,
    /// Access tokens that are no JWT: those for `/userinfo` only.
    pub(crate) opaque: HashMap<String, Opaque>,
    /// Refresh tokens.
    pub(crate) refresh: RefreshTokens,
    /// Connect attempts.
    pub(crate) attempts: Attempts,
    /// Connected accounts.
    pub(crate) accounts: Accounts,
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
}

/// An authorization request at a page.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    /// What was asked.
    pub(crate) request: Request,
    /// Who signed in meanwhile.
    pub(crate) session: Option<Session>,
}

/// What a person allowed the application at sign-in.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
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
    /// The end of its life.
    pub(crate) expires: DateTime<Utc>,
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
    /// The end of its life.
    pub(crate) expires: DateTime<Utc>,
}

impl fmt::Debug for Tenant {
    /// Tells nothing: what it holds is secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Tenant").finish_non_exhaustive()
    }
}

impl Tenant {
    /// A tenant with its seeded accounts.
    pub(crate) fn new(config: Config, keys: Keys) -> Self {
        let clock = Clock::default();
        let store = Store {
            accounts: Accounts::seeded(&config, clock.now()),
            ..Store::default()
        };
        Self {
            keys,
            limits: Limits::new(config.rate_limit),
            recorder: Recorder::new(config.record),
            secure: config.https.is_some(),
            cursor_mark: random::token(),
            clock,
            config,
            store: Mutex::new(store),
        }
    }

    /// The changing part, locked. A panic elsewhere does not make it unusable.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A person by id.
    pub(crate) fn person(&self, id: &str) -> Option<&Person> {
        self.config.people.iter().find(|person| person.id == id)
    }

    /// A person by the `sub` of a token.
    pub(crate) fn person_by_subject(&self, subject: &str) -> Option<&Person> {
        self.config
            .people
            .iter()
            .find(|person| person.subject() == subject)
    }
}
