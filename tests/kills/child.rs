//! The program without its window, in a process that can be killed: real keychain, real files, real
//! HTTP.

use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use accounts::ports::{Clock, Ports};
use accounts::view::{
    AccountState, AccountsView, AttemptStep, AttemptView, FailureView, Freshness, Language, Screen,
    Snapshot,
};
use accounts::{App, Request, Start, Wish};
use system::{Files, Keychain};
use tokio::runtime::Runtime;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::steps::{Bare, SteppedBrowser, SteppedFiles, SteppedVault, Steps, say};
use crate::support::TestClock;
use crate::wire::{Order, Report, Seen, Shown, Way};

/// What the program did, every step of it, for whoever has to find out why something was lost.
pub(crate) const LOG: &str = "program.log";

/// Runs the program in this folder until its orders end.
pub(crate) fn run(folder: &Path, ahead: Duration, watched: bool) {
    log(folder);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let clock = TestClock::default();
    clock.advance(ahead);
    let steps = Steps::default();
    steps.watch(watched);
    let app = {
        let _inside = runtime.enter();
        start(folder, &clock, &steps)
    };
    runtime.spawn(show(app.clone(), steps.clone()));
    for line in std::io::stdin().lock().lines() {
        let order = serde_json::from_str(&line.unwrap()).unwrap();
        obey(order, &app, &clock, &steps, &runtime);
    }
    runtime.shutdown_background();
}

/// Each line is in the file at once: a kill must not take the last ones.
fn log(folder: &Path) {
    let file = std::fs::File::options()
        .create(true)
        .append(true)
        .open(folder.join(LOG));
    let ours = ["accounts", "auth0", "system"].map(|name| (name, LevelFilter::TRACE));
    tracing_subscriber::registry()
        .with(Targets::new().with_targets(ours))
        .with(
            fmt::layer()
                .with_ansi(false)
                .with_writer(Arc::new(file.unwrap())),
        )
        .init();
}

fn start(folder: &Path, clock: &TestClock, steps: &Steps) -> App {
    let files = Files::of(folder);
    let mut failures = Vec::new();
    let settings = files.settings().unwrap_or_else(|failure| {
        failures.push(failure);
        accounts::settings::Settings::default()
    });
    let notes = files.notes().unwrap_or_else(|failure| {
        failures.push(failure);
        accounts::notes::Notes::default()
    });
    let start = Start {
        settings,
        notes,
        failures,
        ..Start::default()
    };
    let keychain = Keychain::start(folder).unwrap();
    let ports = Ports {
        clock: Box::new(clock.clone()),
        vault: Box::new(SteppedVault(keychain, steps.clone())),
        browser: Box::new(SteppedBrowser(steps.clone())),
        settings: Box::new(SteppedFiles(files, steps.clone())),
        demo: Box::new(Bare),
        desktop: Box::new(Bare),
    };
    let clock = clock.clone();
    let http = auth0::Http::new(Arc::new(move || clock.now())).unwrap();
    App::start(start, ports, http)
}

fn obey(order: Order, app: &App, clock: &TestClock, steps: &Steps, runtime: &Runtime) {
    let request = match order {
        Order::Go { step } => return steps.go(step),
        Order::Watch { on } => return steps.watch(on),
        Order::Pass { seconds } => return clock.advance(Duration::from_secs(seconds)),
        Order::Deliver { raw } => return drop(app.callback(&raw).unwrap()),
        Order::Race { wait, seconds } => {
            let (app, clock) = (app.clone(), clock.clone());
            runtime.spawn(async move {
                tokio::time::sleep(wait).await;
                clock.advance(Duration::from_secs(seconds));
                app.take(Request::Refresh).unwrap();
            });
            return;
        }
        Order::SignIn => Request::SignIn,
        Order::CancelSignIn => Request::CancelSignIn,
        Order::SignOut => Request::SignOut { in_browser: false },
        Order::Connect { connection } => Request::Connect(Wish {
            connection,
            ..Wish::default()
        }),
        Order::Cancel { attempt } => Request::CancelAttempt { attempt },
        Order::Disconnect { account } => Request::Disconnect {
            accounts: vec![account],
            open_revoke_page: false,
        },
        Order::Undo { removal } => Request::UndoDisconnect { removal },
        Order::Refresh => Request::Refresh,
        Order::Speak { german } => Request::UseLanguage {
            language: Some(if german { Language::De } else { Language::En }),
        },
        Order::Rename { account, nickname } => Request::Rename { account, nickname },
    };
    app.take(request).unwrap();
}

/// Tells every snapshot.
async fn show(app: App, steps: Steps) {
    let mut snapshots = app.snapshots();
    loop {
        let mut seen = digest(&snapshots.borrow_and_update());
        seen.sessions_written = steps.sessions_written();
        say(&Report::Seen(Box::new(seen)));
        if snapshots.changed().await.is_err() {
            return;
        }
    }
}

fn digest(snapshot: &Snapshot) -> Seen {
    let seen = Seen {
        german: snapshot.preferences.language == Some(Language::De),
        ..Seen::default()
    };
    match &snapshot.screen {
        Screen::Starting => seen,
        Screen::SignedOut { failure } => Seen {
            screen: Shown::SignedOut,
            failure: failure.as_ref().map(words),
            ..seen
        },
        Screen::SigningIn { attempt } if attempt.step == AttemptStep::Waiting => Seen {
            screen: Shown::SigningIn,
            ..seen
        },
        Screen::SigningIn { .. } => Seen {
            screen: Shown::SigningInBusy,
            ..seen
        },
        Screen::Accounts(accounts) => Seen {
            german: seen.german,
            ..lists(accounts)
        },
        Screen::FirstRun { .. } | Screen::Keychain { .. } | Screen::AnotherPerson { .. } => Seen {
            screen: Shown::Other,
            failure: Some(format!("{:?}", snapshot.screen)),
            ..seen
        },
    }
}

fn lists(accounts: &AccountsView) -> Seen {
    let rows = || crate::support::all(accounts);
    let failure = match &accounts.freshness {
        Freshness::Offline { failure, .. } | Freshness::Failed { failure, .. } => {
            Some(words(failure))
        }
        Freshness::Loading | Freshness::Current { .. } => None,
    };
    let way = |attempt: &AttemptView, connection: &str| Way {
        id: attempt.id.clone(),
        connection: connection.to_owned(),
        waiting: attempt.step == AttemptStep::Waiting,
    };
    let providers = || accounts.available.iter().chain(&accounts.connectable);
    let attempts = providers().filter_map(|one| Some(way(one.attempt.as_ref()?, &one.connection)));
    let leaving =
        |state: &AccountState| matches!(state, AccountState::Disconnecting { until: None });
    let mut ids: Vec<String> = rows().map(|row| row.id.clone()).collect();
    ids.sort();
    Seen {
        screen: Shown::Accounts,
        failure,
        accounts: ids,
        current: accounts.freshness == Freshness::Current { refreshing: false }
            && !accounts.incomplete
            && accounts.confirmation.is_none(),
        as_of: accounts.as_of.map_or(0, |at| at.timestamp_millis()),
        attempts: attempts.collect(),
        failed: providers()
            .filter_map(|one| Some((one.connection.clone(), words(one.failure.as_ref()?))))
            .collect(),
        removals: accounts
            .removals
            .iter()
            .map(|one| (one.id, one.accounts.clone()))
            .collect(),
        leaving: rows().filter(|row| leaving(&row.state)).count(),
        nicknames: rows()
            .filter_map(|row| Some((row.id.clone(), row.nickname.clone()?)))
            .collect(),
        ..Seen::default()
    }
}

fn words(failure: &FailureView) -> String {
    let detail = failure.detail.as_deref().unwrap_or_default();
    format!("{:?} {detail}", failure.diagnosis)
}
