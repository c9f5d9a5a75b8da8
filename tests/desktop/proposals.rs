//! Links that propose to connect something, as the desktop brings them.

use crate::setting::{CLIENT_ID, Setting};
use crate::window::Window;

const LINK: &str = "dev.mooring.desktop://open?connection=dropbox\
    &permission=files.content.read&permission=made.up";

/// The pane that a link proposed, with what it proposed chosen.
async fn see_proposal(window: &Window) {
    window.see("proposal").await;
    window.see_text("A link proposes to connect Dropbox").await;
    window.see_text("made.up").await;
    window
        .see_element("[data-testid='offer-choose']:checked")
        .await;
    window
        .see_element("[data-testid='tick-files.content.read']:checked")
        .await;
    window.see("connect").await;
    let write = "[data-testid='tick-files.content.write']";
    assert_eq!(window.count(write).await, 1, "it is offered");
    let chosen = format!("{write}:checked");
    assert_eq!(window.count(&chosen).await, 0, "it was not proposed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_proposes_and_only_a_click_connects() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("kenji").await;
    let (sent, opened) = (setting.exchanges(), setting.browser.addresses());
    setting.desktop.turn_to_browser();
    setting.desktop.open_link(LINK);
    setting.desktop.see_window_in_front();
    see_proposal(&window).await;
    window.screenshot("proposal").await;
    assert_eq!(setting.exchanges(), sent, "nothing was sent");
    assert_eq!(setting.browser.addresses(), opened, "nothing was opened");

    window.click("connect").await;
    setting.browser.click("allow").await;
    window.see("disconnect").await;
    assert_eq!(window.accounts().await.len(), 1);
    window.until("/proposal", serde_json::Value::is_null).await;
    let asked = setting.recorded("POST", "connect");
    assert!(asked.contains("files.content.read"), "{asked}");
    for other in ["files.content.write", "made.up"] {
        assert!(!asked.contains(other), "{asked}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_that_is_not_wanted_is_gone() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("kenji").await;
    let sent = setting.exchanges();
    setting.desktop.open_link(LINK);
    see_proposal(&window).await;
    window.click("proposal-drop").await;
    window.see_gone("proposal").await;
    window
        .see_element("[data-testid='offer-all']:checked")
        .await;

    tokio::time::sleep(std::time::Duration::from_millis(3100)).await;
    setting.desktop.open_link(LINK);
    see_proposal(&window).await;
    window.click("row-provider-notion").await;
    window.until("/proposal", serde_json::Value::is_null).await;
    window.click("row-provider-dropbox").await;
    window
        .see_element("[data-testid='offer-all']:checked")
        .await;
    window.see_gone("proposal").await;
    assert_eq!(setting.exchanges(), sent, "nothing was sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_starts_the_program_waits_for_the_sign_in() {
    let setting = Setting::start().await;
    let window = setting.open().await;
    setting.fill_first_run(&window).await;
    window.click("cancel-sign-in").await;
    window.see("screen-signedOut").await;
    window.quit(&setting.desktop).await;
    let opened = setting.browser.addresses();

    let window = Window::start(&setting.desktop, &[LINK]).await;
    window.see("screen-signedOut").await;
    window.see("proposal").await;
    window.see_text("A link proposes to connect Dropbox").await;
    window.screenshot("proposal-signed-out").await;
    assert_eq!(
        setting.browser.addresses(),
        opened,
        "nobody is signed in by it"
    );
    window.click("sign-in").await;
    setting.finish_sign_in("kenji").await;
    see_proposal(&window).await;
    let settings = setting
        .desktop
        .home
        .path()
        .join(".config/dev.mooring.desktop");
    let settings = std::fs::read_to_string(settings.join("settings.json")).unwrap();
    assert!(settings.contains(CLIENT_ID) && !settings.contains("dropbox"));
    assert!(
        !setting.desktop.log().contains("made.up"),
        "it is not in the log"
    );
}
