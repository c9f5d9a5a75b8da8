//! The window: shown when it is painted, brought forward when the browser comes back.
//!
//! While the tray can bring it back, closing only hides it. Its web view is most of the program's
//! memory, so a window that stays hidden goes, and comes anew where it was. One in which something
//! is not finished stays.

mod frames;
mod rendering;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use accounts::{App, Request};
use tauri::async_runtime::JoinHandle;
use tauri::utils::config::Color;
use tauri::webview::PageLoadEvent;
use tauri::{
    AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
};
use tauri_plugin_window_state::StateFlags;
use tokio::sync::watch;

pub(crate) use self::rendering::Drawing;
#[cfg(target_os = "linux")]
pub(crate) use self::rendering::as_it_came;
use crate::commands::Watching;
use crate::desktop;

const LABEL: &str = "main";
/// The grounds of `ui/src/style/tokens.css`, so that nothing flashes before the first paint.
const LIGHT: Color = Color(0xf4, 0xf5, 0xf6, 0xff);
const DARK: Color = Color(0x17, 0x18, 0x1b, 0xff);
/// A hidden window may come back at once so long. The page says meanwhile where it is.
const GRACE: Duration = Duration::from_secs(2);
/// What the page's address has while something in it is not finished (`ui/src/place.ts`).
const UNFINISHED: &str = "unfinished";

/// The plugin that remembers size and place, but not whether the window was shown.
pub(crate) fn remember_place<R: tauri::Runtime>() -> tauri::plugin::TauriPlugin<R> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// How the window comes when it is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// In front of the person.
    InFront,
    /// As a button among the others.
    Minimised,
    /// Not at all: the tray opens it.
    InTray,
}

/// What there is of the window.
enum Stage {
    /// Nothing. The next one begins where the last one was.
    Away { place: Option<String> },
    /// A page that is not painted yet.
    Painting(Opening),
    /// A page that is painted, in sight or hidden.
    Painted,
}

/// How far a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Progress {
    Loading,
    Loaded,
    Painted,
}

struct Standing {
    drawing: Drawing,
    stage: Mutex<Stage>,
    progress: watch::Sender<Progress>,
    /// Sees to it that the page is painted, once somebody is to see it.
    watchdog: Mutex<Option<JoinHandle<()>>>,
}

impl Standing {
    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watchdog(&self) -> MutexGuard<'_, Option<JoinHandle<()>>> {
        self.watchdog.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes the window, unless the tray is to open it.
pub(crate) fn open(app: &AppHandle, opening: Opening, drawing: Drawing) -> tauri::Result<()> {
    app.manage(Watching::default());
    tracing::debug!(?drawing, "the window is made");
    app.manage(Standing {
        drawing,
        stage: Mutex::new(Stage::Away { place: None }),
        progress: watch::Sender::new(Progress::Loading),
        watchdog: Mutex::new(None),
    });
    if opening == Opening::InTray {
        return Ok(());
    }
    make(app, opening, None)
}

/// Makes a window that is hidden until [`show`], at a place in the page.
fn make(app: &AppHandle, opening: Opening, place: Option<&str>) -> tauri::Result<()> {
    let standing = app.state::<Standing>();
    *standing.stage() = Stage::Painting(opening);
    standing.progress.send_replace(Progress::Loading);
    if let Some(watchdog) = standing.watchdog().take() {
        watchdog.abort();
    }
    let page = place.map_or_else(WebviewUrl::default, |place| {
        WebviewUrl::App(format!("index.html#{place}").into())
    });
    let ground = if desktop::is_dark() { DARK } else { LIGHT };
    let window = WebviewWindowBuilder::new(app, LABEL, page)
        .title("Mooring")
        .inner_size(980.0, 680.0)
        .min_inner_size(420.0, 480.0)
        .visible(false)
        .background_color(ground)
        .on_navigation(is_ours)
        .on_page_load(|window, load| {
            let app = window.app_handle();
            match load.event() {
                PageLoadEvent::Started => app.state::<Watching>().end(),
                PageLoadEvent::Finished => reach(app, Progress::Loaded),
            }
        })
        .build()?;
    print_console(&window)?;
    rendering::begin(&window)?;
    if opening == Opening::InFront {
        expect_painted(app);
    }
    Ok(())
}

/// The page is at least so far. It may be painted before all of it is loaded.
fn reach(app: &AppHandle, progress: Progress) {
    tracing::debug!(?progress, "the page goes on");
    let standing = app.state::<Standing>();
    standing.progress.send_if_modified(|before| {
        let further = *before < progress;
        if further {
            *before = progress;
        }
        further
    });
}

/// From now on somebody is to see the window.
fn expect_painted(app: &AppHandle) {
    let standing = app.state::<Standing>();
    let mut watchdog = standing.watchdog();
    if watchdog.is_none() && *standing.progress.borrow() != Progress::Painted {
        let watching = rendering::watch(app.clone(), standing.progress.subscribe());
        *watchdog = Some(tauri::async_runtime::spawn(watching));
    }
}

/// Tells the program whether the window comes in front of the person.
pub(crate) fn tell_opening(app: &AppHandle, opening: Opening) {
    if opening != Opening::InFront {
        look(app, false);
    }
}

/// The page has its first picture: shows the window, if it is to be seen.
pub(crate) fn show(app: &AppHandle) {
    let Some(standing) = app.try_state::<Standing>() else {
        return;
    };
    let opening = match *standing.stage() {
        Stage::Painting(opening) => opening,
        Stage::Away { .. } | Stage::Painted => return,
    };
    match opening {
        Opening::InFront => {
            with_window(app, |window| frames::come(window, come_painted));
        }
        Opening::Minimised => {
            with_window(app, |window| frames::come(window, come_minimised));
        }
        Opening::InTray => {}
    }
}

fn come_painted(app: &AppHandle) {
    let standing = app.state::<Standing>();
    let before = std::mem::replace(&mut *standing.stage(), Stage::Painted);
    if matches!(before, Stage::Painting(Opening::InFront)) {
        raise(app);
    }
}

fn come_minimised(app: &AppHandle) {
    *app.state::<Standing>().stage() = Stage::Painted;
    with_window(app, |window| {
        window.minimize()?;
        window.show()
    });
}

/// Whether this run does without compositing, since nothing was painted with it.
pub(crate) fn is_safe(app: &AppHandle) -> bool {
    let standing = app.try_state::<Standing>();
    standing.is_some_and(|standing| standing.drawing == Drawing::Safe)
}

/// Whether the window came; it may be hidden again since.
fn was_shown(app: &AppHandle) -> bool {
    let standing = app.state::<Standing>();
    let stage = standing.stage();
    matches!(*stage, Stage::Painted)
}

/// The page says that it was painted on the screen. It is believed where that cannot be seen.
pub(crate) fn hear_painted(app: &AppHandle) {
    if !frames::SEES_FRAMES {
        note_painted(app);
    }
}

/// The page was painted on the screen.
fn note_painted(app: &AppHandle) {
    desktop::note_start(app);
    reach(app, Progress::Painted);
}

/// What the window's frame does: closing may only hide it, and the program is told who looks.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let app = window.app_handle();
    if let WindowEvent::Focused(focused) = event {
        look(app, *focused);
    }
    if let WindowEvent::CloseRequested { api, .. } = event
        && desktop::is_in_tray(app)
    {
        api.prevent_close();
        hide(app);
    }
}

/// Hides the window, and lets it go unless it comes back soon.
fn hide(app: &AppHandle) {
    with_window(app, WebviewWindow::hide);
    look(app, false);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(GRACE).await;
        on_main_thread(&app, let_go);
    });
}

/// Lets a hidden window go. Where it is in the page stands in the page's address.
fn let_go(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    let hidden = window.is_visible().is_ok_and(|visible| !visible);
    let Some(url) = window.url().ok().filter(|_| hidden) else {
        return;
    };
    let place = url.fragment().unwrap_or_default();
    if is_unfinished(place) {
        return;
    }
    *app.state::<Standing>().stage() = Stage::Away {
        place: Some(place.to_owned()),
    };
    app.state::<Watching>().end();
    match window.destroy() {
        Ok(()) => tracing::debug!("the hidden window is gone"),
        Err(error) => tracing::warn!(%error, "the hidden window did not go"),
    }
}

fn is_unfinished(place: &str) -> bool {
    place.split('&').any(|part| part == UNFINISHED)
}

/// Whether the program goes on though its window is gone.
pub(crate) fn may_be_away(app: &AppHandle) -> bool {
    desktop::is_in_tray(app)
        && app
            .try_state::<Standing>()
            .is_some_and(|standing| matches!(*standing.stage(), Stage::Away { .. }))
}

fn look(app: &AppHandle, looking: bool) {
    let program = app.try_state::<App>();
    let told = program.map(|program| program.take(Request::Look { looking }));
    if let Some(Err(_)) = told {
        tracing::warn!(looking, "the program was too busy to be told who looks");
    }
}

/// Brings a window back that is hidden or gone. One that is in sight stays where it is.
pub(crate) fn bring_back(app: &AppHandle) {
    let window = app.get_webview_window(LABEL);
    if window.is_none_or(|window| window.is_visible().is_ok_and(|visible| !visible)) {
        raise(app);
    }
}

/// Brings the window above the others and gives it the keyboard. A window that is not painted yet
/// comes when it is.
pub(crate) fn raise(app: &AppHandle) {
    on_main_thread(app, |app| {
        let Some(standing) = app.try_state::<Standing>() else {
            return;
        };
        let mut stage = standing.stage();
        let place = match &mut *stage {
            Stage::Away { place } => place.take(),
            Stage::Painting(opening) => {
                *opening = Opening::InFront;
                return expect_painted(app);
            }
            Stage::Painted => {
                drop(stage);
                expect_painted(app);
                return with_window(app, |window| {
                    window.unminimize()?;
                    window.show()?;
                    window.set_focus()
                });
            }
        };
        drop(stage);
        if let Err(error) = make(app, Opening::InFront, place.as_deref()) {
            tracing::error!(%error, "the window could not be made");
        }
    });
}

/// Windows are made and let go where the system wants it, one after another.
fn on_main_thread(app: &AppHandle, act: impl FnOnce(&AppHandle) + Send + 'static) {
    let there = app.clone();
    if let Err(error) = app.run_on_main_thread(move || act(&there)) {
        tracing::warn!(%error, "the window was not reached");
    }
}

fn with_window(app: &AppHandle, act: impl Fn(&WebviewWindow) -> tauri::Result<()>) {
    let outcome = app.get_webview_window(LABEL).as_ref().map(act);
    if let Some(Err(error)) = outcome {
        tracing::warn!(%error, "the window did not do it");
    }
}

/// In a build for development, what the page complains of stands in the terminal. The tests read it.
#[cfg(all(debug_assertions, target_os = "linux"))]
fn print_console(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{SettingsExt, WebViewExt};
    window.with_webview(|view| {
        if let Some(settings) = WebViewExt::settings(&view.inner()) {
            settings.set_enable_write_console_messages_to_stdout(true);
        }
    })
}

#[cfg(not(all(debug_assertions, target_os = "linux")))]
#[expect(clippy::unnecessary_wraps, reason = "the other can fail")]
fn print_console(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// The window never leaves its own pages.
fn is_ours(url: &Url) -> bool {
    let embedded = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    let development = cfg!(not(feature = "custom-protocol")) && url.port() == Some(5173);
    embedded || development
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_tells_whether_something_is_unfinished() {
        assert!(is_unfinished("unfinished"));
        assert!(is_unfinished("selected=account%3Acac_1&unfinished"));
        assert!(!is_unfinished(""));
        assert!(!is_unfinished("query=unfinished"));
    }
}
