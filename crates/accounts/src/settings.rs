//! What is kept between runs that is no secret.

use serde::{Deserialize, Serialize};

use auth0::TenantAddress;

use crate::view::{Language, ReturnPath};

/// The settings, as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The tenant in use.
    pub profile: Option<ProfileSettings>,
    /// The way back from the browser; absent where the program may choose.
    pub return_path: Option<ReturnPath>,
    /// The language; absent: the system's.
    pub language: Option<Language>,
    /// Whether the desktop is told when an attempt ends while the window is behind.
    pub notifications: bool,
    /// Whether the program keeps an entry in the tray, where there is one.
    pub tray: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            profile: None,
            return_path: None,
            language: None,
            notifications: true,
            tray: false,
        }
    }
}

/// A tenant and the client that speaks to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileSettings {
    /// The tenant's domain, or its base address where that is not `https://{domain}/`.
    pub domain: String,
    /// The OAuth client identifier.
    pub client_id: String,
    /// What else differs from tenant to tenant.
    #[serde(flatten)]
    pub options: ProfileOptions,
}

/// What differs from tenant to tenant and has a default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileOptions {
    /// The organization to sign in to, by id or name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Whether tokens are bound to a key (RFC 9449); absent: where the tenant knows how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dpop: Option<bool>,
    /// How the client authenticates.
    #[serde(skip_serializing_if = "ClientAuthenticationMethod::is_none")]
    pub client_authentication: ClientAuthenticationMethod,
}

/// How the client authenticates at the token endpoint (OpenID Connect Core section 9). Its secret or
/// key is in the keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuthenticationMethod {
    /// It does not: a public client.
    #[default]
    None,
    /// A secret in the body.
    ClientSecretPost,
    /// A secret in the header.
    ClientSecretBasic,
    /// An assertion, signed with a private key.
    PrivateKeyJwt,
}

impl ClientAuthenticationMethod {
    /// Whether the client is a public one.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }
}

/// A tenant in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Where it is.
    pub address: TenantAddress,
    /// The OAuth client identifier.
    pub client_id: String,
    /// What else differs from tenant to tenant.
    pub options: ProfileOptions,
    /// The tenant inside the program.
    pub demo: bool,
}

impl Profile {
    /// Names the profile's items in the keychain.
    #[must_use]
    pub fn key(&self) -> String {
        if self.demo {
            return "demo".to_owned();
        }
        let key = format!("{} {}", self.address.domain(), self.client_id);
        match &self.options.organization {
            Some(organization) => format!("{key} {organization}"),
            None => key,
        }
    }

    /// How it stands in the settings; the demo tenant does not, since it ends with the program.
    #[must_use]
    pub fn settings(&self) -> Option<ProfileSettings> {
        let domain = match self.address.as_str().strip_prefix("https://") {
            Some(_) => self.address.domain(),
            None => self.address.as_str().to_owned(),
        };
        (!self.demo).then(|| ProfileSettings {
            domain,
            client_id: self.client_id.clone(),
            options: self.options.clone(),
        })
    }
}
