//! Speaks HTTP to an Auth0 tenant, and keeps nothing.
//!
//! A [`TenantAddress`] is checked text; [`Tenant::discover`] asks it for its endpoints. The browser
//! is sent to [`Tenant::authorization_url`]; the code it brings back becomes a refresh token by
//! [`Tenant::exchange_code`]; that becomes access to the My Account API by [`Tenant::refresh`], as
//! often as needed; [`Tenant::my_account`] has the five calls of Connected Accounts.
//!
//! What is deliberately not here: any state but the connection pool and the tenant's public keys,
//! any clock (`now` comes in), and any retry.

mod authorize;
mod client;
mod dpop;
mod error;
mod http;
mod id_token;
pub mod management;
mod my_account;
mod page;
mod secret;
mod tenant;
mod token;

pub use authorize::{AuthorizationOptions, AuthorizationRequest, MULTI_FACTOR, Prompt};
pub use client::{ClientAuthentication, Credentials};
pub use dpop::DpopKey;
pub use error::{ApiError, Error, OAuthCause, OAuthError, Retry};
pub use http::{Http, Now};
pub use id_token::Identity;
pub use my_account::{
    AuthorizationParams, Completion, ConnectRequest, ConnectTicket, ConnectedAccount, Connection,
    Display, MyAccount,
};
pub use page::{Cursor, Page};
pub use secret::{
    AccessToken, AuthSession, AuthorizationCode, ClientSecret, CodeVerifier, ConnectCode, IdToken,
    Nonce, PrivateKey, RefreshToken, State,
};
pub use tenant::{AddressError, Metadata, Tenant, TenantAddress};
pub use token::{Access, CodeExchange, MY_ACCOUNT_SCOPES, Refreshed, SignedIn};
