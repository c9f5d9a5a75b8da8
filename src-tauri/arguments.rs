//! The command line of the window's program.

use std::path::PathBuf;
use std::process::ExitCode;

use accounts::ports::VaultBytes;
use accounts::settings::{
    ClientAuthenticationMethod as Method, ProfileOptions, ProfileSettings, Settings,
};
use clap::{Parser, ValueEnum};

use crate::window::Opening;

/// Starts the program without its window in front, as the desktop does at login.
pub(crate) const HIDDEN: &str = "--hidden";

/// Connects and disconnects the accounts of your Auth0 profile.
// Without `Debug`, since a link and an invitation are secrets.
#[derive(Parser)]
#[command(name = "mooring-desktop", version)]
pub(crate) struct Arguments {
    /// Start with the demo tenant, which lives inside the program
    #[arg(long, conflicts_with = "profile")]
    pub(crate) demo: bool,

    /// Start with this client of this tenant
    #[arg(long, value_name = "CLIENT_ID@DOMAIN", value_parser = profile)]
    profile: Option<ProfileSettings>,

    /// Sign in to this organization, by id or name
    #[arg(long, value_name = "ORGANIZATION", requires = "profile")]
    organization: Option<String>,

    /// Accept this invitation into the organization at the next sign-in
    #[arg(long, value_name = "TICKET", requires = "organization")]
    pub(crate) invitation: Option<String>,

    /// Whether tokens are bound to a key of this computer; else where the tenant knows how
    #[arg(long, value_name = "ON_OR_OFF", value_parser = on_or_off, requires = "profile")]
    dpop: Option<bool>,

    /// How the client authenticates, where it is not a public one
    #[arg(long, value_name = "METHOD", value_enum, requires_all = ["profile", "client_credential"])]
    client_authentication: Option<Authentication>,

    /// A file with the client's secret or private key (PEM). It is read once and kept in the keychain
    #[arg(long, value_name = "FILE", value_parser = readable, requires = "client_authentication")]
    client_credential: Option<PathBuf>,

    /// Start in the tray, or minimised where there is no entry in it
    #[arg(long)]
    hidden: bool,

    /// A link that the browser came back with. It is read elsewhere; it only must not be refused.
    #[arg(hide = true)]
    _link: Option<String>,
}

/// How a client authenticates.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Authentication {
    /// A secret in the body
    ClientSecretPost,
    /// A secret in the header
    ClientSecretBasic,
    /// An assertion, signed with a private key
    PrivateKeyJwt,
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

/// Whether another process was started without its window in front.
pub(crate) fn is_hidden(arguments: &[String]) -> bool {
    arguments.iter().any(|argument| argument == HIDDEN)
}

impl Arguments {
    /// How the window comes.
    pub(crate) fn opening(&self, in_tray: bool) -> Opening {
        match (self.hidden, in_tray) {
            (false, _) => Opening::InFront,
            (true, false) => Opening::Minimised,
            (true, true) => Opening::InTray,
        }
    }

    /// The settings with what the command line says instead.
    pub(crate) fn profile(&self, mut settings: Settings) -> Settings {
        if let Some(named) = self.profile.clone() {
            settings.keep(ProfileSettings {
                options: self.options(),
                ..named
            });
        }
        settings
    }

    fn options(&self) -> ProfileOptions {
        ProfileOptions {
            organization: self.organization.clone(),
            dpop: self.dpop,
            client_authentication: match self.client_authentication {
                None => Method::None,
                Some(Authentication::ClientSecretPost) => Method::ClientSecretPost,
                Some(Authentication::ClientSecretBasic) => Method::ClientSecretBasic,
                Some(Authentication::PrivateKeyJwt) => Method::PrivateKeyJwt,
            },
            ..ProfileOptions::default()
        }
    }

    /// The secret or key of the file that was named.
    pub(crate) fn client_credential(&self) -> std::io::Result<Option<VaultBytes>> {
        let read = self.client_credential.as_ref().map(std::fs::read);
        Ok(read.transpose()?.map(VaultBytes::new))
    }
}

/// A file that is there to be read.
fn readable(path: &str) -> std::io::Result<PathBuf> {
    std::fs::File::open(path)?;
    Ok(path.into())
}

fn on_or_off(text: &str) -> Result<bool, String> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("it is `on` or `off`".to_owned()),
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
        ..ProfileSettings::default()
    })
}
