//! What a tenant says of itself: what is no tenant, and what is kept of one.

use super::*;

type Script = Box<dyn Fn(&str) -> Reply + Send + Sync>;

#[tokio::test]
async fn what_is_no_tenant_is_told_as_that() {
    let page = Reply::new(200, "<html>").with("Content-Type", "text/html");
    let elsewhere = |host: &str| {
        let mut document = discovery(host);
        document["token_endpoint"] = json!("https://elsewhere.example/token");
        document
    };
    let rows: [(Script, &str); 5] = [
        (
            Box::new(move |_| page.clone()),
            "it answers with a web page",
        ),
        (Box::new(|_| Reply::new(404, "")), "status 404"),
        (Box::new(|_| Reply::new(302, "")), "status 302"),
        (
            Box::new(|_| Reply::new(200, "{}")),
            "what it answers is no discovery document",
        ),
        (
            Box::new(move |host| Reply::json(200, &elsewhere(host))),
            "it names an endpoint at another host",
        ),
    ];
    for (script, expected) in rows {
        let stub = Stub::start(move |host, _| script(host)).await;
        let error = Tenant::discover(&http(), &address(&stub), CLIENT)
            .await
            .unwrap_err();
        let Error::NotTenant { reason, .. } = error else {
            panic!("{error:?}");
        };
        assert_eq!(reason, expected);
    }
}

#[tokio::test]
async fn a_tenant_by_another_name_is_not_the_one() {
    let stub = Stub::start(|_, _| Reply::json(200, &discovery("127.0.0.1:1"))).await;
    let error = Tenant::discover(&http(), &address(&stub), CLIENT)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::IssuerMismatch { .. }), "{error:?}");
}

/// A later start, so much later by this computer's clock.
fn later(stub: &Stub, kept: &[u8], by: TimeDelta) -> Option<Tenant> {
    let clock = TestClock::new();
    clock.forward(by);
    let http = Http::with_limits(clock.reader(), limits()).unwrap();
    Tenant::known(&http, &address(stub), CLIENT, kept)
}

#[tokio::test]
async fn what_a_tenant_said_holds_for_a_day_and_needs_no_request() {
    let stub =
        stub(|request| (request.path() == TOKEN).then(|| tokens_with(request, |_| ()))).await;
    let first = tenant(&stub).await;
    let kept = first.kept().unwrap();
    let known = later(&stub, &kept, TimeDelta::hours(23)).unwrap();
    assert!(known.is_current() && known.is_like(&first));
    refresh(&known, &Credentials::default()).await.unwrap();
    assert_eq!((stub.count(DISCOVERY), stub.count(TOKEN)), (1, 1));
    for (by, why) in [
        (TimeDelta::hours(24), "it is too old"),
        (TimeDelta::seconds(-1), "the clock was wrong then"),
    ] {
        assert!(later(&stub, &kept, by).is_none(), "{why}");
    }
}

#[tokio::test]
async fn what_was_kept_is_checked_like_an_answer() {
    let stub = stub(|_| None).await;
    let kept = tenant(&stub).await.kept().unwrap();
    let kept: Value = serde_json::from_slice(&kept).unwrap();
    let changed = |pointer: &str, to: &str| {
        let mut changed = kept.clone();
        *changed.pointer_mut(pointer).unwrap() = json!(to);
        changed.to_string()
    };
    let mut rows = vec![kept.to_string()];
    assert!(later(&stub, rows[0].as_bytes(), TimeDelta::zero()).is_some());
    rows = vec![
        changed(
            "/metadata/token_endpoint",
            "https://elsewhere.example/token",
        ),
        changed(
            "/metadata/revocation_endpoint",
            "https://elsewhere.example/",
        ),
        changed("/metadata/issuer", "http://127.0.0.1:1/"),
        changed("/asked_at", "soon"),
        "{}".to_owned(),
        String::new(),
    ];
    for row in rows {
        assert!(
            later(&stub, row.as_bytes(), TimeDelta::zero()).is_none(),
            "{row}"
        );
    }
}

#[tokio::test]
async fn what_the_tenant_forbids_to_keep_is_not_kept() {
    for (control, is_kept) in [
        ("public, max-age=15", true),
        ("private, No-Store", false),
        ("no-store", false),
    ] {
        let stub = Stub::start(move |host, _| {
            Reply::json(200, &discovery(host)).with("Cache-Control", control)
        })
        .await;
        let tenant = tenant(&stub).await;
        assert_eq!(tenant.kept().is_some(), is_kept, "{control}");
        assert!(tenant.is_current(), "it holds for this run");
    }
}

#[tokio::test]
async fn another_answer_is_noticed_and_the_clock_is_learnt_by_both() {
    let later = now() + TimeDelta::minutes(10);
    let calls = Mutex::new(0);
    let stub = Stub::start(move |host, _| {
        let mut document = discovery(host);
        let mut calls = calls.lock().unwrap();
        *calls += 1;
        let reply = |document| Reply::json(200, &document);
        if *calls < 3 {
            return reply(document);
        }
        document["end_session_endpoint"] = json!(format!("http://{host}/elsewhere"));
        reply(document).with("Date", later.to_rfc2822())
    })
    .await;
    let tenant = tenant(&stub).await;
    assert!(tenant.is_like(&tenant.ask_again().await.unwrap()));
    let other = tenant.ask_again().await.unwrap();
    assert!(!tenant.is_like(&other));
    let skew = TimeDelta::minutes(10);
    assert_eq!((tenant.clock_skew(), other.clock_skew()), (skew, skew));
}

/// A tenant that refuses proofs that are not dated by its clock, which is `ahead` of ours.
async fn strict(ahead: TimeDelta) -> Stub {
    let there = now() + ahead;
    Stub::start(move |host, request| {
        let reply = match request.path() {
            DISCOVERY => Reply::json(200, &discovery(host)),
            _ if open(request.header("dpop").unwrap())["iat"] == json!(there.timestamp()) => {
                Reply::json(200, &tokens(&issuer(request), "DPoP"))
            }
            _ => Reply::json(400, &json!({ "error": "invalid_dpop_proof" })),
        };
        reply.with("Date", there.to_rfc2822())
    })
    .await
}

#[tokio::test]
async fn the_first_proof_of_a_start_is_dated_by_what_was_known_of_the_clock() {
    let stub = strict(TimeDelta::minutes(10)).await;
    let kept = tenant(&stub).await.kept().unwrap();
    let known = later(&stub, &kept, TimeDelta::zero()).unwrap();
    refresh(&known, &bound()).await.unwrap();
    assert_eq!(stub.count(TOKEN), 1);
}

#[tokio::test]
async fn a_clock_that_was_set_since_costs_one_request_more() {
    let stub = strict(TimeDelta::minutes(10)).await;
    let kept = tenant(&stub).await.kept().unwrap();
    // Ours is right now.
    let known = later(&stub, &kept, TimeDelta::minutes(10)).unwrap();
    refresh(&known, &bound()).await.unwrap();
    assert_eq!(stub.count(TOKEN), 2);
    assert_eq!(known.clock_skew(), TimeDelta::zero());
}

#[tokio::test]
async fn a_proof_that_is_refused_for_another_reason_is_not_sent_again() {
    let stub = stub(|request| {
        let refusal = json!({ "error": "invalid_dpop_proof" });
        (request.path() == TOKEN).then(|| Reply::json(400, &refusal))
    })
    .await;
    let error = refresh(&tenant(&stub).await, &bound()).await.unwrap_err();
    assert!(matches!(error, Error::OAuth(_)), "{error:?}");
    assert_eq!(stub.count(TOKEN), 1);
}
