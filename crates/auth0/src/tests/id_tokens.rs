//! Every check of the ID token, and the keys it is checked with.

use super::*;

/// Signs in at a tenant whose ID token has these claims changed.
async fn with(
    change: impl Fn(&mut Value) + Send + Sync + 'static,
    organization: Option<&str>,
    max_age: Option<u32>,
) -> Result<SignedIn, Error> {
    let stub = stub(move |request| {
        (request.path() == TOKEN).then(|| {
            let mut claims = claims(&issuer(request));
            change(&mut claims);
            tokens_with(request, |tokens| tokens["id_token"] = json!(sign(&claims)))
        })
    })
    .await;
    sign_in_asking(
        &tenant(&stub).await,
        &Credentials::default(),
        organization,
        max_age,
    )
    .await
}

fn refused(result: Result<SignedIn, Error>) -> String {
    let error = result.unwrap_err();
    let Error::IdToken(reason) = error else {
        panic!("{error:?}");
    };
    reason
}

fn remove(claims: &mut Value, name: &str) {
    claims.as_object_mut().unwrap().remove(name);
}

#[tokio::test]
async fn what_is_outside_the_rules_is_refused() {
    type Change = fn(&mut Value);
    let rows: [(Change, &str); 15] = [
        (
            |claims| claims["iss"] = json!("https://other.example/"),
            "it comes from another issuer",
        ),
        (
            |claims| claims["iss"] = json!(claims["iss"].as_str().unwrap().trim_end_matches('/')),
            "it comes from another issuer",
        ),
        (
            |claims| claims["aud"] = json!("client-2"),
            "it is meant for another client",
        ),
        (
            |claims| claims["aud"] = json!([]),
            "it is meant for another client",
        ),
        (
            |claims| claims["aud"] = json!([CLIENT, "client-2"]),
            "it is meant for another client",
        ),
        (
            |claims| claims["nonce"] = json!("n-2"),
            "it answers another request",
        ),
        (
            |claims| remove(claims, "nonce"),
            "it answers another request",
        ),
        (
            |claims| claims["exp"] = json!(now().timestamp() - 61),
            "it has expired",
        ),
        (
            |claims| claims["iat"] = json!(now().timestamp() + 61),
            "it is from the future",
        ),
        (
            |claims| claims["nbf"] = json!(now().timestamp() + 61),
            "it is from the future",
        ),
        (|claims| claims["sub"] = json!(""), "it names nobody"),
        (|claims| remove(claims, "sub"), "its claims cannot be read"),
        (|claims| remove(claims, "exp"), "its claims cannot be read"),
        (|claims| remove(claims, "iat"), "its claims cannot be read"),
        (|claims| claims["exp"] = json!(i64::MIN), "it has expired"),
    ];
    for (change, expected) in rows {
        assert_eq!(refused(with(change, None, None).await), expected);
    }
}

#[tokio::test]
async fn what_was_issued_to_another_client_is_refused_however_many_it_is_for() {
    for audience in [json!(CLIENT), json!([CLIENT]), json!([CLIENT, "client-2"])] {
        let change = move |claims: &mut Value| {
            claims["aud"] = audience.clone();
            claims["azp"] = json!("client-2");
        };
        let reason = refused(with(change, None, None).await);
        assert_eq!(reason, "it is meant for another client");
    }
}

#[tokio::test]
async fn what_is_within_the_rules_is_taken() {
    type Change = fn(&mut Value);
    let rows: [Change; 7] = [
        |claims| claims["aud"] = json!([CLIENT]),
        |claims| claims["azp"] = json!(CLIENT),
        |claims| {
            claims["aud"] = json!([CLIENT, "client-2"]);
            claims["azp"] = json!(CLIENT);
        },
        |claims| claims["exp"] = json!(now().timestamp() - 59),
        |claims| claims["iat"] = json!(now().timestamp() + 59),
        |claims| claims["nbf"] = json!(now().timestamp() + 59),
        |claims| claims["exp"] = json!(i64::MAX),
    ];
    for change in rows {
        with(change, None, None).await.unwrap();
    }
}

#[tokio::test]
async fn a_person_without_a_name_is_called_by_the_next_best() {
    let named = |gone: &'static [&'static str]| async move {
        let change = move |claims: &mut Value| {
            claims["nickname"] = json!("ada99");
            for name in gone {
                remove(claims, name);
            }
        };
        with(change, None, None).await.unwrap().identity.name
    };
    assert_eq!(named(&["name"]).await, "ada99");
    assert_eq!(named(&["name", "nickname"]).await, "ada@acme.com");
    assert_eq!(named(&["name", "nickname", "email"]).await, "auth0|ada");
}

#[tokio::test]
async fn an_organization_is_checked_by_id_to_the_letter_and_by_name_in_any_case() {
    let acme = |claims: &mut Value| {
        claims["org_id"] = json!("org_A1");
        claims["org_name"] = json!("acme");
    };
    for asked in ["org_A1", "acme", "ACME"] {
        let signed_in = with(acme, Some(asked), None).await.unwrap();
        assert_eq!(signed_in.identity.organization.as_deref(), Some("acme"));
    }
    for asked in ["org_a1", "org_A", "other", "org_acme"] {
        let error = with(acme, Some(asked), None).await.unwrap_err();
        let Error::OrganizationMismatch { organization } = error else {
            panic!("{error:?}");
        };
        assert_eq!(organization, asked);
    }
    let error = with(|_| (), Some("acme"), None).await.unwrap_err();
    assert!(
        matches!(error, Error::OrganizationMismatch { .. }),
        "{error:?}"
    );
    let only_id = |claims: &mut Value| claims["org_id"] = json!("org_A1");
    let signed_in = with(only_id, None, None).await.unwrap();
    assert_eq!(signed_in.identity.organization.as_deref(), Some("org_A1"));
}

#[tokio::test]
async fn the_age_of_the_authentication_is_checked_when_it_was_asked_for() {
    let ago = |seconds: i64| {
        move |claims: &mut Value| claims["auth_time"] = json!(now().timestamp() - seconds)
    };
    with(ago(360), None, Some(300)).await.unwrap();
    with(ago(59), None, Some(0)).await.unwrap();
    with(ago(100_000), None, None).await.unwrap();
    let expected = "the person authenticated too long ago";
    assert_eq!(refused(with(ago(361), None, Some(300)).await), expected);
    assert_eq!(refused(with(ago(61), None, Some(0)).await), expected);
    assert_eq!(
        refused(with(|_| (), None, Some(300)).await),
        "it does not tell when the person authenticated"
    );
}

type Token = Box<dyn Fn(&str) -> String + Send + Sync>;

#[tokio::test]
async fn only_the_tenants_own_signature_counts() {
    let hs256 = |issuer: &str| {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some("k1".to_owned());
        jsonwebtoken::encode(&header, &claims(issuer), &EncodingKey::from_secret(b"s")).unwrap()
    };
    let other = keys::another_rsa_pem();
    let none = "eyJhbGciOiJub25lIiwia2lkIjoiazEifQ.e30.";
    let rows: [(Token, &str); 5] = [
        (
            Box::new(move |issuer| sign_as("k1", &other, &claims(issuer))),
            "its signature is wrong",
        ),
        (Box::new(hs256), "it is not signed with RS256"),
        (
            Box::new(move |_| none.to_owned()),
            "it is not a signed token",
        ),
        (
            Box::new(|_| "nonsense".to_owned()),
            "it is not a signed token",
        ),
        (
            Box::new(|issuer| sign_as("k9", &keys::rsa_pem(), &claims(issuer))),
            "the tenant does not know the key that signed it",
        ),
    ];
    for (token, expected) in rows {
        let stub = stub(move |request| {
            (request.path() == TOKEN).then(|| {
                let token = token(&issuer(request));
                tokens_with(request, |tokens| tokens["id_token"] = json!(token))
            })
        })
        .await;
        assert_eq!(
            refused(sign_in(&tenant(&stub).await, &Credentials::default()).await),
            expected
        );
    }
}

#[tokio::test]
async fn keys_are_kept_and_asked_for_again_at_most_once_a_minute() {
    let key_id = Arc::new(Mutex::new("k1"));
    let used = Arc::clone(&key_id);
    let stub = stub(move |request| {
        (request.path() == TOKEN).then(|| {
            let token = sign_as(
                *used.lock().unwrap(),
                &keys::rsa_pem(),
                &claims(&issuer(request)),
            );
            tokens_with(request, |tokens| tokens["id_token"] = json!(token))
        })
    })
    .await;
    let clock = TestClock::new();
    let http = Http::with_limits(clock.reader(), limits()).unwrap();
    let tenant = Tenant::discover(&http, &address(&stub), CLIENT)
        .await
        .unwrap();
    let bare = Credentials::default();

    sign_in(&tenant, &bare).await.unwrap();
    sign_in(&tenant, &bare).await.unwrap();
    assert_eq!(stub.count(KEYS), 1, "known keys are kept");

    *key_id.lock().unwrap() = "k2";
    for _ in 0..3 {
        refused(sign_in(&tenant, &bare).await);
    }
    assert_eq!(stub.count(KEYS), 2, "one more question for the unknown key");

    clock.forward(TimeDelta::seconds(59));
    refused(sign_in(&tenant, &bare).await);
    assert_eq!(stub.count(KEYS), 2);
    clock.forward(TimeDelta::seconds(1));
    refused(sign_in(&tenant, &bare).await);
    assert_eq!(stub.count(KEYS), 3, "and another a minute later");
}

#[tokio::test]
async fn a_key_that_was_added_is_found() {
    let rotated = keys::another_rsa_pem();
    let (new, key) = (rotated.clone(), Arc::new(Mutex::new(false)));
    let has_rotated = Arc::clone(&key);
    let stub = stub(move |request| {
        let rotated = *has_rotated.lock().unwrap();
        match request.path() {
            TOKEN if rotated => {
                let token = sign_as("k2", &new, &claims(&issuer(request)));
                Some(tokens_with(request, |tokens| {
                    tokens["id_token"] = json!(token);
                }))
            }
            TOKEN => Some(tokens_with(request, |_| ())),
            KEYS if rotated => Some(Reply::json(200, &json!(key_set(&[("k2", new.clone())])))),
            _ => None,
        }
    })
    .await;
    let tenant = tenant(&stub).await;
    sign_in(&tenant, &Credentials::default()).await.unwrap();
    *key.lock().unwrap() = true;
    sign_in(&tenant, &Credentials::default()).await.unwrap();
    assert_eq!(stub.count(KEYS), 2);
}
