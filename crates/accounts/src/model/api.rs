//! Calls of the My Account API: access first, then the call, then what it means.

use auth0::{Access, ApiError, Error};

use super::{Model, Stage};
use crate::catalog;
use crate::effect::{Ask, Effect, Renewal, RenewalError};
use crate::failure::{Doing, Failure, FailureCode};
use crate::message::{Moment, Reply};
use crate::session::{AccessState, Call, QueuedCall, Reading, Removal, is_fresh};
use crate::settings::Profile;
use crate::view::News;

impl Model {
    /// Reads both lists, unless that is under way.
    pub(super) fn read_lists(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.session() else {
            return Vec::new();
        };
        if session.lists.reading.is_some() {
            return Vec::new();
        }
        self.read_lists_anew(moment)
    }

    /// Reads both lists; a reading under way may have seen them as they were and is not waited for.
    fn read_lists_anew(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.session() else {
            return Vec::new();
        };
        if session.signing_out {
            return Vec::new();
        }
        let lists = &mut session.lists;
        lists.readings += 1;
        let reading = lists.readings;
        lists.reading = Some(Reading {
            number: reading,
            ..Reading::default()
        });
        let mut effects = self.call(Call::Connections { reading }, moment);
        effects.extend(self.call(Call::Accounts { reading }, moment));
        effects
    }

    pub(super) fn disconnect(
        &mut self,
        account: String,
        open_revoke_page: bool,
        moment: &Moment,
    ) -> Vec<Effect> {
        let Some(session) = self.session() else {
            return Vec::new();
        };
        let known = session.lists.accounts.iter().any(|one| one.id == account);
        if !known || session.signing_out || session.removals.contains_key(&account) {
            return Vec::new();
        }
        session.account_failures.remove(&account);
        let removal = Removal { open_revoke_page };
        session.removals.insert(account.clone(), removal);
        self.call(Call::Disconnect { account }, moment)
    }

    pub(super) fn open_revoke_page(&mut self, connection: &str) -> Vec<Effect> {
        let strategy = self.strategy(connection);
        let page = catalog::provider(connection, strategy.as_deref())
            .and_then(|provider| provider.revoke_url.clone());
        page.map(|url| Effect::Open { url }).into_iter().collect()
    }

    pub(super) fn dismiss_failure(&mut self, of: &str) {
        match &mut self.stage {
            Stage::SignedIn(session) => {
                session.provider_failures.remove(of);
                session.account_failures.remove(of);
            }
            Stage::SignedOut { failure } | Stage::FirstRun { failure, .. } => *failure = None,
            Stage::Starting { .. } | Stage::Keychain { .. } => {}
        }
    }

    /// Makes a call now, or as soon as there is access.
    pub(super) fn call(&mut self, call: Call, moment: &Moment) -> Vec<Effect> {
        self.call_again(call, false, moment)
    }

    fn call_again(&mut self, call: Call, again: bool, moment: &Moment) -> Vec<Effect> {
        let Some(profile) = self.profile.clone() else {
            return Vec::new();
        };
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        match &session.access {
            AccessState::Ready(access) if is_fresh(access, moment.now) => {
                vec![calling(&profile, call, again, access)]
            }
            AccessState::Refreshing => {
                session.queue.push(QueuedCall { call, again });
                Vec::new()
            }
            AccessState::None | AccessState::Ready(_) => {
                session.access = AccessState::Refreshing;
                session.queue.push(QueuedCall { call, again });
                vec![Effect::ask(profile, Ask::Renew)]
            }
        }
    }

    pub(super) fn renewed(
        &mut self,
        outcome: Result<Renewal, RenewalError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let (Some(profile), Some(session)) = (self.profile.clone(), self.session()) else {
            return Vec::new();
        };
        session.access = AccessState::None;
        match outcome {
            Ok(renewal) => {
                if let Some(identity) = &renewal.identity {
                    session.name(identity);
                }
                if let Err(error) = &renewal.saved {
                    self.tell_failure(Failure::from(error), moment);
                }
                match renewal.access {
                    Ok(access) => self.serve(&profile, access),
                    Err(error) => self.refuse(&error, moment),
                }
            }
            Err(RenewalError::Tenant(error)) => {
                let ended = Failure::of_tenant(&error, Doing::Refreshing, moment.now);
                if ended.code != FailureCode::SessionEnded {
                    return self.refuse(&error, moment);
                }
                let mut effects = self.end_session(ended, moment);
                effects.push(Effect::ForgetSession { profile });
                effects
            }
            Err(RenewalError::Gone) => {
                self.end_session(Failure::new(FailureCode::SessionEnded), moment)
            }
            Err(RenewalError::Corrupt) => {
                self.end_session(Failure::new(FailureCode::KeychainCorrupt), moment)
            }
            Err(RenewalError::Vault(error)) => {
                let stage = std::mem::replace(&mut self.stage, Stage::Starting { sign_in: false });
                if let Stage::SignedIn(mut session) = stage {
                    session.access = AccessState::Refreshing;
                    self.lose_keychain(&error, Some(session), moment);
                }
                Vec::new()
            }
        }
    }

    /// Makes all calls that waited for access.
    fn serve(&mut self, profile: &Profile, access: Access) -> Vec<Effect> {
        let Some(session) = self.session() else {
            return Vec::new();
        };
        let effects = std::mem::take(&mut session.queue)
            .into_iter()
            .map(|queued| calling(profile, queued.call, queued.again, &access))
            .collect();
        session.access = AccessState::Ready(access);
        effects
    }

    /// Fails all calls that waited for access.
    fn refuse(&mut self, error: &Error, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.session() else {
            return Vec::new();
        };
        std::mem::take(&mut session.queue)
            .into_iter()
            .flat_map(|queued| self.called(queued.call, true, Err(error.clone()), moment))
            .collect()
    }

    pub(super) fn called(
        &mut self,
        call: Call,
        again: bool,
        outcome: Result<Reply, Error>,
        moment: &Moment,
    ) -> Vec<Effect> {
        match (outcome, call) {
            // Nothing was done, so it may be asked again, once, with a new access token.
            (Err(Error::Api(ApiError { status: 401, .. })), call) if !again => {
                if let Some(session) = self.session()
                    && matches!(session.access, AccessState::Ready(_))
                {
                    session.access = AccessState::None;
                }
                self.call_again(call, true, moment)
            }
            (Err(error), Call::Connect { attempt, .. }) => {
                self.prepared(&attempt, Err(error), moment)
            }
            (Err(error), call) => {
                let failure = Failure::of_tenant(&error, call.doing(), moment.now);
                self.failed(call, failure, moment)
            }
            (Ok(Reply::Link(link)), Call::Connect { attempt, .. }) => {
                self.prepared(&attempt, Ok(link), moment)
            }
            (Ok(reply), call) => self.replied(call, reply, moment),
        }
    }

    fn replied(&mut self, call: Call, reply: Reply, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        match (call, reply) {
            (Call::Accounts { reading }, Reply::Accounts(accounts)) => {
                if let Some(reading) = session.lists.reading(reading) {
                    reading.accounts = Some(accounts);
                }
                self.commit_lists(moment);
                Vec::new()
            }
            (Call::Connections { reading }, Reply::Connections(connections)) => {
                if let Some(reading) = session.lists.reading(reading) {
                    reading.connections = Some(connections);
                }
                self.commit_lists(moment);
                Vec::new()
            }
            (Call::Complete { attempt, .. }, Reply::Connected(account)) => {
                session.lists.accounts.retain(|one| one.id != account.id);
                session.provider_failures.remove(&account.connection);
                let (connection, id) = (account.connection.clone(), account.id.clone());
                session.lists.accounts.push(account);
                self.attempts.retain(|one| one.id != attempt);
                let provider = self.provider_name(&connection);
                self.tell(News::Connected {
                    provider,
                    account: id,
                });
                self.read_lists_anew(moment)
            }
            (Call::Disconnect { account }, _) => self.disconnected(&account, moment),
            (
                Call::Accounts { .. }
                | Call::Connections { .. }
                | Call::Connect { .. }
                | Call::Complete { .. },
                _,
            ) => Vec::new(),
        }
    }

    /// Both lists take effect together.
    fn commit_lists(&mut self, moment: &Moment) {
        let Some(session) = self.kept_session() else {
            return;
        };
        let lists = &mut session.lists;
        if let Some(Reading {
            accounts: Some(accounts),
            connections: Some(connections),
            ..
        }) = &mut lists.reading
        {
            lists.accounts = std::mem::take(accounts);
            lists.connections = std::mem::take(connections);
            lists.as_of = Some(moment.now);
            lists.reading = None;
            lists.failure = None;
        }
    }

    fn disconnected(&mut self, account: &str, moment: &Moment) -> Vec<Effect> {
        let Some(session) = self.kept_session() else {
            return Vec::new();
        };
        let removal = session.removals.remove(account);
        let place = session
            .lists
            .accounts
            .iter()
            .position(|one| one.id == account);
        let Some(place) = place else {
            return Vec::new();
        };
        let connection = session.lists.accounts.remove(place).connection;
        let reading = session.lists.reading.is_some();
        let page = self.open_revoke_page(&connection);
        // What was said of this account before is no longer so.
        self.notices.retain(
            |notice| !matches!(&notice.news, News::Connected { account: old, .. } if old == account),
        );
        self.tell(News::Disconnected {
            provider: self.provider_name(&connection),
            connection,
            revoke_page: !page.is_empty(),
        });
        let mut effects = match removal {
            Some(removal) if removal.open_revoke_page => page,
            Some(_) | None => Vec::new(),
        };
        if reading {
            effects.extend(self.read_lists_anew(moment));
        }
        effects
    }

    fn failed(&mut self, call: Call, failure: Failure, moment: &Moment) -> Vec<Effect> {
        match call {
            Call::Accounts { reading } | Call::Connections { reading } => {
                let current = self
                    .kept_session()
                    .is_some_and(|session| session.lists.reading(reading).is_some());
                if current {
                    let view = self.record(failure, moment);
                    if let Some(session) = self.kept_session() {
                        session.lists.reading = None;
                        session.lists.failure = Some(view);
                    }
                }
                Vec::new()
            }
            Call::Complete { attempt, .. } | Call::Connect { attempt, .. } => {
                self.fail_attempt(&attempt, failure, moment)
            }
            Call::Disconnect { account } => {
                // Whether it is gone is not known now: the list tells.
                let unsure = matches!(
                    failure.code,
                    FailureCode::TenantTimedOut
                        | FailureCode::AccountUnknown
                        | FailureCode::TenantBroken
                );
                let view = self.record(failure, moment);
                if let Some(session) = self.kept_session() {
                    session.removals.remove(&account);
                    session.account_failures.insert(account, view);
                }
                if unsure {
                    self.read_lists(moment)
                } else {
                    Vec::new()
                }
            }
        }
    }
}

fn calling(profile: &Profile, call: Call, again: bool, access: &Access) -> Effect {
    let access = access.token.clone();
    let call = Ask::Call {
        call,
        again,
        access,
    };
    Effect::ask(profile.clone(), call)
}
