//! Errors of the way, repetitions, and the clock.

use chrono::TimeDelta;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::Retry;

/// A tenant that finds itself, and then answers everything with this.
async fn afterwards(reply: Reply) -> Stub {
    stub(move |request| {
        let own = matches!(request.path(), DISCOVERY | KEYS);
        (!own).then(|| reply.clone())
    })
    .await
}

async fn list(tenant: &Tenant) -> Result<(), Error> {
    let access = access(&Credentials::default());
    tenant.my_account(&access).accounts(None).await.map(drop)
}

async fn delete(tenant: &Tenant) -> Result<(), Error> {
    let access = access(&Credentials::default());
    tenant.my_account(&access).delete("cac_1").await
}

const ACCOUNT: &str = "/me/v1/connected-accounts/accounts/cac_1";

#[tokio::test]
async fn a_port_where_nobody_listens_is_unreachable_and_nothing_happened() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let address = TenantAddress::parse(&format!("http://127.0.0.1:{port}")).unwrap();
    let error = Tenant::discover(&http(), &address, CLIENT)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
    assert!(!error.may_have_happened());
}

#[tokio::test]
async fn a_connection_that_is_not_made_in_time_was_never_sent() {
    // Takes the connection, but never speaks TLS.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let limits = Limits {
        connection: Duration::from_millis(50),
        ..limits()
    };
    let http = Http::with_limits(TestClock::new().reader(), limits).unwrap();
    let address = TenantAddress::parse(&format!("https://127.0.0.1:{port}")).unwrap();
    let error = Tenant::discover(&http, &address, CLIENT).await.unwrap_err();
    let Error::Unreachable { reason, .. } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(reason, "no connection in time");
    assert!(!error.may_have_happened());
}

#[tokio::test]
async fn silence_is_a_time_out_and_not_repeated() {
    let stub = afterwards(Reply::Silence).await;
    let limits = Limits {
        answer: Duration::from_millis(200),
        ..limits()
    };
    let http = Http::with_limits(TestClock::new().reader(), limits).unwrap();
    let tenant = Tenant::discover(&http, &address(&stub), CLIENT)
        .await
        .unwrap();
    let error = list(&tenant).await.unwrap_err();
    assert!(matches!(error, Error::TimedOut { .. }), "{error:?}");
    assert!(error.may_have_happened());
    assert_eq!(stub.count(ACCOUNTS), 1);
}

/// Answers once on each connection, and never again.
async fn once_a_connection(listener: TcpListener) {
    let mut connections = Vec::new();
    while let Ok((mut connection, _)) = listener.accept().await {
        let mut request = [0; 4096];
        let read = connection.read(&mut request).await;
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        read.and(connection.write_all(answer).await).unwrap();
        connections.push(connection);
    }
}

#[tokio::test]
async fn no_connection_from_before_a_sleep_is_used_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(once_a_connection(listener));
    let clock = TestClock::new();
    let limits = Limits {
        answer: Duration::from_millis(300),
        ..limits()
    };
    let http = Http::with_limits(clock.reader(), limits).unwrap();
    let send = || http.send(crate::http::get(url.parse().unwrap()), |_| ());
    send().await.unwrap();
    clock.forward(TimeDelta::seconds(60));
    send().await.unwrap();
    let again = send().await.err().unwrap();
    assert!(matches!(again, Error::TimedOut { .. }), "{again:?}");
}

#[tokio::test]
async fn connections_are_closed_at_once_when_told() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let http = Http::with_limits(TestClock::new().reader(), limits()).unwrap();
    let other_end = async {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        assert!(connection.read(&mut request).await.unwrap() > 0);
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        connection.write_all(answer).await.unwrap();
        connection
    };
    let sent = http.send(crate::http::get(url.parse().unwrap()), |_| ());
    let (answer, mut connection) = tokio::join!(sent, other_end);
    answer.unwrap();
    let mut closed = async || connection.read(&mut [0; 1]).await;
    let soon = Duration::from_millis(100);
    let kept = tokio::time::timeout(soon, closed()).await;
    assert!(kept.is_err(), "it is kept for the next request");
    http.close_connections();
    let closed = tokio::time::timeout(Duration::from_secs(5), closed()).await;
    assert_eq!(closed.expect("it is closed").unwrap(), 0);
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_lost() {
    for raw in [
        "",
        "HTTP/1.1 20",
        "HTTP/1.1 204 No Content\r\nContent-",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"acc",
    ] {
        let stub = afterwards(Reply::Raw(raw)).await;
        let tenant = tenant(&stub).await;
        let error = delete(&tenant).await.unwrap_err();
        assert!(
            matches!(error, Error::AnswerLost { .. }),
            "{raw}: {error:?}"
        );
        assert!(error.may_have_happened());
        assert_eq!(stub.count(ACCOUNT), 1, "a deletion is never repeated");
        let error = refresh(&tenant, &Credentials::default()).await.unwrap_err();
        assert!(
            matches!(error, Error::AnswerLost { .. }),
            "{raw}: {error:?}"
        );
        assert_eq!(stub.count(TOKEN), 1, "a refresh is never repeated");
    }
}

#[tokio::test]
async fn reading_is_repeated_twice() {
    for reply in [Reply::Raw(""), Reply::new(502, ""), Reply::new(429, "")] {
        let stub = afterwards(reply.clone()).await;
        list(&tenant(&stub).await).await.unwrap_err();
        assert_eq!(stub.count(ACCOUNTS), 3, "{reply:?}");
    }
}

#[tokio::test]
async fn a_refusal_is_not_repeated() {
    for reply in [
        Reply::new(400, ""),
        Reply::new(401, ""),
        Reply::new(302, "").with("Location", "https://elsewhere.example/"),
        Reply::new(511, ""),
        Reply::new(429, "").with("Retry-After", "6"),
    ] {
        let stub = afterwards(reply.clone()).await;
        list(&tenant(&stub).await).await.unwrap_err();
        assert_eq!(stub.count(ACCOUNTS), 1, "{reply:?}");
    }
}

#[tokio::test]
async fn a_repetition_can_succeed() {
    let calls = Mutex::new(0);
    let stub = stub(move |request| {
        (request.path() == ACCOUNTS).then(|| {
            let mut calls = calls.lock().unwrap();
            *calls += 1;
            match *calls {
                1 => Reply::new(503, ""),
                2 => Reply::Raw(""),
                _ => Reply::json(200, &json!({"accounts": []})),
            }
        })
    })
    .await;
    list(&tenant(&stub).await).await.unwrap();
    assert_eq!(stub.count(ACCOUNTS), 3);
}

#[tokio::test]
async fn discovery_and_keys_are_repeated_too() {
    let calls = Mutex::new(std::collections::HashMap::new());
    let stub = stub(move |request| {
        if request.path() == TOKEN {
            return Some(tokens_with(request, |_| ()));
        }
        let mut calls = calls.lock().unwrap();
        let count = calls.entry(request.path().to_owned()).or_insert(0);
        *count += 1;
        (*count < 3).then(|| Reply::new(500, ""))
    })
    .await;
    sign_in(&tenant(&stub).await, &Credentials::default())
        .await
        .unwrap();
    assert_eq!((stub.count(DISCOVERY), stub.count(KEYS)), (3, 3));
}

#[tokio::test]
async fn too_many_requests_are_told_with_the_time_to_come_back() {
    let stub = afterwards(Reply::new(429, "").with("Retry-After", "30")).await;
    let tenant = tenant(&stub).await;
    let errors = [
        list(&tenant).await.unwrap_err(),
        delete(&tenant).await.unwrap_err(),
        refresh(&tenant, &Credentials::default()).await.unwrap_err(),
    ];
    for error in errors {
        let Error::RateLimited { retry } = error else {
            panic!("{error:?}");
        };
        assert_eq!(retry, Some(Retry::After(Duration::from_secs(30))));
    }
}

#[tokio::test]
async fn a_web_page_in_place_of_an_answer_is_told_as_that() {
    let page = "<!DOCTYPE html><title>Sign in to the Wi-Fi</title>";
    for reply in [
        Reply::new(200, page),
        Reply::new(200, "").with("Content-Type", "text/HTML; charset=utf-8"),
        Reply::new(201, format!("\n {page}")),
        Reply::new(511, page),
    ] {
        let stub = afterwards(reply.clone()).await;
        let tenant = tenant(&stub).await;
        let bare = Credentials::default();
        let errors = [
            list(&tenant).await.unwrap_err(),
            delete(&tenant).await.unwrap_err(),
            refresh(&tenant, &bare).await.unwrap_err(),
            tenant
                .revoke(&RefreshToken::new("rt-1"), &bare)
                .await
                .unwrap_err(),
        ];
        for error in errors {
            assert!(
                matches!(error, Error::WebPage { .. }),
                "{reply:?}: {error:?}"
            );
            assert!(!error.may_have_happened());
        }
    }
}

#[tokio::test]
async fn an_answer_that_leads_elsewhere_is_not_followed() {
    let stub = afterwards(Reply::new(307, "").with("Location", "/elsewhere")).await;
    let tenant = tenant(&stub).await;
    for error in [
        delete(&tenant).await.unwrap_err(),
        refresh(&tenant, &Credentials::default()).await.unwrap_err(),
    ] {
        assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
    }
    assert_eq!(stub.count("/elsewhere"), 0);
}

#[tokio::test]
async fn an_endless_answer_is_cut() {
    let stub = afterwards(Reply::new(200, " ".repeat(2 * 1024 * 1024))).await;
    let error = list(&tenant(&stub).await).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "unexpected answer: the answer is too long"
    );
}

#[tokio::test]
async fn every_answer_tells_the_time_whatever_its_status() {
    let calls = Mutex::new(0);
    let stub = stub(move |request| {
        (request.path() == ACCOUNTS).then(|| {
            let mut calls = calls.lock().unwrap();
            *calls += 1;
            let date = now() + TimeDelta::minutes(*calls);
            let status = [503, 401, 429][usize::try_from(*calls).unwrap() - 1];
            Reply::new(status, "").with("Date", date.to_rfc2822())
        })
    })
    .await;
    let tenant = tenant(&stub).await;
    assert_eq!(
        tenant.clock_skew(),
        TimeDelta::zero(),
        "no answer told a time yet"
    );
    list(&tenant).await.unwrap_err();
    assert_eq!(tenant.clock_skew(), TimeDelta::minutes(2));
    assert_eq!(tenant.now(), now() + TimeDelta::minutes(2));
}

#[tokio::test]
async fn a_computer_whose_clock_is_wrong_works() {
    for skew in [TimeDelta::minutes(10), TimeDelta::minutes(-10)] {
        let there = now() + skew;
        let stub = Stub::start(move |host, request| {
            let issuer = issuer(request);
            let mut tokens = tokens(&issuer, "DPoP");
            let mut claims = claims(&issuer);
            claims["iat"] = json!(there.timestamp());
            claims["exp"] = json!(there.timestamp() + 60);
            tokens["id_token"] = json!(sign(&claims));
            let reply = match request.path() {
                DISCOVERY => Reply::json(200, &discovery(host)),
                KEYS => Reply::json(200, own_keys()),
                _ => Reply::json(200, &tokens),
            };
            reply.with("Date", there.to_rfc2822())
        })
        .await;
        let tenant = tenant(&stub).await;
        assert_eq!(tenant.clock_skew(), skew);
        let credentials = Credentials {
            authentication: crate::ClientAuthentication::PrivateKeyJwt(crate::PrivateKey::new(
                keys::p256_pem(),
            )),
            ..bound()
        };
        sign_in(&tenant, &credentials).await.unwrap();
        let refreshed = refresh(&tenant, &credentials).await.unwrap();
        let access = refreshed.access.unwrap();
        assert_eq!(
            access.expires_at,
            now() + TimeDelta::minutes(10),
            "on our own clock"
        );
        for request in stub.seen(TOKEN) {
            let proof = open(request.header("dpop").unwrap());
            let assertion = open(&request.form()["client_assertion"]);
            assert_eq!(proof["iat"], json!(there.timestamp()));
            assert_eq!(assertion["iat"], json!(there.timestamp()));
        }
    }
}
