//! What the contract leaves open (section 9): each question has a guess and can be answered
//! otherwise.

use serde::Deserialize;

/// What the contract does not know of the real service (section 9); each has a guess.
#[derive(Debug, Clone, Default, Deserialize)]
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
}

/// Deleting a well-formed id that does not exist.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeleteUnknown {
    /// 204, as for one that exists.
    #[default]
    NoContent,
    /// 404 with code A0E-404-0002.
    NotFound,
}

/// Connecting a connection that is unknown or switched off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnlistedAudience {
    /// A token for the original audience.
    #[default]
    Ignore,
    /// 403 `access_denied`.
    Deny,
}

/// Query parameters that a list call does not know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
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
