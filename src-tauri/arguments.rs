//! The command line of the window's program.

use std::process::ExitCode;

use accounts::settings::{ProfileSettings, Settings};
use clap::Parser;

/// Connects and disconnects the accounts of your Auth0 profile.
#[derive(Debug, Parser)]
#[command(name = "mooring-desktop", version)]
pub(crate) struct Arguments {
    /// Start with the demo tenant, which lives inside the program
    #[arg(long, conflicts_with = "profile")]
    pub(crate) demo: bool,

    /// Start with this client of this tenant
    #[arg(long, value_name = "CLIENT_ID@DOMAIN", value_parser = profile)]
    profile: Option<ProfileSettings>,

    /// A link that the browser came back with. It is read elsewhere; it only must not be refused.
    #[arg(hide = true)]
    _link: Option<String>,
}

/// Reads the command line; on help, version or a mistake it has been answered already.
pub(crate) fn read() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        let printed = error.print();
        let fine = printed.is_ok() && !error.use_stderr();
        if fine {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(2)
        }
    })
}

impl Arguments {
    /// The settings with what the command line says instead.
    pub(crate) fn profile(&self, settings: Settings) -> Settings {
        Settings {
            profile: self.profile.clone().or(settings.profile),
            ..settings
        }
    }
}

fn profile(text: &str) -> Result<ProfileSettings, String> {
    let (client_id, domain) = text
        .split_once('@')
        .ok_or_else(|| "it has the form CLIENT_ID@DOMAIN".to_owned())?;
    auth0::TenantAddress::parse(domain).map_err(|error| error.to_string())?;
    Ok(ProfileSettings {
        domain: domain.to_owned(),
        client_id: client_id.to_owned(),
    })
}
