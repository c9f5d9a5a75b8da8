//! The way back over this computer's own address (RFC 8252 section 7.3), where no deep link works.
//!
//! One port of the registered ones, on 127.0.0.1 only; one answer, then closed. The page it answers
//! with says nothing of what came in. A callback without an answer in its query may have it in its
//! fragment: the page then sends that as a query of its own.

use std::sync::Arc;

use accounts::callback::LOOPBACK;
use accounts::ports::BrowserError;
use accounts::view::Language;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tauri::Url;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::links::{self, Inbox};
use crate::words::{self, Words};

/// What the browser shows afterwards; its words are filled in.
const PAGE: &str = include_str!("loopback.html");
/// The page that looks into the fragment.
const FRAGMENT_PAGE: &str =
    "<!doctype html><title>Mooring</title><script src=\"/callback/fragment.js\"></script>";
const FRAGMENT_SCRIPT: &str = include_str!("loopback-fragment.js");
/// The page has a style of its own and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
const FRAGMENT_POLICY: &str = "default-src 'none'; script-src 'self'; frame-ancestors 'none'";
/// One of these is in the query of every answer.
const ANSWERS: [&str; 3] = ["code", "connect_code", "error"];

/// An open listener. Dropping it closes it.
pub(crate) struct Listener {
    redirect_uri: &'static str,
    end: Arc<Notify>,
}

#[derive(Clone)]
struct Return {
    redirect_uri: &'static str,
    inbox: Inbox,
    page: Arc<str>,
    end: Arc<Notify>,
}

impl Listener {
    /// Listens on the first registered port that is free; with `wanted` on that one.
    pub(crate) async fn open(
        wanted: Option<&str>,
        inbox: Inbox,
        language: Language,
    ) -> Result<Self, BrowserError> {
        let mut taken = String::from("no registered port");
        let addresses = LOOPBACK.into_iter();
        for redirect_uri in addresses.filter(|one| wanted.is_none_or(|wanted| wanted == *one)) {
            match bind(redirect_uri).await {
                Ok(socket) => return Ok(Self::serve(socket, redirect_uri, inbox, language)),
                Err(error) => taken = error,
            }
        }
        Err(BrowserError(taken))
    }

    pub(crate) fn redirect_uri(&self) -> &'static str {
        self.redirect_uri
    }

    fn serve(
        socket: TcpListener,
        redirect_uri: &'static str,
        inbox: Inbox,
        language: Language,
    ) -> Self {
        let end = Arc::new(Notify::new());
        let routes = Router::new()
            .route("/callback", get(callback))
            .route("/callback/end", get(answer))
            .route("/callback/fragment.js", get(fragment_script))
            .with_state(Return {
                redirect_uri,
                inbox,
                page: page(language).into(),
                end: end.clone(),
            });
        let ended = end.clone();
        tokio::spawn(async move {
            let served = axum::serve(socket, routes)
                .with_graceful_shutdown(async move { ended.notified().await });
            if let Err(error) = served.await {
                tracing::warn!(%error, "the loopback listener failed");
            }
        });
        Self { redirect_uri, end }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.end.notify_one();
    }
}

/// The page that the browser ends on, with nothing of the request in it.
fn page(language: Language) -> String {
    let words = Words::of(language);
    PAGE.replace("{lang}", language.tag())
        .replace("{dir}", words::direction(language))
        .replace("{title}", &words.say("loopback-title"))
        .replace("{text}", &words.say("loopback-text"))
}

async fn bind(redirect_uri: &str) -> Result<TcpListener, String> {
    let url = Url::parse(redirect_uri).map_err(|error| error.to_string())?;
    let address = url
        .socket_addrs(|| None)
        .map_err(|error| error.to_string())?;
    let bound = TcpListener::bind(&*address).await;
    bound.map_err(|error| format!("port {}: {error}", url.port().unwrap_or_default()))
}

impl Return {
    /// Whether the request is for this listener, and not for a name that was made to point here.
    fn is_asked_by(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(header::HOST);
        let host = host.and_then(|host| host.to_str().ok());
        host.is_some_and(|host| self.redirect_uri.contains(&format!("//{host}/")))
    }
}

async fn callback(back: State<Return>, uri: Uri, headers: HeaderMap) -> Response {
    let query = uri.query().unwrap_or_default();
    let mut keys = query.split('&').filter_map(|pair| pair.split('=').next());
    if keys.any(|key| ANSWERS.contains(&key)) {
        return answer(back, uri, headers).await;
    }
    if !back.is_asked_by(&headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    (quiet(FRAGMENT_POLICY), Html(FRAGMENT_PAGE)).into_response()
}

async fn fragment_script(State(back): State<Return>, headers: HeaderMap) -> Response {
    if !back.is_asked_by(&headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let kind = [(header::CONTENT_TYPE, "text/javascript")];
    (quiet(FRAGMENT_POLICY), kind, FRAGMENT_SCRIPT).into_response()
}

async fn answer(State(back): State<Return>, uri: Uri, headers: HeaderMap) -> Response {
    let asked = back.is_asked_by(&headers);
    let Some(query) = uri.query().filter(|_| asked) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    links::put(&back.inbox, format!("{}?{query}", back.redirect_uri));
    back.end.notify_one();
    let close = [(header::CONNECTION, "close")];
    (quiet(POLICY), close, Html(back.page.to_string())).into_response()
}

/// Nothing of a page is kept, told on, or shown inside another.
fn quiet(policy: &'static str) -> [(header::HeaderName, &'static str); 3] {
    [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::REFERRER_POLICY, "no-referrer"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn get(url: &str, host: &str) -> (String, String) {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let url = Url::parse(url).unwrap();
        let mut stream = tokio::net::TcpStream::connect(&*url.socket_addrs(|| None).unwrap())
            .await
            .unwrap();
        let path = &url[url::Position::BeforePath..];
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    #[test]
    fn the_page_speaks_the_persons_language() {
        let page = page(Language::Ar);
        assert!(page.contains(r#"<html lang="ar" dir="rtl">"#), "{page}");
        assert!(page.contains("العودة إلى Mooring"), "{page}");
        assert!(!page.contains("{title}") && !page.contains("{text}"));
    }

    /// One test, since the ports are the same for all.
    #[tokio::test]
    async fn one_answer_comes_in_and_the_listener_closes() {
        let (inbox, mut links) = links::inbox();
        let first = Listener::open(None, inbox.clone(), Language::En)
            .await
            .unwrap();
        let second = Listener::open(None, inbox.clone(), Language::En)
            .await
            .unwrap();
        assert_ne!(first.redirect_uri(), second.redirect_uri());
        let wanted = Listener::open(Some(first.redirect_uri()), inbox.clone(), Language::En).await;
        assert!(wanted.is_err(), "its port is taken");

        let address = format!("{}?code=secret&state=s", second.redirect_uri());
        let host = address.split('/').nth(2).unwrap().to_owned();
        let (head, _) = get(&address, "evil.example").await;
        assert!(head.starts_with("HTTP/1.1 404"), "{head}");
        let (head, body) = get(second.redirect_uri(), &host).await;
        assert!(head.contains("script-src 'self'"), "{head}");
        assert!(
            body.contains("/callback/fragment.js"),
            "the fragment is asked for"
        );
        let (head, body) = get(&address, &host).await;
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(head.contains("no-store"));
        assert!(!body.contains("secret"));
        assert!(body.contains("<h1>Back to Mooring</h1>"), "{body}");
        let link = links.recv().await.unwrap().unwrap();
        assert_eq!(link.redirect_uri, second.redirect_uri());
        assert!(link.answers(&auth0::State::new("s")));

        let deadline = std::time::Duration::from_secs(5);
        let again = async {
            loop {
                match Listener::open(Some(second.redirect_uri()), inbox.clone(), Language::En).await
                {
                    Ok(listener) => break listener,
                    Err(_) => tokio::task::yield_now().await,
                }
            }
        };
        let again = tokio::time::timeout(deadline, again).await;
        assert!(again.is_ok(), "the port is free again after one answer");
    }
}
