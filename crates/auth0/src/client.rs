//! The client: who speaks to the tenant, and how it proves to be that.

use crate::dpop::DpopKey;
use crate::secret::{ClientSecret, PrivateKey};

/// How the client authenticates at the token endpoint (OpenID Connect Core section 9, wire contract
/// 3.3). A native program is public and does not.
#[derive(Debug, Clone, Default)]
pub enum ClientAuthentication {
    /// It does not: a public client (`none`).
    #[default]
    None,
    /// The secret goes in the body (`client_secret_post`).
    ClientSecretPost(ClientSecret),
    /// The secret goes in the header (`client_secret_basic`).
    ClientSecretBasic(ClientSecret),
    /// A signed assertion goes in the body (`private_key_jwt`, RFC 7523 section 2.2).
    PrivateKeyJwt(PrivateKey),
}

/// What proves to the tenant that it is this client, and this copy of it.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// Proves the client.
    pub authentication: ClientAuthentication,
    /// Proves this copy of it (RFC 9449); absent where bearer tokens are used.
    pub dpop_key: Option<DpopKey>,
}
