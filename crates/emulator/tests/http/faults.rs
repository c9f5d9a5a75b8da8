//! Where faults strike, how often, and the errors of the contract as faults.

use emulator::{Endpoint, Fault, Misbehavior};
use reqwest::Method;
use serde_json::Value;

use crate::tenant::{ALL, Answer, CALLBACK, Tenant, automatic, location, parameter, started};

const LIST: &str = "/me/v1/connected-accounts/accounts";

#[tokio::test]
async fn every_problem_of_the_contract_can_be_answered() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("dana", ALL).await;
    for does in Misbehavior::problems() {
        let Misbehavior::Problem {
            status,
            code,
            title,
            detail,
        } = does.clone()
        else {
            unreachable!()
        };
        tenant.emulator.inject(Fault::once(Endpoint::Any, does));
        let answer = tenant.list(&token, "").await;
        assert_eq!(answer.status, status);
        assert!(answer.text("type").ends_with(&code), "{code}");
        assert_eq!(answer.text("title"), title);
        assert_eq!(answer.text("detail"), detail);
        assert_eq!(answer.body["status"], status);
        let invalid = answer.body.get("validation_errors").is_some();
        assert_eq!(invalid, code == "A0E-400-0003");
        assert_eq!(tenant.list(&token, "").await.status, 200, "only once");
    }
}

#[tokio::test]
async fn every_oauth_error_of_the_contract_can_be_answered() {
    let tenant = started(|config| config.client.rotation = false).await;
    let signed_in = tenant.sign_in(&[]).await;
    let token = signed_in.text("refresh_token");
    let all = [Misbehavior::oauth_errors(), Misbehavior::exchange_errors()].concat();
    for does in all {
        let Misbehavior::OAuthError {
            status,
            error,
            description,
        } = does.clone()
        else {
            unreachable!()
        };
        let fault = Fault::once(Endpoint::TokenRefresh, does);
        tenant.emulator.inject(fault);
        let answer = tenant.refresh(token, &[]).await;
        assert_eq!((answer.status, answer.text("error")), (status, &*error));
        assert_eq!(answer.text("error_description"), description);
        let with_token = answer.body.get("mfa_token").is_some_and(Value::is_string);
        assert_eq!(with_token, error == "mfa_required");
        let with_nonce = answer.headers.contains_key("dpop-nonce");
        assert_eq!(with_nonce, error == "use_dpop_nonce");
    }
    assert_eq!(tenant.refresh(token, &[]).await.status, 200);
}

#[tokio::test]
async fn every_error_of_authorize_comes_back_at_the_callback() {
    let tenant = automatic().await;
    for does in Misbehavior::authorize_errors() {
        let Misbehavior::OAuthError {
            error, description, ..
        } = does.clone()
        else {
            unreachable!()
        };
        tenant
            .emulator
            .inject(Fault::once(Endpoint::Authorize, does));
        let back = location(&tenant.authorize(&[]).await);
        assert!(back.as_str().starts_with(CALLBACK));
        assert_eq!(parameter(&back, "error"), Some(error));
        assert_eq!(parameter(&back, "error_description"), Some(description));
        assert_eq!(parameter(&back, "state").as_deref(), Some("st"));
    }
    let fault = Fault::once(
        Endpoint::Authorize,
        Misbehavior::authorize_errors().remove(0),
    );
    tenant.emulator.inject(fault);
    let foreign = tenant.authorize(&[("redirect_uri", "https://evil.example/")]);
    assert_eq!(foreign.await.status(), 403, "no open redirect");
}

/// What an answer to a proof says, whatever it proves.
fn challenge(answer: &Answer) -> (u16, String) {
    let header = answer.headers.get("www-authenticate");
    let text = header.map_or("", |value| value.to_str().unwrap());
    (answer.status, text.to_owned())
}

#[tokio::test]
async fn a_storm_of_nonces_challenges_every_proof_without_end() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("dana", ALL).await;
    tenant
        .emulator
        .inject(Fault::always(Endpoint::Any, Misbehavior::NonceStorm));
    assert_eq!(
        tenant.list(&token, "").await.status,
        200,
        "no proof, no challenge"
    );
    let mut nonces = Vec::new();
    for _ in 0..3 {
        let request = tenant.http.get(tenant.at(LIST)).header("dpop", "a proof");
        let answer = Answer::of(request.send().await.unwrap()).await;
        let (status, text) = challenge(&answer);
        assert_eq!(status, 401);
        assert!(
            text.starts_with("DPoP error=\"invalid_dpop_nonce\""),
            "{text}"
        );
        nonces.push(answer.headers["dpop-nonce"].clone());
    }
    assert_ne!(nonces[0], nonces[1]);
    let request = tenant.http.post(tenant.at("/oauth/token"));
    let request = request
        .header("dpop", "a proof")
        .form(&[("grant_type", "refresh_token")]);
    let answer = Answer::of(request.send().await.unwrap()).await;
    assert_eq!(
        (answer.status, answer.text("error")),
        (400, "use_dpop_nonce")
    );
    assert!(answer.headers.contains_key("dpop-nonce"));
}

fn answered(status: u16) -> Misbehavior {
    Misbehavior::Status {
        status,
        body: None,
        headers: Vec::new(),
    }
}

async fn statuses(tenant: &Tenant, token: &str, count: usize) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..count {
        statuses.push(tenant.list(token, "").await.status);
    }
    statuses
}

#[tokio::test]
async fn a_fault_skips_and_ends_and_can_be_withdrawn_before() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("dana", ALL).await;
    let fault = Fault {
        skip: 1,
        times: Some(2),
        ..Fault::always(Endpoint::Accounts, answered(503))
    };
    let spent = tenant.emulator.inject(fault);
    assert_eq!(statuses(&tenant, &token, 4).await, [200, 503, 503, 200]);
    assert!(!tenant.emulator.withdraw(spent));

    let first = tenant
        .emulator
        .inject(Fault::always(Endpoint::Any, answered(500)));
    tenant
        .emulator
        .inject(Fault::always(Endpoint::Accounts, answered(502)));
    assert_eq!(
        statuses(&tenant, &token, 1).await,
        [500],
        "the oldest first"
    );
    assert!(tenant.emulator.withdraw(first));
    assert_eq!(statuses(&tenant, &token, 1).await, [502]);
    let connections = tenant.call(Method::GET, "/connections", &token, None).await;
    assert_eq!(connections.status, 200, "another endpoint");
    tenant.emulator.clear_faults();
    assert_eq!(statuses(&tenant, &token, 1).await, [200]);
}

#[tokio::test]
async fn faults_can_be_there_from_the_start() {
    let tenant = started(|config| {
        let fault = Fault::once(Endpoint::Discovery, answered(503));
        config.faults = vec![fault];
    })
    .await;
    let path = "/.well-known/openid-configuration";
    assert_eq!(tenant.get(path).await.status(), 503);
    assert_eq!(tenant.get(path).await.status(), 200);
}

#[tokio::test]
async fn requests_are_counted_by_endpoint_and_grant_type() {
    let tenant = automatic().await;
    let signed_in = tenant.sign_in(&[]).await;
    tenant.refresh(signed_in.text("refresh_token"), &[]).await;
    let token = tenant.my_account_token("dana", ALL).await;
    tenant
        .emulator
        .inject(Fault::once(Endpoint::Accounts, Misbehavior::Reset));
    let request = tenant.http.get(tenant.at(LIST)).bearer_auth(&token);
    assert!(request.send().await.is_err());
    let count = |endpoint| tenant.emulator.count(endpoint);
    assert_eq!(count(Endpoint::Authorize), 2);
    assert_eq!(
        (count(Endpoint::TokenCode), count(Endpoint::TokenRefresh)),
        (2, 1)
    );
    assert_eq!(count(Endpoint::Token), 3);
    assert_eq!(
        count(Endpoint::Accounts),
        1,
        "a closed connection counts too"
    );
    assert_eq!(count(Endpoint::Delete), 0);
    assert_eq!(count(Endpoint::Any), 6);
}
