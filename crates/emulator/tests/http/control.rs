//! The control endpoint.

use reqwest::Method;
use serde_json::{Value, json};

use crate::tenant::{ALL, Answer, Tenant, automatic, started};

async fn controlled() -> Tenant {
    started(|config| config.control = true).await
}

async fn ask(tenant: &Tenant, method: Method, path: &str, body: Option<Value>) -> Answer {
    let address = tenant.at(&format!("/emulator/control{path}"));
    let mut request = tenant.http.request(method, address);
    if let Some(body) = body {
        request = request.json(&body);
    }
    Answer::of(request.send().await.unwrap()).await
}

async fn happen(tenant: &Tenant, event: Value) -> Answer {
    ask(tenant, Method::POST, "/events", Some(event)).await
}

#[tokio::test]
async fn the_control_endpoint_is_not_there_unless_asked_for_nor_for_other_hosts() {
    let tenant = automatic().await;
    for path in [
        "/config",
        "/faults",
        "/counts",
        "/people/dana/accounts",
        "/other",
    ] {
        let answer = ask(&tenant, Method::GET, path, None).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    let event = json!({"event": "delete_person", "person": "dana"});
    assert_eq!(happen(&tenant, event).await.status, 404);
    let tenant = controlled().await;
    assert_eq!(ask(&tenant, Method::GET, "/counts", None).await.status, 200);
    let rebound = tenant
        .get_as_host("/emulator/control/counts", "evil.example")
        .await;
    assert_eq!(rebound.status, 404);
    let request = tenant.http.post(tenant.at("/emulator/control/time"));
    let form = request
        .body("{\"advance_seconds\": 1}")
        .send()
        .await
        .unwrap();
    assert_eq!(form.status(), 415, "a web page could send this");
}

#[tokio::test]
async fn the_tenant_is_changed_by_a_merge_patch() {
    let tenant = controlled().await;
    let patch = json!({"tenant_name": "Beta", "client": {"leeway_seconds": 7, "policies": []}});
    assert_eq!(
        ask(&tenant, Method::PATCH, "/config", Some(patch))
            .await
            .status,
        204
    );
    let config = ask(&tenant, Method::GET, "/config", None).await.body;
    assert_eq!(
        (&config["tenant_name"], &config["client"]["leeway_seconds"]),
        (&"Beta".into(), &7.into())
    );
    assert_eq!(config["client"]["policies"], json!([]));
    assert_eq!(
        config["people"].as_array().map(Vec::len),
        Some(3),
        "the rest stays"
    );
    for wrong in [
        json!({"people": []}),
        json!({"no_such_part": 1}),
        json!({"people": 1}),
    ] {
        let answer = ask(&tenant, Method::PATCH, "/config", Some(wrong.clone())).await;
        assert_eq!(answer.status, 400, "{wrong}");
        assert!(!answer.text("error").is_empty());
    }
}

#[tokio::test]
async fn faults_come_and_go_in_json() {
    let tenant = controlled().await;
    let token = tenant.my_account_token("dana", ALL).await;
    let inject = async |fault: Value| {
        let answer = ask(&tenant, Method::POST, "/faults", Some(fault.clone())).await;
        assert_eq!(answer.status, 201, "{fault}: {}", answer.body);
        answer.body["id"].clone()
    };
    for does in [
        json!("hang"),
        json!("reset"),
        json!("answer_lost"),
        json!("html"),
        json!("empty_body"),
        json!("half_body"),
        json!("huge_body"),
        json!("wrong_content_type"),
        json!("repeat_cursor"),
        json!("nonce_storm"),
        json!({"slow_bytes": {"per_byte": 5}}),
        json!({"rate_limited": {"retry_after": 3}}),
        json!({"status": {"status": 503}}),
        json!({"problem": {"status": 404, "code": "c", "title": "t", "detail": "d"}}),
        json!({"oauth_error": {"status": 403, "error": "e", "description": "d"}}),
    ] {
        let fault = json!({"at": "accounts", "does": does, "skip": 1000, "times": 1});
        inject(fault).await;
    }
    let listed = ask(&tenant, Method::GET, "/faults", None).await;
    assert_eq!(listed.body["faults"].as_array().map(Vec::len), Some(15));
    assert_eq!(listed.body["faults"][0]["does"], "hang");
    assert_eq!(
        ask(&tenant, Method::DELETE, "/faults", None).await.status,
        204
    );
    let fault = json!({"at": "accounts", "does": {"status": {"status": 503}}});
    let id = inject(fault).await;
    assert_eq!(tenant.list(&token, "").await.status, 503);
    let path = format!("/faults/{id}");
    assert_eq!(ask(&tenant, Method::DELETE, &path, None).await.status, 204);
    assert_eq!(ask(&tenant, Method::DELETE, &path, None).await.status, 404);
    assert_eq!(tenant.list(&token, "").await.status, 200);
    let wrong = json!({"at": "nowhere", "does": "hang"});
    assert_eq!(
        ask(&tenant, Method::POST, "/faults", Some(wrong))
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn events_time_and_counts_go_the_same_way() {
    let tenant = controlled().await;
    let connect = json!({"event": "connect_elsewhere", "person": "kenji", "connection": "github"});
    let connected = happen(&tenant, connect).await;
    let id = connected.text("account").to_owned();
    let accounts = ask(&tenant, Method::GET, "/people/kenji/accounts", None).await;
    assert_eq!(accounts.body[0]["id"], id);
    for (event, status) in [
        (json!({"event": "revoke_at_provider", "account": id}), 204),
        (json!({"event": "disconnect_elsewhere", "account": id}), 204),
        (json!({"event": "disconnect_elsewhere", "account": id}), 404),
        (json!({"event": "revoke_family", "person": "dana"}), 204),
        (json!({"event": "rotate_keys", "keep_old": true}), 204),
        (json!({"event": "block_person", "person": "dana"}), 204),
        (json!({"event": "delete_person", "person": "nobody"}), 404),
        (json!({"event": "something_else"}), 400),
    ] {
        assert_eq!(
            happen(&tenant, event.clone()).await.status,
            status,
            "{event}"
        );
    }
    let token = tenant.my_account_token("kenji", ALL).await;
    let put_forward = json!({"advance_seconds": 601});
    let answer = ask(&tenant, Method::POST, "/time", Some(put_forward)).await;
    assert!(answer.body["now"].is_string());
    assert_eq!(tenant.list(&token, "").await.status, 401);
    let put_back = json!({"offset_seconds": -601});
    ask(&tenant, Method::POST, "/time", Some(put_back)).await;
    assert_eq!(tenant.list(&token, "").await.status, 200);
    let counts = ask(&tenant, Method::GET, "/counts", None).await.body;
    assert_eq!(
        (&counts["accounts"], &counts["token_code"]),
        (&2.into(), &1.into())
    );
    assert_eq!(counts["any"], 4, "not those to the control endpoint");
}
