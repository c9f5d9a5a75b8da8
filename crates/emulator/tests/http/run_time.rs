//! Changing the tenant while it runs, and what happens to it from outside.

use std::time::Duration;

use chrono::TimeDelta;
use emulator::{ConfigError, MissingApi};
use jsonwebtoken::jwk::JwkSet;

use crate::tenant::{
    ALL, Answer, LOGIN, Tenant, automatic, claims, connect_body, location, parameter, started,
};

/// A tenant without rotation, and a refresh token of Dana.
async fn signed_in() -> (Tenant, String) {
    let tenant = started(|config| config.client.rotation = false).await;
    let token = tenant.sign_in(&[]).await.text("refresh_token").to_owned();
    (tenant, token)
}

async fn for_my_account(tenant: &Tenant, token: &str) -> Answer {
    let audience = tenant.audience();
    tenant.refresh(token, &[("audience", &audience)]).await
}

#[tokio::test]
async fn without_its_policy_a_refresh_token_reaches_only_what_it_was_asked_for() {
    let (tenant, token) = signed_in().await;
    assert!(
        for_my_account(&tenant, &token)
            .await
            .text("scope")
            .contains("create:me")
    );
    tenant
        .emulator
        .change(|config| config.client.policies.clear())
        .unwrap();
    let answer = for_my_account(&tenant, &token).await;
    assert_eq!((answer.status, answer.text("scope")), (200, LOGIN));
    assert_eq!(
        tenant.list(answer.text("access_token"), "").await.status,
        401
    );
}

#[tokio::test]
async fn a_scope_can_be_dropped_from_policy_and_grant() {
    let (tenant, token) = signed_in().await;
    let delete = "delete:me:connected_accounts";
    for place in 0..2 {
        let change = |on: bool| {
            let changed = tenant.emulator.change(|config| {
                let client = &mut config.client;
                let list = [&mut client.policies, &mut client.grants];
                let scopes = &mut list.into_iter().nth(place).unwrap()[0].scopes;
                scopes.retain(|one| one != delete);
                scopes.extend(on.then(|| delete.to_owned()));
            });
            changed.unwrap();
        };
        change(false);
        let narrow = for_my_account(&tenant, &token).await;
        assert!(!narrow.text("scope").contains(delete));
        change(true);
        let whole = for_my_account(&tenant, &token).await;
        assert!(whole.text("scope").contains(delete));
    }
}

#[tokio::test]
async fn without_its_client_grant_the_client_is_not_authorized() {
    let (tenant, token) = signed_in().await;
    let audience = tenant.audience();
    let signed_in = tenant.sign_in(&[("audience", &audience)]).await;
    tenant
        .emulator
        .change(|config| config.client.grants.clear())
        .unwrap();
    for token in [token.as_str(), signed_in.text("refresh_token")] {
        let answer = for_my_account(&tenant, token).await;
        assert_eq!(
            (answer.status, answer.text("error")),
            (403, "access_denied")
        );
        assert!(
            answer
                .text("error_description")
                .contains("is not authorized to access")
        );
    }
}

#[tokio::test]
async fn a_deactivated_api_is_a_service_not_found() {
    let (tenant, token) = signed_in().await;
    let audience = tenant.audience();
    let expected = format!("Service not found: {audience}");
    tenant
        .emulator
        .change(|config| config.apis.clear())
        .unwrap();
    let back = location(&tenant.authorize(&[("audience", &audience)]).await);
    assert_eq!(
        parameter(&back, "error_description").as_ref(),
        Some(&expected)
    );
    let ignored = for_my_account(&tenant, &token).await;
    assert_eq!(
        ignored.text("scope"),
        LOGIN,
        "the policy entry names nothing"
    );
    let deny = |open: &mut emulator::OpenQuestions| open.missing_api = MissingApi::Deny;
    tenant
        .emulator
        .change(|config| deny(&mut config.open_questions))
        .unwrap();
    let denied = for_my_account(&tenant, &token).await;
    assert_eq!(
        (denied.status, denied.text("error")),
        (403, "access_denied")
    );
    assert_eq!(denied.text("error_description"), expected);
}

#[tokio::test]
async fn a_connection_can_disappear_between_list_and_connect() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("kenji", ALL).await;
    let connect = tenant.connect(&token, connect_body("github")).await;
    let off = |config: &mut emulator::Config| config.connections[1].enabled = false;
    tenant.emulator.change(off).unwrap();
    assert_eq!(
        tenant.connect(&token, connect_body("github")).await.status,
        400
    );
    let back = location(&tenant.open(&connect).await);
    assert_eq!(
        parameter(&back, "error").as_deref(),
        Some("invalid_request")
    );
}

#[tokio::test]
async fn rotation_and_lifetimes_change_at_once() {
    let (tenant, token) = signed_in().await;
    tenant
        .emulator
        .change(|config| config.client.rotation = true)
        .unwrap();
    let rotated = tenant.refresh(&token, &[]).await;
    let successor = rotated.text("refresh_token");
    tenant
        .emulator
        .change(|config| config.client.rotation = false)
        .unwrap();
    let kept = tenant.refresh(successor, &[]).await;
    assert!(kept.status == 200 && kept.body.get("refresh_token").is_none());
    tenant
        .emulator
        .change(|config| config.apis[0].token_seconds = 5)
        .unwrap();
    let answer = for_my_account(&tenant, successor).await;
    assert_eq!(answer.body["expires_in"], 5);
    tenant.advance(6);
    assert_eq!(
        tenant.list(answer.text("access_token"), "").await.status,
        401
    );
}

#[tokio::test]
async fn a_change_that_does_not_hold_together_changes_nothing() {
    let tenant = automatic().await;
    let refused = tenant.emulator.change(|config| {
        config.tenant_name = "Other".to_owned();
        config.people.clear();
    });
    assert!(matches!(refused, Err(ConfigError::Sense(_))));
    assert!(tenant.get("/").await.text().await.unwrap().contains("Acme"));
}

#[tokio::test]
async fn a_refresh_token_can_be_older_than_the_policy() {
    for (sees, reached) in [(true, true), (false, false)] {
        let tenant = started(|config| {
            config.client.policies.clear();
            config.open_questions.old_tokens_see_new_policies = sees;
        })
        .await;
        let old = tenant.sign_in(&[]).await;
        let policies = emulator::Config::default().client.policies;
        tenant
            .emulator
            .change(|config| config.client.policies = policies)
            .unwrap();
        let answer = for_my_account(&tenant, old.text("refresh_token")).await;
        assert_eq!(answer.text("scope").contains("read:me"), reached, "{sees}");
        let new = tenant.sign_in(&[]).await;
        let answer = for_my_account(&tenant, new.text("refresh_token")).await;
        assert!(
            answer.text("scope").contains("read:me"),
            "after the next sign-in"
        );
    }
}

#[tokio::test]
async fn all_refresh_tokens_of_a_person_can_be_revoked() {
    let (tenant, dana) = signed_in().await;
    let second = tenant.sign_in(&[]).await;
    let kenji = tenant.sign_in(&[("login_hint", "kenji")]).await;
    tenant.emulator.revoke_family("dana");
    for token in [dana.as_str(), second.text("refresh_token")] {
        let answer = tenant.refresh(token, &[]).await;
        assert_eq!(
            answer.text("error_description"),
            "Unknown or invalid refresh token."
        );
    }
    assert_eq!(
        tenant
            .refresh(kenji.text("refresh_token"), &[])
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn keys_rotate_with_and_without_the_old_one() {
    let (tenant, token) = signed_in().await;
    let published = async || -> Vec<String> {
        let keys: JwkSet = tenant
            .get("/.well-known/jwks.json")
            .await
            .json()
            .await
            .unwrap();
        keys.keys
            .into_iter()
            .map(|key| key.common.key_id.unwrap())
            .collect()
    };
    let first = published().await;
    let access = for_my_account(&tenant, &token)
        .await
        .text("access_token")
        .to_owned();
    tenant.emulator.rotate_keys(true).await.unwrap();
    let both = published().await;
    assert_eq!((both.len(), &both[1]), (2, &first[0]));
    assert_eq!(tenant.list(&access, "").await.status, 200);
    let fresh = tenant.refresh(&token, &[]).await;
    let header = jsonwebtoken::decode_header(fresh.text("id_token")).unwrap();
    assert_eq!(header.kid.as_ref(), Some(&both[0]));
    tenant.emulator.rotate_keys(false).await.unwrap();
    let alone = published().await;
    assert!(alone.len() == 1 && !both.contains(&alone[0]));
    assert_eq!(tenant.list(&access, "").await.status, 401);
}

#[tokio::test]
async fn another_device_connects_and_disconnects() {
    let tenant = automatic().await;
    let token = tenant.my_account_token("kenji", ALL).await;
    let id = tenant
        .emulator
        .connect_elsewhere("kenji", "github", &["repo"]);
    let own = tenant.emulator.connect_elsewhere("kenji", "slack", &[]);
    let list = tenant.list(&token, "").await;
    assert_eq!(list.body["accounts"][0]["id"], id);
    assert_eq!(
        list.body["accounts"][0]["scopes"],
        serde_json::json!(["repo"])
    );
    let records = tenant.emulator.accounts("kenji");
    assert_eq!(
        (records[1].id.as_str(), records[1].scopes.len()),
        (own.as_str(), 6)
    );
    assert!(tenant.emulator.disconnect_elsewhere(&id));
    assert!(!tenant.emulator.disconnect_elsewhere(&id));
    assert_eq!(tenant.list(&token, "").await.body["accounts"][0]["id"], own);
}

#[tokio::test]
async fn a_deleted_person_is_gone_everywhere() {
    let (tenant, token) = signed_in().await;
    let access = tenant.my_account_token("dana", ALL).await;
    assert!(tenant.emulator.delete_person("dana"));
    assert!(!tenant.emulator.delete_person("dana"));
    let answer = tenant.refresh(&token, &[]).await;
    assert_eq!(
        (answer.status, answer.text("error")),
        (403, "invalid_grant")
    );
    assert_eq!(
        answer.text("error_description"),
        "The refresh_token was generated for a user who doesn't exist anymore."
    );
    assert_eq!(tenant.list(&access, "").await.status, 401);
    assert!(tenant.emulator.accounts("dana").is_empty());
}

#[tokio::test]
async fn a_blocked_person_can_neither_refresh_nor_sign_in() {
    let (tenant, token) = signed_in().await;
    assert!(tenant.emulator.block_person("dana"));
    assert!(!tenant.emulator.block_person("nobody"));
    let answer = tenant.refresh(&token, &[]).await;
    assert_eq!(
        (answer.status, answer.text("error")),
        (403, "access_denied")
    );
    assert!(answer.text("error_description").contains("user is blocked"));
    let back = location(&tenant.authorize(&[]).await);
    assert_eq!(
        parameter(&back, "error_description").as_deref(),
        Some("user is blocked")
    );
}

#[tokio::test]
async fn a_wrong_clock_shows_in_the_date_and_in_tokens() {
    let tenant = automatic().await;
    let at = async || {
        let response = tenant.get("/").await;
        assert_eq!(response.headers().get_all("date").iter().count(), 1);
        let date = response.headers()["date"].to_str().unwrap().to_owned();
        chrono::DateTime::parse_from_rfc2822(&date)
            .unwrap()
            .timestamp()
    };
    let right = at().await;
    for offset in [-3_600, 3_600] {
        tenant.emulator.set_clock_offset(TimeDelta::seconds(offset));
        let wrong = at().await - right;
        assert!((wrong - offset).abs() < 300, "{wrong}");
        let answer = tenant.sign_in(&[]).await;
        let issued = claims(answer.text("id_token"))["iat"].as_i64().unwrap();
        assert!((issued - right - offset).abs() < 300);
    }
    tenant.emulator.set_clock_offset(TimeDelta::zero());
    tenant.emulator.advance(Duration::from_mins(150));
    assert!((at().await - right - 9_000).abs() < 300);
}
