//! What an administrator may do with a token of their own, by the Management API (wire contract 6):
//! see what people have connected, and set a tenant up.
//!
//! What is read is read page by page and, where that may help, again; what changes something is
//! sent again only if the tenant was too busy to look at it. Secrets of applications and of connections are not asked for, and where they come
//! all the same, they are not kept.

mod clients;
mod connections;
mod grants;
mod resource_servers;

use chrono::{DateTime, Utc};
use reqwest::header::AUTHORIZATION;
use reqwest::{Method, Request, StatusCode, Url};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

pub use self::clients::{Client, ClientSettings};
pub use self::connections::Connection;
pub use self::grants::ClientGrant;
pub use self::resource_servers::{ResourceServer, ResourceServerSettings};
use crate::client::sensitive;
use crate::error::Error;
use crate::http::{Answer, Http, copy, get};
use crate::page::{self, Cursor, Page};
use crate::path::segment;
use crate::resource::expect;
use crate::retry::patiently;
use crate::secret::AccessToken;
use crate::tenant::TenantAddress;

/// The longest page that the lists of set-up give.
const PER_PAGE: &str = "100";
/// The most pages of one list: the real one ends after 1,000 items.
const MOST_PAGES: usize = 10;

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
    let api = Management::new(http, address, token);
    let list = api.at(&format!("users/{}/connected-accounts", segment(user)?))?;
    let answer = api.read(&page::request(list, from)).await?;
    let page: AccountsPage = answer.json("the list of accounts")?;
    Ok(Page::new(page.connected_accounts, page.next))
}

/// The Management API of a tenant, with a token for it.
#[derive(Debug, Clone, Copy)]
pub struct Management<'a> {
    http: &'a Http,
    address: &'a TenantAddress,
    token: &'a AccessToken,
}

impl<'a> Management<'a> {
    /// The API of the tenant at this address. The token is only lent.
    #[must_use]
    pub fn new(http: &'a Http, address: &'a TenantAddress, token: &'a AccessToken) -> Self {
        Self {
            http,
            address,
            token,
        }
    }

    fn at(&self, path: &str) -> Result<Url, Error> {
        self.address.join(&format!("api/v2/{path}"))
    }

    async fn read(&self, request: &Request) -> Result<Answer, Error> {
        let answer = patiently(self.http, || self.send(request)).await?;
        expect(answer, StatusCode::OK)
    }

    async fn send(&self, request: &Request) -> Result<Answer, Error> {
        let mut request = copy(request)?;
        let authorization = sensitive(&format!("Bearer {}", self.token.expose()))?;
        request.headers_mut().insert(AUTHORIZATION, authorization);
        self.http.send(request, |_| ()).await
    }

    /// Something at a path, with a query.
    async fn thing<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
        what: &str,
    ) -> Result<T, Error> {
        let mut url = self.at(path)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        self.read(&get(url)).await?.json(what)
    }

    /// A whole list, by `page` and `per_page`.
    async fn list<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
        what: &str,
    ) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        for number in 0..MOST_PAGES {
            let number = number.to_string();
            let pages = [
                ("page", number.as_str()),
                ("per_page", PER_PAGE),
                ("include_totals", "true"),
            ];
            let query = [query, &pages].concat();
            let mut page: Value = self.thing(path, &query, what).await?;
            let total = page.get("total").and_then(Value::as_u64);
            let part = page.get_mut(path.replace('-', "_")).map(Value::take);
            let strange = || Error::Unexpected(format!("{what} is not as agreed"));
            let part: Vec<T> =
                serde_json::from_value(part.ok_or_else(strange)?).map_err(|_| strange())?;
            let last = part.is_empty();
            items.extend(part);
            let all = total.is_some_and(|total| items.len() as u64 >= total);
            if last || all {
                return Ok(items);
            }
        }
        Err(Error::EndlessPages)
    }

    /// Changes something, once; again only where the tenant was too busy to look at it.
    async fn change(
        &self,
        method: Method,
        path: &str,
        body: &(impl Serialize + Sync),
        expected: StatusCode,
    ) -> Result<Answer, Error> {
        let mut request = self.http.json(self.at(path)?, body)?;
        *request.method_mut() = method;
        let attempt = || async {
            match self.send(&request).await {
                Err(busy @ Error::RateLimited { .. }) => Err(busy),
                other => Ok(other),
            }
        };
        expect(patiently(self.http, attempt).await??, expected)
    }
}

/// Null, as for what is absent.
fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
