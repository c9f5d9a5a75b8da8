//! What a tenant is made of: its application, its APIs, its connections, its people, and the
//! switches for what is not known about the real service.
//!
//! Every part has a default, and the whole default is the demo tenant. A file (TOML or JSON) may
//! replace any part; a list in the file replaces the whole list.

mod bare;
mod check;
mod client;
mod parts;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

pub use self::client::{
    Access, Authentication, Client, Confirmation, Mfa, OrganizationUsage, Registration, Signing,
    TokenVault,
};
pub use self::parts::{
    Api, Connection, Dpop, Invitation, ManagementToken, Organization, Person, Possession,
    RateLimit, Seed, UserAccess,
};
use crate::demo;
use crate::faults::Fault;
use crate::open_questions::OpenQuestions;

/// Stands for the tenant's base (without a trailing slash) in an API's identifier, because the
/// base is the address by which a client reached the emulator.
pub const BASE: &str = "{base}";

/// One tenant and how it is served.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    /// Keep every call of the token endpoint, the My Account API and the Management API for
    /// [`Emulator::exchanges`](crate::Emulator::exchanges).
    pub record: bool,
    /// The name shown on the pages.
    pub tenant_name: String,
    /// The application that signs people in.
    pub client: Client,
    /// Other applications, also those that the Management API made.
    pub other_clients: Vec<Client>,
    /// The APIs for which tokens exist, the My Account API included.
    pub apis: Vec<Api>,
    /// The connections that can be connected.
    pub connections: Vec<Connection>,
    /// The people who can sign in; the first is signed in by `auto_approve`.
    pub people: Vec<Person>,
    /// Seconds a connect ticket lives (contract 1.2: 300).
    pub ticket_seconds: u32,
    /// The limit of the My Account API.
    pub rate_limit: RateLimit,
    /// Sender-constrained tokens.
    pub dpop: Dpop,
    /// Companies whose members sign in on their behalf.
    pub organizations: Vec<Organization>,
    /// Invitations into organizations.
    pub invitations: Vec<Invitation>,
    /// Tokens of the Management API.
    pub management_tokens: Vec<ManagementToken>,
    /// Serve `/emulator/control/` (see [the crate's page](crate)).
    pub control: bool,
    /// Faults from the start on.
    pub faults: Vec<Fault>,
    /// Answers to the questions the contract leaves open (section 9).
    pub open_questions: OpenQuestions,
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
    /// A change is not well-formed, or names a member that does not exist.
    #[error("the change is not one of a tenant: {0}")]
    Change(String),
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
            other_clients: Vec::new(),
            apis: vec![demo::my_account_api()],
            connections: demo::connections(),
            people: demo::people(),
            ticket_seconds: 300,
            rate_limit: RateLimit::default(),
            dpop: Dpop::default(),
            organizations: vec![demo::organization()],
            invitations: Vec::new(),
            management_tokens: Vec::new(),
            control: false,
            faults: Vec::new(),
            open_questions: OpenQuestions::default(),
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

    /// Every application.
    pub(crate) fn clients(&self) -> impl Iterator<Item = &Client> {
        std::iter::once(&self.client).chain(&self.other_clients)
    }

    /// An application by id, to be changed.
    pub(crate) fn client_mut(&mut self, id: &str) -> Option<&mut Client> {
        std::iter::once(&mut self.client)
            .chain(&mut self.other_clients)
            .find(|client| client.id == id)
    }

    /// A connection by name.
    pub(crate) fn connection(&self, name: &str) -> Option<&Connection> {
        self.connections.iter().find(|one| one.name == name)
    }

    /// A person by id.
    pub(crate) fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// An organization by id.
    pub(crate) fn organization(&self, id: &str) -> Option<&Organization> {
        self.organizations.iter().find(|one| one.id == id)
    }

    /// The tenant after a JSON merge patch (RFC 7386).
    pub(crate) fn merged(&self, patch: &Value) -> Result<Self, ConfigError> {
        let mut value =
            serde_json::to_value(self).map_err(|error| ConfigError::Change(error.to_string()))?;
        merge(&mut value, patch);
        serde_json::from_value(value).map_err(|error| ConfigError::Change(error.to_string()))
    }
}

fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(changes) = patch else {
        target.clone_from(patch);
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Value::Object(members) = target else {
        return;
    };
    for (name, change) in changes {
        if change.is_null() {
            members.remove(name);
        } else {
            merge(members.entry(name.clone()).or_insert(Value::Null), change);
        }
    }
}
