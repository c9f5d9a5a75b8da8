//! The rest of the desktop: language, notifications, tray, start at login, measures.

mod login;
mod measure;
mod notification;
mod tray;

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use accounts::ports::{Answer, Desktop, Ended};
use accounts::view::{AboutView, Language};
use accounts::{App, DesktopFacts};
use system::words::system_language;
use tauri::{AppHandle, Manager};

pub(crate) use self::measure::note_start;
use self::notification::Notification;
use self::tray::Tray;

/// What the shell knows of its own state on the desktop.
#[derive(Default)]
pub(crate) struct Standing {
    /// Whether an entry in the tray brings the window back.
    in_tray: AtomicBool,
    /// From the start of the process to the first painted window, in milliseconds; 0 until then.
    started_in: AtomicU32,
}

/// The desktop of this system.
pub(crate) struct SystemDesktop {
    app: AppHandle,
    notification: Notification,
    tray: Tray,
}

/// What this desktop has.
pub(crate) fn facts(app: &AppHandle) -> DesktopFacts {
    DesktopFacts {
        language: system_language(),
        tray: tray::exists(),
        start_at_login: login::is_on(app),
    }
}

/// Whether an entry in the tray brings the window back, so that closing need not end the program.
pub(crate) fn is_in_tray(app: &AppHandle) -> bool {
    app.state::<Standing>().in_tray.load(Ordering::Relaxed)
}

/// The language of the words.
pub(crate) fn language(app: &AppHandle) -> Language {
    match app.try_state::<App>() {
        Some(program) => program.snapshots().borrow().language,
        None => system_language(),
    }
}

impl SystemDesktop {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self {
            notification: Notification::start(app.clone()),
            tray: Tray::new(app.clone()),
            app,
        }
    }
}

impl Desktop for SystemDesktop {
    fn notify(&self, ended: &[Ended]) {
        self.notification.tell(ended);
    }

    fn show_tray(&self, on: bool) {
        self.tray.show(on);
    }

    fn start_at_login(&self, on: bool) -> Result<(), String> {
        login::set(&self.app, on)
    }

    fn measure(&self) -> Answer<'_, AboutView> {
        Box::pin(measure::about(self.app.clone()))
    }
}
