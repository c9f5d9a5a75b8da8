//! A tenant that outlives the programs, behind a gate that sees every request and answer of theirs.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, request::Parts};
use axum::response::{IntoResponse, Response};
use emulator::{Config, Emulator};
use reqwest::header::{CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use url::{Url, form_urlencoded};

use crate::director::{Director, Verdict};
use crate::support;

const LARGEST: usize = 1 << 20;

/// A tenant with its gate.
pub(crate) struct Tenant {
    pub(crate) emulator: Emulator,
    pub(crate) address: Url,
    pub(crate) director: Director,
    gate: Gate,
    serving: JoinHandle<()>,
}

#[derive(Clone)]
struct Gate {
    target: Url,
    client: reqwest::Client,
    director: Director,
    log: Arc<Mutex<Log>>,
    newest: Arc<Mutex<Option<String>>>,
    /// Answers with tokens take so much longer.
    slow: Duration,
    /// Requests that are not answered yet.
    open: Arc<watch::Sender<usize>>,
}

/// What the tenant was asked, and what it answered.
#[derive(Debug, Default, Clone)]
pub(crate) struct Log {
    /// Accounts that it was told to remove.
    pub(crate) removed: BTreeSet<String>,
    /// Completions that reached it.
    pub(crate) completed: u64,
    /// Refreshes that gave tokens.
    pub(crate) refreshed: u64,
    /// Refreshes that it refused, not for a nonce.
    pub(crate) refused: Vec<String>,
    /// Refreshes that began while another was under way.
    pub(crate) overlapped: u64,
    under_way: u64,
}

impl Tenant {
    pub(crate) async fn start(config: Config, slow: Duration) -> Self {
        let emulator = emulator::start(config).await.unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let director = Director::default();
        let gate = Gate {
            target: emulator.base_url(),
            client: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .build()
                .unwrap(),
            director: director.clone(),
            log: Arc::default(),
            newest: Arc::default(),
            slow,
            open: Arc::default(),
        };
        let routes = axum::Router::new().fallback(pass).with_state(gate.clone());
        let serving = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self {
            emulator,
            address: Url::parse(&address).unwrap(),
            director,
            gate,
            serving,
        }
    }

    pub(crate) fn log(&self) -> Log {
        self.gate.log.lock().unwrap().clone()
    }

    pub(crate) fn forget(&self) {
        *self.gate.log.lock().unwrap() = Log::default();
    }

    /// Waits until every request is answered: what reached the tenant goes on when the program is gone.
    pub(crate) async fn quiet(&self) {
        let mut open = self.gate.open.subscribe();
        open.wait_for(|open| *open == 0).await.unwrap();
    }

    /// The refresh token that was given last.
    pub(crate) fn newest_token(&self) -> Option<String> {
        self.gate.newest.lock().unwrap().clone()
    }

    /// The ids of the person's accounts, in order.
    pub(crate) fn accounts(&self) -> Vec<String> {
        let accounts = self.emulator.accounts("dana").into_iter();
        let mut ids: Vec<String> = accounts.map(|one| one.id).collect();
        ids.sort();
        ids
    }
}

impl Drop for Tenant {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn pass(State(gate): State<Gate>, request: Request) -> Response {
    // A task of its own: what reached the tenant goes on when the program is gone.
    let open = Open::begin(&gate.open);
    let answered = tokio::spawn(async move {
        let _open = open;
        gate.pass(request).await
    })
    .await;
    answered.unwrap_or_else(|_| StatusCode::BAD_GATEWAY.into_response())
}

/// Counts a request until it is answered.
struct Open(Arc<watch::Sender<usize>>);

impl Open {
    fn begin(open: &Arc<watch::Sender<usize>>) -> Self {
        open.send_modify(|open| *open += 1);
        Self(open.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.send_modify(|open| *open -= 1);
    }
}

impl Gate {
    async fn pass(self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let Ok(body) = to_bytes(body, LARGEST).await else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let step = step(&parts);
        if let Some(step) = &step
            && !self.lets_go_on(&format!("before: {step}"))
        {
            // It never reached the tenant.
            return StatusCode::BAD_GATEWAY.into_response();
        }
        let answer = self.forward(&parts, body).await;
        if let Some(step) = &step {
            // Whether the answer still finds somebody or not.
            self.lets_go_on(&format!("after: {step}"));
        }
        answer
    }

    /// Whether the program lives on at this step, for now.
    fn lets_go_on(&self, step: &str) -> bool {
        match self.director.at(step) {
            Verdict::GoOn => true,
            Verdict::Kill => {
                self.director.kill();
                false
            }
            Verdict::KillAfter(delay) => {
                let director = self.director.clone();
                tokio::spawn(async move {
                    tokio::time::sleep(delay).await;
                    director.kill();
                });
                true
            }
        }
    }

    async fn forward(&self, parts: &Parts, body: Bytes) -> Response {
        let refresh = parts.uri.path() == "/oauth/token" && is_refresh(&body);
        if refresh {
            let mut log = self.log.lock().unwrap();
            log.overlapped += u64::from(log.under_way > 0);
            log.under_way += 1;
        }
        let (status, headers, body) = self.ask(parts, body).await;
        self.note(parts, status, &body, refresh);
        if refresh && status.is_success() {
            tokio::time::sleep(self.slow).await;
        }
        if refresh {
            self.log.lock().unwrap().under_way -= 1;
        }
        let mut answer = Response::new(Body::from(body));
        *answer.status_mut() = status;
        for (name, value) in &headers {
            if *name != CONTENT_LENGTH && *name != TRANSFER_ENCODING && *name != CONNECTION {
                answer.headers_mut().append(name, value.clone());
            }
        }
        answer
    }

    async fn ask(
        &self,
        parts: &Parts,
        body: Bytes,
    ) -> (StatusCode, reqwest::header::HeaderMap, Bytes) {
        let path = parts.uri.path_and_query().unwrap().as_str();
        let url = self.target.join(path).unwrap();
        let mut headers = parts.headers.clone();
        headers.remove(CONNECTION);
        headers.remove(CONTENT_LENGTH);
        let request = self.client.request(parts.method.clone(), url);
        let answer = request.headers(headers).body(body).send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        (status, headers, answer.bytes().await.unwrap())
    }

    fn note(&self, parts: &Parts, status: StatusCode, body: &Bytes, refresh: bool) {
        let mut log = self.log.lock().unwrap();
        let path = parts.uri.path();
        let text = String::from_utf8_lossy(body);
        if refresh && status.is_success() {
            log.refreshed += 1;
        } else if refresh && !text.contains("use_dpop_nonce") {
            log.refused.push(format!("{status} {text}"));
        }
        if path == "/oauth/token"
            && let Ok(answer) = serde_json::from_slice::<serde_json::Value>(body)
            && let Some(token) = answer["refresh_token"].as_str()
        {
            *self.newest.lock().unwrap() = Some(token.to_owned());
        }
        // A refusal for the nonce, or the access, changes nothing.
        if status == StatusCode::UNAUTHORIZED {
            return;
        }
        if parts.method == "DELETE" {
            let id = path.rsplit('/').next().unwrap_or_default();
            log.removed.insert(id.to_owned());
        } else if path.ends_with("/complete") {
            log.completed += 1;
        }
    }
}

/// The name of the program's requests; the browser's have none.
fn step(parts: &Parts) -> Option<String> {
    let path = parts.uri.path();
    let program = ["/oauth/", "/me/v1/", "/.well-known/"];
    if !program.iter().any(|start| path.starts_with(start)) {
        return None;
    }
    // Ids are another in every run.
    let path = path.split("/cac_").next().unwrap_or(path);
    Some(format!("{} {path}", parts.method))
}

fn is_refresh(body: &Bytes) -> bool {
    let mut fields = form_urlencoded::parse(body);
    fields.any(|(name, value)| name == "grant_type" && value == "refresh_token")
}

/// A tenant where nobody has to click, and that knows no limit.
pub(crate) fn config(rotation: bool, leeway_seconds: u32) -> Config {
    let mut config = Config {
        auto_approve: true,
        rate_limit: emulator::RateLimit {
            calls: 0,
            window_seconds: 60,
        },
        ..Config::default()
    };
    config.client.rotation = rotation;
    config.client.leeway_seconds = leeway_seconds;
    // The tests let many days pass.
    config.client.refresh_token_seconds = 20 * 365 * 86_400;
    config.client.idle_refresh_token_seconds = 365 * 86_400;
    config
}

/// The browser in front of it.
pub(crate) fn browser(tenant: &Tenant) -> support::TestBrowser {
    support::TestBrowser::new(tenant.address.clone())
}
