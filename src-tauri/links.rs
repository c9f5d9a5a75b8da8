//! Links into the program by the operating system, at the start or later. Nothing but this and the
//! loopback listener reads a raw address, and it is never logged, emitted or kept here.

mod owner;

use std::time::Duration;

use accounts::App;
use accounts::callback::Incoming;
use system::inbox::{Inbox, Link, WAITING, put};
use tauri::{AppHandle, Manager};
use tokio::sync::mpsc;
use tokio::time::Instant;

pub(crate) use self::owner::own;
use crate::window;

/// What a link of ours begins with.
pub(crate) const SCHEME: &str = "dev.mooring.desktop:";
/// A link that answers nothing brings the window forward if none did for so long: somebody followed an
/// old one, or one that proposes something. Those of a flood do not take the keyboard away, over and over.
const QUIET: Duration = Duration::from_secs(3);

/// Takes in the links among the arguments of a second process, which leaves to this one. Says whether
/// there were any.
pub(crate) fn take_from(app: &AppHandle, arguments: &[String]) -> bool {
    let links = || arguments.iter().filter(|one| one.starts_with(SCHEME));
    let inbox = app.state::<Inbox>();
    links().for_each(|link| put(&inbox, link.clone()));
    links().next().is_some()
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

/// Hands links to the program, one after another, and brings its window forward.
pub(crate) fn deliver(app: AppHandle, program: App, mut links: mpsc::Receiver<Link>) {
    tauri::async_runtime::spawn(async move {
        let mut stray: Option<Instant> = None;
        let mut crowded = false;
        while let Some(link) = links.recv().await {
            if links.is_empty() {
                crowded = false;
            } else if !crowded && links.len() > WAITING / 2 {
                crowded = true;
                tracing::warn!("more links come than can be looked at: some may be dropped");
            }
            // The program looks whether its links come here: nobody followed one.
            let check = link.as_ref().is_ok_and(Incoming::is_check);
            let answers = if let Ok(taken) = program.link(link) {
                taken.answers().await
            } else {
                tracing::warn!("a link came while the program was busy: it was dropped");
                false
            };
            if check {
                continue;
            }
            let quiet = stray.is_none_or(|last| last.elapsed() >= QUIET);
            if answers || quiet {
                window::raise(&app);
            }
            if !answers {
                stray = Some(Instant::now());
            }
        }
    });
}
