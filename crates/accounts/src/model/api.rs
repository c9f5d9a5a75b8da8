//! Calls of the My Account API and of the Token Vault, and what their answers mean.

use auth0::{ApiError, ConnectedAccount, Error};

use super::{FirstRun, Model, Stage};
use crate::diagnosis::Diagnosis;
use crate::effect::{Ask, Effect, SessionError};
use crate::failure::{Doing, Failure};
use crate::message::{Moment, Reply, Wish};
use crate::ports::Ended;
use crate::session::{AccessState, Call, ConnectDoubt};
use crate::view::{CheckView, News};

impl Model {
    pub(super) fn dismiss_failure(&mut self, of: &str) {
        match &mut self.stage {
            Stage::SignedIn(session) => {
                session.provider_failures.remove(of);
                session.account_failures.remove(of);
                let failed = |check: &mut CheckView| matches!(check, CheckView::Failed { .. });
                session
                    .checks
                    .retain(|account, check| account != of || !failed(check));
            }
            Stage::SignedOut { failure, .. } | Stage::FirstRun(FirstRun { failure, .. }) => {
                *failure = None;
            }
            Stage::Starting { .. } | Stage::AnotherPerson { .. } | Stage::Keychain { .. } => {}
        }
    }

    /// Asks the Token Vault whether an account still works. Only clients that authenticate may.
    pub(super) fn check_account(&mut self, account: String) -> Vec<Effect> {
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        let public = profile.options.client_authentication.is_none();
        let Some(session) = self.session().filter(|session| !session.signing_out) else {
            return Vec::new();
        };
        let mut accounts = session.lists.accounts.iter();
        let known = accounts.find(|one| one.id == account);
        let checking = matches!(session.checks.get(&account), Some(CheckView::Checking));
        let Some(connection) = known.map(|one| one.connection.clone()) else {
            return Vec::new();
        };
        if public || checking {
            return Vec::new();
        }
        session.checks.insert(account.clone(), CheckView::Checking);
        let check = Ask::CheckVault {
            account,
            connection,
        };
        vec![Effect::ask(profile, check)]
    }

    pub(super) fn checked(
        &mut self,
        account: String,
        outcome: Result<(), SessionError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let known = self
            .kept_session()
            .is_some_and(|session| session.checks.contains_key(&account));
        if !known {
            return Vec::new();
        }
        let check = match outcome {
            Ok(()) => CheckView::Works { at: moment.now },
            Err(error) => {
                let mut failure = error.failure(Doing::Checking, moment.now);
                if failure.subject.is_none() {
                    failure.subject = self.catalog_key(&account);
                }
                let failure = self.record(failure, moment);
                CheckView::Failed { failure }
            }
        };
        if let Some(session) = self.kept_session() {
            session.checks.insert(account, check);
        }
        self.examine_on(moment)
    }

    pub(super) fn called(
        &mut self,
        call: Call,
        again: bool,
        outcome: Result<Reply, Error>,
        moment: &Moment,
    ) -> Vec<Effect> {
        match outcome {
            // Nothing was done, so it may be asked again, once, with a new access token.
            Err(Error::Api(ApiError { status: 401, .. })) if !again => {
                if let Some(session) = self.kept_session()
                    && matches!(session.access, AccessState::Ready(_))
                {
                    session.access = AccessState::None;
                }
                self.call_again(call, true, moment)
            }
            Err(error) => {
                let failure = Failure::of_tenant(&error, call.doing(), moment.now);
                self.failed(call, failure, error.may_have_happened(), moment)
            }
            Ok(reply) => self.replied(call, reply, moment),
        }
    }

    fn replied(&mut self, call: Call, reply: Reply, moment: &Moment) -> Vec<Effect> {
        if let Call::Examine { number, .. } = call {
            return self.examined_page(number, reply, moment);
        }
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        match (call, reply) {
            (call @ Call::Accounts { reading, .. }, Reply::Accounts(page)) => {
                let added = session.lists.add_accounts(reading, page);
                self.page_read(&call, added, moment)
            }
            (call @ Call::Connections { reading, .. }, Reply::Connections(page)) => {
                let added = session.lists.add_connections(reading, page);
                self.page_read(&call, added, moment)
            }
            (Call::Connect { attempt, .. }, Reply::Link(link)) => {
                self.prepared(&attempt, Ok(link), moment)
            }
            (Call::Complete { attempt, .. }, Reply::Connected(account)) => {
                self.connected(&attempt, account, moment)
            }
            (Call::Disconnect { account }, _) => self.disconnected(&account, moment),
            (
                Call::Accounts { .. }
                | Call::Connections { .. }
                | Call::Connect { .. }
                | Call::Complete { .. }
                | Call::Examine { .. },
                _,
            ) => Vec::new(),
        }
    }

    fn connected(
        &mut self,
        attempt: &str,
        account: ConnectedAccount,
        moment: &Moment,
    ) -> Vec<Effect> {
        let (connection, id) = (account.connection.clone(), account.id.clone());
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        session.lists.accounts.retain(|one| one.id != id);
        session.provider_failures.remove(&connection);
        session.lists.accounts.push(account);
        let index = self.attempts.iter().position(|one| one.id == attempt);
        let wish = index.and_then(|index| self.attempts.remove(index).wish().cloned());
        let wish = wish.unwrap_or_else(|| Wish {
            connection: connection.clone(),
            ..Wish::default()
        });
        if let Some(notes) = self.notes_mut() {
            notes.connected(&id, &wish);
            notes.wishes.remove(attempt);
        }
        let mut effects = self.save_notes();
        let provider = self.title(&id, &connection);
        let title = provider.clone();
        self.tell(News::Connected {
            provider,
            account: id,
        });
        effects.extend(self.tell_desktop(Ended::Connected { title }));
        effects.extend(self.read_lists_anew(moment));
        effects
    }

    fn disconnected(&mut self, account: &str, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        session.lists.accounts.retain(|one| one.id != account);
        session.checks.remove(account);
        let reading = session.lists.reading.is_some();
        let Some(removal) = session.removals.remove(account) else {
            return Vec::new();
        };
        let mut effects = self.removed(account, &removal, moment);
        if reading {
            effects.extend(self.read_lists_anew(moment));
        }
        effects
    }

    pub(super) fn forget_news_of(&mut self, account: &str) {
        self.notices.retain(
            |notice| !matches!(&notice.news, News::Connected { account: old, .. } if old == account),
        );
    }

    /// A call failed. What it asked for may have happened all the same.
    pub(super) fn failed(
        &mut self,
        call: Call,
        failure: Failure,
        may_have_happened: bool,
        moment: &Moment,
    ) -> Vec<Effect> {
        match call {
            Call::Accounts { .. } | Call::Connections { .. } => {
                self.page_failed(&call, failure, moment)
            }
            Call::Examine { number, list } => {
                self.examined_failure((number, list), failure, moment)
            }
            Call::Connect { attempt, .. } => self.prepared(&attempt, Err(failure), moment),
            Call::Complete { attempt, .. } if may_have_happened => {
                self.doubt_connect(&attempt);
                let mut effects = self.fail_attempt(&attempt, failure, moment);
                effects.extend(self.read_lists_anew(moment));
                effects
            }
            Call::Complete { attempt, .. } => self.fail_attempt(&attempt, failure, moment),
            Call::Disconnect { account } => {
                // The list tells whether it is gone.
                let unsure = may_have_happened || failure.diagnosis == Diagnosis::AccountUnknown;
                let view = self.record(failure, moment);
                let Some(session) = self.kept_session() else {
                    return Vec::new();
                };
                if !unsure {
                    session.removals.remove(&account);
                    session.account_failures.insert(account, view);
                    return Vec::new();
                }
                if let Some(removal) = session.removals.get_mut(&account) {
                    removal.doubt = Some(view);
                }
                self.read_lists_anew(moment)
            }
        }
    }

    fn doubt_connect(&mut self, attempt: &str) {
        let mut attempts = self.attempts.iter();
        let wish = attempts
            .find(|one| one.id == attempt)
            .and_then(|one| one.wish().cloned());
        let Some(wish) = wish else {
            return;
        };
        let known = self.known_accounts(&wish.connection);
        if let Some(session) = self.kept_session() {
            session.doubts.push(ConnectDoubt { wish, known });
        }
    }
}
