//! The lists: read page by page, and what they settle.

use std::collections::HashSet;

use auth0::Error;

use super::Model;
use crate::diagnosis::Diagnosis;
use crate::effect::Effect;
use crate::failure::{Doing, Failure};
use crate::lists::{Change, Endless};
use crate::message::Moment;
use crate::session::{Call, Removal};
use crate::view::{FailureView, News};

impl Model {
    /// Reads both lists, unless that is under way.
    pub(super) fn read_lists(&mut self, moment: &Moment) -> Vec<Effect> {
        let reading = self
            .session()
            .is_none_or(|session| session.lists.reading.is_some());
        if reading {
            return Vec::new();
        }
        self.read_lists_anew(moment)
    }

    /// Reads both lists; a reading under way may have seen them as they were and is overtaken.
    pub(super) fn read_lists_anew(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.session() else {
            return Vec::new();
        };
        if session.signing_out {
            return Vec::new();
        }
        session.lists.begin();
        self.ask_for_pages(moment)
    }

    fn ask_for_pages(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        let calls = session.lists.next_calls();
        calls
            .into_iter()
            .flat_map(|call| self.call(call, moment))
            .collect()
    }

    /// A page came.
    pub(super) fn page_read(
        &mut self,
        call: &Call,
        added: Result<Change, Endless>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let Ok(added) = added else {
            let failure = Failure::of_tenant(&Error::EndlessPages, Doing::Listing, moment.now);
            return self.page_failed(call, failure, moment);
        };
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        if session.lists.commit(moment.now) {
            self.lists_read(moment)
        } else {
            self.change = added;
            self.ask_for_pages(moment)
        }
    }

    /// A page did not come: the pages so far stay, or the lists as they were.
    pub(super) fn page_failed(
        &mut self,
        call: &Call,
        failure: Failure,
        moment: &Moment,
    ) -> Vec<Effect> {
        let current = self
            .kept_session()
            .is_some_and(|session| session.lists.fail(call));
        if !current {
            // A reading that overtook this one waited for it.
            return self.ask_for_pages(moment);
        }
        let view = self.record(failure, moment);
        if let Some(session) = self.kept_session() {
            session.lists.failure = Some(view);
            session.doubts.clear();
        }
        for (account, _, doubt) in self.take_doubtful() {
            if let Some(session) = self.kept_session() {
                session.account_failures.insert(account, doubt);
            }
        }
        Vec::new()
    }

    /// Both lists are new: what was in doubt is settled by them.
    fn lists_read(&mut self, moment: &Moment) -> Vec<Effect> {
        self.see_nothing_to_connect(moment);
        self.settle_connects();
        let mut effects = Vec::new();
        for (account, removal, doubt) in self.take_doubtful() {
            let Some(session) = self.kept_session() else {
                break;
            };
            if session.lists.accounts.iter().any(|one| one.id == account) {
                session.account_failures.insert(account, doubt);
            } else {
                effects.extend(self.removed(&account, &removal, moment));
            }
        }
        effects.extend(self.look_for_changes());
        effects.extend(self.ask_for_pages(moment));
        effects
    }

    /// The removals of which it is not known whether they happened.
    fn take_doubtful(&mut self) -> Vec<(String, Removal, FailureView)> {
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        let doubtful = session
            .removals
            .extract_if(|_, removal| removal.doubt.is_some());
        doubtful
            .filter_map(|(account, mut removal)| {
                let doubt = removal.doubt.take()?;
                Some((account, removal, doubt))
            })
            .collect()
    }

    /// A connect whose answer was lost did happen if the list has a new account of its connection.
    fn settle_connects(&mut self) {
        let Some(session) = self.kept_session() else {
            return;
        };
        let mut made = Vec::new();
        for doubt in std::mem::take(&mut session.doubts) {
            let mut accounts = session.lists.accounts.iter();
            let new = accounts.find(|one| {
                one.connection == doubt.wish.connection && !doubt.known.contains(&one.id)
            });
            if let Some(account) = new {
                session.provider_failures.remove(&doubt.wish.connection);
                made.push((account.id.clone(), doubt));
            }
        }
        for (account, doubt) in made {
            if let Some(notes) = self.notes_mut() {
                notes.connected(&account, &doubt.wish);
            }
            let provider = self.title(&account, &doubt.wish.connection);
            self.tell(News::Connected { provider, account });
        }
    }

    /// The accounts of a connection that are known now.
    pub(super) fn known_accounts(&mut self, connection: &str) -> HashSet<String> {
        let Some(session) = self.kept_session() else {
            return HashSet::new();
        };
        let accounts = session.lists.accounts.iter();
        accounts
            .filter(|one| one.connection == connection)
            .map(|one| one.id.clone())
            .collect()
    }

    fn see_nothing_to_connect(&mut self, moment: &Moment) {
        let Some(session) = self.kept_session() else {
            return;
        };
        let nothing = session.lists.connections.is_empty();
        if !nothing {
            session.nothing_to_connect = None;
        } else if session.nothing_to_connect.is_none() {
            let failure = Failure::new(Diagnosis::NothingToConnect);
            let view = self.record(failure, moment);
            if let Some(session) = self.kept_session() {
                session.nothing_to_connect = Some(view);
            }
        }
    }
}
