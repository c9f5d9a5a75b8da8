//! The shapes of the answers; `docs/command-line.md` and its schema describe them.

use accounts::settings::ProfileSettings;
use accounts::view::{
    AccountState, AccountView, PermissionGroupView, PersonView, ProviderView, TenantView,
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use system::words::Words;

/// A tenant and its client.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProfileShape {
    /// Absent where it is not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    pub(crate) domain: String,
    pub(crate) client_id: String,
    pub(crate) organization: Option<String>,
}

/// Somebody who is signed in.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonShape {
    name: String,
    email: Option<String>,
    organization: Option<String>,
}

/// A permission, as it is asked for and in words.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PermissionShape {
    scope: String,
    product: String,
    words: String,
    required: bool,
}

/// What can be connected.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProviderShape {
    pub(crate) connection: String,
    pub(crate) provider: String,
    pub(crate) accounts: u32,
    pub(crate) permissions: Vec<PermissionShape>,
}

/// What is connected.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AccountShape {
    pub(crate) id: String,
    pub(crate) connection: String,
    pub(crate) provider: String,
    pub(crate) nickname: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) state: &'static str,
    pub(crate) connected_at: DateTime<Utc>,
    pub(crate) expires_at: Option<DateTime<Utc>>,
    pub(crate) permissions: Vec<PermissionShape>,
    pub(crate) missing: Vec<PermissionShape>,
}

impl From<&ProfileSettings> for ProfileShape {
    fn from(profile: &ProfileSettings) -> Self {
        let domain = auth0::TenantAddress::parse(&profile.domain);
        Self {
            name: Some(profile.name.clone()).filter(|name| !name.is_empty()),
            domain: domain.map_or_else(|_| profile.domain.clone(), |one| one.domain()),
            client_id: profile.client_id.clone(),
            organization: profile.options.organization.clone(),
        }
    }
}

impl From<&TenantView> for ProfileShape {
    fn from(tenant: &TenantView) -> Self {
        Self {
            name: None,
            domain: tenant.domain.clone(),
            client_id: tenant.client_id.clone(),
            organization: tenant.organization.clone(),
        }
    }
}

impl From<&PersonView> for PersonShape {
    fn from(person: &PersonView) -> Self {
        Self {
            name: person.name.clone(),
            email: person.email.clone(),
            organization: person.organization.clone(),
        }
    }
}

impl PermissionShape {
    pub(crate) fn all(groups: &[PermissionGroupView], words: &Words) -> Vec<Self> {
        let of = |group: &PermissionGroupView| {
            let product = words.say(&format!("product-{}", group.product));
            let shape = |one: &accounts::view::PermissionView| Self {
                scope: one.scope.clone(),
                product: product.clone(),
                words: one.words.as_ref().map_or_else(
                    || one.scope.clone(),
                    |id| words.say(&format!("permission-{id}")),
                ),
                required: one.required,
            };
            group.permissions.iter().map(shape).collect::<Vec<_>>()
        };
        groups.iter().flat_map(of).collect()
    }

    /// All of them in words, by product.
    pub(crate) fn told(all: &[Self]) -> String {
        let mut parts: Vec<(String, Vec<&str>)> = Vec::new();
        for one in all {
            match parts
                .last_mut()
                .filter(|(product, _)| *product == one.product)
            {
                Some((_, words)) => words.push(&one.words),
                None => parts.push((one.product.clone(), vec![&one.words])),
            }
        }
        let parts = parts.iter();
        let parts: Vec<_> = parts
            .map(|(product, words)| format!("{product}: {}", words.join(", ")))
            .collect();
        parts.join("; ")
    }
}

impl ProviderShape {
    pub(crate) fn of(provider: &ProviderView, words: &Words) -> Self {
        Self {
            connection: provider.connection.clone(),
            provider: provider.provider.clone(),
            accounts: provider.accounts,
            permissions: PermissionShape::all(&provider.permissions, words),
        }
    }
}

impl AccountShape {
    pub(crate) fn of(account: &AccountView, words: &Words) -> Self {
        Self {
            id: account.id.clone(),
            connection: account.connection.clone(),
            provider: account.provider.clone(),
            nickname: account.nickname.clone(),
            hint: account.hint.clone(),
            state: match account.state {
                AccountState::Connected => "connected",
                AccountState::Expires { .. } => "expires",
                AccountState::Ended { .. } => "ended",
                AccountState::Disconnecting { .. } => "disconnecting",
            },
            connected_at: account.connected_at,
            expires_at: account.expires_at,
            permissions: PermissionShape::all(&account.permissions, words),
            missing: PermissionShape::all(&account.missing, words),
        }
    }

    /// What it is called.
    pub(crate) fn title(&self) -> String {
        match &self.nickname {
            Some(nickname) => format!("{} {nickname}", self.provider),
            None => self.provider.clone(),
        }
    }
}
