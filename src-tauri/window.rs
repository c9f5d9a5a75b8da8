//! The window: made hidden, shown when it is painted, brought forward when the browser comes back,
//! hidden instead of closed while the tray can bring it back.

use std::sync::atomic::{AtomicBool, Ordering};

use accounts::{App, Request};
use tauri::utils::config::Color;
use tauri::{
    AppHandle, Manager, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window,
    WindowEvent,
};
use tauri_plugin_window_state::StateFlags;

use crate::desktop;

const LABEL: &str = "main";
/// The grounds of `ui/src/style/tokens.css`, so that nothing flashes before the first paint.
const LIGHT: Color = Color(0xf4, 0xf5, 0xf6, 0xff);
const DARK: Color = Color(0x17, 0x18, 0x1b, 0xff);

/// The plugin that remembers size and place, but not whether the window was shown.
pub(crate) fn remember_place<R: tauri::Runtime>() -> tauri::plugin::TauriPlugin<R> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// How the window comes when it is painted for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// In front of the person.
    InFront,
    /// As a button among the others.
    Minimised,
    /// Not at all: the tray opens it.
    InTray,
}

/// The first painting of the window.
struct FirstPaint {
    done: AtomicBool,
    opening: Opening,
    /// It was to come to the front before it was painted.
    wanted: AtomicBool,
}

/// Makes the window, hidden until [`show`].
pub(crate) fn create(app: &AppHandle, opening: Opening) -> tauri::Result<WebviewWindow> {
    app.manage(FirstPaint {
        done: AtomicBool::new(false),
        opening,
        wanted: AtomicBool::new(opening == Opening::InFront),
    });
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Mooring")
        .inner_size(980.0, 680.0)
        .min_inner_size(420.0, 480.0)
        .visible(false)
        .background_color(LIGHT)
        .on_navigation(is_ours)
        .build()?;
    if window.theme()? == Theme::Dark {
        window.set_background_color(Some(DARK))?;
    }
    print_console(&window)?;
    Ok(window)
}

/// Tells the program whether the window comes in front of the person.
pub(crate) fn tell_opening(app: &AppHandle, opening: Opening) {
    if opening != Opening::InFront {
        look(app, false);
    }
}

/// The window is painted now: shows it, if it is to be seen.
pub(crate) fn show(app: &AppHandle) {
    desktop::note_start(app);
    let Some(paint) = app.try_state::<FirstPaint>() else {
        return;
    };
    if paint.done.swap(true, Ordering::SeqCst) {
        return;
    }
    if paint.wanted.load(Ordering::SeqCst) {
        return raise(app);
    }
    match paint.opening {
        Opening::Minimised => with_window(app, |window| {
            window.minimize()?;
            window.show()
        }),
        Opening::InFront | Opening::InTray => {}
    }
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
        with_window(app, WebviewWindow::hide);
        look(app, false);
    }
}

fn look(app: &AppHandle, looking: bool) {
    let program = app.try_state::<App>();
    let told = program.map(|program| program.take(Request::Look { looking }));
    if let Some(Err(_)) = told {
        tracing::warn!(looking, "the program was too busy to be told who looks");
    }
}

/// Brings a window back that is hidden. One that is in sight stays where it is.
pub(crate) fn bring_back(app: &AppHandle) {
    let window = app.get_webview_window(LABEL);
    if window.is_some_and(|window| window.is_visible().is_ok_and(|visible| !visible)) {
        raise(app);
    }
}

/// Brings the window above the others and gives it the keyboard. A window that is not painted yet
/// comes when it is.
pub(crate) fn raise(app: &AppHandle) {
    let Some(paint) = app.try_state::<FirstPaint>() else {
        return;
    };
    paint.wanted.store(true, Ordering::SeqCst);
    if !paint.done.load(Ordering::SeqCst) {
        return;
    }
    with_window(app, |window| {
        window.unminimize()?;
        window.show()?;
        window.set_focus()
    });
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
