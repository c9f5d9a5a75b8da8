//! A home, a tenant and a browser; and what the command line said there.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use emulator::{Config, Emulator};
use serde_json::Value;
use url::form_urlencoded;

use crate::browser::{APPROVE, Browser};
use crate::home::{Home, Running};

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_mooring");
/// The administrator's.
pub(crate) const TOKEN: &str = "management-token-for-the-tests";

/// The registered ports are the same for all: one test with attempts at a time.
static PORTS: Mutex<()> = Mutex::new(());

/// What every command says first that somebody runs as root.
const WARNING: &str =
    "mooring runs as root, where a flaw would be one of the whole computer. Run it as yourself.\n";

/// What a command came to.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    /// Without the warning.
    pub(crate) aside: String,
    /// It warned of being run as root.
    pub(crate) warned: bool,
}

impl Said {
    /// The one object.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.out.lines().count(), 1, "{self:?}");
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn sees(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
}

pub(crate) struct World {
    pub(crate) home: Home,
    pub(crate) tenant: Emulator,
    pub(crate) browser: Browser,
    pub(crate) profile: String,
    said: Mutex<Vec<String>>,
    ports: MutexGuard<'static, ()>,
}

/// The demo tenant, with an administrator.
pub(crate) fn config() -> Config {
    let scopes = setup::SCOPES.iter().chain(&["read:users"]);
    let mut people = Config::default().people;
    for person in &mut people {
        person.accounts.clear();
    }
    Config {
        people,
        record: true,
        management_tokens: vec![emulator::ManagementToken {
            token: TOKEN.to_owned(),
            scopes: scopes.map(|&scope| scope.to_owned()).collect(),
        }],
        ..Config::default()
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::of(Home::new(), config()).await
    }

    #[expect(clippy::await_holding_lock, reason = "it is held for the whole test")]
    pub(crate) async fn of(home: Home, config: Config) -> Self {
        let ports = PORTS.lock().unwrap_or_else(PoisonError::into_inner);
        let client_id = config.client.id.clone();
        let tenant = emulator::start(Config {
            record: true,
            ..config
        })
        .await
        .unwrap();
        Self {
            profile: format!("{client_id}@{}", tenant.base_url()),
            home,
            tenant,
            browser: Browser::new(),
            said: Mutex::default(),
            ports,
        }
    }

    /// The same home, and another tenant.
    pub(crate) async fn of_other(self, config: Config) -> Self {
        let home = self.home;
        drop(self.ports);
        Self::of(home, config).await
    }

    /// The same, but the tenant is gone, and something else has its port: nothing.
    pub(crate) async fn without_tenant(self) -> Self {
        let address = self.tenant.base_url();
        self.tenant.shutdown().await;
        let home = self.home;
        drop(self.ports);
        let world = Self::of(home, config()).await;
        assert_ne!(world.tenant.base_url(), address);
        world
    }

    /// With the tenant in the settings and somebody signed in.
    pub(crate) async fn signed_in() -> Self {
        let mut world = Self::new().await;
        world.sign_in().await;
        world
    }

    pub(crate) async fn sign_in(&mut self) -> Said {
        let profile = self.profile.clone();
        let arguments = ["--profile", &profile, "sign-in", "--no-browser"];
        self.attempt(&arguments, &APPROVE).await.sees(0)
    }

    pub(crate) fn mooring(&self, arguments: &[&str]) -> Command {
        let mut command = self.home.command(PROGRAM);
        command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Starts a command.
    pub(crate) fn start(&self, arguments: &[&str]) -> Running {
        Running(self.mooring(arguments).spawn().unwrap())
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        self.end(self.start(arguments), String::new())
    }

    /// Runs a command that is told something on standard input.
    pub(crate) fn tell(&self, arguments: &[&str], input: &str) -> Said {
        let mut command = self.mooring(arguments);
        let mut child = Running(command.stdin(Stdio::piped()).spawn().unwrap());
        let mut stdin = child.0.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        self.end(child, String::new())
    }

    /// Runs a command with an administrator's token.
    pub(crate) fn administer(&self, arguments: &[&str]) -> Said {
        let mut command = self.mooring(arguments);
        let child = command.env("MOORING_MANAGEMENT_TOKEN", TOKEN).spawn();
        self.end(Running(child.unwrap()), String::new())
    }

    /// Starts a command, and reads until it prints a link; gives that, and what it said so far.
    pub(crate) fn begin(command: &mut Command) -> (Running, String, String) {
        let mut child = Running(command.spawn().unwrap());
        let stream = child.0.stderr.as_mut().unwrap();
        let said = read_to(stream, |line| line.starts_with("  http"));
        let link = said.lines().last().unwrap().trim().to_owned();
        (child, link, said)
    }

    /// Waits for the end of a command.
    pub(crate) fn end(&self, mut child: Running, before: String) -> Said {
        let out = child.0.stdout.take().unwrap();
        let reading = std::thread::spawn(move || all(out));
        let mut aside = before;
        aside.push_str(&all(child.0.stderr.take().unwrap()));
        let status = child.0.wait().unwrap();
        let unwarned = aside.strip_prefix(WARNING).map(str::to_owned);
        let warned = unwarned.is_some();
        let aside = unwarned.unwrap_or(aside);
        let said = Said {
            code: status.code().unwrap_or(-1),
            out: reading.join().unwrap(),
            aside,
            warned,
        };
        self.said.lock().unwrap().push(format!("{said:?}"));
        said
    }

    /// Runs a command that leads through the browser and back.
    pub(crate) async fn attempt(&mut self, arguments: &[&str], clicks: &[&str]) -> Said {
        let (child, link, said) = Self::begin(&mut self.mooring(arguments));
        let back = self.browser.walk(&link, clicks).await;
        let page = self.browser.go_back(&back).await;
        assert!(page.contains("Back to Mooring"), "{page}");
        self.end(child, said)
    }

    pub(crate) async fn connect(&mut self, arguments: &[&str]) -> Said {
        let all = [&["connect", "--no-browser"], arguments].concat();
        self.attempt(&all, &APPROVE).await
    }

    /// Nothing that was said or written holds a secret that the tenant saw.
    pub(crate) fn see_no_secret(&self) {
        let secrets = self.secrets();
        assert!(!self.tenant.exchanges().is_empty());
        let said = self.said.lock().unwrap().join("\n");
        assert!(said.len() > 50);
        let written = self.home.written();
        for secret in &secrets {
            let place = [("said", &said), ("written", &written)];
            for (name, text) in place {
                assert!(!text.contains(secret), "a secret was {name}: {secret:.12}…");
            }
        }
    }

    /// Every token, code and verifier that went over the wire, and the administrator's token.
    fn secrets(&self) -> BTreeSet<String> {
        const ANSWERED: [&str; 4] = ["access_token", "refresh_token", "id_token", "auth_session"];
        const SENT: [&str; 6] = [
            "code",
            "code_verifier",
            "connect_code",
            "auth_session",
            "refresh_token",
            "token",
        ];
        let mut secrets = BTreeSet::from([TOKEN.to_owned()]);
        for exchange in self.tenant.exchanges() {
            let bodies = [
                (&exchange.request_body, &SENT[..]),
                (&exchange.response_body, &ANSWERED[..]),
            ];
            for (body, names) in bodies {
                if let Ok(Value::Object(body)) = serde_json::from_str(body) {
                    let named = names.iter().filter_map(|&name| body.get(name)?.as_str());
                    secrets.extend(named.map(str::to_owned));
                }
                let fields = form_urlencoded::parse(body.as_bytes());
                let named = fields.filter(|(name, _)| names.contains(&&**name));
                secrets.extend(named.map(|(_, value)| value.into_owned()));
            }
            let headers = exchange.request_headers.iter();
            let headers = headers.filter(|(name, _)| name == "authorization" || name == "dpop");
            let values = headers.filter_map(|(_, value)| value.split(' ').next_back());
            secrets.extend(values.map(str::to_owned));
        }
        secrets.retain(|secret| secret.len() >= 12);
        secrets
    }
}

/// Reads up to the end of a line, and nothing that comes later.
pub(crate) fn read_to(stream: &mut impl Read, is_last: impl Fn(&str) -> bool) -> String {
    let mut said = Vec::new();
    loop {
        let mut byte = [0];
        let read = stream.read(&mut byte).unwrap();
        let text = String::from_utf8_lossy(&said).into_owned();
        assert!(read > 0, "it ended before: {text}");
        said.push(byte[0]);
        let line = text.lines().last().unwrap_or_default();
        if byte[0] == b'\n' && is_last(line) {
            return format!("{text}\n");
        }
    }
}

fn all(mut stream: impl Read) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}
