//! `cargo xtask test --installed`: the package as a person has it. A Debian with nothing in it gets the
//! `.deb` by apt, and somebody there starts the program from its entry, signs in at a tenant, upgrades,
//! removes and installs it again.
//!
//! Each step is printed. What the test itself needs is installed only after the package was seen to
//! bring all that it needs. The package is made, unless `MOORING_PACKAGE` names one that was.

mod documents;
mod journey;
mod person;
mod place;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::package;
use crate::packages::{self, Purpose};
use crate::steps::{Outcome, say, target};

use self::journey::Journey;
use self::place::Place;

/// Names a `.deb` that was made of these sources, and is to go out if it stands the test.
const GIVEN: &str = "MOORING_PACKAGE";

/// Makes the package where none is given, and goes the whole way with it.
pub(crate) fn test() -> Outcome {
    if !cfg!(target_os = "linux") || !Path::new("/usr/bin/apt-get").exists() {
        return Err("a package is tested on Debian and its kin only".to_owned());
    }
    let root = Command::new("id").arg("-u").output();
    if !root.is_ok_and(|output| output.stdout.starts_with(b"0\n")) {
        return Err(
            "a clean Debian can be made and entered by root only: run it as root".to_owned(),
        );
    }
    packages::install(Purpose::Installed)?;
    let target = target()?;
    let deb = if let Some(given) = given() {
        given
    } else {
        package::make(None)?;
        package::deb(&target.join("package"))?
    };
    let place = Place::make(&target.join("installed"))?;
    let older = older(&deb, &target.join("installed"))?;
    place.take_in(&older, "older.deb")?;
    place.take_in(&deb, "newer.deb")?;
    let journey = Journey::new(&place, &target);
    let outcome = journey.go();
    let (tried, lost) = (journey.steps(), u32::from(outcome.is_err()));
    #[expect(clippy::print_stdout, reason = "what the steps showed")]
    {
        println!("proof installs tried {tried} lost {lost}");
    }
    outcome
}

#[expect(
    clippy::disallowed_methods,
    reason = "a workflow hands the package over to this test only"
)]
fn given() -> Option<PathBuf> {
    std::env::var_os(GIVEN).map(PathBuf::from)
}

/// The same package under the number of an earlier version, to be upgraded from.
fn older(deb: &Path, folder: &Path) -> Result<PathBuf, String> {
    let unpacked = folder.join("older");
    if unpacked.exists() {
        std::fs::remove_dir_all(&unpacked).map_err(|error| error.to_string())?;
    }
    answer(Command::new("dpkg-deb").arg("-R").args([deb, &unpacked]))?;
    let control = unpacked.join("DEBIAN/control");
    let text = std::fs::read_to_string(&control).map_err(|error| error.to_string())?;
    let lines = text
        .lines()
        .map(|line| match line.strip_prefix("Version: ") {
            // A tilde comes before everything, even the end.
            Some(version) => format!("Version: {version}~earlier\n"),
            None => format!("{line}\n"),
        });
    let text: String = lines.collect();
    std::fs::write(&control, text).map_err(|error| error.to_string())?;
    let older = folder.join("older.deb");
    let mut pack = Command::new("dpkg-deb");
    pack.args(["--root-owner-group", "-b"]);
    answer(pack.args([&unpacked, &older]))?;
    Ok(older)
}

/// What a command prints.
///
/// # Errors
/// With what it complained of, if it failed.
fn answer(command: &mut Command) -> Result<String, String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() {
        return Ok(text);
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    let reason = format!("{text}\n{}", reason.trim());
    Err(format!("{command:?}: {}: {}", output.status, reason.trim()))
}

/// Says what is done now.
fn tell(step: &str) {
    say(&format!("installed: {step}"));
}

/// Whether something is as it has to be.
fn expect(what: &str, found: &str, wanted: &str) -> Outcome {
    if found == wanted {
        return Ok(());
    }
    Err(format!("{what}: \"{found}\" in the place of \"{wanted}\""))
}
