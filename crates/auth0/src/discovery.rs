//! What a tenant says of itself, and how long that holds.
//!
//! It changes about never, so a program that starts need not wait for it: what was said before is kept
//! for a day, and is checked like an answer when it is read.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{CACHE_CONTROL, HeaderMap};
use reqwest::{StatusCode, Url};
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::error::Error;
use crate::http::{Http, get};
use crate::retry::patiently;
use crate::tenant::TenantAddress;

/// So long a document holds.
const LIFETIME: TimeDelta = TimeDelta::days(1);

/// What a tenant's discovery document says (OpenID Connect Discovery section 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Metadata {
    pub(crate) issuer: String,
    pub(crate) authorization_endpoint: Url,
    pub(crate) token_endpoint: Url,
    pub(crate) jwks_uri: Url,
    pub(crate) revocation_endpoint: Option<Url>,
    pub(crate) end_session_endpoint: Option<Url>,
    #[serde(default)]
    pub(crate) dpop_signing_alg_values_supported: Vec<String>,
}

/// A discovery document, and when the tenant gave it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Discovery {
    pub(crate) metadata: Metadata,
    asked_at: DateTime<Utc>,
    /// How far the tenant's clock was ahead, in milliseconds: the first proof of the next start is
    /// dated by it.
    clock_skew: i64,
    /// The tenant lets it be kept (RFC 9111 section 5.2.2.5).
    #[serde(skip, default = "storable")]
    storable: bool,
}

fn storable() -> bool {
    true
}

impl Discovery {
    /// Asks the tenant, and teaches the clock its time.
    pub(crate) async fn fetch(
        http: &Http,
        address: &TenantAddress,
        clock: &Clock,
    ) -> Result<Self, Error> {
        let url = address.join(".well-known/openid-configuration")?;
        let fetch = || {
            let hear = |headers: &HeaderMap| clock.learn(headers, http.now());
            http.send(get(url.clone()), hear)
        };
        let answer = patiently(http, fetch).await?;
        let not_tenant = |reason: &str| not_tenant(address, reason);
        if answer.status != StatusCode::OK {
            return Err(not_tenant(&format!("status {}", answer.status.as_u16())));
        }
        if answer.is_page() {
            return Err(not_tenant("it answers with a web page"));
        }
        let metadata: Metadata = serde_json::from_slice(&answer.body)
            .map_err(|_| not_tenant("what it answers is no discovery document"))?;
        metadata.check(address)?;
        Ok(Self {
            metadata,
            asked_at: http.now(),
            clock_skew: clock.skew().num_milliseconds(),
            storable: !forbids_keeping(&answer.headers),
        })
    }

    /// What was kept, if it is of this tenant, sound, and holds still.
    pub(crate) fn read(kept: &[u8], address: &TenantAddress, now: DateTime<Utc>) -> Option<Self> {
        let discovery: Self = serde_json::from_slice(kept).ok()?;
        let sound = discovery.metadata.check(address).is_ok();
        (sound && discovery.holds_at(now)).then_some(discovery)
    }

    /// As it is to be kept, unless the tenant forbids that.
    pub(crate) fn written(&self) -> Option<Vec<u8>> {
        let written = self.storable.then(|| serde_json::to_vec(self));
        written?.ok()
    }

    /// A document from the future was got while the clock was wrong.
    pub(crate) fn holds_at(&self, now: DateTime<Utc>) -> bool {
        (TimeDelta::zero()..LIFETIME).contains(&(now - self.asked_at))
    }

    /// The tenant's clock, as far as it was known.
    pub(crate) fn clock(&self) -> Clock {
        Clock::ahead_by(TimeDelta::milliseconds(self.clock_skew))
    }
}

impl Metadata {
    /// The issuer is the address itself, and every endpoint lies at the same origin.
    fn check(&self, address: &TenantAddress) -> Result<(), Error> {
        if self.issuer != address.as_str() {
            return Err(Error::IssuerMismatch {
                expected: address.as_str().to_owned(),
                found: self.issuer.chars().take(200).collect(),
            });
        }
        if !self.endpoints().all(|url| address.same_origin(url)) {
            return Err(not_tenant(address, "it names an endpoint at another host"));
        }
        Ok(())
    }

    fn endpoints(&self) -> impl Iterator<Item = &Url> {
        [
            &self.authorization_endpoint,
            &self.token_endpoint,
            &self.jwks_uri,
        ]
        .into_iter()
        .chain(&self.revocation_endpoint)
        .chain(&self.end_session_endpoint)
    }
}

fn not_tenant(address: &TenantAddress, reason: &str) -> Error {
    Error::NotTenant {
        host: address.domain(),
        reason: reason.to_owned(),
    }
}

fn forbids_keeping(headers: &HeaderMap) -> bool {
    let told = headers.get_all(CACHE_CONTROL).iter();
    let mut directives = told
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    directives.any(|directive| directive.trim().eq_ignore_ascii_case("no-store"))
}
