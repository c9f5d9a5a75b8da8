//! A tenant: its address, and what it says of itself.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Url;
use reqwest::header::HeaderMap;
use tokio::sync::Mutex;

use crate::clock::Clock;
use crate::discovery::{Discovery, Metadata};
use crate::error::Error;
use crate::http::{Http, host, is_loopback};
use crate::keys::Keys;
use crate::nonce::Nonces;

/// The algorithm of our proofs of possession.
const DPOP_ALGORITHM: &str = "ES256";

/// A tenant's base address: `https://{host}/`, or `http` for a loopback host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantAddress(Url);

/// Why a text is no tenant address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It names no host, or more than a host.
    #[error("this is no tenant domain")]
    Invalid,
    /// It asks for plain HTTP on a host that is not this computer.
    #[error("a tenant is only spoken to over https")]
    NotSecure,
}

impl TenantAddress {
    /// Reads a domain (`acme.eu.auth0.com`) or a base address (`https://acme.eu.auth0.com/`).
    ///
    /// # Errors
    /// [`AddressError`] when it names no host or more than one, or asks for plain HTTP elsewhere
    /// than on this computer.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let url = if text.contains("://") {
            Url::parse(text)
        } else {
            Url::parse(&format!("https://{text}"))
        }
        .map_err(|_| AddressError::Invalid)?;
        let bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        let named = url
            .host_str()
            .is_some_and(|host| host.contains('.') || is_loopback(&url));
        match url.scheme() {
            _ if !bare || !named => Err(AddressError::Invalid),
            "https" => Ok(Self(url)),
            "http" if is_loopback(&url) => Ok(Self(url)),
            "http" => Err(AddressError::NotSecure),
            _ => Err(AddressError::Invalid),
        }
    }

    /// The host, with its port where it is not the scheme's own.
    #[must_use]
    pub fn domain(&self) -> String {
        host(&self.0)
    }

    /// The base address, ending in a slash. This is also the issuer (wire contract 3.1).
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The audience of the My Account API (wire contract 1).
    #[must_use]
    pub fn my_account_audience(&self) -> String {
        format!("{}me/", self.0)
    }

    pub(crate) fn join(&self, path: &str) -> Result<Url, Error> {
        self.0
            .join(path)
            .map_err(|error| Error::Unexpected(format!("no address for {path}: {error}")))
    }

    pub(crate) fn same_origin(&self, other: &Url) -> bool {
        self.0.origin() == other.origin()
    }
}

/// A tenant that was found, and the client that speaks to it.
#[derive(Debug)]
pub struct Tenant {
    pub(crate) http: Http,
    pub(crate) address: TenantAddress,
    pub(crate) client_id: String,
    discovery: Discovery,
    pub(crate) keys: Mutex<Option<Keys>>,
    pub(crate) clock: Clock,
    /// Of the authorization server.
    pub(crate) server_nonces: Nonces,
    /// Of the My Account API.
    pub(crate) resource_nonces: Nonces,
}

impl Tenant {
    /// Asks the tenant for its discovery document and checks it: the issuer is the address itself,
    /// and every endpoint lies at the same origin, so that nothing is ever sent elsewhere.
    ///
    /// # Errors
    /// [`Error::NotTenant`] for anything that is no discovery document, [`Error::IssuerMismatch`],
    /// and the errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn discover(
        http: &Http,
        address: &TenantAddress,
        client_id: &str,
    ) -> Result<Self, Error> {
        let discovery = Discovery::fetch(http, address, &Clock::default()).await?;
        Ok(Self::of(http, address, client_id, discovery))
    }

    /// A tenant that was asked before: what [`Tenant::kept`] gave then, if it is of this tenant, as sound
    /// as an answer has to be, and no older than a day.
    #[must_use]
    pub fn known(
        http: &Http,
        address: &TenantAddress,
        client_id: &str,
        kept: &[u8],
    ) -> Option<Self> {
        let discovery = Discovery::read(kept, address, http.now())?;
        Some(Self::of(http, address, client_id, discovery))
    }

    fn of(http: &Http, address: &TenantAddress, client_id: &str, discovery: Discovery) -> Self {
        Self {
            http: http.clone(),
            address: address.clone(),
            client_id: client_id.to_owned(),
            clock: discovery.clock(),
            discovery,
            keys: Mutex::new(None),
            server_nonces: Nonces::default(),
            resource_nonces: Nonces::default(),
        }
    }

    /// Asks the tenant once more what it says of itself. Its time is learnt by both.
    ///
    /// # Errors
    /// As [`Tenant::discover`].
    pub async fn ask_again(&self) -> Result<Self, Error> {
        let discovery = Discovery::fetch(&self.http, &self.address, &self.clock).await?;
        Ok(Self::of(
            &self.http,
            &self.address,
            &self.client_id,
            discovery,
        ))
    }

    /// Whether the other one says the same of itself.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.metadata() == other.metadata()
    }

    /// Whether what it said of itself holds still.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.discovery.holds_at(self.http.now())
    }

    /// What it said of itself, for [`Tenant::known`]; nothing where the tenant forbids to keep it.
    #[must_use]
    pub fn kept(&self) -> Option<Vec<u8>> {
        self.discovery.written()
    }

    pub(crate) fn metadata(&self) -> &Metadata {
        &self.discovery.metadata
    }

    /// Whether the tenant knows proofs of possession with our kind of key (RFC 9449 section 5.1).
    #[must_use]
    pub fn supports_dpop(&self) -> bool {
        self.metadata()
            .dpop_signing_alg_values_supported
            .iter()
            .any(|algorithm| algorithm == DPOP_ALGORITHM)
    }

    /// How far the tenant's clock is ahead of this computer's, by its last answer; negative where
    /// it is behind. Right to about two seconds, since answers tell whole seconds and travel.
    #[must_use]
    pub fn clock_skew(&self) -> TimeDelta {
        self.clock.skew()
    }

    /// The tenant's time, as far as known: what its tokens and our proofs are dated by.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.http.now() + self.clock.skew()
    }

    /// Learns from the headers of any answer.
    pub(crate) fn hear(&self, headers: &HeaderMap) {
        self.clock.learn(headers, self.http.now());
    }

    /// The tenant's address.
    #[must_use]
    pub fn address(&self) -> &TenantAddress {
        &self.address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_becomes_an_https_address() {
        for text in [
            "acme.eu.auth0.com",
            " https://acme.eu.auth0.com ",
            "https://acme.eu.auth0.com/",
            "ACME.eu.auth0.com",
        ] {
            let address = TenantAddress::parse(text).unwrap();
            assert_eq!(address.as_str(), "https://acme.eu.auth0.com/");
            assert_eq!(address.domain(), "acme.eu.auth0.com");
            assert_eq!(
                address.my_account_audience(),
                "https://acme.eu.auth0.com/me/"
            );
        }
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for text in [
            "http://127.0.0.1:8484",
            "http://localhost:8484/",
            "http://[::1]:8484",
        ] {
            assert!(TenantAddress::parse(text).is_ok(), "{text}");
        }
        for text in [
            "http://acme.eu.auth0.com",
            "http://localhost.acme.com",
            "http://127.0.0.1.acme.com",
            "http://10.0.0.1",
        ] {
            assert_eq!(
                TenantAddress::parse(text),
                Err(AddressError::NotSecure),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for text in [
            "",
            "acme",
            "acme.eu.auth0.com/path",
            "https://a@acme.eu.auth0.com",
            "ftp://acme.eu.auth0.com",
            "acme.eu.auth0.com?x=1",
            "two words.com",
        ] {
            assert_eq!(
                TenantAddress::parse(text),
                Err(AddressError::Invalid),
                "{text}"
            );
        }
    }
}
