//! The client: who speaks to the tenant, and how it proves to be that.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::header::HeaderValue;
use serde::Serialize;
use url::form_urlencoded::byte_serialize;

use crate::dpop::{DpopKey, unique};
use crate::error::Error;
use crate::secret::{ClientSecret, PrivateKey};

/// How long an assertion is good for.
const ASSERTION_LIFETIME: TimeDelta = TimeDelta::seconds(60);
/// RFC 7523 section 2.2.
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// How the client authenticates at the token endpoint (OpenID Connect Core section 9, wire contract
/// 3.3). A native program is public and does not.
#[derive(Debug, Clone, Default)]
pub enum ClientAuthentication {
    /// It does not: a public client (`none`).
    #[default]
    None,
    /// The secret goes in the body (`client_secret_post`).
    ClientSecretPost(ClientSecret),
    /// The secret goes in the header (`client_secret_basic`).
    ClientSecretBasic(ClientSecret),
    /// A signed assertion goes in the body (`private_key_jwt`, RFC 7523 section 2.2).
    PrivateKeyJwt(PrivateKey),
}

/// What proves to the tenant that it is this client, and this copy of it.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// Proves the client.
    pub authentication: ClientAuthentication,
    /// Proves this copy of it (RFC 9449); absent where bearer tokens are used.
    pub dpop_key: Option<DpopKey>,
}

/// Who authenticates, to whom, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occasion<'a> {
    pub(crate) client_id: &'a str,
    pub(crate) issuer: &'a str,
    /// The tenant's time.
    pub(crate) now: DateTime<Utc>,
}

/// RFC 7523 section 3.
#[derive(Serialize)]
struct Assertion<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
    jti: String,
}

impl ClientAuthentication {
    /// Whether this can authenticate at all, so that a wrong key is told when it is read and not
    /// when it is needed.
    ///
    /// # Errors
    /// [`Error::Key`] for an empty secret, and for a text that is no private key in PEM, RSA or
    /// P-256 (PKCS #8; PKCS #1 for RSA too).
    pub fn check(&self) -> Result<(), Error> {
        match self {
            Self::None => Ok(()),
            Self::ClientSecretPost(secret) | Self::ClientSecretBasic(secret) => {
                if secret.expose().is_empty() {
                    return Err(Error::Key("the client's secret is empty".to_owned()));
                }
                Ok(())
            }
            Self::PrivateKeyJwt(key) => {
                let trial = Occasion {
                    client_id: "",
                    issuer: "",
                    now: DateTime::UNIX_EPOCH,
                };
                assertion(key, &trial).map(drop)
            }
        }
    }

    /// Adds to a form what proves the client, and gives the `Authorization` header where the proof
    /// goes there. What it adds is good for one request.
    pub(crate) fn apply(
        &self,
        occasion: &Occasion<'_>,
        form: &mut Vec<(String, String)>,
    ) -> Result<Option<HeaderValue>, Error> {
        match self {
            Self::None => Ok(None),
            Self::ClientSecretPost(secret) => {
                form.push(("client_secret".to_owned(), secret.expose().to_owned()));
                Ok(None)
            }
            Self::ClientSecretBasic(secret) => {
                form.retain(|(name, _)| name != "client_id");
                basic(occasion.client_id, secret).map(Some)
            }
            Self::PrivateKeyJwt(key) => {
                let assertion = assertion(key, occasion)?;
                form.push((
                    "client_assertion_type".to_owned(),
                    ASSERTION_TYPE.to_owned(),
                ));
                form.push(("client_assertion".to_owned(), assertion));
                Ok(None)
            }
        }
    }
}

/// RFC 6749 section 2.3.1: both halves are encoded as in a form before they are joined.
fn basic(client_id: &str, secret: &ClientSecret) -> Result<HeaderValue, Error> {
    let encode = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let pair = format!("{}:{}", encode(client_id), encode(secret.expose()));
    let value = format!("Basic {}", BASE64_STANDARD.encode(pair));
    sensitive(&value)
}

/// A header value that is not shown in any log.
pub(crate) fn sensitive(value: &str) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_str(value)
        .map_err(|_| Error::NotSent("a credential does not fit in a header".to_owned()))?;
    value.set_sensitive(true);
    Ok(value)
}

fn assertion(key: &PrivateKey, occasion: &Occasion<'_>) -> Result<String, Error> {
    let pem = key.expose().as_bytes();
    let (algorithm, signer) = EncodingKey::from_rsa_pem(pem)
        .map(|key| (Algorithm::RS256, key))
        .or_else(|_| EncodingKey::from_ec_pem(pem).map(|key| (Algorithm::ES256, key)))
        .map_err(|_| unusable())?;
    let claims = Assertion {
        iss: occasion.client_id,
        sub: occasion.client_id,
        aud: occasion.issuer,
        iat: occasion.now.timestamp(),
        exp: (occasion.now + ASSERTION_LIFETIME).timestamp(),
        jti: unique(),
    };
    jsonwebtoken::encode(&Header::new(algorithm), &claims, &signer).map_err(|_| unusable())
}

/// Our words: the library's may quote the key.
fn unusable() -> Error {
    Error::Key("it is no RSA or P-256 private key in PEM (PKCS #8)".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::keys;

    #[test]
    fn a_key_is_checked_when_it_is_read() {
        let jwt = |pem: String| ClientAuthentication::PrivateKeyJwt(PrivateKey::new(pem));
        let secret = || ClientSecret::new("s");
        for good in [
            ClientAuthentication::None,
            ClientAuthentication::ClientSecretPost(secret()),
            ClientAuthentication::ClientSecretBasic(secret()),
            jwt(keys::rsa_pem()),
            jwt(keys::p256_pem()),
        ] {
            assert!(good.check().is_ok(), "{good:?}");
        }
        let no_key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        for bad in [
            ClientAuthentication::ClientSecretPost(ClientSecret::new("")),
            ClientAuthentication::ClientSecretBasic(ClientSecret::new("")),
            jwt(String::new()),
            jwt(no_key.to_owned()),
            jwt(keys::p384_pem()),
        ] {
            assert!(matches!(bad.check(), Err(Error::Key(_))), "{bad:?}");
        }
    }

    #[test]
    fn basic_encodes_both_halves_first() {
        let value = basic("a:b c", &ClientSecret::new("p%/é")).unwrap();
        assert!(value.is_sensitive());
        let pair = BASE64_STANDARD.encode("a%3Ab+c:p%25%2F%C3%A9");
        assert_eq!(value.to_str().unwrap(), format!("Basic {pair}"));
    }
}
