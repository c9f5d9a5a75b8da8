//! What is remembered of people's accounts on this computer, because no API keeps it: names, hints,
//! what was asked for, what was removed. No secret is among it.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::message::Wish;

/// No more removed accounts are kept; the oldest goes.
const REMOVED_LIMIT: usize = 50;

/// All that is remembered, person by person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// By profile and subject.
    pub(crate) people: BTreeMap<String, PersonNotes>,
}

/// What is remembered of one person's accounts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PersonNotes {
    /// The lists were read whole once, so that a change can be told from a beginning.
    pub(crate) looked: bool,
    /// By account id; every account that was seen.
    pub(crate) accounts: BTreeMap<String, AccountNotes>,
    /// The latest last.
    pub(crate) removed: Vec<RemovedNotes>,
    /// What open attempts ask for, by attempt id. Their secrets are in the keychain.
    pub(crate) wishes: BTreeMap<String, Wish>,
}

/// What is remembered of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AccountNotes {
    pub(crate) connection: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) nickname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hint: Option<String>,
    /// The scopes that were asked for; empty where that is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) asked: Vec<String>,
    /// It was connected elsewhere and was not looked at since.
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) elsewhere: bool,
    /// A repair made a new account in its place.
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) superseded: bool,
}

/// What is remembered of an account that was removed here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RemovedNotes {
    pub(crate) id: String,
    pub(crate) strategy: Option<String>,
    pub(crate) removed_at: DateTime<Utc>,
    pub(crate) page_opened: bool,
    /// How it was.
    pub(crate) account: AccountNotes,
}

/// What the list says that the notes did not know.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Elsewhere {
    /// The connections of the accounts that came.
    pub(crate) connected: Vec<String>,
    /// The connections of the accounts that went.
    pub(crate) disconnected: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl PersonNotes {
    /// Takes in the accounts of a whole list, by id and connection. Gives what changed elsewhere since
    /// the last one; the first one changes nothing. `expected` are connections that are being
    /// connected here at this moment.
    pub(crate) fn look(&mut self, list: &[(&str, &str)], expected: &[&str]) -> Elsewhere {
        let mut elsewhere = Elsewhere::default();
        let first = !std::mem::replace(&mut self.looked, true);
        for &(id, connection) in list {
            if self.accounts.contains_key(id) {
                continue;
            }
            let new = !first && !expected.contains(&connection);
            if new {
                elsewhere.connected.push(connection.to_owned());
            }
            let notes = AccountNotes {
                connection: connection.to_owned(),
                elsewhere: new,
                ..AccountNotes::default()
            };
            self.accounts.insert(id.to_owned(), notes);
        }
        let listed: HashSet<&str> = list.iter().map(|(id, _)| *id).collect();
        let gone = self
            .accounts
            .extract_if(.., |id, _| !listed.contains(id.as_str()));
        // What a repair took the place of went by the repair.
        let gone = gone.filter(|(_, notes)| !notes.superseded);
        elsewhere
            .disconnected
            .extend(gone.map(|(_, notes)| notes.connection));
        elsewhere
    }

    /// An account was connected here as it was wished.
    pub(crate) fn connected(&mut self, id: &str, wish: &Wish) {
        let before = wish.account.as_deref().filter(|before| *before != id);
        if let Some(before) = before.and_then(|before| self.accounts.get_mut(before)) {
            before.superseded = true;
        }
        self.removed
            .retain(|removed| Some(&removed.id) != wish.account.as_ref());
        let notes = AccountNotes {
            connection: wish.connection.clone(),
            nickname: wish.nickname.clone(),
            hint: wish.hint.clone(),
            asked: wish.scopes.clone(),
            elsewhere: false,
            superseded: false,
        };
        self.accounts.insert(id.to_owned(), notes);
    }

    /// An account was removed here.
    pub(crate) fn removed(
        &mut self,
        id: &str,
        connection: &str,
        strategy: Option<String>,
        granted: &[String],
        now: DateTime<Utc>,
    ) {
        let mut account = self.accounts.remove(id).unwrap_or_default();
        connection.clone_into(&mut account.connection);
        if account.asked.is_empty() {
            account.asked = granted.to_vec();
        }
        self.removed.retain(|removed| removed.id != id);
        if self.removed.len() == REMOVED_LIMIT {
            self.removed.remove(0);
        }
        self.removed.push(RemovedNotes {
            id: id.to_owned(),
            strategy,
            removed_at: now,
            page_opened: false,
            account,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(connection: &str, account: Option<&str>) -> Wish {
        Wish {
            connection: connection.to_owned(),
            account: account.map(str::to_owned),
            nickname: Some("Work".to_owned()),
            ..Wish::default()
        }
    }

    #[test]
    fn the_first_list_is_no_news_and_a_later_one_is() {
        let mut notes = PersonNotes::default();
        let nothing = Elsewhere::default();
        assert_eq!(notes.look(&[("a", "google")], &[]), nothing);
        assert_eq!(notes.look(&[("a", "google")], &[]), nothing);
        let changed = notes.look(&[("b", "github")], &[]);
        assert_eq!(changed.connected, ["github"]);
        assert_eq!(changed.disconnected, ["google"]);
        assert!(notes.accounts["b"].elsewhere);
    }

    #[test]
    fn what_is_connected_and_removed_here_is_no_news() {
        let mut notes = PersonNotes::default();
        notes.look(&[], &[]);
        notes.connected("a", &wish("google", None));
        assert_eq!(notes.look(&[("a", "google")], &[]), Elsewhere::default());
        notes.removed("a", "google", None, &[], DateTime::UNIX_EPOCH);
        assert_eq!(notes.look(&[], &[]), Elsewhere::default());
        assert_eq!(notes.removed[0].account.nickname.as_deref(), Some("Work"));
        // Its answer is still to come.
        let change = notes.look(&[("b", "github")], &["github"]);
        assert_eq!(change, Elsewhere::default());
        assert!(!notes.accounts["b"].elsewhere);
    }

    #[test]
    fn a_repair_hands_the_name_over_to_a_new_account() {
        let mut notes = PersonNotes::default();
        notes.connected("a", &wish("google", None));
        notes.connected("b", &wish("google", Some("a")));
        assert!(notes.accounts["a"].superseded);
        assert_eq!(notes.accounts["b"].nickname.as_deref(), Some("Work"));
        notes.looked = true;
        let mut replaced = notes.clone();
        let elsewhere = replaced.look(&[("b", "google")], &[]);
        assert_eq!(elsewhere, Elsewhere::default(), "the repair did it");
        notes.connected("b", &wish("google", Some("b")));
        assert!(!notes.accounts["b"].superseded);
    }

    #[test]
    fn the_oldest_removed_account_goes_first() {
        let mut notes = PersonNotes::default();
        for number in 0..=REMOVED_LIMIT {
            notes.removed(
                &number.to_string(),
                "google",
                None,
                &[],
                DateTime::UNIX_EPOCH,
            );
        }
        assert_eq!(notes.removed.len(), REMOVED_LIMIT);
        assert_eq!(notes.removed[0].id, "1");
    }
}
