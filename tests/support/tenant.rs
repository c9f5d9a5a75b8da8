//! A tenant that can become unreachable: the emulator behind a gate.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use emulator::{Config, Emulator, Exchange};
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use url::Url;

/// An emulator behind a gate, which keeps its port while it is closed.
pub(crate) struct Tenant {
    pub(crate) client_id: String,
    emulator: Emulator,
    address: Url,
    closed: watch::Sender<bool>,
    /// Whether the port is listened at.
    listening: watch::Receiver<bool>,
    /// How many connections came through the gate.
    connections: Arc<AtomicUsize>,
    /// For calls that the program does not make.
    client: reqwest::Client,
    _gate: JoinSet<()>,
}

impl Tenant {
    pub(crate) async fn start(config: Config) -> Self {
        Self::start_at(IpAddr::from([127, 0, 0, 1]), config).await
    }

    /// Known by a name instead of an address.
    pub(crate) async fn start_named(config: Config) -> Self {
        let mut tenant = Self::start(config).await;
        tenant.address.set_host(Some("localhost")).unwrap();
        tenant
    }

    /// With its gate at this address of this computer only.
    pub(crate) async fn start_at(host: IpAddr, mut config: Config) -> Self {
        let client_id = config.client.id.clone();
        if config.base_url.is_some() {
            // Its address does not say the port then.
            let free = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            config.port = free.local_addr().unwrap().port();
        }
        let port = config.port;
        let emulator = emulator::start(config).await.unwrap();
        let port = emulator.base_url().port().unwrap_or(port);
        let target = SocketAddr::from(([127, 0, 0, 1], port));
        let listener = TcpListener::bind((host, 0)).await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let closed = watch::Sender::new(false);
        let (told, listening) = watch::channel(true);
        let connections = Arc::<AtomicUsize>::default();
        let mut gate = JoinSet::new();
        gate.spawn(guard(
            listener,
            target,
            closed.clone(),
            told,
            connections.clone(),
        ));
        Self {
            client_id,
            emulator,
            address: Url::parse(&address).unwrap(),
            closed,
            listening,
            connections,
            client: client(),
            _gate: gate,
        }
    }

    /// The base address, ending in a slash.
    pub(crate) fn address(&self) -> &Url {
        &self.address
    }

    /// Every connection ends, and new ones are refused.
    pub(crate) async fn go_down(&self) {
        self.closed.send_replace(true);
        let mut listening = self.listening.clone();
        listening.wait_for(|listening| !listening).await.unwrap();
    }

    /// The tenant is back at the same address.
    pub(crate) async fn come_back(&self) {
        self.closed.send_replace(false);
        let mut listening = self.listening.clone();
        listening.wait_for(|listening| *listening).await.unwrap();
    }

    /// How many connections were made to it so far, by whomever.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn emulator(&self) -> &Emulator {
        &self.emulator
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.emulator.advance(by);
    }

    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        self.emulator.exchanges()
    }

    /// A call of the My Account API by somebody else than the program; gives the status.
    pub(crate) async fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<(&str, String)>,
    ) -> u16 {
        let url = self.address.join("me/v1/connected-accounts/").unwrap();
        let url = url.join(path).unwrap();
        let mut request = self.client.request(method.parse().unwrap(), url);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some((kind, body)) = body {
            request = request.header("content-type", kind).body(body);
        }
        request.send().await.unwrap().status().as_u16()
    }

    /// What a call of the My Account API without a token or body is answered with.
    pub(crate) async fn answer(&self, method: &str, path: &str) -> Exchange {
        let url = self.address.join("me/v1/connected-accounts/").unwrap();
        let url = url.join(path).unwrap();
        let request = self.client.request(method.parse().unwrap(), url.clone());
        let answer = request.send().await.unwrap();
        let headers = answer.headers().iter();
        let text = |value: &reqwest::header::HeaderValue| value.to_str().unwrap().to_owned();
        Exchange {
            method: method.to_owned(),
            path: url.path().to_owned(),
            query: Vec::new(),
            request_headers: Vec::new(),
            request_body: String::new(),
            status: answer.status().as_u16(),
            response_headers: headers
                .map(|(name, value)| (name.to_string(), text(value)))
                .collect(),
            response_body: answer.text().await.unwrap(),
        }
    }

    /// A request to the token side; gives status and answer.
    pub(crate) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> (u16, Value) {
        let url = self.address.join(path).unwrap();
        let answer = self.client.post(url).form(fields).send().await.unwrap();
        let status = answer.status().as_u16();
        let body = answer.bytes().await.unwrap();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    /// Uses a refresh token; gives the status.
    pub(crate) async fn refresh(&self, token: &str) -> u16 {
        let fields = [
            ("grant_type", "refresh_token"),
            ("client_id", &self.client_id),
            ("refresh_token", token),
        ];
        self.form("oauth/token", &fields).await.0
    }

    /// Revokes a refresh token, as an administrator would.
    pub(crate) async fn revoke(&self, token: &str) {
        let fields = [("client_id", self.client_id.as_str()), ("token", token)];
        assert_eq!(self.form("oauth/revoke", &fields).await.0, 200);
    }
}

/// A client that follows no redirect, as a browser that is watched step by step.
pub(crate) fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}

async fn guard(
    listener: TcpListener,
    target: SocketAddr,
    closed: watch::Sender<bool>,
    listening: watch::Sender<bool>,
    count: Arc<AtomicUsize>,
) {
    let address = listener.local_addr().unwrap();
    let mut listener = Some(listener);
    let mut connections = JoinSet::new();
    let mut change = closed.subscribe();
    loop {
        if *change.borrow_and_update() {
            listener = None;
            listening.send_replace(false);
            change.wait_for(|closed| !closed).await.unwrap();
        }
        let door = match listener.take() {
            Some(door) => door,
            None => TcpListener::bind(address).await.unwrap(),
        };
        listening.send_replace(true);
        tokio::select! {
            accepted = door.accept() => {
                let (stream, _) = accepted.unwrap();
                count.fetch_add(1, Ordering::SeqCst);
                while connections.try_join_next().is_some() {}
                connections.spawn(forward(stream, target, closed.subscribe()));
                listener = Some(door);
            }
            _ = change.changed() => listener = Some(door),
        }
    }
}

async fn forward(mut near: TcpStream, target: SocketAddr, mut closed: watch::Receiver<bool>) {
    let Ok(mut far) = TcpStream::connect(target).await else {
        return;
    };
    tokio::select! {
        // Either end may hang up at any time: that is no news.
        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
        _ = closed.wait_for(|closed| *closed) => {}
    }
}
