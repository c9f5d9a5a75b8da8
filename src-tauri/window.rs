//! The window: made hidden, shown when it is painted, brought forward when the browser comes back.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::utils::config::Color;
use tauri::{AppHandle, Manager, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

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

/// Whether the window was painted once.
#[derive(Default)]
struct Painted(AtomicBool);

/// Makes the window, hidden until [`show`].
pub(crate) fn create(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    app.manage(Painted::default());
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
    Ok(window)
}

/// Shows the window, which is painted now.
pub(crate) fn show(app: &AppHandle) {
    if let Some(painted) = app.try_state::<Painted>() {
        painted.0.store(true, Ordering::Relaxed);
    }
    raise(app);
}

/// Brings the window above the others and gives it the keyboard. A window that is not painted yet
/// comes by itself.
pub(crate) fn raise(app: &AppHandle) {
    let painted = app.try_state::<Painted>();
    if !painted.is_some_and(|painted| painted.0.load(Ordering::Relaxed)) {
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

/// The window never leaves its own pages.
fn is_ours(url: &Url) -> bool {
    let embedded = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    let development = cfg!(not(feature = "custom-protocol")) && url.port() == Some(5173);
    embedded || development
}
