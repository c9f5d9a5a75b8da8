//! The journeys, and how they go.

use std::time::Duration;

use accounts::Request;
use accounts::view::{
    AccountsView, CheckView, Diagnosis, FailureView, Freshness, News, Screen, Snapshot,
};
use emulator::Endpoint;
use tokio::time::timeout;

use super::person::{GOOGLE, accounts, failures, settled};
use crate::support::{Landing, Manner, Program, all, provider, removed};

/// A page that does not come in this time does not come.
const BROWSER_PATIENCE: Duration = Duration::from_secs(5);

/// One removal, one reading of the lists, a renewal before them: each may take its ten seconds.
const PATIENCE: Duration = Duration::from_secs(45);

/// What the person is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Journey {
    SignIn,
    /// Starts the program with a session in the keychain.
    Start,
    /// Comes back after the life of the access.
    Renew,
    List,
    Connect,
    Complete,
    Disconnect,
    /// Has the vault asked.
    Check,
    SignOut,
}

/// What a journey begins with.
pub(crate) enum Given {
    Nothing,
    /// The link with which the browser is about to come back.
    Back(String),
    Account(String),
}

/// How a journey went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done.
    Well,
    /// The window says what went wrong.
    Told(Diagnosis),
    /// The browser has no page; the window still offers to open it again.
    InBrowser,
}

impl Journey {
    pub(crate) const ALL: [Self; 9] = [
        Self::SignIn,
        Self::Start,
        Self::Renew,
        Self::List,
        Self::Connect,
        Self::Complete,
        Self::Disconnect,
        Self::Check,
        Self::SignOut,
    ];

    /// Where it meets the tenant.
    pub(crate) fn touches(self) -> &'static [Endpoint] {
        use Endpoint as At;
        match self {
            Self::SignIn => &[
                At::Discovery,
                At::Authorize,
                At::TokenCode,
                At::Jwks,
                At::TokenRefresh,
                At::Accounts,
                At::Connections,
                At::Any,
            ],
            Self::Start => &[
                At::Discovery,
                At::Jwks,
                At::TokenRefresh,
                At::Accounts,
                At::Connections,
                At::Any,
            ],
            Self::Renew => &[At::TokenRefresh, At::Any],
            Self::List => &[At::Accounts, At::Connections, At::Any],
            Self::Connect => &[At::TokenRefresh, At::Connect, At::Any],
            Self::Complete => &[
                At::TokenRefresh,
                At::Complete,
                At::Accounts,
                At::Connections,
                At::Any,
            ],
            Self::Disconnect => &[At::TokenRefresh, At::Delete, At::Any],
            Self::Check => &[At::TokenExchange, At::Any],
            Self::SignOut => &[At::Revoke, At::Any],
        }
    }

    /// Every journey at each of its endpoints.
    pub(crate) fn places() -> Vec<(Self, Endpoint)> {
        let places = |one: Self| one.touches().iter().map(move |at| (one, *at));
        Self::ALL.into_iter().flat_map(places).collect()
    }

    /// All that comes before the middle.
    pub(crate) async fn prepare(self, mut program: Program, at: Endpoint) -> (Program, Given) {
        let given = match self {
            Self::SignIn => {
                program.take(Request::SignOut { in_browser: false });
                program.until_signed_out().await;
                // It knows nothing of the tenant yet.
                program.world.settings.forget_tenants();
                program = program.restart();
                program.until_signed_out().await;
                Given::Nothing
            }
            Self::Complete => Given::Back(consent(&mut program, at).await),
            Self::Disconnect | Self::Check => {
                let emulator = program.world.tenant.emulator();
                let account = emulator.connect_elsewhere("dana", "github", &["read:user"]);
                program.refresh_after(1).await;
                Given::Account(account)
            }
            Self::Start | Self::Renew | Self::List | Self::Connect | Self::SignOut => {
                Given::Nothing
            }
        };
        if at == Endpoint::TokenRefresh && matches!(self, Self::Connect | Self::Disconnect) {
            program.world.advance(700);
        }
        program.world.browser.act(Manner::Nothing);
        (program, given)
    }

    /// The rest of it, whatever the tenant does.
    pub(crate) async fn go(self, mut program: Program, given: Given) -> (Program, Outcome) {
        let before = last_reading(&program);
        let outcome = match (self, given) {
            (Self::SignIn, _) => sign_in(&mut program).await,
            (Self::Start, _) => {
                program.world.settings.forget_tenants();
                program = program.restart();
                listed(&mut program, None).await
            }
            (Self::Renew | Self::List, _) => {
                program
                    .world
                    .advance(if self == Self::Renew { 700 } else { 1 });
                program.take(Request::Refresh);
                listed(&mut program, Some(before)).await
            }
            (Self::Complete, Given::Back(raw)) => complete(&mut program, &raw).await,
            (Self::Disconnect, Given::Account(account)) => {
                program.disconnect(&[&account], false).await;
                let gone = |now: &AccountsView| removed(now, "github") && !lists(now, &account);
                ended(
                    &mut program,
                    |_| true,
                    |now| accounts(now).is_some_and(gone),
                )
                .await
            }
            (Self::Check, Given::Account(account)) => check(&mut program, &account).await,
            (Self::SignOut, _) => {
                program.take(Request::SignOut { in_browser: false });
                let out = |now: &Snapshot| matches!(now.screen, Screen::SignedOut { .. });
                ended(&mut program, out, |now| {
                    out(now) && failures(now).is_empty()
                })
                .await
            }
            (Self::Connect, _) => connect(&mut program).await,
            (Self::Complete | Self::Disconnect | Self::Check, _) => panic!("another beginning"),
        };
        (program, outcome)
    }
}

/// Connects as far as the way back; gives its link.
async fn consent(program: &mut Program, at: Endpoint) -> String {
    let late = at == Endpoint::TokenRefresh;
    if late {
        program.refresh_after(700).await;
        program.world.advance(400);
    }
    let opened = program.world.browser.opened().len();
    program.begin_connect(GOOGLE).await;
    if late {
        // The access ends before the person comes back.
        program.world.advance(200);
    }
    let url = program.world.browser.opened_after(opened).await;
    let browser = &program.world.browser;
    browser.walk(&url, Manner::Approve).await.back()
}

async fn sign_in(program: &mut Program) -> Outcome {
    let opened = program.world.browser.opened().len();
    program.take(Request::SignIn);
    let found = program
        .until("a sign-in", |now| {
            let waits = matches!(&now.screen, Screen::SigningIn { attempt } if attempt.expires_at.is_some());
            let out = matches!(&now.screen, Screen::SignedOut { failure } if failure.is_some());
            waits || out
        })
        .await;
    if let Some(failure) = failures(&found).first() {
        return Outcome::Told(failure.diagnosis);
    }
    let url = program.world.browser.opened_after(opened).await;
    let walk = program.world.browser.walk(&url, Manner::Approve);
    let Ok(Landing::Back(raw)) = timeout(BROWSER_PATIENCE, walk).await else {
        return Outcome::InBrowser;
    };
    program.deliver(&raw);
    let in_or_out = |now: &Snapshot| !matches!(now.screen, Screen::SigningIn { .. });
    ended(program, in_or_out, is_current).await
}

async fn connect(program: &mut Program) -> Outcome {
    program.connect(GOOGLE);
    let begun = |now: &AccountsView| {
        provider(now, GOOGLE).is_some_and(|one| one.attempt.is_some() || one.failure.is_some())
    };
    let begun = |now: &Snapshot| accounts(now).is_none_or(begun);
    let waits = |now: &AccountsView| {
        let attempt = provider(now, GOOGLE).and_then(|one| one.attempt.as_ref());
        attempt.is_some_and(|attempt| attempt.expires_at.is_some())
    };
    ended(program, begun, |now| accounts(now).is_some_and(waits)).await
}

async fn complete(program: &mut Program, raw: &str) -> Outcome {
    program.deliver(raw);
    let back = |now: &Snapshot| {
        let open = |now| provider(now, GOOGLE).is_some_and(|one| one.attempt.is_some());
        accounts(now).is_none_or(|now| now.confirmation.is_some() || !open(now))
    };
    let told = |now: &Snapshot| {
        let mut notices = now.notices.iter();
        notices.any(|notice| matches!(notice.news, News::Connected { .. }))
    };
    ended(program, back, |now| told(now) && is_current(now)).await
}

async fn check(program: &mut Program, account: &str) -> Outcome {
    let account = account.to_owned();
    program.take(Request::CheckAccount {
        account: account.clone(),
    });
    let said = |now: &AccountsView| {
        let check = all(now).find(|one| one.id == account)?.check.clone()?;
        (check != CheckView::Checking).then_some(check)
    };
    let works = |now: &AccountsView| matches!(said(now), Some(CheckView::Works { .. }));
    ended(
        program,
        |now| accounts(now).is_none_or(|now| said(now).is_some()),
        |now| accounts(now).is_some_and(works),
    )
    .await
}

/// How a reading of the lists went that began after `before`.
async fn listed(program: &mut Program, before: Option<i64>) -> Outcome {
    let begun = |now: &Snapshot| match accounts(now) {
        Some(now) => {
            let later = |before| now.as_of.is_some_and(|at| at.timestamp_micros() > before);
            let read = before.is_none_or(later);
            read || !matches!(now.freshness, Freshness::Current { .. })
        }
        None => matches!(now.screen, Screen::SignedOut { .. }),
    };
    ended(program, begun, is_current).await
}

/// Waits until what was begun is over, and tells how it went. What neither went well nor is told
/// fails the test.
async fn ended(
    program: &mut Program,
    over: impl Fn(&Snapshot) -> bool,
    well: impl Fn(&Snapshot) -> bool,
) -> Outcome {
    let found = program
        .until_within(PATIENCE, "an end", |now| {
            settled(now) && (over(now) || wanted(now))
        })
        .await;
    if well(&found) {
        return Outcome::Well;
    }
    let failures: Vec<FailureView> = failures(&found);
    let told = failures.first().map(|failure| failure.diagnosis);
    Outcome::Told(told.unwrap_or_else(|| panic!("nothing is told: {found:?}")))
}

/// Whether the person is asked to confirm who they are.
fn wanted(now: &Snapshot) -> bool {
    accounts(now).is_some_and(|now| now.confirmation.is_some())
}

fn is_current(now: &Snapshot) -> bool {
    let current = Freshness::Current { refreshing: false };
    accounts(now).is_some_and(|now| now.freshness == current)
}

fn lists(now: &AccountsView, account: &str) -> bool {
    all(now).any(|one| one.id == account)
}

/// When the lists were last read, in microseconds.
fn last_reading(program: &Program) -> i64 {
    let now = program.snapshots().borrow().clone();
    let read = accounts(&now).and_then(|now| now.as_of);
    read.map_or(0, |at| at.timestamp_micros())
}
