//! Connected accounts: who has which.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::clock::seconds;
use crate::config::{Config, Person, Seed};
use crate::random;

/// The connected accounts of everybody, in the order in which they were connected.
#[derive(Default)]
pub(crate) struct Accounts {
    by_person: HashMap<String, BTreeMap<u64, Account>>,
    by_id: HashMap<String, (String, u64)>,
    last_place: u64,
}

/// One connected account.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    /// `cac_…`
    pub(crate) id: String,
    /// Position in the list; never used twice.
    pub(crate) place: u64,
    /// The connection's name.
    pub(crate) connection: String,
    /// Which account of the provider it is. The API never tells.
    pub(crate) identity: String,
    /// Granted scopes.
    pub(crate) scopes: Vec<String>,
    /// When it was connected.
    pub(crate) created: DateTime<Utc>,
    /// When the provider's refresh token ends.
    pub(crate) expires: Option<DateTime<Utc>>,
    /// The organization, if any.
    pub(crate) org_id: Option<String>,
    /// Whether the provider still honours its refresh token.
    pub(crate) revoked: bool,
}

/// A connected account as the tenant knows it, for tests that compare both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountRecord {
    /// `cac_…`
    pub id: String,
    /// The connection's name.
    pub connection: String,
    /// Granted scopes.
    pub scopes: Vec<String>,
    /// When it was connected.
    pub created_at: DateTime<Utc>,
    /// When the provider's refresh token ends.
    pub expires_at: Option<DateTime<Utc>>,
    /// The organization, if any.
    pub org_id: Option<String>,
}

impl Accounts {
    /// The accounts that the configuration gives people at the start.
    pub(crate) fn seeded(config: &Config, now: DateTime<Utc>) -> Self {
        let mut accounts = Self::default();
        for person in &config.people {
            for (number, seed) in person.accounts.iter().enumerate() {
                let account = account_of(config, person, seed, number, now);
                accounts.add(&person.id, account);
            }
        }
        accounts
    }

    /// Everything a person has connected.
    pub(crate) fn of(&self, person: &str) -> impl Iterator<Item = &Account> {
        self.after(person, 0)
    }

    /// What a person has connected, from behind a place on.
    pub(crate) fn after(&self, person: &str, place: u64) -> impl Iterator<Item = &Account> {
        self.by_person
            .get(person)
            .into_iter()
            .flat_map(move |list| list.range(place.saturating_add(1)..))
            .map(|(_, account)| account)
    }

    /// The same provider account, if this person has connected it already.
    pub(crate) fn same(
        &mut self,
        person: &str,
        connection: &str,
        identity: &str,
    ) -> Option<&mut Account> {
        self.by_person
            .get_mut(person)?
            .values_mut()
            .find(|account| account.is(connection, identity))
    }

    /// Whether somebody else has connected this provider account.
    pub(crate) fn is_elsewhere(&self, person: &str, connection: &str, identity: &str) -> bool {
        self.by_person
            .iter()
            .filter(|(owner, _)| *owner != person)
            .flat_map(|(_, list)| list.values())
            .any(|account| account.is(connection, identity))
    }

    /// Adds an account at the end and gives it its place.
    pub(crate) fn add(&mut self, person: &str, mut account: Account) {
        self.last_place += 1;
        account.place = self.last_place;
        self.by_id
            .insert(account.id.clone(), (person.to_owned(), account.place));
        self.by_person
            .entry(person.to_owned())
            .or_default()
            .insert(account.place, account);
    }

    /// An account by id, to be changed.
    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut Account> {
        let (person, place) = self.by_id.get(id)?;
        self.by_person.get_mut(person)?.get_mut(place)
    }

    /// Removes an account; false if the person has none with this id.
    pub(crate) fn remove(&mut self, person: &str, id: &str) -> bool {
        let own = self.by_id.get(id).is_some_and(|(owner, _)| owner == person);
        own && self.remove_any(id)
    }

    /// Removes an account, whosever it is; false if there is none with this id.
    pub(crate) fn remove_any(&mut self, id: &str) -> bool {
        let Some((person, place)) = self.by_id.remove(id) else {
            return false;
        };
        self.by_person
            .get_mut(&person)
            .is_some_and(|list| list.remove(&place).is_some())
    }

    /// Removes everything a person has connected.
    pub(crate) fn remove_all(&mut self, person: &str) {
        for account in self.by_person.remove(person).unwrap_or_default().values() {
            self.by_id.remove(&account.id);
        }
    }
}

impl Account {
    /// The body of `complete`, without `org_id`, which its closed shape does not have.
    pub(crate) fn completed(&self) -> Value {
        Value::Object(self.members())
    }

    /// An item of the account list.
    pub(crate) fn listed(&self) -> Value {
        let mut members = self.members();
        if let Some(org_id) = &self.org_id {
            members.insert("org_id".to_owned(), json!(org_id));
        }
        Value::Object(members)
    }

    /// An item of the Management API's list, where the organization has another name (contract 6).
    pub(crate) fn managed(&self, connection_id: &str, strategy: &str) -> Value {
        let mut members = self.members();
        members.insert("connection_id".to_owned(), json!(connection_id));
        members.insert("strategy".to_owned(), json!(strategy));
        if let Some(org_id) = &self.org_id {
            members.insert("organization_id".to_owned(), json!(org_id));
        }
        Value::Object(members)
    }

    /// What a test may know of it.
    pub(crate) fn record(&self) -> AccountRecord {
        AccountRecord {
            id: self.id.clone(),
            connection: self.connection.clone(),
            scopes: self.scopes.clone(),
            created_at: self.created,
            expires_at: self.expires,
            org_id: self.org_id.clone(),
        }
    }

    fn is(&self, connection: &str, identity: &str) -> bool {
        self.connection == connection && self.identity == identity
    }

    fn members(&self) -> Map<String, Value> {
        let mut members = Map::new();
        members.insert("id".to_owned(), json!(self.id));
        members.insert("connection".to_owned(), json!(self.connection));
        members.insert("access_type".to_owned(), json!("offline"));
        members.insert("scopes".to_owned(), json!(self.scopes));
        members.insert("created_at".to_owned(), json!(date_time(self.created)));
        if let Some(expires) = self.expires {
            members.insert("expires_at".to_owned(), json!(date_time(expires)));
        }
        members
    }
}

fn account_of(
    config: &Config,
    person: &Person,
    seed: &Seed,
    number: usize,
    now: DateTime<Utc>,
) -> Account {
    let own = config
        .connection(&seed.connection)
        .map_or_else(Vec::new, |connection| connection.scopes.clone());
    Account {
        id: random::account_id(),
        place: 0,
        connection: seed.connection.clone(),
        identity: if number == 0 {
            person.email.clone()
        } else {
            format!("{number}.{}", person.email)
        },
        scopes: seed.scopes.clone().unwrap_or(own),
        created: now - seconds(seed.age_seconds),
        expires: seed.expires_in_seconds.map(|count| now + seconds(count)),
        org_id: seed.org_id.clone(),
        revoked: false,
    }
}

/// RFC 3339 in UTC with milliseconds, as the service writes it.
fn date_time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}
