//! The tenant that the program speaks to, some milliseconds away, and the person at it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;

use emulator::{Config, Emulator, Endpoint, RateLimit, Seed};
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use url::Url;

use super::desktop::{Desktop, Program};
use super::measure::Outcome;

pub(crate) const CLIENT_ID: &str = "mooring-demo";
/// More than any page of a list.
const LARGEST_PIECE: usize = 256 * 1024;

/// An emulator, and the way to it.
pub(crate) struct Tenant {
    pub(crate) emulator: Emulator,
    pub(crate) address: Url,
    _way: JoinSet<()>,
}

impl Tenant {
    /// With so many accounts of one person. Each answer takes so much longer than on loopback.
    pub(crate) async fn start(accounts: usize, distance: Duration) -> Outcome<Self> {
        let emulator = emulator::start(config(accounts)).await?;
        let port = emulator.base_url().port().ok_or("no port")?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = Url::parse(&format!("http://{}/", listener.local_addr()?))?;
        let mut way = JoinSet::new();
        let target = SocketAddr::from(([127, 0, 0, 1], port));
        way.spawn(carry(listener, target, distance));
        Ok(Self {
            emulator,
            address,
            _way: way,
        })
    }

    /// How the program is told of it.
    pub(crate) fn profile(&self) -> String {
        format!("{CLIENT_ID}@{}", self.address)
    }

    /// How many requests came so far.
    pub(crate) fn requests(&self) -> u64 {
        self.emulator.count(Endpoint::Any)
    }

    /// Signs in by the command line, which shares settings and keychain with the window.
    pub(crate) async fn sign_in(&self, desktop: &Desktop) -> Outcome<()> {
        let mooring = Program::command_line()?;
        let mut command = desktop.command(mooring.path());
        let mut child = command
            .args(["--profile", &self.profile(), "sign-in", "--no-browser"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let output = child.stderr.take().ok_or("no output")?;
        let mut lines = BufReader::new(output).lines();
        let mut link = None;
        for line in lines.by_ref() {
            let told = line?;
            if told.starts_with("  http") {
                link = Some(told.trim().to_owned());
                break;
            }
        }
        let link = link.ok_or("the command line prints no link")?;
        let client = reqwest::Client::builder().no_proxy().build()?;
        client.get(link).send().await?.error_for_status()?;
        // It must not be stopped by nobody reading what it says.
        for line in lines {
            line?;
        }
        let status = child.wait()?;
        status
            .success()
            .then_some(())
            .ok_or_else(|| format!("the sign-in ended with {status}").into())
    }
}

/// Goes where a browser goes, up to the link that leads back to the program.
pub(crate) async fn consent(link: &str) -> Outcome<String> {
    let client = reqwest::Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .build()?;
    let mut url = Url::parse(link)?;
    loop {
        let page = client.get(url.clone()).send().await?;
        let next = page.headers().get(LOCATION);
        let next = next.ok_or("the browser stays at a page")?.to_str()?;
        if !next.starts_with("http") && !next.starts_with('/') {
            return Ok(next.to_owned());
        }
        url = url.join(next)?;
    }
}

fn config(accounts: usize) -> Config {
    let mut config = Config {
        auto_approve: true,
        rate_limit: RateLimit {
            calls: 0,
            window_seconds: 60,
        },
        ..Config::default()
    };
    // The program and what is held against it use the same refresh token.
    config.client.rotation = false;
    let connections: Vec<String> = config
        .connections
        .iter()
        .map(|one| one.name.clone())
        .collect();
    if let Some(person) = config.people.first_mut() {
        let names = connections.iter().cycle().take(accounts);
        person.accounts = names
            .zip(0..)
            .map(|(connection, number)| Seed {
                connection: connection.clone(),
                scopes: None,
                age_seconds: 3600 * (number + 1),
                expires_in_seconds: None,
                org_id: None,
            })
            .collect();
    }
    config
}

/// Carries every connection to the emulator; what comes back is held for the time of the distance.
async fn carry(listener: TcpListener, target: SocketAddr, distance: Duration) {
    let mut connections = JoinSet::new();
    while let Ok((near, _)) = listener.accept().await {
        let Ok(far) = TcpStream::connect(target).await else {
            continue;
        };
        // As on any connection of a program that answers at once.
        if near.set_nodelay(true).is_err() || far.set_nodelay(true).is_err() {
            continue;
        }
        let (near_read, near_write) = near.into_split();
        let (far_read, far_write) = far.into_split();
        connections.spawn(pass(near_read, far_write, Duration::ZERO));
        connections.spawn(pass(far_read, near_write, distance));
    }
}

async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, distance: Duration) {
    let mut piece = vec![0; LARGEST_PIECE];
    while let Ok(length @ 1..) = from.read(&mut piece).await {
        if !distance.is_zero() {
            tokio::time::sleep(distance).await;
        }
        if to
            .write_all(piece.get(..length).unwrap_or_default())
            .await
            .is_err()
        {
            return;
        }
    }
}
