//! Connects: what is wished, how it begins, and where it says why it failed.

use super::{ATTEMPT_LIMIT, Model, remembering};
use crate::attempt::Purpose;
use crate::diagnosis::Diagnosis;
use crate::effect::Effect;
use crate::failure::Failure;
use crate::message::{Moment, Wish};
use crate::ports::Ended;
use crate::view::News;

impl Model {
    pub(super) fn begin_connect(&mut self, wish: Wish, moment: &Moment) -> Vec<Effect> {
        let account = wish.account.as_deref();
        let open = self
            .attempts
            .iter()
            .any(|attempt| attempt.is_for(&wish.connection, account));
        let full = self.attempts.len() >= ATTEMPT_LIMIT;
        let wish = self.complete_wish(wish);
        let Some(session) = self.session() else {
            return Vec::new();
        };
        if open || session.signing_out {
            return Vec::new();
        }
        session.provider_failures.remove(&wish.connection);
        if let Some(account) = &wish.account {
            if session.is_leaving(account) {
                return Vec::new();
            }
            session.account_failures.remove(account);
        }
        if full {
            let failure = Failure::new(Diagnosis::TooManyAttempts);
            return self.fail_connect(&wish, failure, moment);
        }
        self.take_up_proposal(&wish);
        let mut effects = self.begin(Purpose::Connect(wish.clone()), moment);
        if let Some(notes) = self.notes_mut() {
            notes.wishes.insert(moment.attempt.clone(), wish);
            effects.extend(self.save_notes());
        }
        effects
    }

    /// What was not said of an account that is connected anew is as it was.
    fn complete_wish(&mut self, wish: Wish) -> Wish {
        let said = |text: Option<String>, clean: fn(&str) -> Option<String>| {
            text.and_then(|text| clean(&text))
        };
        let mut wish = Wish {
            hint: said(wish.hint, remembering::hint),
            nickname: said(wish.nickname, remembering::name),
            ..wish
        };
        let Some(account) = wish.account.clone() else {
            return wish;
        };
        let notes = self.account_notes(&account).cloned().unwrap_or_default();
        wish.hint = wish.hint.or(notes.hint);
        wish.nickname = wish.nickname.or(notes.nickname);
        if wish.scopes.is_empty() {
            wish.scopes = notes.asked;
        }
        let granted = self.session().and_then(|session| {
            let mut accounts = session.lists.accounts.iter();
            accounts.find(|one| one.id == account)
        });
        if let Some(granted) = granted.filter(|_| wish.scopes.is_empty()) {
            wish.scopes.clone_from(&granted.scopes);
        }
        wish
    }

    /// The attempt ended.
    pub(super) fn forget_wish(&mut self, id: &str) -> Vec<Effect> {
        let known = self.notes_mut().and_then(|notes| notes.wishes.remove(id));
        known.map(|_| self.save_notes()).unwrap_or_default()
    }

    /// Says why a connect failed: at the account that was to be connected anew while it is in the
    /// list, else at its provider.
    pub(super) fn fail_connect(
        &mut self,
        wish: &Wish,
        failure: Failure,
        moment: &Moment,
    ) -> Vec<Effect> {
        let view = self.record(failure, moment);
        let title = wish.nickname.clone();
        let ended = Ended::Failed {
            title: title.unwrap_or_else(|| self.provider_name(&wish.connection)),
        };
        let Some(session) = self.session() else {
            self.tell(News::Failed { failure: view });
            return self.tell_desktop(ended);
        };
        let listed = |id: &&String| session.lists.accounts.iter().any(|one| one.id == **id);
        match wish.account.as_ref().filter(listed).cloned() {
            Some(account) => session.account_failures.insert(account, view),
            None => session
                .provider_failures
                .insert(wish.connection.clone(), view),
        };
        self.tell_desktop(ended)
    }
}
