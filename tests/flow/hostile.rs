//! A tenant that is not trusted: answers that would lead elsewhere, or to more than was asked for.

use std::time::Duration;

use accounts::view::{Diagnosis, FailureView, Screen};
use accounts::{ProfileForm, Request};
use emulator::{Config, Endpoint, Fault, Misbehavior};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::{Program, World, all, proof};

const GOOGLE: &str = "google-oauth2";
const ME: &str = "/me/v1/connected-accounts/";

/// Everything at this endpoint is answered so from now on.
fn answer(world: &World, at: Endpoint, status: u16, body: &Value, headers: &[(&str, &str)]) {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let does = Misbehavior::Status {
        status,
        body: Some(body.to_string()),
        headers: headers.iter().map(owned).collect(),
    };
    world.tenant.emulator().clear_faults();
    world.tenant.emulator().inject(Fault::always(at, does));
}

/// What went wrong of all that was tried.
#[derive(Default)]
struct Tried {
    all: u64,
    lost: u64,
}

impl Tried {
    fn see(&mut self, name: &str, held: bool) {
        self.all += 1;
        if !held {
            println!("LOST {name}");
            self.lost += 1;
        }
    }

    fn record(self) {
        proof::record("tenants", self.all, self.lost);
    }
}

#[tokio::test]
async fn no_link_leads_the_browser_elsewhere() {
    let mut program = Program::signed_in(Config::default()).await;
    let own = program.world.tenant.address().to_string();
    let port = program.world.tenant.address().port().unwrap();
    let links = [
        "https://elsewhere.example/connected-accounts/connect".to_owned(),
        own.replace("http://", "https://"),
        own.replace("http://", "http://user:word@"),
        own.replace("http://", "http://elsewhere.example@"),
        own.replace("127.0.0.1", "127.0.0.1.elsewhere.example"),
        own.replace("127.0.0.1", "localhost"),
        own.replace(&port.to_string(), &(port ^ 1).to_string()),
        format!("//elsewhere.example:{port}/connect"),
        format!("\\\\elsewhere.example:{port}\\connect"),
        "/connected-accounts/connect".to_owned(),
        "javascript:alert(1)".to_owned(),
        "data:text/html,hello".to_owned(),
        "file:///etc/hostname".to_owned(),
        "dev.mooring.desktop://callback?code=c&state=s".to_owned(),
        String::new(),
    ];
    let mut tried = Tried::default();
    for link in links {
        let body = json!({
            "connect_uri": link, "auth_session": "session", "expires_in": 300,
            "connect_params": {"ticket": "ticket"},
        });
        answer(&program.world, Endpoint::Connect, 201, &body, &[]);
        program.connect(GOOGLE);
        let failure = program.until_provider_failed(GOOGLE).await;
        let opened = program.world.browser.opened().len();
        let held = failure.diagnosis == Diagnosis::AnswerUnexpected && opened == 1;
        tried.see(&link, held);
        dismiss(&mut program).await;
    }
    tried.record();
}

async fn dismiss(program: &mut Program) {
    let of = GOOGLE.to_owned();
    program.take(Request::DismissFailure { of });
    program
        .until_accounts("nothing is told", |now| {
            let mut providers = now.available.iter();
            providers.all(|one| one.failure.is_none())
        })
        .await;
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", elsewhere.local_addr().unwrap());
    let mut program = Program::signed_in(Config::default()).await;
    let mut tried = Tried::default();
    let places = [
        Endpoint::Discovery,
        Endpoint::Jwks,
        Endpoint::TokenRefresh,
        Endpoint::Accounts,
        Endpoint::Connections,
    ];
    for at in places {
        for status in [301, 302, 303, 307, 308] {
            let to = [("location", address.as_str())];
            answer(&program.world, at, status, &json!({}), &to);
            program.world.settings.forget_tenants();
            program = program.restart();
            let failure = program.until_list_failed().await;
            let told = [Diagnosis::AnswerUnexpected, Diagnosis::TenantNotAuth0];
            tried.see(
                &format!("{at:?} {status}"),
                told.contains(&failure.diagnosis),
            );
        }
    }
    for status in [301, 302, 303, 307, 308] {
        let to = [("location", address.as_str())];
        program.world.tenant.emulator().clear_faults();
        program = program.restart();
        program.until_current().await;
        answer(&program.world, Endpoint::Connect, status, &json!({}), &to);
        program.connect(GOOGLE);
        let failure = program.until_provider_failed(GOOGLE).await;
        let held = failure.diagnosis == Diagnosis::AnswerUnexpected;
        tried.see(&format!("Connect {status}"), held);
    }
    let none = tokio::time::timeout(Duration::from_millis(50), elsewhere.accept()).await;
    tried.see("nobody came", none.is_err());
    tried.record();
}

async fn on_the_form(program: &mut Program, domain: &str) -> Option<FailureView> {
    let client_id = program.world.tenant.client_id.clone();
    program.take(Request::UseTenant(ProfileForm {
        domain: domain.to_owned(),
        client_id,
        ..ProfileForm::default()
    }));
    // The one of before is gone as soon as the address is looked at, or another one took its place.
    let before = program.snapshots().borrow().revision;
    let found = program
        .until("told", |now| {
            let told = |now| {
                matches!(
                    now,
                    &Screen::FirstRun {
                        checking: false,
                        failure: Some(_),
                        ..
                    }
                )
            };
            now.revision > before && told(&now.screen)
        })
        .await;
    match found.screen {
        Screen::FirstRun { failure, .. } => failure,
        Screen::Starting
        | Screen::SignedOut { .. }
        | Screen::SigningIn { .. }
        | Screen::AnotherPerson { .. }
        | Screen::Keychain { .. }
        | Screen::Accounts(_) => None,
    }
}

#[tokio::test]
async fn no_document_names_another_tenant() {
    let world = World::new(Config::default()).await;
    let own = world.tenant.address().to_string();
    let text = world
        .tenant
        .answer("GET", "/.well-known/openid-configuration");
    let document: Value = serde_json::from_str(&text.await.response_body).unwrap();
    let mut tried = Tried::default();
    let wrong = [
        ("issuer", "https://elsewhere.example/".to_owned()),
        ("issuer", own.trim_end_matches('/').to_owned()),
        ("issuer", own.replace("127.0.0.1", "localhost")),
        (
            "authorization_endpoint",
            "https://elsewhere.example/authorize".to_owned(),
        ),
        (
            "token_endpoint",
            "https://elsewhere.example/oauth/token".to_owned(),
        ),
        ("token_endpoint", own.replace("http://", "https://")),
        ("jwks_uri", own.replace("127.0.0.1", "localhost")),
        (
            "revocation_endpoint",
            "http://127.0.0.1:1/oauth/revoke".to_owned(),
        ),
        ("end_session_endpoint", "javascript:alert(1)".to_owned()),
    ];
    let mut program = Program::start(world);
    for (member, value) in wrong {
        let mut document = document.clone();
        document[member] = json!(value);
        answer(&program.world, Endpoint::Discovery, 200, &document, &[]);
        let failure = on_the_form(&mut program, &own).await;
        let wanted = match member {
            "issuer" => Diagnosis::IssuerMismatch,
            _ => Diagnosis::TenantNotAuth0,
        };
        let held = failure.is_some_and(|failure| failure.diagnosis == wanted);
        let kept = program.world.settings.now().profile;
        tried.see(&format!("{member} {value}"), held && kept.is_none());
    }
    for domain in [
        "http://acme.eu.auth0.com",
        "http://localhost.elsewhere.example",
        "http://127.0.0.1.elsewhere.example",
        "http://10.0.0.1",
    ] {
        let failure = on_the_form(&mut program, domain).await;
        let wanted = Diagnosis::DomainNotSecure;
        let held = failure.is_some_and(|failure| failure.diagnosis == wanted);
        tried.see(domain, held);
    }
    tried.record();
}

/// What a tenant could put where a next page begins, or into an id.
const ODD: [&str; 14] = [
    "../connect",
    "/../../../oauth/revoke",
    "..",
    ".",
    "a/b",
    "a?take=1",
    "a&from=b&take=100",
    "a#b",
    "%2e%2e%2fconnect",
    "http://elsewhere.example/",
    "//elsewhere.example/",
    "a\r\nhost: elsewhere.example",
    "\\..\\connect",
    "\u{202e}é\u{0}",
];

fn account(id: &str) -> Value {
    json!({
        "id": id, "connection": "github", "access_type": "offline",
        "scopes": ["read:user"], "created_at": "2026-11-23T03:00:00.000Z",
    })
}

#[tokio::test]
async fn no_cursor_builds_another_path() {
    let config = Config {
        record: true,
        ..Config::default()
    };
    let mut program = Program::signed_in(config).await;
    let mut tried = Tried::default();
    for odd in ODD {
        let page = json!({"accounts": [account("cac_1")], "next": odd});
        let does = Misbehavior::Status {
            status: 200,
            body: Some(page.to_string()),
            headers: Vec::new(),
        };
        let emulator = program.world.tenant.emulator();
        let before = emulator.exchanges().len();
        emulator.inject(Fault::once(Endpoint::Accounts, does));
        program.failing_refresh_after(1).await;
        let all = program.world.tenant.exchanges().split_off(before);
        let paths = ["accounts", "connections"].map(|list| format!("{ME}{list}"));
        let inside = all.iter().all(|one| paths.contains(&one.path));
        let from = ("from".to_owned(), odd.to_owned());
        let second = all.iter().any(|one| one.query.contains(&from));
        tried.see(odd, inside && second);
        program.take(Request::Refresh);
        program.until_current().await;
    }
    tried.record();
}

#[tokio::test]
async fn no_id_builds_another_path() {
    let mut program = Program::signed_in(Config::default()).await;
    let mut tried = Tried::default();
    let places = [Endpoint::Delete, Endpoint::Connect, Endpoint::Revoke];
    for odd in ODD {
        let page = json!({"accounts": [account(odd)], "next": null});
        answer(&program.world, Endpoint::Accounts, 200, &page, &[]);
        let accounts = program.refresh_after(1).await;
        let id = all(&accounts).next().unwrap().id.clone();
        let any = program.world.tenant.emulator().count(Endpoint::Any);
        program.disconnect(&[&id], false).await;
        let failed = |now: &accounts::view::AccountsView| all(now).any(|one| one.failure.is_some());
        let now = program.until_accounts("not removed", failed).await;
        let failure = all(&now).find_map(|one| one.failure.clone()).unwrap();
        let emulator = program.world.tenant.emulator();
        let none = places.iter().all(|at| emulator.count(*at) == 0);
        let sent = emulator.count(Endpoint::Any) - any;
        let held = failure.diagnosis == Diagnosis::RequestRejected && none && sent == 0;
        tried.see(odd, held);
        program.world.tenant.emulator().clear_faults();
        program.refresh_after(1).await;
    }
    tried.record();
}

/// 1 MiB is the most that is read of any answer, however well-formed it is.
#[tokio::test]
async fn no_answer_is_read_without_end() {
    let mut program = Program::signed_in(Config::default()).await;
    let mut tried = Tried::default();
    let padding = "x".repeat(1024 * 1024);
    let places = [
        (Endpoint::Discovery, Diagnosis::AnswerUnexpected),
        (Endpoint::Jwks, Diagnosis::AnswerUnexpected),
        (Endpoint::TokenRefresh, Diagnosis::AnswerUnexpected),
        (Endpoint::Accounts, Diagnosis::AnswerUnexpected),
        (Endpoint::Connections, Diagnosis::AnswerUnexpected),
    ];
    for (at, wanted) in places {
        let list = json!({"accounts": [], "connections": [], "keys": [], "padding": padding});
        answer(&program.world, at, 200, &list, &[]);
        program.world.settings.forget_tenants();
        program = program.restart();
        let failure = program.until_list_failed().await;
        tried.see(&format!("{at:?}"), failure.diagnosis == wanted);
    }
    tried.record();
}
