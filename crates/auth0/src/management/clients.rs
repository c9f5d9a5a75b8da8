//! Applications.

use reqwest::{Method, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Management, or_default};
use crate::error::Error;
use crate::path::segment;

/// What is asked of an application: never its secret.
const FIELDS: &str = "client_id,name,app_type,callbacks,grant_types,token_endpoint_auth_method,\
                      oidc_conformant,is_first_party,jwt_configuration,refresh_token";

/// An application as it is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Client {
    /// Its id.
    pub client_id: String,
    /// Its name; others may have the same.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// `native`, `regular_web` …
    pub app_type: Option<String>,
    /// Allowed callback addresses.
    #[serde(default, deserialize_with = "or_default")]
    pub callbacks: Vec<String>,
    /// What it may ask tokens for.
    #[serde(default, deserialize_with = "or_default")]
    pub grant_types: Vec<String>,
    /// How it proves itself; `none` for a public one.
    pub token_endpoint_auth_method: Option<String>,
    /// Whether it keeps to OpenID Connect.
    #[serde(default, deserialize_with = "or_default")]
    pub oidc_conformant: bool,
    /// Whether it is the tenant's own.
    pub is_first_party: Option<bool>,
    /// How its ID tokens are made.
    #[serde(default, deserialize_with = "or_default")]
    pub jwt_configuration: Map<String, Value>,
    /// How its refresh tokens are made, as it came.
    #[serde(default, deserialize_with = "or_default")]
    pub refresh_token: Map<String, Value>,
}

/// What an application is to be. What is `None` stays as it is, or as the tenant makes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ClientSettings {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `native`, `regular_web` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_type: Option<String>,
    /// All of its callback addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callbacks: Option<Vec<String>>,
    /// All of its grant types.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant_types: Option<Vec<String>>,
    /// How it proves itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_method: Option<String>,
    /// Whether it keeps to OpenID Connect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc_conformant: Option<bool>,
    /// Whether it is the tenant's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_first_party: Option<bool>,
    /// How its ID tokens are made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwt_configuration: Option<Map<String, Value>>,
    /// How its refresh tokens are made: the whole object, since it takes the place of the present
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Map<String, Value>>,
}

impl Client {
    /// The scopes that its refresh tokens reach at an API, where a policy lists it.
    #[must_use]
    pub fn policy(&self, audience: &str) -> Option<Vec<String>> {
        let policies = self.refresh_token.get("policies")?.as_array()?;
        let policy = policies.iter().find(|policy| is_for(policy, audience))?;
        Some(scopes(policy))
    }

    /// Its refresh settings with a policy for an API, to take the place of the present ones:
    /// everything else is kept as it came, also what is not known here.
    #[must_use]
    pub fn refresh_token_with(&self, audience: &str, wanted: &[&str]) -> Map<String, Value> {
        let mut settings = self.refresh_token.clone();
        for (name, usual) in [
            ("rotation_type", "non-rotating"),
            ("expiration_type", "non-expiring"),
        ] {
            settings.entry(name).or_insert_with(|| json!(usual));
        }
        let policies = settings.entry("policies").or_insert(Value::Null);
        if !policies.is_array() {
            *policies = json!([]);
        }
        if let Value::Array(policies) = policies {
            match policies.iter_mut().find(|policy| is_for(policy, audience)) {
                Some(policy) => policy["scope"] = json!(union(&scopes(policy), wanted)),
                None => policies.push(json!({"audience": audience, "scope": wanted})),
            }
        }
        settings
    }
}

fn is_for(policy: &Value, audience: &str) -> bool {
    policy.get("audience").and_then(Value::as_str) == Some(audience)
}

fn scopes(policy: &Value) -> Vec<String> {
    let list = policy.get("scope").and_then(Value::as_array);
    let texts = list.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// What is there, and what is wanted and not there.
fn union(present: &[String], wanted: &[&str]) -> Vec<String> {
    let missing = wanted
        .iter()
        .filter(|one| !present.iter().any(|had| had == *one));
    let missing = missing.map(|&one| one.to_owned());
    present.iter().cloned().chain(missing).collect()
}

impl Management<'_> {
    /// Every application, without its secret. Needs `read:clients`.
    ///
    /// # Errors
    /// [`Error::Api`] by the API, and the errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn clients(&self) -> Result<Vec<Client>, Error> {
        let query = [("fields", FIELDS), ("include_fields", "true")];
        self.list("clients", &query, "the list of applications")
            .await
    }

    /// An application, if there is one of this id. Needs `read:clients`.
    ///
    /// # Errors
    /// As [`Management::clients`].
    #[tracing::instrument(skip_all)]
    pub async fn client(&self, id: &str) -> Result<Option<Client>, Error> {
        let path = format!("clients/{}", segment(id)?);
        let query = [("fields", FIELDS), ("include_fields", "true")];
        found(self.thing(&path, &query, "the application").await)
    }

    /// Makes an application. Needs `create:clients`.
    ///
    /// # Errors
    /// As [`Management::clients`].
    #[tracing::instrument(skip_all)]
    pub async fn create_client(&self, settings: &ClientSettings) -> Result<Client, Error> {
        let created = self.change(Method::POST, "clients", settings, StatusCode::CREATED);
        created.await?.json("the application")
    }

    /// Changes an application. Needs `update:clients`.
    ///
    /// # Errors
    /// As [`Management::clients`].
    #[tracing::instrument(skip_all)]
    pub async fn update_client(
        &self,
        id: &str,
        settings: &ClientSettings,
    ) -> Result<Client, Error> {
        let path = format!("clients/{}", segment(id)?);
        let updated = self.change(Method::PATCH, &path, settings, StatusCode::OK);
        updated.await?.json("the application")
    }
}

/// Nothing, where the API says that there is no such thing.
pub(super) fn found<T>(answer: Result<T, Error>) -> Result<Option<T>, Error> {
    match answer {
        Ok(thing) => Ok(Some(thing)),
        Err(Error::Api(error)) if error.status == 404 => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: &str = "https://acme.eu.auth0.com/me/";

    fn client(refresh_token: &Value) -> Client {
        let client = json!({"client_id": "c", "name": null, "refresh_token": refresh_token});
        serde_json::from_value(client).unwrap()
    }

    #[test]
    fn what_is_not_known_of_refresh_settings_is_kept() {
        let present = json!({
            "rotation_type": "rotating",
            "expiration_type": "expiring",
            "leeway": 3,
            "from_the_future": {"a": [1]},
            "policies": [
                {"audience": "https://orders.example/", "scope": ["read:orders"], "more": true},
                {"audience": ME, "scope": ["read:me:factors"], "kept": 1},
            ],
        });
        let settings = client(&present).refresh_token_with(ME, &["a", "read:me:factors", "b"]);
        let mut expected = present;
        expected["policies"][1]["scope"] = json!(["read:me:factors", "a", "b"]);
        assert_eq!(Value::Object(settings), expected);
    }

    #[test]
    fn settings_that_are_missing_are_what_the_tenant_takes_them_for() {
        for absent in [json!(null), json!({})] {
            let settings = client(&absent).refresh_token_with(ME, &["a"]);
            assert_eq!(
                Value::Object(settings),
                json!({
                    "rotation_type": "non-rotating",
                    "expiration_type": "non-expiring",
                    "policies": [{"audience": ME, "scope": ["a"]}],
                })
            );
            assert_eq!(client(&absent).policy(ME), None);
        }
    }
}
