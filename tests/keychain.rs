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

use std::process::{Command, ExitCode, Stdio};

use accounts::ports::{Vault, VaultBytes, VaultError, VaultItem, VaultKey};
use mooring_desktop::Keychain;

use crate::desktop::{Desktop, Running, lock_keychain, unlocked_keychain};

const SCENARIOS: [&str; 7] = [
    "an_item_is_kept_replaced_and_deleted",
    "bytes_of_any_kind_and_size_come_back",
    "an_absent_keychain_is_noticed_when_it_comes",
    "a_locked_keychain_is_told_from_an_empty_one",
    "a_restarted_keychain_still_has_the_item",
    "a_keychain_without_a_collection_says_so",
    "one_process_at_a_time_holds_the_lock",
];

fn main() -> ExitCode {
    if let Ok(scenario) = scenario() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(run(&scenario));
        return ExitCode::SUCCESS;
    }
    let failed = SCENARIOS.iter().filter(|name| !passes(name)).count();
    println!("{} passed, {failed} failed", SCENARIOS.len() - failed);
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
    let status = desktop
        .command(this.to_str().unwrap())
        .env(SCENARIO, name)
        // No prompt can be shown: it counts as closed by the person.
        .env_remove("DISPLAY")
        .status();
    let passed = status.unwrap().success();
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
    let _daemon = Running::start(
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
    assert_eq!(read(keychain).await, Ok(None));
    let Err(VaultError::Refused(reason)) = write(keychain, b"x").await else {
        panic!("nothing can be kept there");
    };
    assert!(reason.contains("collection"), "{reason}");
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
