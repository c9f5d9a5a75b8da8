//! A program that brings its next version itself: built as for somebody who gives a key and an address,
//! and given a version that was signed with that key.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::steps::{Outcome, cargo, command, npm_command, target};

/// Where the tests publish. One port, since the address is built into the program.
const ADDRESS: &str = "http://127.0.0.1:47613/latest.json";

/// Tests it in the real window.
pub(crate) fn test() -> Outcome {
    let key = key(&target()?)?;
    let public = std::fs::read_to_string(key.with_extension("key.pub"))
        .map_err(|error| format!("{}.pub: {error}", key.display()))?;
    let updater = json!({ "endpoints": [ADDRESS], "pubkey": public.trim() });
    let mut tests = cargo(&["test", "--locked", "--package", "mooring-desktop"]);
    tests
        .args(["--features", "updater", "--test", "desktop", "--"])
        // They share the address.
        .args(["updates::", "--test-threads=1"])
        .env(
            "TAURI_CONFIG",
            json!({ "plugins": { "updater": updater } }).to_string(),
        )
        .env("MOORING_UPDATES_KEY", &key);
    command(tests)
}

/// A key for these tests, made once: with another one, the program would be built again.
fn key(target: &Path) -> Result<PathBuf, String> {
    let key = target.join("updates/signing.key");
    if !key.exists() {
        let mut generate = npm_command(&["exec", "--", "tauri", "signer", "generate", "--ci"]);
        generate.args(["--password", "", "--write-keys"]).arg(&key);
        std::fs::create_dir_all(target.join("updates")).map_err(|error| error.to_string())?;
        command(generate)?;
    }
    Ok(key)
}
