//! From sockets to routes.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use crate::state::{Running, Tenant};
use crate::{
    authorize, connect_page, control, discovery, logout, management, misbehave, my_account,
    organizations, pages, record, second_factor, sign_in, token, user_info,
};

/// Every route of the tenant.
pub(crate) fn routes(running: &Running) -> Router {
    Router::new()
        .route("/", get(discovery::home))
        .route(
            "/.well-known/openid-configuration",
            get(discovery::configuration),
        )
        .route("/.well-known/jwks.json", get(discovery::keys))
        .route("/authorize", get(authorize::authorize))
        .route("/u/login", get(sign_in::people))
        .route("/u/login/{person}", get(sign_in::choose))
        .route("/u/confirm", get(sign_in::confirm))
        .route("/u/continue", get(sign_in::proceed))
        .route("/u/cancel", get(sign_in::cancel))
        .route("/u/second-factor", get(second_factor::page))
        .route("/u/second-factor/confirm", get(second_factor::confirm))
        .route("/u/organization", get(organizations::page))
        .route("/u/organization/{organization}", get(organizations::choose))
        .route("/oauth/token", post(token::token))
        .route("/oauth/revoke", post(token::revoke))
        .route(
            "/userinfo",
            get(user_info::user_info).post(user_info::user_info),
        )
        .route("/oidc/logout", get(logout::oidc).post(logout::oidc_form))
        .route("/v2/logout", get(logout::older))
        .nest("/me/v1", my_account::routes(running))
        .nest("/api/v2", management::routes())
        .route("/connected-accounts/connect", get(connect_page::open))
        .route("/connected-accounts/consent", get(connect_page::consent))
        .route("/connected-accounts/allow", get(connect_page::allow))
        .route("/connected-accounts/deny", get(connect_page::deny))
        .route("/emulator/style.css", get(pages::style))
        .nest("/emulator/control", control::routes(running))
        .fallback(pages::unknown)
        .layer(middleware::from_fn_with_state(
            running.clone(),
            record::record,
        ))
        .layer(middleware::from_fn_with_state(
            running.clone(),
            misbehave::meddle,
        ))
        .layer(middleware::from_fn_with_state(running.clone(), date))
        .with_state(running.clone())
}

/// Puts the tenant's time on every answer; the server adds its own only where there is none.
async fn date(State(tenant): State<Arc<Tenant>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let now = tenant.clock.now().format("%a, %d %b %Y %H:%M:%S GMT");
    if let Ok(value) = HeaderValue::from_str(&now.to_string()) {
        response.headers_mut().insert(header::DATE, value);
    }
    response
}

/// An accepted connection, plain or TLS.
pub(crate) trait Connection: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Connection for T {}

/// Connections from every socket, after their TLS handshake. A client that opens a socket and
/// says nothing holds up nobody.
pub(crate) struct Incoming {
    address: SocketAddr,
    ready: mpsc::Receiver<(Box<dyn Connection>, SocketAddr)>,
    _accepting: JoinSet<()>,
}

impl Incoming {
    /// Listens on 127.0.0.1 and, where that is possible, on `::1` at the same port.
    pub(crate) async fn bind(port: u16, tls: Option<TlsAcceptor>) -> io::Result<Self> {
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = first.local_addr()?;
        let (send, ready) = mpsc::channel(16);
        let mut accepting = JoinSet::new();
        match TcpListener::bind((Ipv6Addr::LOCALHOST, address.port())).await {
            Ok(second) => {
                accepting.spawn(accept(second, tls.clone(), send.clone()));
            }
            Err(error) => tracing::debug!(%error, "no IPv6 loopback"),
        }
        accepting.spawn(accept(first, tls, send));
        Ok(Self {
            address,
            ready,
            _accepting: accepting,
        })
    }

    /// The IPv4 address and the port.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Listener for Incoming {
    type Io = Box<dyn Connection>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            // The accepting tasks never end by themselves.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}

type Sender = mpsc::Sender<(Box<dyn Connection>, SocketAddr)>;

async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, ready: Sender) {
    let mut handshakes = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                while handshakes.try_join_next().is_some() {}
                handshakes.spawn(welcome(stream, peer, tls.clone(), ready.clone()));
            }
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

async fn welcome(stream: TcpStream, peer: SocketAddr, tls: Option<TlsAcceptor>, ready: Sender) {
    let connection: Box<dyn Connection> = match tls {
        None => Box::new(stream),
        Some(tls) => match tls.accept(stream).await {
            Ok(stream) => Box::new(stream),
            Err(error) => {
                tracing::debug!(%error, "the TLS handshake failed");
                return;
            }
        },
    };
    if ready.send((connection, peer)).await.is_err() {
        tracing::debug!("a connection came after the end");
    }
}
