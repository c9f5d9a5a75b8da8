//! The five calls of Connected Accounts (wire contract 1).

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::{RequestBuilder, StatusCode, Url};
use serde::{Deserialize, Serialize};

use crate::authorize::Prompt;
use crate::error::{ApiError, Error};
use crate::http::Answer;
use crate::page::{Cursor, Page};
use crate::secret::{AuthSession, CodeVerifier, ConnectCode, State};
use crate::tenant::Tenant;
use crate::token::Access;

/// The longest page the API gives.
const TAKE: &str = "20";

/// What a connect asks for.
#[derive(Debug, Clone, Copy)]
pub struct ConnectRequest<'a> {
    /// The connection's name, at most 128 characters.
    pub connection: &'a str,
    /// Where the browser comes back to; registered at the tenant.
    pub redirect_uri: &'a str,
    /// Ties the browser's answer to this request.
    pub state: &'a State,
    /// Its challenge goes along; the verifier itself goes into the completion.
    pub code_verifier: &'a CodeVerifier,
    /// Scopes to ask the provider for; empty for the connection's own.
    pub scopes: &'a [String],
    /// What is passed on to the provider.
    pub authorization_params: AuthorizationParams<'a>,
}

/// What a connect passes on to the provider (wire contract 1.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct AuthorizationParams<'a> {
    /// How the person must authenticate, 1 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr_values: Option<&'a str>,
    /// 1 to 512 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<&'a str>,
    /// 1 to 512 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<&'a str>,
    /// How the provider shows its pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<Display>,
    /// 1 to 4096 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_hint: Option<&'a str>,
    /// Who will sign in at the provider, 1 to 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_hint: Option<&'a str>,
    /// The greatest age of the authentication, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u32>,
    /// Which page is shown in any case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<Prompt>,
    /// The languages of the pages, BCP 47 tags separated by spaces, 2 to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui_locales: Option<&'a str>,
}

/// How a provider shows its pages (OpenID Connect Core section 3.1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Display {
    /// A whole page.
    Page,
    /// A small window.
    Popup,
    /// For fingers.
    Touch,
    /// For the smallest screens.
    Wap,
}

/// A connect that was taken: where to send the browser.
#[derive(Debug)]
pub struct ConnectTicket {
    /// The address with its ticket. Works once.
    pub url: Url,
    /// Needed to complete.
    pub auth_session: AuthSession,
    /// How long the ticket works.
    pub expires_in: Duration,
}

/// What completes a connect.
#[derive(Debug, Clone, Copy)]
pub struct Completion<'a> {
    /// From [`ConnectTicket`].
    pub auth_session: &'a AuthSession,
    /// From the browser.
    pub connect_code: &'a ConnectCode,
    /// The same as in the [`ConnectRequest`].
    pub redirect_uri: &'a str,
    /// The one whose challenge was sent.
    pub code_verifier: &'a CodeVerifier,
}

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
    tenant: &'a Tenant,
    access: &'a Access,
}

#[derive(Serialize)]
struct ConnectBody<'a> {
    connection: &'a str,
    redirect_uri: &'a str,
    state: &'a str,
    code_challenge: &'a str,
    code_challenge_method: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    scopes: &'a [String],
}

#[derive(Deserialize)]
struct ConnectAnswer {
    connect_uri: Url,
    auth_session: AuthSession,
    connect_params: ConnectParams,
    expires_in: u32,
}

#[derive(Deserialize)]
struct ConnectParams {
    ticket: String,
}

#[derive(Serialize)]
struct CompleteBody<'a> {
    auth_session: &'a str,
    connect_code: &'a str,
    redirect_uri: &'a str,
    code_verifier: &'a str,
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
    /// Begins a connect (wire contract 1.2 and 2).
    ///
    /// # Errors
    /// [`Error::Api`] by the API, [`Error::Unexpected`] for an address outside the tenant, and the
    /// errors of the connection.
    pub async fn connect(&self, request: &ConnectRequest<'_>) -> Result<ConnectTicket, Error> {
        let body = ConnectBody {
            connection: request.connection,
            redirect_uri: request.redirect_uri,
            state: request.state.expose(),
            code_challenge: &request.code_verifier.challenge(),
            code_challenge_method: "S256",
            scopes: request.scopes,
        };
        let url = self.url("connect")?;
        let answer = self
            .call(self.tenant.http.post(url).json(&body), StatusCode::CREATED)
            .await?;
        let answer: ConnectAnswer = answer.json("the answer to connect")?;
        if !self.tenant.address.same_origin(&answer.connect_uri) {
            return Err(Error::Unexpected(
                "the connect address is at another host".to_owned(),
            ));
        }
        Ok(ConnectTicket {
            url: with_ticket(&answer.connect_uri, &answer.connect_params.ticket),
            auth_session: answer.auth_session,
            expires_in: Duration::from_secs(answer.expires_in.into()),
        })
    }

    /// Completes a connect with what the browser brought back (wire contract 1.3). Never retried.
    ///
    /// # Errors
    /// [`Error::Api`] by the API, and the errors of the connection.
    pub async fn complete(&self, completion: &Completion<'_>) -> Result<ConnectedAccount, Error> {
        let body = CompleteBody {
            auth_session: completion.auth_session.expose(),
            connect_code: completion.connect_code.expose(),
            redirect_uri: completion.redirect_uri,
            code_verifier: completion.code_verifier.expose(),
        };
        let url = self.url("complete")?;
        let answer = self
            .call(self.tenant.http.post(url).json(&body), StatusCode::CREATED)
            .await?;
        answer.json("the completed account")
    }

    /// A page of the connected accounts (wire contract 1.4): the first, or the one that begins at
    /// the cursor.
    ///
    /// # Errors
    /// [`Error::Api`] by the API, and the errors of the connection.
    pub async fn accounts(&self, from: Option<&Cursor>) -> Result<Page<ConnectedAccount>, Error> {
        let answer = self.page("accounts", from).await?;
        let page: AccountsPage = answer.json("the list of accounts")?;
        Ok(page_of(page.accounts, page.next))
    }

    /// A page of the connections that can be connected (wire contract 1.5).
    ///
    /// # Errors
    /// As [`Self::accounts`].
    pub async fn connections(&self, from: Option<&Cursor>) -> Result<Page<Connection>, Error> {
        let answer = self.page("connections", from).await?;
        let page: ConnectionsPage = answer.json("the list of connections")?;
        Ok(page_of(page.connections, page.next))
    }

    /// Deletes a connected account (wire contract 1.6). The provider is not told.
    ///
    /// # Errors
    /// [`Error::Api`] by the API, and the errors of the connection.
    pub async fn delete(&self, account: &str) -> Result<(), Error> {
        let mut url = self.url("accounts")?;
        // A path segment, so that an id never becomes part of another path.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.push(account);
        }
        self.call(self.tenant.http.delete(url), StatusCode::NO_CONTENT)
            .await?;
        Ok(())
    }

    async fn page(&self, list: &str, from: Option<&Cursor>) -> Result<Answer, Error> {
        let http = &self.tenant.http;
        let mut request = http.get(self.url(list)?).query(&[("take", TAKE)]);
        if let Some(cursor) = from {
            request = request.query(&[("from", &cursor.0)]);
        }
        self.call(request, StatusCode::OK).await
    }

    fn url(&self, path: &str) -> Result<Url, Error> {
        self.tenant
            .address
            .join(&format!("me/v1/connected-accounts/{path}"))
    }

    async fn call(&self, request: RequestBuilder, expected: StatusCode) -> Result<Answer, Error> {
        let http = &self.tenant.http;
        let answer = http
            .send(request.bearer_auth(self.access.token.expose()))
            .await?;
        if answer.status == expected {
            return Ok(answer);
        }
        if answer.status.is_client_error() {
            let status = answer.status.as_u16();
            return Err(Error::Api(ApiError::read(status, &answer.body)));
        }
        Err(Error::Unexpected(format!(
            "status {} in place of {}",
            answer.status.as_u16(),
            expected.as_u16()
        )))
    }
}

fn page_of<T>(items: Vec<T>, next: Option<String>) -> Page<T> {
    let next = next.filter(|cursor| !cursor.is_empty()).map(Cursor);
    Page { items, next }
}

/// Sets the ticket, in place of one that is there (wire contract 2.1).
fn with_ticket(connect_uri: &Url, ticket: &str) -> Url {
    let mut url = connect_uri.clone();
    let others: Vec<(String, String)> = connect_uri
        .query_pairs()
        .filter(|(key, _)| key != "ticket")
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(others)
        .append_pair("ticket", ticket);
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticket_is_set_and_encoded() {
        let uri = Url::parse("https://t.example/connect").unwrap();
        assert_eq!(
            with_ticket(&uri, "TICK+ET/1").as_str(),
            "https://t.example/connect?ticket=TICK%2BET%2F1"
        );
        let uri = Url::parse("https://t.example/connect?ticket=old&a=b").unwrap();
        assert_eq!(
            with_ticket(&uri, "new").as_str(),
            "https://t.example/connect?a=b&ticket=new"
        );
    }
}
