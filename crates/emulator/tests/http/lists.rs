//! The two lists, deletion, and who may call.

use emulator::{DeleteUnknown, UnknownParameter};
use reqwest::Method;
use serde_json::Value;

use crate::tenant::{ALL, Answer, Tenant, automatic, claims, started};

const READ: &str = "read:me:connected_accounts";

fn ids(answer: &Answer) -> Vec<String> {
    let accounts = answer.body["accounts"].as_array().unwrap();
    accounts
        .iter()
        .map(|account| account["id"].as_str().unwrap().to_owned())
        .collect()
}

async fn every_id(tenant: &Tenant, token: &str, query: &str) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut more = String::new();
    loop {
        let answer = tenant.list(token, &format!("?{query}{more}")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        pages.push(ids(&answer));
        match answer.body.get("next").and_then(Value::as_str) {
            Some(next) => more = format!("&from={next}"),
            None => return pages,
        }
    }
}

fn sizes(pages: &[Vec<String>]) -> Vec<usize> {
    pages.iter().map(Vec::len).collect()
}

#[tokio::test]
async fn accounts_come_in_pages_of_ten_and_never_more_than_twenty() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("layla", READ).await;
    assert_eq!(sizes(&every_id(&tenant, &token, "").await), [10, 10, 3]);
    assert_eq!(sizes(&every_id(&tenant, &token, "take=50").await), [20, 3]);
    let pages = every_id(&tenant, &token, "take=7").await;
    assert_eq!(sizes(&pages), [7, 7, 7, 2]);
    let mut all: Vec<String> = pages.concat();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 23);
    let form = |id: &String| {
        id.strip_prefix("cac_")
            .is_some_and(|rest| rest.len() == 22 && rest.chars().all(|c| c.is_ascii_alphanumeric()))
    };
    assert!(all.iter().all(form));
}

#[tokio::test]
async fn accounts_can_be_asked_for_by_connection_and_by_several() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("layla", READ).await;
    let count = async |query: &str| {
        sizes(&every_id(&tenant, &token, query).await)
            .iter()
            .sum::<usize>()
    };
    assert_eq!(count("take=20&connection=google-oauth2").await, 6);
    assert_eq!(
        count("take=20&connection=google-oauth2&connection=github").await,
        9
    );
    assert_eq!(count("connection=nothing").await, 0);
    let many: Vec<String> = (0..21).map(|n| format!("connection=c{n}")).collect();
    let refused = tenant.list(&token, &format!("?{}", many.join("&"))).await;
    assert_eq!((refused.status, refused.code()), (400, "A0E-400-0003"));
    let long = tenant
        .list(&token, &format!("?connection={}", "x".repeat(129)))
        .await;
    assert_eq!(long.status, 400);
}

#[tokio::test]
async fn bad_pages_are_refused() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("layla", READ).await;
    for query in [
        "?take=0",
        "?take=-1",
        "?take=ten",
        "?take=1.5",
        "?from=made-up",
    ] {
        let answer = tenant.list(&token, query).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "A0E-400-0003"),
            "{query}"
        );
        assert_eq!(answer.body["validation_errors"][0]["source"], "query");
    }
    let next = tenant.list(&token, "").await.text("next").to_owned();
    let connections = format!("/connections?from={next}");
    let other_list = tenant.call(Method::GET, &connections, &token, None).await;
    assert_eq!(other_list.status, 400, "a cursor holds for its own list");
    let dana = tenant.my_account_token("dana", READ).await;
    let other_person = tenant.list(&dana, &format!("?from={next}")).await;
    assert_eq!(
        other_person.status, 400,
        "a cursor holds for its own person"
    );
}

#[tokio::test]
async fn a_page_is_not_shifted_by_deletions_before_it() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("layla", ALL).await;
    let first = tenant.list(&token, "").await;
    let second_before = tenant
        .list(&token, &format!("?from={}", first.text("next")))
        .await;
    let gone = format!("/accounts/{}", ids(&first)[9]);
    tenant.call(Method::DELETE, &gone, &token, None).await;
    let second_after = tenant
        .list(&token, &format!("?from={}", first.text("next")))
        .await;
    assert_eq!(ids(&second_before), ids(&second_after));
}

#[tokio::test]
async fn unknown_parameters_are_ignored_taken_or_refused_as_configured() {
    for (setting, status, first_again) in [
        (UnknownParameter::Ignore, 200, true),
        (UnknownParameter::NextIsFrom, 200, false),
        (UnknownParameter::Refuse, 400, false),
    ] {
        let tenant = started(|config| config.open_questions.unknown_parameter = setting).await;
        let token = tenant.my_account_token("layla", READ).await;
        let first = tenant.list(&token, "?take=5").await;
        let next = tenant
            .list(&token, &format!("?take=5&next={}", first.text("next")))
            .await;
        assert_eq!(next.status, status, "{setting:?}");
        if status == 200 {
            assert_eq!(ids(&first) == ids(&next), first_again, "{setting:?}");
        }
    }
}

#[tokio::test]
async fn an_account_tells_no_more_than_the_contract_says() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("dana", READ).await;
    let answer = tenant.list(&token, "").await;
    let github = answer.body["accounts"][0].as_object().unwrap();
    let names: Vec<&str> = github.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["access_type", "connection", "created_at", "id", "scopes"]
    );
    assert!(answer.body["accounts"][1]["expires_at"].is_string());
    assert!(answer.body.get("next").is_none());
    let nobody = tenant.my_account_token("kenji", READ).await;
    assert_eq!(
        tenant.list(&nobody, "").await.body,
        serde_json::json!({"accounts": []})
    );
}

#[tokio::test]
async fn connections_are_those_that_are_enabled() {
    let tenant = started(|config| config.connections[1].enabled = false).await;
    let token = tenant.my_account_token("dana", READ).await;
    let answer = tenant
        .call(Method::GET, "/connections?take=3", &token, None)
        .await;
    let names: Vec<&Value> = answer.body["connections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| &c["name"])
        .collect();
    assert_eq!(names, ["google-oauth2", "slack", "windowslive"]);
    let rest = format!("/connections?from={}", answer.text("next"));
    let rest = tenant.call(Method::GET, &rest, &token, None).await;
    assert_eq!(rest.body["connections"].as_array().map(Vec::len), Some(4));
    assert_eq!(rest.body["connections"][3]["strategy"], "oauth2");
}

#[tokio::test]
async fn deleting_answers_204_without_a_body_and_only_takes_ones_own() {
    let tenant = automatic().await;
    let layla = tenant.my_account_token("layla", ALL).await;
    let dana = tenant.my_account_token("dana", ALL).await;
    let id = ids(&tenant.list(&dana, "").await)[0].clone();
    let path = format!("/accounts/{id}");
    assert_eq!(
        tenant
            .call(Method::DELETE, &path, &layla, None)
            .await
            .status,
        204
    );
    assert_eq!(
        tenant.list(&dana, "").await.body["accounts"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    let gone = tenant.call(Method::DELETE, &path, &dana, None).await;
    assert_eq!((gone.status, gone.body), (204, Value::Null));
    assert_eq!(
        tenant.list(&dana, "").await.body["accounts"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    for id in ["con_abc", "cac_", "cac_a-b"] {
        let malformed = tenant
            .call(Method::DELETE, &format!("/accounts/{id}"), &dana, None)
            .await;
        assert_eq!(
            (malformed.status, malformed.code()),
            (400, "A0E-400-0003"),
            "{id}"
        );
    }
}

#[tokio::test]
async fn deleting_what_is_not_there_can_be_a_404_instead() {
    let tenant =
        started(|config| config.open_questions.delete_unknown = DeleteUnknown::NotFound).await;
    let token = tenant.my_account_token("dana", ALL).await;
    let answer = tenant
        .call(
            Method::DELETE,
            "/accounts/cac_0000000000000000000000",
            &token,
            None,
        )
        .await;
    assert_eq!((answer.status, answer.code()), (404, "A0E-404-0002"));
}

#[tokio::test]
async fn callers_are_refused_without_a_token_with_a_wrong_one_and_without_the_scope() {
    let tenant = automatic().await;
    let none = tenant.list("", "").await;
    assert_eq!((none.status, none.code()), (401, "A0E-401-0002"));
    let opaque = tenant.sign_in(&[]).await;
    for wrong in [
        "nonsense",
        opaque.text("access_token"),
        opaque.text("id_token"),
    ] {
        let answer = tenant.list(wrong, "").await;
        assert_eq!((answer.status, answer.code()), (401, "A0E-401-0003"));
        assert_eq!(answer.text("detail"), "Invalid Token");
    }
    let token = tenant.my_account_token("dana", READ).await;
    let missing = tenant
        .call(Method::DELETE, "/accounts/cac_x", &token, None)
        .await;
    assert_eq!((missing.status, missing.code()), (403, "A0E-403-0002"));
    assert_eq!(
        missing.text("detail"),
        "The auth token lacks the required scope: delete:me:connected_accounts"
    );
    tenant.advance(601);
    assert_eq!(
        tenant.list(&token, "").await.status,
        401,
        "ten minutes are over"
    );
}

#[tokio::test]
async fn a_token_holds_for_the_host_it_was_asked_at() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("dana", READ).await;
    assert_eq!(claims(&token)["iss"], tenant.at("/"));
    let port = tenant.emulator.base_url().port().unwrap();
    let request = tenant
        .http
        .get(tenant.at("/me/v1/connected-accounts/accounts"))
        .header("host", format!("localhost:{port}"))
        .bearer_auth(&token);
    assert_eq!(request.send().await.unwrap().status(), 401);
    assert_eq!(tenant.list(&token, "").await.status, 200);
}

#[tokio::test]
async fn every_answer_tells_the_rate_limit() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("dana", READ).await;
    let first = tenant.list(&token, "").await;
    let second = tenant.list(&token, "?take=0").await;
    let number = |answer: &Answer, name: &str| -> i64 {
        answer.headers[name].to_str().unwrap().parse().unwrap()
    };
    assert_eq!(number(&first, "x-ratelimit-limit"), 600);
    assert_eq!(number(&first, "x-ratelimit-remaining"), 599);
    assert_eq!(number(&second, "x-ratelimit-remaining"), 598);
    assert!(number(&first, "x-ratelimit-reset") > 1_700_000_000);
    tenant.advance(61);
    assert_eq!(
        number(&tenant.list(&token, "").await, "x-ratelimit-remaining"),
        599
    );
    assert!(
        tenant
            .list("", "")
            .await
            .headers
            .contains_key("x-ratelimit-limit")
    );
}

#[tokio::test]
async fn paths_that_others_believe_in_are_not_found() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("dana", ALL).await;
    for (method, path) in [
        (Method::GET, ""),
        (Method::DELETE, "/github"),
        (Method::GET, "/connect"),
        (Method::PUT, "/accounts"),
    ] {
        let answer = tenant.call(method, path, &token, None).await;
        assert_eq!(
            (answer.status, answer.code()),
            (404, "A0E-404-0002"),
            "{path}"
        );
    }
}
