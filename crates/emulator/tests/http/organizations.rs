//! Signing in on behalf of an organization.

use emulator::{Config, Invitation, Organization, OrganizationUsage};

use crate::browser::{follow, html, link, with_pages};
use crate::tenant::{
    ALL, Tenant, automatic, claims, complete_body, connect_body, location, parameter, started,
};

const NORTHWIND: &str = "org_Northwind1";

async fn refused(tenant: &Tenant, changes: &[(&str, &str)]) -> (String, String) {
    let back = location(&tenant.authorize(changes).await);
    let text = |name| parameter(&back, name).unwrap_or_else(|| panic!("no {name} in {back}"));
    (text("error"), text("error_description"))
}

#[tokio::test]
async fn tokens_carry_the_organization_and_keep_it_through_refreshes() {
    let tenant = started(|config| config.client.org_name_claim = true).await;
    let audience = tenant.audience();
    for asked in [NORTHWIND, "northwind", "Northwind"] {
        let answer = tenant.sign_in(&[("organization", asked)]).await;
        let id = claims(answer.text("id_token"));
        assert_eq!(
            (&id["org_id"], &id["org_name"]),
            (&NORTHWIND.into(), &"northwind".into())
        );
        let token = answer.text("refresh_token");
        let answer = tenant.refresh(token, &[("audience", &audience)]).await;
        assert_eq!(claims(answer.text("access_token"))["org_id"], NORTHWIND);
        assert_eq!(claims(answer.text("id_token"))["org_id"], NORTHWIND);
    }
    let plain = tenant.sign_in(&[]).await;
    assert!(claims(plain.text("id_token")).get("org_id").is_none());
}

#[tokio::test]
async fn the_name_of_an_organization_is_told_only_where_switched_on() {
    let tenant = automatic().await;
    let answer = tenant.sign_in(&[("organization", NORTHWIND)]).await;
    assert!(claims(answer.text("id_token")).get("org_name").is_none());
}

#[tokio::test]
async fn accounts_connected_on_behalf_of_an_organization_carry_it() {
    let tenant = automatic().await;
    let audience = tenant.audience();
    let changes = [
        ("organization", NORTHWIND),
        ("login_hint", "kenji"),
        ("audience", audience.as_str()),
        ("scope", ALL),
    ];
    let answer = tenant.sign_in(&changes).await;
    let token = answer.text("access_token");
    let connect = tenant.connect(token, connect_body("github")).await;
    let code = tenant.connect_code(&connect).await;
    let completed = tenant.complete(token, complete_body(&connect, &code)).await;
    assert!(
        completed.body.get("org_id").is_none(),
        "its shape is closed"
    );
    let list = tenant.list(token, "").await;
    assert_eq!(list.body["accounts"][0]["org_id"], NORTHWIND);
    let records = tenant.emulator.accounts("kenji");
    assert_eq!(records[0].org_id.as_deref(), Some(NORTHWIND));
}

#[tokio::test]
async fn only_members_get_in_and_only_where_organizations_are_allowed() {
    let tenant = automatic().await;
    let layla = [("organization", NORTHWIND), ("login_hint", "layla")];
    let (error, text) = refused(&tenant, &layla).await;
    assert_eq!(error, "access_denied");
    assert_eq!(
        text,
        format!("user auth0|layla is not part of the {NORTHWIND} organization")
    );
    let (error, _) = refused(&tenant, &[("organization", "org_unknown")]).await;
    assert_eq!(error, "invalid_request");
    let deny = |config: &mut Config| config.client.organization_usage = OrganizationUsage::Deny;
    tenant.emulator.change(deny).unwrap();
    let (error, text) = refused(&tenant, &[("organization", NORTHWIND)]).await;
    assert_eq!(error, "invalid_request");
    assert_eq!(
        text,
        "parameter organization is not allowed for this client"
    );
}

#[tokio::test]
async fn an_invitation_makes_a_member() {
    let tenant = started(|config| {
        config.invitations = vec![Invitation {
            ticket: "welcome".to_owned(),
            organization: NORTHWIND.to_owned(),
            person: Some("layla".to_owned()),
        }];
    })
    .await;
    let layla = [("organization", NORTHWIND), ("login_hint", "layla")];
    let invited = [layla[0], layla[1], ("invitation", "welcome")];
    assert_eq!(
        refused(&tenant, &[("invitation", "welcome")]).await.0,
        "invalid_request"
    );
    let unknown = [layla[0], ("invitation", "other")];
    assert_eq!(refused(&tenant, &unknown).await.0, "invalid_request");
    let answer = tenant.sign_in(&invited).await;
    assert_eq!(claims(answer.text("id_token"))["org_id"], NORTHWIND);
    tenant.sign_in(&layla).await;
}

fn required(config: &mut Config) {
    config.client.organization_usage = OrganizationUsage::Require;
    config.organizations.push(Organization {
        id: "org_Second2".to_owned(),
        name: "second".to_owned(),
        display_name: "Second & Sons".to_owned(),
        members: vec!["dana".to_owned()],
    });
}

#[tokio::test]
async fn a_client_that_requires_an_organization_lets_the_person_pick_one() {
    let tenant = with_pages(required).await;
    let people = html(follow(&tenant, &tenant.authorize(&[]).await, None).await).await;
    let chosen = tenant.get(&link(&people, "person-dana")).await;
    assert_eq!(location(&chosen).path(), "/u/organization");
    let page = html(follow(&tenant, &chosen, None).await).await;
    assert!(page.contains("Second &amp; Sons") && page.contains("organization-org_Northwind1"));
    let picked = tenant.get(&link(&page, "organization-org_Second2")).await;
    let page = html(follow(&tenant, &picked, None).await).await;
    let back = location(&tenant.get(&link(&page, "continue")).await);
    let answer = tenant.redeem(&parameter(&back, "code").unwrap()).await;
    assert_eq!(claims(answer.text("id_token"))["org_id"], "org_Second2");
    let people = html(follow(&tenant, &tenant.authorize(&[]).await, None).await).await;
    let back = location(&tenant.get(&link(&people, "person-layla")).await);
    assert_eq!(parameter(&back, "error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn without_pages_the_first_organization_is_taken() {
    let tenant = started(required).await;
    let answer = tenant.sign_in(&[]).await;
    assert_eq!(claims(answer.text("id_token"))["org_id"], NORTHWIND);
}
