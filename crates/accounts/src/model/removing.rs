//! Removing accounts: some seconds in which that can be undone, then the call, then an entry that
//! stays until the person made sure at the provider.

use chrono::TimeDelta;

use super::Model;
use crate::catalog;
use crate::effect::Effect;
use crate::message::{Moment, Wish};
use crate::session::{Call, PendingRemoval, Removal};

/// How long a removal can be undone.
pub(crate) const UNDO_SECONDS: u32 = 10;

impl Model {
    pub(super) fn disconnect(
        &mut self,
        accounts: Vec<String>,
        open_revoke_page: bool,
        moment: &Moment,
    ) -> Vec<Effect> {
        let id = self.removals + 1;
        let Some(session) = self.session().filter(|session| !session.signing_out) else {
            return Vec::new();
        };
        let mut wanted: Vec<String> = Vec::new();
        for account in accounts {
            let known = session.lists.accounts.iter().any(|one| one.id == account);
            if known && !session.is_leaving(&account) && !wanted.contains(&account) {
                session.account_failures.remove(&account);
                wanted.push(account);
            }
        }
        if wanted.is_empty() {
            return Vec::new();
        }
        session.pending.push(PendingRemoval {
            id,
            accounts: wanted,
            open_revoke_page,
            until: moment.now + TimeDelta::seconds(UNDO_SECONDS.into()),
        });
        self.removals = id;
        self.alarm().into_iter().collect()
    }

    pub(super) fn undo_disconnect(&mut self, removal: u32) -> Vec<Effect> {
        if let Some(session) = self.session() {
            session.pending.retain(|pending| pending.id != removal);
        }
        Vec::new()
    }

    /// Sends the removals that nobody will undo.
    pub(super) fn send_removals_now(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.session() else {
            return Vec::new();
        };
        for pending in &mut session.pending {
            pending.until = moment.now;
        }
        self.send_removals(moment)
    }

    /// Sends the removals that can no longer be undone.
    pub(super) fn send_removals(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        let due: Vec<PendingRemoval> = session
            .pending
            .extract_if(.., |pending| pending.until <= moment.now)
            .collect();
        let mut effects = Vec::new();
        for pending in due {
            for account in pending.accounts {
                effects.extend(self.send_removal(account, pending.open_revoke_page, moment));
            }
        }
        effects
    }

    fn send_removal(
        &mut self,
        account: String,
        open_revoke_page: bool,
        moment: &Moment,
    ) -> Vec<Effect> {
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        let mut accounts = session.lists.accounts.iter();
        // It may have gone meanwhile, elsewhere.
        let Some(known) = accounts.find(|one| one.id == account) else {
            return Vec::new();
        };
        let removal = Removal {
            connection: known.connection.clone(),
            scopes: known.scopes.clone(),
            open_revoke_page,
            doubt: None,
        };
        session.removals.insert(account.clone(), removal);
        self.call(Call::Disconnect { account }, moment)
    }

    /// The account is gone: an entry stays until the person made sure at the provider.
    pub(super) fn removed(
        &mut self,
        account: &str,
        removal: &Removal,
        moment: &Moment,
    ) -> Vec<Effect> {
        // What was said of this account before is no longer so.
        self.forget_news_of(account);
        let strategy = self.strategy(&removal.connection);
        if let Some(notes) = self.notes_mut() {
            let connection = &removal.connection;
            notes.removed(account, connection, strategy, &removal.scopes, moment.now);
        }
        if removal.open_revoke_page {
            self.open_removed_page(account)
        } else {
            self.save_notes()
        }
    }

    pub(super) fn open_removed_page(&mut self, account: &str) -> Vec<Effect> {
        let Some(notes) = self.notes_mut() else {
            return Vec::new();
        };
        let mut removed = notes.removed.iter_mut();
        let Some(entry) = removed.find(|entry| entry.id == account) else {
            return Vec::new();
        };
        let strategy = entry.strategy.as_deref();
        let page = catalog::provider(&entry.account.connection, strategy)
            .and_then(|provider| provider.revoke_url(strategy).cloned());
        entry.page_opened |= page.is_some();
        let mut effects = self.save_notes();
        effects.extend(page.map(|url| Effect::Open { url }));
        effects
    }

    pub(super) fn tick_removed(&mut self, account: &str) -> Vec<Effect> {
        let Some(notes) = self.notes_mut() else {
            return Vec::new();
        };
        notes.removed.retain(|entry| entry.id != account);
        self.save_notes()
    }

    /// Begins to connect as before; the entry stays until the account is there again.
    pub(super) fn reconnect_removed(&mut self, account: &str, moment: &Moment) -> Vec<Effect> {
        let Some(notes) = self.notes() else {
            return Vec::new();
        };
        let Some(entry) = notes.removed.iter().find(|entry| entry.id == account) else {
            return Vec::new();
        };
        let wish = Wish {
            connection: entry.account.connection.clone(),
            account: Some(account.to_owned()),
            scopes: entry.account.asked.clone(),
            hint: entry.account.hint.clone(),
            nickname: entry.account.nickname.clone(),
        };
        self.begin_connect(wish, moment)
    }
}
