//! Links made by a fuzzer, which learns from what they reach in the program: `fuzz/`.

use std::path::Path;
use std::process::Command;

use crate::packages::{self, Purpose};
use crate::steps::{Outcome, cargo, command, root, say, target};

/// The fuzzer's driver, installed beside what is built.
const VERSION: &str = "0.13.2";
/// A little more than any link may have, in bytes.
const LONGEST: u32 = 9000;

/// Installs what it needs and runs it for so long.
///
/// # Errors
/// When it found something; it says where it left it.
pub(crate) fn run(seconds: u32) -> Outcome {
    if !cfg!(target_os = "linux") {
        say("fuzzing is set up on Linux only");
        return Ok(());
    }
    packages::install(Purpose::Test)?;
    let target = target()?;
    let tools = target.join("tools");
    let driver = tools.join("bin/cargo-fuzz");
    if !is_installed(&driver) {
        let mut install = cargo(&["install", "cargo-fuzz", "--locked", "--version", VERSION]);
        install.arg("--root").arg(&tools);
        command(install)?;
    }
    let root = root();
    let corpus = root.join("fuzz/corpus/callback");
    std::fs::create_dir_all(&corpus).map_err(|error| error.to_string())?;
    let mut fuzz = Command::new(driver);
    // Without a sanitizer it needs no other toolchain; the program has no unsafe code.
    fuzz.args(["run", "--sanitizer", "none", "--target-dir"])
        .arg(target.join("fuzz"))
        .args(["callback", "fuzz/corpus/callback", "fuzz/seeds/callback"])
        .args(["--", "-print_final_stats=1"])
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST}"))
        .current_dir(root);
    command(fuzz)
}

/// Looks whether it would compile, among what is built already.
pub(crate) fn check() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let mut check = cargo(&["check", "--locked", "--manifest-path", "fuzz/Cargo.toml"]);
    check.arg("--target-dir").arg(target()?);
    command(check)
}

fn is_installed(driver: &Path) -> bool {
    let output = Command::new(driver).arg("--version").output();
    let wanted = format!("cargo-fuzz {VERSION}");
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == wanted)
}
