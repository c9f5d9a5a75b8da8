//! Connections.

use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Management, or_default};
use crate::error::Error;
use crate::path::segment;

/// The longest page of a connection's clients.
const TAKE: &str = "50";
/// The most pages of a connection's clients.
const MOST_PAGES: usize = 200;

/// A connection as a list has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Connection {
    /// Its id, `con_…`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The kind of provider.
    pub strategy: String,
}

#[derive(Deserialize)]
struct Purpose {
    #[serde(default, deserialize_with = "or_default")]
    connected_accounts: Map<String, Value>,
}

#[derive(Deserialize)]
struct ClientsPage {
    clients: Vec<Enabled>,
    next: Option<String>,
}

#[derive(Deserialize)]
struct Enabled {
    client_id: String,
}

impl Management<'_> {
    /// Every connection. Needs `read:connections`.
    ///
    /// # Errors
    /// [`Error::Api`] by the API, and the errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn connections(&self) -> Result<Vec<Connection>, Error> {
        let query = [("fields", "id,name,strategy"), ("include_fields", "true")];
        self.list("connections", &query, "the list of connections")
            .await
    }

    /// The `connected_accounts` of a connection, as they came: `active` tells whether accounts of
    /// it can be connected. Needs `read:connections`.
    ///
    /// # Errors
    /// As [`Management::connections`].
    #[tracing::instrument(skip_all)]
    pub async fn purpose(&self, id: &str) -> Result<Map<String, Value>, Error> {
        let path = format!("connections/{}", segment(id)?);
        // The options hold the provider's secret.
        let query = [("fields", "options"), ("include_fields", "false")];
        let connection: Purpose = self.thing(&path, &query, "the connection").await?;
        Ok(connection.connected_accounts)
    }

    /// Whether a connection is enabled for an application. Needs `read:connections`.
    ///
    /// # Errors
    /// As [`Management::connections`].
    #[tracing::instrument(skip_all)]
    pub async fn is_enabled_for(&self, id: &str, client_id: &str) -> Result<bool, Error> {
        let path = format!("connections/{}/clients", segment(id)?);
        let mut from: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut query = vec![("take", TAKE)];
            query.extend(from.as_deref().map(|cursor| ("from", cursor)));
            let what = "the list of a connection's applications";
            let page: ClientsPage = self.thing(&path, &query, what).await?;
            if page.clients.iter().any(|one| one.client_id == client_id) {
                return Ok(true);
            }
            from = page.next.filter(|cursor| !cursor.is_empty());
            if from.is_none() {
                return Ok(false);
            }
        }
        Err(Error::EndlessPages)
    }

    /// Turns a connection on for connected accounts; what else `purpose` has is kept. Needs
    /// `update:connections`.
    ///
    /// # Errors
    /// As [`Management::connections`].
    #[tracing::instrument(skip_all)]
    pub async fn activate(&self, id: &str, mut purpose: Map<String, Value>) -> Result<(), Error> {
        purpose.insert("active".to_owned(), json!(true));
        let path = format!("connections/{}", segment(id)?);
        let body = json!({"connected_accounts": purpose});
        self.change(Method::PATCH, &path, &body, StatusCode::OK)
            .await?;
        Ok(())
    }

    /// Enables a connection for an application. Needs `update:connections`.
    ///
    /// # Errors
    /// As [`Management::connections`].
    #[tracing::instrument(skip_all)]
    pub async fn enable(&self, id: &str, client_id: &str) -> Result<(), Error> {
        let path = format!("connections/{}/clients", segment(id)?);
        let body = json!([{"client_id": client_id, "status": true}]);
        self.change(Method::PATCH, &path, &body, StatusCode::NO_CONTENT)
            .await?;
        Ok(())
    }
}
