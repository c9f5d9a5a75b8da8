//! Whole journeys of a person.

use emulator::{Config, Emulator};

use crate::browser::Browser;
use crate::desktop::{Desktop, until};
use crate::window::Window;

/// A tenant that outlives the program, unlike the demo's.
async fn tenant() -> Emulator {
    let config = Config {
        record: true,
        ..Config::default()
    };
    emulator::start(config).await.unwrap()
}

const CLIENT_ID: &str = "mooring-demo";

fn profile(tenant: &Emulator) -> String {
    let url = tenant.base_url();
    format!("127.0.0.1:{} {CLIENT_ID}", url.port().unwrap())
}

/// From the first run to the list of accounts.
async fn sign_in(window: &Window, browser: &Browser, tenant: &Emulator, person: &str) {
    window.see("screen-firstRun").await;
    let address = tenant.base_url();
    window.fill("first-run-domain", address.as_str()).await;
    window.fill("first-run-client-id", CLIENT_ID).await;
    window.click("first-run-submit").await;
    window.see("screen-signingIn").await;
    browser.click(person).await;
    browser.click("continue").await;
    window.see("screen-accounts").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_signs_in_connects_and_disconnects() {
    let tenant = tenant().await;
    let desktop = Desktop::start();
    let browser = Browser::start(&desktop, &tenant.base_url()).await;
    let window = Window::start(&desktop, &[]).await;
    window.screenshot("first-run").await;
    sign_in(&window, &browser, &tenant, "person-dana").await;
    window.see("row-provider-google-oauth2").await;
    window.screenshot("accounts").await;
    assert!(desktop.keychain_item(&profile(&tenant), "session").is_some());
    until("", || true);
}
