//! The packages of the system that this runs on: `.deb` and `.rpm` on Linux, installers on Windows, a
//! disk image on macOS. Tauri bundles what was built; what stands beside the two programs in a Linux
//! package is gathered by [`staging`], and what came of it is looked at by [`checks`] and [`flatpak`].

mod checks;
mod flatpak;
mod newer;
mod staging;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::packages::{self, Purpose};
use crate::shipped::{PROGRAM, parse, read, told};
use crate::steps::{self, Outcome, command, npm_install, release_build, root, say, target};
use crate::{licences, sbom};

/// What nobody should have to download more than.
const PROGRAM_BOUND: u64 = 12_000_000;
const DEB_BOUND: u64 = 6_000_000;
/// Who says when it was signed, so that it holds longer than the certificate.
const CLOCK: &str = "http://timestamp.digicert.com";
/// What signs on macOS; no build script of others needs to see it.
const SECRETS: [&str; 4] = [
    "APPLE_CERTIFICATE",
    "APPLE_CERTIFICATE_PASSWORD",
    "APPLE_ID",
    "APPLE_PASSWORD",
];

/// What a release has beyond the packages of this system: a signature of the system's own kind, and what
/// brings newer versions.
#[derive(Default, clap::Args)]
pub(crate) struct Updates {
    /// Where the program looks for newer versions: an https address, as Tauri's updater takes it
    #[arg(long = "updates-address", value_name = "URL", requires = "key")]
    address: Option<String>,
    /// The public key that newer versions are signed with
    #[arg(long = "updates-key", value_name = "KEY", requires = "address")]
    key: Option<String>,
    /// The `AppImage` as well, which can bring its next version itself; its tools come from GitHub
    #[arg(long)]
    appimage: bool,
    /// Sign by this certificate in the store of Windows
    #[arg(long, value_name = "THUMBPRINT")]
    certificate: Option<String>,
    /// Build nothing: sign what is in this folder by the key in `TAURI_SIGNING_PRIVATE_KEY`, and write
    /// the `latest.json` that programs look at
    #[arg(
        long = "updates-publish",
        value_name = "FOLDER",
        requires = "downloads",
        conflicts_with_all = ["address", "appimage", "certificate"]
    )]
    publish: Option<PathBuf>,
    /// The address of the folder where that will be
    #[arg(long = "updates-downloads", value_name = "URL", requires = "publish")]
    downloads: Option<String>,
}

impl Updates {
    /// What the program is built with, over `tauri.conf.json`, if it is to look for newer versions.
    fn over(&self) -> Option<Value> {
        let (address, key) = (self.address.as_ref()?, self.key.as_ref()?);
        let updater = json!({ "endpoints": [address], "pubkey": key });
        Some(json!({ "plugins": { "updater": updater } }))
    }
}

/// Builds and bundles; each size is printed, and one over its bound fails.
pub(crate) fn make(updates: Option<&Updates>) -> Outcome {
    let none = Updates::default();
    let updates = updates.unwrap_or(&none);
    if let (Some(folder), Some(downloads)) = (&updates.publish, &updates.downloads) {
        npm_install()?;
        return newer::publish(folder, downloads);
    }
    packages::install(Purpose::Package)?;
    npm_install()?;
    let target = target()?;
    let folder = target.join("package");
    build(updates.over())?;
    if cfg!(target_os = "linux") {
        bundle_for_linux(&target, &folder, updates.appimage)?;
    } else if cfg!(windows) {
        bundle(&["nsis", "msi"], &root(), updates.certificate.as_deref())?;
        collect(&target, "nsis", "exe", &folder)?;
        collect(&target, "msi", "msi", &folder)?;
    } else {
        bundle(&["app", "dmg"], &root(), None)?;
        collect(&target, "dmg", "dmg", &folder)?;
        newer::pack_macos(&target, &folder)?;
    }
    let program = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    weigh(&target.join("release").join(program), PROGRAM_BOUND)
}

/// Builds what is shipped, with the licences and the bill of materials of just that.
fn build(over: Option<Value>) -> Outcome {
    let mut build = release_build();
    if !cfg!(target_os = "linux") {
        // They measure on Linux only.
        build.args(["--exclude", "bare-window", "--exclude", "desktop-bench"]);
    }
    if cfg!(target_os = "macos") {
        build.env("MACOSX_DEPLOYMENT_TARGET", oldest_macos()?);
    }
    for secret in SECRETS {
        build.env_remove(secret);
    }
    let Some(over) = over else {
        steps::licences()?;
        steps::sbom()?;
        return command(build);
    };
    let features = ["mooring-desktop/updater"];
    let list = root().join("ui/public/licences.json");
    licences::write_with(&features, &root(), &list)?;
    sbom::write_with(
        &features,
        &root(),
        &target()?.join("package").join(sbom::FILE),
    )?;
    build.args(["--features", features[0]]);
    build.env("TAURI_CONFIG", over.to_string());
    let outcome = command(build);
    // The next build is of another program, and writes its own. The packages have this one's.
    let kept = target()?.join("package/licences.json");
    std::fs::copy(&list, &kept).map_err(|error| told(&kept, &error))?;
    std::fs::remove_file(&list).map_err(|error| told(&list, &error))?;
    outcome
}

fn oldest_macos() -> Result<String, String> {
    let whole: Value = parse(&read(&root().join("tauri.conf.json"))?)?;
    let oldest = whole["bundle"]["macOS"]["minimumSystemVersion"].as_str();
    oldest
        .map(str::to_owned)
        .ok_or_else(|| "tauri.conf.json does not say which macOS is the oldest".to_owned())
}

fn bundle_for_linux(target: &Path, folder: &Path, appimage: bool) -> Outcome {
    let bundler = staging::gather(&root(), target, folder)?;
    bundle(&["deb", "rpm"], &bundler, None)?;
    collect(target, "deb", "deb", folder)?;
    let rpm = collect(target, "rpm", "rpm", folder)?;
    if appimage {
        bundle(&["appimage"], &bundler, None)?;
        collect(target, "appimage", "AppImage", folder)?;
    } else {
        say(
            "no AppImage: its tools come from GitHub only, so it is made by --appimage, in a release",
        );
    }
    let deb = deb(folder)?;
    pack_tightly(&deb, &folder.join("unpacked"))?;
    checks::look_at(&deb, &rpm)?;
    flatpak::rehearse(&root(), &deb, &folder.join("flatpak"))?;
    say("no Flatpak: its runtime comes from Flathub only, so the release workflow makes it");
    weigh(&deb, DEB_BOUND)
}

/// The `.deb` of an earlier [`make`].
pub(crate) fn deb(folder: &Path) -> Result<PathBuf, String> {
    only(folder, ".deb")
}

/// The one file in a folder whose name ends so.
fn only(folder: &Path, end: &str) -> Result<PathBuf, String> {
    let mut found = files(folder)?;
    found.retain(|file| file.to_string_lossy().ends_with(end));
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(format!("there is no *{end} in {}", folder.display())),
        _ => Err(format!(
            "there is more than one *{end} in {}",
            folder.display()
        )),
    }
}

/// Tauri's tool finds its configuration in the folder that it runs in, and bundles what was built. It
/// signs the code in it, and the installers after that; what newer versions are checked by comes last
/// of all ([`newer`]).
fn bundle(kinds: &[&str], folder: &Path, certificate: Option<&str>) -> Outcome {
    let mut tauri = Command::new("node");
    tauri
        .arg(root().join("ui/node_modules/@tauri-apps/cli/tauri.js"))
        .args(["bundle", "--ci", "--bundles", &kinds.join(",")])
        .env("CARGO_TARGET_DIR", target()?)
        .current_dir(folder);
    if let Some(certificate) = certificate {
        let windows = json!({
            "certificateThumbprint": certificate, "timestampUrl": CLOCK, "tsp": true
        });
        let over = json!({ "bundle": { "windows": windows } });
        tauri.args(["--config", &over.to_string()]);
    }
    command(tauri)
}

/// Takes the package of one kind into the folder of what goes out, in the place of an older one.
fn collect(target: &Path, kind: &str, end: &str, folder: &Path) -> Result<PathBuf, String> {
    let end = format!(".{end}");
    let made = only(&target.join("release/bundle").join(kind), &end)?;
    for old in files(folder)? {
        if old.to_string_lossy().ends_with(&end) {
            std::fs::remove_file(&old).map_err(|error| told(&old, &error))?;
        }
    }
    let to = folder.join(made.file_name().unwrap_or_default());
    std::fs::copy(&made, &to).map_err(|error| told(&to, &error))?;
    std::fs::remove_file(&made).map_err(|error| told(&made, &error))?;
    say(&format!("made {}", to.display()));
    Ok(to)
}

/// Tauri's tool packs by gzip; what Debian itself packs by makes a third less of it.
fn pack_tightly(deb: &Path, unpacked: &Path) -> Outcome {
    clear(unpacked)?;
    let mut unpack = Command::new("dpkg-deb");
    unpack.arg("--raw-extract").args([deb, unpacked]);
    command(unpack)?;
    let mut pack = Command::new("dpkg-deb");
    pack.args(["--root-owner-group", "-Zxz", "-z9", "--build"]);
    pack.args([unpacked, deb]);
    command(pack)?;
    clear(unpacked)
}

/// Removes a folder, if it is there.
fn clear(folder: &Path) -> Outcome {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|error| told(folder, &error))?;
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths.filter(|path| path.is_file()).collect())
}

/// What a command prints.
fn answer(command: &mut Command) -> Result<Vec<u8>, String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if !output.status.success() || output.stdout.is_empty() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?}: {}", reason.trim()));
    }
    Ok(output.stdout)
}

fn weigh(file: &Path, bound: u64) -> Outcome {
    let size = file.metadata().map_err(|error| told(file, &error))?.len();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let said = format!("size {name} {size} bound {bound}");
    #[expect(clippy::print_stdout, reason = "what was measured")]
    {
        println!("{said}");
    }
    if size > bound {
        return Err(format!("{said}: over the bound"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        updates: Option<Updates>,
    }

    #[test]
    fn each_wish_can_be_had_alone_and_half_of_one_cannot() {
        let typed = |words: &[&str]| Typed::try_parse_from([&["package"], words].concat());
        assert!(typed(&[]).unwrap().updates.is_none());
        assert!(typed(&["--appimage"]).unwrap().updates.unwrap().appimage);
        let both = [
            "--updates-address",
            "https://a.example",
            "--updates-key",
            "x",
        ];
        let over = typed(&both).unwrap().updates.unwrap().over().unwrap();
        assert_eq!(over["plugins"]["updater"]["pubkey"], "x");
        assert!(typed(&both[..2]).is_err() && typed(&both[2..]).is_err());
        let publish = [
            "--updates-publish",
            "x",
            "--updates-downloads",
            "https://a.example",
        ];
        assert!(typed(&publish).is_ok());
        assert!(typed(&publish[..2]).is_err());
        assert!(typed(&[&publish[..], &both[..]].concat()).is_err());
    }
}
