//! Two programs in one home, which need their access renewed at the same moment.

use std::time::Duration;

use tokio::time::Instant;

use crate::ENOUGH;
use crate::desktop::Desktop;
use crate::dice::Dice;
use crate::gate;
use crate::keychain;
use crate::program::{Outcome, Program};
use crate::wire::{Order, Seen};
use crate::world::World;

/// Less than a day passes in a race.
const LIFETIME: u64 = 60;

/// Runs so many races, or until too many were lost; gives how many were run, and what went wrong.
pub(crate) async fn run(desktop: &Desktop, races: u64, seed: u64) -> (u64, Vec<String>) {
    let mut dice = Dice(seed);
    let mut config = gate::config(true, 0);
    config.apis[0].token_seconds = u32::try_from(LIFETIME).unwrap();
    // What is spent is used again at once, if there is a way.
    let began = Instant::now();
    let mut lost = Vec::new();
    let mut present = None;
    let mut number = 0;
    while number < races {
        let ended = keychain::ended();
        let outcome = async {
            let (mut world, pair) = match present.take() {
                Some(present) => present,
                None => begin(desktop, &config).await?,
            };
            race(&mut world, &pair, &mut dice).await?;
            present = Some((world, pair));
            Ok(())
        };
        let outcome: Outcome = outcome.await;
        if let Err(reason) = outcome {
            if keychain::ended_since(ended).await {
                continue;
            }
            lost.push(format!("race {number}: {reason}"));
            if lost.len() == ENOUGH {
                return (number + 1, lost);
            }
        }
        number += 1;
    }
    println!("{races} races in {} s", began.elapsed().as_secs());
    (races, lost)
}

/// A world, and two programs in it with somebody signed in, current both. What is spent is used again
/// at once, if there is a way.
async fn begin<'a>(
    desktop: &'a Desktop,
    config: &emulator::Config,
) -> Outcome<(World<'a>, [Program; 2])> {
    let mut world = World::new(desktop, config.clone(), Duration::from_millis(3)).await;
    world.start(false);
    let out = |seen: &Seen| seen.screen == crate::wire::Shown::SignedOut;
    world.program().until("signed out", out).await?;
    world.sign_in().await?;
    let first = world.program.take().ok_or("it ended")?;
    let second = world.another(false);
    second.until_current().await?;
    Ok((world, [first, second]))
}

async fn race(world: &mut World<'_>, pair: &[Program; 2], dice: &mut Dice) -> Outcome {
    let before = [pair[0].seen(), pair[1].seen()];
    world.tenant.forget();
    world.ahead += LIFETIME;
    world.tenant.emulator.advance(Duration::from_secs(LIFETIME));
    let first = usize::try_from(dice.roll(2)).unwrap();
    for (turn, program) in [first, 1 - first].into_iter().enumerate() {
        // Together, or one up to four milliseconds after the other.
        let wait = Duration::from_micros(turn as u64 * dice.roll(4_000));
        pair[program].tell(&Order::Race {
            wait,
            seconds: LIFETIME,
        });
    }
    for (program, before) in pair.iter().zip(before) {
        let read = |seen: &Seen| seen.current && seen.as_of > before.as_of;
        let over = |seen: &Seen| read(seen) || seen.failure.is_some();
        let seen = program.until("lists read after a race", over).await?;
        if !read(&seen) {
            return Err(format!("signed out, or without lists: {seen:?}"));
        }
        let written = seen.sessions_written - before.sessions_written;
        if written != 1 {
            return Err(format!("a program renewed {written} times"));
        }
        if seen.accounts != world.tenant.accounts() {
            return Err(format!("the lists are others: {seen:?}"));
        }
    }
    let log = world.tenant.log();
    if log.refreshed == 2 && log.refused.is_empty() && log.overlapped == 0 {
        return Ok(());
    }
    Err(format!("{log:?}"))
}
