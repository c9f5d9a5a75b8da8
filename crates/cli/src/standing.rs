//! How the program stands, by its snapshots.

use accounts::view::{
    AccountsView, AttemptView, ConfirmationView, FailureView, Freshness, Screen, Snapshot,
};

use crate::trouble::{Kind, Trouble};

/// The ids of what is under way in the browser.
pub(crate) fn attempts(snapshot: &Snapshot) -> Vec<String> {
    let id = |attempt: &AttemptView| attempt.id.clone();
    match &snapshot.screen {
        Screen::SigningIn { attempt } => vec![id(attempt)],
        Screen::Accounts(accounts) => {
            let providers = accounts.available.iter().chain(&accounts.connectable);
            let rows = accounts.attention.iter().chain(&accounts.connected);
            let confirmation = match &accounts.confirmation {
                Some(ConfirmationView::UnderWay { attempt }) => Some(attempt),
                Some(ConfirmationView::Wanted { .. }) | None => None,
            };
            providers
                .filter_map(|one| one.attempt.as_ref())
                .chain(rows.filter_map(|one| one.attempt.as_ref()))
                .chain(confirmation)
                .map(id)
                .collect()
        }
        Screen::Starting
        | Screen::FirstRun { .. }
        | Screen::SignedOut { .. }
        | Screen::Keychain { .. }
        | Screen::AnotherPerson { .. } => Vec::new(),
    }
}

/// The lists, where somebody is signed in.
pub(crate) fn signed_in(snapshot: &Snapshot) -> Option<&AccountsView> {
    match &snapshot.screen {
        Screen::Accounts(accounts) => Some(accounts),
        Screen::Starting
        | Screen::FirstRun { .. }
        | Screen::SignedOut { .. }
        | Screen::SigningIn { .. }
        | Screen::Keychain { .. }
        | Screen::AnotherPerson { .. } => None,
    }
}

/// Why nobody is signed in, once that is known.
pub(crate) fn way_in(snapshot: &Snapshot) -> Option<Trouble> {
    match &snapshot.screen {
        Screen::Starting
        | Screen::FirstRun { checking: true, .. }
        | Screen::Keychain { checking: true, .. }
        | Screen::SigningIn { .. }
        | Screen::Accounts(_) => None,
        Screen::FirstRun { failure, .. } => {
            let told = failure
                .as_ref()
                .map(|one| Trouble::in_snapshot(one, snapshot));
            Some(told.unwrap_or_else(|| Kind::NoTenant.trouble(&[])))
        }
        Screen::SignedOut { failure } => {
            let told = failure
                .as_ref()
                .map(|one| Trouble::in_snapshot(one, snapshot));
            Some(told.unwrap_or_else(|| Kind::NotSignedIn.trouble(&[])))
        }
        Screen::Keychain { failure, .. } => Some(Trouble::in_snapshot(failure, snapshot)),
        Screen::AnotherPerson { now, .. } => {
            Some(Kind::AnotherPerson.trouble(&[("name", &now.name)]))
        }
    }
}

/// The lists, once they were read or could not be.
pub(crate) fn read(
    accounts: &AccountsView,
    snapshot: &Snapshot,
) -> Option<Result<AccountsView, Trouble>> {
    let failed = |failure: &FailureView| Some(Err(Trouble::in_snapshot(failure, snapshot)));
    match (&accounts.confirmation, &accounts.freshness) {
        (Some(ConfirmationView::Wanted { failure }), _)
        | (
            None,
            Freshness::Offline {
                retrying: false,
                failure,
            }
            | Freshness::Failed {
                retrying: false,
                failure,
            },
        ) => failed(failure),
        (None, Freshness::Current { refreshing: false }) if !accounts.incomplete => {
            Some(Ok(accounts.clone()))
        }
        (Some(ConfirmationView::UnderWay { .. }) | None, _) => None,
    }
}
