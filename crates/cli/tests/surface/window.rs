//! The window's program without its window, in a process of its own: the same keychain and folder.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use accounts::ports::{
    Answer, Browser, BrowserError, Clock, Demo, DemoTenant, Desktop, Ended, LinkOwner, Ports,
};
use accounts::view::{AboutView, Freshness, ReturnPath, Screen, Snapshot};
use accounts::{App, Request, Start};
use chrono::{DateTime, TimeDelta, Utc};
use system::clock::SystemClock;
use system::{Files, Keychain};
use url::Url;

use crate::home::Home;

/// Tells the process what it is: the folder.
const ROLE: &str = "SURFACE_WINDOW";
/// Longer than any access lasts.
pub(crate) const LIFETIME: Duration = Duration::from_secs(700);

/// A running window's program.
pub(crate) struct Window {
    process: Child,
    orders: ChildStdin,
    reports: BufReader<ChildStdout>,
}

impl Window {
    pub(crate) fn start(home: &Home) -> Self {
        let this = std::env::current_exe().unwrap();
        let mut process = home
            .command(this.to_str().unwrap())
            .args(["window::is_one", "--exact", "--ignored", "--nocapture"])
            .env(ROLE, home.config())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            orders: process.stdin.take().unwrap(),
            reports: BufReader::new(process.stdout.take().unwrap()),
            process,
        }
    }

    /// After so long its access has ended, and it reads the lists again.
    pub(crate) fn refresh(&mut self, wait: Duration) {
        writeln!(self.orders, "{}", wait.as_micros()).unwrap();
    }

    /// What it says next.
    pub(crate) fn hear(&mut self) -> String {
        let mut line = String::new();
        loop {
            line.clear();
            let read = self.reports.read_line(&mut line).unwrap();
            assert!(read > 0, "the window has ended");
            // The words of the test's own frame are on the same stream.
            if let Some((_, said)) = line.split_once("said: ") {
                return said.trim().to_owned();
            }
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

#[expect(clippy::disallowed_methods, reason = "how this program tells itself")]
fn role() -> Option<std::path::PathBuf> {
    std::env::var_os(ROLE).map(Into::into)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it is started by another one, in a process of its own"]
async fn is_one() {
    let Some(folder) = role() else { return };
    let clock = Ahead::default();
    let files = Files::of(&folder);
    let start = Start {
        settings: files.settings().unwrap(),
        notes: files.notes().unwrap(),
        ..Start::default()
    };
    let ports = Ports {
        clock: Box::new(clock.clone()),
        vault: Box::new(Keychain::start(&folder).unwrap()),
        browser: Box::new(Bare),
        settings: Box::new(files),
        demo: Box::new(Bare),
        desktop: Box::new(Bare),
    };
    let now = clock.clone();
    let http = auth0::Http::new(Arc::new(move || now.now())).unwrap();
    let app = App::start(start, ports, http);
    say(&read(&app, None).await);
    let orders = tokio::task::spawn_blocking(move || {
        for line in std::io::stdin().lock().lines() {
            let wait = Duration::from_micros(line.unwrap().parse().unwrap());
            std::thread::sleep(wait);
            let before = as_of(&app.snapshots().borrow());
            let ahead = i64::try_from(LIFETIME.as_secs()).unwrap();
            clock.0.fetch_add(ahead, Ordering::SeqCst);
            app.take(Request::Refresh).unwrap();
            let said = tokio::runtime::Handle::current().block_on(read(&app, before));
            say(&said);
        }
    });
    orders.await.unwrap();
}

#[expect(clippy::print_stdout, reason = "what it tells the test")]
fn say(text: &str) {
    println!("said: {text}");
}

fn as_of(snapshot: &Snapshot) -> Option<DateTime<Utc>> {
    if let Screen::Accounts(accounts) = &snapshot.screen {
        return accounts.as_of;
    }
    None
}

/// Waits until the lists are newer, or cannot be read; says which.
async fn read(app: &App, before: Option<DateTime<Utc>>) -> String {
    let mut snapshots = app.snapshots();
    loop {
        {
            let snapshot = snapshots.borrow_and_update();
            if let Some(said) = told(&snapshot, before) {
                return said;
            }
        }
        snapshots.changed().await.unwrap();
    }
}

/// What there is to say of a snapshot.
fn told(snapshot: &Snapshot, before: Option<DateTime<Utc>>) -> Option<String> {
    let Screen::Accounts(accounts) = &snapshot.screen else {
        let starting = snapshot.screen == Screen::Starting;
        return (!starting).then(|| format!("{:?}", snapshot.screen));
    };
    if let Freshness::Offline { failure, .. } | Freshness::Failed { failure, .. } =
        &accounts.freshness
    {
        return Some(format!("{:?}", failure.diagnosis));
    }
    let count = accounts.attention.len() + accounts.connected.len();
    (accounts.as_of > before).then(|| format!("{count} accounts"))
}

/// The system's clock, and what was let pass.
#[derive(Clone, Default)]
struct Ahead(Arc<AtomicI64>);

impl Clock for Ahead {
    fn now(&self) -> DateTime<Utc> {
        system::clock::now() + TimeDelta::seconds(self.0.load(Ordering::SeqCst))
    }

    fn sleep_until(&self, at: DateTime<Utc>) -> Answer<'_, ()> {
        SystemClock.sleep_until(at)
    }
}

/// Nothing else of a desktop is there.
struct Bare;

impl Browser for Bare {
    fn own_links(&self, _: bool) -> Answer<'_, LinkOwner> {
        Box::pin(async { LinkOwner::ThisProgram })
    }

    fn open(&self, _: &Url) -> Result<(), BrowserError> {
        Ok(())
    }

    fn copy(&self, _: &Url) -> Result<(), BrowserError> {
        Ok(())
    }

    fn listen(
        &self,
        _: String,
        _: ReturnPath,
        _: Option<String>,
    ) -> Answer<'_, Result<String, BrowserError>> {
        Box::pin(async { Err(BrowserError("nobody is at the window".to_owned())) })
    }

    fn close(&self, _: &str) {}
}

impl Demo for Bare {
    fn start(&self) -> Answer<'_, Result<DemoTenant, String>> {
        Box::pin(async { Err("there is none here".to_owned()) })
    }
}

impl Desktop for Bare {
    fn notify(&self, _: &[Ended]) {}

    fn show_tray(&self, _: bool) {}

    fn start_at_login(&self, _: bool) -> Result<(), String> {
        Ok(())
    }

    fn measure(&self) -> Answer<'_, AboutView> {
        Box::pin(std::future::pending())
    }
}
