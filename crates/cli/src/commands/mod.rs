//! The commands, each in a file of its own.

mod accounts;
mod connect;
mod demo;
mod disconnect;
mod doctor;
mod generated;
mod profiles;
mod providers;
mod report;
mod set_up;
mod sign_in;
mod sign_out;
mod status;
mod users;

use std::process::ExitCode;

use system::process;
use system::words::system_language;

use crate::arguments::{Arguments, Command};
use crate::console::{Console, Done};
use crate::setting::Setting;
use crate::trouble::Trouble;

/// Does what was typed, and tells what came of it.
pub(crate) async fn run(arguments: Arguments) -> ExitCode {
    let Arguments { command, common } = arguments;
    let name = command.name();
    // What is made of the program itself needs no folder and no settings.
    let made = if let Command::Completions { shell } = &command {
        Some(generated::completions(*shell))
    } else if matches!(command, Command::Man) {
        Some(generated::man())
    } else {
        None
    };
    let (console, outcome) = match made {
        Some(made) => (Console::new(&common, system_language()), made),
        None => match Setting::open(common.profile.as_deref()) {
            Err(trouble) => (Console::new(&common, system_language()), Err(trouble)),
            Ok(mut setting) => {
                let console = Console::new(&common, setting.language);
                if process::is_root() {
                    console.aside(&console.say("command-root", &[]));
                }
                let named = common.profile.is_some();
                let outcome = obey(command, named, &mut setting, &console).await;
                (console, outcome)
            }
        },
    };
    ExitCode::from(match outcome {
        Ok(done) => console.give(name, &done),
        Err(trouble) => console.fail(name, &trouble),
    })
}

async fn obey(
    command: Command,
    named: bool,
    setting: &mut Setting,
    console: &Console,
) -> Result<Done, Trouble> {
    match command {
        Command::Status => status::run(setting, console).await,
        Command::Providers => providers::run(setting, console).await,
        Command::Accounts { connection } => {
            accounts::run(setting, console, connection.as_deref()).await
        }
        Command::Connect(wanted) => connect::run(setting, console, wanted).await,
        Command::Disconnect(wanted) => disconnect::run(setting, console, wanted).await,
        Command::SignIn { browser } => sign_in::run(setting, console, browser, named).await,
        Command::SignOut { browser } => sign_out::run(setting, console, browser).await,
        Command::Profiles { what } => profiles::run(setting, console, what).await,
        Command::Setup(wanted) => set_up::run(setting, console, wanted).await,
        Command::Doctor => doctor::run(setting, console).await,
        Command::Report(wanted) => report::run(setting, console, wanted).await,
        Command::Demo { port } => demo::run(setting, console, port).await,
        Command::Users { user, what } => users::run(setting, console, &user, what).await,
        Command::Completions { shell } => generated::completions(shell),
        Command::Man => generated::man(),
    }
}
