//! The program brings its next version itself, as one that was built with the feature `updater`, an
//! address and a key does. `cargo xtask updates` builds it so, with a key of its own.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use emulator::Config;
use serde_json::{Value, json};
use url::Url;

use crate::desktop::{Desktop, PROGRAM, until};
use crate::drawing::drawings;
use crate::setting::Setting;
use crate::window::Window;

const VERSION: &str = "99.1.0";

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_is_told_of_installed_and_started_with_nothing_lost() {
    let desktop = app_image();
    let program = desktop.program.clone();
    let publisher = Publisher::start().await;
    let setting = Setting::on(desktop, Config::default()).await;
    let window = setting.open_signed_in("kenji").await;
    let state = window.until("/updates/state", Value::is_string).await;
    assert_eq!(state, "failed", "nobody answers yet");

    publisher.publish(&signed_for(&setting.desktop, VERSION));
    window.click("menu").await;
    window.click("menu-about").await;
    window.see_text("Version 99.1.0 is available.").await;
    window.screenshot("update").await;
    let before = std::fs::read(&program).unwrap();
    let old = setting.desktop.processes();
    window.click("update-install").await;
    crate::processes::see_gone(&old);
    assert!(std::fs::read(&program).unwrap() != before, "it is another");
    until("the new version runs", || {
        let new = setting.desktop.processes();
        !new.is_empty() && new != old
    });
    setting.desktop.see_window_in_front();
    setting.desktop.kill_program();
    drop(window);

    let window = setting.open().await;
    window.see("row-provider-google-oauth2").await;
    window.quit(&setting.desktop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_signed_for_the_version_it_is_said_to_be_is_not_installed() {
    let desktop = app_image();
    let publisher = Publisher::start().await;
    let older = signed_for(&desktop, "0.0.1");
    let mut altered = signed_for(&desktop, VERSION);
    *altered.program.last_mut().unwrap() ^= 1;
    let before = std::fs::read(&desktop.program).unwrap();
    let window = Window::start(&desktop, &[]).await;
    window
        .until("/updates/state", |state| state == "failed")
        .await;
    window.click("menu").await;
    window.click("menu-about").await;
    for (release, reason) in [(older, "0.0.1"), (altered, "signature")] {
        publisher.publish(&release);
        window.click("update-look").await;
        window.click("update-install").await;
        window
            .see_text("A newer version could not be looked for or installed")
            .await;
        let detail = window
            .until("/updates/failure/detail", Value::is_string)
            .await;
        assert!(detail.as_str().unwrap().contains(reason), "{detail}");
        assert!(std::fs::read(&desktop.program).unwrap() == before);
    }
    window.quit(&desktop).await;
}

/// Where there is no graphics card, the program sets for itself that it draws without. The next version
/// inherits that.
#[tokio::test(flavor = "multi_thread")]
async fn the_next_version_decides_by_itself_how_to_draw() {
    let desktop = app_image_on(Desktop::as_it_is());
    let publisher = Publisher::start().await;
    publisher.publish(&signed_for(&desktop, VERSION));
    let window = Window::start(&desktop, &[]).await;
    window.click("menu").await;
    window.click("menu-about").await;
    window.see_text("Version 99.1.0 is available.").await;
    window.click("update-install").await;
    until("the new version runs", || drawings(&desktop).len() > 1);
    let drawings = drawings(&desktop);
    assert_eq!(drawings[0], drawings[1]);
    assert_ne!(drawings[0], "Safe");
    desktop.kill_program();
}

/// A desktop on which the program is a file of its own that may be replaced.
fn app_image() -> Desktop {
    app_image_on(Desktop::start())
}

fn app_image_on(mut desktop: Desktop) -> Desktop {
    desktop.program = desktop.home.path().join("Mooring.AppImage");
    desktop.app_image = true;
    std::fs::copy(PROGRAM, &desktop.program).unwrap();
    desktop
}

/// A program, and the signature over it.
#[derive(Clone)]
struct Release {
    program: Vec<u8>,
    signature: String,
}

/// The next version: the same program, without what only a debugger wants.
fn signed_for(desktop: &Desktop, version: &str) -> Release {
    let file = desktop.home.path().join("next");
    let mut strip = Command::new("strip");
    let stripped = strip.arg("-o").arg(&file).arg(PROGRAM).status();
    assert!(stripped.unwrap().success());
    let program = std::fs::read(&file).unwrap();
    let tauri = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/.bin/tauri");
    let signed = Command::new(tauri)
        .args(["signer", "sign", "--password", "", "--app-version", version])
        .arg("--private-key-path")
        .arg(given("MOORING_UPDATES_KEY"))
        .arg(&file)
        .output()
        .unwrap();
    assert!(signed.status.success(), "{signed:?}");
    let signature = std::fs::read_to_string(file.with_extension("sig")).unwrap();
    Release { program, signature }
}

/// Serves a release at the address that the program was built with.
struct Publisher(Arc<Mutex<Option<Release>>>);

impl Publisher {
    async fn start() -> Self {
        let published = Arc::new(Mutex::new(None::<Release>));
        let address = address();
        let program = address.join("program").unwrap();
        let latest = Arc::clone(&published);
        let whole = Arc::clone(&published);
        let routes = Router::new()
            .route(
                address.path(),
                get(async move || {
                    let release = latest
                        .lock()
                        .unwrap()
                        .clone()
                        .ok_or(StatusCode::NOT_FOUND)?;
                    let told = json!({
                        "version": VERSION, "url": program, "signature": release.signature,
                    });
                    Ok::<_, StatusCode>(axum::Json(told))
                }),
            )
            .route(
                "/program",
                get(async move || whole.lock().unwrap().clone().unwrap().program),
            );
        let place = (address.host_str().unwrap(), address.port().unwrap());
        let listener = tokio::net::TcpListener::bind(place).await.unwrap();
        tokio::spawn(async { axum::serve(listener, routes).await });
        Self(published)
    }

    fn publish(&self, release: &Release) {
        *self.0.lock().unwrap() = Some(release.clone());
    }
}

/// Where the program looks: it was built with it.
fn address() -> Url {
    let configuration: Value = serde_json::from_str(&given("TAURI_CONFIG")).unwrap();
    let address = &configuration["plugins"]["updater"]["endpoints"][0];
    address.as_str().unwrap().parse().unwrap()
}

#[expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask updates` says it so"
)]
fn given(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not there: `cargo xtask updates` runs this"))
}
