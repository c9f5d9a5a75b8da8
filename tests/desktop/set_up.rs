//! From a tenant where nothing is set up to a connected account.

use std::path::{Path, PathBuf};

use emulator::Config;
use serde_json::Value;

use crate::desktop::{Desktop, PROGRAM};
use crate::setting::Setting;

/// The command line, which is built beside the program in the window.
fn command_line() -> PathBuf {
    let path = Path::new(PROGRAM).with_file_name("mooring");
    let missing = "build the command line first: `cargo build -p cli`, or test the whole workspace";
    assert!(path.exists(), "there is no {}: {missing}", path.display());
    path
}

/// What an administrator types; gives the exit code and the answer.
fn administer(setting: &Setting, more: &[&str]) -> (Option<i32>, Value) {
    let path = command_line();
    let mut command = setting.desktop.command(path.to_str().unwrap());
    let address = setting.address();
    let output = command
        .env("MOORING_MANAGEMENT_TOKEN", Config::BARE_TOKEN)
        .args(["setup", "--domain", &address, "--json"])
        .args(more)
        .output()
        .unwrap();
    let answer = serde_json::from_slice(&output.stdout);
    let answer = answer.unwrap_or_else(|error| panic!("{error}: {output:?}"));
    (output.status.code(), answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_tenant_is_set_up_and_an_account_is_connected() {
    let setting = Setting::on(Desktop::start(), Config::bare()).await;
    let (code, answer) = administer(&setting, &["--check"]);
    assert_ne!(code, Some(0), "nothing is set up yet: {answer}");
    assert!(setting.changes().is_empty(), "it only looked");

    let (code, answer) = administer(&setting, &["--apply", "--yes"]);
    assert_eq!(code, Some(0), "{answer}");
    let client_id = answer["clientId"].as_str().expect("a client").to_owned();
    let changes = setting.changes();
    assert!(!changes.is_empty());

    for again in [&["--check"][..], &["--apply", "--yes"]] {
        let (code, answer) = administer(&setting, again);
        assert_eq!(code, Some(0), "{answer}");
        assert_eq!(answer["complete"], true, "{answer}");
        assert_eq!(setting.changes(), changes, "nothing is left to change");
    }

    let window = setting.open().await;
    setting.fill_first_run_as(&window, &client_id).await;
    setting.finish_sign_in("kenji").await;
    for (check, verdict) in setting.see_checks(&window).await {
        assert_eq!(verdict, "green", "{check}");
    }
    window.click("row-provider-google-oauth2").await;
    window.click("connect").await;
    setting.browser.click("allow").await;
    window.see("disconnect").await;
    assert_eq!(window.accounts().await.len(), 1);
    assert_eq!(setting.changes(), changes, "the program changes no tenant");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_tells_how_a_tenant_is_set_up_and_copies_it() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("kenji").await;
    let sent = setting.exchanges();
    window.click("menu").await;
    window.click("menu-set-up").await;
    window.see_like("set-up-step").await;
    window.see_text("dev.mooring.desktop://callback").await;
    window.screenshot("set-up").await;
    window.fill("set-up-domain", "acme.eu.auth0.com").await;
    window.click("set-up-show").await;
    window
        .until("/setUp/domain", |domain| domain == "acme.eu.auth0.com")
        .await;
    for (form, words, shot) in [
        ("set-up-commands", "auth0 api", "set-up-commands"),
        (
            "set-up-terraform",
            "resource \"auth0_client\"",
            "set-up-terraform",
        ),
    ] {
        window.click(form).await;
        window.see_text(words).await;
        window.screenshot(shot).await;
    }
    let told = window.until("/setUp/forms/2/text", Value::is_string).await;
    window.click("set-up-copy-all").await;
    window.see_text("Copied").await;
    crate::desktop::until("it is on the clipboard", || {
        setting.desktop.clipboard().trim_end() == told.as_str().unwrap().trim_end()
    });

    window.fill("set-up-domain", "not a domain").await;
    window.click("set-up-show").await;
    window.see_text("not a tenant domain").await;
    assert_eq!(window.value("set-up-domain").await, "not a domain");
    window.click("sheet-close").await;
    window.until("/setUp", Value::is_null).await;
    assert_eq!(setting.exchanges(), sent, "nothing was sent");
}
