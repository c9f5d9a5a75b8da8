//! The address by which a client reached the tenant.
//!
//! A real tenant has one host. This one may be reached as `localhost` and as `127.0.0.1`, so
//! issuer, audience and links follow the request, and a token holds only for the address it was
//! asked at.

use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{StatusCode, header};

use crate::config::BASE;
use crate::state::Tenant;

/// Scheme, host and port, without a trailing slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Base(String);

impl Base {
    /// Takes an address; a trailing slash is left out.
    pub(crate) fn new(address: &str) -> Self {
        Self(address.trim_end_matches('/').to_owned())
    }

    /// The address followed by `path`, which begins with a slash.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The `iss` of the tenant's tokens: with a trailing slash (contract 3.7).
    pub(crate) fn issuer(&self) -> String {
        self.at("/")
    }

    /// The audience of the My Account API: with a trailing slash (contract 1).
    pub(crate) fn my_account(&self) -> String {
        self.at("/me/")
    }

    /// The audience that goes with the scope `openid`.
    pub(crate) fn user_info(&self) -> String {
        self.at("/userinfo")
    }

    /// An API identifier of the configuration with this base put in.
    pub(crate) fn fill(&self, identifier: &str) -> String {
        identifier.replace(BASE, &self.0)
    }

    /// An API identifier as the configuration has it: [`BASE`] in place of this base.
    pub(crate) fn unfill(&self, identifier: &str) -> String {
        match identifier.strip_prefix(&self.0) {
            Some(rest) if rest.starts_with('/') => format!("{BASE}{rest}"),
            Some(_) | None => identifier.to_owned(),
        }
    }

    /// Whether the address is served over TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// A cookie name of this address: browsers keep one cookie jar for all ports of a host.
    pub(crate) fn cookie_name(&self) -> String {
        let port = self.0.rsplit(':').next().unwrap_or_default();
        let digits: String = port.chars().filter(char::is_ascii_digit).collect();
        format!("auth0_{digits}")
    }
}

impl<S: Sync> FromRequestParts<S> for Base
where
    Arc<Tenant>: FromRef<S>,
{
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let tenant = Arc::from_ref(state);
        if let Some(base) = &tenant.config.base_url {
            return Ok(Self::new(base.as_str()));
        }
        let refused = (
            StatusCode::BAD_REQUEST,
            "The Host header is missing or malformed.",
        );
        let host = parts
            .headers
            .get(header::HOST)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.parse::<Authority>().ok())
            .filter(|host| !host.as_str().contains('@'))
            .ok_or(refused)?;
        let scheme = if tenant.secure { "https" } else { "http" };
        Ok(Self(format!("{scheme}://{host}")))
    }
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn the_base_is_put_into_identifiers_and_ends_the_issuer_with_a_slash() {
        let base = Base::new("http://localhost:8484/");
        assert_eq!(base.issuer(), "http://localhost:8484/");
        assert_eq!(base.fill("{base}/me/"), base.my_account());
        assert_eq!(base.cookie_name(), "auth0_8484");
        assert_eq!(base.unfill(&base.my_account()), "{base}/me/");
        let other = "http://localhost:84845/me/";
        assert_eq!(base.unfill(other), other);
    }
}
