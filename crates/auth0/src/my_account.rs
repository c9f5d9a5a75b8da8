//! The My Account API with an access token: the lists, and deleting (wire contract 1).

use chrono::{DateTime, Utc};
use reqwest::{Method, Request, StatusCode, Url};
use serde::Deserialize;

use crate::error::Error;
use crate::page::{self, Cursor, Page};
use crate::path::account_segment;
use crate::tenant::Tenant;
use crate::token::Access;

/// A connected account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ConnectedAccount {
    /// `cac_…`
    pub id: String,
    /// The connection's name.
    pub connection: String,
    /// `offline`: the only value that the contract knows.
    pub access_type: String,
    /// What the provider granted.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// When it was connected.
    pub created_at: DateTime<Utc>,
    /// When the provider's refresh token expires.
    pub expires_at: Option<DateTime<Utc>>,
    /// The organization it belongs to.
    pub org_id: Option<String>,
}

/// A connection that this person may connect.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Connection {
    /// Its name, which is also its id here.
    pub name: String,
    /// The kind of provider.
    pub strategy: String,
    /// What is asked for where nothing else is.
    #[serde(default)]
    pub scopes: Vec<String>,
}

/// The My Account API with an access token.
#[derive(Debug, Clone, Copy)]
pub struct MyAccount<'a> {
    pub(crate) tenant: &'a Tenant,
    pub(crate) access: &'a Access,
}

#[derive(Deserialize)]
struct AccountsPage {
    accounts: Vec<ConnectedAccount>,
    next: Option<String>,
}

#[derive(Deserialize)]
struct ConnectionsPage {
    connections: Vec<Connection>,
    next: Option<String>,
}

impl Tenant {
    /// The My Account API with this access.
    #[must_use]
    pub fn my_account<'a>(&'a self, access: &'a Access) -> MyAccount<'a> {
        MyAccount {
            tenant: self,
            access,
        }
    }
}

impl MyAccount<'_> {
    /// A page of the connected accounts (wire contract 1.4): the first, or the one that begins at
    /// the cursor.
    ///
    /// # Errors
    /// [`Error::Api`] by the API, [`Error::NonceLoop`], and the errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn accounts(&self, from: Option<&Cursor>) -> Result<Page<ConnectedAccount>, Error> {
        let request = page::request(self.url("accounts")?, from);
        let page: AccountsPage = self.read(&request).await?.json("the list of accounts")?;
        Ok(Page::new(page.accounts, page.next))
    }

    /// A page of the connections that can be connected (wire contract 1.5).
    ///
    /// # Errors
    /// As [`Self::accounts`].
    #[tracing::instrument(skip_all)]
    pub async fn connections(&self, from: Option<&Cursor>) -> Result<Page<Connection>, Error> {
        let request = page::request(self.url("connections")?, from);
        let answer = self.read(&request).await?;
        let page: ConnectionsPage = answer.json("the list of connections")?;
        Ok(Page::new(page.connections, page.next))
    }

    /// Deletes a connected account (wire contract 1.6). The provider is not told. Never retried.
    ///
    /// # Errors
    /// [`Error::Api`] by the API (404: there is no such account), [`Error::NotSent`] for an id that
    /// is none, [`Error::NonceLoop`], and the errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn delete(&self, account: &str) -> Result<(), Error> {
        let url = self.url(&format!("accounts/{}", account_segment(account)?))?;
        let request = Request::new(Method::DELETE, url);
        self.change(&request, StatusCode::NO_CONTENT)
            .await
            .map(drop)
    }

    pub(crate) fn url(&self, path: &str) -> Result<Url, Error> {
        self.tenant
            .address
            .join(&format!("me/v1/connected-accounts/{path}"))
    }
}
