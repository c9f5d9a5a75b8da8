//! The rest of the desktop: language, notifications, tray, start at login, measures.

use accounts::DesktopFacts;
use accounts::ports::{Answer, Desktop, Ended};
use accounts::view::AboutView;
use tauri::{AppHandle, Manager};

/// The desktop of this system.
pub(crate) struct SystemDesktop {
    app: AppHandle,
}

/// What this desktop has.
pub(crate) fn facts(_app: &AppHandle) -> DesktopFacts {
    DesktopFacts::default()
}

impl SystemDesktop {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app }
    }
}

impl Desktop for SystemDesktop {
    fn notify(&self, _ended: &[Ended]) {}

    fn show_tray(&self, _on: bool) {}

    fn start_at_login(&self, _on: bool) -> Result<(), String> {
        Err("not here".to_owned())
    }

    fn measure(&self) -> Answer<'_, AboutView> {
        let log_folder = self.app.path().app_log_dir().unwrap_or_default();
        Box::pin(async move {
            AboutView {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                system: String::new(),
                web_view: String::new(),
                start_milliseconds: None,
                memory_megabytes: None,
                log_folder: log_folder.to_string_lossy().into_owned(),
            }
        })
    }
}
