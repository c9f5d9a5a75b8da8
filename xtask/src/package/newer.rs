//! What programs that look for newer versions find: signatures over the packages that they can install
//! themselves, and `latest.json`, which names those (Tauri's updater, static format). Packages of a
//! system's own, `.deb`, `.rpm` and Flatpak, are not among them.

use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::{answer, only};
use crate::shipped::{read, told};
use crate::steps::{Outcome, command, root, say};

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// What each system looks for, and how the package for it ends. One that an administrator installed by
/// the `.msi` asks for that before it takes the other.
const PACKAGES: [(&str, &str); 4] = [
    ("linux-x86_64", "_amd64.AppImage"),
    ("windows-x86_64", "_x64-setup.exe"),
    ("windows-x86_64-msi", ".msi"),
    ("darwin-aarch64", ".app.tar.gz"),
];

/// Signs the packages in a folder, which must be as they go out, and writes the list of them. Tauri's
/// tool has the key from its environment.
pub(super) fn publish(folder: &Path, downloads: &str) -> Outcome {
    for (_, end) in PACKAGES {
        let package = only(folder, end)?;
        let mut sign = Command::new("node");
        sign.arg(root().join("ui/node_modules/@tauri-apps/cli/tauri.js"))
            .args(["signer", "sign", "--app-version", VERSION])
            .arg(&package);
        command(sign)?;
    }
    let now = answer(Command::new("date").args(["--utc", "+%Y-%m-%dT%H:%M:%SZ"]))?;
    let list = list(folder, downloads, String::from_utf8_lossy(&now).trim())?;
    let file = folder.join("latest.json");
    let text = serde_json::to_vec_pretty(&list).map_err(|error| error.to_string())?;
    std::fs::write(&file, text).map_err(|error| told(&file, &error))?;
    say(&format!("made {}", file.display()));
    Ok(())
}

/// Every package with its address and signature.
fn list(folder: &Path, downloads: &str, date: &str) -> Result<Value, String> {
    let mut platforms = serde_json::Map::new();
    for (platform, end) in PACKAGES {
        let package = only(folder, end)?;
        let name = package.file_name().unwrap_or_default().to_string_lossy();
        let url = format!("{}/{name}", downloads.trim_end_matches('/'));
        let signature = signature(&package)?;
        platforms.insert(
            platform.to_owned(),
            json!({ "url": url, "signature": signature }),
        );
    }
    Ok(json!({ "version": VERSION, "pub_date": date, "platforms": platforms }))
}

/// The signature over a package. Programs refuse one that does not name the version, so it is not
/// published.
fn signature(package: &Path) -> Result<String, String> {
    let mut file = package.as_os_str().to_owned();
    file.push(".sig");
    let file = PathBuf::from(file);
    let signature = read(&file)?.trim().to_owned();
    let text = BASE64_STANDARD.decode(&signature).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let says = format!("version:{VERSION}");
    let mut words = text.split_whitespace();
    if words.any(|word| word == says) {
        return Ok(signature);
    }
    Err(format!("{} is not over version {VERSION}", file.display()))
}

/// What the updater takes on macOS: the program's folder, signed and notarised as it is.
pub(super) fn pack_macos(target: &Path, folder: &Path) -> Outcome {
    let name = format!("Mooring_{VERSION}_aarch64.app.tar.gz");
    let mut pack = Command::new("tar");
    // Without the files that only Apple's tar makes of attributes.
    pack.env("COPYFILE_DISABLE", "1")
        .arg("-czf")
        .arg(folder.join(name))
        .arg("-C")
        .arg(target.join("release/bundle/macos"))
        .arg("Mooring.app");
    command(pack)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = [
        "mooring-desktop_0.1.0_amd64.AppImage",
        "Mooring_0.1.0_x64-setup.exe",
        "Mooring_0.1.0_x64_en-US.msi",
        "Mooring_0.1.0_aarch64.app.tar.gz",
    ];

    fn signed(version: &str) -> String {
        BASE64_STANDARD.encode(format!(
            "untrusted comment: x\nx\ntrusted comment: timestamp:1\tfile:x\tversion:{version}\nx\n"
        ))
    }

    fn folder() -> PathBuf {
        static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let name = format!("mooring-newer-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for name in NAMES {
            std::fs::write(folder.join(name), "").unwrap();
            std::fs::write(folder.join(format!("{name}.sig")), signed(VERSION)).unwrap();
        }
        // Beside them in a release.
        for name in [
            "mooring-desktop_0.1.0_amd64.deb",
            "mooring-macos-arm64.tar.gz",
        ] {
            std::fs::write(folder.join(name), "").unwrap();
        }
        folder
    }

    #[test]
    fn the_list_has_a_package_with_its_signature_for_each_system() {
        let folder = folder();
        let address = "https://example.com/download/v0.1.0/";
        let list = list(&folder, address, "2026-12-01T10:00:00Z").unwrap();
        let package = |name: &str| {
            json!({
                "url": format!("https://example.com/download/v0.1.0/{name}"),
                "signature": signed(VERSION),
            })
        };
        assert_eq!(
            list,
            json!({
                "version": VERSION,
                "pub_date": "2026-12-01T10:00:00Z",
                "platforms": {
                    "linux-x86_64": package(NAMES[0]),
                    "windows-x86_64": package(NAMES[1]),
                    "windows-x86_64-msi": package(NAMES[2]),
                    "darwin-aarch64": package(NAMES[3]),
                },
            })
        );
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn nothing_is_listed_that_is_not_signed_for_its_version() {
        let folder = folder();
        for name in NAMES {
            let file = folder.join(format!("{name}.sig"));
            for wrong in ["", "not a signature", &signed("0.0.9")] {
                std::fs::write(&file, wrong).unwrap();
                let refused = list(&folder, "https://example.com", "").unwrap_err();
                assert!(refused.contains(name), "{refused}");
            }
            std::fs::remove_file(&file).unwrap();
            let refused = list(&folder, "https://example.com", "").unwrap_err();
            assert!(refused.contains(name), "{refused}");
            std::fs::write(&file, signed(VERSION)).unwrap();
        }
        std::fs::remove_file(folder.join(NAMES[0])).unwrap();
        let refused = list(&folder, "https://example.com", "").unwrap_err();
        assert!(refused.contains("AppImage"), "{refused}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
