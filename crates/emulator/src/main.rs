//! The emulator as a program: one tenant, until ctrl-c.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use emulator::{Authentication, Config, StartError};
use url::Url;

/// The port without `--port` and without one in the file.
const PORT: u16 = 8484;

/// An Auth0-compatible tenant in memory, for demos and tests.
#[derive(Debug, Parser)]
#[command(version)]
struct Flags {
    /// The loopback port; 0 picks a free one [default: 8484]
    #[arg(long)]
    port: Option<u16>,
    /// A tenant in TOML or JSON, instead of the demo tenant
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A tenant where nothing is set up yet, instead of the demo tenant
    #[arg(long, conflicts_with = "config")]
    bare: bool,
    /// Show no page: sign-in, confirmation and consent are granted at once
    #[arg(long)]
    auto_approve: bool,
    /// Serve over TLS and write the certificate authority to DIR/ca.pem
    #[arg(long, value_name = "DIR")]
    https: Option<PathBuf>,
    /// The application's client id [default: mooring-demo]
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// A secret, sent in the body, which makes the application a confidential client
    #[arg(long, value_name = "SECRET")]
    client_secret: Option<String>,
    /// An allowed callback, instead of the demo's; may be given several times
    #[arg(long, value_name = "URL")]
    callback: Vec<String>,
    /// Whether a refresh token is replaced at each use [default: on]
    #[arg(long, value_name = "WHETHER")]
    rotation: Option<Switch>,
    /// Seconds in which the previous refresh token may be used once more [default: 0]
    #[arg(long, value_name = "SECONDS")]
    leeway: Option<u32>,
    /// Serve /emulator/control/, by which programs on this computer change the tenant
    #[arg(long)]
    control: bool,
    /// The tenant's address, if it is not the one clients use
    #[arg(long, value_name = "URL")]
    base_url: Option<Url>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Switch {
    On,
    Off,
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match run(Flags::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell_failure(&error);
            ExitCode::FAILURE
        }
    }
}

async fn run(flags: Flags) -> Result<(), StartError> {
    let emulator = emulator::start(config(flags)?).await?;
    tell(&emulator.base_url());
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::error!(%error, "cannot wait for ctrl-c");
    }
    emulator.shutdown().await;
    Ok(())
}

fn config(flags: Flags) -> Result<Config, StartError> {
    let mut config = match &flags.config {
        Some(path) => Config::read(path)?,
        None if flags.bare => Config::bare(),
        None => Config::default(),
    };
    let from_file = if config.port == 0 { PORT } else { config.port };
    config.port = flags.port.unwrap_or(from_file);
    config.auto_approve |= flags.auto_approve;
    config.control |= flags.control;
    config.https = flags.https.or(config.https);
    config.base_url = flags.base_url.or(config.base_url);
    let client = &mut config.client;
    client.id = flags.client_id.unwrap_or_else(|| client.id.clone());
    if let Some(secret) = flags.client_secret {
        client.authentication = Authentication::ClientSecretPost { secret };
    }
    client.leeway_seconds = flags.leeway.unwrap_or(client.leeway_seconds);
    if !flags.callback.is_empty() {
        client.callbacks.clone_from(&flags.callback);
        client.logout_urls = flags.callback;
    }
    match flags.rotation {
        Some(Switch::On) => client.rotation = true,
        Some(Switch::Off) => client.rotation = false,
        None => {}
    }
    Ok(config)
}

#[expect(clippy::print_stdout, reason = "the program's one line of output")]
fn tell(address: &Url) {
    println!("{address}");
}

#[expect(clippy::print_stderr, reason = "why the program could not start")]
fn tell_failure(error: &StartError) {
    eprintln!("{error}");
}
