//! One HTTP client for all tenants: time limits, no redirects, capped bodies, causes.
//!
//! It uses this system's proxy settings, except for a tenant on this computer, which is never
//! reached through a proxy. An answer is heard before it is judged: even a refusal tells the time
//! and brings a nonce.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Method, Request, Response, StatusCode, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::connection::{classify, lost};
use crate::connections::Connections;
use crate::error::Error;
use crate::retry::{PAUSE, retry};

/// No request takes longer than this.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// No connection takes longer than this to be made.
const CONNECT_TIME_LIMIT: Duration = Duration::from_secs(5);
/// No answer is longer than this, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// Tells the time: this computer's own, or a test's.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Looks up where a name is: as this system does, or as a test does.
pub type Names = Arc<dyn reqwest::dns::Resolve>;

/// The HTTP client. Cheap to clone; its connections are shared.
#[derive(Clone)]
pub struct Http {
    connections: Connections,
    now: Now,
    pause: Duration,
}

impl std::fmt::Debug for Http {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Http").finish_non_exhaustive()
    }
}

/// How long things may take. Only tests are in more of a hurry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) answer: Duration,
    pub(crate) connection: Duration,
    /// The first pause before a request is sent again.
    pub(crate) pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            answer: TIME_LIMIT,
            connection: CONNECT_TIME_LIMIT,
            pause: PAUSE,
        }
    }
}

/// An answer that arrived whole and is neither a server error nor a rate limit.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    pub(crate) host: String,
}

impl Http {
    /// A client that trusts what this system trusts and uses its proxy settings. On Linux that is
    /// the system's certificate store, or what `SSL_CERT_FILE` and `SSL_CERT_DIR` name in its place;
    /// proxies are those of `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, HTTP or SOCKS.
    ///
    /// # Errors
    /// [`Error::Unexpected`] when the TLS configuration of this system cannot be loaded.
    pub fn new(now: Now) -> Result<Self, Error> {
        Self::with_limits(now, Limits::default())
    }

    /// The same, with names looked up in another way.
    ///
    /// # Errors
    /// As of [`Http::new`].
    pub fn with_names(now: Now, names: Names) -> Result<Self, Error> {
        Self::with(now, Limits::default(), Some(names))
    }

    pub(crate) fn with_limits(now: Now, limits: Limits) -> Result<Self, Error> {
        Self::with(now, limits, None)
    }

    fn with(now: Now, limits: Limits, names: Option<Names>) -> Result<Self, Error> {
        Ok(Self {
            connections: Connections::new(now(), limits, names)?,
            now,
            pause: limits.pause,
        })
    }

    /// The time on this computer's clock.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.now)()
    }

    pub(crate) fn pause(&self) -> Duration {
        self.pause
    }

    /// Closes the connections that nobody uses now, and with them the buffers that may still hold a
    /// token: for whoever has just signed out. The next request opens new ones.
    pub fn close_connections(&self) {
        self.connections.close();
    }

    /// A client for nothing but a look at a certificate.
    pub(crate) fn onlooker(&self, url: &Url) -> Result<reqwest::Client, Error> {
        self.connections.onlooker(url)
    }

    fn client(&self, url: &Url) -> Result<reqwest::Client, Error> {
        self.connections.to(url, self.now())
    }

    pub(crate) fn form(&self, url: Url, fields: &[(String, String)]) -> Result<Request, Error> {
        let request = self.client(&url)?.post(url).form(fields);
        request.build().map_err(|error| classify(&error, ""))
    }

    pub(crate) fn json(&self, url: Url, body: &impl Serialize) -> Result<Request, Error> {
        let request = self.client(&url)?.post(url).json(body);
        request.build().map_err(|error| classify(&error, ""))
    }

    /// Sends a request of any kind once. `hear` is told the headers of whatever answer comes.
    pub(crate) async fn send(
        &self,
        request: Request,
        hear: impl Fn(&HeaderMap) + Send,
    ) -> Result<Answer, Error> {
        let host = host(request.url());
        let response = self
            .client(request.url())?
            .execute(request)
            .await
            .map_err(|error| classify(&error, &host))?;
        hear(response.headers());
        self.judge(&response, &host)?;
        read(response, host).await
    }

    /// Tells the answers that say nothing but "not now".
    fn judge(&self, response: &Response, host: &str) -> Result<(), Error> {
        let status = response.status();
        match status {
            StatusCode::TOO_MANY_REQUESTS => Err(Error::RateLimited {
                retry: retry(response.headers(), self.now()),
            }),
            // A network that wants a sign-in of its own (RFC 6585 section 6).
            StatusCode::NETWORK_AUTHENTICATION_REQUIRED => Err(Error::WebPage {
                host: host.to_owned(),
            }),
            _ if status.is_server_error() => Err(Error::Server {
                status: status.as_u16(),
            }),
            _ => Ok(()),
        }
    }
}

/// Reads the body to its end.
async fn read(mut response: Response, host: String) -> Result<Answer, Error> {
    let mut body = Vec::new();
    loop {
        let chunk = response.chunk().await;
        let Some(chunk) = chunk.map_err(|error| lost(&error, host.clone()))? else {
            break;
        };
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(Error::Unexpected("the answer is too long".to_owned()));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer {
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        body,
        host,
    })
}

/// A request that changes nothing.
pub(crate) fn get(url: Url) -> Request {
    Request::new(Method::GET, url)
}

/// The same request once more: each time it is sent it gets credentials of its own.
pub(crate) fn copy(request: &Request) -> Result<Request, Error> {
    request
        .try_clone()
        .ok_or_else(|| Error::NotSent("the request cannot be repeated".to_owned()))
}

impl Answer {
    /// The answer, unless it is a web page in place of one, or leads elsewhere.
    pub(crate) fn sound(self) -> Result<Self, Error> {
        if self.status.is_redirection() {
            return Err(Error::Unexpected(format!(
                "{} answered with status {}, which leads elsewhere",
                self.host,
                self.status.as_u16()
            )));
        }
        if self.status.is_success() && self.is_page() {
            return Err(Error::WebPage { host: self.host });
        }
        Ok(self)
    }

    /// Whether this is for a browser, by its type or by its first character.
    pub(crate) fn is_page(&self) -> bool {
        let kind = self.headers.get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        kind.trim_start()
            .to_ascii_lowercase()
            .starts_with("text/html")
            || self.body.trim_ascii_start().starts_with(b"<")
    }

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

    /// An answer outside the contract.
    pub(crate) fn unexpected(&self, expected: StatusCode) -> Error {
        Error::Unexpected(format!(
            "status {} in place of {}",
            self.status.as_u16(),
            expected.as_u16()
        ))
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

/// Whether the host is this computer's own (RFC 8252 section 8.3).
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
