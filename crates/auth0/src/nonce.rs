//! The nonces that a server wants to see in proofs (RFC 9449 sections 8 and 9).

use std::sync::{Mutex, PoisonError};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, WWW_AUTHENTICATE};

use crate::http::Answer;
use crate::oauth_error::OAuthError;

/// The last nonce of one server. The authorization server and the API have different ones.
#[derive(Debug, Default)]
pub(crate) struct Nonces(Mutex<Option<String>>);

impl Nonces {
    /// Any answer, good or bad, may bring a new one (wire contract 4).
    pub(crate) fn learn(&self, headers: &HeaderMap) {
        let nonce = headers
            .get("DPoP-Nonce")
            .and_then(|nonce| nonce.to_str().ok());
        if let Some(nonce) = nonce.filter(|nonce| !nonce.is_empty()) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(nonce.to_owned());
        }
    }

    pub(crate) fn latest(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Whether the authorization server asks for the same with a nonce (RFC 9449 section 8).
pub(crate) fn server_challenges(answer: &Answer) -> bool {
    answer.status.is_client_error()
        && OAuthError::read(&answer.body).is_some_and(|error| error.error == "use_dpop_nonce")
}

/// Whether the API asks for the same with another nonce (RFC 9449 section 9; Auth0 names the nonce
/// that has expired in a way of its own).
pub(crate) fn resource_challenges(answer: &Answer) -> bool {
    answer.status == StatusCode::UNAUTHORIZED
        && answer
            .headers
            .get_all(WWW_AUTHENTICATE)
            .iter()
            .filter_map(|challenge| challenge.to_str().ok())
            .any(|challenge| {
                challenge.contains("use_dpop_nonce") || challenge.contains("invalid_dpop_nonce")
            })
}
