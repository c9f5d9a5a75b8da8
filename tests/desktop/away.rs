//! A window that goes while it is hidden, and comes back where it was.

use std::process::Stdio;
use std::time::Duration;

use crate::desktop::{Desktop, PROGRAM, until};
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
async fn a_list_that_was_scrolled_comes_back_scrolled() {
    let mut desktop = Desktop::as_it_is();
    desktop.start_accessibility();
    let tray = Tray::start(&desktop).await;
    let mut config = emulator::Config::default();
    let mut service = config.connections.last().unwrap().clone();
    for number in 10..90 {
        service.name = format!("service-{number}");
        config.connections.push(service.clone());
    }
    let setting = Setting::on(desktop, config).await;
    let desktop = &setting.desktop;
    let window = setting.open_signed_in("dana").await;
    prefer(&window, "tray", true).await;
    let entry = tray.see_entry();
    window.see("row-provider-service-10").await;
    let scroll = "document.querySelector('.groups').scrollTo({ top: 3000 })";
    window.client.execute(scroll, vec![]).await.unwrap();
    window.see("row-provider-service-60").await;
    window.see_gone("row-provider-service-10").await;
    desktop.close_window_in_front();
    until("the web view is gone", || {
        desktop.web_processes().is_empty()
    });

    tray.choose(&entry, 0).await;
    desktop.see_window_in_front();
    let bus = accessibility_bus(desktop).await;
    let there = "service-60 Not connected A service of your organization";
    let things = read_until(&bus, there).await;
    let named = |name: &str| things.iter().any(|it| it.name.contains(name));
    assert!(!named("service-10"), "only what is in sight is on the page");
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
