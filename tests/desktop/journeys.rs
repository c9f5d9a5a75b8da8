//! Whole journeys of a person.

use emulator::Config;
use serde_json::{Value, json};

use crate::desktop::{Desktop, Keychain, PROGRAM, Running, until};
use crate::setting::{CLIENT_ID, Setting};
use crate::window::Window;

#[tokio::test(flavor = "multi_thread")]
async fn a_person_signs_in_connects_and_disconnects() {
    let setting = Setting::start().await;
    let window = setting.open().await;
    window.screenshot("first-run").await;
    setting.fill_first_run(&window).await;
    window.see("screen-signingIn").await;
    window.screenshot("signing-in").await;
    setting.browser.see("person-kenji").await;
    setting.browser.screenshot("tenant-sign-in").await;
    setting.browser.click("person-kenji").await;
    setting.browser.see("continue").await;
    setting.browser.screenshot("tenant-confirmation").await;
    setting.browser.click("continue").await;
    let checks = setting.see_checks(&window).await;
    assert!(checks.len() > 10, "{checks:?}");
    for (check, verdict) in checks {
        assert_eq!(verdict, "green", "{check}");
    }
    window.see("row-provider-google-oauth2").await;
    window.compare("empty").await;

    window.click("row-provider-google-oauth2").await;
    window.see("connect").await;
    window.compare("provider").await;
    window.click("connect").await;
    window.see("cancel-attempt").await;
    setting.browser.see("allow").await;
    setting.browser.screenshot("tenant-consent").await;
    window.screenshot("attempt").await;
    setting.browser.click("allow").await;
    setting.desktop.see_window_in_front();
    window.see("disconnect").await;
    window.see_gone("row-provider-google-oauth2").await;
    assert_eq!(window.accounts().await.len(), 1);
    window.screenshot("connected").await;

    window.click("disconnect").await;
    window.see("sheet-disconnect-confirm").await;
    window.screenshot("disconnect").await;
    window.click("sheet-open-revoke-page").await;
    window.click("sheet-disconnect-confirm").await;
    window.see("undo-toasts").await;
    window.screenshot("undo").await;
    assert!(setting.calls("DELETE").is_empty(), "it can still be undone");
    window.see("row-provider-google-oauth2").await;
    assert_eq!(setting.calls("DELETE"), [204]);
    assert!(window.accounts().await.is_empty());
    window.see_like("row-removed-").await;
    window.screenshot("disconnected").await;
    let opened = setting.browser.addresses();
    assert!(!opened.iter().any(|one| one.contains("google.com")));
    setting.assert_nothing_leaked();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_quits_is_still_signed_in_afterwards() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("dana").await;
    window.screenshot("accounts").await;
    window.quit(&setting.desktop).await;
    let opened = setting.browser.addresses().len();

    let window = setting.open().await;
    window.see("screen-accounts").await;
    window.see("row-provider-google-oauth2").await;
    assert_eq!(window.accounts().await.len(), 2);
    assert_eq!(setting.browser.addresses().len(), opened);
}

#[tokio::test(flavor = "multi_thread")]
async fn undoing_keeps_the_account() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("dana").await;
    disconnect_first(&window).await;
    window.click("undo").await;
    window.see_gone("undo").await;
    window.see("disconnect").await;
    let removals = "/screen/removals";
    window
        .until(removals, |removals| *removals == json!([]))
        .await;
    assert_eq!(window.accounts().await.len(), 2);
    assert!(setting.calls("DELETE").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn quitting_before_the_time_is_up_keeps_the_account() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("dana").await;
    disconnect_first(&window).await;
    setting.desktop.close_window_in_front();
    crate::processes::see_gone(&setting.desktop.processes());
    drop(window);

    let window = setting.open().await;
    window.see("row-provider-google-oauth2").await;
    assert_eq!(window.accounts().await.len(), 2);
    assert!(setting.calls("DELETE").is_empty());
}

/// Asks to disconnect the first account, which can still be undone afterwards.
async fn disconnect_first(window: &Window) {
    window.click_like("row-account-").await;
    window.click("disconnect").await;
    window.click("sheet-disconnect-confirm").await;
    let removal = "/screen/removals/0";
    window.until(removal, Value::is_object).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn preferences_are_set_in_their_sheet() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("dana").await;
    let entry = ".config/autostart/dev.mooring.desktop.desktop";
    let entry = setting.desktop.home.path().join(entry);
    window.click("menu").await;
    window.click("menu-preferences").await;
    window.click("prefer-start").await;
    until("the entry is there", || entry.exists());
    window.click("prefer-start").await;
    until("the entry is gone", || !entry.exists());

    window.click("language-ar").await;
    window.see_element("html[lang='ar'][dir='rtl']").await;
    window.screenshot("preferences-arabic").await;
    window.click("sheet-close").await;
    window.see_text("مرتبطة").await;
    window.screenshot("accounts-arabic").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_starts_the_killed_program_and_its_attempt_is_finished() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("kenji").await;
    window.click("row-provider-dropbox").await;
    window.click("connect").await;
    setting.browser.see("allow").await;
    setting.desktop.kill_program();
    drop(window);
    setting.desktop.see_name_free();

    setting.browser.click("allow").await;
    until(
        "the link started the program and it finished the attempt",
        || setting.done("POST") == 2,
    );
    setting.desktop.see_window_in_front();
    setting.desktop.screenshot("started-by-link");
    setting.desktop.kill_program();

    let window = setting.open().await;
    window.see("screen-accounts").await;
    window.see_gone("row-provider-dropbox").await;
    assert_eq!(window.accounts().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_denied_consent_is_told_and_nothing_is_lost() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("dana").await;
    window.click("row-provider-google-oauth2").await;
    window.click("connect").await;
    setting.browser.click("deny").await;
    window.see("failure-card").await;
    window.screenshot("denied").await;
    assert_eq!(window.accounts().await.len(), 2);
    window.click("dismiss-failure").await;
    window.see_gone("failure-card").await;
    window.see("connect").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_here_and_at_the_tenant() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("dana").await;
    let session = setting.keychain_session().expect("a session is kept");

    window.click("menu").await;
    window.see("menu-sign-out").await;
    window.screenshot("menu").await;
    window.click("menu-sign-out").await;
    window.see("sheet-sign-out-confirm").await;
    window.screenshot("sign-out").await;
    window.click("sheet-sign-out-confirm").await;
    window.see("screen-signedOut").await;
    window.compare("signed-out").await;
    assert_eq!(setting.keychain_session(), None);
    assert_eq!(setting.refresh(&session).await, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_leads_from_start_to_a_connected_account() {
    let desktop = Desktop::start();
    let mailbox = desktop.set_default_browser();
    let window = crate::window::Window::start(&desktop, &["--demo"]).await;
    window.see("screen-signingIn").await;
    until("the sign-in page is opened", || mailbox.exists());
    let address = std::fs::read_to_string(&mailbox).unwrap();
    let tenant = url::Url::parse(address.trim()).unwrap();
    let browser = crate::browser::Browser::start(&desktop, &[&tenant]).await;
    browser.click("person-dana").await;
    browser.click("continue").await;
    window.see("row-provider-notion").await;
    window.click("row-provider-notion").await;
    window.click("connect").await;
    browser.click("allow").await;
    window.see("disconnect").await;
    window.screenshot("demo").await;
    assert_eq!(window.accounts().await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_leaves_to_the_first() {
    let setting = Setting::start().await;
    let window = setting.open().await;
    let first = setting.desktop.processes();
    let mut second = setting.desktop.command(crate::desktop::PROGRAM);
    let status = second.status().unwrap();
    assert!(status.success());
    assert_eq!(setting.desktop.processes(), first);
    window.see("screen-firstRun").await;
}

/// As by a click too many. The tenant takes no refresh token twice.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_starts_at_once_one_stays_and_nothing_is_spent_twice() {
    let mut config = Config::default();
    config.client.rotation = true;
    config.client.leeway_seconds = 0;
    let setting = Setting::on(Desktop::start(), config).await;
    let window = setting.open_signed_in("dana").await;
    window.quit(&setting.desktop).await;
    for _ in 0..8 {
        setting.desktop.see_name_free();
        let before = setting.keychain_session();
        let start = || Running::start(&mut setting.desktop.command(PROGRAM));
        let mut both = [start(), start()];
        until("one of them leaves", || both.iter_mut().any(has_ended));
        until("the other one renewed the session", || {
            setting.keychain_session() != before
        });
        let left = both.iter_mut().map(has_ended).filter(|left| *left);
        assert_eq!(left.count(), 1);
        drop(both);
    }
    let window = setting.open().await;
    window.see("row-provider-google-oauth2").await;
    assert_eq!(setting.refused_refreshes(), 0);
}

fn has_ended(program: &mut Running) -> bool {
    program.0.try_wait().unwrap().is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_is_told_and_the_form_keeps_its_words() {
    let setting = Setting::start().await;
    let window = setting.open().await;
    for (domain, words, shot) in [
        ("http://acme.example", "not secure", "bad-not-secure"),
        ("not a domain", "not a tenant domain", "bad-domain"),
        ("127.0.0.1:9", "cannot be reached", "bad-unreachable"),
    ] {
        window.fill("first-run-domain", domain).await;
        window.fill("first-run-client-id", CLIENT_ID).await;
        window.click("first-run-submit").await;
        window.see_text(words).await;
        window.screenshot(shot).await;
        assert_eq!(window.value("first-run-domain").await, domain);
    }
    setting
        .desktop
        .open_link("dev.mooring.desktop://callback?code=a&code=b&state=c");
    window.see_text("link").await;
    window.screenshot("bad-link").await;
    setting.fill_first_run(&window).await;
    window.see("screen-signingIn").await;
    setting
        .desktop
        .open_link("dev.mooring.desktop://callback?code=made-up&state=unknown");
    window.see_text("belongs to nothing").await;
    setting.finish_sign_in("dana").await;
    window.see("screen-accounts").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keychain_nothing_is_begun_until_there_is_one() {
    let mut setting = Setting::with_keychain(Keychain::Absent).await;
    let window = setting.open().await;
    setting.fill_first_run(&window).await;
    window.see("screen-keychain").await;
    window.compare("keychain-absent").await;
    assert!(setting.browser.addresses().is_empty());

    setting.desktop.start_keychain();
    window.click("retry-keychain").await;
    window.see("screen-signedOut").await;
    window.click("sign-in").await;
    setting.finish_sign_in("dana").await;
    window.see("screen-accounts").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_keychain_is_no_sign_out() {
    let mut setting = Setting::start().await;
    let window = setting.open_signed_in("dana").await;
    window.quit(&setting.desktop).await;
    setting.desktop.lock_keychain();

    let window = setting.open().await;
    window.see("screen-keychain").await;
    window.compare("keychain-locked").await;
    setting.desktop.start_keychain();
    window.click("retry-keychain").await;
    window.see("screen-accounts").await;
    window.see("row-provider-google-oauth2").await;
    assert_eq!(window.accounts().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_is_dark_where_the_desktop_is() {
    let setting = Setting::start().await;
    setting.desktop.prefer_dark();
    let window = setting.open().await;
    window.compare("first-run-dark").await;
    setting.fill_first_run(&window).await;
    setting.finish_sign_in("dana").await;
    window.see("row-provider-google-oauth2").await;
    window.screenshot("accounts-dark").await;
}
