//! What the contract leaves open (section 9): each question has a guess and can be answered
//! otherwise.

use serde::{Deserialize, Serialize};

/// What the contract does not know of the real service (section 9); each has a guess.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpenQuestions {
    /// Deleting a well-formed id that does not exist.
    pub delete_unknown: DeleteUnknown,
    /// Connecting a connection that is unknown or switched off.
    pub unknown_connection: UnknownConnection,
    /// Connecting an account of the provider that is connected already.
    pub reconnect: Reconnect,
    /// Refreshing for an audience that the policy does not list.
    pub unlisted_audience: UnlistedAudience,
    /// Query parameters that a list call does not know.
    pub unknown_parameter: UnknownParameter,
    /// Refreshing for an audience that no API has.
    pub missing_api: MissingApi,
    /// Whether a refresh token reaches what became reachable only after its sign-in.
    pub old_tokens_see_new_policies: bool,
    /// Where the browser carries the answer of a connect attempt.
    pub connect_answer: ConnectAnswer,
    /// A person who says no at the provider's page.
    pub denial: Denial,
    /// A ticket whose time is over, in the browser.
    pub expired_ticket: ExpiredTicket,
    /// Connecting an account of the provider that somebody else has connected.
    pub taken_elsewhere: TakenElsewhere,
    /// Completing after the connection was switched off.
    pub vanished_connection: VanishedConnection,
    /// How `complete` knows that the device which started is the one that ends.
    pub same_device: SameDevice,
    /// `WWW-Authenticate` on a 401 of the My Account API that has nothing to do with proofs.
    pub unauthorized_challenge: UnauthorizedChallenge,
    /// Callbacks on a loopback address.
    pub loopback_ports: LoopbackPorts,
    /// The most accounts a person may have; no limit if absent.
    pub most_accounts: Option<u32>,
    /// The most accounts a person may have of one connection; no limit if absent.
    pub most_accounts_of_a_connection: Option<u32>,
    /// How an exchange says that there is no provider's token (contract 5).
    pub missing_token: MissingToken,
    /// How a client grant is kept whose `subject_type` is `user` (contract 6).
    pub user_grant: UserGrant,
    /// Whether the metadata names `/oidc/logout` (contract 3.1).
    pub end_session_endpoint: EndSessionEndpoint,
}

impl Default for OpenQuestions {
    fn default() -> Self {
        Self {
            delete_unknown: DeleteUnknown::default(),
            unknown_connection: UnknownConnection::default(),
            reconnect: Reconnect::default(),
            unlisted_audience: UnlistedAudience::default(),
            unknown_parameter: UnknownParameter::default(),
            missing_api: MissingApi::default(),
            old_tokens_see_new_policies: true,
            connect_answer: ConnectAnswer::default(),
            denial: Denial::default(),
            expired_ticket: ExpiredTicket::default(),
            taken_elsewhere: TakenElsewhere::default(),
            vanished_connection: VanishedConnection::default(),
            same_device: SameDevice::default(),
            unauthorized_challenge: UnauthorizedChallenge::default(),
            loopback_ports: LoopbackPorts::default(),
            most_accounts: None,
            most_accounts_of_a_connection: None,
            missing_token: MissingToken::default(),
            user_grant: UserGrant::default(),
            end_session_endpoint: EndSessionEndpoint::default(),
        }
    }
}

/// Deleting a well-formed id that does not exist.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeleteUnknown {
    /// 204, as for one that exists.
    #[default]
    NoContent,
    /// 404 with code A0E-404-0002.
    NotFound,
}

/// Connecting a connection that is unknown or switched off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownConnection {
    /// 400 with code A0E-400-0001 from connect.
    #[default]
    BadRequest,
    /// 404 with code A0E-404-0002 from connect.
    NotFound,
    /// 201 from connect; the browser comes back with `error=invalid_request`.
    Redirect,
}

/// Connecting an account of the provider that is connected already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reconnect {
    /// A second account with an id of its own.
    #[default]
    NewAccount,
    /// The same id, with the new scopes.
    Update,
    /// 409 with code A0E-409-0003 from complete.
    Conflict,
}

/// Refreshing for an audience that the policy does not list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnlistedAudience {
    /// A token for the original audience.
    #[default]
    Ignore,
    /// 403 `access_denied`.
    Deny,
}

/// Query parameters that a list call does not know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownParameter {
    /// They change nothing.
    #[default]
    Ignore,
    /// `next` is taken for `from`, as one client library sends it; others change nothing.
    NextIsFrom,
    /// 400 with code A0E-400-0003.
    Refuse,
}

/// Refreshing for an audience that no API has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingApi {
    /// A token for the original audience.
    #[default]
    Ignore,
    /// 403 `access_denied`, `Service not found: …`.
    Deny,
}

/// A person who says no at the provider's page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Denial {
    /// Back at the callback with `error=access_denied`.
    #[default]
    AccessDenied,
    /// Back at the callback with `error=invalid_request`.
    InvalidRequest,
    /// A page says so; the application hears nothing.
    Page,
}

/// A ticket whose time is over, in the browser.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpiredTicket {
    /// A page says so; the application hears nothing.
    #[default]
    Page,
    /// Back at the callback with `error=access_denied`.
    Redirect,
}

/// Connecting an account of the provider that somebody else has connected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakenElsewhere {
    /// Both have it.
    #[default]
    Allow,
    /// 409 with code A0E-409-0003 from complete.
    Conflict,
}

/// Completing after the connection was switched off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VanishedConnection {
    /// The account is connected all the same.
    #[default]
    Complete,
    /// 409 with code A0E-409-0001 from complete.
    Conflict,
}

/// How `complete` knows that the device which started is the one that ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SameDevice {
    /// It does not.
    #[default]
    Unchecked,
    /// The browser that opens the ticket must be signed in as the person who connects; otherwise
    /// it comes back with `error=access_denied`.
    Session,
    /// `connect` and `complete` must prove the same `DPoP` key; otherwise 404 from complete.
    Key,
}

/// `WWW-Authenticate` on a 401 of the My Account API that has nothing to do with proofs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnauthorizedChallenge {
    /// No such header.
    #[default]
    Absent,
    /// `Bearer realm="api"`, with `error="invalid_token"` if there was a token.
    Bearer,
}

/// Callbacks on a loopback address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoopbackPorts {
    /// The port must be the allowed one.
    #[default]
    Exact,
    /// Any port will do (RFC 8252, 7.3).
    Any,
}

/// How an exchange says that there is no provider's token (contract 5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingToken {
    /// `federated_connection_refresh_token_not_found`.
    #[default]
    RefreshTokenNotFound,
    /// The older `tokenset_not_found`.
    TokensetNotFound,
}

/// How a client grant is kept whose `subject_type` is `user` (contract 6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserGrant {
    /// As it was sent.
    #[default]
    User,
    /// As one for the application itself, as somebody has seen it.
    Client,
}

/// Where the browser carries the answer of a connect attempt (contract 2, item 3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectAnswer {
    /// In the query.
    #[default]
    Query,
    /// In the fragment.
    Fragment,
}

/// Whether the metadata names `/oidc/logout` (contract 3.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndSessionEndpoint {
    /// It does.
    #[default]
    Named,
    /// It does not; the endpoint is there all the same.
    Absent,
}
