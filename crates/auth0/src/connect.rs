//! Connecting an account: the request that begins it, and the one that completes it (wire contract
//! 1.2 and 1.3). Between them the person is with the provider, in the browser.

use std::time::Duration;

use reqwest::{StatusCode, Url};
use serde::{Deserialize, Serialize};

use crate::authorization_params::AuthorizationParams;
use crate::error::Error;
use crate::limits::{self, length};
use crate::my_account::{ConnectedAccount, MyAccount};
use crate::secret::{AuthSession, CodeVerifier, ConnectCode, State};
use crate::tenant::TenantAddress;

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

/// A connect that was taken: where to send the browser.
pub struct ConnectTicket {
    /// The address with its ticket. Works once.
    pub url: Url,
    /// Needed to complete.
    pub auth_session: AuthSession,
    /// How long the ticket works.
    pub expires_in: Duration,
}

impl std::fmt::Debug for ConnectTicket {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The address has the ticket.
        formatter
            .debug_struct("ConnectTicket")
            .field("auth_session", &self.auth_session)
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
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

#[derive(Serialize)]
struct ConnectBody<'a> {
    connection: &'a str,
    redirect_uri: &'a str,
    state: &'a str,
    code_challenge: &'a str,
    code_challenge_method: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scopes: Vec<&'a str>,
    #[serde(skip_serializing_if = "AuthorizationParams::is_empty")]
    authorization_params: AuthorizationParams<'a>,
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

impl MyAccount<'_> {
    /// Begins a connect (wire contract 1.2 and 2).
    ///
    /// # Errors
    /// [`Error::NotSent`] for what is outside the limits, [`Error::Api`] by the API,
    /// [`Error::Unexpected`] for an address outside the tenant, [`Error::NonceLoop`], and the errors
    /// of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn connect(&self, request: &ConnectRequest<'_>) -> Result<ConnectTicket, Error> {
        let scopes = request.check()?;
        let body = ConnectBody {
            connection: request.connection,
            redirect_uri: request.redirect_uri,
            state: request.state.expose(),
            code_challenge: &request.code_verifier.challenge(),
            code_challenge_method: "S256",
            scopes,
            authorization_params: request.authorization_params,
        };
        let request = self.tenant.http.json(self.url("connect")?, &body)?;
        let answer = self.change(&request, StatusCode::CREATED).await?;
        let answer: ConnectAnswer = answer.json("the answer to connect")?;
        answer.ticket(&self.tenant.address)
    }

    /// Completes a connect with what the browser brought back (wire contract 1.3). Never retried.
    ///
    /// # Errors
    /// [`Error::NotSent`] for what is outside the limits, [`Error::Api`] by the API,
    /// [`Error::NonceLoop`], and the errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn complete(&self, completion: &Completion<'_>) -> Result<ConnectedAccount, Error> {
        completion.check()?;
        let body = CompleteBody {
            auth_session: completion.auth_session.expose(),
            connect_code: completion.connect_code.expose(),
            redirect_uri: completion.redirect_uri,
            code_verifier: completion.code_verifier.expose(),
        };
        let request = self.tenant.http.json(self.url("complete")?, &body)?;
        let answer = self.change(&request, StatusCode::CREATED).await?;
        answer.json("the completed account")
    }
}

impl<'a> ConnectRequest<'a> {
    /// Checks the limits, and gives the scopes without repetitions.
    fn check(&self) -> Result<Vec<&'a str>, Error> {
        length("the connection's name", self.connection, 1..=128)?;
        limits::redirect_uri(self.redirect_uri)?;
        length("the state", self.state.expose(), 1..=4096)?;
        limits::code_verifier(self.code_verifier)?;
        self.authorization_params.check()?;
        let mut scopes: Vec<&str> = Vec::new();
        for scope in self.scopes {
            length("a scope", scope, 1..=255)?;
            if !scopes.contains(&scope.as_str()) {
                scopes.push(scope);
            }
        }
        if scopes.len() > 100 {
            return Err(Error::NotSent("there are more than 100 scopes".to_owned()));
        }
        Ok(scopes)
    }
}

impl Completion<'_> {
    fn check(&self) -> Result<(), Error> {
        length("the session", self.auth_session.expose(), 1..=64)?;
        length("the code", self.connect_code.expose(), 1..=46)?;
        limits::redirect_uri(self.redirect_uri)?;
        limits::code_verifier(self.code_verifier)
    }
}

impl ConnectAnswer {
    /// The ticket, if the answer keeps to the contract and leads to the tenant itself.
    fn ticket(self, tenant: &TenantAddress) -> Result<ConnectTicket, Error> {
        let bare = self.connect_uri.username().is_empty() && self.connect_uri.password().is_none();
        if !tenant.same_origin(&self.connect_uri) || !bare {
            return Err(Error::Unexpected(
                "the connect address is at another host".to_owned(),
            ));
        }
        if self.expires_in == 0 {
            return Err(Error::Unexpected("the ticket never works".to_owned()));
        }
        if !(1..=64).contains(&self.auth_session.expose().chars().count()) {
            return Err(Error::Unexpected(
                "the session has not 1 to 64 characters".to_owned(),
            ));
        }
        Ok(ConnectTicket {
            url: with_ticket(&self.connect_uri, &self.connect_params.ticket),
            auth_session: self.auth_session,
            expires_in: Duration::from_secs(self.expires_in.into()),
        })
    }
}

/// Sets the ticket, in place of one that is there (wire contract 2.1). What is behind a `#` is not
/// for a server, and dropped.
fn with_ticket(connect_uri: &Url, ticket: &str) -> Url {
    let mut url = connect_uri.clone();
    url.set_fragment(None);
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
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ticket_is_set_and_encoded() {
        let uri = Url::parse("https://t.example/connect").unwrap();
        assert_eq!(
            with_ticket(&uri, "TICK+ET/1").as_str(),
            "https://t.example/connect?ticket=TICK%2BET%2F1"
        );
        let uri = Url::parse("https://t.example/connect?ticket=old&a=b&ticket=older#here").unwrap();
        assert_eq!(
            with_ticket(&uri, "new").as_str(),
            "https://t.example/connect?a=b&ticket=new"
        );
    }

    proptest! {
        #[test]
        fn there_is_one_ticket_and_all_else_is_as_it_was(
            path in "[a-z/]{0,12}",
            others in proptest::collection::vec((".{0,6}", ".{0,6}"), 0..4),
            old in proptest::option::of(".{0,6}"),
            ticket in ".{0,40}",
            fragment in proptest::option::of(".{0,6}"),
        ) {
            let mut uri = Url::parse("https://t.example/").unwrap();
            uri.set_path(&path);
            uri.set_fragment(fragment.as_deref());
            let others: Vec<(String, String)> =
                others.into_iter().filter(|(name, _)| name != "ticket").collect();
            uri.query_pairs_mut().extend_pairs(&others);
            if let Some(old) = &old {
                uri.query_pairs_mut().append_pair("ticket", old);
            }
            let url = with_ticket(&uri, &ticket);
            let mut expected = others;
            expected.push(("ticket".to_owned(), ticket));
            prop_assert_eq!(url.query_pairs().into_owned().collect::<Vec<_>>(), expected);
            prop_assert_eq!((url.origin(), url.path()), (uri.origin(), uri.path()));
            prop_assert!(url.fragment().is_none());
        }
    }
}
