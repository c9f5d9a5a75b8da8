//! What the contract leaves open, both ways. The questions not here are answered beside what they
//! are about: `connect.rs`, `lists.rs`, `refresh.rs`, `run_time.rs`, `vault.rs`.

use emulator::{
    Config, ConnectAnswer, Denial, EndSessionEndpoint, ExpiredTicket, LoopbackPorts, SameDevice,
    TakenElsewhere, UnauthorizedChallenge, VanishedConnection,
};
use reqwest::Response;

use crate::browser::{cookie, follow, html, link, with_pages};
use crate::prover::Prover;
use crate::tenant::{
    ALL, Answer, Tenant, automatic, complete_body, connect_body, location, parameter, started,
};

async fn connected(tenant: &Tenant, token: &str, connection: &str) -> Answer {
    let connect = tenant.connect(token, connect_body(connection)).await;
    let code = tenant.connect_code(&connect).await;
    tenant.complete(token, complete_body(&connect, &code)).await
}

/// A token of Kenji in a tenant with pages, with the browser's cookie.
async fn through_pages(tenant: &Tenant) -> (String, String) {
    let audience = tenant.audience();
    let changes = [("audience", audience.as_str()), ("scope", ALL)];
    let people = html(follow(tenant, &tenant.authorize(&changes).await, None).await).await;
    let chosen = tenant.get(&link(&people, "person-kenji")).await;
    let cookie = cookie(&chosen);
    let page = html(follow(tenant, &chosen, None).await).await;
    let back = location(&tenant.get(&link(&page, "continue")).await);
    let answer = tenant.redeem(&parameter(&back, "code").unwrap()).await;
    (answer.text("access_token").to_owned(), cookie)
}

#[tokio::test]
async fn a_denial_comes_back_as_one_error_or_another_or_ends_on_a_page() {
    for (setting, error) in [
        (Denial::AccessDenied, Some("access_denied")),
        (Denial::InvalidRequest, Some("invalid_request")),
        (Denial::Page, None),
    ] {
        let tenant = with_pages(|config| config.open_questions.denial = setting).await;
        let (token, _) = through_pages(&tenant).await;
        let connect = tenant.connect(&token, connect_body("slack")).await;
        let page = html(follow(&tenant, &tenant.open(&connect).await, None).await).await;
        let denied = tenant.get(&link(&page, "deny")).await;
        match error {
            Some(error) => {
                let back = location(&denied);
                assert_eq!(parameter(&back, "error").as_deref(), Some(error));
                assert_eq!(parameter(&back, "state").as_deref(), Some("st"));
            }
            None => assert_eq!(denied.status(), 403),
        }
        let answer = tenant.complete(&token, complete_body(&connect, "x")).await;
        assert_eq!(answer.status, 400, "{setting:?}");
    }
}

#[tokio::test]
async fn an_expired_ticket_ends_on_a_page_or_at_the_callback() {
    for (setting, error) in [
        (ExpiredTicket::Page, None),
        (ExpiredTicket::Redirect, Some("access_denied")),
    ] {
        let tenant = started(|config| config.open_questions.expired_ticket = setting).await;
        let token = tenant.my_account_token("kenji", ALL).await;
        let connect = tenant.connect(&token, connect_body("slack")).await;
        tenant.advance(301);
        let late = tenant.open(&connect).await;
        match error {
            Some(error) => {
                let back = location(&late);
                assert_eq!(parameter(&back, "error").as_deref(), Some(error));
                assert_eq!(parameter(&back, "state").as_deref(), Some("st"));
            }
            None => assert_eq!(late.status(), 400),
        }
        assert_eq!(tenant.open(&connect).await.status(), 400, "used up now");
    }
}

#[tokio::test]
async fn an_account_of_somebody_else_can_be_taken_or_not() {
    for (setting, status) in [
        (TakenElsewhere::Allow, 201),
        (TakenElsewhere::Conflict, 409),
    ] {
        let tenant = started(|config| {
            config.open_questions.taken_elsewhere = setting;
            // Dana has the first account of GitHub under this address.
            config.people[1].email = config.people[0].email.clone();
        })
        .await;
        let token = tenant.my_account_token("kenji", ALL).await;
        let answer = connected(&tenant, &token, "github").await;
        assert_eq!(answer.status, status, "{setting:?}");
        if status == 409 {
            assert_eq!(answer.code(), "A0E-409-0003");
        }
    }
}

#[tokio::test]
async fn a_connection_that_vanished_on_the_way_completes_or_conflicts() {
    for (setting, status) in [
        (VanishedConnection::Complete, 201),
        (VanishedConnection::Conflict, 409),
    ] {
        let tenant = started(|config| config.open_questions.vanished_connection = setting).await;
        let token = tenant.my_account_token("kenji", ALL).await;
        let connect = tenant.connect(&token, connect_body("github")).await;
        let code = tenant.connect_code(&connect).await;
        let off = |config: &mut Config| config.connections[1].enabled = false;
        tenant.emulator.change(off).unwrap();
        let answer = tenant
            .complete(&token, complete_body(&connect, &code))
            .await;
        assert_eq!(answer.status, status, "{setting:?}");
    }
}

#[tokio::test]
async fn the_browser_must_have_the_same_session_or_need_not() {
    for (setting, foreign_passes) in [(SameDevice::Unchecked, true), (SameDevice::Session, false)] {
        let tenant = with_pages(|config| config.open_questions.same_device = setting).await;
        let (token, cookie) = through_pages(&tenant).await;
        let open = async |cookie: Option<&str>| -> Response {
            let connect = tenant.connect(&token, connect_body("github")).await;
            let ticket = connect.body["connect_params"]["ticket"].as_str().unwrap();
            let request = tenant.http.get(connect.text("connect_uri"));
            let request = request.query(&[("ticket", ticket)]);
            let request = request.header("cookie", cookie.unwrap_or_default());
            request.send().await.unwrap()
        };
        let passed = |response: &Response| location(response).path().ends_with("/consent");
        assert!(passed(&open(Some(&cookie)).await));
        let foreign = open(None).await;
        assert_eq!(passed(&foreign), foreign_passes, "{setting:?}");
        if !foreign_passes {
            let error = parameter(&location(&foreign), "error");
            assert_eq!(error.as_deref(), Some("access_denied"));
        }
    }
}

#[tokio::test]
async fn complete_must_prove_the_same_key_or_need_not() {
    for (setting, status) in [(SameDevice::Unchecked, 201), (SameDevice::Key, 404)] {
        let tenant = started(|config| {
            config.open_questions.same_device = setting;
            config.dpop.api_nonce = false;
            config.dpop.token_nonce = false;
        })
        .await;
        let prover = Prover::new();
        let audience = tenant.audience();
        let changes = [
            ("login_hint", "kenji"),
            ("audience", &audience),
            ("scope", ALL),
        ];
        let answer = prover.redeem(&tenant, &tenant.code(&changes).await).await;
        let bound = answer.text("access_token");
        let address = tenant.at("/me/v1/connected-accounts/connect");
        let request = tenant
            .http
            .post(&address)
            .header("authorization", format!("DPoP {bound}"))
            .header("dpop", prover.for_call(("POST", &address), bound, None))
            .json(&connect_body("github"));
        let connect = Answer::of(request.send().await.unwrap()).await;
        assert_eq!(connect.status, 201, "{}", connect.body);
        let code = tenant.connect_code(&connect).await;
        let other = tenant.my_account_token("kenji", ALL).await;
        let answer = tenant
            .complete(&other, complete_body(&connect, &code))
            .await;
        assert_eq!(answer.status, status, "{setting:?}");
    }
}

#[tokio::test]
async fn a_401_without_proofs_has_a_challenge_or_not() {
    let tenant = automatic().await;
    let challenges = async || {
        let mut found = Vec::new();
        for token in ["", "nonsense"] {
            let answer = tenant.list(token, "").await;
            let header = answer.headers.get("www-authenticate").cloned();
            found.push(header.map(|value| value.to_str().unwrap().to_owned()));
        }
        found
    };
    assert_eq!(challenges().await, [None, None]);
    let bearer = |config: &mut Config| {
        config.open_questions.unauthorized_challenge = UnauthorizedChallenge::Bearer;
    };
    tenant.emulator.change(bearer).unwrap();
    let expected = [
        "Bearer realm=\"api\"",
        "Bearer realm=\"api\", error=\"invalid_token\"",
    ];
    assert_eq!(
        challenges().await,
        expected.map(|text| Some(text.to_owned()))
    );
}

#[tokio::test]
async fn loopback_callbacks_are_matched_with_their_port_or_without() {
    for (setting, status) in [(LoopbackPorts::Exact, 403), (LoopbackPorts::Any, 302)] {
        let tenant = started(|config| config.open_questions.loopback_ports = setting).await;
        let token = tenant.my_account_token("kenji", ALL).await;
        let callback = "http://127.0.0.1:50000/callback";
        let answer = tenant.authorize(&[("redirect_uri", callback)]).await;
        assert_eq!(answer.status(), status, "{setting:?}");
        let mut body = connect_body("github");
        body["redirect_uri"] = callback.into();
        let connect = tenant.connect(&token, body).await;
        assert_eq!(connect.status == 201, status == 302, "{setting:?}");
        for other in [
            "http://127.0.0.1:50000/other",
            "http://localhost:18791/callback",
        ] {
            let answer = tenant.authorize(&[("redirect_uri", other)]).await;
            assert_eq!(answer.status(), 403, "{other}");
        }
    }
}

#[tokio::test]
async fn accounts_can_be_limited_in_all_and_by_connection() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("kenji", ALL).await;
    for _ in 0..2 {
        assert_eq!(connected(&tenant, &token, "github").await.status, 201);
    }
    let by_connection = |config: &mut Config| {
        config.open_questions.most_accounts_of_a_connection = Some(2);
    };
    tenant.emulator.change(by_connection).unwrap();
    let third = connected(&tenant, &token, "github").await;
    assert_eq!((third.status, third.code()), (409, "A0E-409-0001"));
    assert_eq!(connected(&tenant, &token, "slack").await.status, 201);
    let in_all = |config: &mut Config| config.open_questions.most_accounts = Some(3);
    tenant.emulator.change(in_all).unwrap();
    assert_eq!(connected(&tenant, &token, "dropbox").await.status, 409);
    assert_eq!(tenant.emulator.accounts("kenji").len(), 3);
}

#[tokio::test]
async fn the_answer_of_a_connect_attempt_comes_in_the_query_or_in_the_fragment() {
    for (setting, in_fragment) in [
        (ConnectAnswer::Query, false),
        (ConnectAnswer::Fragment, true),
    ] {
        let tenant = started(|config| config.open_questions.connect_answer = setting).await;
        let token = tenant.my_account_token("kenji", ALL).await;
        let connect = tenant.connect(&token, connect_body("github")).await;
        let back = location(&tenant.open(&connect).await);
        let fragment = back.fragment().unwrap_or_default();
        assert_eq!(
            fragment.contains("connect_code=") && fragment.ends_with("&state=st"),
            in_fragment
        );
        assert_eq!(parameter(&back, "connect_code").is_none(), in_fragment);
    }
}

#[tokio::test]
async fn the_metadata_names_the_end_of_sessions_or_not() {
    for (setting, named) in [
        (EndSessionEndpoint::Named, true),
        (EndSessionEndpoint::Absent, false),
    ] {
        let tenant = started(|config| config.open_questions.end_session_endpoint = setting).await;
        let path = "/.well-known/openid-configuration";
        let metadata: serde_json::Value = tenant.get(path).await.json().await.unwrap();
        assert_eq!(
            metadata.get("end_session_endpoint").is_some(),
            named,
            "{setting:?}"
        );
    }
}
