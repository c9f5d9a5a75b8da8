//! The way back over this computer's own address (RFC 8252 section 7.3), where no deep link works.
//!
//! One port of the registered ones, on `127.0.0.1` and `::1` only, open until its attempt ends: an answer
//! that belongs to no attempt closes nothing. The page it answers with says nothing of what came in. A
//! callback without an answer in its query may have it in its fragment: the page then sends that as a
//! query of its own.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use accounts::callback::LOOPBACK;
use accounts::ports::{BrowserError, LoopbackPort};
use accounts::view::Language;
use aws_lc_rs::digest::{SHA256, digest};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use tokio::net::TcpListener;
use tokio::sync::watch;
use url::Url;

use crate::inbox::{self, Inbox};
use crate::words::{self, Words};

/// What the browser shows afterwards; its words are filled in.
const PAGE: &str = include_str!("loopback.html");
/// The page that looks into the fragment.
const FRAGMENT_PAGE: &str = "<!doctype html><title>Mooring</title><script>{script}</script>";
const FRAGMENT_SCRIPT: &str = include_str!("loopback-fragment.js");
/// One of these is in the query of every answer.
const ANSWERS: [&str; 3] = ["code", "connect_code", "error"];

/// An open listener. Dropping it closes it, after what it is just answering.
pub struct Listener {
    redirect_uri: &'static str,
    _open: watch::Sender<()>,
}

#[derive(Clone)]
struct Return {
    redirect_uri: &'static str,
    inbox: Inbox,
    end_page: Page,
    fragment_page: Page,
}

/// A page with all that it needs in it, and the policy that lets it have just that.
#[derive(Clone)]
struct Page {
    html: Arc<str>,
    policy: Arc<str>,
}

impl Listener {
    /// Listens on the first registered port that is free; with `wanted` on that one.
    ///
    /// # Errors
    /// When none is free.
    pub async fn open(
        wanted: Option<&str>,
        inbox: Inbox,
        language: Language,
    ) -> Result<Self, BrowserError> {
        let mut taken = String::from("no registered port");
        let addresses = LOOPBACK.into_iter();
        for redirect_uri in addresses.filter(|one| wanted.is_none_or(|wanted| wanted == *one)) {
            match bind(redirect_uri).await {
                Ok(sockets) => return Ok(Self::serve(sockets, redirect_uri, inbox, language)),
                Err(error) => taken = error,
            }
        }
        Err(BrowserError(taken))
    }

    /// The address that it listens at, as it is registered.
    #[must_use]
    pub fn redirect_uri(&self) -> &'static str {
        self.redirect_uri
    }

    fn serve(
        sockets: Vec<TcpListener>,
        redirect_uri: &'static str,
        inbox: Inbox,
        language: Language,
    ) -> Self {
        let routes = Router::new()
            .route("/callback", get(callback))
            .route("/callback/end", get(answer))
            .with_state(Return {
                redirect_uri,
                inbox,
                end_page: Page::with(end_page(language), "style"),
                fragment_page: Page::with(
                    FRAGMENT_PAGE.replace("{script}", FRAGMENT_SCRIPT),
                    "script",
                ),
            });
        let (open, _) = watch::channel(());
        for socket in sockets {
            let mut until_closed = open.subscribe();
            let closed = async move { while until_closed.changed().await.is_ok() {} };
            let served = axum::serve(socket, routes.clone()).with_graceful_shutdown(closed);
            tokio::spawn(async move {
                if let Err(error) = served.await {
                    tracing::warn!(%error, "the loopback listener failed");
                }
            });
        }
        Self {
            redirect_uri,
            _open: open,
        }
    }
}

impl Page {
    /// The text of its one `element` may do something, and nothing else may.
    fn with(html: String, element: &str) -> Self {
        let (_, rest) = html.split_once(&format!("<{element}>")).unwrap_or_default();
        let (text, _) = rest
            .split_once(&format!("</{element}>"))
            .unwrap_or_default();
        let hash = BASE64_STANDARD.encode(digest(&SHA256, text.as_bytes()));
        let policy = format!(
            "default-src 'none'; {element}-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        );
        Self {
            html: html.into(),
            policy: policy.into(),
        }
    }

    /// Nothing of it is kept, told on, or shown inside another.
    fn answer(&self) -> Response {
        let headers = [
            (header::CACHE_CONTROL, "no-store"),
            (header::CONTENT_SECURITY_POLICY, &self.policy),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::CONNECTION, "close"),
        ];
        (headers, Html(self.html.to_string())).into_response()
    }
}

/// The page that the browser ends on, with nothing of the request in it.
fn end_page(language: Language) -> String {
    let words = Words::of(language);
    PAGE.replace("{lang}", language.tag())
        .replace("{dir}", words::direction(language))
        .replace("{title}", &words.say("loopback-title"))
        .replace("{text}", &words.say("loopback-text"))
}

/// Tries each registered port for a moment. Those of `ours` count as free: this program holds them.
pub async fn probe(ours: &[&str]) -> Vec<LoopbackPort> {
    let mut ports = Vec::new();
    for redirect_uri in LOOPBACK {
        let url = Url::parse(redirect_uri).ok();
        let port = url.and_then(|url| url.port()).unwrap_or_default();
        let taken = if ours.contains(&redirect_uri) {
            None
        } else {
            bind(redirect_uri).await.err()
        };
        ports.push(LoopbackPort { port, taken });
    }
    ports
}

/// Takes a port, of this computer's own addresses only; without IPv6 of the other one.
async fn bind(redirect_uri: &str) -> Result<Vec<TcpListener>, String> {
    let url = Url::parse(redirect_uri).map_err(|error| error.to_string())?;
    let port = url.port().unwrap_or_default();
    let said = |error: std::io::Error| format!("port {port}: {error}");
    let mut sockets = vec![
        TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
            .await
            .map_err(said)?,
    ];
    match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await {
        Ok(socket) => sockets.push(socket),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => return Err(said(error)),
        Err(error) => tracing::debug!(%error, "this computer has no IPv6"),
    }
    Ok(sockets)
}

impl Return {
    /// Whether the request is for this listener, and not for a name that was made to point here; and
    /// whether a person's browser goes there, and not a script or a frame of some page.
    fn is_asked_by(&self, request: &Request) -> bool {
        let headers = request.headers();
        let host = value(headers, "host").unwrap_or_default();
        let port = self.redirect_uri.trim_start_matches("http://127.0.0.1:");
        let port = port.trim_end_matches("/callback");
        let ours = [format!("127.0.0.1:{port}"), format!("[::1]:{port}")];
        let says = |name, wanted: &str| value(headers, name).is_none_or(|said| said == wanted);
        request.method() == Method::GET
            && ours.iter().any(|one| one == host)
            && says("sec-fetch-mode", "navigate")
            && says("sec-fetch-dest", "document")
    }
}

/// The value of a header; an unreadable one counts as empty.
fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let value = headers.get(name)?;
    Some(value.to_str().unwrap_or_default())
}

async fn callback(back: State<Return>, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let mut keys = query.split('&').filter_map(|pair| pair.split('=').next());
    if keys.any(|key| ANSWERS.contains(&key)) {
        return answer(back, request).await;
    }
    if !back.is_asked_by(&request) {
        return StatusCode::NOT_FOUND.into_response();
    }
    back.fragment_page.answer()
}

async fn answer(State(back): State<Return>, request: Request) -> Response {
    let asked = back.is_asked_by(&request);
    let Some(query) = request.uri().query().filter(|_| asked) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    inbox::put(&back.inbox, format!("{}?{query}", back.redirect_uri));
    back.end_page.answer()
}

#[cfg(test)]
mod tests;
