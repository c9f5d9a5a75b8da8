//! The program killed at every step of what it does, and two of them at once.
//!
//! This program starts itself again as the program under test, without its window, in a desktop with
//! a real keychain. The tenant and the person stay here. `-- --ignored` is the long run.

#![expect(
    clippy::panic,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and says why"
)]

mod child;
#[path = "../desktop/desktop.rs"]
#[expect(dead_code, reason = "the journeys use the rest")]
mod desktop;
mod dice;
mod director;
mod entrances;
mod gate;
mod journeys;
mod keychain;
mod kill;
mod program;
mod races;
mod steps;
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "other tests use the rest")]
mod support;
mod wire;
mod world;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use tokio::time::Instant;

use crate::desktop::{Desktop, Keychain};
use crate::dice::Dice;
use crate::journeys::Journey;
use crate::program::{Outcome, ROLE};
use crate::wire::{Seen, Shown};
use crate::world::World;

/// For a rotated token whose answer was lost with the program (contract 3.5, and row 7 of its errors).
/// It recommends 3 to 10 s of a person's time; a machine that is busy may take longer to start again.
const LEEWAY: u32 = 60;
/// So often two programs need the session at the same moment.
const RACES: u64 = 1000;
/// So many losses tell enough: waiting for more takes too long.
const ENOUGH: usize = 10;
const SEED: u64 = 0x6b69_6c6c_6564_2121;

fn main() {
    if let Some(folder) = role(0) {
        let ahead = role(1).and_then(|text| text.parse().ok()).unwrap();
        let watched = role(2).is_some_and(|text| text == "true");
        child::run(&PathBuf::from(folder), Duration::from_secs(ahead), watched);
        return;
    }
    let long = std::env::args().any(|argument| argument == "--ignored");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(run(long));
}

#[expect(clippy::disallowed_methods, reason = "how this program tells itself")]
fn role(number: usize) -> Option<String> {
    std::env::var(ROLE[number]).ok()
}

async fn run(long: bool) {
    let desktop = Desktop::with_keychain(Keychain::Absent);
    tokio::select! {
        () = keychain::watch(&desktop) => {}
        () = try_all(&desktop, long) => {}
    }
}

async fn try_all(desktop: &Desktop, long: bool) {
    let began = Instant::now();
    let rounds = if long { 2 } else { 1 };
    let mut tally = Tally::default();
    let mut without = Tally::default();
    let kills = async {
        for round in 0..rounds {
            tally.kill_everywhere(desktop, true, round, long).await;
        }
    };
    let kills_without_rotation = async {
        for round in 0..rounds {
            without.kill_everywhere(desktop, false, round, long).await;
        }
    };
    let ((races, mut races_lost), (more, more_lost), (entrances, entrances_lost), (), ()) = tokio::join!(
        races::run(desktop, RACES / 2, SEED),
        races::run(desktop, RACES / 2, !SEED),
        entrances::run(desktop, RACES / 40, SEED),
        kills,
        kills_without_rotation
    );
    let races = races + more + entrances;
    races_lost.extend(more_lost);
    races_lost.extend(entrances_lost);
    for (journey, count) in &without.kills {
        *tally.kills.entry(journey.clone()).or_default() += count;
    }
    tally.lost.append(&mut without.lost);
    for (journey, count) in &tally.kills {
        println!("{journey}: {count} kills");
    }
    for reason in &races_lost {
        println!("lost: {reason}");
    }
    let kills: u64 = tally.kills.values().sum();
    let seconds = began.elapsed().as_secs();
    println!("{kills} kills and {races} races in {seconds} s");
    let lost = [tally.lost.len() as u64, races_lost.len() as u64];
    support::proof::record("kills", kills, lost[0]);
    support::proof::record("races", races, lost[1]);
    for journey in Journey::ALL {
        let name = format!("{journey:?}");
        assert!(tally.kills.contains_key(&name), "nothing killed {name}");
    }
    let fewest = if long { 500 } else { 40 };
    assert!(kills >= fewest, "{kills} kills of {fewest}");
    assert!(races >= RACES, "{races} races of {RACES}");
}

#[derive(Default)]
struct Tally {
    kills: BTreeMap<String, u64>,
    lost: Vec<String>,
}

impl Tally {
    /// Kills the program at every step of every journey; in the short run without what another journey
    /// shows too, and without rotation at one step in six.
    async fn kill_everywhere(&mut self, desktop: &Desktop, rotation: bool, round: u64, long: bool) {
        let every = if rotation || long { 1 } else { 6 };
        let mut dice = Dice(SEED ^ (round + 1));
        let mut turn = usize::try_from(round).unwrap();
        let mut world = None;
        for journey in Journey::ALL {
            let steps = self.rehearse(desktop, &mut world, rotation, journey).await;
            let known = |step: &str| long || !journey.shares(step);
            let plans = steps
                .iter()
                .filter(|step| known(step))
                .flat_map(|step| kill::plans(step, &mut dice))
                .collect::<Vec<_>>();
            for plan in plans.into_iter().skip(turn % every).step_by(every) {
                turn += 1;
                let what = format!("{journey:?} {plan:?} rotation {rotation} round {round}");
                let again = async |world: &mut World<'_>| {
                    kill::kill(world, journey, plan.clone(), turn).await
                };
                match attempt(desktop, &mut world, rotation, again).await {
                    Ok(true) => self.count(journey),
                    Ok(false) => println!("not reached: {what}"),
                    Err(reason) => {
                        self.count(journey);
                        self.lose(format!("{what}: {reason}"));
                    }
                }
                if self.lost.len() >= ENOUGH {
                    return;
                }
            }
        }
    }

    /// The steps of a journey; none where it does not even go well undisturbed.
    async fn rehearse<'a>(
        &mut self,
        desktop: &'a Desktop,
        world: &mut Option<World<'a>>,
        rotation: bool,
        journey: Journey,
    ) -> Vec<String> {
        let go = async |world: &mut World<'_>| kill::rehearse(world, journey).await;
        let steps = attempt(desktop, world, rotation, go).await;
        steps.unwrap_or_else(|reason| {
            self.count(journey);
            self.lose(format!("{journey:?}, undisturbed: {reason}"));
            Vec::new()
        })
    }

    fn count(&mut self, journey: Journey) {
        *self.kills.entry(format!("{journey:?}")).or_default() += 1;
    }

    /// Says what was lost at once: it helps where this program is ended from outside.
    fn lose(&mut self, reason: String) {
        println!("lost: {reason}");
        self.lost.push(reason);
    }
}

/// Does something in the world, or in a new one where there is none. What fails takes the world with
/// it, and is done once more where the keychain's program ended meanwhile.
async fn attempt<'a, T>(
    desktop: &'a Desktop,
    world: &mut Option<World<'a>>,
    rotation: bool,
    act: impl AsyncFn(&mut World<'a>) -> Outcome<T>,
) -> Outcome<T> {
    loop {
        let ended = keychain::ended();
        let mut present = match world.take() {
            Some(present) => Ok(present),
            None => begin(desktop, rotation).await,
        };
        let outcome = match &mut present {
            Ok(present) => act(present).await,
            Err(reason) => Err(format!("no world: {reason}")),
        };
        match outcome {
            Ok(outcome) => {
                // A token that could not be kept meanwhile would be lost at the next kill.
                *world = present.ok().filter(|_| keychain::ended() == ended);
                return Ok(outcome);
            }
            Err(reason) if keychain::ended_since(ended).await => {
                println!("once more, since the keychain's program ended: {reason}");
            }
            Err(reason) => {
                let kept = present.map(|present| present.keep());
                return Err(format!("{reason} (see {kept:?})"));
            }
        }
    }
}

/// A world where somebody is signed in.
async fn begin(desktop: &Desktop, rotation: bool) -> Outcome<World<'_>> {
    let config = gate::config(rotation, LEEWAY);
    let mut world = World::new(desktop, config, Duration::ZERO).await;
    world.start(false);
    let out = |seen: &Seen| seen.screen == Shown::SignedOut;
    world.program().until("signed out", out).await?;
    world.sign_in().await?;
    Ok(world)
}
