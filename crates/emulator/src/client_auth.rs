//! The client proves itself to `/oauth/token` and `/oauth/revoke`: by its id alone, by a secret
//! (RFC 6749, 2.3.1), or by a signed assertion (RFC 7523).

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Map, Value};
use subtle::ConstantTimeEq;

use crate::base::Base;
use crate::config::Authentication;
use crate::fields::Fields;
use crate::oauth_error::OAuthError;
use crate::state::Tenant;

const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The longest life of an assertion that is believed, so that its id is not kept for ever.
const LONGEST: TimeDelta = TimeDelta::hours(1);

/// The id of the client that a request is of, as far as it says so. Nothing is proven by it.
pub(crate) fn named(headers: &HeaderMap, fields: &Fields) -> String {
    let id = basic(headers).map(|(id, _)| id);
    id.or_else(|| fields.get("client_id").map(str::to_owned))
        .unwrap_or_default()
}

/// Whether this is the tenant's client, proven in the configured way and in no other.
///
/// # Errors
/// 401 `invalid_client`.
pub(crate) fn check(
    tenant: &Tenant,
    base: &Base,
    headers: &HeaderMap,
    fields: &Fields,
) -> Result<(), OAuthError> {
    let client = &tenant.config.client;
    let basic = basic(headers);
    let id = match &basic {
        Some((id, _)) => Some(id.as_str()),
        None => fields.get("client_id"),
    };
    let same = |given: &str, expected: &str| given.as_bytes().ct_eq(expected.as_bytes()).into();
    let proven = match &client.authentication {
        Authentication::None => id == Some(&client.id),
        Authentication::ClientSecretPost { secret } => {
            let given = fields.get("client_secret");
            id == Some(&client.id) && given.is_some_and(|given| same(given, secret))
        }
        Authentication::ClientSecretBasic { secret } => basic
            .as_ref()
            .is_some_and(|(id, given)| *id == client.id && same(given, secret)),
        Authentication::PrivateKeyJwt { public_key } => {
            id.is_none_or(|id| id == client.id)
                && asserted(tenant, base, public_key, fields).is_some()
        }
    };
    if proven {
        Ok(())
    } else {
        Err(OAuthError::invalid_client())
    }
}

/// Checks the assertion and uses it up.
fn asserted(tenant: &Tenant, base: &Base, public_key: &str, fields: &Fields) -> Option<()> {
    if fields.get("client_assertion_type") != Some(ASSERTION) {
        return None;
    }
    let claims = signed(public_key, fields.get("client_assertion")?)?;
    let id = &tenant.config.client.id;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let audiences = [base.issuer(), base.at("/oauth/token")];
    let meant = match claims.get("aud")? {
        Value::String(one) => audiences.contains(one),
        Value::Array(list) => list
            .iter()
            .filter_map(Value::as_str)
            .any(|one| audiences.iter().any(|ours| ours == one)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    };
    let now = tenant.clock.now();
    let ends = DateTime::from_timestamp(claims.get("exp")?.as_i64()?, 0)?;
    let alive = now < ends && ends <= now + LONGEST;
    let own = text("iss") == Some(id) && text("sub") == Some(id);
    if !meant || !alive || !own {
        return None;
    }
    let note = format!("assertion {}", text("jti")?);
    tenant.store().used.note(note, ends, now).then_some(())
}

fn signed(public_key: &str, assertion: &str) -> Option<Map<String, Value>> {
    let pem = public_key.as_bytes();
    let (algorithm, key) = match DecodingKey::from_rsa_pem(pem) {
        Ok(key) => (Algorithm::RS256, key),
        Err(_) => (Algorithm::ES256, DecodingKey::from_ec_pem(pem).ok()?),
    };
    let mut validation = Validation::new(algorithm);
    validation.required_spec_claims.clear();
    // The tenant's clock decides, not the system's.
    validation.validate_exp = false;
    validation.validate_aud = false;
    jsonwebtoken::decode::<Map<String, Value>>(assertion, &key, &validation)
        .ok()
        .map(|data| data.claims)
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let encoded = value.strip_prefix("Basic ")?;
    let text = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let plain = |part: &str| {
        Fields::decode(format!("x={part}").as_bytes())
            .get("x")
            .unwrap_or_default()
            .to_owned()
    };
    Some((plain(id), plain(secret)))
}
