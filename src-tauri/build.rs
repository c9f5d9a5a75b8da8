//! Builds the window's files where the program embeds them, and checks what the window may do.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// What the window's files are made of.
const UI_SOURCES: [&str; 8] = [
    "text",
    "ui/index.html",
    "ui/package-lock.json",
    "ui/package.json",
    "ui/public",
    "ui/src",
    "ui/svelte.config.js",
    "ui/vite.config.ts",
];

#[expect(
    clippy::disallowed_methods,
    reason = "cargo speaks to build scripts by it"
)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Without it the window shows the development server, and there is nothing to embed.
    let embedded = std::env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_some();
    if embedded {
        build_ui()?;
    }
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        // Functions of the same code become one; Rust promises no addresses of their own to them.
        println!("cargo:rustc-link-arg-bins=-Wl,--icf=all");
    }
    // tauri-build watches its default folder only.
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    let manifest = tauri_build::AppManifest::new()
        .permissions_path_pattern("./src-tauri/permissions/**/*.toml");
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes)?;
    Ok(())
}

fn build_ui() -> Result<(), String> {
    for path in UI_SOURCES {
        println!("cargo:rerun-if-changed={path}");
    }
    if modified("ui/node_modules/.package-lock.json") < modified("ui/package-lock.json") {
        npm(&["ci", "--no-audit", "--no-fund"])?;
    }
    npm(&["run", "build"])
}

fn modified(path: impl AsRef<Path>) -> Option<SystemTime> {
    path.as_ref().metadata().ok()?.modified().ok()
}

fn npm(arguments: &[&str]) -> Result<(), String> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let status = Command::new(program)
        .args(arguments)
        .current_dir("ui")
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("npm {} failed: {status}", arguments.join(" "))),
        Err(error) => Err(format!(
            "Node.js with npm is needed to build the window: {error}"
        )),
    }
}
