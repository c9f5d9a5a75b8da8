//! Two programs in one home, where one signs in or out while the other does something.

use std::time::Duration;

use url::Url;

use crate::ENOUGH;
use crate::desktop::Desktop;
use crate::dice::Dice;
use crate::gate;
use crate::keychain;
use crate::program::{Outcome, Program};
use crate::support::{Landing, Manner};
use crate::wire::{Order, Seen, Shown};
use crate::world::World;

/// Longer than any access lasts.
const LIFETIME: u64 = 700;

/// Runs so many rounds of three races each; gives how many races were run, and what went wrong.
pub(crate) async fn run(desktop: &Desktop, rounds: u64, seed: u64) -> (u64, Vec<String>) {
    let mut dice = Dice(seed);
    let mut present = None;
    let mut lost = Vec::new();
    let mut round = 0;
    while round < rounds {
        let ended = keychain::ended();
        let (mut world, pair) = match present.take() {
            Some(present) => present,
            None => begin(desktop).await,
        };
        match all(&mut world, &pair, &mut dice).await {
            Ok(()) => present = Some((world, pair)),
            Err(_) if keychain::ended_since(ended).await => continue,
            Err(reason) => {
                lost.push(format!("entrances, round {round}: {reason}"));
                if lost.len() == ENOUGH {
                    return (3 * (round + 1), lost);
                }
            }
        }
        round += 1;
    }
    (3 * rounds, lost)
}

async fn begin(desktop: &Desktop) -> (World<'_>, [Program; 2]) {
    let world = World::new(desktop, gate::config(true, 0), Duration::ZERO).await;
    let pair = [world.another(false), world.another(false)];
    (world, pair)
}

async fn all(world: &mut World<'_>, pair: &[Program; 2], dice: &mut Dice) -> Outcome {
    world.tenant.forget();
    two_sign_in(world, pair, dice).await?;
    one_signs_out_while_the_other_renews(world, pair, dice).await?;
    one_signs_out_while_the_other_signs_in(world, pair, dice).await?;
    let log = world.tenant.log();
    if log.refused.is_empty() && log.overlapped == 0 {
        return Ok(());
    }
    Err(format!("{log:?}"))
}

async fn two_sign_in(world: &mut World<'_>, pair: &[Program; 2], dice: &mut Dice) -> Outcome {
    for program in pair {
        until_out(program).await?;
    }
    let first = at_the_way_back(world, &pair[0]).await?;
    let second = at_the_way_back(world, &pair[1]).await?;
    pair[0].tell(&Order::Deliver { raw: first });
    wait(dice, 40).await;
    pair[1].tell(&Order::Deliver { raw: second });
    for program in pair {
        program.until_current().await?;
    }
    // Whichever session was kept, both go on with it.
    pass(world, pair);
    for program in pair {
        program.read_again().await?;
    }
    Ok(())
}

async fn one_signs_out_while_the_other_renews(
    world: &mut World<'_>,
    pair: &[Program; 2],
    dice: &mut Dice,
) -> Outcome {
    pass(world, pair);
    pair[0].tell(&Order::Refresh);
    wait(dice, 60).await;
    pair[1].tell(&Order::SignOut);
    until_out(&pair[1]).await?;
    // What it had in its memory still opens the lists, until it ends.
    let over = |seen: &Seen| seen.current || seen.screen == Shown::SignedOut;
    pair[0].until("lists, or nobody", over).await?;
    pass(world, pair);
    pair[0].tell(&Order::Refresh);
    until_out(&pair[0]).await?;
    if world.item("session").is_some() {
        return Err("a session came back after the sign-out".to_owned());
    }
    Ok(())
}

async fn one_signs_out_while_the_other_signs_in(
    world: &mut World<'_>,
    pair: &[Program; 2],
    dice: &mut Dice,
) -> Outcome {
    let raw = at_the_way_back(world, &pair[0]).await?;
    pair[0].tell(&Order::Deliver { raw });
    pair[0].until_current().await?;
    let raw = at_the_way_back(world, &pair[1]).await?;
    pair[1].tell(&Order::Deliver { raw });
    wait(dice, 60).await;
    pair[0].tell(&Order::SignOut);
    until_out(&pair[0]).await?;
    // It came last and stays, or it came first and was signed out with the other.
    let over = |seen: &Seen| seen.current || seen.screen == Shown::SignedOut;
    let seen = pair[1].until("lists, or nobody", over).await?;
    if let Some(failure) = seen.failure
        && failure.contains("ProofKeyMissing")
    {
        return Err(format!("it was kept without its key: {failure}"));
    }
    let stays = world.item("session").is_some();
    pass(world, pair);
    if stays {
        pair[1].read_again().await?;
        pair[1].tell(&Order::SignOut);
    } else {
        pair[1].tell(&Order::Refresh);
    }
    until_out(&pair[1]).await?;
    Ok(())
}

/// Begins a sign-in, and goes through its pages.
async fn at_the_way_back(world: &World<'_>, program: &Program) -> Outcome<String> {
    let opened = program.opened();
    program.tell(&Order::SignIn);
    let page = program.opened_after(opened).await?;
    let page = Url::parse(&page).map_err(|error| error.to_string())?;
    match world.browser.walk(&page, Manner::Approve).await {
        Landing::Back(raw) => Ok(raw),
        Landing::Page(status) => Err(format!("the browser stayed at a page: {status}")),
        Landing::Nowhere => Err("no page came".to_owned()),
    }
}

fn pass(world: &mut World<'_>, pair: &[Program; 2]) {
    world.pass(LIFETIME);
    for program in pair {
        program.tell(&Order::Pass { seconds: LIFETIME });
    }
}

async fn until_out(program: &Program) -> Outcome {
    let out = |seen: &Seen| seen.screen == Shown::SignedOut;
    program.until("nobody signed in", out).await?;
    Ok(())
}

async fn wait(dice: &mut Dice, milliseconds: u64) {
    let wait = Duration::from_micros(dice.roll(milliseconds * 1000));
    tokio::time::sleep(wait).await;
}
