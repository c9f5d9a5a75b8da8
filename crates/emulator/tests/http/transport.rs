//! Answers that are broken, late, lost or not there at all.

use std::time::Duration;

use emulator::{Endpoint, Fault, Misbehavior};
use serde_json::{Value, json};

use crate::tenant::{ALL, Tenant, automatic, complete_body, connect_body};

const LIST: &str = "/me/v1/connected-accounts/accounts";

/// A tenant with one fault for the next list, and a token.
async fn with_fault(does: Misbehavior) -> (Tenant, String) {
    let tenant = automatic().await;
    let token = tenant.my_account_token("dana", ALL).await;
    tenant
        .emulator
        .inject(Fault::once(Endpoint::Accounts, does));
    (tenant, token)
}

async fn try_list(tenant: &Tenant, token: &str) -> reqwest::Result<reqwest::Response> {
    let request = tenant.http.get(tenant.at(LIST)).bearer_auth(token);
    request.timeout(Duration::from_mins(1)).send().await
}

#[tokio::test]
async fn any_status_comes_with_the_body_and_headers_given_or_a_plausible_body() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("dana", ALL).await;
    for status in [400, 408, 500, 502, 503, 504] {
        let plain = Misbehavior::Status {
            status,
            body: None,
            headers: Vec::new(),
        };
        tenant.emulator.inject(Fault::once(Endpoint::Any, plain));
        let answer = tenant.list(&token, "").await;
        assert_eq!(
            (answer.status, &answer.body["status"]),
            (status, &json!(status))
        );
    }
    let own = Misbehavior::Status {
        status: 503,
        body: Some("<h1>Down</h1>".to_owned()),
        headers: vec![("retry-after".to_owned(), "7".to_owned())],
    };
    tenant.emulator.inject(Fault::once(Endpoint::Any, own));
    let response = try_list(&tenant, &token).await.unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(response.headers()["retry-after"], "7");
    assert_eq!(response.headers()["content-type"], "text/html");
    assert_eq!(response.text().await.unwrap(), "<h1>Down</h1>");
}

#[tokio::test]
async fn a_rate_limit_comes_with_the_headers_asked_for() {
    for (retry_after, reset_in, global) in [
        (Some(9), Some(30), true),
        (None, Some(30), false),
        (None, None, false),
    ] {
        let (tenant, token) = with_fault(Misbehavior::RateLimited {
            retry_after,
            reset_in,
            global,
        })
        .await;
        let answer = tenant.list(&token, "").await;
        assert_eq!((answer.status, answer.code()), (429, "A0E-429-0003"));
        let has = |name| answer.headers.contains_key(name);
        assert_eq!(has("retry-after"), retry_after.is_some());
        assert_eq!(has("x-ratelimit-reset"), reset_in.is_some());
        assert_eq!(has("x-auth0-error-kind"), global);
    }
}

#[tokio::test]
async fn bodies_come_as_pages_empty_huge_or_under_another_name() {
    let (tenant, token) = with_fault(Misbehavior::Html).await;
    let portal = try_list(&tenant, &token).await.unwrap();
    assert_eq!(portal.status(), 200);
    let kind = portal.headers()["content-type"].to_str().unwrap();
    assert!(kind.starts_with("text/html"));
    let inject = |does| {
        tenant
            .emulator
            .inject(Fault::once(Endpoint::Accounts, does))
    };
    inject(Misbehavior::EmptyBody);
    let empty = try_list(&tenant, &token).await.unwrap();
    assert_eq!(
        (empty.status().as_u16(), empty.text().await.unwrap()),
        (200, String::new())
    );
    inject(Misbehavior::HugeBody);
    let huge = try_list(&tenant, &token).await.unwrap();
    assert!(huge.bytes().await.unwrap().len() > 1 << 20);
    inject(Misbehavior::WrongContentType);
    let plain = try_list(&tenant, &token).await.unwrap();
    assert!(
        plain.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/plain")
    );
    let body: Value = serde_json::from_str(&plain.text().await.unwrap()).unwrap();
    assert!(body["accounts"].is_array());
}

#[tokio::test]
async fn half_a_body_breaks_off_with_the_whole_length_promised() {
    let (tenant, token) = with_fault(Misbehavior::HalfBody).await;
    let mut response = try_list(&tenant, &token).await.unwrap();
    let promised = response.content_length().unwrap();
    let mut received = 0;
    let broken = loop {
        match response.chunk().await {
            Ok(Some(bytes)) => received += bytes.len() as u64,
            Ok(None) => break false,
            Err(_) => break true,
        }
    };
    assert!(broken);
    assert_eq!(received, promised / 2);
}

#[tokio::test]
async fn bytes_can_come_one_by_one() {
    let per_byte = Duration::from_secs(1);
    let (tenant, token) = with_fault(Misbehavior::SlowBytes { per_byte }).await;
    let mut response = try_list(&tenant, &token).await.unwrap();
    let whole = response.content_length().unwrap();
    let first = response.chunk().await.unwrap().unwrap();
    assert!((first.len() as u64) < whole, "{}", first.len());
    let per_byte = Duration::ZERO;
    let slow = Fault::once(Endpoint::Accounts, Misbehavior::SlowBytes { per_byte });
    tenant.emulator.inject(slow);
    let body = try_list(&tenant, &token).await.unwrap().bytes().await;
    let body: Value = serde_json::from_slice(&body.unwrap()).unwrap();
    assert_eq!(body["accounts"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn no_answer_at_all_is_a_time_out_or_a_closed_connection() {
    let (tenant, token) = with_fault(Misbehavior::Hang).await;
    let request = tenant.http.get(tenant.at(LIST)).bearer_auth(&token);
    let hung = request.timeout(Duration::from_millis(5)).send().await;
    assert!(hung.unwrap_err().is_timeout());
    tenant
        .emulator
        .inject(Fault::once(Endpoint::Accounts, Misbehavior::Reset));
    let closed = try_list(&tenant, &token).await.unwrap_err();
    assert!(!closed.is_timeout(), "{closed}");
    assert_eq!(try_list(&tenant, &token).await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_lost_answer_has_had_its_effect() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("dana", ALL).await;
    let lose = |at| {
        tenant
            .emulator
            .inject(Fault::once(at, Misbehavior::AnswerLost))
    };
    let before = tenant.emulator.accounts("dana");

    lose(Endpoint::Delete);
    let path = tenant.at(&format!("{LIST}/{}", before[0].id));
    assert!(
        tenant
            .http
            .delete(path)
            .bearer_auth(&token)
            .send()
            .await
            .is_err()
    );
    assert_eq!(tenant.emulator.accounts("dana"), before[1..]);

    let connect = tenant.connect(&token, connect_body("dropbox")).await;
    let body = complete_body(&connect, &tenant.connect_code(&connect).await);
    lose(Endpoint::Complete);
    let request = tenant
        .http
        .post(tenant.at("/me/v1/connected-accounts/complete"));
    assert!(
        request
            .bearer_auth(&token)
            .json(&body)
            .send()
            .await
            .is_err()
    );
    assert_eq!(tenant.emulator.accounts("dana").len(), 2);
    assert_eq!(
        tenant.complete(&token, body).await.status,
        404,
        "done already"
    );

    let signed_in = tenant.sign_in(&[]).await;
    let refresh = signed_in.text("refresh_token");
    lose(Endpoint::TokenRefresh);
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", "mooring-demo"),
        ("refresh_token", refresh),
    ];
    let request = tenant.http.post(tenant.at("/oauth/token")).form(&fields);
    assert!(request.send().await.is_err());
    assert_eq!(tenant.refresh(refresh, &[]).await.status, 403, "spent");
}

#[tokio::test]
async fn a_repeated_cursor_never_comes_to_an_end() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("layla", ALL).await;
    let fault = Fault::always(Endpoint::Accounts, Misbehavior::RepeatCursor);
    let id = tenant.emulator.inject(fault);
    let first = tenant.list(&token, "?take=5").await;
    let next = first.text("next");
    let second = tenant.list(&token, &format!("?take=5&from={next}")).await;
    assert_eq!(second.status, 200);
    assert_eq!(second.body, first.body);
    assert!(tenant.emulator.withdraw(id));
    let over = tenant.list(&token, &format!("?from={next}")).await;
    assert_eq!(over.status, 400);
}
