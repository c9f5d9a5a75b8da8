//! The tenant's signing keys: RS256, 2048 bits, made at the start and at each rotation, and never
//! stored.

use std::sync::{Arc, PoisonError, RwLock};

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde_json::{Map, Value, json};

use crate::random;

/// The claims of a token.
pub(crate) type Claims = Map<String, Value>;

/// The keys: the first signs, all are published and believed.
pub(crate) struct Keys(RwLock<Vec<Arc<Key>>>);

/// A key pair and its published half.
pub(crate) struct Key {
    id: String,
    signing: EncodingKey,
    checking: DecodingKey,
    modulus: String,
    exponent: String,
}

/// The key could not be made.
#[derive(Debug, thiserror::Error)]
#[error("cannot make the signing key")]
pub struct KeyError;

impl Keys {
    /// One key.
    pub(crate) fn new(key: Key) -> Self {
        Self(RwLock::new(vec![Arc::new(key)]))
    }

    /// Signs with a new key from now on. The former one stays published only if `keep_old`;
    /// otherwise what it signed opens nothing any more.
    pub(crate) fn rotate(&self, key: Key, keep_old: bool) {
        let mut keys = self.0.write().unwrap_or_else(PoisonError::into_inner);
        keys.truncate(usize::from(keep_old));
        keys.insert(0, Arc::new(key));
    }

    /// The key set for `/.well-known/jwks.json` (RFC 7517).
    pub(crate) fn published(&self) -> Value {
        let keys: Vec<Value> = self.all().iter().map(|key| key.published()).collect();
        json!({"keys": keys})
    }

    /// A signed token (RFC 7519).
    pub(crate) fn sign(&self, claims: &Claims) -> Result<String, KeyError> {
        let keys = self.all();
        let key = keys.first().ok_or(KeyError)?;
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(key.id.clone());
        jsonwebtoken::encode(&header, claims, &key.signing).map_err(|_| KeyError)
    }

    /// The claims of a token that this tenant signed, whatever its times and audience say.
    pub(crate) fn open(&self, token: &str) -> Option<Claims> {
        let mut validation = Validation::new(Algorithm::RS256);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        validation.validate_aud = false;
        let named = jsonwebtoken::decode_header(token).ok()?.kid?;
        let keys = self.all();
        let key = keys.iter().find(|key| key.id == named)?;
        jsonwebtoken::decode::<Claims>(token, &key.checking, &validation)
            .ok()
            .map(|data| data.claims)
    }

    fn all(&self) -> Vec<Arc<Key>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A token signed with a secret that nobody has, as a client of HS256 gets it.
pub(crate) fn sign_secretly(claims: &Claims) -> Result<String, KeyError> {
    let secret = EncodingKey::from_secret(random::token().as_bytes());
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &secret).map_err(|_| KeyError)
}

impl Key {
    /// Makes a new key pair; takes a good part of a second of computing.
    pub(crate) fn generate() -> Result<Self, KeyError> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| KeyError)?;
        let document = pair.as_der().map_err(|_| KeyError)?;
        let signing =
            EncodingKey::from_rsa_pem(pem(document.as_ref()).as_bytes()).map_err(|_| KeyError)?;
        let public = pair.public_key();
        let modulus = URL_SAFE_NO_PAD.encode(public.modulus().big_endian_without_leading_zero());
        let exponent = URL_SAFE_NO_PAD.encode(public.exponent().big_endian_without_leading_zero());
        let checking =
            DecodingKey::from_rsa_components(&modulus, &exponent).map_err(|_| KeyError)?;
        Ok(Self {
            id: random::token(),
            signing,
            checking,
            modulus,
            exponent,
        })
    }

    fn published(&self) -> Value {
        json!({
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.id,
            "n": self.modulus,
            "e": self.exponent,
        })
    }
}

fn pem(document: &[u8]) -> String {
    let encoded = STANDARD.encode(document);
    let mut text = String::from("-----BEGIN PRIVATE KEY-----\n");
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (line, tail) = rest.split_at(rest.len().min(64));
        text.push_str(line);
        text.push('\n');
        rest = tail;
    }
    text.push_str("-----END PRIVATE KEY-----\n");
    text
}
