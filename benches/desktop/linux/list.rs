//! From the click that starts the program, with a session in the keychain, to the list on the screen.
//!
//! The floor is what cannot be avoided: the first words of the bare window, the keychain, one refresh,
//! and the two first pages at once. Each of them is measured alone, and they are added up.

use std::time::Duration;

use super::desktop::{Desktop, Program};
use super::floor;
use super::frame::Picture;
use super::measure::{Measure, Outcome, median};
use super::paint::first_words;
use super::tenant::Tenant;

const ROUNDS: usize = 7;
const BOUND: f64 = 1.3;
const ACCOUNTS: usize = 8;
/// Each answer of the tenant takes so long, else the floor would be noise.
pub(crate) const DISTANCE: Duration = Duration::from_millis(30);
/// A list that stays as it is for so long is whole.
const CALM: Duration = Duration::from_millis(1500);

pub(crate) async fn measure() -> Outcome<Vec<Measure>> {
    let tenant = Tenant::start(ACCOUNTS, DISTANCE).await?;
    let desktop = Desktop::start()?;
    tenant.sign_in(&desktop).await?;
    let list = final_picture(&desktop)?;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    let (mut keychain, mut refresh, mut pages) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(to_list(&desktop, &list)?);
        bare.push(first_words(&desktop, &Program::bare()?)?);
        let floor = floor::of(&desktop, &tenant.profile())?;
        keychain.push(floor.keychain);
        refresh.push(floor.refresh);
        pages.push(floor.pages);
    }
    let (ours, bare) = (median(ours)?, median(bare)?);
    let (keychain, refresh, pages) = (median(keychain)?, median(refresh)?, median(pages)?);
    let floor = bare + keychain + refresh + pages;
    let measure = Measure::of(
        "click-to-list",
        ours.as_secs_f64(),
        floor.as_secs_f64(),
        BOUND,
    );
    Ok(vec![
        measure
            .with_time("Mooring", ours)
            .with_time("bare window", bare)
            .with_time("keychain", keychain)
            .with_time("refresh", refresh)
            .with_time("both first pages", pages),
    ])
}

/// What the window looks like when all has come.
fn final_picture(desktop: &Desktop) -> Outcome<Picture> {
    let _running = desktop.open(&Program::real()?)?;
    desktop.see("the first words", Picture::is_painted)?;
    desktop.settle(CALM)
}

fn to_list(desktop: &Desktop, list: &Picture) -> Outcome<Duration> {
    desktop.see("an empty screen", |picture| !picture.is_painted())?;
    std::thread::sleep(Duration::from_millis(250));
    let running = desktop.open(&Program::real()?)?;
    let seen = desktop.see("the list", |picture| picture.is_like(list))?;
    Ok(seen - running.begun)
}
