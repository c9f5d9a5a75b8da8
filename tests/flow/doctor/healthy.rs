//! Where nothing is wrong, nothing is said to be.

use accounts::Request;
use accounts::ports::VaultItem;
use accounts::view::{DoctorCheck as Check, DoctorFact, DoctorView, ProofUse, Verdict};
use emulator::{Config, Endpoint};

use super::scene::{ask, authenticated, config, first, line, short};
use crate::support::{Program, World, proof, without_dpop};

/// Counts the lines that are not green.
fn wrong(doctor: &DoctorView) -> usize {
    let mut lines = doctor.lines.iter();
    println!(
        "{}\n  in {} ms",
        short(doctor),
        doctor.milliseconds.unwrap()
    );
    lines
        .by_ref()
        .filter(|line| line.verdict != Verdict::Green)
        .count()
}

#[tokio::test]
async fn nothing_is_red_or_amber_on_a_healthy_tenant() {
    let mut lost = 0;
    let clients = [
        Program::signed_in(config()).await,
        Program::signed_in(without_dpop()).await,
        authenticated(config()).await,
    ];
    let count = clients.len() as u64;
    for mut program in clients {
        let doctor = ask(&mut program).await;
        let slow = doctor.milliseconds.unwrap() >= 2000;
        lost += u64::from(wrong(&doctor) > 0 || slow);
    }
    proof::record("doctors", count, lost);
}

#[tokio::test]
async fn facts_are_told_beside_it() {
    let mut program = authenticated(config()).await;
    let doctor = ask(&mut program).await;
    let ports = line(&doctor, Check::Loopback).facts.iter();
    assert!(
        ports.clone().count() == 3
            && ports
                .clone()
                .all(|port| matches!(port, DoctorFact::Port { free: true, .. }))
    );
    assert_eq!(
        line(&doctor, Check::Certificate).facts,
        [DoctorFact::NoCertificate]
    );
    let proofs = ProofUse::Used;
    assert_eq!(
        line(&doctor, Check::Proofs).facts,
        [DoctorFact::Proofs { proofs }]
    );
    assert_eq!(
        line(&doctor, Check::Providers).facts,
        [DoctorFact::Offered { count: 8 }]
    );
    let [DoctorFact::Skew { seconds }] = line(&doctor, Check::Clock).facts[..] else {
        panic!("no skew")
    };
    assert!(seconds.abs() < 5, "{seconds}");
    line(&doctor, Check::Vault);
    let google = doctor
        .lines
        .iter()
        .find(|line| line.connection.as_deref() == Some("google-oauth2"));
    let traps = ["google-offline", "google-testing"].map(|key| DoctorFact::Trap {
        key: key.to_owned(),
    });
    assert_eq!(google.unwrap().facts, traps);
    assert_eq!(google.unwrap().provider.as_deref(), Some("Google"));
    let mut checks: Vec<Check> = doctor.lines.iter().map(|line| line.check).collect();
    assert!(checks.is_sorted(), "{checks:?}");
    checks.dedup();
    assert_eq!(checks.len(), 13);
}

#[tokio::test]
async fn it_goes_the_sessions_own_way_and_leaves_nothing_behind() {
    // Where tokens are bound to a key, a refresh may take two requests, the first for a nonce.
    let mut program = Program::signed_in(without_dpop()).await;
    let token = program.world.vault.refresh_token();
    let before = program
        .world
        .tenant
        .emulator()
        .count(Endpoint::TokenRefresh);
    program.take(Request::Examine);
    // What is asked for at the same time waits for the same refresh.
    program.take(Request::Refresh);
    let now = program
        .until("the doctor is done", |now| {
            now.doctor
                .as_ref()
                .is_some_and(|doctor| doctor.milliseconds.is_some())
        })
        .await;
    assert_eq!(first(&now.doctor.unwrap()), None);
    program.until_current().await;
    let after = program
        .world
        .tenant
        .emulator()
        .count(Endpoint::TokenRefresh);
    assert_eq!(after - before, 1, "one refresh serves all");
    assert_ne!(
        program.world.vault.refresh_token(),
        token,
        "the rotated token was kept"
    );
    assert!(!program.world.vault.holds(VaultItem::Check));
    assert_eq!(program.world.vault.written_as(VaultItem::Check).len(), 1);
    program.take(Request::CloseDoctor);
    program.until("closed", |now| now.doctor.is_none()).await;
    program.refresh_after(1).await;
}

#[tokio::test]
async fn without_a_tenant_only_this_computer_is_looked_at() {
    let mut program = Program::start(World::new(Config::default()).await);
    let doctor = ask(&mut program).await;
    for check in [Check::Keychain, Check::Links, Check::Loopback] {
        assert_eq!(line(&doctor, check).verdict, Verdict::Green);
    }
    let because = None;
    for check in [Check::Network, Check::Session, Check::Providers] {
        assert_eq!(
            line(&doctor, check).verdict,
            Verdict::NotChecked { because }
        );
    }
}
