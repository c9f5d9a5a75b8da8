//! What a tenant is made of: its application, its APIs, its connections, its people, and the
//! switches for what is not known about the real service.
//!
//! Every part has a default, and the whole default is the demo tenant. A file (TOML or JSON) may
//! replace any part; a list in the file replaces the whole list.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use url::Url;

use crate::demo;
use crate::open_questions::OpenQuestions;

/// Stands for the tenant's base (without a trailing slash) in an API's identifier, because the
/// base is the address by which a client reached the emulator.
pub const BASE: &str = "{base}";

/// One tenant and how it is served.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The loopback port to listen on; 0 picks a free one.
    pub port: u16,
    /// The tenant's address if it is not the one clients use, such as `https://login.example/`.
    pub base_url: Option<Url>,
    /// Serve over TLS and write the certificate authority to `ca.pem` in this folder.
    pub https: Option<PathBuf>,
    /// Show no page: sign-in, confirmation and consent are granted at once.
    pub auto_approve: bool,
    /// Keep every call of the token endpoint and of the My Account API for
    /// [`Emulator::exchanges`](crate::Emulator::exchanges).
    pub record: bool,
    /// The name shown on the pages.
    pub tenant_name: String,
    /// The one application of the tenant.
    pub client: Client,
    /// The APIs for which tokens exist, the My Account API included.
    pub apis: Vec<Api>,
    /// The connections that can be connected.
    pub connections: Vec<Connection>,
    /// The people who can sign in; the first is signed in by `auto_approve`.
    pub people: Vec<Person>,
    /// Seconds a connect ticket lives (contract 1.2: 300).
    pub ticket_seconds: u32,
    /// The limits told in the headers of the My Account API.
    pub rate_limit: RateLimit,
    /// Answers to the questions the contract leaves open (section 9).
    pub open_questions: OpenQuestions,
}

/// The application that signs people in.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Client {
    /// Its `client_id`.
    pub id: String,
    /// Its name, for the pages.
    pub name: String,
    /// A secret makes it a confidential client; without one it is public and must use PKCE.
    pub secret: Option<String>,
    /// Allowed callback addresses, compared as exact text.
    pub callbacks: Vec<String>,
    /// Allowed logout addresses, compared as exact text.
    pub logout_urls: Vec<String>,
    /// Whether a refresh token is replaced at each use (contract 3.5).
    pub rotation: bool,
    /// Seconds in which the previous refresh token may be used once more.
    pub leeway_seconds: u32,
    /// Seconds a refresh token and all its successors live.
    pub refresh_token_seconds: u32,
    /// Seconds a refresh token may stay unused.
    pub idle_refresh_token_seconds: u32,
    /// The multi-resource refresh token policy: which APIs a refresh token reaches.
    pub policies: Vec<Access>,
    /// The user-delegated client grants: which APIs the application may call for a person.
    pub grants: Vec<Access>,
    /// When the confirmation for callbacks that cannot be verified is shown.
    pub confirmation: Confirmation,
}

/// An API and some of its scopes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// The API's identifier; may contain [`BASE`].
    pub audience: String,
    /// Scope names.
    pub scopes: Vec<String>,
}

/// An API of the tenant.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// The identifier, which is the `audience` of its tokens; may contain [`BASE`].
    pub identifier: String,
    /// Every scope it has.
    pub scopes: Vec<String>,
    /// Seconds its access tokens live.
    #[serde(default = "day")]
    pub token_seconds: u32,
    /// Whether refresh tokens may be issued for it.
    #[serde(default = "yes")]
    pub allow_offline_access: bool,
}

/// A connection: a service whose accounts can be connected.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connection {
    /// Its name, which clients send.
    pub name: String,
    /// The kind of service.
    pub strategy: String,
    /// The service's name on the consent page.
    pub display_name: String,
    /// Scopes asked for when the client names none.
    pub scopes: Vec<String>,
    /// Scopes asked for in any case.
    #[serde(default)]
    pub required_scopes: Vec<String>,
    /// Whether it is switched on for connected accounts.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Seconds after which a connected account expires, if ever.
    #[serde(default)]
    pub account_seconds: Option<u32>,
}

/// Somebody who can sign in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Short name of lower-case letters, digits and hyphens; the subject is `auth0|<id>`.
    pub id: String,
    /// Full name.
    pub name: String,
    /// E-mail address, also the sign-in name.
    pub email: String,
    /// Address of a picture.
    #[serde(default)]
    pub picture: Option<String>,
    /// Accounts connected before the start.
    #[serde(default)]
    pub accounts: Vec<Seed>,
}

impl Person {
    /// The `sub` of this person's tokens.
    #[must_use]
    pub fn subject(&self) -> String {
        format!("auth0|{}", self.id)
    }
}

/// An account connected before the start.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    /// The connection's name.
    pub connection: String,
    /// Granted scopes; the connection's own if absent.
    #[serde(default)]
    pub scopes: Option<Vec<String>>,
    /// Seconds before the start at which it was connected.
    #[serde(default)]
    pub age_seconds: u32,
    /// Seconds after the start at which it expires.
    #[serde(default)]
    pub expires_in_seconds: Option<u32>,
    /// The organization it belongs to.
    #[serde(default)]
    pub org_id: Option<String>,
}

/// When the page shows that confirms a sign-in for a callback that cannot be verified: a custom
/// scheme or a loopback address (contract 2, item 7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// At every sign-in.
    #[default]
    Always,
    /// Only if no other page was shown.
    Alone,
    /// Not at all: the tenant has opted out. Only then is `prompt=none` possible.
    Never,
}

/// A number of calls per window of time, for each person.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RateLimit {
    /// Calls in one window.
    pub calls: u32,
    /// Length of the window in seconds.
    pub window_seconds: u32,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file is not well-formed, or has a member that does not exist.
    #[error("{path} is not a tenant: {reason}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where and why.
        reason: String,
    },
    /// The parts do not fit together.
    #[error("the tenant does not hold together: {0}")]
    Sense(String),
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            base_url: None,
            https: None,
            auto_approve: false,
            record: false,
            tenant_name: "Acme".to_owned(),
            client: Client::default(),
            apis: vec![demo::my_account_api()],
            connections: demo::connections(),
            people: demo::people(),
            ticket_seconds: 300,
            rate_limit: RateLimit::default(),
            open_questions: OpenQuestions::default(),
        }
    }
}

impl Default for Client {
    fn default() -> Self {
        Self {
            id: "mooring-demo".to_owned(),
            name: "Mooring".to_owned(),
            secret: None,
            callbacks: demo::callbacks(),
            logout_urls: demo::callbacks(),
            rotation: true,
            leeway_seconds: 0,
            refresh_token_seconds: 2_592_000,
            idle_refresh_token_seconds: 1_296_000,
            policies: vec![demo::my_account_access()],
            grants: vec![demo::my_account_access()],
            confirmation: Confirmation::default(),
        }
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        Self {
            calls: 600,
            window_seconds: 60,
        }
    }
}

impl Config {
    /// Reads a tenant from a file: JSON if its name ends in `.json`, TOML otherwise.
    ///
    /// # Errors
    /// [`ConfigError`] tells what is wrong and where.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
            path: path.to_owned(),
            source,
        })?;
        let syntax = |reason: String| ConfigError::Syntax {
            path: path.to_owned(),
            reason,
        };
        if path.extension().is_some_and(|end| end == "json") {
            serde_json::from_str(&text).map_err(|error| syntax(error.to_string()))
        } else {
            toml::from_str(&text).map_err(|error| syntax(error.to_string()))
        }
    }

    /// Whether the parts fit together.
    ///
    /// # Errors
    /// [`ConfigError::Sense`] names the first part that does not.
    pub fn check(&self) -> Result<(), ConfigError> {
        let wrong = |reason: String| Err(ConfigError::Sense(reason));
        if let Some(base) = &self.base_url
            && (!matches!(base.scheme(), "http" | "https") || base.path() != "/")
        {
            return wrong(format!("base_url {base} must be http(s) without a path"));
        }
        if self.people.is_empty() {
            return wrong("there is nobody to sign in".to_owned());
        }
        if self.ticket_seconds == 0 {
            return wrong("ticket_seconds must be at least 1".to_owned());
        }
        let mut names = BTreeSet::new();
        for connection in &self.connections {
            if connection.name.is_empty() || !names.insert(connection.name.as_str()) {
                return wrong(format!("connection {:?} is there twice", connection.name));
            }
        }
        self.check_people(&names)
    }

    fn check_people(&self, connections: &BTreeSet<&str>) -> Result<(), ConfigError> {
        let wrong = |reason: String| Err(ConfigError::Sense(reason));
        let mut ids = BTreeSet::new();
        for person in &self.people {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if person.id.is_empty() || !person.id.chars().all(plain) {
                return wrong(format!("person {:?} needs an id of a-z, 0-9, -", person.id));
            }
            if !ids.insert(person.id.as_str()) {
                return wrong(format!("person {:?} is there twice", person.id));
            }
            for seed in &person.accounts {
                if !connections.contains(seed.connection.as_str()) {
                    return wrong(format!(
                        "{} has an account of the unknown connection {:?}",
                        person.id, seed.connection
                    ));
                }
            }
        }
        Ok(())
    }
}

fn yes() -> bool {
    true
}

fn day() -> u32 {
    86_400
}
