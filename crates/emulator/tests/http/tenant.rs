//! A started tenant and a client that follows no redirect.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use emulator::{Config, Emulator};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HOST, LOCATION};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use url::Url;

pub(crate) const CALLBACK: &str = "dev.mooring.desktop://callback";
pub(crate) const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters-0";
pub(crate) const LOGIN: &str = "openid profile email offline_access";
pub(crate) const ALL: &str =
    "create:me:connected_accounts read:me:connected_accounts delete:me:connected_accounts";

pub(crate) struct Tenant {
    pub(crate) emulator: Emulator,
    pub(crate) http: Client,
}

/// A status and a JSON body (`Null` if there is none).
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) async fn of(response: Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self {
            status,
            headers,
            body,
        }
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.body[name]
            .as_str()
            .unwrap_or_else(|| panic!("no {name}: {} {}", self.status, self.body))
    }

    pub(crate) fn code(&self) -> &str {
        self.text("type").rsplit('/').next().unwrap()
    }
}

pub(crate) fn client() -> Client {
    Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}

/// The demo tenant without pages.
pub(crate) async fn automatic() -> Tenant {
    started(|_| {}).await
}

/// The demo tenant without pages, changed.
pub(crate) async fn started(change: impl FnOnce(&mut Config)) -> Tenant {
    let mut config = Config {
        auto_approve: true,
        ..Config::default()
    };
    change(&mut config);
    Tenant {
        emulator: emulator::start(config).await.unwrap(),
        http: client(),
    }
}

pub(crate) fn challenge() -> String {
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, VERIFIER.as_bytes());
    URL_SAFE_NO_PAD.encode(hash)
}

pub(crate) fn location(response: &Response) -> Url {
    assert_eq!(response.status(), 302, "not a redirect");
    Url::parse(response.headers()[LOCATION].to_str().unwrap()).unwrap()
}

pub(crate) fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

pub(crate) fn claims(token: &str) -> Value {
    let payload = token.split('.').nth(1).expect("a JWT");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

impl Tenant {
    pub(crate) fn at(&self, path: &str) -> String {
        self.emulator.base_url().join(path).unwrap().to_string()
    }

    pub(crate) fn audience(&self) -> String {
        self.at("/me/")
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.http.get(self.at(path)).send().await.unwrap()
    }

    /// `/authorize` in order, with members changed or (if empty) taken out.
    pub(crate) fn authorize_request(&self, changes: &[(&str, &str)]) -> RequestBuilder {
        let challenge = challenge();
        let mut pairs = vec![
            ("response_type", "code"),
            ("client_id", "mooring-demo"),
            ("redirect_uri", CALLBACK),
            ("scope", LOGIN),
            ("state", "st"),
            ("nonce", "no"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        pairs.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        pairs.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
        self.http.get(self.at("/authorize")).query(&pairs)
    }

    pub(crate) async fn authorize(&self, changes: &[(&str, &str)]) -> Response {
        self.authorize_request(changes).send().await.unwrap()
    }

    pub(crate) async fn code(&self, changes: &[(&str, &str)]) -> String {
        let back = location(&self.authorize(changes).await);
        parameter(&back, "code").unwrap_or_else(|| panic!("no code in {back}"))
    }

    pub(crate) async fn token(&self, fields: &[(&str, &str)]) -> Answer {
        let request = self.http.post(self.at("/oauth/token"));
        Answer::of(request.form(fields).send().await.unwrap()).await
    }

    pub(crate) async fn redeem(&self, code: &str) -> Answer {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("client_id", "mooring-demo"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ])
        .await
    }

    pub(crate) async fn sign_in(&self, changes: &[(&str, &str)]) -> Answer {
        let code = self.code(changes).await;
        let answer = self.redeem(&code).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer
    }

    pub(crate) async fn refresh(&self, token: &str, more: &[(&str, &str)]) -> Answer {
        let mut fields = vec![
            ("grant_type", "refresh_token"),
            ("client_id", "mooring-demo"),
            ("refresh_token", token),
        ];
        fields.extend(more);
        self.token(&fields).await
    }

    /// A token for the My Account API with these scopes.
    pub(crate) async fn my_account_token(&self, person: &str, scope: &str) -> String {
        let audience = self.audience();
        let answer = self
            .sign_in(&[
                ("login_hint", person),
                ("audience", &audience),
                ("scope", scope),
            ])
            .await;
        answer.text("access_token").to_owned()
    }

    /// A call of the My Account API; the path begins after `connected-accounts`.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        token: &str,
        body: Option<Value>,
    ) -> Answer {
        let address = self.at(&format!("/me/v1/connected-accounts{path}"));
        let mut request = self.http.request(method, address);
        if !token.is_empty() {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(body) = body {
            request = request
                .header(CONTENT_TYPE, "application/json; charset=utf-8")
                .body(body.to_string());
        }
        Answer::of(request.send().await.unwrap()).await
    }

    pub(crate) async fn list(&self, token: &str, query: &str) -> Answer {
        self.call(Method::GET, &format!("/accounts{query}"), token, None)
            .await
    }

    pub(crate) async fn connect(&self, token: &str, body: Value) -> Answer {
        self.call(Method::POST, "/connect", token, Some(body)).await
    }

    pub(crate) async fn complete(&self, token: &str, body: Value) -> Answer {
        self.call(Method::POST, "/complete", token, Some(body))
            .await
    }

    /// Opens the ticket of a connect answer.
    pub(crate) async fn open(&self, connect: &Answer) -> Response {
        let mut address = Url::parse(connect.text("connect_uri")).unwrap();
        let ticket = connect.body["connect_params"]["ticket"].as_str().unwrap();
        address.query_pairs_mut().append_pair("ticket", ticket);
        self.http.get(address).send().await.unwrap()
    }

    /// Opens the ticket in a tenant without pages and takes the code.
    pub(crate) async fn connect_code(&self, connect: &Answer) -> String {
        let back = location(&self.open(connect).await);
        parameter(&back, "connect_code").unwrap_or_else(|| panic!("no connect_code in {back}"))
    }

    /// Asks with another Host header.
    pub(crate) async fn get_as_host(&self, path: &str, host: &str) -> Answer {
        let request = self.http.get(self.at(path)).header(HOST, host);
        Answer::of(request.send().await.unwrap()).await
    }

    pub(crate) async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.http.post(self.at(path)).form(fields);
        Answer::of(request.send().await.unwrap()).await
    }

    pub(crate) async fn post_json(&self, path: &str, body: &Value) -> Answer {
        let request = self.http.post(self.at(path)).json(body);
        Answer::of(request.send().await.unwrap()).await
    }

    pub(crate) async fn user_info(&self, token: &str) -> Answer {
        let request = self.http.get(self.at("/userinfo"));
        let request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        Answer::of(request.send().await.unwrap()).await
    }

    pub(crate) fn advance(&self, seconds: u64) {
        self.emulator.advance(Duration::from_secs(seconds));
    }
}

/// A connect body in order.
pub(crate) fn connect_body(connection: &str) -> Value {
    json!({
        "connection": connection,
        "redirect_uri": CALLBACK,
        "state": "st",
        "code_challenge": challenge(),
        "code_challenge_method": "S256",
    })
}

/// A complete body in order.
pub(crate) fn complete_body(connect: &Answer, code: &str) -> Value {
    json!({
        "auth_session": connect.text("auth_session"),
        "connect_code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
    })
}
