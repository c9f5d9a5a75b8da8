//! The window as an attacker finds it who runs something in it after all: they can do no more than the
//! window.

use serde_json::json;

use crate::proof;
use crate::setting::Setting;
use crate::window::Window;

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
