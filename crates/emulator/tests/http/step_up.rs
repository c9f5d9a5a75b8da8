//! Stronger and fresher sign-ins.

use emulator::{Config, Mfa};

use crate::browser::{self, follow, html, link, with_pages};
use crate::tenant::{Tenant, automatic, claims, location, parameter, started};

const MULTI_FACTOR: &str = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";

fn unrotated(config: &mut Config) {
    config.client.rotation = false;
}

async fn for_my_account(tenant: &Tenant, token: &str) -> (u16, serde_json::Value) {
    let audience = tenant.audience();
    let answer = tenant.refresh(token, &[("audience", &audience)]).await;
    (answer.status, answer.body)
}

#[tokio::test]
async fn an_old_sign_in_does_not_meet_the_requirements_of_the_my_account_api() {
    let tenant = started(|config| {
        unrotated(config);
        config.client.step_up_after_seconds = Some(900);
    })
    .await;
    let signed_in = tenant.sign_in(&[]).await;
    let token = signed_in.text("refresh_token");
    assert_eq!(for_my_account(&tenant, token).await.0, 200);
    tenant.advance(901);
    let (status, body) = for_my_account(&tenant, token).await;
    assert_eq!(
        (status, &body["error"]),
        (403, &"unmet_authentication_requirements".into())
    );
    assert_eq!(
        tenant.refresh(token, &[]).await.status,
        200,
        "only for that API"
    );
}

#[tokio::test]
async fn a_second_factor_is_required_until_a_sign_in_had_one() {
    let tenant = started(|config| {
        unrotated(config);
        config.client.mfa = Mfa::OnRefresh;
    })
    .await;
    let plain = tenant.sign_in(&[]).await;
    let (status, body) = for_my_account(&tenant, plain.text("refresh_token")).await;
    assert_eq!((status, &body["error"]), (403, &"mfa_required".into()));
    assert_eq!(
        body["error_description"],
        "Multifactor authentication required"
    );
    assert!(body["mfa_token"].is_string());
    assert_eq!(body["mfa_requirements"]["challenge"][0]["type"], "otp");
    let strong = tenant.sign_in(&[("acr_values", MULTI_FACTOR)]).await;
    let id = claims(strong.text("id_token"));
    assert_eq!(
        (&id["amr"][0], &id["acr"]),
        (&"mfa".into(), &MULTI_FACTOR.into())
    );
    assert_eq!(
        for_my_account(&tenant, strong.text("refresh_token"))
            .await
            .0,
        200
    );
}

#[tokio::test]
async fn the_second_factor_has_a_page_of_its_own_once_per_session() {
    let tenant = with_pages(|_| {}).await;
    let changes = [("acr_values", MULTI_FACTOR)];
    let people = html(follow(&tenant, &tenant.authorize(&changes).await, None).await).await;
    let chosen = tenant.get(&link(&people, "person-dana")).await;
    assert_eq!(location(&chosen).path(), "/u/second-factor");
    let skipped = location(&chosen)
        .as_str()
        .replace("second-factor", "continue");
    let over = tenant.http.get(skipped).send().await.unwrap();
    assert_eq!(over.status(), 400, "nobody gets past the page");
    let chosen = tenant.get(&link(&people, "person-dana")).await;
    assert_eq!(chosen.status(), 400, "and the sign-in is over then");
    let people = html(follow(&tenant, &tenant.authorize(&changes).await, None).await).await;
    let chosen = tenant.get(&link(&people, "person-dana")).await;
    let cookie = browser::cookie(&chosen);
    let factor = html(follow(&tenant, &chosen, None).await).await;
    assert!(factor.contains("id=\"second-factor\""));
    let address = tenant.at(&link(&factor, "confirm-factor"));
    let confirmed = tenant
        .http
        .get(address)
        .header("cookie", &cookie)
        .send()
        .await;
    let page = html(follow(&tenant, &confirmed.unwrap(), None).await).await;
    let back = location(&tenant.get(&link(&page, "continue")).await);
    let answer = tenant.redeem(&parameter(&back, "code").unwrap()).await;
    assert_eq!(claims(answer.text("id_token"))["amr"][0], "mfa");
    let again = tenant.authorize_request(&changes).header("cookie", &cookie);
    assert_eq!(location(&again.send().await.unwrap()).path(), "/u/confirm");
}

#[tokio::test]
async fn the_hinted_person_is_marked_by_mail_or_subject() {
    let tenant = with_pages(|_| {}).await;
    for hint in ["layla@acme.example", "auth0|layla"] {
        let first = tenant
            .authorize(&[("login_hint", hint), ("ui_locales", "de")])
            .await;
        let people = html(follow(&tenant, &first, None).await).await;
        let marked = people.split("aria-current").nth(1).unwrap();
        assert!(marked.contains("id=\"person-layla\""), "{hint}");
        assert_eq!(people.matches("aria-current").count(), 1);
    }
    let automatic = automatic().await;
    let answer = automatic.sign_in(&[("login_hint", "auth0|kenji")]).await;
    assert_eq!(claims(answer.text("id_token"))["sub"], "auth0|kenji");
}
