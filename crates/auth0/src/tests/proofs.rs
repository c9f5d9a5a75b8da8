//! Proofs of possession: when they go along, and the nonces in them.

use std::collections::HashSet;

use super::*;

/// A server that wants this nonce in proofs, and says so as Auth0's token endpoint does.
fn server_wants(nonce: &str, request: &Seen) -> Option<Reply> {
    let proof = open(request.header("dpop").unwrap());
    (proof["nonce"] != json!(nonce)).then(|| {
        let body = json!({
            "error": "use_dpop_nonce",
            "error_description": "Authorization server requires nonce in DPoP proof",
        });
        Reply::json(400, &body).with("DPoP-Nonce", nonce)
    })
}

/// The same as Auth0's APIs say it.
fn resource_wants(nonce: &str, error: &str, request: &Seen) -> Option<Reply> {
    let proof = open(request.header("dpop").unwrap());
    (proof["nonce"] != json!(nonce)).then(|| {
        Reply::new(401, "")
            .with(
                "WWW-Authenticate",
                r#"Bearer realm="api", error="invalid_token""#,
            )
            .with(
                "WWW-Authenticate",
                format!(r#"DPoP error="{error}", algs="ES256""#),
            )
            .with("DPoP-Nonce", nonce)
    })
}

fn dpop_tokens(request: &Seen) -> Reply {
    Reply::json(200, &tokens(&issuer(request), "dPoP"))
}

fn accounts() -> Reply {
    Reply::json(200, &json!({"accounts": []}))
}

fn nonces(requests: &[Seen]) -> Vec<Value> {
    let proof = |request: &Seen| open(request.header("dpop").unwrap())["nonce"].clone();
    requests.iter().map(proof).collect()
}

#[tokio::test]
async fn a_challenge_is_answered_once_and_its_nonce_kept() {
    let stub = stub(|request| {
        (request.path() == TOKEN)
            .then(|| server_wants("as-1", request).unwrap_or_else(|| dpop_tokens(request)))
    })
    .await;
    let tenant = tenant(&stub).await;
    let credentials = bound();
    let signed_in = sign_in(&tenant, &credentials).await.unwrap();
    assert!(signed_in.bound);
    let refreshed = refresh(&tenant, &credentials).await.unwrap();
    let access = refreshed.access.unwrap();
    let key = credentials.dpop_key.unwrap();
    assert_eq!(access.dpop_key.unwrap().thumbprint(), key.thumbprint());
    let requests = stub.seen(TOKEN);
    assert_eq!(
        nonces(&requests),
        [Value::Null, json!("as-1"), json!("as-1")]
    );
    let names: HashSet<String> = requests
        .iter()
        .map(|request| open(request.header("dpop").unwrap())["jti"].to_string())
        .collect();
    assert_eq!(names.len(), 3, "each proof is new");
    for request in requests {
        let proof = open(request.header("dpop").unwrap());
        assert_eq!(proof["htm"], "POST");
        assert_eq!(proof["htu"], format!("{}oauth/token", issuer(&request)));
        assert!(proof.get("ath").is_none());
    }
}

#[tokio::test]
async fn an_assertion_is_new_for_the_second_try_too() {
    let stub = stub(|request| {
        (request.path() == TOKEN)
            .then(|| server_wants("as-1", request).unwrap_or_else(|| dpop_tokens(request)))
    })
    .await;
    let credentials = Credentials {
        authentication: crate::ClientAuthentication::PrivateKeyJwt(crate::PrivateKey::new(
            keys::p256_pem(),
        )),
        ..bound()
    };
    sign_in(&tenant(&stub).await, &credentials).await.unwrap();
    let [first, second] = &stub.seen(TOKEN)[..] else {
        panic!("sent twice");
    };
    let name = |request: &Seen| open(&request.form()["client_assertion"])["jti"].clone();
    assert_ne!(name(first), name(second));
    assert_eq!(first.form()["code"], second.form()["code"]);
}

#[tokio::test]
async fn a_second_challenge_ends_it() {
    let count = Mutex::new(0);
    let stub = stub(move |request| {
        let mut count = count.lock().unwrap();
        *count += 1;
        let never = format!("never-{count}");
        match request.path() {
            TOKEN => server_wants(&never, request),
            ACCOUNTS => resource_wants(&never, "use_dpop_nonce", request),
            _ => None,
        }
    })
    .await;
    let tenant = tenant(&stub).await;
    let credentials = bound();
    let error = refresh(&tenant, &credentials).await.unwrap_err();
    assert!(matches!(error, Error::NonceLoop { .. }), "{error:?}");
    assert_eq!(stub.count(TOKEN), 2);
    let access = access(&credentials);
    let error = tenant.my_account(&access).accounts(None).await.unwrap_err();
    assert!(matches!(error, Error::NonceLoop { .. }), "{error:?}");
    assert_eq!(stub.count(ACCOUNTS), 2);
}

#[tokio::test]
async fn the_api_challenges_in_two_ways() {
    for error in ["use_dpop_nonce", "invalid_dpop_nonce"] {
        let stub = stub(move |request| {
            let path = request.path();
            let id = format!("{ACCOUNTS}/cac_1");
            (path == ACCOUNTS || path == id).then(|| {
                let done = if path == id {
                    Reply::new(204, "")
                } else {
                    accounts()
                };
                resource_wants("rs-1", error, request).unwrap_or(done)
            })
        })
        .await;
        let tenant = tenant(&stub).await;
        let credentials = bound();
        let access = access(&credentials);
        tenant.my_account(&access).delete("cac_1").await.unwrap();
        tenant.my_account(&access).accounts(None).await.unwrap();
        let deletions = stub.seen(&format!("{ACCOUNTS}/cac_1"));
        assert_eq!(nonces(&deletions), [Value::Null, json!("rs-1")]);
        let lists = stub.seen(ACCOUNTS);
        assert_eq!(nonces(&lists), [json!("rs-1")]);
        let proof = open(lists[0].header("dpop").unwrap());
        assert_eq!(proof["htm"], "GET");
        assert_eq!(
            proof["htu"],
            format!("http://127.0.0.1:{}{ACCOUNTS}", stub.port),
            "no query"
        );
        assert_eq!(proof["ath"], "R8PYaIQdcYEdkSc9TeGyiUqSAedmCQuOQImPRh1E3HI");
        assert_eq!(lists[0].header("authorization"), Some("DPoP at-1"));
        let header = part(lists[0].header("dpop").unwrap(), 0);
        assert_eq!(header["typ"], "dpop+jwt");
    }
}

#[tokio::test]
async fn each_server_has_nonces_of_its_own_and_any_answer_may_bring_one() {
    let stub = stub(|request| match request.path() {
        TOKEN => Some(dpop_tokens(request).with("DPoP-Nonce", "as-1")),
        "/oauth/revoke" => Some(Reply::new(200, "").with("DPoP-Nonce", "as-2")),
        ACCOUNTS => Some(accounts().with("DPoP-Nonce", "rs-1")),
        "/me/v1/connected-accounts/connections" => {
            Some(Reply::new(403, "").with("DPoP-Nonce", "rs-2"))
        }
        _ => None,
    })
    .await;
    let tenant = tenant(&stub).await;
    let credentials = bound();
    let access = access(&credentials);
    let my_account = tenant.my_account(&access);
    let token = RefreshToken::new("rt-1");
    refresh(&tenant, &credentials).await.unwrap();
    my_account.accounts(None).await.unwrap();
    refresh(&tenant, &credentials).await.unwrap();
    my_account.connections(None).await.unwrap_err();
    my_account.accounts(None).await.unwrap();
    tenant.revoke(&token, &credentials).await.unwrap();
    refresh(&tenant, &credentials).await.unwrap();
    assert_eq!(
        nonces(&stub.seen(TOKEN)),
        [Value::Null, json!("as-1"), json!("as-2")]
    );
    assert_eq!(nonces(&stub.seen(ACCOUNTS)), [Value::Null, json!("rs-2")]);
}

#[tokio::test]
async fn a_server_error_and_a_rate_limit_bring_a_nonce_too_and_each_repetition_a_new_proof() {
    let count = Mutex::new(0);
    let stub = stub(move |request| {
        (request.path() == ACCOUNTS).then(|| {
            let mut count = count.lock().unwrap();
            *count += 1;
            let status = [503, 429][(*count - 1) % 2];
            Reply::new(status, "").with("DPoP-Nonce", format!("rs-{count}"))
        })
    })
    .await;
    let tenant = tenant(&stub).await;
    let credentials = bound();
    let access = access(&credentials);
    tenant.my_account(&access).accounts(None).await.unwrap_err();
    let requests = stub.seen(ACCOUNTS);
    assert_eq!(
        nonces(&requests),
        [Value::Null, json!("rs-1"), json!("rs-2")]
    );
    let names: HashSet<String> = requests
        .iter()
        .map(|request| open(request.header("dpop").unwrap())["jti"].to_string())
        .collect();
    assert_eq!(names.len(), 3);
}

#[tokio::test]
async fn a_bearer_answer_to_a_proof_is_taken_as_bearer() {
    let stub = stub(|request| match request.path() {
        TOKEN => Some(tokens_with(request, |_| ())),
        ACCOUNTS => Some(accounts()),
        _ => None,
    })
    .await;
    let tenant = tenant(&stub).await;
    let credentials = bound();
    assert!(!sign_in(&tenant, &credentials).await.unwrap().bound);
    let access = refresh(&tenant, &credentials)
        .await
        .unwrap()
        .access
        .unwrap();
    assert!(access.dpop_key.is_none());
    assert!(
        stub.seen(TOKEN)
            .iter()
            .all(|request| request.header("dpop").is_some())
    );
    tenant.my_account(&access).accounts(None).await.unwrap();
    let [request] = &stub.seen(ACCOUNTS)[..] else {
        panic!("sent once");
    };
    assert!(request.header("dpop").is_none());
    assert_eq!(
        request.header("authorization").unwrap(),
        format!("Bearer {}", access.token.expose())
    );
}

#[tokio::test]
async fn without_a_key_a_challenge_is_a_refusal() {
    let stub = stub(|request| match request.path() {
        TOKEN => {
            Some(Reply::json(400, &json!({"error": "use_dpop_nonce"})).with("DPoP-Nonce", "as-1"))
        }
        ACCOUNTS => {
            Some(Reply::new(401, "").with("WWW-Authenticate", r#"DPoP error="use_dpop_nonce""#))
        }
        _ => None,
    })
    .await;
    let tenant = tenant(&stub).await;
    let bare = Credentials::default();
    let error = refresh(&tenant, &bare).await.unwrap_err();
    assert!(matches!(error, Error::OAuth(_)), "{error:?}");
    let access = access(&bare);
    let error = tenant.my_account(&access).accounts(None).await.unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!((stub.count(TOKEN), stub.count(ACCOUNTS)), (1, 1));
}

#[tokio::test]
async fn another_401_is_no_challenge() {
    let stub = stub(|request| {
        (request.path() == ACCOUNTS).then(|| {
            Reply::new(401, "")
                .with("WWW-Authenticate", r#"DPoP error="invalid_token""#)
                .with("DPoP-Nonce", "rs-1")
        })
    })
    .await;
    let tenant = tenant(&stub).await;
    let credentials = bound();
    let access = access(&credentials);
    let error = tenant.my_account(&access).accounts(None).await.unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(stub.count(ACCOUNTS), 1);
}
