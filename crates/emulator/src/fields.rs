//! Names and values of a request: from its query, a form, or a flat JSON object.

use std::collections::BTreeSet;
use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde_json::Value;
use url::form_urlencoded;

/// Pairs in the order in which they were sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads a query or a form.
    pub(crate) fn decode(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// Reads a body by its content type: JSON, or else a form. `None` if the JSON is not a flat
    /// object of texts and numbers.
    pub(crate) fn from_body(headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        if !is_json(headers) {
            return Some(Self::decode(body));
        }
        let Ok(Value::Object(members)) = serde_json::from_slice(body) else {
            return None;
        };
        let pairs = members.into_iter().map(|(name, value)| match value {
            Value::String(text) => Some((name, text)),
            Value::Number(number) => Some((name, number.to_string())),
            Value::Bool(_) | Value::Null | Value::Array(_) | Value::Object(_) => None,
        });
        pairs.collect::<Option<Vec<_>>>().map(Self)
    }

    /// The value of a name; an empty value counts as absent (RFC 6749, 3.1).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).find(|value| !value.is_empty())
    }

    /// Every value of a name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every pair.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// A name that was sent more than once, which OAuth forbids (RFC 6749, 3.1).
    pub(crate) fn repeated(&self) -> Option<&str> {
        let mut seen = BTreeSet::new();
        self.0
            .iter()
            .map(|(name, _)| name.as_str())
            .find(|name| !seen.insert(*name))
    }
}

impl<S: Sync> FromRequestParts<S> for Fields {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::decode(
            parts.uri.query().unwrap_or_default().as_bytes(),
        ))
    }
}

/// Whether the content type is JSON, with or without parameters.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
