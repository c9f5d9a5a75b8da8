//! The program behind the commands: begun, watched, and ended so that nothing is half-done.

use std::sync::Arc;
use std::time::Duration;

use accounts::ports::{LinkOwner, Ports};
use accounts::settings::{ProfileSettings, Settings};
use accounts::view::{
    AccountsView, AttemptView, ConfirmationView, FailureView, Freshness, Language, News, Screen,
    Snapshot,
};
use accounts::{App, DesktopFacts, Request, Start};
use system::folders::Folders;
use system::words::system_language;
use system::{Files, Keychain, Policy, clock, inbox, process};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use url::Url;

use crate::console::Console;
use crate::ports::{Bare, Door, SharedKeychain, TerminalBrowser};
use crate::surroundings::{self, NoBrowser};
use crate::trouble::{Kind, Trouble, busy, not_started};

/// What was begun ends by itself within this time, or it is left.
const REST: Duration = Duration::from_secs(30);
/// An attempt that is cancelled is gone within this time.
const CANCEL: Duration = Duration::from_secs(3);
/// The browser gets the page that it ends on.
const FAREWELL: Duration = Duration::from_millis(150);

/// What a command is begun with.
pub(crate) struct Setting {
    pub(crate) folders: Folders,
    policy: Policy,
    pub(crate) settings: Settings,
    pub(crate) language: Language,
    /// The one of the settings, or the one that was named for this call.
    pub(crate) profile: Option<ProfileSettings>,
    /// Why the settings could not be read.
    failure: Option<Trouble>,
    interrupts: watch::Receiver<u32>,
}

impl Setting {
    /// Opens the folders, the log and the settings.
    pub(crate) fn open(named: Option<&str>) -> Result<Self, Trouble> {
        let folders = Folders::open().map_err(not_started)?;
        let log = system::log::start_quietly(&folders.logs).map_err(not_started)?;
        process::harden();
        let policy =
            Policy::read(&Policy::path()).map_err(|failure| Trouble::here(failure, None))?;
        let files = Files::beside_the_window(&folders.config).under(policy.clone());
        let (settings, failure) = match files.settings() {
            Ok(settings) => (settings, None),
            Err(failure) => (files.without_a_file(), Some(Trouble::here(failure, None))),
        };
        log.follow(settings.log_level);
        let language = settings.language.unwrap_or_else(system_language);
        let profile = match named {
            Some(named) => Some(profile(named, &settings)?),
            None => settings.in_use().cloned(),
        };
        Ok(Self {
            folders,
            policy,
            settings,
            language,
            profile,
            failure,
            interrupts: interrupts(),
        })
    }

    /// The settings, where they could be read.
    pub(crate) fn readable(&mut self) -> Result<(), Trouble> {
        self.failure.take().map_or(Ok(()), Err)
    }

    /// Does something that Ctrl-C ends.
    pub(crate) async fn unless_interrupted<T>(
        &self,
        work: impl Future<Output = Result<T, Trouble>>,
    ) -> Result<T, Trouble> {
        let mut interrupts = self.interrupts.clone();
        tokio::select! {
            done = work => done,
            () = next(&mut interrupts) => Err(Trouble::Interrupted),
        }
    }

    /// Whether the person says yes.
    pub(crate) async fn ask(&self, console: &Console, question: &str) -> Result<bool, Trouble> {
        console.ask(question);
        let line = self.unless_interrupted(blocking(|| {
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).map(|_| line)
        }));
        Ok(console.is_yes(&line.await?))
    }

    /// Waits for Ctrl-C.
    pub(crate) async fn interrupted(&self) {
        next(&mut self.interrupts.clone()).await;
    }

    pub(crate) fn http() -> Result<auth0::Http, Trouble> {
        auth0::Http::new(Arc::new(clock::now)).map_err(not_started)
    }
}

/// The profile that was named: one that is kept, or any tenant and client.
fn profile(named: &str, settings: &Settings) -> Result<ProfileSettings, Trouble> {
    if let Some(kept) = settings.profiles.iter().find(|one| one.name == named) {
        return Ok(kept.clone());
    }
    let (client_id, domain) = named.split_once('@').unwrap_or_default();
    if client_id.is_empty() || auth0::TenantAddress::parse(domain).is_err() {
        return Err(Kind::ProfileUnknown.trouble(&[("name", named)]));
    }
    Ok(ProfileSettings {
        domain: domain.to_owned(),
        client_id: client_id.to_owned(),
        ..ProfileSettings::default()
    })
}

/// Reads from the person, on a thread that is not waited for.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Trouble> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(not_started)?.map_err(not_started)
}

/// Counts every Ctrl-C.
fn interrupts() -> watch::Receiver<u32> {
    let (tell, interrupts) = watch::channel(0);
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            tell.send_modify(|count| *count += 1);
        }
    });
    interrupts
}

/// Waits for one more. Without a way to be interrupted, for ever.
async fn next(interrupts: &mut watch::Receiver<u32>) {
    if interrupts.changed().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// How far a command goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The keychain is read, and no token is touched.
    ThisComputer,
    /// The tenant is asked.
    Tenant,
}

/// The running program.
pub(crate) struct Program<'a> {
    pub(crate) console: &'a Console,
    app: App,
    snapshots: watch::Receiver<Snapshot>,
    pages: mpsc::UnboundedReceiver<Url>,
    typed: Option<mpsc::UnboundedReceiver<String>>,
    interrupts: watch::Receiver<u32>,
    door: Door,
    reach: Reach,
    /// The link is printed rather than opened.
    prints: bool,
    went_out: bool,
}

impl<'a> Program<'a> {
    /// Starts it with the profile of the setting, or with none.
    pub(crate) fn start(
        setting: &mut Setting,
        console: &'a Console,
        profile: Option<ProfileSettings>,
        reach: Reach,
    ) -> Result<Self, Trouble> {
        setting.readable()?;
        let files = Files::beside_the_window(&setting.folders.config).under(setting.policy.clone());
        let mut failures = Vec::new();
        let notes = files.notes().unwrap_or_else(|failure| {
            failures.push(failure);
            accounts::notes::Notes::default()
        });
        let door = Door::default();
        if reach == Reach::ThisComputer {
            door.close();
        }
        let keychain = Keychain::start(&setting.folders.config).map_err(not_started)?;
        let (open, pages) = mpsc::unbounded_channel();
        let (inbox, links) = inbox::inbox();
        let ports = Ports {
            clock: Box::new(clock::SystemClock),
            vault: Box::new(SharedKeychain::new(keychain, door.clone())),
            browser: Box::new(TerminalBrowser::new(open, inbox, setting.language)),
            settings: Box::new(files),
            demo: Box::new(Bare::default()),
            desktop: Box::new(Bare::of(&setting.folders.logs)),
        };
        let mut settings = setting.settings.clone();
        match profile {
            Some(profile) => settings.keep(profile),
            None => settings.profile = None,
        }
        let start = Start {
            settings,
            notes,
            failures,
            desktop: DesktopFacts {
                language: setting.language,
                ..DesktopFacts::default()
            },
            links: LinkOwner::TheWindow,
            ..Start::default()
        };
        let app = App::start(start, ports, Setting::http()?);
        tokio::spawn(deliver(app.clone(), links));
        Ok(Self {
            console,
            snapshots: app.snapshots(),
            app,
            pages,
            typed: None,
            interrupts: setting.interrupts.clone(),
            door,
            reach,
            prints: false,
            went_out: false,
        })
    }

    /// The browser is not to be opened.
    pub(crate) fn print_links(&mut self) {
        self.prints = true;
    }

    pub(crate) fn take(&self, request: Request) -> Result<(), Trouble> {
        let taken = self.app.take(request);
        taken.map_err(|failure| Trouble::of(&failure, None))
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        self.snapshots.borrow().clone()
    }

    /// Waits until a snapshot says what is waited for. Pages of the browser are opened meanwhile, and
    /// pasted addresses taken in.
    pub(crate) async fn until<T>(
        &mut self,
        mut met: impl FnMut(&Snapshot) -> Option<Result<T, Trouble>>,
    ) -> Result<T, Trouble> {
        loop {
            let found = met(&self.snapshots.borrow_and_update());
            if let Some(found) = found {
                return found;
            }
            self.tell_nothing_pasted()?;
            tokio::select! {
                changed = self.snapshots.changed() => changed.map_err(|_| busy())?,
                Some(page) = self.pages.recv() => self.hand_over(&page),
                Some(line) = typed(&mut self.typed), if self.typed.is_some() => {
                    if line.trim().is_empty() {
                        continue;
                    }
                    let pasted = self.app.paste(&line);
                    pasted.map_err(|failure| Trouble::of(&failure, None))?;
                }
                () = next(&mut self.interrupts) => return Err(Trouble::Interrupted),
            }
        }
    }

    /// Waits until the keychain is read, and both lists are.
    pub(crate) async fn lists(&mut self) -> Result<AccountsView, Trouble> {
        self.console.progress("command-reading");
        self.until(|snapshot| match signed_in(snapshot) {
            Some(accounts) => read(accounts, snapshot),
            None => way_in(snapshot).map(Err),
        })
        .await
    }

    /// Whether the person says yes.
    pub(crate) async fn ask(&mut self, question: &str) -> Result<bool, Trouble> {
        self.console.ask(question);
        self.typed.get_or_insert_with(lines);
        tokio::select! {
            line = typed(&mut self.typed) => Ok(self.console.is_yes(&line.unwrap_or_default())),
            () = next(&mut self.interrupts) => Err(Trouble::Interrupted),
        }
    }

    fn tell_nothing_pasted(&mut self) -> Result<(), Trouble> {
        let notices = self.snapshot().notices;
        for notice in notices {
            if notice.news == News::NothingPasted {
                self.console
                    .aside(&self.console.say("command-nothing-pasted", &[]));
                self.take(Request::DismissNotice { id: notice.id })?;
            }
        }
        Ok(())
    }

    /// Opens a page, or prints its address where no browser can be opened.
    fn hand_over(&mut self, page: &Url) {
        self.went_out = true;
        let missing = surroundings::no_browser();
        if missing.is_none() && !self.prints && opened(page) {
            self.console.progress("command-waiting");
            return;
        }
        let reason = match missing {
            Some(NoBrowser::Remote) => Some("command-link-remote"),
            Some(NoBrowser::NoDisplay) => Some("command-link-no-display"),
            None => None,
        };
        if let Some(reason) = reason {
            self.console.aside(&self.console.say(reason, &[]));
        }
        let is_way_back = !attempts(&self.snapshot()).is_empty();
        let id = if is_way_back {
            "command-link"
        } else {
            "command-page"
        };
        self.console.aside(&self.console.say(id, &[]));
        self.console.aside(&format!("\n  {page}\n"));
        if is_way_back {
            self.console.aside(&self.console.say("command-paste", &[]));
            self.typed.get_or_insert_with(lines);
        }
    }

    /// Ends it: what was begun is seen to its end, or, after Ctrl-C, what waits for the person is
    /// cancelled and what has a token in hand is seen to its end.
    pub(crate) async fn end<T>(mut self, outcome: &Result<T, Trouble>) {
        let mut interrupts = self.interrupts.clone();
        let ending = async {
            if matches!(outcome, Err(Trouble::Interrupted)) {
                drop(timeout(CANCEL, self.cancel()).await);
            } else if self.reach == Reach::Tenant {
                // What waits at a closed door would wait for ever.
                drop(timeout(REST, self.app.rest()).await);
            }
            while let Ok(page) = self.pages.try_recv() {
                self.hand_over(&page);
            }
            if self.went_out {
                tokio::time::sleep(FAREWELL).await;
            }
            self.door.close();
            self.door.empty().await;
        };
        tokio::select! {
            () = ending => {}
            // Once more: now.
            () = next(&mut interrupts) => {}
        }
    }

    async fn cancel(&mut self) {
        let snapshot = self.snapshot();
        let mut requests = vec![Request::CancelSignIn];
        let open = attempts(&snapshot).into_iter();
        requests.extend(open.map(|attempt| Request::CancelAttempt { attempt }));
        for request in requests {
            drop(self.take(request));
        }
        let over = |snapshot: &Snapshot| attempts(snapshot).is_empty();
        drop(self.snapshots.wait_for(over).await);
    }
}

/// The ids of what is under way in the browser.
fn attempts(snapshot: &Snapshot) -> Vec<String> {
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

/// Takes the browser's answers in.
async fn deliver(app: App, mut links: mpsc::Receiver<inbox::Link>) {
    while let Some(link) = links.recv().await {
        if app.link(link).is_err() {
            tracing::warn!("a link was dropped");
        }
    }
}

/// The next line that was typed; without any to come, never.
async fn typed(lines: &mut Option<mpsc::UnboundedReceiver<String>>) -> Option<String> {
    let line = match lines {
        Some(lines) => lines.recv().await,
        None => std::future::pending().await,
    };
    if line.is_none() {
        // Standard input has ended; the browser may still come back.
        *lines = None;
    }
    line
}

/// The lines of standard input, read on a thread that is not waited for.
fn lines() -> mpsc::UnboundedReceiver<String> {
    let (tell, lines) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lines() {
            let Ok(line) = line else { return };
            if tell.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// Whether a browser was started for a page of the web.
fn opened(page: &Url) -> bool {
    let here = matches!(page.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    let is_web = page.scheme() == "https" || (page.scheme() == "http" && here);
    if !is_web {
        return false;
    }
    let opened = open::that_detached(page.as_str());
    if let Err(error) = &opened {
        tracing::info!(%error, "no browser was opened");
    }
    opened.is_ok()
}
