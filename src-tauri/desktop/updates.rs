//! Where the next version comes from. The program looks for it itself only if it was built with the
//! feature `updater`, an address and a key (`docs/packaging.md`), and did not come in a package of the
//! system.

use accounts::view::UpdatesView;
use tauri::AppHandle;
use tauri::utils::config::BundleType;
use tauri::utils::platform::bundle_type;

pub(super) use self::given::{install, look};

/// Who brings newer versions.
pub(super) fn source(app: &AppHandle) -> UpdatesView {
    let packaged = matches!(bundle_type(), Some(BundleType::Deb | BundleType::Rpm));
    if packaged || is_in_flatpak() {
        UpdatesView::Packages
    } else if given::is_given(app) {
        UpdatesView::Unknown
    } else {
        UpdatesView::Nowhere
    }
}

/// Flatpak puts this file into every program's place.
fn is_in_flatpak() -> bool {
    std::path::Path::new("/.flatpak-info").exists()
}

#[cfg(feature = "updater")]
mod given {
    use std::sync::Mutex;
    use std::time::Duration;

    use tauri::{AppHandle, Manager};
    use tauri_plugin_updater::{Update, UpdaterExt};

    /// Nobody waits longer to know.
    const LIMIT: Duration = Duration::from_secs(20);

    /// The version that was found.
    #[derive(Default)]
    struct Found(Mutex<Option<Update>>);

    /// Whether there is an address to look at; a key without one is of no use.
    pub(super) fn is_given(app: &AppHandle) -> bool {
        app.manage(Found::default());
        let configured = app.config().plugins.0.get("updater");
        let addresses = configured.and_then(|updater| updater.get("endpoints")?.as_array());
        addresses.is_some_and(|addresses| !addresses.is_empty())
    }

    pub(in crate::desktop) async fn look(app: AppHandle) -> Result<Option<String>, String> {
        let found = async {
            let updater = app.updater_builder().timeout(LIMIT).build()?;
            updater.check().await
        };
        let update = found
            .await
            .map_err(|error: tauri_plugin_updater::Error| error.to_string())?;
        let version = update.as_ref().map(|update| update.version.clone());
        if let Ok(mut found) = app.state::<Found>().0.lock() {
            *found = update;
        }
        Ok(version)
    }

    /// Its signature is checked before it is installed.
    pub(in crate::desktop) async fn install(app: AppHandle) -> Result<(), String> {
        let found = app
            .state::<Found>()
            .0
            .lock()
            .ok()
            .and_then(|found| found.clone());
        let update = found.ok_or("none was found")?;
        let installed = update.download_and_install(|_, _| (), || ()).await;
        installed.map_err(|error| error.to_string())?;
        app.restart()
    }
}

#[cfg(not(feature = "updater"))]
mod given {
    use tauri::AppHandle;

    pub(super) fn is_given(_: &AppHandle) -> bool {
        false
    }

    pub(in crate::desktop) async fn look(_: AppHandle) -> Result<Option<String>, String> {
        Err("this build looks for none".to_owned())
    }

    pub(in crate::desktop) async fn install(_: AppHandle) -> Result<(), String> {
        Err("this build installs none".to_owned())
    }
}
