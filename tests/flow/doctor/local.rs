//! What is wrong with this computer, or on the way to the tenant.

use accounts::Request;
use accounts::ports::{LinkOwner, VaultError, VaultItem};
use accounts::settings::ProfileOptions;
use accounts::view::{Diagnosis as D, DoctorCheck as Check, DoctorFact, Verdict};
use emulator::{Config, Endpoint, Misbehavior};

use super::rows::Sure::{Amber, Red};
use super::rows::{Row, fault, row, see};
use super::scene::{Before, ask, first, line, short, until_line, until_over};
use crate::support::{Program, World, proof};

const COMPUTER: &[Row] = &[
    row(
        "a keychain that is locked",
        Before::SignedIn,
        |it| it.vault.fail(VaultError::Locked),
        (Red, Check::Keychain, D::KeychainLocked),
    ),
    row(
        "no keychain",
        Before::SignedOut,
        |it| {
            it.vault
                .fail(VaultError::Absent("nobody answers".to_owned()));
        },
        (Red, Check::Keychain, D::KeychainAbsent),
    ),
    row(
        "a keychain that refuses",
        Before::SignedIn,
        |it| it.vault.fail(VaultError::Refused("no".to_owned())),
        (Red, Check::Keychain, D::KeychainRefused),
    ),
    row(
        "a keychain that keeps nothing",
        Before::SignedIn,
        |it| it.vault.hide(),
        (Red, Check::Keychain, D::KeychainRefused),
    ),
    row(
        "a keychain that does not take a rotated token",
        Before::SignedIn,
        |it| {
            let error = VaultError::Refused("no".to_owned());
            it.vault.fail_writing(VaultItem::Session, error);
        },
        (Red, Check::Keychain, D::KeychainRefused),
    ),
    row(
        "another program that has the links",
        Before::SignedIn,
        |it| {
            it.browser
                .give_links_to(LinkOwner::Another("Other".to_owned()));
        },
        (Amber, Check::Links, D::LinksElsewhere),
    ),
    row(
        "nobody who has the links",
        Before::SignedIn,
        |it| {
            it.browser
                .give_links_to(LinkOwner::Nobody("no handler".to_owned()));
        },
        (Amber, Check::Links, D::LinksLost),
    ),
    row(
        "ports that are all taken",
        Before::SignedIn,
        |it| it.browser.take_ports("address in use"),
        (Amber, Check::Loopback, D::LoopbackUnavailable),
    ),
    row(
        "no way back at all",
        Before::SignedIn,
        |it| {
            it.browser.take_ports("address in use");
            it.browser
                .give_links_to(LinkOwner::Another("Other".to_owned()));
        },
        (Red, Check::Links, D::LinksElsewhere),
    ),
    row(
        "a captive portal",
        Before::SignedIn,
        |it| fault(it, Endpoint::Any, Misbehavior::Html),
        (Red, Check::Network, D::WebPageAnswered),
    ),
    row(
        "something else at the tenant's address",
        Before::SignedOut,
        |it| fault(it, Endpoint::Any, Misbehavior::Html),
        (Red, Check::Discovery, D::TenantNotAuth0),
    ),
    row(
        "a connection that is reset at each try",
        Before::SignedIn,
        |it| fault(it, Endpoint::Any, Misbehavior::Reset),
        (Red, Check::Network, D::AnswerLost),
    ),
    row(
        "a tenant with a problem of its own",
        Before::SignedIn,
        |it| {
            let broken = Misbehavior::Status {
                status: 503,
                body: None,
                headers: Vec::new(),
            };
            fault(it, Endpoint::Any, broken);
        },
        (Red, Check::Discovery, D::TenantBroken),
    ),
];

#[tokio::test]
async fn what_is_wrong_with_this_computer_or_its_network_is_named_first() {
    see(COMPUTER).await;
}

#[tokio::test]
async fn a_tenant_that_cannot_be_reached_is_named_and_nothing_behind_it_is_tried() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.tenant.go_down().await;
    let before = program
        .world
        .tenant
        .emulator()
        .count(Endpoint::TokenRefresh);
    let doctor = ask(&mut program).await;
    let (check, red, diagnosis) = first(&doctor).unwrap();
    let named = check == Check::Network && red && diagnosis.is_offline();
    println!("{}", short(&doctor));
    for check in [Check::Session, Check::MyAccount, Check::Providers] {
        let because = Some(Check::Network);
        assert_eq!(
            line(&doctor, check).verdict,
            Verdict::NotChecked { because }
        );
    }
    let after = program
        .world
        .tenant
        .emulator()
        .count(Endpoint::TokenRefresh);
    assert_eq!(after, before, "no token is spent");
    proof::record("doctors", 1, u64::from(!named));
}

#[tokio::test]
async fn a_tenant_that_hangs_is_told_in_time() {
    let mut program = Program::signed_in(Config::default()).await;
    fault(&program.world, Endpoint::Any, Misbehavior::Hang);
    program.take(Request::Examine);
    until_line(&mut program, Check::Links).await;
    program
        .world
        .clock
        .advance(std::time::Duration::from_secs(8));
    let doctor = until_over(&mut program).await;
    let named = Some((Check::Network, true, D::TenantTimedOut));
    println!("{}", short(&doctor));
    proof::record("doctors", 1, u64::from(first(&doctor) != named));
}

#[tokio::test]
async fn an_api_that_hangs_is_told_in_time() {
    let mut program = Program::signed_in(Config::default()).await;
    fault(&program.world, Endpoint::Accounts, Misbehavior::Hang);
    program.take(Request::Examine);
    until_line(&mut program, Check::Providers).await;
    program
        .world
        .clock
        .advance(std::time::Duration::from_secs(12));
    let doctor = until_over(&mut program).await;
    let named = Some((Check::MyAccount, true, D::TenantTimedOut));
    println!("{}", short(&doctor));
    proof::record("doctors", 1, u64::from(first(&doctor) != named));
}

#[tokio::test]
async fn who_issued_a_certificate_that_is_not_trusted_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        https: Some(folder.path().to_owned()),
        ..Config::default()
    };
    let world = World::new(config).await;
    let domain = world.tenant.address().as_str().replacen("http", "https", 1);
    let world = world.settle_at(domain, ProfileOptions::default());
    let mut program = Program::start(world);
    program.until_signed_out().await;
    let doctor = ask(&mut program).await;
    let named = Some((Check::Certificate, true, D::TenantNotTrusted));
    println!("{}", short(&doctor));
    let issuer = DoctorFact::Issuer {
        name: "Tenant emulator (this computer only)".to_owned(),
    };
    assert_eq!(line(&doctor, Check::Certificate).facts, [issuer]);
    let because = Some(Check::Certificate);
    assert_eq!(
        line(&doctor, Check::Clock).verdict,
        Verdict::NotChecked { because }
    );
    proof::record("doctors", 1, u64::from(first(&doctor) != named));
}
