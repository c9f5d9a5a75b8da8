//! What refresh tokens reach, and how they end.

use emulator::{Access, Api, Config, UnlistedAudience, UserAccess};
use serde_json::json;

use crate::tenant::{LOGIN, Tenant, automatic, claims, started};

const ORDERS: &str = "https://orders.example/";

/// A tenant with an API of the company's own beside the My Account API.
fn with_orders(config: &mut Config) {
    let scopes: Vec<String> = ["read:orders", "write:orders", "admin:orders"]
        .map(str::to_owned)
        .to_vec();
    config.apis.push(Api {
        identifier: ORDERS.to_owned(),
        scopes: scopes.clone(),
        token_seconds: 3_600,
        allow_offline_access: true,
        name: None,
        skip_consent: true,
        user_access: UserAccess::default(),
    });
    config.client.grants.push(Access {
        audience: ORDERS.to_owned(),
        scopes,
    });
}

async fn refresh_token(tenant: &Tenant, changes: &[(&str, &str)]) -> String {
    let answer = tenant.sign_in(changes).await;
    answer.text("refresh_token").to_owned()
}

/// A tenant whose policy covers a part of the orders API, and names things that do not exist.
fn with_policy(config: &mut Config) {
    with_orders(config);
    config.client.rotation = false;
    config.client.policies.push(Access {
        audience: ORDERS.to_owned(),
        scopes: vec!["write:orders".to_owned(), "fly:orders".to_owned()],
    });
    config.client.policies.push(Access {
        audience: "https://gone.example/".to_owned(),
        scopes: vec!["read:gone".to_owned()],
    });
}

/// Contract 3.4, "Evaluation rules", row by row: audience and scope asked for (`-` for none), then
/// audience and scope given. The sign-in was for orders: `openid offline_access read:orders`.
const RULES: [[&str; 4]; 8] = [
    [
        "-",
        "-",
        ORDERS,
        "openid offline_access read:orders write:orders",
    ],
    [
        ORDERS,
        "-",
        ORDERS,
        "openid offline_access read:orders write:orders",
    ],
    [
        "me",
        "-",
        "me",
        "openid offline_access create:me:connected_accounts read:me:connected_accounts delete:me:connected_accounts",
    ],
    [
        "me",
        "openid read:me:connected_accounts",
        "me",
        "openid read:me:connected_accounts",
    ],
    [
        "me",
        "read:me:connected_accounts read:me:factors read:orders",
        "me",
        "read:me:connected_accounts",
    ],
    ["-", "write:orders admin:orders", ORDERS, "write:orders"],
    [
        "https://gone.example/",
        "-",
        ORDERS,
        "openid offline_access read:orders write:orders",
    ],
    [
        "https://nowhere.example/",
        "read:orders",
        ORDERS,
        "read:orders",
    ],
];

#[tokio::test]
async fn a_refresh_token_reaches_what_the_policy_says() {
    let tenant = started(with_policy).await;
    let login = "openid offline_access read:orders";
    let token = refresh_token(&tenant, &[("audience", ORDERS), ("scope", login)]).await;
    let me = tenant.audience();
    for row in RULES {
        let [audience, scope, reached, granted] =
            row.map(|text| if text == "me" { &me } else { text });
        let mut request = vec![("audience", audience), ("scope", scope)];
        request.retain(|(_, value)| *value != "-");
        let answer = tenant.refresh(&token, &request).await;
        assert_eq!(answer.status, 200, "{row:?}: {}", answer.body);
        assert_eq!(answer.text("scope"), granted, "{row:?}");
        let aud = &claims(answer.text("access_token"))["aud"];
        let first = aud.as_str().or_else(|| aud[0].as_str());
        assert_eq!(first, Some(reached), "{row:?}");
    }
}

#[tokio::test]
async fn without_a_policy_the_refresh_works_and_the_my_account_api_refuses_the_token() {
    let tenant = started(|config| config.client.policies.clear()).await;
    let token = refresh_token(&tenant, &[]).await;
    let answer = tenant
        .refresh(&token, &[("audience", &tenant.audience())])
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.text("scope"), LOGIN);
    let list = tenant.list(answer.text("access_token"), "").await;
    assert_eq!((list.status, list.code()), (401, "A0E-401-0003"));
}

#[tokio::test]
async fn an_unlisted_audience_can_be_denied_instead() {
    let tenant = started(|config| {
        config.client.policies.clear();
        config.open_questions.unlisted_audience = UnlistedAudience::Deny;
    })
    .await;
    let token = refresh_token(&tenant, &[]).await;
    let answer = tenant
        .refresh(&token, &[("audience", &tenant.audience())])
        .await;
    assert_eq!(
        (answer.status, answer.text("error")),
        (403, "access_denied")
    );
}

#[tokio::test]
async fn a_policy_without_a_client_grant_is_refused_and_does_not_spend_the_token() {
    let tenant = started(|config| config.client.grants.clear()).await;
    let token = refresh_token(&tenant, &[]).await;
    let answer = tenant
        .refresh(&token, &[("audience", &tenant.audience())])
        .await;
    assert_eq!(
        (answer.status, answer.text("error")),
        (403, "access_denied")
    );
    assert_eq!(tenant.refresh(&token, &[]).await.status, 200);
}

#[tokio::test]
async fn rotation_replaces_the_token_and_reuse_kills_the_family() {
    let tenant = automatic().await;
    let first = refresh_token(&tenant, &[]).await;
    let second = tenant
        .refresh(&first, &[])
        .await
        .text("refresh_token")
        .to_owned();
    assert_ne!(first, second);
    let third = tenant
        .refresh(&second, &[])
        .await
        .text("refresh_token")
        .to_owned();
    let reuse = tenant.refresh(&first, &[]).await;
    assert_eq!((reuse.status, reuse.text("error")), (403, "invalid_grant"));
    assert_eq!(
        reuse.text("error_description"),
        "Unknown or invalid refresh token."
    );
    assert_eq!(tenant.refresh(&third, &[]).await.status, 403);
    let other = refresh_token(&tenant, &[]).await;
    assert_eq!(
        tenant.refresh(&other, &[]).await.status,
        200,
        "another sign-in lives on"
    );
}

#[tokio::test]
async fn within_the_leeway_the_previous_token_gives_another_one() {
    let tenant = started(|config| config.client.leeway_seconds = 10).await;
    let first = refresh_token(&tenant, &[]).await;
    let lost = tenant
        .refresh(&first, &[])
        .await
        .text("refresh_token")
        .to_owned();
    tenant.advance(5);
    let again = tenant
        .refresh(&first, &[])
        .await
        .text("refresh_token")
        .to_owned();
    assert_ne!(lost, again);
    assert_eq!(tenant.refresh(&again, &[]).await.status, 200);
    // Now it is no longer the previous one.
    assert_eq!(tenant.refresh(&first, &[]).await.status, 403);
    assert_eq!(tenant.refresh(&lost, &[]).await.status, 403);
}

#[tokio::test]
async fn after_the_leeway_the_previous_token_kills_the_family() {
    let tenant = started(|config| config.client.leeway_seconds = 10).await;
    let first = refresh_token(&tenant, &[]).await;
    let second = tenant
        .refresh(&first, &[])
        .await
        .text("refresh_token")
        .to_owned();
    tenant.advance(11);
    assert_eq!(tenant.refresh(&first, &[]).await.status, 403);
    assert_eq!(tenant.refresh(&second, &[]).await.status, 403);
}

#[tokio::test]
async fn without_rotation_the_token_stays_and_is_not_sent_again() {
    let tenant = started(|config| config.client.rotation = false).await;
    let token = refresh_token(&tenant, &[]).await;
    for _ in 0..3 {
        let answer = tenant.refresh(&token, &[]).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.get("refresh_token").is_none());
    }
}

#[tokio::test]
async fn rotation_does_not_lengthen_the_life_of_a_family() {
    let tenant = started(|config| {
        config.client.refresh_token_seconds = 100;
        config.client.idle_refresh_token_seconds = 80;
    })
    .await;
    let first = refresh_token(&tenant, &[]).await;
    tenant.advance(70);
    let second = tenant
        .refresh(&first, &[])
        .await
        .text("refresh_token")
        .to_owned();
    tenant.advance(31);
    assert_eq!(tenant.refresh(&second, &[]).await.status, 403);
    let idle = refresh_token(&tenant, &[]).await;
    tenant.advance(81);
    assert_eq!(tenant.refresh(&idle, &[]).await.status, 403);
}

#[tokio::test]
async fn revoking_ends_every_token_of_the_family_and_never_complains() {
    let tenant = automatic().await;
    let first = refresh_token(&tenant, &[]).await;
    let second = tenant
        .refresh(&first, &[])
        .await
        .text("refresh_token")
        .to_owned();
    let fields = [("client_id", "mooring-demo"), ("token", second.as_str())];
    assert_eq!(tenant.post_form("/oauth/revoke", &fields).await.status, 200);
    assert_eq!(tenant.refresh(&second, &[]).await.status, 403);
    let unknown = json!({"client_id": "mooring-demo", "token": "never-was", "token_type_hint": "refresh_token"});
    assert_eq!(
        tenant.post_json("/oauth/revoke", &unknown).await.status,
        200
    );
    let nothing = tenant.post_form("/oauth/revoke", &fields[..1]).await;
    assert_eq!(
        (nothing.status, nothing.text("error")),
        (400, "invalid_request")
    );
}
