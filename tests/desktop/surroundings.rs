//! What the program does on the desktop around its window: notifications, tray, start at login,
//! language, clipboard.

use emulator::{Config, Endpoint, Fault, Misbehavior};
use serde_json::{Value, json};
use std::time::Duration;

use crate::desktop::{Desktop, Running, until};
use crate::services::{Notifications, Tray};
use crate::setting::Setting;
use crate::window::Window;

const DONE: &str = "/screen/connected/0";

#[tokio::test(flavor = "multi_thread")]
async fn an_end_is_told_while_the_window_is_behind_and_withdrawn_when_it_is_seen() {
    let desktop = Desktop::as_it_is();
    let notifications = Notifications::start(&desktop).await;
    let setting = Setting::on(desktop, slow_completion()).await;
    let window = setting.open_signed_in("kenji").await;
    window.click("row-provider-dropbox").await;
    window.click("connect").await;
    setting.browser.click("allow").await;
    setting.desktop.see_window_in_front();
    setting.desktop.turn_to_browser();
    until("the end is told", || notifications.is_shown());
    let told = notifications.told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].title, "Dropbox is connected");
    assert_eq!(told[0].body, "See in Mooring what it can do.");

    notifications.click().await;
    setting.desktop.see_window_in_front();
    until("it is withdrawn", || !notifications.is_shown());
    assert_eq!(notifications.told().len(), 1);
    window.until(DONE, Value::is_object).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_to_a_person_who_looks() {
    let desktop = Desktop::as_it_is();
    let notifications = Notifications::start(&desktop).await;
    let setting = Setting::on(desktop, Config::default()).await;
    let window = setting.open_signed_in("kenji").await;
    window.click("row-provider-notion").await;
    window.click("connect").await;
    setting.browser.click("allow").await;
    window.until(DONE, Value::is_object).await;
    setting.desktop.see_window_in_front();
    // As long as it takes until one is shown, and longer.
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_eq!(notifications.told(), []);
}

/// The answer takes some seconds, in which the person may turn away.
fn slow_completion() -> Config {
    let per_byte = Duration::from_millis(12);
    let slow = Fault::always(Endpoint::Complete, Misbehavior::SlowBytes { per_byte });
    Config {
        faults: vec![slow],
        ..Config::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_runs_it_as_root_is_warned_once() {
    let desktop = Desktop::start();
    let window = Window::start_unread(&desktop, &[]).await;
    let root = system::process::is_root();
    if root {
        window.see_text("Mooring runs as root").await;
        window.see_text("start it as yourself").await;
        window.screenshot("root").await;
        window
            .click_element("[data-testid^='notice-'] button")
            .await;
    }
    window.until("/notices", |all| *all == json!([])).await;
    window.see_gone("notice-1").await;
    assert_eq!(desktop.log().contains("running as root"), root);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_brings_the_window_back_and_ends_the_program() {
    let desktop = Desktop::as_it_is();
    let tray = Tray::start(&desktop).await;
    let window = Window::start(&desktop, &[]).await;
    window.see("screen-firstRun").await;
    assert_eq!(window.snapshot().await["preferences"]["tray"], false);
    assert!(tray.is_empty(), "off by default");

    prefer(&window, "tray", true).await;
    let entry = tray.see_entry();
    let (title, pictures) = tray.look(&entry).await;
    assert_eq!(title, "Mooring");
    assert_eq!(pictures[0].2, 4 * 32 * 32);
    let words: Vec<_> = tray.choices(&entry).await;
    assert_eq!(
        words,
        [(1, "Open Mooring".to_owned()), (2, "Quit".to_owned())]
    );

    let processes = desktop.processes();
    desktop.close_window_in_front();
    until("the window is hidden", || !desktop.has_window());
    assert_eq!(desktop.processes(), processes);
    tray.choose(&entry, 0).await;
    desktop.see_window_in_front();
    desktop.close_window_in_front();
    until("the window is hidden", || !desktop.has_window());
    tray.click(&entry).await;
    desktop.see_window_in_front();

    window
        .request("use_language", json!({ "language": "ar" }))
        .await;
    window.until("/language", |language| language == "ar").await;
    assert_eq!(tray.choices(&entry).await[0].1, "فتح Mooring");
    tray.choose(&entry, 1).await;
    crate::processes::see_gone(&processes);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_entry_in_the_tray_closing_ends_the_program() {
    let desktop = Desktop::as_it_is();
    let tray = Tray::start(&desktop).await;
    let window = Window::start(&desktop, &[]).await;
    prefer(&window, "tray", true).await;
    let entry = tray.see_entry();
    prefer(&window, "tray", false).await;
    tray.see_gone(&entry).await;
    let processes = desktop.processes();
    desktop.close_window_in_front();
    crate::processes::see_gone(&processes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tray_that_ends_gives_the_window_back() {
    let desktop = Desktop::as_it_is();
    let tray = Tray::start(&desktop).await;
    let window = Window::start(&desktop, &[]).await;
    prefer(&window, "tray", true).await;
    tray.see_entry();
    desktop.close_window_in_front();
    until("the window is hidden", || !desktop.has_window());
    tray.end().await;
    until("the window is back", || desktop.has_window());
    let tray = Tray::start(&desktop).await;
    tray.see_entry();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_at_login_waits_in_the_tray() {
    let desktop = Desktop::as_it_is();
    let tray = Tray::start(&desktop).await;
    let window = Window::start(&desktop, &[]).await;
    prefer(&window, "tray", true).await;
    let before = tray.see_entry();
    let paintings = || desktop.log().matches("is painted").count();
    until("the page is painted", || paintings() == 1);
    window.quit(&desktop).await;

    desktop.see_name_free();
    let mut start = desktop.command(crate::desktop::PROGRAM);
    let _program = Running::start(start.arg("--hidden"));
    let entry = tray.see_entry_after(&before);
    assert!(!desktop.has_window());
    assert!(desktop.web_processes().is_empty(), "nothing to draw yet");
    tray.choose(&entry, 0).await;
    desktop.see_window_in_front();
    until("the page is painted", || paintings() == 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_at_login_without_a_tray_is_minimised() {
    let desktop = Desktop::as_it_is();
    let window = Window::start(&desktop, &["--hidden"]).await;
    window.see("screen-firstRun").await;
    let snapshot = window.snapshot().await;
    assert_eq!(snapshot["preferences"]["tray"], Value::Null);
    until("the window is there, minimised", || {
        desktop.has_minimised_window()
    });
    let mut second = desktop.command(crate::desktop::PROGRAM);
    assert!(second.status().unwrap().success());
    desktop.see_window_in_front();
}

#[tokio::test(flavor = "multi_thread")]
async fn starting_at_login_is_an_entry_of_the_persons_own() {
    let desktop = Desktop::as_it_is();
    let entry = desktop
        .home
        .path()
        .join(".config/autostart/dev.mooring.desktop.desktop");
    let window = Window::start(&desktop, &[]).await;
    let set = "/preferences/startAtLogin";
    window.until(set, |on| on == false).await;
    assert!(!entry.exists(), "off by default");

    prefer(&window, "startAtLogin", true).await;
    window.until(set, |on| on == true).await;
    let text = std::fs::read_to_string(&entry).unwrap();
    let program = format!("Exec={} --hidden\n", crate::desktop::PROGRAM);
    assert!(text.contains(&program), "{text}");
    let mut check = desktop.command("desktop-file-validate");
    let output = check.arg(&entry).output().unwrap();
    assert!(output.status.success(), "{output:?}");

    window.quit(&desktop).await;
    let window = Window::start(&desktop, &[]).await;
    window.until(set, |on| on == true).await;
    prefer(&window, "startAtLogin", false).await;
    window.until(set, |on| on == false).await;
    assert!(!entry.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_systems_language_is_spoken() {
    let mut desktop = Desktop::as_it_is();
    desktop.language = "de_AT.UTF-8";
    let tray = Tray::start(&desktop).await;
    let window = Window::start(&desktop, &[]).await;
    window.until("/language", |language| language == "de").await;
    prefer(&window, "tray", true).await;
    let entry = tray.see_entry();
    assert_eq!(tray.choices(&entry).await[0].1, "Mooring öffnen");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_is_measured() {
    let desktop = Desktop::as_it_is();
    let window = Window::start(&desktop, &[]).await;
    until("the page is painted", || {
        desktop.log().contains("is painted")
    });
    window.request("show_about", json!({})).await;
    let about = window.until("/about", Value::is_object).await;
    assert_eq!(about["version"], env!("CARGO_PKG_VERSION"));
    let system = std::fs::read_to_string("/etc/os-release").unwrap();
    assert!(system.contains(about["system"].as_str().unwrap()));
    assert!(
        about["webView"]
            .as_str()
            .unwrap()
            .starts_with("WebKitGTK 2.")
    );
    let start = about["startMilliseconds"].as_u64().unwrap();
    assert!((100..60_000).contains(&start), "{start}");
    let memory = about["memoryMegabytes"].as_u64().unwrap();
    assert!((50..2_000).contains(&memory), "{memory}");
    assert!(about["logFolder"].as_str().unwrap().ends_with("logs"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_address_finishes_the_attempt() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("kenji").await;
    window.click("row-provider-dropbox").await;
    window.click("connect").await;
    setting.browser.see("allow").await;
    let links = setting.desktop.divert_links();
    setting.browser.click("allow").await;
    until("the link went elsewhere", || links.exists());
    setting.desktop.copy("nothing of ours");
    window.request("paste_address", json!({})).await;
    let notice = "/notices/0/news/kind";
    window.until(notice, |kind| kind == "nothingPasted").await;

    let link = std::fs::read_to_string(&links).unwrap();
    assert!(
        link.starts_with("dev.mooring.desktop://callback?"),
        "{link}"
    );
    setting.desktop.copy(&format!(" {link}\n"));
    window.request("paste_address", json!({})).await;
    window.until(DONE, Value::is_object).await;
    assert_eq!(setting.done("POST"), 2);
    setting.assert_nothing_leaked();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_may_load_nothing_from_elsewhere_and_says_so() {
    let desktop = Desktop::as_it_is();
    desktop.expect_complaints();
    let window = Window::start(&desktop, &[]).await;
    assert_eq!(desktop.console(), Vec::<String>::new());
    let ask = "const done = arguments[0]; \
        fetch('/').then((page) => done(page.headers.get('content-security-policy')))";
    let policy = window.client.execute_async(ask, vec![]).await.unwrap();
    let policy = policy.as_str().unwrap();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(
        !policy.contains("unsafe") && !policy.contains("https:"),
        "{policy}"
    );
    for attack in [
        "new Image().src = 'https://elsewhere.example/x.png'",
        "fetch('https://elsewhere.example/').catch(() => {})",
    ] {
        let before = desktop.console().len();
        window.client.execute(attack, vec![]).await.unwrap();
        until(attack, || desktop.console().len() > before);
    }
    let script = "document.body.append(Object.assign(document.createElement('script'), \
        { textContent: 'window.attacked = true' })); return window.attacked ?? 'refused'";
    let answer = window.client.execute(script, vec![]).await.unwrap();
    assert_eq!(answer, "refused");
}

pub(crate) async fn prefer(window: &Window, preference: &str, on: bool) {
    let facts = json!({ "preference": preference, "on": on });
    window.request("prefer", facts).await;
}
