//! A browser that really fetches pages, and the person in front of it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use accounts::App;
use accounts::callback::{DEEP_LINK, LOOPBACK};
use accounts::ports::{Answer, Browser, BrowserError, LinkOwner, LoopbackPort};
use accounts::view::ReturnPath;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::timeout;
use url::Url;

use super::PATIENCE;
use super::tenant::client;

/// What the person does when the browser opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Signs in, continues and allows.
    Approve,
    /// Signs in and continues, and allows all but the last permission.
    Part,
    /// Signs in and continues, but cancels or denies at the last page.
    Refuse,
    /// Leaves the page alone.
    Nothing,
}

/// Where a way through the browser ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Landing {
    /// At a redirect back to the program.
    Back(String),
    /// At a page, with its status, that has nothing to click.
    Page(u16),
    /// Nowhere: the page did not come, or not whole.
    Nowhere,
}

impl Landing {
    /// The raw address that goes back to the program.
    pub(crate) fn back(self) -> String {
        match self {
            Self::Back(raw) => raw,
            Self::Page(status) => panic!("the browser stayed at a page with status {status}"),
            Self::Nowhere => panic!("no page came"),
        }
    }
}

/// The browser. What it sees of the tenant it keeps, as any browser keeps cookies.
#[derive(Clone)]
pub(crate) struct TestBrowser(Arc<Tab>);

struct Tab {
    tenant: Url,
    client: reqwest::Client,
    runtime: Handle,
    cookies: Mutex<HashMap<String, String>>,
    person: Mutex<String>,
    manner: Mutex<Manner>,
    program: Mutex<Option<App>>,
    opened: watch::Sender<Vec<Url>>,
    copied: watch::Sender<Vec<Url>>,
    landings: watch::Sender<Vec<String>>,
    /// Why it cannot be opened.
    broken: Mutex<Option<String>>,
    /// Why there is no way back.
    deaf: Mutex<Option<String>>,
    /// Why no port is free.
    ports: Mutex<Option<String>>,
    /// Links of the program to itself that were sent.
    to_self: watch::Sender<Vec<Url>>,
    /// Such links come back.
    returns_links: Mutex<bool>,
    /// Who gets the links in the program's scheme.
    links: Mutex<LinkOwner>,
}

impl TestBrowser {
    /// For pages of this tenant; Dana sits in front of it and approves of everything.
    pub(crate) fn new(tenant: Url) -> Self {
        Self(Arc::new(Tab {
            tenant,
            client: client(),
            runtime: Handle::current(),
            cookies: Mutex::default(),
            person: Mutex::new("dana".to_owned()),
            manner: Mutex::new(Manner::Approve),
            program: Mutex::default(),
            opened: watch::Sender::default(),
            copied: watch::Sender::default(),
            landings: watch::Sender::default(),
            broken: Mutex::default(),
            deaf: Mutex::default(),
            ports: Mutex::default(),
            to_self: watch::Sender::default(),
            returns_links: Mutex::new(true),
            links: Mutex::default(),
        }))
    }

    /// Callbacks go to this program from now on.
    pub(crate) fn serve(&self, program: App) {
        *self.0.program.lock().unwrap() = Some(program);
    }

    pub(crate) fn seat(&self, person: &str) {
        person.clone_into(&mut self.0.person.lock().unwrap());
    }

    /// Forgets who signed in.
    pub(crate) fn forget(&self) {
        self.0.cookies.lock().unwrap().clear();
    }

    pub(crate) fn act(&self, manner: Manner) {
        *self.0.manner.lock().unwrap() = manner;
    }

    /// From now on it cannot be opened.
    pub(crate) fn fail(&self, reason: &str) {
        *self.0.broken.lock().unwrap() = Some(reason.to_owned());
    }

    /// From now on there is no way back.
    pub(crate) fn refuse_to_listen(&self, reason: &str) {
        *self.0.deaf.lock().unwrap() = Some(reason.to_owned());
    }

    /// From now on no port of this computer's own address is free.
    pub(crate) fn take_ports(&self, reason: &str) {
        *self.0.ports.lock().unwrap() = Some(reason.to_owned());
    }

    /// From now on links of the program to itself come back, or get lost.
    pub(crate) fn return_links(&self, on: bool) {
        *self.0.returns_links.lock().unwrap() = on;
    }

    /// Waits for the link to itself that is sent after `count` others.
    pub(crate) async fn link_to_self_after(&self, count: usize) -> Url {
        nth(&self.0.to_self, count).await
    }

    /// From now on these get the links, until they are taken by force.
    pub(crate) fn give_links_to(&self, owner: LinkOwner) {
        *self.0.links.lock().unwrap() = owner;
    }

    /// Who gets the links.
    pub(crate) fn links(&self) -> LinkOwner {
        self.0.links.lock().unwrap().clone()
    }

    /// The addresses opened so far.
    pub(crate) fn opened(&self) -> Vec<Url> {
        self.0.opened.borrow().clone()
    }

    /// Waits for the address that is opened after `count` others.
    pub(crate) async fn opened_after(&self, count: usize) -> Url {
        nth(&self.0.opened, count).await
    }

    /// Waits for the address that is copied after `count` others.
    pub(crate) async fn copied_after(&self, count: usize) -> Url {
        nth(&self.0.copied, count).await
    }

    /// The raw addresses that led back to the program so far.
    pub(crate) fn landings(&self) -> Vec<String> {
        self.0.landings.borrow().clone()
    }

    /// Goes to an address, clicks like this person in this manner, and tells where it ends.
    pub(crate) async fn walk(&self, url: &Url, manner: Manner) -> Landing {
        let mut url = url.clone();
        loop {
            let cookies = self.cookies();
            let request = self.0.client.get(url.clone()).header(COOKIE, cookies);
            let Ok(page) = request.send().await else {
                return Landing::Nowhere;
            };
            for cookie in page.headers().get_all(SET_COOKIE) {
                self.keep(cookie.to_str().unwrap());
            }
            let status = page.status();
            let next = if status.is_redirection() {
                page.headers()[LOCATION].to_str().unwrap().to_owned()
            } else {
                let Ok(html) = page.text().await else {
                    return Landing::Nowhere;
                };
                match self.choice(&html, manner) {
                    Some(link) => link,
                    None => return Landing::Page(status.as_u16()),
                }
            };
            let ours = LOOPBACK.iter().any(|address| next.starts_with(address));
            if ours || next.starts_with(DEEP_LINK) {
                let raw = next.clone();
                self.0.landings.send_modify(|landings| landings.push(raw));
                return Landing::Back(next);
            }
            url = url.join(&next).unwrap();
        }
    }

    fn choice(&self, html: &str, manner: Manner) -> Option<String> {
        let person = format!("person-{}", self.0.person.lock().unwrap());
        let ids = match manner {
            Manner::Approve => vec![person.as_str(), "confirm-factor", "continue", "allow"],
            // "Cancel" is on the page where a person is chosen too.
            Manner::Refuse => vec![person.as_str(), "cancel", "deny"],
            Manner::Part => vec![person.as_str(), "continue"],
            Manner::Nothing => Vec::new(),
        };
        let found = ids.into_iter().find_map(|id| link(html, id));
        if found.is_some() || manner != Manner::Part {
            return found;
        }
        if html.contains("id=\"put-back-") {
            return link(html, "allow");
        }
        let last = html.rfind("id=\"leave-out-")?;
        address(&html[last..])
    }

    fn cookies(&self) -> String {
        let cookies = self.0.cookies.lock().unwrap();
        let pairs: Vec<String> = cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        pairs.join("; ")
    }

    fn keep(&self, cookie: &str) {
        let (pair, rest) = cookie.split_once(';').unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        let mut cookies = self.0.cookies.lock().unwrap();
        if rest.contains("Max-Age=0") {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    async fn visit(self, url: Url, manner: Manner) {
        if let Landing::Back(raw) = self.walk(&url, manner).await {
            let program = self.0.program.lock().unwrap().clone().unwrap();
            program.callback(&raw).unwrap();
        }
    }
}

impl Browser for TestBrowser {
    fn open(&self, url: &Url) -> Result<(), BrowserError> {
        if let Some(reason) = self.0.broken.lock().unwrap().clone() {
            return Err(BrowserError(reason));
        }
        self.0.opened.send_modify(|opened| opened.push(url.clone()));
        let manner = *self.0.manner.lock().unwrap();
        // Pages elsewhere are only noted: no test leaves this computer.
        if manner != Manner::Nothing && url.origin() == self.0.tenant.origin() {
            let visit = self.clone().visit(url.clone(), manner);
            self.0.runtime.spawn(visit);
        }
        Ok(())
    }

    fn copy(&self, url: &Url) -> Result<(), BrowserError> {
        self.0.copied.send_modify(|copied| copied.push(url.clone()));
        Ok(())
    }

    fn own_links(&self, by_force: bool) -> Answer<'_, LinkOwner> {
        if by_force {
            self.give_links_to(LinkOwner::ThisProgram);
        }
        let links = self.links();
        Box::pin(async { links })
    }

    fn listen(
        &self,
        _: String,
        path: ReturnPath,
        wanted: Option<String>,
    ) -> Answer<'_, Result<String, BrowserError>> {
        Box::pin(async move {
            if let Some(reason) = self.0.deaf.lock().unwrap().clone() {
                return Err(BrowserError(reason));
            }
            let ports = self.0.ports.lock().unwrap().clone();
            let usual = match path {
                ReturnPath::DeepLink => DEEP_LINK,
                ReturnPath::Loopback => match ports {
                    Some(reason) => return Err(BrowserError(reason)),
                    // As if the first port were taken.
                    None => LOOPBACK[1],
                },
            };
            Ok(wanted.unwrap_or_else(|| usual.to_owned()))
        })
    }

    fn close(&self, _: &str) {}

    fn probe_loopback(&self) -> Answer<'_, Option<Vec<LoopbackPort>>> {
        let taken = self.0.ports.lock().unwrap().clone();
        let port = |number| LoopbackPort {
            port: number,
            taken: taken.clone(),
        };
        let ports = [18791, 18792, 18793].map(port).to_vec();
        Box::pin(async { Some(ports) })
    }

    fn send_link_to_self(&self, link: &Url) -> Option<Result<(), BrowserError>> {
        self.0.to_self.send_modify(|links| links.push(link.clone()));
        if *self.0.returns_links.lock().unwrap() {
            let program = self.0.program.lock().unwrap().clone().unwrap();
            program.callback(link.as_str()).unwrap();
        }
        Some(Ok(()))
    }
}

async fn nth(list: &watch::Sender<Vec<Url>>, count: usize) -> Url {
    let mut list = list.subscribe();
    let waiting = timeout(PATIENCE, list.wait_for(|urls| urls.len() > count)).await;
    let urls = waiting.expect("the browser was not used").unwrap();
    urls[count].clone()
}

/// The address behind the link with this id.
fn link(html: &str, id: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("id=\"{id}\""))?;
    address(rest)
}

/// The first address in this text.
fn address(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("href=\"")?;
    let (address, _) = rest.split_once('"')?;
    Some(address.replace("&amp;", "&"))
}
