//! An Auth0-compatible tenant in memory, for demos and tests.
//!
//! It signs people in (`/authorize`, `/oauth/token`), refreshes across APIs by the rules of
//! multi-resource refresh tokens, and serves the five Connected Accounts calls of the My Account
//! API with the pages that belong to them. What it says, and when, follows the wire contract; what
//! the contract leaves open is a switch in [`OpenQuestions`].
//!
//! Deliberately not there: storage, passwords, the Management API, and any real provider.
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
mod clock;
mod complete;
mod config;
mod connect;
mod connect_page;
mod demo;
mod discovery;
mod fields;
mod keys;
mod limits;
mod list;
mod logout;
mod mrrt;
mod my_account;
mod oauth_error;
mod open_questions;
mod pages;
mod problem;
mod random;
mod record;
mod refresh;
mod schema;
mod server;
mod sessions;
mod sign_in;
mod state;
mod tls;
mod token;
mod tokens;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

pub use crate::config::{
    Access, Api, BASE, Client, Config, ConfigError, Confirmation, Connection, Person, RateLimit,
    Seed,
};
pub use crate::keys::KeyError;
use crate::keys::Keys;
pub use crate::open_questions::{
    DeleteUnknown, OpenQuestions, Reconnect, UnknownConnection, UnknownParameter, UnlistedAudience,
};
pub use crate::record::Exchange;
use crate::server::Incoming;
use crate::state::Tenant;
pub use crate::tls::TlsError;

/// How long open connections may take to end.
const FAREWELL: Duration = Duration::from_secs(2);

/// A running tenant. Dropping it stops it.
#[derive(Debug)]
pub struct Emulator {
    address: Url,
    tenant: Arc<Tenant>,
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
    let keys = tokio::task::spawn_blocking(Keys::generate)
        .await
        .map_err(|_| KeyError)??;
    let port = config.port;
    let incoming = Incoming::bind(port, tls)
        .await
        .map_err(|source| StartError::Listen { port, source })?;
    let address = address(&config, &incoming)?;
    let tenant = Arc::new(Tenant::new(config, keys));
    let routes = server::routes(&tenant);
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
        tenant,
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
        self.tenant.recorder.exchanges()
    }

    /// Lets time pass at once: tickets, codes and tokens expire as they would.
    pub fn advance(&self, by: Duration) {
        self.tenant.clock.advance(by);
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
