//! What the tenant makes of proofs of possession: when one is needed, which nonce it must carry,
//! and what is said otherwise (contract 4).

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::base::Base;
use crate::clock::seconds;
use crate::config::Possession;
use crate::nonces::Space;
use crate::oauth_error::OAuthError;
use crate::problem::Problem;
use crate::proof::{self, Expected, NEWEST, OLDEST, Proof, Unproven};
use crate::state::Tenant;

pub(crate) const NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// An access token and how it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Credential<'a> {
    /// `Authorization: Bearer …`
    Bearer(&'a str),
    /// `Authorization: DPoP …`
    Dpop(&'a str),
}

impl<'a> Credential<'a> {
    /// Reads the `Authorization` header.
    pub(crate) fn read(headers: &'a HeaderMap) -> Option<Self> {
        let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let (scheme, token) = value.split_once(' ')?;
        if scheme.eq_ignore_ascii_case("bearer") {
            Some(Self::Bearer(token.trim()))
        } else if scheme.eq_ignore_ascii_case("dpop") {
            Some(Self::Dpop(token.trim()))
        } else {
            None
        }
    }

    /// The token.
    pub(crate) fn token(self) -> &'a str {
        match self {
            Self::Bearer(token) | Self::Dpop(token) => token,
        }
    }
}

/// The key that a token request proves, if any.
///
/// # Errors
/// 400 `invalid_dpop_proof`, or `use_dpop_nonce` to a public client without a good nonce.
pub(crate) fn at_token(
    tenant: &Tenant,
    base: &Base,
    headers: &HeaderMap,
) -> Result<Option<String>, OAuthError> {
    let rules = &tenant.config.dpop;
    if rules.api == Possession::Off {
        return Ok(None);
    }
    let now = tenant.clock.now();
    let expected = Expected {
        method: "POST",
        address: &base.at("/oauth/token"),
        access_token: None,
        now,
    };
    let Some(proof) = proof::read(headers, &expected).map_err(unproven)? else {
        if rules.client_required {
            return Err(unproven(Unproven("The client must send a DPoP proof")));
        }
        return Ok(None);
    };
    if wants_token_nonce(tenant) && !has_nonce(tenant, &proof, Space::Authorization) {
        return Err(OAuthError::new(
            StatusCode::BAD_REQUEST,
            "use_dpop_nonce",
            "Authorization server requires nonce in DPoP proof",
        ));
    }
    use_up(tenant, &proof).map_err(unproven)?;
    Ok(Some(proof.key))
}

/// Whether `/oauth/token` wants a nonce: of public clients only.
pub(crate) fn wants_token_nonce(tenant: &Tenant) -> bool {
    let rules = &tenant.config.dpop;
    let public = !tenant.config.client.authentication.is_confidential();
    rules.api != Possession::Off && rules.token_nonce && public
}

/// Puts a fresh nonce on an answer to a request that had a proof.
pub(crate) fn tell_nonce(tenant: &Tenant, space: Space, headers: &mut HeaderMap) {
    let nonce = tenant.nonces.issue(space, tenant.clock.now());
    if let Ok(value) = HeaderValue::from_str(&nonce) {
        headers.insert(NONCE, value);
    }
}

/// Whether a token was sent by who may use it: a bound one with a proof of its key, any other as
/// a bearer token. `with_nonce` asks for a nonce of the resource server.
///
/// # Errors
/// 401 with the challenge of contract 4.
pub(crate) fn at_resource(
    tenant: &Tenant,
    headers: &HeaderMap,
    (method, address): (&str, &str),
    (credential, bound_to): (Credential<'_>, Option<&str>),
    with_nonce: bool,
) -> Result<(), Problem> {
    let token = match (credential, bound_to) {
        (Credential::Bearer(_), None) => return Ok(()),
        (Credential::Bearer(_), Some(_)) => {
            return Err(refused("invalid_token", "The token is bound to a DPoP key"));
        }
        (Credential::Dpop(_), None) => {
            return Err(refused("invalid_token", "The token is not bound to a key"));
        }
        (Credential::Dpop(token), Some(_)) => token,
    };
    let expected = Expected {
        method,
        address,
        access_token: Some(token),
        now: tenant.clock.now(),
    };
    let invalid = |Unproven(text)| refused("invalid_dpop_proof", text);
    let proof = proof::read(headers, &expected)
        .and_then(|proof| proof.ok_or(Unproven("There is no DPoP proof")))
        .map_err(invalid)?;
    if Some(proof.key.as_str()) != bound_to {
        return Err(refused(
            "invalid_dpop_proof",
            "The proof is of another key than the token's",
        ));
    }
    if with_nonce && !has_nonce(tenant, &proof, Space::Resource) {
        let (error, text) = match proof.nonce {
            None => (
                "use_dpop_nonce",
                "Resource server requires nonce in DPoP proof",
            ),
            Some(_) => (
                "invalid_dpop_nonce",
                "The nonce in the DPoP proof is too old",
            ),
        };
        return Err(refused(error, text));
    }
    use_up(tenant, &proof).map_err(invalid)
}

/// 401 with the challenge for proofs.
pub(crate) fn refused(error: &str, description: &str) -> Problem {
    Problem::invalid_token().challenged(format!(
        "DPoP error=\"{error}\", error_description=\"{description}\", algs=\"ES256\""
    ))
}

/// 400 for a proof that does not hold.
pub(crate) fn unproven(Unproven(text): Unproven) -> OAuthError {
    OAuthError::new(StatusCode::BAD_REQUEST, "invalid_dpop_proof", text)
}

fn has_nonce(tenant: &Tenant, proof: &Proof, space: Space) -> bool {
    let lifetime = seconds(tenant.config.dpop.nonce_seconds);
    let now = tenant.clock.now();
    let nonce = proof.nonce.as_deref();
    nonce.is_some_and(|nonce| tenant.nonces.is_good(space, nonce, lifetime, now))
}

fn use_up(tenant: &Tenant, proof: &Proof) -> Result<(), Unproven> {
    let now = tenant.clock.now();
    let note = format!("proof {} {}", proof.key, proof.id);
    if tenant.store().used.note(note, now + OLDEST + NEWEST, now) {
        Ok(())
    } else {
        Err(Unproven("The proof was used before"))
    }
}
