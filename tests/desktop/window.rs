//! The program's window, driven over `WebKitWebDriver`.

use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::desktop::{Desktop, PATIENCE, Running, artifact, free_port};
use crate::processes::see_gone;

/// The program's window.
pub(crate) struct Window {
    pub(crate) client: Client,
    _driver: Running,
}

impl Window {
    /// Starts the program and waits for its first painted view. Who runs it as root took note of the
    /// warning.
    pub(crate) async fn start(desktop: &Desktop, arguments: &[&str]) -> Self {
        let window = Self::start_unread(desktop, arguments).await;
        if system::process::is_root() {
            let warned = |all: &Value| root_warning(all).is_some();
            let id = root_warning(&window.until("/notices", warned).await);
            window.request("dismiss_notice", json!({ "id": id })).await;
            let gone = |all: &Value| root_warning(all).is_none();
            window.until("/notices", gone).await;
        }
        window
    }

    /// The same with whatever notices there are.
    pub(crate) async fn start_unread(desktop: &Desktop, arguments: &[&str]) -> Self {
        desktop.see_name_free();
        let port = free_port();
        let driver = Running::start(
            desktop
                .command("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .stdout(desktop.console_file())
                .stderr(desktop.console_file()),
        );
        let capabilities = json!({
            "webkitgtk:browserOptions": { "binary": desktop.program, "args": arguments }
        });
        // A start that gave no session would stay the first instance, and every later one leave to it.
        let client = connect(port, &capabilities, || desktop.kill_program()).await;
        let window = Self {
            client,
            _driver: driver,
        };
        window.element("[data-testid^=screen-]").await;
        window
    }

    /// Waits for the part with this test id.
    pub(crate) async fn see(&self, id: &str) {
        self.element(&format!("[data-testid='{id}']")).await;
    }

    /// Waits for a part whose test id begins so.
    pub(crate) async fn see_like(&self, start: &str) {
        self.see_element(&format!("[data-testid^='{start}']")).await;
    }

    /// Waits for what a selector names.
    pub(crate) async fn see_element(&self, selector: &str) {
        self.element(selector).await;
    }

    /// Clicks on the first part whose test id begins so.
    pub(crate) async fn click_like(&self, start: &str) {
        self.click_element(&format!("[data-testid^='{start}']"))
            .await;
    }

    /// Waits for this text anywhere in the window.
    pub(crate) async fn see_text(&self, text: &str) {
        let what = format!("the text {text:?}");
        self.wait(&what, async || self.text().await.contains(text))
            .await;
    }

    /// Waits until no part has this test id.
    pub(crate) async fn see_gone(&self, id: &str) {
        let selector = format!("[data-testid='{id}']");
        let what = format!("{id} is gone");
        let gone = async || {
            let found = self.client.find_all(Locator::Css(&selector)).await;
            found.is_ok_and(|found| found.is_empty())
        };
        self.wait(&what, gone).await;
    }

    /// Clicks on the part with this test id.
    pub(crate) async fn click(&self, id: &str) {
        self.click_element(&format!("[data-testid='{id}']")).await;
    }

    pub(crate) async fn click_element(&self, selector: &str) {
        self.element(selector).await;
        let what = format!("a click on {selector}");
        let clicked = async || match self.client.find(Locator::Css(selector)).await {
            Ok(element) => element.click().await.is_ok(),
            Err(_) => false,
        };
        self.wait(&what, clicked).await;
    }

    /// Types into the field with this test id.
    pub(crate) async fn fill(&self, id: &str, text: &str) {
        let selector = format!("[data-testid='{id}']");
        let filled = async || match self.client.find(Locator::Css(&selector)).await {
            // Not while the window is still hidden.
            Ok(field) => field.clear().await.is_ok() && field.send_keys(text).await.is_ok(),
            Err(_) => false,
        };
        self.wait(&format!("{id} can be filled"), filled).await;
    }

    /// The words of every connected account's row.
    pub(crate) async fn accounts(&self) -> Vec<String> {
        let selector = Locator::Css("[data-testid^='row-account-']");
        let mut rows = vec![];
        for row in self.client.find_all(selector).await.unwrap() {
            rows.push(row.text().await.unwrap());
        }
        rows
    }

    /// How many parts a selector names now.
    pub(crate) async fn count(&self, selector: &str) -> usize {
        let found = self.client.find_all(Locator::Css(selector)).await;
        found.unwrap().len()
    }

    /// What stands in the field with this test id.
    pub(crate) async fn value(&self, id: &str) -> String {
        self.see(id).await;
        let selector = format!("[data-testid='{id}']");
        let field = self.client.find(Locator::Css(&selector)).await.unwrap();
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// All that the window says.
    pub(crate) async fn text(&self) -> String {
        let body = self.client.find(Locator::Css("body")).await.unwrap();
        body.text().await.unwrap()
    }

    /// Sends a request as the window does, for what has no button in the view at hand.
    pub(crate) async fn request(&self, command: &str, facts: Value) {
        let script = "const [command, facts, done] = arguments; \
            __TAURI_INTERNALS__.invoke(command, facts).then(() => done('taken'), done);";
        let facts = vec![json!(command), facts];
        let answer = self.client.execute_async(script, facts).await.unwrap();
        assert_eq!(answer, "taken", "{command}");
    }

    /// The snapshot that the window shows now.
    pub(crate) async fn snapshot(&self) -> Value {
        let script = "const done = arguments[0]; \
            const take = ({ message }) => message && done(message); \
            const id = __TAURI_INTERNALS__.transformCallback(take); \
            __TAURI_INTERNALS__.invoke('watch', { channel: `__CHANNEL__:${id}` });";
        self.client.execute_async(script, vec![]).await.unwrap()
    }

    /// Waits for a snapshot that has something at this pointer.
    pub(crate) async fn until(&self, pointer: &str, met: impl Fn(&Value) -> bool) -> Value {
        let what = format!("{pointer} in a snapshot");
        let mut found = Value::Null;
        self.wait(&what, async || {
            let snapshot = self.snapshot().await;
            found = snapshot.pointer(pointer).cloned().unwrap_or_default();
            met(&found)
        })
        .await;
        found
    }

    /// A picture of the window, once it is painted.
    pub(crate) async fn screenshot(&self, name: &str) {
        let frames = "const done = arguments[0]; \
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250)));";
        self.client.execute_async(frames, vec![]).await.unwrap();
        let picture = self.client.screenshot().await.unwrap();
        std::fs::write(artifact(name), picture).unwrap();
    }

    /// Closes the window, and with it the program.
    pub(crate) async fn quit(self, desktop: &Desktop) {
        let processes = desktop.processes();
        self.client.close().await.unwrap();
        see_gone(&processes);
    }

    /// A part that is there, and not just being replaced.
    async fn element(&self, selector: &str) {
        let there = async || self.client.find(Locator::Css(selector)).await.is_ok();
        self.wait(&format!("{selector} is there"), there).await;
    }

    async fn wait(&self, what: &str, mut happened: impl AsyncFnMut() -> bool) {
        let waiting = async {
            while !happened().await {
                tokio::time::sleep(std::time::Duration::from_millis(30)).await;
            }
        };
        let happened = tokio::time::timeout(PATIENCE, waiting).await.is_ok();
        assert!(happened, "not in time: {what}\n{}", self.text().await);
    }
}

/// The id of the notice that the program runs as root.
fn root_warning(notices: &Value) -> Option<u64> {
    let mut all = notices.as_array()?.iter();
    all.find(|one| one["news"]["kind"] == "runsAsRoot")?["id"].as_u64()
}

/// Opens a driver's session as soon as the driver answers.
pub(crate) async fn connect(port: u16, capabilities: &Value, clear: impl Fn()) -> Client {
    let opening = async {
        loop {
            let connector = hyper_util::client::legacy::connect::HttpConnector::new();
            let attempt = fantoccini::ClientBuilder::new(connector)
                .capabilities(capabilities.as_object().unwrap().clone())
                .connect(&format!("http://127.0.0.1:{port}"))
                .await;
            match attempt {
                Ok(client) => return client,
                // Not listening yet, or another session is ending.
                Err(error) => eprintln!("no session yet: {error}"),
            }
            clear();
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    };
    let opened = tokio::time::timeout(PATIENCE, opening).await;
    opened.unwrap_or_else(|_| panic!("no session in time: {capabilities}"))
}
