//! What the person said of their accounts, and what the program remembers of them on this computer.

use super::{Model, Stage};
use crate::callback::clean;
use crate::effect::Effect;
use crate::notes::{AccountNotes, Elsewhere, PersonNotes};
use crate::view::News;

/// No nickname or hint is longer, in characters.
const NAME_LIMIT: usize = 64;
/// The contract's limit for `login_hint` (wire contract 1.2).
const HINT_LIMIT: usize = 255;

impl Model {
    /// Names the notes of the person who is signed in.
    fn person_key(&self) -> Option<String> {
        let profile = self.profile.as_ref()?;
        let (Stage::SignedIn(session)
        | Stage::Keychain {
            session: Some(session),
            ..
        }
        | Stage::AnotherPerson {
            session: Some(session),
            ..
        }) = &self.stage
        else {
            return None;
        };
        Some(format!("{} {}", profile.key(), session.identity.subject))
    }

    /// What is remembered of the person who is signed in.
    pub(super) fn notes(&self) -> Option<&PersonNotes> {
        self.notes.people.get(&self.person_key()?)
    }

    pub(super) fn notes_mut(&mut self) -> Option<&mut PersonNotes> {
        let key = self.person_key()?;
        Some(self.notes.people.entry(key).or_default())
    }

    pub(super) fn account_notes(&self, account: &str) -> Option<&AccountNotes> {
        self.notes()?.accounts.get(account)
    }

    /// Notes of the demo tenant end with it.
    pub(super) fn save_notes(&self) -> Vec<Effect> {
        match &self.profile {
            Some(profile) if !profile.demo => vec![Effect::SaveNotes(self.notes.clone())],
            Some(_) | None => Vec::new(),
        }
    }

    pub(super) fn rename(&mut self, account: &str, nickname: &str) -> Vec<Effect> {
        let nickname = name(nickname);
        self.note(account, |notes| notes.nickname = nickname)
    }

    pub(super) fn see_account(&mut self, account: &str) -> Vec<Effect> {
        let news = self.account_notes(account).is_some_and(|it| it.elsewhere);
        if !news {
            return Vec::new();
        }
        self.note(account, |notes| notes.elsewhere = false)
    }

    pub(super) fn leave_permissions(&mut self, account: &str) -> Vec<Effect> {
        self.note(account, |notes| notes.asked.clear())
    }

    /// Changes what is remembered of an account that is in the list.
    fn note(&mut self, account: &str, change: impl FnOnce(&mut AccountNotes)) -> Vec<Effect> {
        let Some(session) = self.session() else {
            return Vec::new();
        };
        let mut accounts = session.lists.accounts.iter();
        let Some(known) = accounts.find(|one| one.id == account) else {
            return Vec::new();
        };
        let connection = known.connection.clone();
        let Some(notes) = self.notes_mut() else {
            return Vec::new();
        };
        let entry = notes.accounts.entry(account.to_owned());
        change(entry.or_insert_with(|| AccountNotes {
            connection,
            ..AccountNotes::default()
        }));
        self.save_notes()
    }

    /// What the person calls an account, or else its provider's name.
    pub(super) fn title(&self, account: &str, connection: &str) -> String {
        let notes = self.account_notes(account);
        notes
            .and_then(|notes| notes.nickname.clone())
            .unwrap_or_else(|| self.provider_name(connection))
    }

    /// Both lists were read whole: what changed elsewhere is told.
    pub(super) fn look_for_changes(&mut self) -> Vec<Effect> {
        let expected: Vec<String> = self
            .attempts
            .iter()
            .filter_map(|attempt| attempt.connection().map(str::to_owned))
            .collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        let accounts = session.lists.accounts.iter();
        let list: Vec<(String, String)> = accounts
            .map(|one| (one.id.clone(), one.connection.clone()))
            .collect();
        let list: Vec<(&str, &str)> = list
            .iter()
            .map(|(id, connection)| (id.as_str(), connection.as_str()))
            .collect();
        let Some(notes) = self.notes_mut() else {
            return Vec::new();
        };
        let before = notes.clone();
        let elsewhere = notes.look(&list, &expected);
        let same = *notes == before;
        self.tell_elsewhere(&elsewhere);
        if same { Vec::new() } else { self.save_notes() }
    }

    fn tell_elsewhere(&mut self, elsewhere: &Elsewhere) {
        let mut all = elsewhere.connected.iter().chain(&elsewhere.disconnected);
        let Some(first) = all.next() else {
            return;
        };
        let provider = all
            .all(|one| one == first)
            .then(|| self.provider_name(first));
        let count = |list: &Vec<String>| u32::try_from(list.len()).unwrap_or(u32::MAX);
        self.tell(News::ChangedElsewhere {
            connected: count(&elsewhere.connected),
            disconnected: count(&elsewhere.disconnected),
            provider,
        });
    }
}

/// A name as the person may give it; nothing where it says nothing.
pub(super) fn name(text: &str) -> Option<String> {
    cut(text, NAME_LIMIT)
}

/// A hint for the provider's page.
pub(super) fn hint(text: &str) -> Option<String> {
    cut(text, HINT_LIMIT)
}

fn cut(text: &str, limit: usize) -> Option<String> {
    let short: String = clean(text).trim().chars().take(limit).collect();
    (!short.is_empty()).then_some(short)
}
