//! What happens to a tenant from outside: an administrator's doings, another device, a provider.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;

use crate::Emulator;
use crate::accounts::{Account, AccountRecord};
use crate::clock::seconds;
use crate::config::{Config, ConfigError};
use crate::faults::{Endpoint, Fault, FaultId};
use crate::keys::{Key, KeyError};
use crate::random;
use crate::state::Running;

#[expect(
    clippy::must_use_candidate,
    reason = "what these do matters, not always what they give"
)]
impl Emulator {
    /// Changes the tenant. The next request sees it; sessions, tokens and accounts stay as they
    /// are. Port, TLS, seeded accounts and seeded faults count at the start only. The closure must
    /// not call the emulator.
    ///
    /// # Errors
    /// [`ConfigError::Sense`] if the parts do not fit together any more; nothing is changed then.
    pub fn change(&self, change: impl FnOnce(&mut Config)) -> Result<(), ConfigError> {
        self.running.change(|config| {
            let mut changed = config.clone();
            change(&mut changed);
            Ok(changed)
        })
    }

    /// Makes the tenant misbehave.
    pub fn inject(&self, fault: Fault) -> FaultId {
        self.running.tenant().faults.inject(fault)
    }

    /// Ends a fault; false if it is spent or was never there.
    pub fn withdraw(&self, id: FaultId) -> bool {
        self.running.tenant().faults.withdraw(id)
    }

    /// Ends every fault.
    pub fn clear_faults(&self) {
        self.running.tenant().faults.clear();
    }

    /// How many requests have reached an endpoint, whatever was answered.
    #[must_use]
    pub fn count(&self, endpoint: Endpoint) -> u64 {
        self.running.tenant().faults.count(endpoint)
    }

    /// Lets time pass at once: tickets, codes and tokens expire as they would.
    pub fn advance(&self, by: Duration) {
        self.running.tenant().clock.advance(by);
    }

    /// Sets the tenant's clock wrong by this much: its `Date` header, the times in its tokens, and
    /// its window for proofs. Zero sets it right.
    pub fn set_clock_offset(&self, offset: TimeDelta) {
        self.running.tenant().clock.set_offset(offset);
    }

    /// Revokes every refresh token of a person.
    pub fn revoke_family(&self, person_id: &str) {
        self.running.revoke_family(person_id);
    }

    /// Signs with a new key from now on. Without `keep_old` the former key is gone, and what it
    /// signed opens nothing any more.
    ///
    /// # Errors
    /// [`KeyError`] if no key could be made.
    pub async fn rotate_keys(&self, keep_old: bool) -> Result<(), KeyError> {
        self.running.rotate_keys(keep_old).await
    }

    /// Connects an account of the provider as another device would; with the connection's own
    /// scopes if none are named. Gives its id.
    pub fn connect_elsewhere(&self, person_id: &str, connection: &str, scopes: &[&str]) -> String {
        let scopes = scopes.iter().map(|&one| one.to_owned()).collect();
        self.running
            .connect_elsewhere(person_id, connection, scopes)
    }

    /// Disconnects an account as another device would; false if there is none with this id.
    pub fn disconnect_elsewhere(&self, account_id: &str) -> bool {
        self.running.disconnect_elsewhere(account_id)
    }

    /// What a person has connected.
    #[must_use]
    pub fn accounts(&self, person_id: &str) -> Vec<AccountRecord> {
        self.running.accounts(person_id)
    }

    /// Deletes a person with all accounts; false if there is none with this id.
    pub fn delete_person(&self, id: &str) -> bool {
        self.running.delete_person(id)
    }

    /// Blocks a person; false if there is none with this id.
    pub fn block_person(&self, id: &str) -> bool {
        self.running.block_person(id)
    }

    /// Makes the provider refuse the stored refresh token of an account from now on; false if
    /// there is none with this id.
    pub fn revoke_at_provider(&self, account_id: &str) -> bool {
        self.running.revoke_at_provider(account_id)
    }
}

impl Running {
    pub(crate) fn revoke_family(&self, person: &str) {
        self.tenant().store().refresh.revoke_all(person);
    }

    pub(crate) async fn rotate_keys(&self, keep_old: bool) -> Result<(), KeyError> {
        let key = tokio::task::spawn_blocking(Key::generate)
            .await
            .map_err(|_| KeyError)??;
        self.tenant().keys.rotate(key, keep_old);
        Ok(())
    }

    pub(crate) fn connect_elsewhere(
        &self,
        person: &str,
        connection: &str,
        scopes: Vec<String>,
    ) -> String {
        let tenant = self.tenant();
        let known = tenant.config.connection(connection);
        let own = || known.map_or_else(Vec::new, |known| known.scopes.clone());
        let now = tenant.clock.now();
        let lifetime = known.and_then(|known| known.account_seconds);
        let account = Account {
            id: random::account_id(),
            place: 0,
            connection: connection.to_owned(),
            identity: format!("{}@elsewhere.example", random::short()),
            scopes: if scopes.is_empty() { own() } else { scopes },
            created: now,
            expires: lifetime.map(|count| now + seconds(count)),
            org_id: None,
            revoked: false,
        };
        let id = account.id.clone();
        tenant.store().accounts.add(person, account);
        id
    }

    pub(crate) fn disconnect_elsewhere(&self, account: &str) -> bool {
        self.tenant().store().accounts.remove_any(account)
    }

    pub(crate) fn accounts(&self, person: &str) -> Vec<AccountRecord> {
        let tenant = self.tenant();
        let store = tenant.store();
        store.accounts.of(person).map(Account::record).collect()
    }

    pub(crate) fn delete_person(&self, id: &str) -> bool {
        let found = self.replace(|config| {
            let before = config.people.len();
            config.people.retain(|person| person.id != id);
            for organization in &mut config.organizations {
                organization.members.retain(|member| member != id);
            }
            config.people.len() < before
        });
        let tenant = self.tenant();
        let mut store = tenant.store();
        store.accounts.remove_all(id);
        store.sessions.retain(|session| session.person != id);
        found
    }

    pub(crate) fn block_person(&self, id: &str) -> bool {
        self.replace(|config| {
            let person = config.people.iter_mut().find(|person| person.id == id);
            person.map(|person| person.blocked = true).is_some()
        })
    }

    pub(crate) fn revoke_at_provider(&self, account: &str) -> bool {
        let tenant = self.tenant();
        let mut store = tenant.store();
        let found = store.accounts.get_mut(account);
        found.map(|account| account.revoked = true).is_some()
    }

    /// Changes the configuration in a way that cannot fail.
    fn replace(&self, change: impl FnOnce(&mut Config) -> bool) -> bool {
        let mut config = self.config_mut();
        change(Arc::make_mut(&mut config))
    }
}
