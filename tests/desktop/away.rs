//! A window that goes while it is hidden, and one in which nothing is painted.

use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use crate::desktop::{Desktop, PROGRAM, Running, until};
use crate::reading::{accessibility_bus, read_until};
use crate::services::{Notifications, Tray};
use crate::setting::Setting;
use crate::surroundings::prefer;
use crate::window::Window;

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_window_goes_and_comes_back_where_it_was() {
    let mut desktop = Desktop::as_it_is();
    desktop.start_accessibility();
    let tray = Tray::start(&desktop).await;
    let setting = Setting::on(desktop, emulator::Config::default()).await;
    let desktop = &setting.desktop;
    let window = setting.open_signed_in("dana").await;
    prefer(&window, "tray", true).await;
    let entry = tray.see_entry();
    window.fill("search", "drop").await;
    window.click("row-provider-dropbox").await;
    window.see("connect").await;
    desktop.close_window_in_front();
    until("the web view is gone", || {
        desktop.web_processes().is_empty()
    });
    assert_eq!(desktop.processes().len(), 1, "the program goes on");

    tray.choose(&entry, 0).await;
    desktop.see_window_in_front();
    let bus = accessibility_bus(desktop).await;
    let things = read_until(&bus, "Connect").await;
    let named = |name: &str| things.iter().filter(|it| it.name.contains(name)).count();
    assert!(named("Dropbox") > 1, "its row and its pane");
    assert_eq!(named("Notion"), 0, "the search stands as it stood");
    setting.assert_nothing_leaked();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_from_the_browser_brings_a_window_that_is_gone() {
    let mut desktop = Desktop::as_it_is();
    desktop.start_accessibility();
    let tray = Tray::start(&desktop).await;
    let notifications = Notifications::start(&desktop).await;
    let setting = Setting::on(desktop, emulator::Config::default()).await;
    let desktop = &setting.desktop;
    let window = setting.open_signed_in("kenji").await;
    prefer(&window, "tray", true).await;
    let entry = tray.see_entry();
    window.click("row-provider-dropbox").await;
    window.click("connect").await;
    setting.browser.see("allow").await;
    tray.choose(&entry, 0).await;
    desktop.see_window_in_front();
    desktop.close_window_in_front();
    until("the web view is gone", || {
        desktop.web_processes().is_empty()
    });
    setting.browser.click("allow").await;
    desktop.see_window_in_front();
    let bus = accessibility_bus(desktop).await;
    read_until(&bus, "Disconnect…").await;
    assert_eq!(setting.done("POST"), 2);
    until("it needs no telling", || !notifications.is_shown());
    setting.assert_nothing_leaked();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_in_which_something_is_typed_stays() {
    let desktop = Desktop::as_it_is();
    let tray = Tray::start(&desktop).await;
    let window = Window::start(&desktop, &[]).await;
    prefer(&window, "tray", true).await;
    let entry = tray.see_entry();
    window.fill("first-run-domain", "northwind.").await;
    desktop.close_window_in_front();
    until("the window is hidden", || !desktop.has_window());
    // Longer than a window is left where nothing is typed.
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert!(!desktop.web_processes().is_empty());
    tray.choose(&entry, 0).await;
    desktop.see_window_in_front();
    let typed = window.value("first-run-domain").await;
    assert_eq!(typed, "northwind.");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_painted_the_program_starts_again_without_compositing() {
    let desktop = Desktop::start();
    let mut program = Running::start(desktop.command(PROGRAM).stdout(Stdio::null()));
    until("something is to paint", || {
        !desktop.web_processes().is_empty()
    });
    for process in desktop.web_processes() {
        Desktop::halt(process);
    }
    until("the window is there", || desktop.has_window());
    assert!(
        program.0.try_wait().unwrap().is_none(),
        "it is the same process"
    );
    let log = desktop.log();
    assert!(log.contains("starting again without compositing"), "{log}");
    let settings = desktop
        .home
        .path()
        .join(".config/dev.mooring.desktop/settings.json");
    let settings: Value = serde_json::from_slice(&std::fs::read(settings).unwrap()).unwrap();
    assert_eq!(settings["safe_rendering"], true);
    drop(program);
    desktop.kill_program();

    let window = Window::start(&desktop, &[]).await;
    window.request("show_about", serde_json::json!({})).await;
    let about = window.until("/about", Value::is_object).await;
    assert_eq!(about["safeRendering"], true);
    prefer(&window, "safeRendering", false).await;
    window.quit(&desktop).await;
    let window = Window::start(&desktop, &[]).await;
    window.request("show_about", serde_json::json!({})).await;
    let about = window.until("/about", Value::is_object).await;
    assert_eq!(about["safeRendering"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_composited_only_where_a_graphics_card_does_it() {
    let devices = std::fs::read_dir("/dev/dri").into_iter().flatten();
    let mut names = devices.map(|device| device.unwrap().file_name());
    let card = names.any(|name| name.to_string_lossy().starts_with("renderD"));
    for (desktop, composited) in [(Desktop::start(), true), (Desktop::as_it_is(), card)] {
        let window = Window::start(&desktop, &[]).await;
        window.see("screen-firstRun").await;
        until("the page is painted", || {
            desktop.log().contains("is painted")
        });
        let drawing = if composited { "Composited" } else { "Plain" };
        let log = desktop.log();
        assert!(log.contains(&format!("drawing={drawing}")), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_never_answers_is_done_without() {
    let desktop = Desktop::as_it_is();
    let _portal = crate::services::silent(&desktop, "org.freedesktop.portal.Desktop").await;
    let window = Window::start(&desktop, &[]).await;
    window.see("screen-firstRun").await;
    until("the page is painted", || {
        desktop.log().contains("is painted")
    });
    window.request("show_about", serde_json::json!({})).await;
    let about = window.until("/about", Value::is_object).await;
    // What asks the portal without a limit waits for 25 seconds.
    let start = about["startMilliseconds"].as_u64().unwrap();
    assert!(start < 20_000, "{start}");
    assert!(desktop.log().contains("portal does not answer"));
}

#[test]
fn a_program_that_cannot_start_says_so_in_a_window() {
    let mut desktop = Desktop::as_it_is();
    desktop.language = "de_DE.UTF-8";
    // A file is where its folder should be.
    let folder = desktop.home.path().join(".config/dev.mooring.desktop");
    std::fs::write(&folder, "").unwrap();
    let mut command = desktop.command(PROGRAM);
    let mut program = command.stderr(Stdio::piped()).spawn().unwrap();
    desktop.close_window_in_front();
    assert_eq!(program.wait().unwrap().code(), Some(1));
    let told = std::io::read_to_string(program.stderr.take().unwrap()).unwrap();
    assert!(told.contains("Mooring konnte nicht starten\n"), "{told}");
    assert!(told.contains(folder.to_str().unwrap()), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    std::fs::remove_file(folder).unwrap();
}
