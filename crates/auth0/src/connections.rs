//! The connections that are kept open, and given up after the computer slept.
//!
//! A connection from before a sleep is dead more often than not, and nobody has told this end: what
//! is sent on it is lost, and whether the tenant acted on it is not known.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Client, ClientBuilder, Url};
use tokio::time::Instant;

use crate::error::Error;
use crate::http::{Limits, Names, is_loopback};

/// No connection is kept for longer than this without a use: the other end closes it some day, and
/// what is sent at that moment is lost.
const IDLE_LIMIT: Duration = Duration::from_secs(15);

/// The connections. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Connections {
    open: Arc<Mutex<Open>>,
    making: Making,
}

/// How connections are made.
#[derive(Clone)]
struct Making {
    limits: Limits,
    /// This system's own if absent.
    names: Option<Names>,
}

struct Open {
    /// Made when they are needed: the system's certificates are read for each.
    remote: Option<Client>,
    /// To this computer itself, never through a proxy.
    local: Option<Client>,
    /// When they were used last, by the clock on the wall and by the one that stops during a sleep.
    used: (DateTime<Utc>, Instant),
}

impl Connections {
    pub(crate) fn new(
        now: DateTime<Utc>,
        limits: Limits,
        names: Option<Names>,
    ) -> Result<Self, Error> {
        let making = Making { limits, names };
        let open = Open {
            remote: Some(making.client(false)?),
            local: None,
            used: (now, Instant::now()),
        };
        Ok(Self {
            open: Arc::new(Mutex::new(open)),
            making,
        })
    }

    /// Those for this address.
    pub(crate) fn to(&self, url: &Url, now: DateTime<Utc>) -> Result<Client, Error> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.slept(now) > IDLE_LIMIT {
            tracing::debug!("the computer slept: connections are made anew");
            open.close();
        }
        open.used = (now, Instant::now());
        let local = is_loopback(url);
        let kept = if local {
            &mut open.local
        } else {
            &mut open.remote
        };
        if let Some(client) = kept {
            return Ok(client.clone());
        }
        Ok(kept.insert(self.making.client(local)?).clone())
    }

    /// Closes those that nobody uses now; the next use makes new ones.
    pub(crate) fn close(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.close();
    }

    /// For one look at a certificate, whether it is trusted or not. What goes over it is known to
    /// everybody, and nothing of the answer is used.
    pub(crate) fn onlooker(&self, url: &Url) -> Result<Client, Error> {
        let builder = self.making.builder(is_loopback(url)).tls_info(true);
        build(builder.tls_danger_accept_invalid_certs(true))
    }
}

impl Making {
    /// A system without certificates is no reason not to start: nobody is trusted then, and each
    /// connection tells so.
    fn client(&self, local: bool) -> Result<Client, Error> {
        build(self.builder(local)).or_else(|error| {
            tracing::warn!(%error, "the system's certificates cannot be used: nobody is trusted");
            build(self.builder(local).tls_certs_only([]))
        })
    }

    fn builder(&self, local: bool) -> ClientBuilder {
        let mut builder = Client::builder()
            .user_agent(concat!("mooring/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .timeout(self.limits.answer)
            .connect_timeout(self.limits.connection)
            .pool_idle_timeout(IDLE_LIMIT);
        if let Some(names) = &self.names {
            builder = builder.dns_resolver(names.clone());
        }
        if local { builder.no_proxy() } else { builder }
    }
}

fn build(builder: ClientBuilder) -> Result<Client, Error> {
    builder
        .build()
        .map_err(|error| Error::Unexpected(format!("no HTTP client: {error}")))
}

impl Open {
    fn close(&mut self) {
        (self.remote, self.local) = (None, None);
    }

    /// How long the computer slept since the last use. A clock that was set forward looks the same.
    fn slept(&self, now: DateTime<Utc>) -> Duration {
        let (at, awake_since) = self.used;
        let gone = (now - at).max(TimeDelta::zero()).to_std();
        gone.unwrap_or_default()
            .saturating_sub(awake_since.elapsed())
    }
}
