//! The browser, and the person in front of it: pages are really fetched, and clicked through.

use std::collections::BTreeMap;

use accounts::callback::LOOPBACK;
use reqwest::Client;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use url::Url;

/// The links that are clicked, in this order, wherever they are.
pub(crate) const APPROVE: [&str; 4] = ["person-dana", "confirm-factor", "continue", "allow"];
pub(crate) const REFUSE: [&str; 3] = ["person-dana", "cancel", "deny"];

/// A browser with its cookies.
pub(crate) struct Browser {
    client: Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            client,
            cookies: BTreeMap::new(),
        }
    }

    /// Goes through the pages, up to the address that leads back to the program.
    pub(crate) async fn walk(&mut self, link: &str, clicks: &[&str]) -> String {
        let mut url = Url::parse(link).unwrap();
        loop {
            let cookies = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            let cookies: Vec<String> = cookies.collect();
            let request = self
                .client
                .get(url.clone())
                .header(COOKIE, cookies.join("; "));
            let page = request.send().await.unwrap();
            for cookie in page.headers().get_all(SET_COOKIE) {
                let (pair, _) = cookie.to_str().unwrap().split_once(';').unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            let next = if page.status().is_redirection() {
                page.headers()[LOCATION].to_str().unwrap().to_owned()
            } else {
                let html = page.text().await.unwrap();
                let mut clicks = clicks.iter();
                let found = clicks.find_map(|id| address_of(&html, id));
                found.unwrap_or_else(|| panic!("nothing to click: {html}"))
            };
            if LOOPBACK.iter().any(|address| next.starts_with(address)) {
                return next;
            }
            url = url.join(&next).unwrap();
        }
    }

    /// Goes back to the program; gives the page that it ends on.
    pub(crate) async fn go_back(&self, address: &str) -> String {
        let page = self.client.get(address).send().await.unwrap();
        assert!(page.status().is_success(), "{}", page.status());
        page.text().await.unwrap()
    }
}

fn address_of(html: &str, id: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("id=\"{id}\""))?;
    let (_, rest) = rest.split_once("href=\"")?;
    let (address, _) = rest.split_once('"')?;
    Some(address.replace("&amp;", "&"))
}
