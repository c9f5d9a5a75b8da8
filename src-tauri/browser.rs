//! The system browser, and the clipboard for links that go to another one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use accounts::callback::{CHECK_LINK, DEEP_LINK};
use accounts::ports::{Answer, Browser, BrowserError, LinkOwner, LoopbackPort};
use accounts::view::ReturnPath;
use system::inbox::Inbox;
use system::loopback::{self, Listener};
use tauri::{AppHandle, Manager, Url};

use crate::clipboard::Clipboard;
use crate::desktop;
use crate::links;

/// The system browser, there and back.
pub(crate) struct SystemBrowser {
    app: AppHandle,
    inbox: Inbox,
    /// Open listeners, by attempt.
    listeners: Arc<Mutex<HashMap<String, Listener>>>,
}

impl SystemBrowser {
    pub(crate) fn new(app: AppHandle, inbox: Inbox) -> Self {
        Self {
            app,
            inbox,
            listeners: Arc::default(),
        }
    }
}

impl Browser for SystemBrowser {
    fn open(&self, url: &Url) -> Result<(), BrowserError> {
        let loopback = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        if url.scheme() != "https" && !(url.scheme() == "http" && loopback) {
            return Err(BrowserError("only web pages are opened".to_owned()));
        }
        open(&self.app, url)
    }

    fn copy(&self, url: &Url) -> Result<(), BrowserError> {
        self.app
            .state::<Clipboard>()
            .write(url.to_string())
            .map_err(|error| BrowserError(error.to_string()))
    }

    fn own_links(&self, by_force: bool) -> Answer<'_, LinkOwner> {
        let app = self.app.clone();
        Box::pin(async move {
            let looked = tauri::async_runtime::spawn_blocking(move || links::own(&app, by_force));
            let failed = |error: tauri::Error| LinkOwner::Nobody(error.to_string());
            looked.await.unwrap_or_else(failed)
        })
    }

    fn listen(
        &self,
        attempt: String,
        path: ReturnPath,
        wanted: Option<String>,
    ) -> Answer<'_, Result<String, BrowserError>> {
        Box::pin(async move {
            if path == ReturnPath::DeepLink {
                return Ok(DEEP_LINK.to_owned());
            }
            let language = desktop::language(&self.app);
            let inbox = self.inbox.clone();
            let listener = Listener::open(wanted.as_deref(), inbox, language).await?;
            let redirect_uri = listener.redirect_uri().to_owned();
            self.listeners
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(attempt, listener);
            Ok(redirect_uri)
        })
    }

    fn close(&self, attempt: &str) {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(attempt);
    }

    fn probe_loopback(&self) -> Answer<'_, Option<Vec<LoopbackPort>>> {
        Box::pin(async move {
            let ours: Vec<&str> = {
                let listeners = self
                    .listeners
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                listeners.values().map(Listener::redirect_uri).collect()
            };
            Some(loopback::probe(&ours).await)
        })
    }

    fn send_link_to_self(&self, link: &Url) -> Option<Result<(), BrowserError>> {
        if !link.as_str().starts_with(CHECK_LINK) {
            return Some(Err(BrowserError("this is no link to oneself".to_owned())));
        }
        Some(open(&self.app, link))
    }
}

/// Opens an address with what the desktop has for it, as the plugin would, but lets that draw its pages
/// its own way.
#[cfg(target_os = "linux")]
fn open(_: &AppHandle, url: &Url) -> Result<(), BrowserError> {
    use std::os::unix::process::CommandExt;
    use std::process::Stdio;

    let mut failed = BrowserError("nothing opens addresses here".to_owned());
    for mut command in open::commands(url.as_str()) {
        crate::window::as_it_came(&mut command)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // What ends this program from its terminal does not end the browser.
            .process_group(0);
        match command.spawn() {
            Ok(opening) => {
                // It may last as long as the browser does.
                std::thread::spawn(move || wait_for(opening));
                return Ok(());
            }
            Err(error) => failed = BrowserError(error.to_string()),
        }
    }
    Err(failed)
}

#[cfg(target_os = "linux")]
fn wait_for(mut opening: std::process::Child) {
    match opening.wait() {
        Ok(status) if status.success() => {}
        Ok(status) => tracing::warn!(%status, "what was to open an address failed"),
        Err(error) => tracing::warn!(%error, "what was to open an address was lost"),
    }
}

#[cfg(not(target_os = "linux"))]
fn open(app: &AppHandle, url: &Url) -> Result<(), BrowserError> {
    use tauri_plugin_opener::OpenerExt;

    let opened = app.opener().open_url(url.as_str(), None::<&str>);
    opened.map_err(|error| BrowserError(error.to_string()))
}
