//! The way back over this computer's own address (RFC 8252 section 7.3), where no deep link works.
//!
//! One port of the registered ones, on 127.0.0.1 only; one answer, then closed. The page it answers
//! with says nothing of what came in.

use std::sync::Arc;

use accounts::callback::LOOPBACK;
use accounts::ports::BrowserError;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tauri::Url;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::links::{self, Inbox};

/// What the browser shows afterwards.
const PAGE: &str = include_str!("loopback.html");
/// The page has a style of its own and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// An open listener. Dropping it closes it.
pub(crate) struct Listener {
    redirect_uri: &'static str,
    end: Arc<Notify>,
}

#[derive(Clone)]
struct Return {
    redirect_uri: &'static str,
    inbox: Inbox,
    end: Arc<Notify>,
}

impl Listener {
    /// Listens on the first registered port that is free; with `wanted` on that one.
    pub(crate) async fn open(wanted: Option<&str>, inbox: Inbox) -> Result<Self, BrowserError> {
        let mut taken = String::from("no registered port");
        let addresses = LOOPBACK.into_iter();
        for redirect_uri in addresses.filter(|one| wanted.is_none_or(|wanted| wanted == *one)) {
            match bind(redirect_uri).await {
                Ok(socket) => return Ok(Self::serve(socket, redirect_uri, inbox)),
                Err(error) => taken = error,
            }
        }
        Err(BrowserError(taken))
    }

    pub(crate) fn redirect_uri(&self) -> &'static str {
        self.redirect_uri
    }

    fn serve(socket: TcpListener, redirect_uri: &'static str, inbox: Inbox) -> Self {
        let end = Arc::new(Notify::new());
        let routes = Router::new()
            .route("/callback", get(answer))
            .with_state(Return {
                redirect_uri,
                inbox,
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

async fn bind(redirect_uri: &str) -> Result<TcpListener, String> {
    let url = Url::parse(redirect_uri).map_err(|error| error.to_string())?;
    let address = url
        .socket_addrs(|| None)
        .map_err(|error| error.to_string())?;
    let bound = TcpListener::bind(&*address).await;
    bound.map_err(|error| format!("port {}: {error}", url.port().unwrap_or_default()))
}

async fn answer(State(back): State<Return>, uri: Uri, headers: HeaderMap) -> Response {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let ours = host.is_some_and(|host| back.redirect_uri.contains(&format!("//{host}/")));
    let Some(query) = uri.query().filter(|_| ours) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    links::put(&back.inbox, format!("{}?{query}", back.redirect_uri));
    back.end.notify_one();
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONNECTION, "close"),
    ];
    (headers, Html(PAGE)).into_response()
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

    /// One test, since the ports are the same for all.
    #[tokio::test]
    async fn one_answer_comes_in_and_the_listener_closes() {
        let (inbox, mut links) = links::inbox();
        let first = Listener::open(None, inbox.clone()).await.unwrap();
        let second = Listener::open(None, inbox.clone()).await.unwrap();
        assert_ne!(first.redirect_uri(), second.redirect_uri());
        let wanted = Listener::open(Some(first.redirect_uri()), inbox.clone()).await;
        assert!(wanted.is_err(), "its port is taken");

        let address = format!("{}?code=secret&state=s", second.redirect_uri());
        let host = address.split('/').nth(2).unwrap().to_owned();
        let (head, _) = get(&address, "evil.example").await;
        assert!(head.starts_with("HTTP/1.1 404"), "{head}");
        let (head, body) = get(&address, &host).await;
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(head.contains("no-store"));
        assert!(!body.contains("secret"));
        assert_eq!(links.recv().await.unwrap(), address);

        let deadline = std::time::Duration::from_secs(5);
        let again = async {
            loop {
                match Listener::open(Some(second.redirect_uri()), inbox.clone()).await {
                    Ok(listener) => break listener,
                    Err(_) => tokio::task::yield_now().await,
                }
            }
        };
        let again = tokio::time::timeout(deadline, again).await;
        assert!(again.is_ok(), "the port is free again after one answer");
    }
}
