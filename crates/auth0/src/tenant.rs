//! A tenant: its address, and what it says of itself.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};
use serde::Deserialize;
use tokio::sync::Mutex;

use crate::clock::Clock;
use crate::error::Error;
use crate::http::{Http, get, host, is_loopback};
use crate::keys::Keys;
use crate::nonce::Nonces;
use crate::retry::patiently;

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

/// What a tenant's discovery document says (OpenID Connect Discovery section 3).
#[derive(Debug, Clone, Deserialize)]
pub struct Metadata {
    pub(crate) issuer: String,
    pub(crate) authorization_endpoint: Url,
    pub(crate) token_endpoint: Url,
    pub(crate) jwks_uri: Url,
    pub(crate) revocation_endpoint: Option<Url>,
    pub(crate) end_session_endpoint: Option<Url>,
    #[serde(default)]
    pub(crate) dpop_signing_alg_values_supported: Vec<String>,
}

/// A tenant that was found, and the client that speaks to it.
#[derive(Debug)]
pub struct Tenant {
    pub(crate) http: Http,
    pub(crate) address: TenantAddress,
    pub(crate) client_id: String,
    pub(crate) metadata: Metadata,
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
        let clock = Clock::default();
        let metadata = Metadata::fetch(http, address, &clock).await?;
        Ok(Self {
            http: http.clone(),
            address: address.clone(),
            client_id: client_id.to_owned(),
            metadata,
            keys: Mutex::new(None),
            clock,
            server_nonces: Nonces::default(),
            resource_nonces: Nonces::default(),
        })
    }

    /// Whether the tenant knows proofs of possession with our kind of key (RFC 9449 section 5.1).
    #[must_use]
    pub fn supports_dpop(&self) -> bool {
        self.metadata
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

impl Metadata {
    async fn fetch(http: &Http, address: &TenantAddress, clock: &Clock) -> Result<Self, Error> {
        let url = address.join(".well-known/openid-configuration")?;
        let fetch = || {
            let hear = |headers: &HeaderMap| clock.learn(headers, http.now());
            http.send(get(url.clone()), hear)
        };
        let answer = patiently(http, fetch).await?;
        let not_tenant = |reason: &str| Error::NotTenant {
            host: address.domain(),
            reason: reason.to_owned(),
        };
        if answer.status != StatusCode::OK {
            return Err(not_tenant(&format!("status {}", answer.status.as_u16())));
        }
        if answer.is_page() {
            return Err(not_tenant("it answers with a web page"));
        }
        let metadata: Self = serde_json::from_slice(&answer.body)
            .map_err(|_| not_tenant("what it answers is no discovery document"))?;
        if metadata.issuer != address.as_str() {
            return Err(Error::IssuerMismatch {
                expected: address.as_str().to_owned(),
                found: metadata.issuer.chars().take(200).collect(),
            });
        }
        if !metadata.endpoints().all(|url| address.same_origin(url)) {
            return Err(not_tenant("it names an endpoint at another host"));
        }
        Ok(metadata)
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
