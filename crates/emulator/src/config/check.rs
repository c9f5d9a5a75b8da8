//! Whether the parts of a tenant fit together.

use std::collections::BTreeSet;

use super::{Config, ConfigError};

impl Config {
    /// Whether the parts fit together.
    ///
    /// # Errors
    /// [`ConfigError::Sense`] names the first part that does not.
    pub fn check(&self) -> Result<(), ConfigError> {
        if let Some(base) = &self.base_url
            && (!matches!(base.scheme(), "http" | "https") || base.path() != "/")
        {
            return wrong(format!("base_url {base} must be http(s) without a path"));
        }
        if self.people.is_empty() {
            return wrong("there is nobody to sign in");
        }
        if self.ticket_seconds == 0 {
            return wrong("ticket_seconds must be at least 1");
        }
        let mut ids = BTreeSet::new();
        for client in self.clients() {
            if client.id.is_empty() || !ids.insert(client.id.as_str()) {
                return wrong(format!("application {:?} is there twice", client.id));
            }
        }
        let mut names = BTreeSet::new();
        for connection in &self.connections {
            if connection.name.is_empty() || !names.insert(connection.name.as_str()) {
                return wrong(format!("connection {:?} is there twice", connection.name));
            }
        }
        self.check_people(&names)?;
        self.check_organizations()
    }

    fn check_people(&self, connections: &BTreeSet<&str>) -> Result<(), ConfigError> {
        let mut ids = BTreeSet::new();
        for person in &self.people {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if person.id.is_empty() || !person.id.chars().all(plain) {
                return wrong(format!("person {:?} needs an id of a-z, 0-9, -", person.id));
            }
            if !ids.insert(person.id.as_str()) {
                return wrong(format!("person {:?} is there twice", person.id));
            }
            for seed in &person.accounts {
                if !connections.contains(seed.connection.as_str()) {
                    return wrong(format!(
                        "{} has an account of the unknown connection {:?}",
                        person.id, seed.connection
                    ));
                }
            }
        }
        Ok(())
    }

    fn check_organizations(&self) -> Result<(), ConfigError> {
        let mut ids = BTreeSet::new();
        for organization in &self.organizations {
            let id = organization.id.as_str();
            let letters = id.strip_prefix("org_").unwrap_or_default();
            if letters.is_empty() || !letters.chars().all(|c| c.is_ascii_alphanumeric()) {
                return wrong(format!("organization {id:?} needs an id like org_Acme1"));
            }
            if !ids.insert(id) {
                return wrong(format!("organization {id:?} is there twice"));
            }
        }
        for invitation in &self.invitations {
            if !ids.contains(invitation.organization.as_str()) {
                return wrong(format!(
                    "an invitation is into the unknown organization {:?}",
                    invitation.organization
                ));
            }
        }
        Ok(())
    }
}

fn wrong(reason: impl Into<String>) -> Result<(), ConfigError> {
    Err(ConfigError::Sense(reason.into()))
}
