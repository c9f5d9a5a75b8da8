//! Carries requests to the authorization server: to its token endpoint and its like.
//!
//! What proves the client, and this copy of it, is added just before a request is sent, since it
//! is good for one request only: an assertion and a proof name the time and are never the same
//! twice. A request is repeated where the server refused it unread: for want of a nonce (RFC 9449
//! section 8), or because what proves it was misdated, as its answer tells.

use std::future::Future;
use std::pin::Pin;

use chrono::TimeDelta;
use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use reqwest::{StatusCode, Url};
use url::form_urlencoded;

use crate::client::{ClientAuthentication, Credentials, Occasion, sensitive};
use crate::dpop::{DpopKey, Use};
use crate::error::Error;
use crate::http::Answer;
use crate::nonce::server_challenges;
use crate::oauth_error::OAuthError;
use crate::retry::retry;
use crate::tenant::Tenant;

/// A proof that is dated so far off may be refused for that.
const MISDATED: TimeDelta = TimeDelta::seconds(10);

/// A request to the authorization server that is not finished yet.
struct Draft<'a> {
    tenant: &'a Tenant,
    url: Url,
    form: Vec<(String, String)>,
    authentication: &'a ClientAuthentication,
    dpop_key: Option<&'a DpopKey>,
}

impl Draft<'_> {
    async fn send(&self) -> Result<Answer, Error> {
        let skew = self.tenant.clock_skew();
        let answer = self.send_once().await?;
        let challenged = |answer: &Answer| self.dpop_key.is_some() && server_challenges(answer);
        if !challenged(&answer) && !self.was_misdated(&answer, skew) {
            return self.granted(answer);
        }
        let answer = self.send_once().await?;
        if challenged(&answer) {
            return Err(Error::NonceLoop { host: answer.host });
        }
        self.granted(answer)
    }

    /// Whether it was refused for its proofs, and the answer tells that the tenant's clock is not as far
    /// ahead as was thought.
    fn was_misdated(&self, answer: &Answer, skew: TimeDelta) -> bool {
        let refused = ["invalid_dpop_proof", "invalid_client"];
        (self.tenant.clock_skew() - skew).abs() > MISDATED
            && answer.status.is_client_error()
            && OAuthError::read(&answer.body).is_some_and(|error| refused.contains(&&*error.error))
    }

    async fn send_once(&self) -> Result<Answer, Error> {
        let tenant = self.tenant;
        let occasion = Occasion {
            client_id: &tenant.client_id,
            issuer: &tenant.metadata().issuer,
            now: tenant.now(),
        };
        let mut form = self.form.clone();
        let authorization = self.authentication.apply(&occasion, &mut form)?;
        let mut request = tenant.http.form(self.url.clone(), &form)?;
        let proof = self.proof(&occasion)?;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(authorization) = authorization {
            headers.insert(AUTHORIZATION, authorization);
        }
        if let Some(proof) = proof {
            headers.insert("DPoP", proof);
        }
        tenant
            .http
            .send(request, |headers| {
                tenant.hear(headers);
                tenant.server_nonces.learn(headers);
            })
            .await
    }

    fn proof(&self, occasion: &Occasion<'_>) -> Result<Option<HeaderValue>, Error> {
        let Some(key) = self.dpop_key else {
            return Ok(None);
        };
        let nonce = self.tenant.server_nonces.latest();
        let proof = key.prove(&Use {
            method: &reqwest::Method::POST,
            url: &self.url,
            token: None,
            nonce: nonce.as_deref(),
            now: occasion.now,
        })?;
        sensitive(&proof).map(Some)
    }

    /// The answer, if it is not a refusal.
    fn granted(&self, answer: Answer) -> Result<Answer, Error> {
        let answer = answer.sound()?;
        if answer.status == StatusCode::OK {
            return Ok(answer);
        }
        match OAuthError::read(&answer.body) {
            // Auth0 is said to tell it by this code too (wire contract 3.4).
            Some(error) if error.error == "too_many_requests" => Err(Error::RateLimited {
                retry: retry(&answer.headers, self.tenant.http.now()),
            }),
            Some(error) => Err(Error::OAuth(error)),
            None if answer.is_page() => Err(Error::WebPage { host: answer.host }),
            None => Err(Error::Unexpected(format!(
                "{} answered with status {} and did not explain it",
                answer.host,
                answer.status.as_u16()
            ))),
        }
    }
}

impl Tenant {
    /// Sends a form of ours to the authorization server, with the proofs that it takes.
    pub(crate) async fn post(
        &self,
        url: Url,
        form: &[(&str, &str)],
        authentication: &ClientAuthentication,
        dpop_key: Option<&DpopKey>,
    ) -> Result<Answer, Error> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let draft = Draft {
            tenant: self,
            url,
            form: form.iter().map(own).collect(),
            authentication,
            dpop_key,
        };
        draft.send().await
    }
}

/// Carries requests of the `oauth2` library over our one HTTP client.
pub(crate) struct Carrier<'a> {
    pub(crate) tenant: &'a Tenant,
    pub(crate) credentials: &'a Credentials,
}

impl<'c> AsyncHttpClient<'c> for Carrier<'_> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Error>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let draft = Draft {
            tenant: self.tenant,
            url: self.tenant.metadata().token_endpoint.clone(),
            form: form_urlencoded::parse(request.body())
                .into_owned()
                .collect(),
            authentication: &self.credentials.authentication,
            dpop_key: self.credentials.dpop_key.as_ref(),
        };
        Box::pin(async move {
            draft
                .send()
                .await
                .map(|answer| HttpResponse::new(answer.body))
        })
    }
}
