//! The program behind the commands: begun, watched, and ended so that nothing is half-done.

use std::time::Duration;

use accounts::ports::{LinkOwner, Ports};
use accounts::settings::ProfileSettings;
use accounts::view::{AccountsView, News, Snapshot};
use accounts::{App, DesktopFacts, Request, Start};
use system::{Files, Keychain, clock, inbox};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use url::Url;

use crate::console::Console;
use crate::ports::{Bare, Door, SharedKeychain, TerminalBrowser};
use crate::setting::{Setting, next};
use crate::standing::{attempts, read, signed_in, way_in};
use crate::surroundings::{self, NoBrowser};
use crate::trouble::{Trouble, busy, not_started};

/// What was begun ends by itself within this time, or it is left.
const REST: Duration = Duration::from_secs(30);
/// An attempt that is cancelled is gone within this time.
const CANCEL: Duration = Duration::from_secs(3);
/// The browser gets the page that it ends on.
const FAREWELL: Duration = Duration::from_millis(150);

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
        let files = Files::beside_the_window(&setting.folders.config)
            .under(setting.policy.clone())
            .with_tenants(&setting.folders.cache);
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
