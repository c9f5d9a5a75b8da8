//! The running program, and what a test does with it.

use std::sync::Arc;
use std::time::Duration;

use accounts::callback::DEEP_LINK;
use accounts::view::{
    AccountView, AccountsView, FailureView, Freshness, News, ProviderView, Screen, Snapshot,
};
use accounts::{App, DesktopFacts, Request, Start, Wish};
use emulator::Config;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::time::timeout;

use super::{Manner, PATIENCE, World};

/// One run of the program. It has a runtime of its own, so that it can end as a process does.
pub(crate) struct Program {
    pub(crate) app: App,
    pub(crate) world: World,
    snapshots: watch::Receiver<Snapshot>,
    process: Process,
}

/// Where it runs. It ends at once, whatever is under way.
struct Process(Option<Runtime>);

impl Program {
    /// Starts it in this world.
    pub(crate) fn start(world: World) -> Self {
        Self::start_with(world, |_| ())
    }

    pub(crate) fn start_with(world: World, change: impl FnOnce(&mut Start)) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let mut start = Start {
            settings: world.settings.now(),
            notes: world.settings.notes(),
            desktop: DesktopFacts {
                tray: true,
                start_at_login: Some(false),
                ..DesktopFacts::default()
            },
            links: world.browser.links(),
            ..Start::default()
        };
        change(&mut start);
        let app = {
            let _inside = runtime.enter();
            App::start(start, world.ports(), world.http())
        };
        world.browser.serve(app.clone());
        Self {
            snapshots: app.snapshots(),
            app,
            world,
            process: Process(Some(runtime)),
        }
    }

    /// At the tenant of the settings, where nobody is signed in.
    pub(crate) async fn signed_out(config: Config) -> Self {
        let mut program = Self::start(World::settled(config).await);
        program.until_signed_out().await;
        program
    }

    /// Signed in, with the lists read.
    pub(crate) async fn signed_in(config: Config) -> Self {
        let mut program = Self::signed_out(config).await;
        program.take(Request::SignIn);
        program.until_current().await;
        program
    }

    /// Ends as a process does, and starts anew in the same world.
    pub(crate) fn restart(self) -> Self {
        Self::start(self.stop())
    }

    /// Ends as a process does.
    pub(crate) fn stop(self) -> World {
        drop(self.process);
        self.world
    }

    pub(crate) fn take(&self, request: Request) {
        self.app.take(request).unwrap();
    }

    pub(crate) fn connect(&self, connection: &str) {
        self.take(Request::Connect(wish(connection)));
    }

    /// Removes accounts, and lets the time pass in which that could be undone.
    pub(crate) async fn disconnect(&mut self, accounts: &[&str], open_revoke_page: bool) {
        let accounts: Vec<String> = accounts.iter().map(|&id| id.to_owned()).collect();
        self.take(Request::Disconnect {
            accounts: accounts.clone(),
            open_revoke_page,
        });
        let pending = |now: &AccountsView| now.removals.iter().any(|one| one.accounts == accounts);
        self.until_accounts("a removal that can be undone", pending)
            .await;
        self.world.advance(10);
        self.until_accounts("a removal that cannot be undone", |now| !pending(now))
            .await;
    }

    pub(crate) fn deliver(&self, raw: &str) {
        self.app.callback(raw).unwrap();
    }

    /// Begins a connect that the person leaves alone; gives the attempt's id.
    pub(crate) async fn begin_connect(&mut self, connection: &str) -> String {
        self.world.browser.act(Manner::Nothing);
        self.connect(connection);
        self.until_waiting(connection).await
    }

    /// Waits until the attempt of this connection has a link in the browser.
    pub(crate) async fn until_waiting(&mut self, connection: &str) -> String {
        let what = format!("{connection} waits for the browser");
        let accounts = self
            .until_accounts(&what, |accounts| {
                provider(accounts, connection)
                    .and_then(|provider| provider.attempt.as_ref())
                    .is_some_and(|attempt| attempt.expires_at.is_some())
            })
            .await;
        let provider = provider(&accounts, connection).unwrap();
        provider.attempt.as_ref().unwrap().id.clone()
    }

    /// Waits for a snapshot that is so.
    pub(crate) async fn until(&mut self, what: &str, met: impl Fn(&Snapshot) -> bool) -> Snapshot {
        self.until_within(PATIENCE, what, met).await
    }

    /// The same with another patience.
    pub(crate) async fn until_within(
        &mut self,
        patience: Duration,
        what: &str,
        met: impl Fn(&Snapshot) -> bool,
    ) -> Snapshot {
        let waiting = self.snapshots.wait_for(|snapshot| met(snapshot));
        if let Ok(found) = timeout(patience, waiting).await {
            return found.unwrap().clone();
        }
        let last = self.snapshots.borrow().clone();
        let last = serde_json::to_string_pretty(&last).unwrap();
        panic!("never came: {what}; the last snapshot is {last}");
    }

    pub(crate) async fn until_accounts(
        &mut self,
        what: &str,
        met: impl Fn(&AccountsView) -> bool,
    ) -> AccountsView {
        let found = self
            .until(
                what,
                |snapshot| matches!(&snapshot.screen, Screen::Accounts(accounts) if met(accounts)),
            )
            .await;
        let Screen::Accounts(accounts) = found.screen else {
            panic!("another screen");
        };
        Arc::unwrap_or_clone(accounts)
    }

    /// Waits until both lists are as the tenant has them.
    pub(crate) async fn until_current(&mut self) -> AccountsView {
        let current = Freshness::Current { refreshing: false };
        self.until_accounts("current lists", |accounts| accounts.freshness == current)
            .await
    }

    /// Waits until nobody is signed in; gives the reason.
    pub(crate) async fn until_signed_out(&mut self) -> Option<FailureView> {
        let found = self
            .until("signed out", |snapshot| {
                matches!(snapshot.screen, Screen::SignedOut { .. })
            })
            .await;
        let Screen::SignedOut { failure } = found.screen else {
            panic!("another screen");
        };
        failure
    }

    /// Waits for a notice; gives it and puts it away.
    pub(crate) async fn until_news(&mut self, what: &str, met: impl Fn(&News) -> bool) -> News {
        let found = self
            .until(what, |snapshot| {
                snapshot.notices.iter().any(|notice| met(&notice.news))
            })
            .await;
        let mut notices = found.notices.into_iter();
        let notice = notices.find(|notice| met(&notice.news)).unwrap();
        let id = notice.id;
        self.take(Request::DismissNotice { id });
        self.until("the notice is put away", |snapshot| {
            snapshot.notices.iter().all(|notice| notice.id != id)
        })
        .await;
        notice.news
    }

    /// Waits until the failure of this connection stands at its provider.
    pub(crate) async fn until_provider_failed(&mut self, connection: &str) -> FailureView {
        let accounts = self
            .until_accounts("the provider failed", |accounts| {
                provider(accounts, connection).is_some_and(|found| found.failure.is_some())
            })
            .await;
        let provider = provider(&accounts, connection).unwrap();
        provider.failure.clone().unwrap()
    }

    /// Reads the lists again after `seconds`, and waits until the reading went well.
    pub(crate) async fn refresh_after(&mut self, seconds: u64) -> AccountsView {
        let before = self.until_current().await.as_of;
        self.world.advance(seconds);
        self.take(Request::Refresh);
        self.until_accounts("lists read again", |accounts| {
            accounts.as_of > before
                && accounts.freshness == Freshness::Current { refreshing: false }
        })
        .await
    }

    /// Reads the lists again after `seconds`, and waits for the reason why it did not go well.
    pub(crate) async fn failing_refresh_after(&mut self, seconds: u64) -> FailureView {
        self.world.advance(seconds);
        self.take(Request::Refresh);
        self.until_list_failed().await
    }

    pub(crate) async fn until_list_failed(&mut self) -> FailureView {
        let accounts = self
            .until_accounts("the lists failed", |accounts| {
                matches!(
                    accounts.freshness,
                    Freshness::Failed {
                        retrying: false,
                        ..
                    } | Freshness::Offline {
                        retrying: false,
                        ..
                    }
                )
            })
            .await;
        match accounts.freshness {
            Freshness::Failed { failure, .. } | Freshness::Offline { failure, .. } => failure,
            Freshness::Loading | Freshness::Current { .. } => panic!("the lists did not fail"),
        }
    }

    /// How many tasks it has.
    pub(crate) fn tasks(&self) -> usize {
        let runtime = self.process.0.as_ref().unwrap();
        runtime.metrics().num_alive_tasks()
    }

    /// The snapshots, for a test that keeps them all.
    pub(crate) fn snapshots(&self) -> watch::Receiver<Snapshot> {
        self.snapshots.clone()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// A new account of the connection, and nothing else said of it.
pub(crate) fn wish(connection: &str) -> Wish {
    Wish {
        connection: connection.to_owned(),
        ..Wish::default()
    }
}

/// Whether an account was removed here and is not ticked off yet.
pub(crate) fn removed(accounts: &AccountsView, connection: &str) -> bool {
    let mut removed = accounts.removed.iter();
    removed.any(|one| one.connection == connection)
}

/// A link back to the program.
pub(crate) fn at_deep_link(query: &str) -> String {
    format!("{DEEP_LINK}?{query}")
}

/// All accounts, whether they ask for attention or not.
pub(crate) fn all(accounts: &AccountsView) -> impl Iterator<Item = &AccountView> {
    accounts.attention.iter().chain(&accounts.connected)
}

/// The accounts of a connection.
pub(crate) fn of<'a>(accounts: &'a AccountsView, connection: &str) -> Vec<&'a AccountView> {
    all(accounts)
        .filter(|account| account.connection == connection)
        .collect()
}

/// The provider of a connection.
pub(crate) fn provider<'a>(
    accounts: &'a AccountsView,
    connection: &str,
) -> Option<&'a ProviderView> {
    let mut available = accounts.available.iter();
    available.find(|provider| provider.connection == connection)
}
