//! What administrators set changes what the tenant does, and one application's keys are none of
//! another's.

use emulator::{Client, Registration, Signing, UserAccess};
use serde_json::json;

use crate::tenant::{ALL, CALLBACK, LOGIN, Tenant, VERIFIER, location, parameter, started};

/// Whether a refresh opens the My Account API.
async fn reaches(tenant: &Tenant) -> bool {
    let refresh_token = tenant.sign_in(&[]).await;
    let refresh_token = refresh_token.text("refresh_token").to_owned();
    let audience = tenant.audience();
    let fields = [("audience", audience.as_str()), ("scope", ALL)];
    let answer = tenant.refresh(&refresh_token, &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let list = tenant.list(answer.text("access_token"), "").await;
    list.status == 200
}

#[tokio::test]
async fn a_policy_holds_for_own_applications_and_apis_without_consent() {
    assert!(reaches(&started(|_| ()).await).await);
    let third_party = started(|config| config.client.registration.first_party = false).await;
    assert!(!reaches(&third_party).await);
    let consent = started(|config| config.apis[0].skip_consent = false).await;
    assert!(!reaches(&consent).await);
}

#[tokio::test]
async fn an_api_decides_which_applications_act_for_people() {
    let refusal = async |tenant: &Tenant| {
        let audience = tenant.audience();
        let answer = tenant.authorize(&[("audience", &audience)]).await;
        parameter(&location(&answer), "error_description")
    };
    let all = started(|config| {
        config.client.grants.clear();
        config.apis[0].user_access = UserAccess::AllowAll;
    })
    .await;
    assert_eq!(refusal(&all).await, None);
    let none = started(|config| config.apis[0].user_access = UserAccess::DenyAll).await;
    assert!(refusal(&none).await.unwrap().contains("is not authorized"));
    let own = started(|config| {
        config.client.own_grants = std::mem::take(&mut config.client.grants);
    })
    .await;
    assert!(refusal(&own).await.unwrap().contains("is not authorized"));
}

#[tokio::test]
async fn without_its_grant_type_nobody_signs_in() {
    let tenant = started(|config| config.client.registration.grant_types.clear()).await;
    let answer = location(&tenant.authorize(&[]).await);
    assert_eq!(
        parameter(&answer, "error").as_deref(),
        Some("unauthorized_client")
    );
}

#[tokio::test]
async fn an_application_may_have_its_id_tokens_signed_with_a_secret() {
    let tenant = started(|config| {
        config.client.registration = Registration {
            signing: Signing::Hs256,
            ..Registration::default()
        };
    })
    .await;
    let answer = tenant.sign_in(&[]).await;
    let header = answer
        .text("id_token")
        .split('.')
        .next()
        .unwrap()
        .to_owned();
    // {"typ":"JWT","alg":"HS256"}
    assert_eq!(header, "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9");
}

#[tokio::test]
async fn codes_and_refresh_tokens_are_of_one_application() {
    let tenant = started(|config| {
        config.other_clients.push(Client {
            id: "other".to_owned(),
            ..Client::default()
        });
    })
    .await;
    let redeem = async |client_id: &str, code: &str| {
        tenant
            .token(&[
                ("grant_type", "authorization_code"),
                ("client_id", client_id),
                ("code", code),
                ("redirect_uri", CALLBACK),
                ("code_verifier", VERIFIER),
            ])
            .await
    };
    let code = tenant.code(&[]).await;
    assert_eq!(redeem("other", &code).await.status, 403);
    let changes = [("client_id", "other"), ("scope", LOGIN)];
    let code = tenant.code(&changes).await;
    let answer = redeem("other", &code).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(
        crate::tenant::claims(answer.text("id_token"))["aud"],
        "other"
    );
    let refused = tenant.refresh(answer.text("refresh_token"), &[]).await;
    assert_eq!(
        (refused.status, refused.text("error")),
        (403, "invalid_grant")
    );
    let revoked = json!({"client_id": "nobody", "token": "x"});
    assert_eq!(
        tenant.post_json("/oauth/revoke", &revoked).await.status,
        401
    );
}
