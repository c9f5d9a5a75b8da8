//! Connect and disconnect, over and over, at a tenant that misbehaves: whatever goes wrong, in the end
//! the window has the accounts that the tenant has.

use std::collections::BTreeSet;

use accounts::Request;
use accounts::view::{AccountState, AccountsView, Freshness, News, Screen, Snapshot};
use emulator::{Config, Endpoint, Fault, Misbehavior, RateLimit};

use crate::support::{Program, all};

/// Connections of the demo tenant.
const CONNECTIONS: [&str; 4] = ["google-oauth2", "github", "slack", "dropbox"];
/// One cycle in so many meets a fault.
const FAULT_EVERY: u64 = 4;

/// Chance that can be repeated (xorshift64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        let place = self.roll(from.len() as u64);
        from[usize::try_from(place).unwrap()].clone()
    }
}

#[tokio::test]
async fn both_sides_have_the_same_accounts_after_150_cycles() {
    soak(150, 0x6d6f_6f72_696e_6721).await;
}

#[tokio::test]
#[ignore = "takes minutes: cargo xtask test --long"]
async fn both_sides_have_the_same_accounts_after_10_000_cycles() {
    soak(10_000, 0x0061_6e63_686f_7221).await;
}

async fn soak(cycles: u32, seed: u64) {
    let mut dice = Dice(seed);
    let config = Config {
        auto_approve: true,
        rate_limit: RateLimit {
            calls: 0,
            window_seconds: 60,
        },
        ..Config::default()
    };
    let mut program = Program::signed_in(config).await;
    let mut met = 0_u32;
    for cycle in 0..cycles {
        if dice.roll(FAULT_EVERY) == 0 {
            met += 1;
            program.world.tenant.emulator().inject(fault(&mut dice));
        }
        // Access tokens end in the middle of it all.
        if dice.roll(20) == 0 {
            program.world.advance(700);
        }
        connect(&mut program, dice.pick(&CONNECTIONS)).await;
        // Two are left to connect to for each that is removed, on the average.
        if let Some(account) = any_account(&mut program, &mut dice).await {
            disconnect(&mut program, &account).await;
        }
        tidy(&mut program).await;
        if cycle % 500 == 499 {
            compare(&mut program).await;
        }
    }
    assert!(met > cycles / 8, "faults were met");
    compare(&mut program).await;
}

fn fault(dice: &mut Dice) -> Fault {
    let at = dice.pick(&[
        Endpoint::TokenRefresh,
        Endpoint::Connect,
        Endpoint::Complete,
        Endpoint::Accounts,
        Endpoint::Connections,
        Endpoint::Delete,
    ]);
    let status = |status| Misbehavior::Status {
        status,
        body: None,
        headers: Vec::new(),
    };
    let mut ways = vec![
        status(500),
        status(503),
        Misbehavior::Html,
        Misbehavior::EmptyBody,
        Misbehavior::HalfBody,
        Misbehavior::Reset,
        Misbehavior::AnswerLost,
        Misbehavior::WrongContentType,
        Misbehavior::RateLimited {
            retry_after: Some(1),
            reset_in: Some(1),
            global: false,
        },
    ];
    if at == Endpoint::TokenRefresh {
        ways.extend(Misbehavior::oauth_errors());
    } else {
        ways.extend(Misbehavior::problems());
    }
    Fault::once(at, dice.pick(&ways))
}

async fn connect(program: &mut Program, connection: &str) {
    program.connect(connection);
    let begun = |accounts: &AccountsView| {
        let mut providers = accounts.available.iter();
        providers.any(|one| one.attempt.is_some() || one.failure.is_some())
    };
    let told = |news: &News| matches!(news, News::Connected { .. });
    happened(program, "a connect", begun, told).await;
    settle(program).await;
}

async fn disconnect(program: &mut Program, account: &str) {
    program.disconnect(&[account], false).await;
    settle(program).await;
}

/// Waits until what was asked for shows in one way or another.
async fn happened(
    program: &mut Program,
    what: &str,
    begun: impl Fn(&AccountsView) -> bool,
    told: impl Fn(&News) -> bool,
) {
    let shown = |snapshot: &Snapshot| match &snapshot.screen {
        Screen::Accounts(accounts) => {
            accounts.confirmation.is_some()
                || begun(accounts)
                || snapshot.notices.iter().any(|notice| told(&notice.news))
        }
        Screen::SignedOut { .. } => true,
        Screen::Starting
        | Screen::FirstRun { .. }
        | Screen::SigningIn { .. }
        | Screen::AnotherPerson { .. }
        | Screen::Keychain { .. } => false,
    };
    program.until(what, shown).await;
}

/// Waits until nothing is under way any more. Whatever the person has to do for that is done.
async fn settle(program: &mut Program) {
    loop {
        let found = program.until("nothing under way", at_rest).await;
        match &found.screen {
            Screen::SignedOut { .. } => program.take(Request::SignIn),
            Screen::Accounts(accounts) if accounts.confirmation.is_some() => {
                program.take(Request::ConfirmIdentity);
            }
            // Nothing to click on yet.
            Screen::Accounts(accounts) if accounts.incomplete => program.take(Request::Refresh),
            Screen::Accounts(_)
            | Screen::Starting
            | Screen::FirstRun { .. }
            | Screen::SigningIn { .. }
            | Screen::AnotherPerson { .. }
            | Screen::Keychain { .. } => return,
        }
        let moved = |snapshot: &Snapshot| snapshot.revision > found.revision && !at_rest(snapshot);
        program
            .until("something under way", |now| moved(now) || current(now))
            .await;
    }
}

fn at_rest(snapshot: &Snapshot) -> bool {
    match &snapshot.screen {
        Screen::SignedOut { .. } => true,
        Screen::Accounts(accounts) => {
            let asked = matches!(
                accounts.confirmation,
                Some(accounts::view::ConfirmationView::Wanted { .. })
            );
            let mut providers = accounts.available.iter();
            let connecting = providers.any(|one| one.attempt.is_some());
            let leaving =
                all(accounts).any(|one| matches!(one.state, AccountState::Disconnecting { .. }));
            let reading = match accounts.freshness {
                Freshness::Loading => true,
                Freshness::Current { refreshing } => refreshing,
                Freshness::Offline { retrying, .. } | Freshness::Failed { retrying, .. } => {
                    retrying
                }
            };
            asked || !(connecting || leaving || reading)
        }
        Screen::Starting
        | Screen::FirstRun { .. }
        | Screen::SigningIn { .. }
        | Screen::AnotherPerson { .. }
        | Screen::Keychain { .. } => false,
    }
}

fn current(snapshot: &Snapshot) -> bool {
    matches!(&snapshot.screen, Screen::Accounts(accounts)
        if accounts.confirmation.is_none()
            && accounts.freshness == Freshness::Current { refreshing: false })
}

async fn any_account(program: &mut Program, dice: &mut Dice) -> Option<String> {
    settle(program).await;
    let found = program.until("accounts", at_rest).await;
    let Screen::Accounts(accounts) = found.screen else {
        return None;
    };
    let ids: Vec<String> = all(&accounts).map(|one| one.id.clone()).collect();
    (!ids.is_empty()).then(|| dice.pick(&ids))
}

/// Puts away all that was told.
async fn tidy(program: &mut Program) {
    let found = program.until("at rest", at_rest).await;
    for notice in found.notices {
        program.take(Request::DismissNotice { id: notice.id });
    }
    if let Screen::Accounts(accounts) = found.screen {
        let providers = accounts.available.iter();
        let failed = providers.filter(|one| one.failure.is_some());
        let accounts = all(&accounts).filter(|one| one.failure.is_some());
        let of = failed
            .map(|one| one.connection.clone())
            .chain(accounts.map(|one| one.id.clone()));
        for of in of {
            program.take(Request::DismissFailure { of });
        }
    }
    program.until("tidy", is_tidy).await;
}

fn is_tidy(snapshot: &Snapshot) -> bool {
    let failed = match &snapshot.screen {
        Screen::Accounts(accounts) => {
            let mut providers = accounts.available.iter();
            providers.any(|one| one.failure.is_some())
                || all(accounts).any(|one| one.failure.is_some())
        }
        Screen::Starting
        | Screen::FirstRun { .. }
        | Screen::SignedOut { .. }
        | Screen::SigningIn { .. }
        | Screen::AnotherPerson { .. }
        | Screen::Keychain { .. } => false,
    };
    snapshot.notices.is_empty() && !failed
}

/// The tenant behaves again: the window has what it has.
async fn compare(program: &mut Program) {
    program.world.tenant.emulator().clear_faults();
    settle(program).await;
    let before = program.until("at rest", at_rest).await.revision;
    program.take(Request::Refresh);
    let read = |snapshot: &Snapshot| snapshot.revision > before && current(snapshot);
    program.until("read", |snapshot| read(snapshot)).await;
    // A confirmation or sign-in may have come in between: once more.
    settle(program).await;
    let accounts = program.until_current().await;
    let here: BTreeSet<String> = all(&accounts).map(|one| one.id.clone()).collect();
    let there = program.world.tenant.emulator().accounts("dana");
    let there: BTreeSet<String> = there.into_iter().map(|one| one.id).collect();
    assert_eq!(here, there);
}
