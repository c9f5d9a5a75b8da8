//! What the window shows of the model.

mod removals;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use auth0::{ConnectedAccount, Connection};
use chrono::{DateTime, TimeDelta, Utc};

use super::{Model, Stage};
use crate::attempt::Attempt;
use crate::callback::clean_name;
use crate::catalog::{self, Provider};
use crate::lists::Lists;
use crate::session::{AccessState, Session, person};
use crate::view::{
    AccountState, AccountView, AccountsView, AskedView, AttemptView, CheckView, ConfirmationView,
    Freshness, ProviderView, Screen, Snapshot, TenantView,
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
                deep_links: self.links_work(),
                links_go_to: self.links_go_to(),
                organization: profile.options.organization.clone(),
                checks: !profile.options.client_authentication.is_none(),
                in_memory: self.in_memory,
            }),
            profiles: self.profile_views(),
            screen: self.screen(now),
            proposal: self.proposal_view(),
            notices: self.notices.clone(),
            language: self.language(),
            preferences: self.preferences(),
            about: self.about.clone(),
            updates: self.desktop.updates.clone(),
            doctor: self.doctor.as_ref().map(crate::doctor::Examination::view),
            set_up: self.set_up.clone(),
            report: self.report_view(),
        }
    }

    fn screen(&self, now: DateTime<Utc>) -> Screen {
        let mut attempts = self.attempts.iter();
        let sign_in = attempts.find(|attempt| attempt.is_sign_in() && !attempt.confirms());
        match (&self.stage, sign_in) {
            (Stage::Starting { .. }, _) => Screen::Starting,
            (Stage::FirstRun(form), _) => Screen::FirstRun {
                checking: form.checking,
                looking: form.looking,
                failure: form.failure.clone(),
                answered: form.answered.clone(),
                changes: form.changes.clone(),
                back: self.settings.in_use().map(|kept| kept.name.clone()),
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
                Screen::Accounts(Arc::new(self.accounts(session, now)))
            }
        }
    }

    fn accounts(&self, session: &Session, now: DateTime<Utc>) -> AccountsView {
        let lists = &session.lists;
        let kinds = kinds(lists);
        let mut all: Vec<AccountView> = lists
            .accounts
            .iter()
            .map(|account| self.account_view(account, session, &kinds, now))
            .collect();
        all.sort_by_cached_key(|account| (account.title().to_lowercase(), account.connected_at));
        let (mut attention, connected): (Vec<_>, Vec<_>) =
            all.into_iter().partition(AccountView::asks_for_attention);
        attention.sort_by_key(|account| (Reverse(account.failure.is_some()), account.expires_at));
        let mut providers: Vec<ProviderView> = lists
            .connections
            .iter()
            .map(|connection| self.provider_view(connection, session, &kinds))
            .collect();
        providers.sort_by_cached_key(|provider| provider.provider.to_lowercase());
        let (available, connectable) = providers
            .into_iter()
            .partition(|provider| provider.is_available() || self.proposes(&provider.connection));
        AccountsView {
            person: Some(person(&session.identity)),
            confirmation: self.confirmation(session),
            freshness: freshness(lists),
            incomplete: lists.as_of.is_none(),
            nothing_to_connect: session.nothing_to_connect.clone(),
            as_of: lists.as_of,
            attention,
            removed: self.removed_views(session),
            connected,
            available,
            connectable,
            removals: self.removal_views(session),
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

    fn provider_view(
        &self,
        connection: &Connection,
        session: &Session,
        kinds: &HashMap<&str, Kind<'_>>,
    ) -> ProviderView {
        let provider = catalog::provider(&connection.name, Some(&connection.strategy));
        let mut attempts = self.attempts.iter();
        let attempt = attempts.find(|one| {
            let elsewhere = one.wish().and_then(|wish| wish.account.as_deref());
            let listed =
                elsewhere.is_some_and(|id| session.lists.accounts.iter().any(|it| it.id == id));
            one.connection() == Some(&connection.name) && !listed
        });
        let scopes = unique(&connection.scopes);
        ProviderView {
            connection: connection.name.clone(),
            provider: name(provider, &connection.name),
            catalog: key(provider),
            permissions: catalog::permissions(provider, &scopes),
            scopes,
            traps: provider.map_or_else(Vec::new, |provider| provider.traps.clone()),
            accounts: kinds
                .get(connection.name.as_str())
                .map_or(0, |kind| kind.accounts),
            attempt: attempt.map(|attempt| attempt_view(attempt, provider)),
            failure: session.provider_failures.get(&connection.name).cloned(),
        }
    }

    fn account_view(
        &self,
        account: &ConnectedAccount,
        session: &Session,
        kinds: &HashMap<&str, Kind<'_>>,
        now: DateTime<Utc>,
    ) -> AccountView {
        let kind = kinds.get(account.connection.as_str()).copied();
        let Kind {
            strategy,
            provider,
            accounts: same,
        } = kind.unwrap_or_default();
        let notes = self.account_notes(&account.id).cloned().unwrap_or_default();
        let missing = catalog::missing(provider, &unique(&notes.asked), &account.scopes);
        let scopes = unique(&account.scopes);
        let mut attempts = self.attempts.iter();
        let attempt = attempts.find(|one| one.is_for(&account.connection, Some(&account.id)));
        AccountView {
            id: account.id.clone(),
            connection: account.connection.clone(),
            provider: name(provider, &account.connection),
            catalog: key(provider),
            nickname: notes.nickname,
            hint: notes.hint,
            state: account_state(account, session, now),
            elsewhere: notes.elsewhere,
            superseded: notes.superseded,
            attempt: attempt.map(|attempt| attempt_view(attempt, provider)),
            missing: catalog::permissions(provider, &missing),
            connected_at: account.created_at,
            expires_at: account.expires_at,
            offline_access: account.access_type == "offline",
            organization: account.org_id.as_deref().map(clean_name),
            permissions: catalog::permissions(provider, &scopes),
            scopes,
            revoke_page: provider.is_some_and(|one| one.revoke_url(strategy).is_some()),
            siblings: same.saturating_sub(1),
            failure: session.account_failures.get(&account.id).cloned(),
            check: session.checks.get(&account.id).cloned(),
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
            | Stage::FirstRun(_)
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
            AccountState::Connected | AccountState::Disconnecting { .. } => false,
        };
        let broken = matches!(self.check, Some(CheckView::Failed { .. }));
        let lacking = !self.missing.is_empty() || self.superseded;
        ending || broken || lacking || self.failure.is_some()
    }
}

impl ProviderView {
    fn is_available(&self) -> bool {
        self.accounts == 0 || self.attempt.is_some() || self.failure.is_some()
    }
}

impl AccountView {
    fn title(&self) -> &str {
        self.nickname.as_deref().unwrap_or(&self.provider)
    }
}

fn account_state(
    account: &ConnectedAccount,
    session: &Session,
    now: DateTime<Utc>,
) -> AccountState {
    let until = session.leaving_until(&account.id);
    match account.expires_at {
        _ if session.is_leaving(&account.id) => AccountState::Disconnecting { until },
        Some(at) if at <= now => AccountState::Ended { at },
        Some(at) if at <= now + EXPIRY_NOTICE => AccountState::Expires { at },
        Some(_) | None => AccountState::Connected,
    }
}

fn attempt_view(attempt: &Attempt, provider: Option<&Provider>) -> AttemptView {
    let asked = attempt.wish().map(|wish| {
        let scopes = unique(&wish.scopes);
        AskedView {
            permissions: catalog::permissions(provider, &scopes),
            scopes,
            hint: wish.hint.clone(),
            nickname: wish.nickname.clone(),
        }
    });
    AttemptView {
        asked,
        ..attempt.view()
    }
}

/// What the accounts of one connection have in common.
#[derive(Debug, Clone, Copy, Default)]
struct Kind<'a> {
    strategy: Option<&'a str>,
    provider: Option<&'static Provider>,
    accounts: u32,
}

/// The kinds of the accounts, by connection: there are few of them, and many accounts.
fn kinds(lists: &Lists) -> HashMap<&str, Kind<'_>> {
    let mut kinds: HashMap<&str, Kind<'_>> = HashMap::new();
    for account in &lists.accounts {
        let connection = account.connection.as_str();
        let kind = kinds.entry(connection).or_insert_with(|| {
            let strategy = lists.strategy(connection);
            Kind {
                strategy,
                provider: catalog::provider(connection, strategy),
                accounts: 0,
            }
        });
        kind.accounts += 1;
    }
    kinds
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

/// Each once, in their order: a tenant may say one twice, and the window tells them apart by it.
fn unique(scopes: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    scopes
        .iter()
        .filter(|scope| seen.insert(*scope))
        .cloned()
        .collect()
}

/// What a provider is called, which may be the tenant's own name for it.
pub(super) fn name(provider: Option<&Provider>, connection: &str) -> String {
    clean_name(provider.map_or(connection, |provider| provider.name_of(connection)))
}

fn key(provider: Option<&Provider>) -> String {
    provider.map_or_else(|| OTHER.to_owned(), |provider| provider.key.clone())
}
