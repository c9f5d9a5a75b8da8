//! Several profiles, by clicking.

use emulator::Config;
use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::setting::{CLIENT_ID, Setting};

/// The names of the profiles, the one in use first.
fn names(snapshot: &Value) -> Vec<String> {
    let profiles = snapshot["profiles"].as_array().unwrap();
    let mut profiles: Vec<&Value> = profiles.iter().collect();
    profiles.sort_by_key(|profile| profile["inUse"] != json!(true));
    let name = |profile: &&Value| profile["name"].as_str().unwrap().to_owned();
    profiles.iter().map(name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_profile_is_added_used_renamed_and_removed() {
    let other = emulator::start(Config::default()).await.unwrap();
    let neighbour = other.base_url();
    let setting = Setting::beside(Desktop::start(), Config::default(), &[&neighbour]).await;
    let window = setting.open_signed_in("dana").await;
    let domain = format!("127.0.0.1:{}", neighbour.port().unwrap());
    let first = names(&window.snapshot().await).remove(0);

    window.click("menu").await;
    window.click("menu-add-profile").await;
    window.see("first-run-back").await;
    window.fill("first-run-domain", neighbour.as_str()).await;
    window.fill("first-run-client-id", CLIENT_ID).await;
    window.see_text("is an Auth0 tenant").await;
    window.screenshot("add-profile").await;
    window.click("first-run-more").await;
    window.fill("first-run-name", "Other").await;
    window.click("first-run-submit").await;
    setting.finish_sign_in("kenji").await;
    setting.see_checks(&window).await;
    let signed_in = setting.browser.addresses().len();
    assert_eq!(names(&window.snapshot().await), ["Other", &first]);
    assert!(window.accounts().await.is_empty());

    window.click("menu").await;
    window.see("menu-profile-Other").await;
    window.screenshot("menu-profiles").await;
    window.click(&format!("menu-profile-{first}")).await;
    window.see_like("row-account-").await;
    assert_eq!(window.accounts().await.len(), 2);
    let pages = setting.browser.addresses().len();
    assert_eq!(pages, signed_in, "nobody signed in again");

    window.click("menu").await;
    window.click("menu-profile").await;
    window.fill("profile-name", "Home").await;
    window.screenshot("profile").await;
    window.click("profile-save").await;
    window
        .until("/profiles/0/name", |name| *name == json!("Home"))
        .await;

    window.click("menu").await;
    window.click("menu-profile-Other").await;
    window
        .until("/profiles/1/inUse", |in_use| *in_use == json!(true))
        .await;
    window.see("screen-accounts").await;
    window.click("menu").await;
    window.click("menu-profile").await;
    window.click("profile-remove").await;
    window.screenshot("profile-remove").await;
    window.click("remove-profile-confirm").await;
    window
        .until("/profiles", |profiles| {
            profiles.as_array().is_some_and(|all| all.len() == 1)
        })
        .await;
    window.see_like("row-account-").await;
    assert_eq!(names(&window.snapshot().await), ["Home"]);
    let gone = format!("{domain} {CLIENT_ID}");
    assert_eq!(setting.desktop.keychain_item(&gone, "session"), None);
    assert!(setting.keychain_session().is_some());
}
