//! Who it is: confirmed, somebody else, a member of an organization.

use accounts::Request;
use accounts::ports::{VaultError, VaultItem};
use accounts::settings::ProfileOptions;
use accounts::view::{AccountsView, ConfirmationView, Diagnosis, Screen};
use emulator::{Config, Endpoint, Fault, Mfa, Misbehavior};

use crate::support::{Manner, Program, World, all, of};

const GOOGLE: &str = "google-oauth2";

async fn until_confirmation_is_wanted(program: &mut Program) -> Diagnosis {
    let accounts = program
        .until_accounts("a confirmation is wanted", |accounts| {
            matches!(accounts.confirmation, Some(ConfirmationView::Wanted { .. }))
        })
        .await;
    match accounts.confirmation {
        Some(ConfirmationView::Wanted { failure }) => failure.diagnosis,
        Some(ConfirmationView::UnderWay { .. }) | None => panic!("not wanted"),
    }
}

#[tokio::test]
async fn a_policy_that_wants_a_fresh_sign_in_gets_it_and_the_connect_goes_on() {
    let mut config = Config::default();
    config.client.step_up_after_seconds = Some(900);
    let mut program = Program::signed_in(config).await;
    program.world.advance(1000);
    program.connect(GOOGLE);
    let diagnosis = until_confirmation_is_wanted(&mut program).await;
    assert_eq!(diagnosis, Diagnosis::AuthenticationUnmet);
    program.take(Request::ConfirmIdentity);
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
}

#[tokio::test]
async fn a_second_factor_at_each_refresh_is_given_once() {
    let mut program = Program::signed_in(Config::default()).await;
    let change = |tenant: &mut Config| tenant.client.mfa = Mfa::OnRefresh;
    program.world.tenant.emulator().change(change).unwrap();
    program.world.advance(700);
    program.take(Request::Refresh);
    let diagnosis = until_confirmation_is_wanted(&mut program).await;
    assert_eq!(diagnosis, Diagnosis::MfaRequired);
    program.take(Request::ConfirmIdentity);
    program.until_current().await;
    program.refresh_after(700).await;
}

#[tokio::test]
async fn a_confirmation_by_somebody_else_changes_nothing_unless_it_is_wanted() {
    let mut program = Program::signed_in(Config::default()).await;
    let change = |tenant: &mut Config| tenant.client.mfa = Mfa::OnRefresh;
    program.world.tenant.emulator().change(change).unwrap();
    let token = program.world.vault.refresh_token();
    program.world.advance(700);
    program.take(Request::Refresh);
    until_confirmation_is_wanted(&mut program).await;
    program.world.browser.seat("kenji");
    program.take(Request::ConfirmIdentity);
    program
        .until("it asks", |snapshot| {
            matches!(&snapshot.screen, Screen::AnotherPerson { before, now, keepable: true, .. }
                if before.name == "Dana Okafor" && now.name == "Kenji Mori")
        })
        .await;
    assert_eq!(program.world.vault.refresh_token(), token, "untouched");
    program.take(Request::KeepPerson);
    until_confirmation_is_wanted(&mut program).await;
    assert_eq!(program.world.vault.refresh_token(), token);
}

#[tokio::test]
async fn somebody_else_takes_over_only_when_told_to() {
    let mut program = Program::signed_in(Config::default()).await;
    let token = program.world.vault.refresh_token().unwrap();
    // Another sign-in in the same browser would be Dana's.
    program.world.browser.forget();
    program.world.browser.seat("kenji");
    program.take(Request::SignIn);
    program
        .until("it asks", |snapshot| {
            matches!(&snapshot.screen, Screen::AnotherPerson { .. })
        })
        .await;
    program.take(Request::SwitchPerson);
    let accounts = program
        .until_accounts("Kenji's", |accounts| {
            accounts.person.as_ref().unwrap().name == "Kenji Mori" && !accounts.incomplete
        })
        .await;
    assert_eq!(all(&accounts).count(), 0);
    assert_eq!(program.world.tenant.refresh(&token).await, 403, "revoked");
}

#[tokio::test]
async fn a_change_of_person_that_the_keychain_refuses_loses_nobodys_token() {
    let mut program = Program::signed_in(Config::default()).await;
    let refused = VaultError::Refused("no room".to_owned());
    program
        .world
        .vault
        .fail_writing(VaultItem::Session, refused);
    // Rotated, and held by the program alone.
    program.refresh_after(700).await;
    program.world.browser.forget();
    program.world.browser.seat("kenji");
    program.take(Request::SignIn);
    program
        .until("it asks", |snapshot| {
            matches!(&snapshot.screen, Screen::AnotherPerson { .. })
        })
        .await;
    program.take(Request::SwitchPerson);
    program
        .until_accounts("Dana's, still", |accounts| {
            accounts.person.as_ref().unwrap().name == "Dana Okafor"
        })
        .await;
    program.world.vault.work();
    program.refresh_after(700).await;
}

#[tokio::test]
async fn in_an_organization_accounts_are_the_organizations() {
    let mut config = Config::default();
    config.client.org_name_claim = true;
    let options = ProfileOptions {
        organization: Some("northwind".to_owned()),
        ..ProfileOptions::default()
    };
    let world = World::settled_with(config, options).await;
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    let accounts = program.until_current().await;
    let person = accounts.person.unwrap();
    assert_eq!(person.organization.as_deref(), Some("northwind"));
    program.connect(GOOGLE);
    // The completion does not say it; the list does.
    let organization = |now: &AccountsView| {
        let account = of(now, GOOGLE).first().copied()?;
        account.organization.clone()
    };
    let accounts = program
        .until_accounts("connected", |now| organization(now).is_some())
        .await;
    assert!(organization(&accounts).unwrap().starts_with("org_"));
}

#[tokio::test]
async fn a_sign_in_that_does_not_name_the_organization_is_not_taken() {
    let options = ProfileOptions {
        organization: Some("northwind".to_owned()),
        ..ProfileOptions::default()
    };
    let world = World::settled_with(Config::default(), options).await;
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program
        .until("not taken", |snapshot| {
            matches!(&snapshot.screen, Screen::SignedOut { failure: Some(failure) }
                if failure.diagnosis == Diagnosis::OrganizationMismatch)
        })
        .await;
    assert_eq!(program.world.vault.refresh_token(), None);
}

#[tokio::test]
async fn who_is_no_member_is_told_so() {
    let options = ProfileOptions {
        organization: Some("northwind".to_owned()),
        ..ProfileOptions::default()
    };
    let world = World::settled_with(Config::default(), options).await;
    world.browser.seat("layla");
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program
        .until("refused", |snapshot| {
            matches!(&snapshot.screen, Screen::SignedOut { failure: Some(failure) }
                if failure.diagnosis == Diagnosis::OrganizationRefused)
        })
        .await;
}

#[tokio::test]
async fn an_invitation_lets_somebody_in() {
    let mut config = Config::default();
    let organization = config.organizations[0].id.clone();
    config.invitations = vec![emulator::Invitation {
        ticket: "inv_1".to_owned(),
        organization: organization.clone(),
        person: Some("layla".to_owned()),
    }];
    let options = ProfileOptions {
        organization: Some(organization),
        ..ProfileOptions::default()
    };
    let world = World::settled_with(config, options).await;
    world.browser.seat("layla");
    let mut program = Program::start_with(world, |start| {
        start.invitation = Some("inv_1".to_owned());
    });
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program.until_current().await;
}

#[tokio::test]
async fn a_person_who_leaves_the_confirmation_alone_can_do_without_it() {
    let mut program = Program::signed_in(Config::default()).await;
    let fault = Misbehavior::oauth_errors();
    let step_up = fault.into_iter().find(
        |one| matches!(one, Misbehavior::OAuthError { error, .. } if error == "mfa_required"),
    );
    let fault = Fault::always(Endpoint::TokenRefresh, step_up.unwrap());
    program.world.tenant.emulator().inject(fault);
    program.world.browser.act(Manner::Nothing);
    program.world.advance(700);
    program.take(Request::Refresh);
    until_confirmation_is_wanted(&mut program).await;
    program.take(Request::ConfirmIdentity);
    program
        .until_accounts("under way", |accounts| {
            matches!(
                accounts.confirmation,
                Some(ConfirmationView::UnderWay { .. })
            )
        })
        .await;
    program.take(Request::GiveUpConfirmation);
    let failure = program.until_list_failed().await;
    assert_eq!(failure.diagnosis, Diagnosis::MfaRequired);
    let accounts = program.until_accounts("still there", |_| true).await;
    assert_eq!(all(&accounts).count(), 2);
}
