//! Client grants: which applications may call which APIs.

use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serde_json::json;

use super::{Management, or_default};
use crate::error::Error;
use crate::path::segment;

/// A client grant as it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ClientGrant {
    /// Its id, `cgr_…`.
    pub id: String,
    /// The application.
    pub client_id: String,
    /// The API.
    pub audience: String,
    /// What the application may do there.
    #[serde(default, deserialize_with = "or_default")]
    pub scope: Vec<String>,
    /// `user`, or `client`, which is also meant where nothing is said.
    pub subject_type: Option<String>,
}

impl ClientGrant {
    /// Whether it is for the application on behalf of a person.
    #[must_use]
    pub fn is_for_a_person(&self) -> bool {
        self.subject_type.as_deref() == Some("user")
    }
}

impl Management<'_> {
    /// The grants of an application for an API, of both kinds. Needs `read:client_grants`.
    ///
    /// # Errors
    /// [`Error::Api`] by the API, and the errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn client_grants(
        &self,
        client_id: &str,
        audience: &str,
    ) -> Result<Vec<ClientGrant>, Error> {
        let query = [("client_id", client_id), ("audience", audience)];
        self.list("client-grants", &query, "the list of grants")
            .await
    }

    /// Grants an application scopes of an API, on behalf of a person. Needs `create:client_grants`.
    ///
    /// # Errors
    /// As [`Management::client_grants`].
    #[tracing::instrument(skip_all)]
    pub async fn create_user_grant(
        &self,
        client_id: &str,
        audience: &str,
        scopes: &[&str],
    ) -> Result<ClientGrant, Error> {
        let body = json!({
            "client_id": client_id,
            "audience": audience,
            "scope": scopes,
            "subject_type": "user",
        });
        let created = self.change(Method::POST, "client-grants", &body, StatusCode::CREATED);
        created.await?.json("the grant")
    }

    /// Replaces the scopes of a grant. Needs `update:client_grants`.
    ///
    /// # Errors
    /// As [`Management::client_grants`].
    #[tracing::instrument(skip_all)]
    pub async fn update_grant(&self, id: &str, scopes: &[String]) -> Result<(), Error> {
        let path = format!("client-grants/{}", segment(id)?);
        let body = json!({"scope": scopes});
        self.change(Method::PATCH, &path, &body, StatusCode::OK)
            .await?;
        Ok(())
    }
}
