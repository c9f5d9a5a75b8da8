//! `cargo xtask`: the one door for every chore.

mod audit;
mod bench;
#[cfg(test)]
mod claims;
mod fuzz;
mod icons;
mod installed;
mod licences;
mod machine;
mod package;
mod packages;
mod proofs;
mod sbom;
mod shipped;
mod steps;
mod updates;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::bench::Telling;
use crate::packages::Purpose;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The chores of this project")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Install what is missing, build everything, and open the program (on the demo tenant, unless
    /// arguments for the program say otherwise)
    Run {
        /// Build with optimisation
        #[arg(long)]
        release: bool,
        /// Arguments for the program, after `--`
        #[arg(last = true)]
        program: Vec<String>,
    },
    /// Install what is missing, then every check and test: what CI does
    Test {
        /// Then the long ones too, which take about a quarter of an hour more
        #[arg(long, conflicts_with = "installed")]
        long: bool,
        /// Only the package, installed by apt in a clean Debian: started, upgraded, removed. As root
        #[arg(long)]
        installed: bool,
    },
    /// The same as `test`
    Ci,
    /// Only install what is missing
    Setup,
    /// Only the checks of the window's files: types, lints, words, dead code
    Ui,
    /// Only the window's files in a real browser, with screenshots
    Screenshots,
    /// Only write the licences of what the program ships, for the window to show
    Licences,
    /// Only formatting and lints of the Rust code
    Lint,
    /// Only the licences, sources and known flaws of what the program is built of
    Audit,
    /// Only write the bill of materials of what the program ships
    Sbom,
    /// Build with optimisation and make what goes out with a release on this system
    Package {
        #[command(flatten)]
        updates: Option<package::Updates>,
    },
    /// Draw the icons anew from their sources
    Icons,
    /// Measure something; what is over its bound fails
    Bench {
        /// What to measure; all, if nothing is named
        what: Option<bench::Bench>,
        /// Print the measures as JSON
        #[arg(long)]
        json: bool,
        /// Write the table of `docs/performance.md` as well
        #[arg(long)]
        write: bool,
    },
    /// Only the program that brings its next version itself
    Updates,
    /// Only links made by a fuzzer
    Fuzz {
        /// For so long
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Only the Rust tests; names after `--` pick some
    Rust {
        /// Arguments for `cargo test`, after `--`
        #[arg(last = true)]
        filter: Vec<String>,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().chore {
        Chore::Run { release, program } => steps::run(release, &program),
        Chore::Test {
            installed: true, ..
        } => installed::test(),
        Chore::Test { long, .. } => steps::test(long),
        Chore::Ci => steps::test(false),
        Chore::Bench { what, json, write } => bench::run(what, Telling { json, write }),
        Chore::Setup => packages::install(Purpose::Test).and_then(|()| steps::npm_install()),
        Chore::Ui => steps::npm_install().and_then(|()| steps::ui()),
        Chore::Screenshots => steps::npm_install().and_then(|()| steps::screenshots()),
        Chore::Licences => steps::npm_install().and_then(|()| steps::licences()),
        Chore::Lint => steps::lint(),
        Chore::Audit => steps::npm_install()
            .and_then(|()| steps::target())
            .and_then(|target| audit::audit(&target)),
        Chore::Sbom => steps::npm_install().and_then(|()| steps::sbom()),
        Chore::Package { updates } => package::make(updates.as_ref()),
        Chore::Icons => icons::draw(),
        Chore::Updates => packages::install(Purpose::Test)
            .and_then(|()| steps::npm_install())
            .and_then(|()| updates::test()),
        Chore::Fuzz { seconds } => fuzz::run(seconds),
        Chore::Rust { filter } => steps::rust(&filter),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            steps::say(&format!("stopped: {reason}"));
            ExitCode::FAILURE
        }
    }
}
