//! The entry in the tray: *Open* and *Quit*, while the person wants it and the desktop has a tray.

#[cfg(target_os = "linux")]
mod item;
#[cfg(target_os = "linux")]
mod menu;

pub(super) use platform::{Tray, exists};
use tauri::AppHandle;

use crate::window;

/// What the entry's menu can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Open,
    Quit,
}

impl Choice {
    const ALL: [Self; 2] = [Self::Open, Self::Quit];

    /// The id of its words.
    fn words(self) -> &'static str {
        match self {
            Self::Open => "tray-open",
            Self::Quit => "tray-quit",
        }
    }

    fn act(self, app: &AppHandle) {
        match self {
            Self::Open => window::raise(app),
            Self::Quit => app.exit(0),
        }
    }
}

/// A `StatusNotifierItem` on the session bus.
#[cfg(target_os = "linux")]
mod platform {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex, PoisonError};
    use std::time::Duration;

    use futures_util::StreamExt;
    use tauri::async_runtime::JoinHandle;
    use tauri::{AppHandle, Manager};
    use zbus::Connection;
    use zbus::fdo::DBusProxy;
    use zbus::names::BusName;

    use super::item;
    use crate::desktop::Standing;
    use crate::window;

    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    /// The start does not wait longer for the bus to say whether there is a tray.
    const LIMIT: Duration = Duration::from_millis(500);

    /// The entry, while a task keeps it.
    pub(in crate::desktop) struct Tray {
        app: AppHandle,
        keeping: Mutex<Option<JoinHandle<()>>>,
    }

    /// Whether this desktop has a tray.
    pub(in crate::desktop) fn exists() -> bool {
        let asked = async { tokio::time::timeout(LIMIT, has_watcher()).await };
        match tauri::async_runtime::block_on(asked) {
            Ok(Ok(has)) => has,
            Ok(Err(error)) => {
                tracing::debug!(%error, "there is no bus to ask for a tray");
                false
            }
            Err(_) => {
                tracing::warn!("the bus did not say in time whether there is a tray");
                false
            }
        }
    }

    async fn has_watcher() -> zbus::Result<bool> {
        let bus = DBusProxy::new(&Connection::session().await?).await?;
        Ok(bus.name_has_owner(BusName::try_from(WATCHER)?).await?)
    }

    impl Tray {
        pub(in crate::desktop) fn new(app: AppHandle) -> Self {
            Self {
                app,
                keeping: Mutex::default(),
            }
        }

        pub(in crate::desktop) fn show(&self, on: bool) {
            let mut keeping = self.keeping.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(task) = keeping.take() {
                // The bus sees its connection go, and the tray the entry.
                task.abort();
            }
            let in_tray = Arc::new(AtomicBool::new(false));
            *self.app.state::<Standing>().in_tray() = in_tray.clone();
            if on {
                let app = self.app.clone();
                *keeping = Some(tauri::async_runtime::spawn(async move {
                    if let Err(error) = keep(&app, &in_tray).await {
                        tracing::warn!(%error, "there is no entry in the tray");
                    }
                    // Nobody else could bring it back.
                    in_tray.store(false, Ordering::Relaxed);
                    window::bring_back(&app);
                }));
            }
        }
    }

    /// Keeps the entry in the tray, also when the tray comes anew.
    async fn keep(app: &AppHandle, in_tray: &AtomicBool) -> zbus::Result<()> {
        let (connection, name) = item::serve(app).await?;
        let bus = DBusProxy::new(&connection).await?;
        let mut owners = bus
            .receive_name_owner_changed_with_args(&[(0, WATCHER)])
            .await?;
        register(&connection, &name).await?;
        in_tray.store(true, Ordering::Relaxed);
        while let Some(change) = owners.next().await {
            if change.args()?.new_owner().is_some() {
                register(&connection, &name).await?;
                in_tray.store(true, Ordering::Relaxed);
            } else {
                tracing::info!("the tray went away");
                in_tray.store(false, Ordering::Relaxed);
                window::bring_back(app);
            }
        }
        Ok(())
    }

    async fn register(connection: &Connection, name: &str) -> zbus::Result<()> {
        let path = "/StatusNotifierWatcher";
        let method = "RegisterStatusNotifierItem";
        connection
            .call_method(Some(WATCHER), path, Some(WATCHER), method, &name)
            .await?;
        tracing::debug!("the entry is in the tray");
        Ok(())
    }
}

/// The framework's own. Not tested by machine.
#[cfg(not(target_os = "linux"))]
mod platform {
    use std::sync::atomic::Ordering;

    use tauri::menu::{Menu, MenuItem};
    use tauri::tray::TrayIconBuilder;
    use tauri::{AppHandle, Manager};

    use super::Choice;
    use crate::desktop::{Standing, language};
    use system::words::Words;

    const ID: &str = "main";

    /// The entry.
    pub(in crate::desktop) struct Tray(AppHandle);

    /// These systems always have one.
    pub(in crate::desktop) fn exists() -> bool {
        true
    }

    impl Tray {
        pub(in crate::desktop) fn new(app: AppHandle) -> Self {
            Self(app)
        }

        pub(in crate::desktop) fn show(&self, on: bool) {
            drop(self.0.remove_tray_by_id(ID));
            let shown = on
                && match build(&self.0) {
                    Ok(()) => true,
                    Err(error) => {
                        tracing::warn!(%error, "there is no entry in the tray");
                        false
                    }
                };
            let standing = self.0.state::<Standing>();
            standing.in_tray().store(shown, Ordering::Relaxed);
        }
    }

    fn build(app: &AppHandle) -> tauri::Result<()> {
        let words = Words::of(language(app));
        let menu = Menu::new(app)?;
        for choice in Choice::ALL {
            let id = choice.words();
            menu.append(&MenuItem::with_id(
                app,
                id,
                words.say(id),
                true,
                None::<&str>,
            )?)?;
        }
        let mut entry = TrayIconBuilder::with_id(ID)
            .menu(&menu)
            .on_menu_event(|app, event| {
                for choice in Choice::ALL {
                    if event.id().as_ref() == choice.words() {
                        choice.act(app);
                    }
                }
            });
        if let Some(icon) = app.default_window_icon() {
            entry = entry.icon(icon.clone());
        }
        entry.build(app)?;
        Ok(())
    }
}
