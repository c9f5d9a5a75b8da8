//! What keeps the page up to date, and what it says of its own standing.

use std::sync::{Mutex, MutexGuard, PoisonError};

use accounts::App;
use accounts::view::Snapshot;
use tauri::async_runtime::JoinHandle;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::window;

/// What sends the snapshots to the page.
#[derive(Default)]
pub(crate) struct Watching(Mutex<Vec<JoinHandle<()>>>);

impl Watching {
    fn begin(&self, task: JoinHandle<()>) {
        self.tasks().push(task);
    }

    /// A page that goes gets no more of them.
    pub(crate) fn end(&self) {
        for task in self.tasks().drain(..) {
            task.abort();
        }
    }

    fn tasks(&self) -> MutexGuard<'_, Vec<JoinHandle<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sends the present snapshot and every later one, until the window goes.
#[tauri::command]
pub(super) fn watch(
    app: State<'_, App>,
    watching: State<'_, Watching>,
    channel: Channel<Snapshot>,
) {
    let mut snapshots = app.snapshots();
    let task = tauri::async_runtime::spawn(async move {
        loop {
            let snapshot = snapshots.borrow_and_update().clone();
            let sent = channel.send(snapshot);
            if sent.is_err() || snapshots.changed().await.is_err() {
                return;
            }
        }
    });
    watching.begin(task);
}

/// The page has its first picture, which nobody sees yet.
#[tauri::command]
pub(super) fn ready(app: AppHandle) {
    window::show(&app);
}

/// The page has drawn a frame since. What came of it on the screen, only the window sees.
#[tauri::command]
pub(super) fn painted(app: AppHandle) {
    window::hear_painted(&app);
}
