//! The person after the fault: goes on with what the window offers, until all is well.

use std::collections::BTreeSet;

use accounts::Request;
use accounts::view::{
    AccountState, AccountView, AccountsView, AttemptStep, AttemptView, CheckView, ConfirmationView,
    FailureView, Freshness, News, Screen, Snapshot,
};

use crate::support::{Manner, Program, all};

pub(crate) const GOOGLE: &str = "google-oauth2";

/// More steps than this lead nowhere.
const STEPS: usize = 12;

/// Whether nothing is under way but what waits for the person.
pub(crate) fn settled(now: &Snapshot) -> bool {
    match &now.screen {
        Screen::SignedOut { .. } => true,
        Screen::SigningIn { attempt } => attempt.step == AttemptStep::Waiting,
        Screen::Accounts(accounts) => match &accounts.confirmation {
            Some(ConfirmationView::Wanted { .. }) => true,
            Some(ConfirmationView::UnderWay { .. }) => false,
            None => at_rest(accounts),
        },
        Screen::Starting
        | Screen::FirstRun { .. }
        | Screen::AnotherPerson { .. }
        | Screen::Keychain { .. } => false,
    }
}

fn at_rest(accounts: &AccountsView) -> bool {
    let reading = match &accounts.freshness {
        Freshness::Loading => true,
        Freshness::Current { refreshing } => *refreshing,
        Freshness::Offline { retrying, .. } | Freshness::Failed { retrying, .. } => *retrying,
    };
    let busy = attempts(accounts).any(|one| one.step != AttemptStep::Waiting);
    let leaving = all(accounts).any(|one| matches!(one.state, AccountState::Disconnecting { .. }));
    let checking = all(accounts).any(|one| one.check == Some(CheckView::Checking));
    !(reading || busy || leaving || checking || accounts.signing_out)
}

fn attempts(accounts: &AccountsView) -> impl Iterator<Item = &AttemptView> {
    let providers = accounts.available.iter().chain(&accounts.connectable);
    let of_accounts = all(accounts).filter_map(|one| one.attempt.as_ref());
    let of_providers = providers.filter_map(|one| one.attempt.as_ref());
    of_accounts.chain(of_providers)
}

/// The lists, where they fill the window.
pub(crate) fn accounts(now: &Snapshot) -> Option<&AccountsView> {
    if let Screen::Accounts(accounts) = &now.screen {
        return Some(accounts);
    }
    None
}

/// All that the window says went wrong.
pub(crate) fn failures(now: &Snapshot) -> Vec<FailureView> {
    let mut found: Vec<FailureView> = Vec::new();
    match &now.screen {
        Screen::SignedOut { failure } | Screen::FirstRun { failure, .. } => {
            found.extend(failure.clone());
        }
        Screen::Accounts(accounts) => found.extend(in_lists(accounts)),
        Screen::Starting
        | Screen::SigningIn { .. }
        | Screen::AnotherPerson { .. }
        | Screen::Keychain { .. } => {}
    }
    for notice in &now.notices {
        if let News::Failed { failure } | News::RevocationFailed { failure } = &notice.news {
            found.push(failure.clone());
        }
    }
    found
}

fn in_lists(accounts: &AccountsView) -> Vec<FailureView> {
    let mut found = Vec::new();
    if let Some(ConfirmationView::Wanted { failure }) = &accounts.confirmation {
        found.push(failure.clone());
    }
    let providers = accounts.available.iter().chain(&accounts.connectable);
    found.extend(providers.filter_map(|one| one.failure.clone()));
    for account in all(accounts) {
        found.extend(account.failure.clone());
        if let Some(CheckView::Failed { failure }) = &account.check {
            found.push(failure.clone());
        }
    }
    if let Freshness::Offline { failure, .. } | Freshness::Failed { failure, .. } =
        &accounts.freshness
    {
        found.push(failure.clone());
    }
    found
}

/// Does what the window offers, until the lists are current and what the tenant has. Gives whether
/// that took a sign-in.
pub(crate) async fn go_on(program: &mut Program) -> bool {
    program.world.browser.act(Manner::Approve);
    let (mut signed_in, mut read) = (false, false);
    for _ in 0..STEPS {
        let found = program.until("nothing under way", settled).await;
        match &found.screen {
            Screen::SignedOut { .. } | Screen::SigningIn { .. } => {
                signed_in = true;
                enter(program, &found).await;
            }
            Screen::Accounts(accounts) => {
                if read && is_done(accounts) {
                    compare(program, accounts);
                    return signed_in;
                }
                read |= step(program, accounts).await;
            }
            Screen::Starting
            | Screen::FirstRun { .. }
            | Screen::AnotherPerson { .. }
            | Screen::Keychain { .. } => panic!("another screen: {found:?}"),
        }
    }
    panic!("it leads nowhere: {:?}", *program.snapshots().borrow());
}

fn is_done(accounts: &AccountsView) -> bool {
    let current = accounts.freshness == Freshness::Current { refreshing: false };
    current && accounts.confirmation.is_none() && attempts(accounts).next().is_none()
}

async fn enter(program: &mut Program, found: &Snapshot) {
    let before: Option<String> = failures(found).first().map(|failure| failure.id.clone());
    let again = matches!(found.screen, Screen::SigningIn { .. });
    program.take(if again {
        Request::OpenSignInAgain
    } else {
        Request::SignIn
    });
    program
        .until("somebody is in", |now| {
            let told = failures(now).first().map(|failure| failure.id.clone());
            let out = matches!(&now.screen, Screen::SignedOut { .. });
            accounts(now).is_some() || (out && told.is_some() && told != before)
        })
        .await;
}

/// One step; gives whether it read the lists.
async fn step(program: &mut Program, found: &AccountsView) -> bool {
    if found.confirmation.is_some() {
        program.take(Request::ConfirmIdentity);
        let confirmed = |now: &AccountsView| now.confirmation.is_none();
        program.until_accounts("confirmed", confirmed).await;
        return false;
    }
    let open: Vec<String> = attempts(found).map(|one| one.id.clone()).collect();
    if !open.is_empty() {
        for attempt in open {
            program.take(Request::CancelAttempt { attempt });
        }
        let none = |now: &AccountsView| attempts(now).next().is_none();
        program.until_accounts("nothing open", none).await;
        return false;
    }
    let failure = |now: &AccountsView| match &now.freshness {
        Freshness::Offline { failure, .. } | Freshness::Failed { failure, .. } => {
            Some(failure.clone())
        }
        Freshness::Loading | Freshness::Current { .. } => None,
    };
    let before = failure(found);
    let patience = before.as_ref().and_then(|failure| failure.retry_at);
    program
        .world
        .advance(if patience.is_some() { 121 } else { 1 });
    program.take(Request::Refresh);
    let id = |failure: Option<FailureView>| failure.map(|one| one.id);
    let (as_of, before) = (found.as_of, id(before));
    program
        .until("lists read again", |now| {
            accounts(now).is_none_or(|now| {
                let failed = id(failure(now));
                let failed = failed.is_some() && failed != before;
                now.as_of > as_of || failed || now.confirmation.is_some()
            })
        })
        .await;
    true
}

/// Puts away all that was told, also at the tenant.
pub(crate) async fn tidy(program: &mut Program) {
    let found = program.until("at rest", settled).await;
    for notice in found.notices {
        program.take(Request::DismissNotice { id: notice.id });
    }
    let Screen::Accounts(accounts) = found.screen else {
        return;
    };
    for removed in &accounts.removed {
        program.take(Request::TickRemoved {
            account: removed.id.clone(),
        });
    }
    let providers = accounts.available.iter().chain(&accounts.connectable);
    for provider in providers.filter(|one| one.failure.is_some()) {
        let of = provider.connection.clone();
        program.take(Request::DismissFailure { of });
    }
    let failed = |one: &&AccountView| {
        one.failure.is_some() || matches!(one.check, Some(CheckView::Failed { .. }))
    };
    for account in all(&accounts).filter(failed) {
        let of = account.id.clone();
        program.take(Request::DismissFailure { of });
    }
    let emulator = program.world.tenant.emulator();
    for account in emulator.accounts("dana") {
        if account.connection == GOOGLE || account.connection == "github" {
            assert!(emulator.disconnect_elsewhere(&account.id));
        }
    }
    program
        .until("nothing is told", |now| {
            failures(now).is_empty() && now.notices.is_empty()
        })
        .await;
}

fn compare(program: &Program, accounts: &AccountsView) {
    let here: BTreeSet<String> = all(accounts).map(|one| one.id.clone()).collect();
    let there = program.world.tenant.emulator().accounts("dana");
    let there: BTreeSet<String> = there.into_iter().map(|one| one.id).collect();
    assert_eq!(here, there, "both have the same accounts");
}
