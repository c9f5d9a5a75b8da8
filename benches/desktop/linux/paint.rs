//! From the start of a process to the first words on the screen, the real window and the bare one in
//! turn, seen by the same eyes.

use std::process::Command;
use std::time::Duration;

use super::desktop::{Desktop, Program};
use super::frame::Picture;
use super::measure::{Measure, Outcome, median};

const WARM: usize = 9;
const COLD: usize = 5;
const COMPOSITED: usize = 5;
const FRESH: usize = 9;
const BOUND: f64 = 1.15;
/// A portal that never answers may hold the start up for so long.
const PORTAL_LIMIT: Duration = Duration::from_secs(1);
/// What ended a moment ago leaves the bus and the processor.
const BREATH: Duration = Duration::from_millis(250);

/// Warm, cold, and in a home where the program never ran.
pub(crate) fn measure() -> Outcome<Vec<Measure>> {
    let desktop = Desktop::start()?;
    let both = [Program::real()?, Program::bare()?];
    for program in &both {
        first_words(&desktop, program)?;
    }
    let warm = in_turn(WARM, &both, |program| first_words(&desktop, program))?;
    let composited = both.clone().map(Program::composited);
    let (ours, theirs) = in_turn(COMPOSITED, &composited, |program| {
        first_words(&desktop, program)
    })?;
    let warm = held("first-paint-warm", warm)
        .with_time("composited Mooring", ours)
        .with_time("composited bare window", theirs);
    let cold = match drop_caches() {
        Ok(()) => {
            let cold = in_turn(COLD, &both, |program| {
                drop_caches()?;
                first_words(&desktop, program)
            })?;
            held("first-paint-cold", cold)
        }
        Err(reason) => Measure::beyond_machine("first-paint-cold", BOUND, &reason.to_string()),
    };
    let fresh = in_turn(FRESH, &both, |program| {
        first_words(&Desktop::start()?, program)
    })?;
    Ok(vec![warm, cold, held("first-paint-fresh", fresh)])
}

/// A start on a bus where the desktop's portal is owned, and never answers.
pub(crate) async fn measure_dead_portal() -> Outcome<Vec<Measure>> {
    let desktop = Desktop::start()?;
    let real = Program::real()?;
    first_words(&desktop, &real)?;
    let alive = several(&desktop, &real)?;
    // Nothing is served on this connection, so nothing that is asked there is answered.
    let portal = zbus::connection::Builder::address(desktop.bus.as_str())?
        .name("org.freedesktop.portal.Desktop")?
        .build()
        .await?;
    let dead = several(&desktop, &real)?;
    drop(portal);
    let (alive_s, dead_s) = (alive.as_secs_f64(), dead.as_secs_f64());
    let bound = (alive + PORTAL_LIMIT).as_secs_f64() / alive_s;
    let measure = Measure::of("dead-portal", dead_s, alive_s, bound)
        .with_time("with a dead portal", dead)
        .with_time("without", alive);
    Ok(vec![measure])
}

fn several(desktop: &Desktop, program: &Program) -> Outcome<Duration> {
    let times: Outcome<Vec<_>> = (0..3).map(|_| first_words(desktop, program)).collect();
    median(times?)
}

/// From the start of the process to its first words on the screen.
pub(crate) fn first_words(desktop: &Desktop, program: &Program) -> Outcome<Duration> {
    desktop.see("an empty screen", |picture| !picture.is_painted())?;
    std::thread::sleep(BREATH);
    let running = desktop.open(program)?;
    let seen = desktop.see("the first words", Picture::is_painted)?;
    Ok(seen - running.begun)
}

/// Medians of the real one and the bare one, in turn, so that whatever else the computer does meets
/// both.
fn in_turn(
    rounds: usize,
    [real, bare]: &[Program; 2],
    measure: impl Fn(&Program) -> Outcome<Duration>,
) -> Outcome<(Duration, Duration)> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ours.push(measure(real)?);
        theirs.push(measure(bare)?);
    }
    Ok((median(ours)?, median(theirs)?))
}

fn held(name: &str, (ours, theirs): (Duration, Duration)) -> Measure {
    Measure::of(name, ours.as_secs_f64(), theirs.as_secs_f64(), BOUND)
        .with_time("Mooring", ours)
        .with_time("bare window", theirs)
}

/// Lets the system forget all that it read from disks, for which one has to be root.
fn drop_caches() -> Outcome<()> {
    Command::new("sync").status()?;
    std::fs::write("/proc/sys/vm/drop_caches", "3")
        .map_err(|error| format!("a cold start needs root: {error}").into())
}
