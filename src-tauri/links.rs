//! Links into the program: by the operating system, at the start or later, or by the loopback
//! listener. Nothing else reads a raw address, and it is never logged, emitted or kept here.

use accounts::App;
use tauri::{AppHandle, Manager};
use tokio::sync::mpsc;

use crate::window;

/// What a link of ours begins with.
const SCHEME: &str = "dev.mooring.desktop:";
/// No more links wait to be looked at; a flood beyond it is dropped.
const WAITING: usize = 64;

/// Where links are put in.
pub(crate) type Inbox = mpsc::Sender<String>;

/// A place for links, and the end where they come out.
pub(crate) fn inbox() -> (Inbox, mpsc::Receiver<String>) {
    mpsc::channel(WAITING)
}

/// Puts a link in.
pub(crate) fn put(inbox: &Inbox, link: String) {
    if inbox.try_send(link).is_err() {
        tracing::warn!("too many links at once: one was dropped");
    }
}

/// Takes in the links among the arguments of a second process, which leaves to this one.
pub(crate) fn take_from(app: &AppHandle, arguments: &[String]) {
    let Some(inbox) = app.try_state::<Inbox>() else {
        tracing::warn!("a link came before the program was ready: it was dropped");
        return;
    };
    for link in arguments.iter().filter(|one| one.starts_with(SCHEME)) {
        put(&inbox, link.clone());
    }
}

/// Takes in the link that started the program, and on macOS those that come later.
///
/// The plugin would keep the last link, and tell it to the page as an event.
#[cfg(not(target_os = "macos"))]
pub(crate) fn receive(_: &AppHandle, inbox: &Inbox) {
    let arguments = std::env::args_os().filter_map(|one| one.into_string().ok());
    for link in arguments.filter(|one| one.starts_with(SCHEME)) {
        put(inbox, link);
    }
}

/// Takes in the link that started the program, and those that come later. Not tested by machine.
#[cfg(target_os = "macos")]
pub(crate) fn receive(app: &AppHandle, inbox: &Inbox) {
    use tauri_plugin_deep_link::DeepLinkExt;

    match app.deep_link().get_current() {
        Ok(links) => {
            for link in links.unwrap_or_default() {
                put(inbox, link.into());
            }
        }
        Err(error) => tracing::warn!(%error, "the link that started the program is not known"),
    }
    let inbox = inbox.clone();
    app.deep_link().on_open_url(move |event| {
        for link in event.urls() {
            put(&inbox, link.into());
        }
    });
}

/// Hands links to the program, and brings its window forward.
pub(crate) fn deliver(app: AppHandle, program: App, mut links: mpsc::Receiver<String>) {
    tauri::async_runtime::spawn(async move {
        while let Some(link) = links.recv().await {
            if program.callback(&link).is_err() {
                tracing::warn!("a link came while the program was busy: it was dropped");
            }
            window::raise(&app);
        }
    });
}

/// Sees to it that links in our scheme reach this program; says whether they do.
pub(crate) fn register(app: &AppHandle) -> bool {
    match platform::register(app) {
        Ok(()) => true,
        Err(reason) => {
            tracing::warn!(reason, "links in our scheme do not reach this program");
            false
        }
    }
}

#[cfg(target_os = "linux")]
mod platform {
    use std::path::Path;

    use tauri::{AppHandle, Manager};
    use tauri_plugin_deep_link::DeepLinkExt;

    /// An installed program is registered by its package; one that runs from elsewhere does it itself.
    pub(super) fn register(app: &AppHandle) -> Result<(), String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        if program.starts_with("/usr") {
            return Ok(());
        }
        app.deep_link()
            .register_all()
            .map_err(|error| error.to_string())?;
        unquote(app, &program)
    }

    /// The entry names the program in quotes, which xdg-open 1.1 cannot read outside of the large
    /// desktops. A path without special characters needs none.
    fn unquote(app: &AppHandle, program: &Path) -> Result<(), String> {
        let program = program.display().to_string();
        let plain = program
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
        let name = program.rsplit('/').next().unwrap_or_default();
        let folder = app.path().data_dir().map_err(|error| error.to_string())?;
        let entry = folder
            .join("applications")
            .join(format!("{name}-handler.desktop"));
        if !plain {
            return Ok(());
        }
        let text = std::fs::read_to_string(&entry).map_err(|error| error.to_string())?;
        let quoted = format!("Exec=\"{program}\" %u");
        let text = text.replace(&quoted, &format!("Exec={program} %u"));
        std::fs::write(&entry, text).map_err(|error| error.to_string())
    }
}

#[cfg(windows)]
mod platform {
    use tauri::AppHandle;
    use tauri_plugin_deep_link::DeepLinkExt;

    /// Not tested by machine.
    pub(super) fn register(app: &AppHandle) -> Result<(), String> {
        let links = app.deep_link();
        links.register_all().map_err(|error| error.to_string())
    }
}

#[cfg(target_os = "macos")]
mod platform {
    use tauri::AppHandle;

    /// The bundle's property list registers the scheme. Not tested by machine.
    #[expect(clippy::unnecessary_wraps, reason = "the other systems can fail")]
    pub(super) fn register(_: &AppHandle) -> Result<(), String> {
        Ok(())
    }
}
