//! Links into the program: by the operating system, at the start or later, or by the loopback
//! listener. Nothing else reads a raw address, and it is never logged, emitted or kept here.

mod owner;

use accounts::App;
use tauri::{AppHandle, Manager};
use tokio::sync::mpsc;

pub(crate) use self::owner::own;
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
