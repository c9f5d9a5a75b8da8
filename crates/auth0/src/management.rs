//! What an administrator may ask of other people's accounts, with a token of their own (wire
//! contract 6).

use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use reqwest::header::AUTHORIZATION;
use serde::Deserialize;

use crate::client::sensitive;
use crate::error::Error;
use crate::http::{Http, copy};
use crate::page::{self, Cursor, Page};
use crate::path::segment;
use crate::resource::expect;
use crate::retry::patiently;
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

#[derive(Deserialize)]
struct AccountsPage {
    connected_accounts: Vec<UserConnectedAccount>,
    next: Option<String>,
}

/// One page of a person's connected accounts: `GET /api/v2/users/{id}/connected-accounts`. The token
/// needs the scope `read:users`.
///
/// # Errors
/// [`Error::Api`] by the API (404: no such person), [`Error::NotSent`] for an id that is none, and
/// the errors of the connection.
#[tracing::instrument(skip_all)]
pub async fn connected_accounts(
    http: &Http,
    address: &TenantAddress,
    token: &AccessToken,
    user: &str,
    from: Option<&Cursor>,
) -> Result<Page<UserConnectedAccount>, Error> {
    let path = format!("api/v2/users/{}/connected-accounts", segment(user)?);
    let mut request = page::request(address.join(&path)?, from);
    let authorization = sensitive(&format!("Bearer {}", token.expose()))?;
    request.headers_mut().insert(AUTHORIZATION, authorization);
    let answer = patiently(http, || async { http.send(copy(&request)?, |_| ()).await }).await?;
    let answer = expect(answer, StatusCode::OK)?;
    let page: AccountsPage = answer.json("the list of accounts")?;
    Ok(Page::new(page.connected_accounts, page.next))
}
