//! What can be typed.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::{console, exit};

/// Connects and disconnects the accounts of your Auth0 profile.
// Without `Debug`: what people type may be personal.
#[derive(Parser)]
#[command(name = "mooring", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 a fault of this computer, 2 wrong usage, 3 sign-in needed, \
    4 connect needed, 5 the tenant's answer, 6 the network, 7 the keychain, 130 interrupted."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) common: Common,
}

/// What every command takes.
#[derive(Args)]
pub(crate) struct Common {
    /// Answer with one JSON object on standard output
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Use this profile for this call: the name of one that is kept, or `CLIENT_ID@DOMAIN`
    #[arg(long, global = true, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,

    /// Say nothing but the answer and what went wrong
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// Without colours, as with `NO_COLOR`
    #[arg(long, global = true)]
    pub(crate) no_color: bool,
}

/// What can be done.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Tell which tenant is used and who is signed in; nothing is sent
    Status,
    /// List what can be connected
    Providers,
    /// List the connected accounts
    Accounts {
        /// Only those of this provider
        #[arg(long, value_name = "PROVIDER")]
        connection: Option<String>,
    },
    /// Connect an account, in the browser
    Connect(Connect),
    /// Disconnect an account at Auth0
    Disconnect(Disconnect),
    /// Sign in, in the browser
    SignIn {
        #[command(flatten)]
        browser: Browser,
    },
    /// Sign out: revoke the key and take it out of the keychain
    SignOut {
        /// End the session in the browser too
        #[arg(long)]
        browser: bool,
    },
    /// List the profiles that are kept, or change them
    Profiles {
        #[command(subcommand)]
        what: Option<OfProfiles>,
    },
    /// Set a tenant up: tell what it needs, compare, or do it
    Setup(Setup),
    /// Look at everything that connecting accounts needs
    Doctor,
    /// Show a report for somebody who helps, without secrets and without anything personal
    Report(Report),
    /// Run the demo tenant until Ctrl-C
    Demo {
        /// The port of this computer's own address; 0 picks a free one
        #[arg(long, default_value_t = 8484)]
        port: u16,
    },
    /// For administrators: look at what people have connected
    Users {
        /// The person's id, such as auth0|63f0c1
        #[arg(value_name = "USER_ID")]
        user: String,
        #[command(subcommand)]
        what: OfUser,
    },
    /// Print the completions for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Print the man page
    Man,
}

/// What of the profiles.
#[derive(Subcommand)]
pub(crate) enum OfProfiles {
    /// Keep one more, and use it from now on
    Add {
        /// The client and its tenant
        #[arg(value_name = "CLIENT_ID@DOMAIN")]
        profile: String,
        /// What to call it; else by its domain
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// Sign in to this organization, by id or name
        #[arg(long, value_name = "ORGANIZATION")]
        organization: Option<String>,
    },
    /// Use this one from now on
    Use {
        /// Its name
        name: String,
    },
    /// Sign it out, revoke its key, and forget it
    Remove {
        /// Its name
        name: String,
        /// Do not ask
        #[arg(long, short)]
        yes: bool,
    },
}

/// What of a person.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum OfUser {
    /// List the connected accounts, with a token of the Management API (read:users) from
    /// `MOORING_MANAGEMENT_TOKEN` or standard input
    Accounts,
}

/// How the browser is used.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Browser {
    /// Print the link; open it in any browser, and paste the address that it ends at if that browser is
    /// on another computer
    #[arg(long)]
    pub(crate) no_browser: bool,
}

/// What is to be connected.
#[derive(Args)]
pub(crate) struct Connect {
    /// Which: a name, a connection, a strategy, or the beginning of one
    pub(crate) provider: String,
    /// Ask for this permission only, and for what the provider needs; may be given several times
    #[arg(long, value_name = "SCOPE")]
    pub(crate) permission: Vec<String>,
    /// What to call the account
    #[arg(long, value_name = "NAME")]
    pub(crate) nickname: Option<String>,
    /// Which account, for the provider's page: an e-mail address, mostly
    #[arg(long, value_name = "WHO")]
    pub(crate) hint: Option<String>,
    #[command(flatten)]
    pub(crate) browser: Browser,
}

/// What is to be disconnected.
#[derive(Args)]
pub(crate) struct Disconnect {
    /// Which: an id, a nickname, a provider with one account, or the beginning of one
    #[arg(value_name = "ID_OR_NAME")]
    pub(crate) account: String,
    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Open the provider's page where the permission is withdrawn
    #[arg(long)]
    pub(crate) revoke_page: bool,
}

/// What is to be reported.
#[derive(Args)]
pub(crate) struct Report {
    /// Save it to this file too, after it was shown
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Do not ask, and take the place of a file that is there
    #[arg(long, short, requires = "output")]
    pub(crate) yes: bool,
    /// Do not look at everything first
    #[arg(long)]
    pub(crate) no_doctor: bool,
}

/// What is to be set up.
#[derive(Args)]
pub(crate) struct Setup {
    /// The tenant's own domain; else that of the profile
    #[arg(long)]
    pub(crate) domain: Option<String>,
    /// The application's name
    #[arg(long, value_name = "NAME", default_value = setup::NAME)]
    pub(crate) app_name: String,
    /// The application, if it is there already
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: Option<String>,
    /// The connections, separated by commas; else all that are known
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) connections: Vec<String>,
    /// Tell what is to do in this form
    #[arg(long, value_enum)]
    pub(crate) form: Option<Form>,
    /// Do it, with a token of the Management API from `MOORING_MANAGEMENT_TOKEN` or standard input
    #[arg(long)]
    pub(crate) apply: bool,
    /// Compare only, with such a token; exit code 5 if something differs
    #[arg(long, conflicts_with_all = ["apply", "form"])]
    pub(crate) check: bool,
    /// Do not ask before something is changed
    #[arg(long, short, requires = "apply")]
    pub(crate) yes: bool,
}

/// How a set-up is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Clicks in Auth0's Dashboard
    Dashboard,
    /// Commands of Auth0's command line
    Cli,
    /// Resources of Terraform
    Terraform,
}

impl Command {
    /// Its name, for the answer.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Providers => "providers",
            Self::Accounts { .. } => "accounts",
            Self::Connect(_) => "connect",
            Self::Disconnect(_) => "disconnect",
            Self::SignIn { .. } => "sign-in",
            Self::SignOut { .. } => "sign-out",
            Self::Profiles { .. } => "profiles",
            Self::Setup(_) => "setup",
            Self::Doctor => "doctor",
            Self::Report(_) => "report",
            Self::Demo { .. } => "demo",
            Self::Users { .. } => "users",
            Self::Completions { .. } => "completions",
            Self::Man => "man",
        }
    }
}

/// Reads the command line; on help, version or a mistake it has been answered already.
pub(crate) fn read() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        let is_mistake = error.use_stderr();
        let printed = if is_mistake && std::env::args().any(|one| one == "--json") {
            console::print_usage(&error.to_string())
        } else {
            error.print()
        };
        match (is_mistake, printed) {
            (false, Ok(())) => ExitCode::SUCCESS,
            (true, _) => ExitCode::from(exit::USAGE),
            (false, Err(_)) => ExitCode::from(exit::HERE),
        }
    })
}

/// The whole of it, for completions and the man page.
pub(crate) fn whole() -> clap::Command {
    Arguments::command()
}
