//! Connected accounts: who has which.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};

use crate::clock::seconds;
use crate::config::{Config, Person, Seed};
use crate::random;

/// The connected accounts of everybody, in the order in which they were connected.
#[derive(Default)]
pub(crate) struct Accounts {
    by_person: HashMap<String, Vec<Account>>,
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
    pub(crate) fn of(&self, person: &str) -> &[Account] {
        self.by_person.get(person).map_or(&[], Vec::as_slice)
    }

    /// The same provider account, if it is connected already.
    pub(crate) fn same(
        &mut self,
        person: &str,
        connection: &str,
        identity: &str,
    ) -> Option<&mut Account> {
        self.by_person
            .get_mut(person)?
            .iter_mut()
            .find(|account| account.connection == connection && account.identity == identity)
    }

    /// Adds an account at the end and gives it its place.
    pub(crate) fn add(&mut self, person: &str, mut account: Account) {
        self.last_place += 1;
        account.place = self.last_place;
        self.by_person
            .entry(person.to_owned())
            .or_default()
            .push(account);
    }

    /// Removes an account; false if the person has none with this id.
    pub(crate) fn remove(&mut self, person: &str, id: &str) -> bool {
        let Some(list) = self.by_person.get_mut(person) else {
            return false;
        };
        let before = list.len();
        list.retain(|account| account.id != id);
        list.len() < before
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
    let connection = config
        .connections
        .iter()
        .find(|connection| connection.name == seed.connection);
    let own = connection.map_or_else(Vec::new, |connection| connection.scopes.clone());
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
    }
}

/// RFC 3339 in UTC with milliseconds, as the service writes it.
fn date_time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}
