//! What the window shows of the model.

use std::cmp::Reverse;

use auth0::{ConnectedAccount, Connection};
use chrono::{DateTime, TimeDelta, Utc};

use super::{Model, Stage};
use crate::attempt::Attempt;
use crate::catalog::{self, Provider};
use crate::lists::Lists;
use crate::session::{AccessState, Session, person};
use crate::view::{
    AccountState, AccountView, AccountsView, CheckView, ConfirmationView, Freshness, ProviderView,
    Screen, Snapshot, TenantView,
};

/// An account that ends within this long asks for attention.
const EXPIRY_NOTICE: TimeDelta = TimeDelta::days(7);
/// The catalogue key of a provider that is not in it.
const OTHER: &str = "other";

impl Model {
    /// All that the window shows at `now`.
    pub(crate) fn snapshot(&self, revision: u32, now: DateTime<Utc>) -> Snapshot {
        Snapshot {
            revision,
            tenant: self.profile.as_ref().map(|profile| TenantView {
                domain: profile.address.domain(),
                client_id: profile.client_id.clone(),
                demo: profile.demo,
                return_path: self.return_path(),
                deep_links: self.deep_links,
                organization: profile.options.organization.clone(),
                checks: !profile.options.client_authentication.is_none(),
            }),
            screen: self.screen(now),
            notices: self.notices.clone(),
        }
    }

    fn screen(&self, now: DateTime<Utc>) -> Screen {
        let mut attempts = self.attempts.iter();
        let sign_in = attempts.find(|attempt| attempt.is_sign_in() && !attempt.confirms());
        match (&self.stage, sign_in) {
            (Stage::Starting { .. }, _) => Screen::Starting,
            (Stage::FirstRun { checking, failure }, _) => Screen::FirstRun {
                checking: *checking,
                failure: failure.clone(),
            },
            (Stage::SignedOut { .. } | Stage::SignedIn(_), Some(attempt)) => Screen::SigningIn {
                attempt: attempt.view(),
            },
            (Stage::SignedOut { failure, .. }, None) => Screen::SignedOut {
                failure: failure.clone(),
            },
            (
                Stage::AnotherPerson {
                    before,
                    now,
                    switching,
                    session,
                },
                _,
            ) => Screen::AnotherPerson {
                before: person(before),
                now: person(now),
                switching: *switching,
                keepable: session.is_some(),
            },
            (
                Stage::Keychain {
                    problem,
                    checking,
                    failure,
                    ..
                },
                _,
            ) => Screen::Keychain {
                problem: *problem,
                checking: *checking,
                failure: failure.clone(),
            },
            (Stage::SignedIn(session), None) => {
                Screen::Accounts(Box::new(self.accounts(session, now)))
            }
        }
    }

    fn accounts(&self, session: &Session, now: DateTime<Utc>) -> AccountsView {
        let lists = &session.lists;
        let mut all: Vec<AccountView> = lists
            .accounts
            .iter()
            .map(|account| account_view(account, session, now))
            .collect();
        all.sort_by_key(|account| (account.provider.to_lowercase(), account.connected_at));
        let (mut attention, connected): (Vec<_>, Vec<_>) =
            all.into_iter().partition(AccountView::asks_for_attention);
        attention.sort_by_key(|account| (Reverse(account.failure.is_some()), account.expires_at));
        let mut available: Vec<ProviderView> = lists
            .connections
            .iter()
            .map(|connection| self.provider_view(connection, session))
            .filter(ProviderView::is_available)
            .collect();
        available.sort_by_key(|provider| provider.provider.to_lowercase());
        AccountsView {
            person: Some(person(&session.identity)),
            confirmation: self.confirmation(session),
            freshness: freshness(lists),
            incomplete: lists.as_of.is_none(),
            nothing_to_connect: session.nothing_to_connect.clone(),
            as_of: lists.as_of,
            attention,
            connected,
            available,
            signing_out: session.signing_out,
        }
    }

    fn confirmation(&self, session: &Session) -> Option<ConfirmationView> {
        let AccessState::Unconfirmed(failure) = &session.access else {
            return None;
        };
        let attempt = self.attempts.iter().find(|attempt| attempt.confirms());
        Some(match attempt {
            Some(attempt) => ConfirmationView::UnderWay {
                attempt: attempt.view(),
            },
            None => ConfirmationView::Wanted {
                failure: failure.clone(),
            },
        })
    }

    fn provider_view(&self, connection: &Connection, session: &Session) -> ProviderView {
        let provider = catalog::provider(&connection.name, Some(&connection.strategy));
        let accounts = session.lists.accounts.iter();
        let connected = accounts.filter(|one| one.connection == connection.name);
        let attempt = self
            .attempts
            .iter()
            .find(|attempt| attempt.connection() == Some(&connection.name));
        ProviderView {
            connection: connection.name.clone(),
            provider: name(provider, &connection.name),
            catalog: key(provider),
            permissions: catalog::permissions(provider, &connection.scopes),
            scopes: connection.scopes.clone(),
            accounts: u32::try_from(connected.count()).unwrap_or(u32::MAX),
            attempt: attempt.map(Attempt::view),
            failure: session.provider_failures.get(&connection.name).cloned(),
        }
    }

    /// The provider's name, for a notice.
    pub(super) fn provider_name(&self, connection: &str) -> String {
        let strategy = self.strategy(connection);
        name(
            catalog::provider(connection, strategy.as_deref()),
            connection,
        )
    }

    /// The catalogue key of an account's provider, which the words go by.
    pub(super) fn catalog_key(&self, account: &str) -> Option<String> {
        let Stage::SignedIn(session) = &self.stage else {
            return None;
        };
        let mut accounts = session.lists.accounts.iter();
        let connection = &accounts.find(|one| one.id == account)?.connection;
        let strategy = session.lists.strategy(connection);
        Some(key(catalog::provider(connection, strategy)))
    }

    /// The strategy of a connection that is offered.
    pub(super) fn strategy(&self, connection: &str) -> Option<String> {
        match &self.stage {
            Stage::SignedIn(session) => session.lists.strategy(connection).map(str::to_owned),
            Stage::Starting { .. }
            | Stage::FirstRun { .. }
            | Stage::SignedOut { .. }
            | Stage::AnotherPerson { .. }
            | Stage::Keychain { .. } => None,
        }
    }
}

impl Lists {
    fn strategy(&self, connection: &str) -> Option<&str> {
        let mut connections = self.connections.iter();
        let found = connections.find(|one| one.name == connection)?;
        Some(&found.strategy)
    }
}

impl AccountView {
    fn asks_for_attention(&self) -> bool {
        let ending = match self.state {
            AccountState::Expires { .. } | AccountState::Ended { .. } => true,
            AccountState::Connected | AccountState::Disconnecting => false,
        };
        let broken = matches!(self.check, Some(CheckView::Failed { .. }));
        ending || broken || self.failure.is_some()
    }
}

impl ProviderView {
    fn is_available(&self) -> bool {
        self.accounts == 0 || self.attempt.is_some() || self.failure.is_some()
    }
}

fn account_view(account: &ConnectedAccount, session: &Session, now: DateTime<Utc>) -> AccountView {
    let lists = &session.lists;
    let provider = catalog::provider(&account.connection, lists.strategy(&account.connection));
    let mut accounts = lists.accounts.iter();
    let state = match account.expires_at {
        _ if session.removals.contains_key(&account.id) => AccountState::Disconnecting,
        Some(at) if at <= now => AccountState::Ended { at },
        Some(at) if at <= now + EXPIRY_NOTICE => AccountState::Expires { at },
        Some(_) | None => AccountState::Connected,
    };
    let siblings = accounts
        .by_ref()
        .filter(|one| one.connection == account.connection && one.id != account.id)
        .count();
    AccountView {
        id: account.id.clone(),
        connection: account.connection.clone(),
        provider: name(provider, &account.connection),
        catalog: key(provider),
        state,
        connected_at: account.created_at,
        expires_at: account.expires_at,
        offline_access: account.access_type == "offline",
        organization: account.org_id.clone(),
        permissions: catalog::permissions(provider, &account.scopes),
        scopes: account.scopes.clone(),
        revoke_page: provider.is_some_and(|provider| provider.revoke_url.is_some()),
        siblings: u32::try_from(siblings).unwrap_or(u32::MAX),
        failure: session.account_failures.get(&account.id).cloned(),
        check: session.checks.get(&account.id).cloned(),
    }
}

fn freshness(lists: &Lists) -> Freshness {
    let reading = lists.reading.is_some();
    match &lists.failure {
        Some(failure) => {
            let failure = failure.clone();
            if failure.diagnosis.is_offline() {
                Freshness::Offline {
                    retrying: reading,
                    failure,
                }
            } else {
                Freshness::Failed {
                    retrying: reading,
                    failure,
                }
            }
        }
        None if lists.as_of.is_none() => Freshness::Loading,
        None => Freshness::Current {
            refreshing: reading,
        },
    }
}

fn name(provider: Option<&Provider>, connection: &str) -> String {
    provider
        .map_or(connection, |provider| provider.name_of(connection))
        .to_owned()
}

fn key(provider: Option<&Provider>) -> String {
    provider.map_or_else(|| OTHER.to_owned(), |provider| provider.key.clone())
}
