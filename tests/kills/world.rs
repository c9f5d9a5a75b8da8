//! A tenant, a home, and the program in it, which ends and begins again.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;
use url::Url;

use crate::desktop::Desktop;
use crate::gate::{self, Tenant};
use crate::program::{Outcome, Program};
use crate::support::{Landing, Manner, TestBrowser};
use crate::wire::{Order, Seen, Shown};

/// All that outlives the program.
pub(crate) struct World<'a> {
    pub(crate) desktop: &'a Desktop,
    pub(crate) tenant: Tenant,
    pub(crate) browser: TestBrowser,
    home: TempDir,
    /// Seconds that passed.
    pub(crate) ahead: u64,
    pub(crate) program: Option<Program>,
    /// What the last open attempt left in the browser, and whether the person has been there.
    pub(crate) page: Option<String>,
    pub(crate) back: Option<String>,
}

impl<'a> World<'a> {
    pub(crate) async fn new(
        desktop: &'a Desktop,
        config: emulator::Config,
        slow: Duration,
    ) -> Self {
        let tenant = Tenant::start(config, slow).await;
        let home = tempfile::tempdir_in(desktop.home.path()).unwrap();
        let settings = serde_json::json!({
            "profile": { "domain": tenant.address, "client_id": "mooring-demo" },
            "language": "en",
        });
        std::fs::write(home.path().join("settings.json"), settings.to_string()).unwrap();
        Self {
            browser: gate::browser(&tenant),
            desktop,
            tenant,
            home,
            ahead: 0,
            program: None,
            page: None,
            back: None,
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Another program in this home.
    pub(crate) fn another(&self, watched: bool) -> Program {
        let director = &self.tenant.director;
        Program::start(self.desktop, self.folder(), self.ahead, watched, director)
    }

    pub(crate) fn start(&mut self, watched: bool) {
        self.program = Some(self.another(watched));
    }

    pub(crate) fn program(&self) -> &Program {
        self.program.as_ref().expect("the program was started")
    }

    pub(crate) fn tell(&self, order: &Order) {
        self.program().tell(order);
    }

    /// Lets time pass, here and at the tenant.
    pub(crate) fn pass(&mut self, seconds: u64) {
        self.ahead += seconds;
        self.tenant.emulator.advance(Duration::from_secs(seconds));
        if let Some(program) = &self.program {
            program.tell(&Order::Pass { seconds });
        }
    }

    /// Signs in from nothing.
    pub(crate) async fn sign_in(&mut self) -> Outcome {
        let opened = self.program().opened();
        self.tell(&Order::SignIn);
        self.page = Some(self.program().opened_after(opened).await?);
        self.walk().await?;
        self.deliver()?;
        self.program().until_current().await?;
        Ok(())
    }

    /// Begins a connect, up to where it is the person's turn; gives the attempt's id.
    pub(crate) async fn begin_connect(&mut self, connection: &str) -> Outcome<String> {
        self.page = None;
        self.back = None;
        let opened = self.program().opened();
        let connection = connection.to_owned();
        self.tell(&Order::Connect {
            connection: connection.clone(),
        });
        self.page = Some(self.program().opened_after(opened).await?);
        let waits = |seen: &Seen| {
            let mut attempts = seen.attempts.iter();
            let way = attempts.find(|way| way.connection == connection && way.waiting)?;
            Some(way.id.clone())
        };
        let waiting = |seen: &Seen| waits(seen).is_some();
        let seen = self
            .program()
            .until("a connect that waits", waiting)
            .await?;
        Ok(waits(&seen).unwrap_or_default())
    }

    /// The person goes through the open page.
    pub(crate) async fn walk(&mut self) -> Outcome {
        let page = self.page.as_deref().ok_or("no page is open")?;
        let page = Url::parse(page).map_err(|error| error.to_string())?;
        match self.browser.walk(&page, Manner::Approve).await {
            Landing::Back(raw) => self.back = Some(raw),
            Landing::Page(status) => return Err(format!("the browser stayed at a page: {status}")),
            Landing::Nowhere => return Err("no page came".to_owned()),
        }
        Ok(())
    }

    /// The browser comes back to the program.
    pub(crate) fn deliver(&self) -> Outcome {
        let raw = self.back.clone().ok_or("the browser has no way back")?;
        self.tell(&Order::Deliver { raw });
        Ok(())
    }

    /// Waits until an attempt of this id is over.
    pub(crate) async fn until_over(&self, id: &str) -> Outcome<Seen> {
        self.program()
            .until("the end of an attempt", |seen| {
                seen.screen == Shown::Accounts && seen.attempts.iter().all(|way| way.id != id)
            })
            .await
    }

    /// Waits until here and there have the same accounts, so many of them.
    pub(crate) async fn until_accounts(&self, count: usize) -> Outcome<Seen> {
        let seen = self
            .program()
            .until(&format!("{count} accounts"), |seen| {
                seen.current && seen.accounts.len() == count
            })
            .await?;
        let there = self.tenant.accounts();
        if seen.accounts == there {
            return Ok(seen);
        }
        Err(format!("here {:?}, at the tenant {there:?}", seen.accounts))
    }

    /// Connects an account, and sees it in the list.
    pub(crate) async fn connect(&mut self, connection: &str) -> Outcome {
        let count = self.tenant.accounts().len();
        let id = self.begin_connect(connection).await?;
        self.walk().await?;
        self.deliver()?;
        let seen = self.until_over(&id).await?;
        if let Some((_, failure)) = seen.failed.iter().find(|(one, _)| one == connection) {
            return Err(format!("a connect failed: {failure}"));
        }
        self.until_accounts(count + 1).await?;
        Ok(())
    }

    /// Keeps what there is of the program for whoever has to find out why something was lost.
    pub(crate) fn keep(&self) -> PathBuf {
        let lost = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lost");
        std::fs::create_dir_all(&lost).unwrap();
        let place = tempfile::Builder::new().tempdir_in(lost).unwrap().keep();
        for entry in std::fs::read_dir(self.folder()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), place.join(entry.file_name())).unwrap();
        }
        let log = format!("{:#?}\n", self.tenant.log());
        std::fs::write(place.join("tenant.log"), log).unwrap();
        place
    }

    /// An item of the keychain.
    pub(crate) fn item(&self, name: &str) -> Option<String> {
        let address = &self.tenant.address;
        let host = address.host_str().unwrap_or_default();
        let port = address.port().unwrap_or_default();
        let profile = format!("{host}:{port} mooring-demo");
        self.desktop.keychain_item(&profile, name)
    }
}
