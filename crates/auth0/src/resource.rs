//! Carries requests to the My Account API.
//!
//! Each time a request is sent it is given the token, and a proof of its own where the token is
//! bound to a key. Reading is repeated where that may help; the rest is repeated in one case alone:
//! the API refused it unread, for want of a fresh nonce (RFC 9449 section 9).

use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Request, StatusCode};

use crate::api_error::ApiError;
use crate::client::sensitive;
use crate::dpop::{DpopKey, Use};
use crate::error::Error;
use crate::http::{Answer, copy};
use crate::my_account::MyAccount;
use crate::nonce::resource_challenges;
use crate::retry::patiently;

impl MyAccount<'_> {
    /// Sends a request that changes nothing.
    pub(crate) async fn read(&self, request: &Request) -> Result<Answer, Error> {
        let answer = patiently(&self.tenant.http, || self.send(request)).await?;
        expect(answer, StatusCode::OK)
    }

    /// Sends a request that changes something, which succeeds with one status only.
    pub(crate) async fn change(
        &self,
        request: &Request,
        expected: StatusCode,
    ) -> Result<Answer, Error> {
        expect(self.send(request).await?, expected)
    }

    async fn send(&self, request: &Request) -> Result<Answer, Error> {
        let challenged =
            |answer: &Answer| self.access.dpop_key.is_some() && resource_challenges(answer);
        let answer = self.send_once(request).await?;
        if !challenged(&answer) {
            return Ok(answer);
        }
        let answer = self.send_once(request).await?;
        if challenged(&answer) {
            return Err(Error::NonceLoop { host: answer.host });
        }
        Ok(answer)
    }

    async fn send_once(&self, request: &Request) -> Result<Answer, Error> {
        let tenant = self.tenant;
        let mut request = copy(request)?;
        let token = self.access.token.expose();
        let authorization = match &self.access.dpop_key {
            Some(key) => {
                let proof = self.proof(key, &request)?;
                request.headers_mut().insert("DPoP", proof);
                sensitive(&format!("DPoP {token}"))?
            }
            None => sensitive(&format!("Bearer {token}"))?,
        };
        request.headers_mut().insert(AUTHORIZATION, authorization);
        tenant
            .http
            .send(request, |headers| {
                tenant.hear(headers);
                tenant.resource_nonces.learn(headers);
            })
            .await
    }

    fn proof(&self, key: &DpopKey, request: &Request) -> Result<HeaderValue, Error> {
        let nonce = self.tenant.resource_nonces.latest();
        let proof = key.prove(&Use {
            method: request.method(),
            url: request.url(),
            token: Some(&self.access.token),
            nonce: nonce.as_deref(),
            now: self.tenant.now(),
        })?;
        sensitive(&proof)
    }
}

/// The answer, if it has the one status that it should have.
pub(crate) fn expect(answer: Answer, expected: StatusCode) -> Result<Answer, Error> {
    let answer = answer.sound()?;
    if answer.status == expected {
        return Ok(answer);
    }
    if answer.status.is_client_error() {
        let status = answer.status.as_u16();
        return Err(Error::Api(ApiError::read(status, &answer.body)));
    }
    Err(answer.unexpected(expected))
}
