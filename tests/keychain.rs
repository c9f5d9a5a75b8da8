//! The keychain port against a real gnome-keyring on a private session bus.
//!
//! A keychain client finds its bus in the environment of its process, so each scenario runs in a
//! process of its own: this program starts itself again inside a fresh desktop.

#![expect(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and says why"
)]

#[path = "desktop/desktop.rs"]
#[expect(dead_code, reason = "the journeys use the rest")]
mod desktop;
#[path = "support/proof.rs"]
mod proof;

use std::io::Write;
use std::process::{Command, ExitCode, Stdio};

use accounts::ports::{Vault, VaultBytes, VaultError, VaultItem, VaultKey};
use system::Keychain;

use crate::desktop::{Desktop, Running, lock_keychain, unlocked_keychain};

const SCENARIOS: [&str; 13] = [
    "an_item_is_kept_replaced_and_deleted",
    "bytes_of_any_kind_and_size_come_back",
    "an_absent_keychain_is_noticed_when_it_comes",
    "a_locked_keychain_is_told_from_an_empty_one",
    "a_restarted_keychain_still_has_the_item",
    "a_keychain_without_a_collection_says_so",
    "one_process_at_a_time_holds_the_lock",
    "a_large_item_is_kept_in_parts_that_are_checked",
    "a_keychain_that_is_unlocked_elsewhere_is_noticed",
    "a_person_unlocks_it_in_its_prompt",
    "a_person_has_a_collection_made_in_its_prompt",
    "a_read_that_is_denied_is_told_from_an_absent_keychain",
    "a_keychain_that_takes_half_a_minute_answers_all_the_same",
];

/// Those that take longer than a minute; `-- --ignored` runs them.
const LONG: [&str; 1] = ["a_keychain_that_takes_too_long_is_told_and_used_again"];

fn main() -> ExitCode {
    if let Ok(scenario) = scenario() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(run(&scenario));
        return ExitCode::SUCCESS;
    }
    let long = std::env::args().any(|argument| argument == "--ignored");
    let scenarios: &[&str] = if long { &LONG } else { &SCENARIOS };
    // Each waits more than it works.
    let mut running: Vec<_> = Vec::new();
    for name in scenarios {
        running.push(std::thread::spawn(move || passes(name)));
    }
    let outcomes = running.into_iter().map(|one| one.join().unwrap());
    let failed = outcomes.filter(|passed| !passed).count();
    let tried = u64::try_from(scenarios.len()).unwrap();
    proof::record("keychains", tried, u64::try_from(failed).unwrap());
    println!("{} passed, {failed} failed", scenarios.len() - failed);
    ExitCode::from(u8::from(failed > 0))
}

const SCENARIO: &str = "KEYCHAIN_SCENARIO";

#[expect(clippy::disallowed_methods, reason = "how this program tells itself")]
fn scenario() -> Result<String, std::env::VarError> {
    std::env::var(SCENARIO)
}

/// Runs a scenario in a desktop of its own.
fn passes(name: &str) -> bool {
    let desktop = Desktop::with_keychain(desktop::Keychain::Absent);
    let this = std::env::current_exe().unwrap();
    let mut command = desktop.command(this.to_str().unwrap());
    command.env(SCENARIO, name);
    if !name.contains("prompt") {
        // No prompt can be shown: it counts as closed by the person.
        command.env_remove("DISPLAY");
    }
    let passed = command.status().unwrap().success();
    println!("{name} ... {}", if passed { "ok" } else { "FAILED" });
    passed
}

async fn run(scenario: &str) {
    let folder = tempfile::tempdir().unwrap();
    let keychain = Keychain::start(folder.path()).unwrap();
    match scenario {
        "an_item_is_kept_replaced_and_deleted" => keeps(&keychain).await,
        "bytes_of_any_kind_and_size_come_back" => keeps_any_bytes(&keychain).await,
        "an_absent_keychain_is_noticed_when_it_comes" => notices(&keychain).await,
        "a_locked_keychain_is_told_from_an_empty_one" => tells_locked(&keychain).await,
        "a_restarted_keychain_still_has_the_item" => survives_restart(&keychain).await,
        "a_keychain_without_a_collection_says_so" => says_no_collection(&keychain).await,
        "one_process_at_a_time_holds_the_lock" => locks(&keychain, folder.path()).await,
        "a_large_item_is_kept_in_parts_that_are_checked" => keeps_parts(&keychain).await,
        "a_keychain_that_is_unlocked_elsewhere_is_noticed" => notices_unlocking(&keychain).await,
        "a_person_unlocks_it_in_its_prompt" => prompts(&keychain).await,
        "a_person_has_a_collection_made_in_its_prompt" => makes_collection(&keychain).await,
        "a_read_that_is_denied_is_told_from_an_absent_keychain" => is_denied(&keychain).await,
        "a_keychain_that_takes_half_a_minute_answers_all_the_same" => is_slow(&keychain).await,
        "a_keychain_that_takes_too_long_is_told_and_used_again" => is_too_slow(&keychain).await,
        other => panic!("no scenario {other}"),
    }
}

async fn keeps(keychain: &Keychain) {
    let _daemon = unlocked_keychain(here);
    assert_eq!(read(keychain).await, Ok(None));
    write(keychain, b"first").await.unwrap();
    write(keychain, b"second").await.unwrap();
    assert_eq!(read(keychain).await, Ok(Some(b"second".to_vec())));
    let other = VaultKey {
        item: VaultItem::Attempts,
        ..key()
    };
    assert_eq!(keychain.read(other).await, Ok(None), "items are told apart");
    keychain.delete(key()).await.unwrap();
    assert_eq!(read(keychain).await, Ok(None));
    keychain.delete(key()).await.unwrap();
}

async fn keeps_any_bytes(keychain: &Keychain) {
    let _daemon = unlocked_keychain(here);
    let bytes: Vec<u8> = (0..=255).cycle().take(6000).collect();
    write(keychain, &bytes).await.unwrap();
    assert_eq!(read(keychain).await, Ok(Some(bytes)));
}

async fn notices(keychain: &Keychain) {
    assert!(matches!(read(keychain).await, Err(VaultError::Absent(_))));
    let refused = write(keychain, b"x").await;
    assert!(matches!(refused, Err(VaultError::Absent(_))));
    let _daemon = unlocked_keychain(here);
    write(keychain, b"x").await.unwrap();
    assert_eq!(read(keychain).await, Ok(Some(b"x".to_vec())));
}

async fn tells_locked(keychain: &Keychain) {
    let _daemon = unlocked_keychain(here);
    write(keychain, b"x").await.unwrap();
    lock_keychain(here);
    assert_eq!(read(keychain).await, Err(VaultError::Locked));
    assert_eq!(write(keychain, b"y").await, Err(VaultError::Locked));
    let _again = unlocked_keychain(here);
    assert_eq!(read(keychain).await, Ok(Some(b"x".to_vec())));
}

async fn survives_restart(keychain: &Keychain) {
    let daemon = unlocked_keychain(here);
    write(keychain, b"x").await.unwrap();
    drop(daemon);
    let _again = unlocked_keychain(here);
    assert_eq!(read(keychain).await, Ok(Some(b"x".to_vec())));
}

async fn says_no_collection(keychain: &Keychain) {
    let _daemon = fresh_keychain();
    assert_eq!(read(keychain).await, Ok(None));
    let Err(VaultError::Refused(reason)) = write(keychain, b"x").await else {
        panic!("nothing can be kept there");
    };
    assert!(reason.contains("collection"), "{reason}");
}

async fn makes_collection(keychain: &Keychain) {
    const TYPES: &[&[&str]] = &[
        &["type", "--delay", "60", "new"],
        &["key", "Tab"],
        &["type", "--delay", "60", "new"],
        &["key", "Return"],
    ];
    let _daemon = fresh_keychain();
    let _prompter = prompter();
    let person = std::thread::spawn(|| answer_prompt(TYPES));
    write(keychain, b"x").await.unwrap();
    person.join().unwrap();
    assert_eq!(read(keychain).await, Ok(Some(b"x".to_vec())));
}

/// A person's first keychain: it has no collection yet.
fn fresh_keychain() -> Running {
    let daemon = Running::start(
        here("gnome-keyring-daemon")
            .args(["--foreground", "--components=secrets"])
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    );
    desktop::until("the keychain is there", || {
        let mut probe = here("dbus-send");
        probe
            .args([
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.secrets",
            ])
            .args(["/org/freedesktop/secrets", "org.freedesktop.DBus.Peer.Ping"])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        probe.status().unwrap().success()
    });
    daemon
}

async fn locks(keychain: &Keychain, folder: &std::path::Path) {
    let other = Keychain::start(folder).unwrap();
    let guard = keychain.lock().await.unwrap();
    let short = std::time::Duration::from_millis(300);
    let waited = tokio::time::timeout(short, other.lock()).await;
    assert!(waited.is_err(), "the other waits");
    drop(guard);
    assert!(other.lock().await.is_ok());
}

async fn keeps_parts(keychain: &Keychain) {
    let _daemon = unlocked_keychain(here);
    let token = vec![b't'; 6000];
    write(keychain, &token).await.unwrap();
    assert_eq!(read(keychain).await, Ok(Some(token)));
    let user = "acme.eu.auth0.com abc session part a1";
    assert_eq!(secret_tool("lookup", user, "").len(), 2560);
    secret_tool("store", user, "somebody else's");
    let outcome = read(keychain).await;
    assert!(
        matches!(outcome, Err(VaultError::Corrupt(_))),
        "{outcome:?}"
    );
    write(keychain, b"short").await.unwrap();
    assert_eq!(read(keychain).await, Ok(Some(b"short".to_vec())));
    assert_eq!(secret_tool("lookup", user, ""), "", "its parts are gone");
}

/// Reads or writes an item as another program does.
fn secret_tool(action: &str, user: &str, secret: &str) -> String {
    let mut tool = here("secret-tool");
    tool.arg(action);
    if action == "store" {
        tool.arg("--label=parts");
    }
    let mut tool = tool
        .args(["service", "dev.mooring.desktop", "username", user])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    tool.stdin
        .take()
        .unwrap()
        .write_all(secret.as_bytes())
        .unwrap();
    String::from_utf8(tool.wait_with_output().unwrap().stdout).unwrap()
}

async fn notices_unlocking(keychain: &Keychain) {
    assert!(!keychain.is_ready().await, "there is none");
    let _daemon = unlocked_keychain(here);
    assert!(keychain.is_ready().await);
    write(keychain, b"x").await.unwrap();
    lock_keychain(here);
    assert!(!keychain.is_ready().await);
    let _again = unlocked_keychain(here);
    assert!(keychain.is_ready().await);
}

/// The prompt is the system's own; a person types into it.
async fn prompts(keychain: &Keychain) {
    const CLOSES: &[&[&str]] = &[&["key", "Escape"]];
    const TYPES: &[&[&str]] = &[&["type", "--delay", "60", "test"], &["key", "Return"]];
    let _daemon = unlocked_keychain(here);
    write(keychain, b"x").await.unwrap();
    for (keys, outcome) in [
        (CLOSES, Err(VaultError::Locked)),
        (TYPES, Ok(Some(b"x".to_vec()))),
    ] {
        lock_keychain(here);
        let _prompter = prompter();
        let person = std::thread::spawn(move || answer_prompt(keys));
        assert_eq!(read(keychain).await, outcome);
        person.join().unwrap();
    }
}

/// It ends after each prompt.
fn prompter() -> Running {
    let prompter = Running::start(&mut here("/usr/libexec/gcr-prompter"));
    desktop::until("the prompter is there", || {
        let mut names = here("dbus-send");
        names
            .args(["--session", "--print-reply", "--dest=org.freedesktop.DBus"])
            .args(["/org/freedesktop/DBus", "org.freedesktop.DBus.ListNames"]);
        let output = names.output().unwrap();
        String::from_utf8_lossy(&output.stdout).contains("org.gnome.keyring.SystemPrompter")
    });
    prompter
}

fn answer_prompt(keys: &[&[&str]]) {
    let mut found = String::new();
    desktop::until("the keychain's prompt", || {
        let mut search = here("xdotool");
        search.args(["search", "--onlyvisible", "--class", "gcr-prompter"]);
        found = String::from_utf8(search.output().unwrap().stdout).unwrap();
        !found.trim().is_empty()
    });
    // It takes no keys before it is painted.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let focus = ["windowfocus", "--sync", found.trim()];
    assert!(here("xdotool").args(focus).status().unwrap().success());
    for keys in keys {
        assert!(here("xdotool").args(*keys).status().unwrap().success());
    }
}

async fn is_denied(keychain: &Keychain) {
    let _daemon = unlocked_keychain(here);
    write(keychain, b"x").await.unwrap();
    let rule = r#"<deny send_interface="org.freedesktop.Secret.Item" send_member="GetSecret"/>"#;
    let allowed = std::fs::read_to_string("bus.conf").unwrap();
    let denied = allowed.replace("</policy>", &format!("{rule}</policy>"));
    for (rules, denies) in [(&denied, true), (&allowed, false)] {
        std::fs::write("bus.conf", rules).unwrap();
        let mut reload = here("dbus-send");
        reload
            .args(["--session", "--print-reply", "--dest=org.freedesktop.DBus"])
            .args(["/org/freedesktop/DBus", "org.freedesktop.DBus.ReloadConfig"])
            .stdout(Stdio::null());
        assert!(reload.status().unwrap().success());
        let outcome = read(keychain).await;
        if denies {
            assert!(
                matches!(outcome, Err(VaultError::Refused(_))),
                "{outcome:?}"
            );
        } else {
            assert_eq!(outcome, Ok(Some(b"x".to_vec())));
        }
    }
}

async fn is_slow(keychain: &Keychain) {
    let daemon = unlocked_keychain(here);
    write(keychain, b"x").await.unwrap();
    signal(&daemon, "STOP");
    let waking = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_secs(30));
        signal(&daemon, "CONT");
        daemon
    });
    assert_eq!(read(keychain).await, Ok(Some(b"x".to_vec())));
    drop(waking.join().unwrap());
}

async fn is_too_slow(keychain: &Keychain) {
    let daemon = unlocked_keychain(here);
    write(keychain, b"x").await.unwrap();
    signal(&daemon, "STOP");
    assert_eq!(read(keychain).await, Err(VaultError::TimedOut));
    assert_eq!(write(keychain, b"y").await, Err(VaultError::TimedOut));
    signal(&daemon, "CONT");
    // What was asked for in that time is done all the same, in its order.
    assert_eq!(read(keychain).await, Ok(Some(b"y".to_vec())));
}

fn signal(daemon: &Running, name: &str) {
    let id = daemon.0.id().to_string();
    let sent = here("kill").args(["-s", name, &id]).status();
    assert!(sent.unwrap().success());
}

fn here(program: &str) -> Command {
    Command::new(program)
}

fn key() -> VaultKey {
    VaultKey {
        profile: "acme.eu.auth0.com abc".to_owned(),
        item: VaultItem::Session,
    }
}

async fn read(keychain: &Keychain) -> Result<Option<Vec<u8>>, VaultError> {
    let read = keychain.read(key()).await?;
    Ok(read.map(|bytes| bytes.to_vec()))
}

async fn write(keychain: &Keychain, bytes: &[u8]) -> Result<(), VaultError> {
    keychain.write(key(), VaultBytes::new(bytes.to_vec())).await
}
