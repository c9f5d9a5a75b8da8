//! APIs.

use reqwest::{Method, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::clients::found;
use super::{Management, or_default};
use crate::error::Error;
use crate::path::segment;

/// An API as it is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ResourceServer {
    /// Its id.
    pub id: String,
    /// Its identifier, which is the audience of its tokens.
    pub identifier: String,
    /// Whether refresh tokens may be issued for it.
    pub allow_offline_access: Option<bool>,
    /// Whether the tenant's own applications need no consent for it.
    #[serde(rename = "skip_consent_for_verifiable_first_party_clients")]
    pub skip_consent: Option<bool>,
    /// Who may get tokens for it, as it came.
    #[serde(default, deserialize_with = "or_default")]
    pub subject_type_authorization: Map<String, Value>,
}

/// What an API is to be. What is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ResourceServerSettings {
    /// Whether the tenant's own applications need no consent for it.
    #[serde(
        rename = "skip_consent_for_verifiable_first_party_clients",
        skip_serializing_if = "Option::is_none"
    )]
    pub skip_consent: Option<bool>,
    /// Who may get tokens for it: the whole object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_type_authorization: Option<Map<String, Value>>,
}

impl ResourceServer {
    /// Which applications may call it for a person: `allow_all`, `deny_all` or
    /// `require_client_grant`.
    #[must_use]
    pub fn user_policy(&self) -> Option<&str> {
        let user = self.subject_type_authorization.get("user")?;
        user.get("policy")?.as_str()
    }

    /// The present rules, with this one for applications that act for a person.
    #[must_use]
    pub fn with_user_policy(&self, policy: &str) -> Map<String, Value> {
        let mut rules = self.subject_type_authorization.clone();
        rules.insert("user".to_owned(), json!({"policy": policy}));
        rules
    }
}

impl Management<'_> {
    /// An API by its identifier, if there is one. Needs `read:resource_servers`.
    ///
    /// # Errors
    /// [`Error::Api`] by the API, and the errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn resource_server(&self, identifier: &str) -> Result<Option<ResourceServer>, Error> {
        let path = format!("resource-servers/{}", segment(identifier)?);
        found(self.thing(&path, &[], "the API").await)
    }

    /// Makes an API; for the My Account API this activates it. Needs `create:resource_servers`.
    ///
    /// # Errors
    /// As [`Management::resource_server`].
    #[tracing::instrument(skip_all)]
    pub async fn create_resource_server(
        &self,
        identifier: &str,
        name: &str,
    ) -> Result<ResourceServer, Error> {
        let body = json!({"identifier": identifier, "name": name});
        let created = self.change(Method::POST, "resource-servers", &body, StatusCode::CREATED);
        created.await?.json("the API")
    }

    /// Changes an API. Needs `update:resource_servers`.
    ///
    /// # Errors
    /// As [`Management::resource_server`].
    #[tracing::instrument(skip_all)]
    pub async fn update_resource_server(
        &self,
        id: &str,
        settings: &ResourceServerSettings,
    ) -> Result<ResourceServer, Error> {
        let path = format!("resource-servers/{}", segment(id)?);
        let updated = self.change(Method::PATCH, &path, settings, StatusCode::OK);
        updated.await?.json("the API")
    }
}
