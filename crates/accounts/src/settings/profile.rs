//! A profile: a tenant, a client of it, and what else differs from one to the next.

use auth0::{AddressError, TenantAddress};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::view::{Language, ReturnPath};

/// A tenant and the client that speaks to it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProfileSettings {
    /// What the person calls it.
    #[serde(default)]
    pub name: String,
    /// The tenant's domain, or its base address where that is not `https://{domain}/`.
    pub domain: String,
    /// The OAuth client identifier.
    pub client_id: String,
    /// What else differs from tenant to tenant.
    #[serde(flatten)]
    pub options: ProfileOptions,
    /// What another version of the program, or a person, wrote beside it.
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

impl ProfileSettings {
    /// The tenant's host, or what stands there instead.
    pub(crate) fn host(&self) -> String {
        let address = TenantAddress::parse(&self.domain);
        address.map_or_else(|_| self.domain.clone(), |address| address.domain())
    }

    /// Whether its items in the keychain are those of another one.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.domain == other.domain
            && self.client_id == other.client_id
            && self.options.organization == other.options.organization
    }
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
    /// The way back from the browser; absent: that of the settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_path: Option<ReturnPath>,
    /// The language while the profile is in use; absent: that of the settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
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

impl ProfileOptions {
    /// These, and what they say nothing of as it was.
    pub(super) fn over(self, before: Self) -> Self {
        let authentication = [self.client_authentication, before.client_authentication];
        let named = authentication.into_iter().find(|one| !one.is_none());
        Self {
            organization: self.organization.or(before.organization),
            dpop: self.dpop.or(before.dpop),
            client_authentication: named.unwrap_or_default(),
            return_path: self.return_path.or(before.return_path),
            language: self.language.or(before.language),
        }
    }
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
    /// What the person calls it; empty where nothing is said.
    pub name: String,
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
    /// A client at an address, with nothing else said.
    pub(crate) fn at(address: TenantAddress, client_id: &str) -> Self {
        Self {
            name: String::new(),
            address,
            client_id: client_id.to_owned(),
            options: ProfileOptions::default(),
            demo: false,
        }
    }

    /// The profile of the settings.
    ///
    /// # Errors
    /// When its domain is none.
    pub(crate) fn of(kept: &ProfileSettings) -> Result<Self, AddressError> {
        Ok(Self {
            name: kept.name.clone(),
            options: kept.options.clone(),
            ..Self::at(TenantAddress::parse(&kept.domain)?, &kept.client_id)
        })
    }

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
            name: self.name.clone(),
            client_id: self.client_id.clone(),
            options: self.options.clone(),
            others: Map::new(),
        })
    }
}
