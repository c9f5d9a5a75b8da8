//! Given nothing but a fresh installation: choosing a tenant.

use accounts::view::{Diagnosis, FailureView, Screen};
use accounts::{ProfileForm, Request};
use axum::Router;
use axum::http::StatusCode;
use axum::response::Html;
use emulator::Config;
use tokio::net::TcpListener;

use crate::support::{Program, TestDemo, World, of};

const CLIENT: &str = "mooring-demo";

async fn fresh() -> Program {
    Program::start(World::new(Config::default()).await)
}

/// Types a tenant in; gives the failure that then stands at the form.
async fn refused(program: &mut Program, domain: &str, client_id: &str) -> FailureView {
    program.take(Request::UseTenant(ProfileForm {
        domain: domain.to_owned(),
        client_id: client_id.to_owned(),
        ..ProfileForm::default()
    }));
    let found = program
        .until("the form with a failure", |snapshot| {
            matches!(
                snapshot.screen,
                Screen::FirstRun {
                    checking: false,
                    failure: Some(_),
                    ..
                }
            )
        })
        .await;
    assert_eq!(found.tenant, None, "no tenant is in use");
    assert_eq!(program.world.settings.now().profile, None);
    assert_eq!(program.world.browser.opened(), []);
    let Screen::FirstRun { failure, .. } = found.screen else {
        panic!("another screen");
    };
    failure.unwrap()
}

/// A web server that answers everything alike; gives its address.
async fn web_server(status: StatusCode, html: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let routes = Router::new().fallback(move || async move { (status, Html(html)) });
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://{address}")
}

#[tokio::test]
async fn a_domain_that_is_none_is_refused_and_the_form_stays() {
    let mut program = fresh().await;
    for domain in ["", "acme", "acme.example/path", "two words.example"] {
        let failure = refused(&mut program, domain, CLIENT).await;
        assert_eq!(failure.diagnosis, Diagnosis::DomainInvalid, "{domain}");
        program.take(Request::DismissFailure { of: String::new() });
    }
}

#[tokio::test]
async fn plain_http_is_refused_unless_it_is_this_computer() {
    let mut program = fresh().await;
    let failure = refused(&mut program, "http://acme.example", CLIENT).await;
    assert_eq!(failure.diagnosis, Diagnosis::DomainNotSecure);
    assert_eq!(failure.subject.as_deref(), Some("http://acme.example"));
}

#[tokio::test]
async fn a_client_id_that_is_none_is_refused() {
    let mut program = fresh().await;
    for client_id in ["", "   ", "two words", "schlüssel"] {
        let address = program.world.tenant.address().to_string();
        let failure = refused(&mut program, &address, client_id).await;
        assert_eq!(failure.diagnosis, Diagnosis::ClientIdInvalid, "{client_id}");
        program.take(Request::DismissFailure { of: String::new() });
    }
}

#[tokio::test]
async fn a_web_site_is_no_tenant() {
    let mut program = fresh().await;
    let site = web_server(StatusCode::OK, "<h1>Welcome</h1>").await;
    let failure = refused(&mut program, &site, CLIENT).await;
    assert_eq!(failure.diagnosis, Diagnosis::TenantNotAuth0);
    let site = web_server(StatusCode::NOT_FOUND, "<h1>Not here</h1>").await;
    program.take(Request::DismissFailure { of: String::new() });
    let failure = refused(&mut program, &site, CLIENT).await;
    assert_eq!(failure.diagnosis, Diagnosis::TenantNotAuth0);
}

#[tokio::test]
async fn a_tenant_in_trouble_says_so() {
    let mut program = fresh().await;
    let site = web_server(StatusCode::SERVICE_UNAVAILABLE, "<h1>Later</h1>").await;
    let failure = refused(&mut program, &site, CLIENT).await;
    assert_eq!(failure.diagnosis, Diagnosis::TenantBroken);
}

#[tokio::test]
async fn a_host_where_nobody_answers_is_unreachable() {
    let mut program = fresh().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let failure = refused(&mut program, &nobody, CLIENT).await;
    assert_eq!(failure.diagnosis, Diagnosis::TenantUnreachable);
}

#[tokio::test]
async fn a_tenant_that_calls_itself_otherwise_is_refused() {
    let config = Config {
        base_url: Some("https://login.example/".parse().unwrap()),
        ..Config::default()
    };
    let mut program = Program::start(World::new(config).await);
    let address = program.world.tenant.address().to_string();
    let failure = refused(&mut program, &address, CLIENT).await;
    assert_eq!(failure.diagnosis, Diagnosis::IssuerMismatch);
    assert_eq!(failure.subject.as_deref(), Some("https://login.example/"));
}

#[tokio::test]
async fn after_a_wrong_domain_the_right_one_leads_to_the_accounts() {
    let mut program = fresh().await;
    refused(&mut program, "acme", CLIENT).await;
    let address = program.world.tenant.address().to_string();
    program.take(Request::UseTenant(ProfileForm {
        domain: format!(" {address} "),
        client_id: format!(" {CLIENT} "),
        ..ProfileForm::default()
    }));
    let accounts = program.until_current().await;
    assert_eq!(accounts.person.unwrap().name, "Dana Okafor");
    let settings = program.world.settings.now();
    let kept = settings.in_use().unwrap().clone();
    assert_eq!((kept.domain, kept.client_id.as_str()), (address, CLIENT));
}

#[tokio::test]
async fn the_demo_leads_to_accounts_and_is_never_kept_in_the_settings() {
    let mut program = fresh().await;
    program.take(Request::TryDemo);
    let accounts = program.until_current().await;
    assert_eq!(of(&accounts, "github").len(), 1);
    let tenant = program.until("a snapshot", |_| true).await.tenant;
    assert!(tenant.unwrap().demo);
    assert_eq!(program.world.settings.now().profile, None);

    let mut program = program.restart();
    let first_run = Screen::FirstRun {
        checking: false,
        looking: false,
        failure: None,
        answered: None,
        changes: None,
        back: None,
    };
    program
        .until("a first run again", |snapshot| snapshot.screen == first_run)
        .await;
}

#[tokio::test]
async fn a_demo_that_does_not_start_says_why() {
    let mut world = World::new(Config::default()).await;
    world.demo = TestDemo(Err("no port is free".to_owned()));
    let mut program = Program::start(world);
    program.take(Request::TryDemo);
    let found = program
        .until("a failure", |snapshot| {
            matches!(
                snapshot.screen,
                Screen::FirstRun {
                    failure: Some(_),
                    ..
                }
            )
        })
        .await;
    let Screen::FirstRun { failure, .. } = found.screen else {
        panic!("another screen");
    };
    let failure = failure.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::DemoNotStarted);
    assert_eq!(failure.detail.as_deref(), Some("no port is free"));
}

#[tokio::test]
async fn a_domain_alone_can_be_looked_at() {
    let mut program = fresh().await;
    let ask = |domain: String| Request::CheckTenant { domain };
    program.take(ask("not a domain".to_owned()));
    let told = program.until("a failure", |now| {
        matches!(
            &now.screen,
            Screen::FirstRun {
                failure: Some(_),
                ..
            }
        )
    });
    let Screen::FirstRun { failure, .. } = told.await.screen else {
        panic!("another screen");
    };
    assert_eq!(failure.unwrap().diagnosis, Diagnosis::DomainInvalid);
    program.take(ask(program.world.tenant.address().to_string()));
    let told = program.until("an answer", |now| {
        matches!(
            &now.screen,
            Screen::FirstRun {
                answered: Some(_),
                ..
            }
        )
    });
    let Screen::FirstRun {
        failure, answered, ..
    } = told.await.screen
    else {
        panic!("another screen");
    };
    assert_eq!(failure, None);
    let host = program.world.tenant.address().authority().to_owned();
    assert_eq!(answered, Some(host));
    assert_eq!(
        program.world.settings.now().profile,
        None,
        "nothing is kept"
    );
}
