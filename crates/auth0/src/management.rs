//! What an administrator may ask of other people's accounts, with a token of their own (wire
//! contract 6).

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::error::Error;
use crate::http::Http;
use crate::page::{Cursor, Page};
use crate::secret::AccessToken;
use crate::tenant::TenantAddress;

/// A connected account as the Management API tells it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct UserConnectedAccount {
    /// `cac_…`
    pub id: String,
    /// The connection's name.
    pub connection: String,
    /// The connection's id, `con_…`.
    pub connection_id: String,
    /// The kind of provider.
    pub strategy: String,
    /// `offline`: the only value that the contract knows.
    pub access_type: String,
    /// What the provider granted.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// When it was connected.
    pub created_at: DateTime<Utc>,
    /// When the provider's refresh token expires.
    pub expires_at: Option<DateTime<Utc>>,
    /// The organization it belongs to. The My Account API calls it `org_id`.
    pub organization_id: Option<String>,
}

/// One page of a person's connected accounts: `GET /api/v2/users/{id}/connected-accounts`. The token
/// needs the scope `read:users`.
///
/// # Errors
/// [`Error::Api`] by the API (404: no such person), and the errors of the connection.
pub async fn connected_accounts(
    _http: &Http,
    _address: &TenantAddress,
    _token: &AccessToken,
    _user: &str,
    _from: Option<&Cursor>,
) -> Result<Page<UserConnectedAccount>, Error> {
    Err(Error::Unexpected("not yet".to_owned()))
}
