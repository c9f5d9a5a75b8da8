//! The program's window, driven over `WebKitWebDriver`, for what has to be timed in the page.

use std::net::TcpListener;
use std::process::Stdio;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::desktop::{Desktop, PATIENCE, Program, Running};
use super::measure::Outcome;

/// The window, until it is dropped.
pub(crate) struct Window {
    client: Client,
    driver: Running,
}

impl Window {
    /// Starts the program.
    pub(crate) async fn start(desktop: &Desktop) -> Outcome<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut driver = desktop.command("WebKitWebDriver");
        driver
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let driver = Running::start(&mut driver)?;
        let program = Program::real()?;
        let capabilities = json!({
            "webkitgtk:browserOptions": { "binary": program.path(), "args": [] },
            "timeouts": { "script": 240_000 },
        });
        let capabilities = capabilities.as_object().cloned().unwrap_or_default();
        let opening = async {
            loop {
                let attempt = ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities.clone())
                    .connect(&format!("http://127.0.0.1:{port}"))
                    .await;
                match attempt {
                    Ok(client) => return client,
                    // Not listening yet.
                    Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
                }
            }
        };
        let client = tokio::time::timeout(PATIENCE, opening).await?;
        Ok(Self { client, driver })
    }

    /// The driver's process, which is above the program's.
    pub(crate) fn id(&self) -> u32 {
        self.driver.id()
    }

    /// Runs a script in the page, which answers by calling `done`.
    pub(crate) async fn run(&self, script: &str, facts: Value) -> Outcome<Value> {
        let script = format!("const [facts, done] = arguments; {script}");
        Ok(self.client.execute_async(&script, vec![facts]).await?)
    }

    /// Clicks on the part with this test id, once it is there.
    pub(crate) async fn click(&self, id: &str) -> Outcome<()> {
        let selector = format!("[data-testid='{id}']");
        let clicking = async {
            loop {
                if let Ok(found) = self.client.find(Locator::Css(&selector)).await
                    && found.click().await.is_ok()
                {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(30)).await;
            }
        };
        let clicked = tokio::time::timeout(PATIENCE, clicking).await;
        clicked.map_err(|_| format!("not in time: a click on {id}").into())
    }
}
