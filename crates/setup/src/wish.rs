//! What is to be set up.

use auth0::TenantAddress;

/// The application's name, where none is wished for.
pub const NAME: &str = "Mooring";

/// Every scope that the administrator's token needs; those that read are enough to compare.
pub const SCOPES: [&str; 11] = [
    "read:clients",
    "create:clients",
    "update:clients",
    "read:resource_servers",
    "create:resource_servers",
    "update:resource_servers",
    "read:client_grants",
    "create:client_grants",
    "update:client_grants",
    "read:connections",
    "update:connections",
];

/// For which tenant and application, and what of it is to be connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The tenant, by its canonical domain: the Management API and the identifier of the My Account
    /// API are of that one.
    pub tenant: TenantAddress,
    /// The application's name, by which it is found, or made.
    pub name: String,
    /// The application itself, if it is there already.
    pub client_id: Option<String>,
    /// The connections by name. If there are none: every one whose strategy is in `strategies`.
    pub connections: Vec<String>,
    /// The strategies that the program knows.
    pub strategies: Vec<String>,
    /// Where the browser comes back to the program, letter by letter.
    pub callbacks: Vec<String>,
}

impl Wish {
    /// The usual application, and every connection of these strategies.
    #[must_use]
    pub fn new(tenant: TenantAddress, callbacks: &[&str], strategies: &[&str]) -> Self {
        let owned = |list: &[&str]| list.iter().map(|&one| one.to_owned()).collect();
        Self {
            tenant,
            name: NAME.to_owned(),
            client_id: None,
            connections: Vec::new(),
            strategies: owned(strategies),
            callbacks: owned(callbacks),
        }
    }

    /// The audience of the tenant's My Account API.
    #[must_use]
    pub fn audience(&self) -> String {
        self.tenant.my_account_audience()
    }
}
