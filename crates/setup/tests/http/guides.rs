//! The three forms of the guide, as they are read.

use auth0::TenantAddress;
use setup::guide::{Form, dashboard, overview, sections, text};
use setup::{Plan, Standing, Wish};

use crate::bench::{Bench, CALLBACKS, STRATEGIES};

fn wish() -> Wish {
    let tenant = TenantAddress::parse("acme.eu.auth0.com").unwrap();
    Wish {
        connections: vec!["github".to_owned(), "google-oauth2".to_owned()],
        ..Wish::new(tenant, &CALLBACKS, &STRATEGIES)
    }
}

fn told(plan: &Plan, form: Form) -> String {
    text(&sections(plan, form), form)
}

#[test]
fn a_new_tenant_by_clicks() {
    insta::assert_snapshot!(told(&Plan::for_new_tenant(&wish()), Form::Dashboard));
}

#[test]
fn a_new_tenant_by_commands() {
    insta::assert_snapshot!(told(&Plan::for_new_tenant(&wish()), Form::CommandLine));
}

#[test]
fn a_new_tenant_by_terraform() {
    insta::assert_snapshot!(told(&Plan::for_new_tenant(&wish()), Form::Terraform));
}

/// A tenant that has something of its own, and lacks a little; its address changes from run to run.
#[tokio::test]
async fn what_a_tenant_lacks_in_three_forms() {
    let bench = Bench::all_but(|config| {
        let client = &mut config.client;
        client.callbacks = vec!["https://other.example/back".to_owned()];
        client.registration.oidc_conformant = false;
        client.policies[0].scopes.truncate(1);
        client.grants[0].scopes.truncate(1);
        config.apis[0].skip_consent = false;
        config.connections[2].enabled = false;
    })
    .await;
    let plan = bench.plan().await;
    let domain = bench.wish.tenant.domain();
    for form in [Form::Dashboard, Form::CommandLine, Form::Terraform] {
        let told = told(&plan, form).replace(&domain, "ACME");
        insta::assert_snapshot!(format!("what_a_tenant_lacks_{form:?}"), told);
    }
    let overview = overview(&plan).replace(&domain, "ACME");
    insta::assert_snapshot!("what_a_tenant_lacks_in_lines", overview);
}

/// Whatever a name is, it stays one word of the shell and one text of Terraform's language.
#[test]
fn foreign_names_run_nothing() {
    let evil = "x'; rm -rf ~ #\n$(id)\"${file(\"/etc/passwd\")}";
    let plan = Plan::for_new_tenant(&Wish {
        name: evil.to_owned(),
        connections: vec![evil.to_owned()],
        ..wish()
    });
    let shell = told(&plan, Form::CommandLine);
    assert!(shell.contains(r"--name 'x'\''; rm -rf ~ #"), "{shell}");
    let terraform = told(&plan, Form::Terraform);
    assert!(terraform.contains(r#""x'; rm -rf ~ #\n$(id)\"$${file(\"/etc/passwd\")}""#));
    for line in told(&plan, Form::Dashboard).lines() {
        assert!(!line.starts_with("$(id)"), "{line}");
    }
}

#[tokio::test]
async fn a_tenant_that_is_set_up_is_told_only_what_cannot_be_seen() {
    let bench = Bench::all_but(|_| ()).await;
    let plan = bench.plan().await;
    let unseen = plan
        .steps
        .iter()
        .filter(|step| step.standing == Standing::Unseen);
    let told = sections(&plan, Form::Terraform);
    assert_eq!(told.len(), unseen.count());
    assert!(
        told.iter()
            .all(|section| section.id == "provider" && !section.is_code)
    );
}

/// The Dashboard's names are those that the program itself uses.
#[test]
fn the_names_of_the_dashboard_are_the_same_everywhere() {
    let catalogue = include_str!("../../../../text/en/failures.ftl");
    for (term, name) in [
        ("dashboard-apis", dashboard::APIS),
        ("dashboard-applications", dashboard::APPLICATIONS),
        ("dashboard-connections", dashboard::CONNECTIONS),
        ("my-account", dashboard::MY_ACCOUNT),
        ("application-access", dashboard::APPLICATION_ACCESS),
        ("user-access", dashboard::USER_ACCESS),
        ("authorized", dashboard::AUTHORIZED),
        ("callbacks", dashboard::CALLBACKS),
        ("offline", dashboard::OFFLINE),
        ("skip-consent", dashboard::SKIP_CONSENT),
        ("mrrt", dashboard::MRRT),
        ("grant-types", dashboard::GRANT_TYPES),
        ("credentials", dashboard::CREDENTIALS),
        ("native", dashboard::NATIVE),
        ("none", dashboard::NONE),
        ("purpose", dashboard::PURPOSE),
        ("offline-access", dashboard::OFFLINE_ACCESS),
    ] {
        let line = format!("-{term} = {name}\n");
        assert!(catalogue.contains(&line), "{line}");
    }
}
