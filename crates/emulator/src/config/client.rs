//! The application that signs people in, and how it proves itself.

use serde::{Deserialize, Serialize};

use crate::demo;

/// The application that signs people in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Client {
    /// Its `client_id`.
    pub id: String,
    /// Its name, for the pages.
    pub name: String,
    /// How it proves itself to `/oauth/token` and `/oauth/revoke`. A client that does not is
    /// public and must use PKCE.
    pub authentication: Authentication,
    /// What administrators have registered it as.
    pub registration: Registration,
    /// Allowed callback addresses, compared as exact text.
    pub callbacks: Vec<String>,
    /// Allowed logout addresses, compared as exact text.
    pub logout_urls: Vec<String>,
    /// Whether it may have refresh tokens: its grant types include `refresh_token`.
    pub refresh_tokens: bool,
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
    /// The client grants for the application itself, which do not count for a person.
    pub own_grants: Vec<Access>,
    /// When the confirmation for callbacks that cannot be verified is shown.
    pub confirmation: Confirmation,
    /// Seconds since the sign-in after which a refresh for the My Account API is refused with
    /// `unmet_authentication_requirements` (contract 3.4); never if absent.
    pub step_up_after_seconds: Option<u32>,
    /// When a refresh for the My Account API wants a second factor.
    pub mfa: Mfa,
    /// Whether people sign in as members of an organization.
    pub organization_usage: OrganizationUsage,
    /// Whether tokens carry `org_name` beside `org_id`.
    pub org_name_claim: bool,
    /// What it may hand in for a provider's token (contract 5).
    pub token_vault: TokenVault,
}

/// What administrators have registered an application as (contract 6).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Registration {
    /// `native`, `regular_web`, `spa` or `non_interactive`.
    pub app_type: String,
    /// Whether it is the tenant's own. Only then may a refresh reach other APIs (contract 3.4).
    pub first_party: bool,
    /// Whether it keeps to OpenID Connect.
    pub oidc_conformant: bool,
    /// What its ID tokens are signed with.
    pub signing: Signing,
    /// Its grant types, but for refresh tokens and the Token Vault. Without `authorization_code`
    /// nobody can sign in to it.
    pub grant_types: Vec<String>,
    /// Whether its refresh tokens are said to expire; here they always do.
    pub refresh_tokens_expire: bool,
}

/// What ID tokens are signed with (contract 3.7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Signing {
    /// The tenant's key.
    #[default]
    Rs256,
    /// A secret that a program on somebody's computer cannot have.
    Hs256,
}

/// How a client proves itself (contract 3.1).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Authentication {
    /// Not at all: a public client.
    #[default]
    None,
    /// `client_id` and `client_secret` in the body.
    ClientSecretPost {
        /// The secret.
        secret: String,
    },
    /// HTTP Basic.
    ClientSecretBasic {
        /// The secret.
        secret: String,
    },
    /// `client_assertion`, a JWT signed with RS256 or ES256 (RFC 7523).
    PrivateKeyJwt {
        /// The public key as PEM.
        public_key: String,
    },
}

impl Authentication {
    /// Whether the client can keep a secret.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        match self {
            Self::None => false,
            Self::ClientSecretPost { .. }
            | Self::ClientSecretBasic { .. }
            | Self::PrivateKeyJwt { .. } => true,
        }
    }
}

/// An API and some of its scopes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// The API's identifier; may contain [`BASE`](crate::BASE).
    pub audience: String,
    /// Scope names.
    pub scopes: Vec<String>,
}

/// When the page shows that confirms a sign-in for a callback that cannot be verified: a custom
/// scheme or a loopback address (contract 2, item 7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// When a refresh for the My Account API, or an exchange for a provider's token, wants a second
/// factor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mfa {
    /// Never.
    #[default]
    Never,
    /// Unless the sign-in had one: 403 `mfa_required` (contract 3.4).
    OnRefresh,
}

/// Whether people sign in as members of an organization.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationUsage {
    /// Never: `organization` is refused.
    Deny,
    /// If `organization` asks for it.
    #[default]
    Allow,
    /// Always: without `organization` a page lets the person choose.
    Require,
}

/// What a client may hand in for a provider's token (contract 5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenVault {
    /// Nothing: the grant type is not enabled.
    #[default]
    Off,
    /// Refresh tokens.
    RefreshTokens,
    /// Refresh tokens, and access tokens, because it is registered as a resource server.
    ResourceServer,
}

impl Default for Registration {
    fn default() -> Self {
        Self {
            app_type: "native".to_owned(),
            first_party: true,
            oidc_conformant: true,
            signing: Signing::default(),
            grant_types: vec!["authorization_code".to_owned()],
            refresh_tokens_expire: true,
        }
    }
}

impl Registration {
    /// Whether people can sign in to it.
    pub(crate) fn signs_in(&self) -> bool {
        self.grant_types
            .iter()
            .any(|one| one == "authorization_code")
    }
}

impl Default for Client {
    fn default() -> Self {
        Self {
            id: "mooring-demo".to_owned(),
            name: "Mooring".to_owned(),
            authentication: Authentication::default(),
            registration: Registration::default(),
            callbacks: demo::callbacks(),
            logout_urls: demo::callbacks(),
            refresh_tokens: true,
            rotation: true,
            leeway_seconds: 0,
            refresh_token_seconds: 2_592_000,
            idle_refresh_token_seconds: 1_296_000,
            policies: vec![demo::my_account_access()],
            grants: vec![demo::my_account_access()],
            own_grants: Vec::new(),
            confirmation: Confirmation::default(),
            step_up_after_seconds: None,
            mfa: Mfa::default(),
            organization_usage: OrganizationUsage::default(),
            org_name_claim: false,
            token_vault: TokenVault::default(),
        }
    }
}
