//! The rest of the desktop: language, notifications, tray, start at login, newer versions, measures.

mod login;
mod measure;
mod notification;
#[cfg(target_os = "linux")]
mod portal;
mod tray;
mod updates;

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use accounts::ports::{Answer, Desktop, Ended, LogTail};
use accounts::view::{AboutView, Language};
use accounts::{App, DesktopFacts};
use system::folders::Folders;
use system::words::system_language;
use system::{clock, process, report};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};

pub(crate) use self::measure::note_start;
use self::notification::Notification;
#[cfg(target_os = "linux")]
pub(crate) use self::portal::Portal;
use self::tray::Tray;

/// What the shell knows of its own state on the desktop.
#[derive(Default)]
pub(crate) struct Standing {
    /// Whether an entry in the tray brings the window back. Each entry has its own: one that is going
    /// says nothing any more.
    in_tray: Mutex<Arc<AtomicBool>>,
    /// From the start of the process to the first painted window, in milliseconds; 0 until then.
    started_in: AtomicU32,
}

impl Standing {
    fn in_tray(&self) -> MutexGuard<'_, Arc<AtomicBool>> {
        self.in_tray.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
        updates: updates::source(app),
        root: process::is_root(),
    }
}

/// Whether the desktop is dark. Where it is not known before there is a window, it is not.
pub(crate) fn is_dark() -> bool {
    #[cfg(target_os = "linux")]
    let dark = portal::is_dark();
    #[cfg(not(target_os = "linux"))]
    let dark = false;
    dark
}

/// Whether an entry in the tray brings the window back, so that closing need not end the program.
pub(crate) fn is_in_tray(app: &AppHandle) -> bool {
    app.state::<Standing>().in_tray().load(Ordering::Relaxed)
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

    fn look_for_update(&self) -> Answer<'_, Result<Option<String>, String>> {
        Box::pin(updates::look(self.app.clone()))
    }

    fn install_update(&self) -> Answer<'_, Result<(), String>> {
        Box::pin(updates::install(self.app.clone()))
    }

    fn log_tail(&self) -> Answer<'_, LogTail> {
        let folder = self.app.state::<Folders>().logs.clone();
        Box::pin(async move {
            let read = spawn_blocking(move || report::log_tail(&folder)).await;
            read.unwrap_or_default()
        })
    }

    fn save_report(&self, text: String) -> Answer<'_, Result<String, String>> {
        Box::pin(async move {
            let day = clock::now().date_naive();
            let saved = spawn_blocking(move || report::save(&text, day)).await;
            let path = saved.map_err(|error| error.to_string())?;
            let path = path.map_err(|error| error.to_string())?;
            Ok(path.to_string_lossy().into_owned())
        })
    }
}
