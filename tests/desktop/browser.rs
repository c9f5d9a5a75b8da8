//! A person's browser: Chromium, driven by chromedriver. The program opens pages the way it does on
//! any desktop, through the default browser's entry; that entry leaves the address in a file, since a
//! driven Chromium takes none from a second process, and each address is opened in a tab of its own.

use std::cell::Cell;
use std::path::PathBuf;

use fantoccini::{Client, Locator};
use serde_json::{Map, Value, json};
use url::Url;

use crate::desktop::{Desktop, PATIENCE, Running, free_port};
use crate::window::connect;

/// A person's browser.
pub(crate) struct Browser {
    client: Client,
    /// Where the desktop leaves addresses to open.
    mailbox: PathBuf,
    opened: Cell<usize>,
    _driver: Running,
}

const SWITCHES: [&str; 7] = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

impl Browser {
    /// Starts it as the desktop's default browser. The tenants' pages may open the program's links
    /// without a further question, as after a person ticked "always allow".
    pub(crate) async fn start(desktop: &Desktop, tenants: &[&Url]) -> Self {
        let port = free_port();
        let driver = Running::start(
            desktop
                .command("chromedriver")
                .arg(format!("--port={port}"))
                .stdout(std::process::Stdio::null()),
        );
        let profile = desktop.home.path().join("chromium");
        let profile = format!("--user-data-dir={}", profile.display());
        let arguments: Vec<&str> = SWITCHES.into_iter().chain([profile.as_str()]).collect();
        let mailbox = desktop.set_default_browser();
        let allowed = tenants.iter().map(|tenant| {
            let origin = tenant.origin().ascii_serialization();
            (origin, json!({ "dev.mooring.desktop": true }))
        });
        let allowed: Map<String, Value> = allowed.collect();
        let capabilities = json!({
            "goog:chromeOptions": {
                "binary": "/usr/bin/chromium",
                "args": arguments,
                "prefs": {
                    "protocol_handler": {
                        "allowed_origin_protocol_pairs": allowed
                    }
                }
            }
        });
        Self {
            client: connect(port, &capabilities, || ()).await,
            mailbox,
            opened: Cell::new(0),
            _driver: driver,
        }
    }

    /// Turns to the tab that shows this part, and clicks it.
    pub(crate) async fn click(&self, id: &str) {
        let selector = format!("#{id}");
        let clicking = async {
            while !self.try_click(&selector).await {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        };
        let clicked = tokio::time::timeout(PATIENCE, clicking).await;
        assert!(clicked.is_ok(), "the browser shows no {selector}");
    }

    /// A picture of the page in front.
    pub(crate) async fn screenshot(&self, name: &str) {
        let picture = self.client.screenshot().await.unwrap();
        std::fs::write(crate::desktop::artifact(name), picture).unwrap();
    }

    /// Turns to the tab that shows this part.
    pub(crate) async fn see(&self, id: &str) {
        let selector = format!("#{id}");
        let seeing = async {
            while !self.turn_to(&selector).await {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        };
        let seen = tokio::time::timeout(PATIENCE, seeing).await;
        assert!(seen.is_ok(), "the browser shows no {selector}");
    }

    async fn try_click(&self, selector: &str) -> bool {
        if !self.turn_to(selector).await {
            return false;
        }
        match self.client.find(Locator::Css(selector)).await {
            Ok(element) => element.click().await.is_ok(),
            Err(_) => false,
        }
    }

    /// Waits for a tab that says this.
    pub(crate) async fn see_text(&self, text: &str) {
        let seeing = async {
            loop {
                for tab in self.client.windows().await.unwrap() {
                    self.client.switch_to_window(tab).await.unwrap();
                    let page = self.client.source().await.unwrap_or_default();
                    if page.contains(text) {
                        return;
                    }
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        };
        let seen = tokio::time::timeout(PATIENCE, seeing).await;
        assert!(seen.is_ok(), "the browser never says {text:?}");
    }

    /// The addresses that the program opened so far.
    pub(crate) fn addresses(&self) -> Vec<String> {
        let text = std::fs::read_to_string(&self.mailbox).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    async fn open_new_addresses(&self) {
        for address in self.addresses().split_off(self.opened.get()) {
            let tab = self.client.new_window(true).await.unwrap();
            self.client.switch_to_window(tab.handle).await.unwrap();
            self.client.goto(&address).await.unwrap();
            self.opened.set(self.opened.get() + 1);
        }
    }

    async fn turn_to(&self, selector: &str) -> bool {
        self.open_new_addresses().await;
        let Ok(mut tabs) = self.client.windows().await else {
            return false;
        };
        // The newest tab is looked at first: older ones keep their last page.
        tabs.reverse();
        for tab in tabs {
            let there = self.client.switch_to_window(tab).await.is_ok()
                && self.client.find(Locator::Css(selector)).await.is_ok();
            if there {
                return true;
            }
        }
        false
    }
}
