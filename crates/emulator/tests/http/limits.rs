//! The rate limit, when it is reached.

use crate::tenant::{ALL, started};

#[tokio::test]
async fn a_call_too_many_is_refused_until_the_window_ends_for_that_person_only() {
    let tenant = started(|config| {
        config.rate_limit.calls = 2;
        config.rate_limit.window_seconds = 300;
    })
    .await;
    let dana = tenant.my_account_token("dana", ALL).await;
    let kenji = tenant.my_account_token("kenji", ALL).await;
    assert_eq!(tenant.list(&dana, "").await.status, 200);
    assert_eq!(tenant.list(&dana, "").await.status, 200);
    let over = tenant.list(&dana, "").await;
    assert_eq!((over.status, over.code()), (429, "A0E-429-0003"));
    assert_eq!(over.text("title"), "Endpoint Rate Limit Exceeded");
    let number = |name: &str| -> i64 { over.headers[name].to_str().unwrap().parse().unwrap() };
    assert_eq!(
        (number("x-ratelimit-limit"), number("x-ratelimit-remaining")),
        (2, 0)
    );
    assert!((1..=300).contains(&number("retry-after")));
    assert!(number("x-ratelimit-reset") > 1_700_000_000);
    assert_eq!(tenant.list(&kenji, "").await.status, 200);
    tenant.advance(301);
    assert_eq!(tenant.list(&dana, "").await.status, 200);
}

#[tokio::test]
async fn no_calls_means_no_limit() {
    let tenant = started(|config| config.rate_limit.calls = 1).await;
    tenant
        .emulator
        .change(|config| config.rate_limit.calls = 0)
        .unwrap();
    let token = tenant.my_account_token("dana", ALL).await;
    for _ in 0..5 {
        let answer = tenant.list(&token, "").await;
        assert_eq!(answer.status, 200);
        assert!(!answer.headers.contains_key("x-ratelimit-limit"));
    }
}
