//! The system browser, and the clipboard for links that go to another one.

use std::collections::HashMap;
use std::path::Path;
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
        platform::open(&self.app, url)
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
        Some(platform::open(&self.app, link))
    }
}

/// Opens a folder in what the desktop has for it.
pub(crate) fn open_folder(app: &AppHandle, folder: &Path) -> Result<(), BrowserError> {
    platform::open_folder(app, folder)
}

/// As the plugin would, but what is opened draws its pages its own way.
#[cfg(target_os = "linux")]
mod platform {
    use std::ffi::OsStr;
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::{Child, Stdio};

    use accounts::ports::BrowserError;
    use tauri::{AppHandle, Url};

    pub(super) fn open(_: &AppHandle, url: &Url) -> Result<(), BrowserError> {
        begin(url.as_str())
    }

    pub(super) fn open_folder(_: &AppHandle, folder: &Path) -> Result<(), BrowserError> {
        begin(folder)
    }

    fn begin(what: impl AsRef<OsStr>) -> Result<(), BrowserError> {
        let mut failed = BrowserError("nothing here opens it".to_owned());
        for mut command in open::commands(what) {
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

    fn wait_for(mut opening: Child) {
        match opening.wait() {
            Ok(status) if status.success() => {}
            Ok(status) => tracing::warn!(%status, "what was to open something failed"),
            Err(error) => tracing::warn!(%error, "what was to open something was lost"),
        }
    }
}

/// Not tested by machine.
#[cfg(not(target_os = "linux"))]
mod platform {
    use std::path::Path;

    use accounts::ports::BrowserError;
    use tauri::{AppHandle, Url};
    use tauri_plugin_opener::OpenerExt;

    pub(super) fn open(app: &AppHandle, url: &Url) -> Result<(), BrowserError> {
        let opened = app.opener().open_url(url.as_str(), None::<&str>);
        opened.map_err(|error| BrowserError(error.to_string()))
    }

    pub(super) fn open_folder(app: &AppHandle, folder: &Path) -> Result<(), BrowserError> {
        let opened = app
            .opener()
            .open_path(folder.to_string_lossy(), None::<&str>);
        opened.map_err(|error| BrowserError(error.to_string()))
    }
}
