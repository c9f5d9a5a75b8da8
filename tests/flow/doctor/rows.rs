//! One row: what is wrong, and what the doctor must name first.

use accounts::view::{Diagnosis, DoctorCheck};
use emulator::{Config, Endpoint, Fault, Misbehavior};

use super::scene::{Before, examine, first, short};
use crate::support::{World, proof};

/// How sure the doctor may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sure {
    Red,
    /// Only a hint is possible, or it works all the same.
    Amber,
}

pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) before: Before,
    pub(crate) wrong: fn(&World),
    pub(crate) named: (Sure, DoctorCheck, Diagnosis),
}

pub(crate) const fn row(
    name: &'static str,
    before: Before,
    wrong: fn(&World),
    named: (Sure, DoctorCheck, Diagnosis),
) -> Row {
    Row {
        name,
        before,
        wrong,
        named,
    }
}

/// Examines each; counts those that the doctor does not name as it must.
pub(crate) async fn see(rows: &[Row]) {
    let mut lost = 0;
    for row in rows {
        let doctor = examine(row.before, row.wrong).await;
        let (sure, check, diagnosis) = row.named;
        let named = Some((check, sure == Sure::Red, diagnosis));
        if first(&doctor) != named {
            lost += 1;
            println!("{} is not {:?}:\n{}", row.name, row.named, short(&doctor));
        }
    }
    proof::record("doctors", rows.len() as u64, lost);
}

pub(crate) fn change(world: &World, change: impl FnOnce(&mut Config)) {
    world.tenant.emulator().change(change).unwrap();
}

pub(crate) fn fault(world: &World, at: Endpoint, does: Misbehavior) {
    world.tenant.emulator().inject(Fault::always(at, does));
}

pub(crate) fn problem(status: u16, code: &str, title: &str, detail: &str) -> Misbehavior {
    Misbehavior::Problem {
        status,
        code: code.to_owned(),
        title: title.to_owned(),
        detail: detail.to_owned(),
    }
}

/// The id of Dana's account of a connection.
pub(crate) fn account(world: &World, connection: &str) -> String {
    let accounts = world.tenant.emulator().accounts("dana");
    let mut accounts = accounts.into_iter();
    accounts
        .find(|one| one.connection == connection)
        .unwrap()
        .id
}

/// From now on the provider gives no refresh token.
pub(crate) fn withhold(world: &World, connection: &str) {
    change(world, |tenant| {
        let mut all = tenant.connections.iter_mut();
        let one = all.find(|one| one.name == connection).unwrap();
        one.issues_refresh_token = false;
    });
}
