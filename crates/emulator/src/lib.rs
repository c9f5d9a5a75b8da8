//! An Auth0-compatible tenant in memory, for demos and tests.
//!
//! It signs people in (`/authorize`, `/oauth/token`), refreshes across APIs by the rules of
//! multi-resource refresh tokens, serves the five Connected Accounts calls of the My Account API
//! with the pages that belong to them, gives providers' tokens to confidential clients, and shows
//! an administrator who has connected what. Tokens are bound to a key where the request proves one
//! (`DPoP`). What it says, and when, follows the wire contract; what the contract leaves open is a
//! switch in [`OpenQuestions`].
//!
//! A tenant is a [`Config`], and [`Emulator::change`] changes it while it runs. What happens from
//! outside (another device connects an account, an administrator blocks a person, a provider
//! revokes a token) is a method of [`Emulator`]. A [`Fault`] makes an endpoint misbehave: any
//! status, every error of the contract, a lost answer, half a body, no answer at all.
//!
//! # The control endpoint
//!
//! With [`Config::control`] (`--control`) the same can be done over HTTP, in JSON, by programs on
//! this computer:
//!
//! | call | body | what it does |
//! |---|---|---|
//! | GET `/emulator/control/config` | | the tenant as it is |
//! | PATCH `/emulator/control/config` | a merge patch (RFC 7386) | changes the tenant |
//! | GET `/emulator/control/faults` | | the faults that are not spent |
//! | POST `/emulator/control/faults` | a [`Fault`] | injects it; answers its `id` |
//! | DELETE `/emulator/control/faults`, `…/{id}` | | withdraws all, or one |
//! | POST `/emulator/control/events` | `{"event": …}` | lets something happen |
//! | POST `/emulator/control/time` | `{"advance_seconds": 60}` or `{"offset_seconds": -90}` | moves the clock |
//! | GET `/emulator/control/counts` | | requests by [`Endpoint`] |
//! | GET `/emulator/control/people/{id}/accounts` | | [`AccountRecord`]s |
//!
//! The events: `revoke_family` (`person`), `rotate_keys` (`keep_old`), `connect_elsewhere`
//! (`person`, `connection`, `scopes`; answers the id as `account`), `disconnect_elsewhere`
//! (`account`), `delete_person` (`person`), `block_person` (`person`), `revoke_at_provider`
//! (`account`).
//!
//! # The Management API
//!
//! With a token of [`Config::management_tokens`] an administrator sees who has connected what, and
//! sets the tenant up: applications, APIs, client grants and connections can be read and changed,
//! and what the tenant does follows. [`Config::bare`] is a tenant where nothing is set up yet.
//!
//! Deliberately not there: storage, passwords, any real provider, the other resources of the My
//! Account API, and of the Management API everything that setting up does not need.
//!
//! ```no_run
//! # async fn run() -> Result<(), emulator::StartError> {
//! let emulator = emulator::start(emulator::Config::default()).await?;
//! println!("{}", emulator.base_url());
//! emulator.shutdown().await;
//! # Ok(())
//! # }
//! ```

mod accounts;
mod attempts;
mod authorize;
mod base;
mod client_auth;
mod clock;
mod complete;
mod config;
mod connect;
mod connect_page;
mod control;
mod demo;
mod discovery;
mod dpop;
mod events;
mod expiring;
mod faults;
mod fields;
mod keys;
mod known_errors;
mod limits;
mod list;
mod logout;
mod management;
mod misbehave;
mod mrrt;
mod my_account;
mod nonces;
mod oauth_error;
mod open_questions;
mod organizations;
mod pages;
mod partial;
mod problem;
mod proof;
mod random;
mod record;
mod refresh;
mod schema;
mod seal;
mod second_factor;
mod server;
mod sessions;
mod sign_in;
mod state;
mod tls;
mod token;
mod tokens;
mod user_info;
mod vault;

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

pub use crate::accounts::AccountRecord;
pub use crate::config::{
    Access, Api, Authentication, BASE, Client, Config, ConfigError, Confirmation, Connection, Dpop,
    Invitation, ManagementToken, Mfa, Organization, OrganizationUsage, Person, Possession,
    RateLimit, Registration, Seed, Signing, TokenVault, UserAccess,
};
pub use crate::faults::{Endpoint, Fault, FaultId, Misbehavior};
use crate::keys::Key;
pub use crate::keys::KeyError;
pub use crate::open_questions::{
    ConnectAnswer, DeleteUnknown, Denial, EndSessionEndpoint, ExpiredTicket, LoopbackPorts,
    MissingApi, MissingToken, OpenQuestions, Reconnect, SameDevice, TakenElsewhere,
    UnauthorizedChallenge, UnknownConnection, UnknownParameter, UnlistedAudience, UserGrant,
    VanishedConnection,
};
pub use crate::record::Exchange;
use crate::server::Incoming;
use crate::state::Running;
pub use crate::tls::TlsError;

/// How long open connections may take to end.
const FAREWELL: Duration = Duration::from_secs(2);

/// A running tenant. Dropping it stops it.
#[derive(Debug)]
pub struct Emulator {
    address: Url,
    running: Running,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

/// Why a tenant could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration does not hold together.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The port could not be had.
    #[error("cannot listen on port {port} of 127.0.0.1: {source}")]
    Listen {
        /// The port asked for.
        port: u16,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The signing key could not be made.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// TLS could not be set up.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The address could not be written as a URL.
    #[error("cannot write the address: {0}")]
    Address(#[from] url::ParseError),
}

/// Starts a tenant on a loopback port. Must be called inside a tokio runtime.
///
/// # Errors
/// [`StartError`] by cause; nothing is left running.
pub async fn start(config: Config) -> Result<Emulator, StartError> {
    config.check()?;
    let tls = config.https.as_deref().map(tls::acceptor).transpose()?;
    let key = tokio::task::spawn_blocking(Key::generate)
        .await
        .map_err(|_| KeyError)??;
    let port = config.port;
    let incoming = Incoming::bind(port, tls)
        .await
        .map_err(|source| StartError::Listen { port, source })?;
    let address = address(&config, &incoming)?;
    let running = Running::new(config, key);
    let routes = server::routes(&running);
    let (stop, stopped) = oneshot::channel();
    let serving = tokio::spawn(async move {
        let served = axum::serve(incoming, routes).with_graceful_shutdown(async move {
            // Told to stop, or the emulator was dropped: both mean the end.
            stopped.await.unwrap_or_default();
        });
        if let Err(error) = served.await {
            tracing::error!(%error, "the emulator has stopped serving");
        }
    });
    tracing::info!(%address, "the emulator is listening");
    Ok(Emulator {
        address,
        running,
        stop,
        serving,
    })
}

impl Emulator {
    /// The tenant's address, with a trailing slash: the configured one or the loopback one.
    #[must_use]
    pub fn base_url(&self) -> Url {
        self.address.clone()
    }

    /// The recorded calls so far, if [`Config::record`] is on. They hold tokens: do not print them.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.running.tenant().recorder.exchanges()
    }

    /// Stops listening and waits up to two seconds for open connections to end.
    pub async fn shutdown(self) {
        let Self {
            stop, mut serving, ..
        } = self;
        drop(stop);
        if tokio::time::timeout(FAREWELL, &mut serving).await.is_err() {
            serving.abort();
        }
    }
}

fn address(config: &Config, incoming: &Incoming) -> Result<Url, StartError> {
    if let Some(base) = &config.base_url {
        return Ok(base.clone());
    }
    let scheme = if config.https.is_some() {
        "https"
    } else {
        "http"
    };
    Ok(Url::parse(&format!("{scheme}://{}/", incoming.address()))?)
}
