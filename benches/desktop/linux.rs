//! What is measured, and how it is asked for.

mod desktop;
mod floor;
mod frame;
mod link;
mod list;
mod many;
mod measure;
mod paint;
mod process;
mod rest;
mod sizes;
mod tenant;
mod window;

use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use self::measure::{Measure, Outcome};

/// Measures the real program in a real window.
#[derive(Parser)]
struct Arguments {
    /// What to measure; all, if nothing is named
    what: Vec<What>,
    /// Measure the floor of a start in this process, for this client of a tenant
    #[arg(long, hide = true)]
    floor: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Start to first words: warm, cold and for the first time
    FirstPaint,
    /// Start to the list, with a session in the keychain
    ClickToList,
    /// A link handed over to the account in the window
    LinkToAccount,
    /// Memory with the window open, after 1,000 refreshes, and hidden
    Memory,
    /// How often the processor is woken while nothing happens
    Idle,
    /// Up to 10,000 accounts
    Many,
    /// A start while the desktop's portal never answers
    DeadPortal,
    /// The program and its package
    Sizes,
}

#[tokio::main]
#[expect(clippy::print_stderr, reason = "for a terminal")]
pub(crate) async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "for a terminal")]
async fn run(arguments: &Arguments) -> Outcome<()> {
    if let Some(profile) = &arguments.floor {
        let floor = floor::measure(profile).await?;
        println!("{}", serde_json::to_string(&floor)?);
        return Ok(());
    }
    let wanted = |what: &&What| arguments.what.is_empty() || arguments.what.contains(what);
    let mut measures = Vec::new();
    for what in What::value_variants().iter().filter(wanted) {
        eprintln!("measuring {what:?}");
        match measure(*what).await {
            Ok(found) => measures.extend(found),
            // The others are worth knowing all the same.
            Err(error) => {
                let name = what.to_possible_value();
                let name = name.as_ref().map_or("", |value| value.get_name());
                measures.push(Measure::missing(name, 1.0, &error.to_string()));
            }
        }
    }
    println!("{}", serde_json::to_string(&measures)?);
    Ok(())
}

async fn measure(what: What) -> Outcome<Vec<Measure>> {
    match what {
        What::FirstPaint => paint::measure(),
        What::ClickToList => list::measure().await,
        What::LinkToAccount => link::measure().await,
        What::Memory => rest::measure_memory().await,
        What::Idle => rest::measure_idle().await,
        What::Many => many::measure().await,
        What::DeadPortal => paint::measure_dead_portal().await,
        What::Sizes => sizes::measure(),
    }
}
