//! The parts of a tenant beside its application.

use serde::{Deserialize, Serialize};

/// An API of the tenant.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// The identifier, which is the `audience` of its tokens; may contain [`BASE`](crate::BASE).
    pub identifier: String,
    /// Every scope it has.
    pub scopes: Vec<String>,
    /// Seconds its access tokens live.
    #[serde(default = "day")]
    pub token_seconds: u32,
    /// Whether refresh tokens may be issued for it.
    #[serde(default = "yes")]
    pub allow_offline_access: bool,
    /// Its name for administrators; the identifier if absent.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether applications of the tenant's own need no consent, which a refresh for another API
    /// wants (contract 3.4).
    #[serde(default = "yes")]
    pub skip_consent: bool,
    /// Which applications may call it for a person.
    #[serde(default)]
    pub user_access: UserAccess,
}

/// Which applications may call an API for a person (`subject_type_authorization.user`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserAccess {
    /// None.
    DenyAll,
    /// Those with a client grant.
    #[default]
    RequireClientGrant,
    /// All.
    AllowAll,
}

/// A connection: a service whose accounts can be connected.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    /// The ids of the applications it is enabled for; all of them if absent.
    #[serde(default)]
    pub clients: Option<Vec<String>>,
    /// Seconds after which a connected account expires, if ever.
    #[serde(default)]
    pub account_seconds: Option<u32>,
    /// Whether the provider issues refresh tokens. A classic GitHub OAuth App, Slack without
    /// token rotation and Google without offline access do not (contract 7, rows 9 to 11).
    #[serde(default = "yes")]
    pub issues_refresh_token: bool,
    /// What stands between the scopes of a provider's token (contract 5: a comma for some).
    #[serde(default = "space")]
    pub scope_separator: String,
}

impl Connection {
    /// Whether this application can connect accounts of it.
    #[must_use]
    pub fn serves(&self, client: &str) -> bool {
        let listed = |ids: &Vec<String>| ids.iter().any(|id| id == client);
        self.enabled && self.clients.as_ref().is_none_or(listed)
    }
}

/// Somebody who can sign in.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    /// Whether an administrator has blocked this person.
    #[serde(default)]
    pub blocked: bool,
}

impl Person {
    /// The `sub` of this person's tokens.
    #[must_use]
    pub fn subject(&self) -> String {
        format!("auth0|{}", self.id)
    }
}

/// An account connected before the start.
#[derive(Debug, Clone, Serialize, Deserialize)]
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

/// A company whose members sign in on its behalf.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// `org_` and letters or digits.
    pub id: String,
    /// Lower-case name, which `/authorize` takes as well as the id.
    pub name: String,
    /// Its name on the pages.
    pub display_name: String,
    /// The ids of its people.
    #[serde(default)]
    pub members: Vec<String>,
}

/// An invitation into an organization. Who signs in by it becomes a member.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// The ticket, which `/authorize` takes as `invitation`.
    pub ticket: String,
    /// The id of the organization.
    pub organization: String,
    /// The only person who may use it; anybody if absent.
    #[serde(default)]
    pub person: Option<String>,
}

/// A bearer token of the Management API.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManagementToken {
    /// The token.
    pub token: String,
    /// What it may do.
    #[serde(default)]
    pub scopes: Vec<String>,
}

/// Sender-constrained tokens (contract 4, RFC 9449).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dpop {
    /// What the My Account API makes of proofs.
    pub api: Possession,
    /// Whether the client gets no token without a proof.
    pub client_required: bool,
    /// Whether a public client's proof at `/oauth/token` must carry a nonce.
    pub token_nonce: bool,
    /// Whether a proof at the My Account API must carry a nonce.
    pub api_nonce: bool,
    /// Seconds a nonce is good for.
    pub nonce_seconds: u32,
}

/// What an API makes of proofs of possession (contract 4, "issue matrix").
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Possession {
    /// Proofs are not looked at, and no token is bound; the metadata does not mention them.
    Off,
    /// A token is bound if its request had a proof.
    #[default]
    Allowed,
    /// There is no token for the My Account API without a proof.
    Required,
}

/// A number of calls per window of time, for each person.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RateLimit {
    /// Calls in one window; 0 means no limit.
    pub calls: u32,
    /// Length of the window in seconds.
    pub window_seconds: u32,
}

impl Default for Dpop {
    fn default() -> Self {
        Self {
            api: Possession::default(),
            client_required: false,
            token_nonce: true,
            api_nonce: true,
            nonce_seconds: 300,
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

fn yes() -> bool {
    true
}

fn day() -> u32 {
    86_400
}

fn space() -> String {
    " ".to_owned()
}
