//! One HTTP client for all tenants: time limits, no redirects, capped bodies, causes.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::HeaderMap;
use reqwest::{RequestBuilder, StatusCode, Url};
use serde::de::DeserializeOwned;

use crate::error::{Error, Retry};

/// No request takes longer than this.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// No connection takes longer than this to be made.
const CONNECT_TIME_LIMIT: Duration = Duration::from_secs(5);
/// No answer is longer than this, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// Tells the time: this computer's own, or a test's.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The HTTP client. Cheap to clone; its connections are shared.
#[derive(Clone)]
pub struct Http {
    client: reqwest::Client,
    now: Now,
}

impl std::fmt::Debug for Http {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Http").finish_non_exhaustive()
    }
}

/// An answer that arrived whole and is neither a server error nor a rate limit.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

impl Http {
    /// A client that trusts what this system trusts and uses its proxy settings.
    ///
    /// # Errors
    /// [`Error::Unexpected`] when the TLS configuration of this system cannot be loaded.
    pub fn new(now: Now) -> Result<Self, Error> {
        reqwest::Client::builder()
            .user_agent(concat!("mooring/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .timeout(TIME_LIMIT)
            .connect_timeout(CONNECT_TIME_LIMIT)
            .build()
            .map(|client| Self { client, now })
            .map_err(|error| Error::Unexpected(format!("no HTTP client: {error}")))
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.now)()
    }

    pub(crate) fn get(&self, url: Url) -> RequestBuilder {
        self.client.get(url)
    }

    pub(crate) fn post(&self, url: Url) -> RequestBuilder {
        self.client.post(url)
    }

    pub(crate) fn delete(&self, url: Url) -> RequestBuilder {
        self.client.delete(url)
    }

    /// Sends a request of any kind once.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Result<Answer, Error> {
        let request = request.build().map_err(|error| classify(&error, ""))?;
        let host = host(request.url());
        let mut response = self
            .client
            .execute(request)
            .await
            .map_err(|error| classify(&error, &host))?;
        let status = response.status();
        if status == StatusCode::TOO_MANY_REQUESTS {
            let retry = retry(response.headers());
            return Err(Error::RateLimited { retry });
        }
        if status.is_server_error() {
            return Err(Error::Server {
                status: status.as_u16(),
            });
        }
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| classify(&error, &host))?
        {
            if body.len() + chunk.len() > BODY_LIMIT {
                return Err(Error::Unexpected("the answer is too long".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, body })
    }
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self, what: &str) -> Result<T, Error> {
        // The parser's words may quote the body, which may hold a secret: only its place is told.
        serde_json::from_slice(&self.body).map_err(|error| {
            Error::Unexpected(format!(
                "{what} is not as agreed, at line {} column {}",
                error.line(),
                error.column()
            ))
        })
    }
}

/// `host` or `host:port`, as people know it.
pub(crate) fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn classify(error: &reqwest::Error, host: &str) -> Error {
    let host = host.to_owned();
    if error.is_timeout() {
        return Error::TimedOut { host };
    }
    if let Some(reason) = distrust(error) {
        return Error::NotTrusted { host, reason };
    }
    let mut reason: &dyn std::error::Error = error;
    while let Some(deeper) = reason.source() {
        reason = deeper;
    }
    Error::Unreachable {
        host,
        reason: reason.to_string(),
    }
}

/// The certificate problem inside `error`, if that is what it is.
fn distrust(error: &reqwest::Error) -> Option<String> {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        // An io::Error hides the error it carries from `source`.
        let carried = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
            .and_then(|inner| inner.downcast_ref::<rustls::Error>());
        if let Some(tls) = carried.or_else(|| error.downcast_ref::<rustls::Error>()) {
            return Some(tls.to_string());
        }
        cause = error.source();
    }
    None
}

fn retry(headers: &HeaderMap) -> Option<Retry> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<u32>().ok();
    if let Some(seconds) = number("retry-after") {
        return Some(Retry::After(Duration::from_secs(seconds.into())));
    }
    let reset = number("x-ratelimit-reset")?;
    DateTime::<Utc>::from_timestamp(reset.into(), 0).map(Retry::At)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_preferred_to_the_reset_time() {
        let mut headers = HeaderMap::new();
        assert_eq!(retry(&headers), None);
        headers.insert("x-ratelimit-reset", "1800000000".parse().unwrap());
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        assert_eq!(retry(&headers), Some(Retry::At(at)));
        headers.insert("retry-after", "7".parse().unwrap());
        assert_eq!(retry(&headers), Some(Retry::After(Duration::from_secs(7))));
    }
}
