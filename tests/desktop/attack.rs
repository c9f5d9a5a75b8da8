//! The window as an attacker finds it: nothing that a tenant says runs, and whoever runs something all
//! the same can do no more than the window.

use emulator::{Config, Endpoint, Fault, Misbehavior};
use serde_json::{Value, json};

use crate::proof;
use crate::setting::Setting;
use crate::window::Window;

/// Without a space, so that it can be a scope too.
const MARKUP: &str = "\"><img/src=x/onerror=globalThis.attacked=1><script>globalThis.attacked=1</script><svg/onload=globalThis.attacked=1>";

/// Commands of Tauri and of the plugins that the program uses, and some that it does not.
const FOREIGN_COMMANDS: [&str; 20] = [
    "plugin:app|version",
    "plugin:clipboard-manager|read_text",
    "plugin:clipboard-manager|write_text",
    "plugin:deep-link|get_current",
    "plugin:deep-link|register",
    "plugin:event|emit",
    "plugin:event|listen",
    "plugin:fs|read_text_file",
    "plugin:http|fetch",
    "plugin:image|from_path",
    "plugin:menu|new",
    "plugin:opener|open_path",
    "plugin:opener|open_url",
    "plugin:path|resolve_directory",
    "plugin:resources|close",
    "plugin:shell|execute",
    "plugin:webview|create_webview_window",
    "plugin:window-state|restore_state",
    "plugin:window|close",
    "read_session",
];

/// What a page must not be able to do; each gives whether it did it.
const DEEDS: [(&str, &str); 9] = [
    ("evaluates text", "eval('1') === 1"),
    (
        "makes a function of text",
        "new Function('return 1')() === 1",
    ),
    (
        "adds a script",
        "document.body.append(Object.assign(document.createElement('script'), \
         { textContent: 'globalThis.attacked = 1' })), globalThis.attacked === 1",
    ),
    (
        "adds a handler",
        "document.body.insertAdjacentHTML('beforeend', \
         '<p onclick=\"globalThis.attacked = 1\" id=\"deed\"></p>'), \
         document.getElementById('deed').click(), globalThis.attacked === 1",
    ),
    (
        "speaks to the tenant",
        "await fetch(arguments[0]).then(() => true)",
    ),
    (
        "sends to the tenant",
        "await fetch(arguments[0], { method: 'POST', mode: 'no-cors', body: 'x' }).then(() => true)",
    ),
    (
        "shows a picture from elsewhere",
        "await new Promise((done) => { const picture = new Image(); \
         picture.onload = () => done(true); picture.onerror = () => done(false); \
         picture.src = arguments[0]; })",
    ),
    ("opens a window", "window.open(arguments[0]) !== null"),
    (
        "changes what objects are",
        "(() => { 'use strict'; Object.prototype.attacked = 1; return ({}).attacked === 1; })()",
    ),
];

async fn runs(window: &Window, deed: &str, address: &str) -> bool {
    let script = format!(
        "const done = arguments[arguments.length - 1]; \
         (async function () {{ return {deed}; }}).apply(null, arguments) \
         .then((did) => done(did === true), () => done(false));"
    );
    let answer = window.client.execute_async(&script, vec![json!(address)]);
    answer.await.unwrap() == json!(true)
}

/// A tenant that speaks in markup wherever it can.
fn hostile() -> Config {
    let mut config = Config::default();
    config.people[0].name.replace_range(.., MARKUP);
    config.organizations[0]
        .display_name
        .replace_range(.., MARKUP);
    for connection in &mut config.connections {
        connection.display_name.replace_range(.., MARKUP);
        connection.scopes.push(MARKUP.to_owned());
    }
    let problem = json!({
        "type": MARKUP,
        "title": MARKUP,
        "status": 400,
        "detail": MARKUP,
        "validation_errors": [{ "detail": MARKUP, "field": MARKUP, "pointer": MARKUP }],
    });
    config.faults.push(Fault::always(
        Endpoint::Connect,
        Misbehavior::Status {
            status: 400,
            body: Some(problem.to_string()),
            headers: vec![(
                "content-type".to_owned(),
                "application/problem+json".to_owned(),
            )],
        },
    ));
    config
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_tenant_says_is_shown_as_text() {
    let setting = Setting::on(crate::desktop::Desktop::start(), hostile()).await;
    let window = setting.open_signed_in("dana").await;
    window.see_text("onerror=globalThis").await;
    // However long a name is, it stays in its place.
    let inside = "const list = document.querySelector('nav.list'); \
        return list.scrollWidth <= list.clientWidth";
    let inside = window.client.execute(inside, vec![]).await.unwrap();
    assert_eq!(inside, json!(true));
    window.click("row-provider-google-oauth2").await;
    window.click("connect").await;
    window.until("/screen/available", failed).await;
    window.see_text("<script>").await;
    let foreign = "return [globalThis.attacked === undefined, \
        document.querySelectorAll('img[src=x], iframe, script:not([src]), [onerror], [onload]').length]";
    let found = window.client.execute(foreign, vec![]).await.unwrap();
    assert_eq!(found, json!([true, 0]));
}

fn failed(available: &Value) -> bool {
    let mut providers = available.as_array().into_iter().flatten();
    providers.any(|provider| provider["failure"].is_object())
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_code_in_the_window_can_do_no_more_than_the_window() {
    let setting = Setting::start().await;
    setting.desktop.expect_complaints();
    let window = setting.open_signed_in("dana").await;
    let address = setting.address();
    let mut done = vec![];
    let invoke = "const [command, done] = arguments; \
        __TAURI_INTERNALS__.invoke(command, { event: 'x', path: '/', url: 'https://x.invalid/', \
        text: 'x', target: { kind: 'Any' }, handler: 1, payload: 1, options: {} }) \
        .then(() => done(true), () => done(false));";
    for command in FOREIGN_COMMANDS {
        let answer = window.client.execute_async(invoke, vec![json!(command)]);
        if answer.await.unwrap() == json!(true) {
            done.push(command);
        }
    }
    assert!(runs(&window, "true", &address).await, "a deed can be seen");
    for (name, deed) in DEEDS {
        if runs(&window, deed, &address).await {
            done.push(name);
        }
    }
    let leave = "location.href = arguments[0]; setTimeout(arguments[1], 500)";
    let left = window
        .client
        .execute_async(leave, vec![json!(address)])
        .await;
    left.unwrap();
    window.see("screen-accounts").await;
    eprintln!("{done:#?}");
    let tried = FOREIGN_COMMANDS.len() + DEEDS.len() + 1;
    proof::record("attacks", tried as u64, done.len() as u64);
}
