//! One kill, and what the program comes back to.

use std::collections::BTreeSet;
use std::time::Duration;

use accounts::notes::Notes;
use accounts::settings::Settings;
use serde_json::Value;
use system::Files;

use crate::LEEWAY;
use crate::child::LOG;
use crate::dice::Dice;
use crate::director::Plan;
use crate::journeys::{Before, Journey};
use crate::program::{Outcome, Program};
use crate::wire::{Order, Seen, Shown};
use crate::world::World;

const MOMENT: Duration = Duration::from_millis(60);

/// Goes the journey undisturbed; gives its steps.
pub(crate) async fn rehearse(world: &mut World<'_>, journey: Journey) -> Outcome<Vec<String>> {
    let before = journey.prepare(world, 0).await?;
    // What was before is over by then, and what the journey leaves to do is done.
    tokio::time::sleep(MOMENT).await;
    watch(world, None);
    journey.go(world, &before).await?;
    tokio::time::sleep(MOMENT).await;
    let steps = world.tenant.director.end().await.steps;
    world.tell(&Order::Watch { on: false });
    if journey == Journey::Connect {
        finish(world, Some(true)).await?;
    }
    tidy(world).await?;
    Ok(steps)
}

/// Kills the program in the middle of the journey, and looks at what it comes back to. Gives false
/// where the program never came to the step.
pub(crate) async fn kill(
    world: &mut World<'_>,
    journey: Journey,
    plan: Plan,
    turn: usize,
) -> Outcome<bool> {
    let before = journey.prepare(world, turn).await?;
    let opened = world.program.as_ref().map_or(0, Program::opened);
    let director = world.tenant.director.clone();
    watch(world, Some(plan));
    let ended = tokio::select! {
        () = director.killed() => Ok(()),
        ended = journey.go(world, &before) => ended,
    };
    // The step may come after what the journey waits for, and the journey may hear of the kill first.
    drop(tokio::time::timeout(MOMENT, director.killed()).await);
    if !director.end().await.killed {
        ended?;
        world.tell(&Order::Watch { on: false });
        if journey == Journey::Connect {
            finish(world, Some(true)).await?;
        }
        tidy(world).await?;
        return Ok(false);
    }
    // What was sent before may still be on its way through the tenant.
    world.tenant.quiet().await;
    if let Some(program) = world.program.take()
        && program.opened() > opened
    {
        world.page = program.last_opened();
    }
    come_back(world, journey, &before, turn).await?;
    Ok(true)
}

fn watch(world: &mut World<'_>, plan: Option<Plan>) {
    world.tenant.director.begin(plan);
    if world.program.is_some() {
        world.tell(&Order::Watch { on: true });
    }
}

/// Starts the program again and looks at everything.
async fn come_back(
    world: &mut World<'_>,
    journey: Journey,
    before: &Before,
    turn: usize,
) -> Outcome {
    let session = see_keychain(world, journey)?;
    see_files(world, journey, before)?;
    world.start(false);
    if journey == Journey::SignIn {
        see_sign_in(world, session, turn).await?;
    }
    let seen = world
        .program()
        .until("somebody, or nobody", settled)
        .await?;
    if seen.screen != Shown::Accounts {
        return Err(format!("signed out: {seen:?}"));
    }
    let seen = world.until_accounts(world.tenant.accounts().len()).await?;
    journey.see(world, before, &seen)?;
    let wants = (journey == Journey::Complete).then(|| world.tenant.log().completed == 0);
    finish(world, wants).await?;
    world.connect(&before.connection).await?;
    see_tenant(world)?;
    tidy(world).await
}

fn settled(seen: &Seen) -> bool {
    match seen.screen {
        Shown::Accounts => seen.current || seen.failure.is_some(),
        Shown::SignedOut | Shown::SigningIn | Shown::Other => true,
        Shown::Starting | Shown::SigningInBusy => false,
    }
}

/// Whether a session is kept. Whatever is kept is whole, and only a renewal that was killed may have
/// lost the latest token; without one, the tenant's leeway is let pass.
fn see_keychain(world: &mut World<'_>, journey: Journey) -> Outcome<bool> {
    let parse = |name: &str| -> Outcome<Option<Value>> {
        let Some(text) = world.item(name) else {
            return Ok(None);
        };
        let value = serde_json::from_str(&text);
        value.map_err(|error| format!("{name} in the keychain: {error}"))
    };
    let session = parse("session")?;
    parse("attempts")?;
    let whole = |kept: &Value| kept["refresh_token"].is_string() && kept["subject"].is_string();
    if session.as_ref().is_some_and(|kept| !whole(kept)) {
        return Err("the session in the keychain is not whole".to_owned());
    }
    let Some(session) = session else {
        return Ok(false);
    };
    if session["refresh_token"].as_str() == world.tenant.newest_token().as_deref() {
        world.pass(2 * u64::from(LEEWAY));
    } else if !journey.renews() {
        return Err("the latest token is not in the keychain".to_owned());
    }
    Ok(true)
}

/// The files are whole, as they were or as they were to be, and what else lies there is a draft, which nobody reads.
fn see_files(world: &World<'_>, journey: Journey, before: &Before) -> Outcome {
    let files = Files::of(world.folder());
    let settings: Settings = files.settings().map_err(|error| format!("{error:?}"))?;
    let _: Notes = files.notes().map_err(|error| format!("{error:?}"))?;
    if settings.in_use().is_none() {
        return Err("the tenant is forgotten".to_owned());
    }
    let german = settings.language == Some(accounts::view::Language::De);
    if journey != Journey::Settings && german != before.german {
        return Err("the settings are others".to_owned());
    }
    let known = [
        "settings.json",
        "notes.json",
        "files.lock",
        "session.lock",
        LOG,
    ];
    for entry in std::fs::read_dir(world.folder()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if !known.contains(&name.as_str()) && !is_draft(&name) {
            return Err(format!("there is a file {name}"));
        }
    }
    Ok(())
}

/// What a killed save left; it is cleared away by a start a minute later.
fn is_draft(name: &str) -> bool {
    let rest = name.strip_suffix(".tmp").unwrap_or_default();
    let of = |file: &str| rest.starts_with(&format!(".{file}."));
    of("settings.json") || of("notes.json")
}

/// After a sign-in that was killed: signed in where a session was kept; else it can go on, or begin
/// anew.
async fn see_sign_in(world: &mut World<'_>, session: bool, turn: usize) -> Outcome {
    let mut seen = world
        .program()
        .until("somebody, or nobody", settled)
        .await?;
    if session != (seen.screen == Shown::Accounts) {
        return Err(format!("with a session {session}: {seen:?}"));
    }
    if seen.screen == Shown::SigningIn {
        if world.page.is_some() && turn.is_multiple_of(2) {
            if world.back.is_none() {
                world.walk().await?;
            }
            world.deliver()?;
        } else {
            world.tell(&Order::CancelSignIn);
        }
        let ended = |seen: &Seen| matches!(seen.screen, Shown::Accounts | Shown::SignedOut);
        seen = world.program().until("the end of a sign-in", ended).await?;
    } else if let Some(failure) = seen.failure {
        return Err(format!("the sign-in failed by it: {failure}"));
    }
    if seen.screen == Shown::SignedOut {
        world.sign_in().await?;
    }
    Ok(())
}

/// Ends the connect that is still open, if one is: by its link where there is one. `wants` says whether
/// an account must come of that, where it is known.
async fn finish(world: &mut World<'_>, wants: Option<bool>) -> Outcome {
    let count = world.tenant.accounts().len();
    let Some(way) = world.program().seen().attempts.first().cloned() else {
        return Ok(());
    };
    if !way.waiting {
        return Err(format!("an attempt hangs: {way:?}"));
    }
    if world.page.is_none() {
        world.tell(&Order::Cancel {
            attempt: way.id.clone(),
        });
        world.until_over(&way.id).await?;
        return world.until_accounts(count).await.map(drop);
    }
    if world.back.is_none() {
        world.walk().await?;
    }
    world.deliver()?;
    world.until_over(&way.id).await?;
    let more = usize::from(wants.unwrap_or(true));
    world.until_accounts(count + more).await.map(drop)
}

/// The tenant saw no token twice that it may see once.
fn see_tenant(world: &World<'_>) -> Outcome {
    let log = world.tenant.log();
    if log.refused.is_empty() {
        return Ok(());
    }
    Err(format!("the tenant refused a refresh: {log:?}"))
}

/// Keeps the list short.
async fn tidy(world: &mut World<'_>) -> Outcome {
    let accounts: BTreeSet<String> = world.tenant.accounts().into_iter().collect();
    if accounts.len() <= 6 {
        return Ok(());
    }
    for account in accounts.iter().skip(2) {
        world.tenant.emulator.disconnect_elsewhere(account);
    }
    world.program().read_again().await?;
    world.until_accounts(2).await.map(drop)
}

/// Where the program is killed at this step: at the step itself, or up to three milliseconds later.
/// Both where it is about to change something.
pub(crate) fn plans(step: &str, dice: &mut Dice) -> Vec<Plan> {
    let changes = ["write", "delete", "save", "POST", "DELETE"];
    let both = changes
        .iter()
        .any(|change| step.starts_with(&format!("before: {change}")));
    let later = Some(Duration::from_micros(dice.roll(3_000)));
    let delays = match (both, dice.roll(2)) {
        (true, _) => vec![None, later],
        (false, 0) => vec![None],
        (false, _) => vec![later],
    };
    let plan = |delay| Plan {
        step: step.to_owned(),
        delay,
    };
    delays.into_iter().map(plan).collect()
}
