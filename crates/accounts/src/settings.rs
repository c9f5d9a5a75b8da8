//! What is kept between runs that is no secret.

use serde::{Deserialize, Serialize};

use auth0::TenantAddress;

use crate::view::ReturnPath;

/// The settings, as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The tenant in use.
    pub profile: Option<ProfileSettings>,
    /// The way back from the browser; absent where the program may choose.
    pub return_path: Option<ReturnPath>,
}

/// A tenant and the client that speaks to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileSettings {
    /// The tenant's domain, or its base address where that is not `https://{domain}/`.
    pub domain: String,
    /// The OAuth client identifier.
    pub client_id: String,
}

/// A tenant in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Where it is.
    pub address: TenantAddress,
    /// The OAuth client identifier.
    pub client_id: String,
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
        format!("{} {}", self.address.domain(), self.client_id)
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
        })
    }
}
