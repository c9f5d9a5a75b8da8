//! What was removed, and what will be in a moment.

use super::{Model, key, name};
use crate::catalog;
use crate::model::removing::UNDO_SECONDS;
use crate::notes::RemovedNotes;
use crate::session::{PendingRemoval, Session};
use crate::view::{RemovalView, RemovedView};

impl Model {
    pub(super) fn removed_views(&self, session: &Session) -> Vec<RemovedView> {
        let removed = self.notes().into_iter().flat_map(|notes| &notes.removed);
        let mut views: Vec<RemovedView> =
            removed.map(|entry| removed_view(entry, session)).collect();
        views.reverse();
        views
    }

    pub(super) fn removal_views(&self, session: &Session) -> Vec<RemovalView> {
        let view = |pending: &PendingRemoval| {
            let title = match pending.accounts.as_slice() {
                [account] => {
                    let mut accounts = session.lists.accounts.iter();
                    let known = accounts.find(|one| one.id == *account);
                    known.map(|known| self.title(account, &known.connection))
                }
                _ => None,
            };
            RemovalView {
                id: pending.id,
                accounts: pending.accounts.clone(),
                title,
                until: pending.until,
                seconds: UNDO_SECONDS,
            }
        };
        session.pending.iter().map(view).collect()
    }
}

fn removed_view(entry: &RemovedNotes, session: &Session) -> RemovedView {
    let connection = &entry.account.connection;
    let strategy = entry.strategy.as_deref();
    let provider = catalog::provider(connection, strategy);
    RemovedView {
        id: entry.id.clone(),
        connection: connection.clone(),
        provider: name(provider, connection),
        catalog: key(provider),
        nickname: entry.account.nickname.clone(),
        hint: entry.account.hint.clone(),
        removed_at: entry.removed_at,
        revoke_page: provider.is_some_and(|one| one.revoke_url(strategy).is_some()),
        page_opened: entry.page_opened,
        reconnectable: session.lists.strategy(connection).is_some(),
    }
}
