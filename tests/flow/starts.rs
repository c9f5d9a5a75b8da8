//! What a start does at the same time, and in what order.

use std::time::Duration;

use accounts::Request;
use emulator::{Config, Endpoint, Fault, Misbehavior};

use crate::support::{Program, until};

#[tokio::test]
async fn the_tenant_is_asked_and_its_connection_made_while_the_keychain_is_read() {
    let program = Program::signed_in(Config::default()).await;
    let world = program.stop();
    world.vault.hold();
    let known = world.settings.tenants();
    world.advance(60 * 60);
    let connections = world.tenant.connections();
    let renewing = Fault::always(Endpoint::TokenRefresh, Misbehavior::Hang);
    world.tenant.emulator().inject(renewing);
    let per_byte = Duration::from_micros(300);
    let answering = Fault::always(Endpoint::Discovery, Misbehavior::SlowBytes { per_byte });
    world.tenant.emulator().inject(answering);
    let program = Program::start(world);
    // Only once the answer is read is its connection free for what comes next.
    let answered = || program.world.settings.tenants() != known;
    until("the tenant's answer is read", answered).await;

    // The keychain was not read yet: nobody could renew anything.
    let renewals = program
        .world
        .tenant
        .emulator()
        .count(Endpoint::TokenRefresh);
    program.world.vault.release();
    until_asked(&program, Endpoint::TokenRefresh, renewals).await;
    let made = program.world.tenant.connections() - connections;
    assert_eq!(
        made, 1,
        "the token is renewed over the connection that was made meanwhile"
    );
}

#[tokio::test]
async fn both_lists_are_asked_for_before_either_is_answered() {
    let program = Program::signed_in(Config::default()).await;
    let world = program.stop();
    let emulator = world.tenant.emulator();
    let lists = [Endpoint::Accounts, Endpoint::Connections];
    let before = lists.map(|list| emulator.count(list));
    let faults = lists.map(|list| emulator.inject(Fault::always(list, Misbehavior::Hang)));
    let mut program = Program::start(world);
    for (list, before) in lists.into_iter().zip(before) {
        until_asked(&program, list, before).await;
    }

    let emulator = program.world.tenant.emulator();
    assert!(faults.into_iter().all(|fault| emulator.withdraw(fault)));
    // What was asked meanwhile hangs until its time is over.
    program.until_list_failed().await;
    program.take(Request::Refresh);
    program.until_current().await;
}

/// Waits until an endpoint was asked once more.
async fn until_asked(program: &Program, endpoint: Endpoint, before: u64) {
    let emulator = program.world.tenant.emulator();
    let asked = || emulator.count(endpoint) > before;
    until(&format!("{endpoint:?} is asked"), asked).await;
}
