//! Speaks HTTP to an Auth0 tenant, and keeps nothing.
//!
//! A [`TenantAddress`] is checked text; [`Tenant::discover`] asks it for its endpoints. The browser
//! is sent to [`Tenant::authorization_url`]; the code it brings back becomes a refresh token by
//! [`Tenant::exchange_code`]; that becomes access to the My Account API by [`Tenant::refresh`], as
//! often as needed; [`Tenant::my_account`] has the five calls of Connected Accounts.
//!
//! What proves this client and this copy of it is added to each request just before it is sent
//! (`token_endpoint`, `resource`). Requests that change nothing are repeated where that may help
//! (`retry`); no other is. An answer that did not come leads to an [`Error`] that tells whether the
//! tenant may have acted all the same: [`Error::may_have_happened`].
//!
//! What is deliberately not here: any state but the connection pool and what the tenant's answers
//! teach (its public keys, its nonces, how its clock differs from ours), any clock (it comes in with
//! [`Http::new`]), and any storage.

mod api_error;
mod authorization_params;
mod authorize;
mod client;
mod clock;
mod connect;
mod connection;
mod connections;
mod discovery;
mod dpop;
mod error;
mod http;
mod id_token;
mod keys;
mod limits;
pub mod management;
mod my_account;
mod nonce;
mod oauth_error;
mod page;
mod path;
mod resource;
mod retry;
mod route;
mod secret;
mod tenant;
mod token;
mod token_endpoint;
mod vault;

#[cfg(test)]
mod tests;

pub use api_error::{ApiCause, ApiError};
pub use authorization_params::{AuthorizationParams, Display};
pub use authorize::{AuthorizationOptions, AuthorizationRequest, MULTI_FACTOR, Prompt};
pub use client::{ClientAuthentication, Credentials};
pub use connect::{Completion, ConnectRequest, ConnectTicket};
pub use dpop::DpopKey;
pub use error::{Error, Retry};
pub use http::{Http, Names, Now};
pub use id_token::Identity;
pub use my_account::{ConnectedAccount, Connection, MyAccount};
pub use oauth_error::{OAuthCause, OAuthError};
pub use page::{Cursor, Page};
pub use secret::{
    AccessToken, AuthSession, AuthorizationCode, ClientSecret, CodeVerifier, ConnectCode, IdToken,
    Nonce, PrivateKey, RefreshToken, State,
};
pub use tenant::{AddressError, Tenant, TenantAddress};
pub use token::{Access, CodeExchange, MY_ACCOUNT_SCOPES, Refreshed, SignedIn};
