//! Proofs of possession (RFC 9449, wire contract 4).
//!
//! A token that is bound to a key is worth nothing without it: whoever uses the token proves with
//! each request that they have the key. A proof is good for one request, so it is made just before
//! that is sent.

use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use jsonwebtoken::jwk::{
    AlgorithmParameters, CommonParameters, EllipticCurve, EllipticCurveKeyParameters,
    EllipticCurveKeyType, Jwk, ThumbprintHash,
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use oauth2::CsrfToken;
use reqwest::{Method, Url};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::secret::AccessToken;

/// An ES256 key that proves that tokens are used by whom they were given to. Cheap to clone.
#[derive(Clone)]
pub struct DpopKey(Arc<Key>);

struct Key {
    pkcs8: Zeroizing<Vec<u8>>,
    signer: EncodingKey,
    public: Jwk,
    thumbprint: String,
}

impl std::fmt::Debug for DpopKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("DpopKey([redacted])")
    }
}

/// What a proof is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Use<'a> {
    pub(crate) method: &'a Method,
    pub(crate) url: &'a Url,
    /// The token it goes along with; absent where a token is only asked for.
    pub(crate) token: Option<&'a AccessToken>,
    /// The server's last nonce.
    pub(crate) nonce: Option<&'a str>,
    /// The server's time.
    pub(crate) now: DateTime<Utc>,
}

/// RFC 9449 section 4.2.
#[derive(Serialize)]
struct Claims<'a> {
    jti: String,
    htm: &'a str,
    htu: Url,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    ath: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
}

impl DpopKey {
    /// A new key.
    ///
    /// # Errors
    /// [`Error::Key`] when the system gives no randomness.
    pub fn generate() -> Result<Self, Error> {
        let unable = |_| Error::Key("no key could be made".to_owned());
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(unable)?;
        let pkcs8 = pair.to_pkcs8v1().map_err(unable)?;
        Self::from_bytes(pkcs8.as_ref())
    }

    /// The key that [`Self::to_bytes`] gave.
    ///
    /// # Errors
    /// [`Error::Key`] when these bytes are no such key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, bytes)
            .map_err(|_| Error::Key("this is no P-256 key in PKCS #8".to_owned()))?;
        let public = public_jwk(pair.public_key().as_ref())?;
        Ok(Self(Arc::new(Key {
            pkcs8: Zeroizing::new(bytes.to_vec()),
            signer: EncodingKey::from_ec_der(bytes),
            thumbprint: thumbprint(&public)?,
            public,
        })))
    }

    /// The key, for the keychain (PKCS #8).
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        self.0.pkcs8.clone()
    }

    /// Its thumbprint (RFC 7638), which is no secret.
    #[must_use]
    pub fn thumbprint(&self) -> String {
        self.0.thumbprint.clone()
    }

    /// A proof for one use (RFC 9449 section 4.2).
    pub(crate) fn prove(&self, wanted: &Use<'_>) -> Result<String, Error> {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some("dpop+jwt".to_owned());
        header.jwk = Some(self.0.public.clone());
        let mut htu = wanted.url.clone();
        htu.set_query(None);
        htu.set_fragment(None);
        let claims = Claims {
            jti: unique(),
            htm: wanted.method.as_str(),
            htu,
            iat: wanted.now.timestamp(),
            ath: wanted.token.map(|token| hash(token.expose())),
            nonce: wanted.nonce,
        };
        jsonwebtoken::encode(&header, &claims, &self.0.signer)
            .map_err(|_| Error::Key("the key does not sign".to_owned()))
    }
}

/// A name that no other proof or assertion has: 128 random bits.
pub(crate) fn unique() -> String {
    CsrfToken::new_random_len(16).into_secret()
}

/// RFC 7638 section 3.
fn thumbprint(key: &Jwk) -> Result<String, Error> {
    key.thumbprint(ThumbprintHash::SHA256)
        .map_err(|_| Error::Key("the key has no thumbprint".to_owned()))
}

/// `ath`, RFC 9449 section 4.2.
fn hash(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, token.as_bytes()))
}

/// The public key from its uncompressed point (SEC 1 section 2.3.3): 4, then x, then y.
fn public_jwk(point: &[u8]) -> Result<Jwk, Error> {
    let Some((4, coordinates)) = point.split_first().map(|(form, rest)| (*form, rest)) else {
        return Err(Error::Key("its public key cannot be read".to_owned()));
    };
    let (x, y) = coordinates.split_at(coordinates.len() / 2);
    Ok(Jwk {
        common: CommonParameters::default(),
        algorithm: AlgorithmParameters::EllipticCurve(EllipticCurveKeyParameters {
            key_type: EllipticCurveKeyType::EC,
            curve: EllipticCurve::P256,
            x: BASE64_URL_SAFE_NO_PAD.encode(x),
            y: BASE64_URL_SAFE_NO_PAD.encode(y),
        }),
    })
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{DecodingKey, Validation};
    use serde_json::{Value, json};

    use super::*;

    fn jwk(json: Value) -> Jwk {
        serde_json::from_value(json).unwrap()
    }

    /// The header and the claims, after the signature was checked with the key in the header.
    fn open(proof: &str) -> (Value, Value) {
        let part = |index: usize| -> Value {
            let part = proof.split('.').nth(index).unwrap();
            serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
        };
        let key = DecodingKey::from_jwk(&jwk(part(0)["jwk"].clone())).unwrap();
        let mut validation = Validation::new(Algorithm::ES256);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        let token = jsonwebtoken::decode::<Value>(proof, &key, &validation).unwrap();
        (part(0), token.claims)
    }

    fn prove(key: &DpopKey, token: Option<&AccessToken>, nonce: Option<&str>) -> String {
        key.prove(&Use {
            method: &Method::POST,
            url: &Url::parse("https://t.example/me/v1/a%20b?x=1#y").unwrap(),
            token,
            nonce,
            now: DateTime::from_timestamp(1_800_000_000, 999_000_000).unwrap(),
        })
        .unwrap()
    }

    #[test]
    fn the_thumbprint_is_that_of_rfc_7638_section_3_1() {
        let key = jwk(json!({
            "kty": "RSA",
            "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
            "e": "AQAB", "alg": "RS256", "kid": "2011-04-29",
        }));
        assert_eq!(
            thumbprint(&key).unwrap(),
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
        );
    }

    #[test]
    fn the_thumbprint_is_that_of_the_examples_of_rfc_9449() {
        let key = jwk(json!({
            "kty": "EC", "crv": "P-256",
            "x": "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
            "y": "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
        }));
        assert_eq!(
            thumbprint(&key).unwrap(),
            "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"
        );
    }

    #[test]
    fn the_token_hash_is_that_of_rfc_9449_section_7_1() {
        assert_eq!(
            hash("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"),
            "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"
        );
    }

    #[test]
    fn a_proof_names_its_one_use_and_only_the_public_key() {
        let key = DpopKey::generate().unwrap();
        let token = AccessToken::new("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU");
        let (header, claims) = open(&prove(&key, Some(&token), Some("n-1")));
        assert_eq!(
            (&header["typ"], &header["alg"]),
            (&json!("dpop+jwt"), &json!("ES256"))
        );
        let members: Vec<&String> = header["jwk"].as_object().unwrap().keys().collect();
        assert_eq!(members, ["crv", "kty", "x", "y"]);
        assert_eq!(
            thumbprint(&jwk(header["jwk"].clone())).unwrap(),
            key.thumbprint()
        );
        let jti = claims["jti"].as_str().unwrap();
        assert!(BASE64_URL_SAFE_NO_PAD.decode(jti).unwrap().len() * 8 >= 96);
        assert_eq!(
            claims,
            json!({
                "jti": jti, "htm": "POST", "htu": "https://t.example/me/v1/a%20b",
                "iat": 1_800_000_000,
                "ath": "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo",
                "nonce": "n-1",
            })
        );
    }

    #[test]
    fn a_proof_without_token_and_nonce_names_none_and_none_is_like_another() {
        let key = DpopKey::generate().unwrap();
        let (_, first) = open(&prove(&key, None, None));
        let (_, second) = open(&prove(&key, None, None));
        assert!(first.get("ath").is_none() && first.get("nonce").is_none());
        assert_ne!(first["jti"], second["jti"]);
    }

    #[test]
    fn a_key_comes_back_from_its_bytes() {
        let key = DpopKey::generate().unwrap();
        let back = DpopKey::from_bytes(&key.to_bytes()).unwrap();
        assert_eq!(back.thumbprint(), key.thumbprint());
        open(&prove(&back, None, None));
        assert_ne!(DpopKey::generate().unwrap().thumbprint(), key.thumbprint());
    }

    #[test]
    fn what_is_no_p_256_key_is_refused() {
        use aws_lc_rs::signature::ECDSA_P384_SHA384_FIXED_SIGNING;
        let other = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).unwrap();
        let other = other.to_pkcs8v1().unwrap();
        let mut cut = DpopKey::generate().unwrap().to_bytes();
        cut.pop();
        for bytes in [&[][..], b"key", other.as_ref(), &cut] {
            assert!(matches!(DpopKey::from_bytes(bytes), Err(Error::Key(_))));
        }
    }

    #[test]
    fn debug_shows_no_key() {
        let key = DpopKey::generate().unwrap();
        assert_eq!(format!("{key:?}"), "DpopKey([redacted])");
    }
}
