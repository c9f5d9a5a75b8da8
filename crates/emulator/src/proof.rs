//! Proofs of possession (RFC 9449): is this request made by the holder of a key?

use std::collections::BTreeMap;

use aws_lc_rs::digest;
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Map, Value};
use url::Url;

/// How old a proof may be, and how far ahead (contract 4: −300/+30 s).
pub(crate) const OLDEST: TimeDelta = TimeDelta::seconds(300);
/// How far ahead of the tenant's clock a proof may be.
pub(crate) const NEWEST: TimeDelta = TimeDelta::seconds(30);

/// What a proof must be about.
pub(crate) struct Expected<'a> {
    /// The HTTP method.
    pub(crate) method: &'a str,
    /// The whole address, without query.
    pub(crate) address: &'a str,
    /// The access token it goes with, if any.
    pub(crate) access_token: Option<&'a str>,
    /// The tenant's time.
    pub(crate) now: DateTime<Utc>,
}

/// A proof that holds. Nonce and repetition are for the caller to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proof {
    /// The key's thumbprint (RFC 7638).
    pub(crate) key: String,
    /// Its own id.
    pub(crate) id: String,
    /// The nonce it carries.
    pub(crate) nonce: Option<String>,
}

/// Why a proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unproven(pub(crate) &'static str);

/// Reads and checks the proof of a request; `None` if it has none.
///
/// # Errors
/// [`Unproven`] names the first thing that is wrong.
pub(crate) fn read(
    headers: &HeaderMap,
    expected: &Expected<'_>,
) -> Result<Option<Proof>, Unproven> {
    let mut sent = headers.get_all("dpop").iter();
    let Some(value) = sent.next() else {
        return Ok(None);
    };
    if sent.next().is_some() {
        return Err(Unproven("There must be only one DPoP header"));
    }
    let text = value
        .to_str()
        .map_err(|_| Unproven("The DPoP proof is not a JWT"))?;
    check(text, expected).map(Some)
}

/// The thumbprint of a key whose required members are given (RFC 7638, 3).
pub(crate) fn thumbprint(members: &BTreeMap<&str, &str>) -> String {
    let pairs: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("\"{name}\":\"{value}\""))
        .collect();
    hash(&format!("{{{}}}", pairs.join(",")))
}

/// SHA-256 in base64url, the form of `ath` and `jkt`.
pub(crate) fn hash(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, text.as_bytes()))
}

fn check(text: &str, expected: &Expected<'_>) -> Result<Proof, Unproven> {
    let head = text
        .split('.')
        .next()
        .and_then(|head| URL_SAFE_NO_PAD.decode(head).ok())
        .and_then(|bytes| serde_json::from_slice::<Map<String, Value>>(&bytes).ok())
        .ok_or(Unproven("The DPoP proof is not a JWT"))?;
    if head.get("typ") != Some(&Value::from("dpop+jwt")) {
        return Err(Unproven("The proof's typ must be dpop+jwt"));
    }
    if head.get("alg") != Some(&Value::from("ES256")) {
        return Err(Unproven("The proof's alg must be ES256"));
    }
    let (key, thumbprint) = key(head.get("jwk"))?;
    let mut validation = Validation::new(Algorithm::ES256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let claims = jsonwebtoken::decode::<Map<String, Value>>(text, &key, &validation)
        .map_err(|_| Unproven("The proof's signature is wrong"))?
        .claims;
    check_claims(&claims, expected)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    Ok(Proof {
        key: thumbprint,
        id: text("jti")
            .filter(|id| !id.is_empty())
            .ok_or(Unproven("The proof has no jti"))?
            .to_owned(),
        nonce: text("nonce").map(str::to_owned),
    })
}

fn key(jwk: Option<&Value>) -> Result<(DecodingKey, String), Unproven> {
    let wrong = Unproven("The proof's jwk must be a public P-256 key");
    let jwk = jwk.and_then(Value::as_object).ok_or(wrong)?;
    let text = |name: &str| jwk.get(name).and_then(Value::as_str).ok_or(wrong);
    let (kty, crv, x, y) = (text("kty")?, text("crv")?, text("x")?, text("y")?);
    if kty != "EC" || crv != "P-256" || jwk.contains_key("d") {
        return Err(wrong);
    }
    let key = DecodingKey::from_ec_components(x, y).map_err(|_| wrong)?;
    let members = BTreeMap::from([("kty", kty), ("crv", crv), ("x", x), ("y", y)]);
    Ok((key, thumbprint(&members)))
}

fn check_claims(claims: &Map<String, Value>, expected: &Expected<'_>) -> Result<(), Unproven> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("htm") != Some(expected.method) {
        return Err(Unproven("The proof's htm is not the method"));
    }
    let address = text("htu").and_then(normal);
    if address.is_none() || address != normal(expected.address) {
        return Err(Unproven("The proof's htu is not the address"));
    }
    let made = claims
        .get("iat")
        .and_then(Value::as_i64)
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .ok_or(Unproven("The proof has no iat"))?;
    let age = expected.now - made;
    if age > OLDEST || age < -NEWEST {
        return Err(Unproven("The proof's iat is out of the window"));
    }
    let expected = expected.access_token.map(hash);
    if expected.is_some() && text("ath") != expected.as_deref() {
        return Err(Unproven("The proof's ath is not the access token's"));
    }
    Ok(())
}

/// An address as it is compared: without query and fragment, with the percent signs of RFC 3986,
/// 6.2.2 in one form.
fn normal(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let origin = url.origin().ascii_serialization();
    let mut parts = url.path().split('%');
    let mut path = parts.next()?.to_owned();
    for part in parts {
        let byte = part
            .get(..2)
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match byte {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                path.push(char::from(byte));
                path.push_str(&part[2..]);
            }
            Some(_) => {
                path.push('%');
                path.push_str(&part[..2].to_ascii_uppercase());
                path.push_str(&part[2..]);
            }
            None => {
                path.push('%');
                path.push_str(part);
            }
        }
    }
    Some(origin + &path)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use axum::http::{HeaderMap, HeaderValue};
    use chrono::DateTime;

    use super::{Expected, Unproven, hash, normal, read, thumbprint};

    /// RFC 9449, 5, figure 5.
    const PROOF: &str = concat!(
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6Ik",
        "VDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCR",
        "nMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JE",
        "QSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIj",
        "oiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwia",
        "WF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg",
        "4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg"
    );

    fn expected(method: &'static str, address: &'static str, second: i64) -> Expected<'static> {
        Expected {
            method,
            address,
            access_token: None,
            now: DateTime::from_timestamp(second, 0).unwrap(),
        }
    }

    #[test]
    fn the_thumbprint_of_rfc_7638_comes_out() {
        let modulus = concat!(
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc",
            "_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQ",
            "R0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bF",
            "TWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
        );
        let members = BTreeMap::from([("kty", "RSA"), ("e", "AQAB"), ("n", modulus)]);
        assert_eq!(
            thumbprint(&members),
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
        );
    }

    #[test]
    fn the_proof_of_rfc_9449_holds_for_its_request_only() {
        let mut headers = HeaderMap::new();
        assert_eq!(read(&headers, &expected("POST", "https://a/", 0)), Ok(None));
        headers.insert("dpop", HeaderValue::from_static(PROOF));
        let (address, time) = ("https://server.example.com/token", 1_562_262_616);
        let proof = read(&headers, &expected("POST", address, time))
            .unwrap()
            .unwrap();
        assert_eq!(proof.key, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
        assert_eq!(proof.id, "-BwC3ESc6acc2lTc");
        for (method, address, time) in [
            ("GET", address, time),
            ("POST", "https://server.example.com/tokens", time),
            ("POST", address, time + 301),
            ("POST", address, time - 31),
        ] {
            let wrong = read(&headers, &expected(method, address, time));
            assert!(wrong.is_err(), "{method} {address} {time}");
        }
        headers.append("dpop", HeaderValue::from_static(PROOF));
        assert_eq!(
            read(&headers, &expected("POST", address, time)),
            Err(Unproven("There must be only one DPoP header"))
        );
    }

    #[test]
    fn the_ath_of_rfc_9449_comes_out() {
        assert_eq!(
            hash("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"),
            "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"
        );
    }

    #[test]
    fn addresses_are_compared_with_their_percent_signs_in_one_form() {
        assert_eq!(
            normal("HTTPS://A.example:443/%7eme/%2f?x#y"),
            normal("https://a.example/~me/%2F")
        );
        assert_ne!(
            normal("https://a.example/a%2Fb"),
            normal("https://a.example/a/b")
        );
    }
}
