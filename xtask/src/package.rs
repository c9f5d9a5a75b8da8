//! The packages of the system that this runs on: `.deb` and `.rpm` on Linux, installers on Windows, a
//! disk image on macOS. Tauri bundles what was built; what stands beside the two programs in a Linux
//! package is gathered by [`staging`].

mod staging;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::packages::{self, Purpose};
use crate::shipped::{PROGRAM, told};
use crate::steps::{
    Outcome, command, licences, npm_install, release_build, root, say, sbom, target,
};

/// What nobody should have to download more than.
const PROGRAM_BOUND: u64 = 12_000_000;
const DEB_BOUND: u64 = 6_000_000;

/// By whom newer versions are brought, so that the program looks for them itself.
#[derive(clap::Args)]
pub(crate) struct Updates {
    /// Where the program looks for newer versions: an https address, as Tauri's updater takes it
    #[arg(long, value_name = "URL", requires = "updates_key", required = false)]
    updates_address: String,
    /// The public key that newer versions are signed with
    #[arg(
        long,
        value_name = "KEY",
        requires = "updates_address",
        required = false
    )]
    updates_key: String,
}

impl Updates {
    /// Puts them into Tauri's configuration, or into what is laid over it.
    fn put_into(&self, configuration: &mut Value) {
        configuration["bundle"]["createUpdaterArtifacts"] = json!(true);
        let updater = &mut configuration["plugins"]["updater"];
        updater["endpoints"] = json!([self.updates_address]);
        updater["pubkey"] = json!(self.updates_key);
    }
}

/// Builds and bundles; each size is printed, and one over its bound fails.
pub(crate) fn make(updates: Option<&Updates>) -> Outcome {
    packages::install(Purpose::Package)?;
    npm_install()?;
    licences()?;
    sbom()?;
    let mut over = json!({});
    let mut build = release_build();
    if let Some(updates) = updates {
        updates.put_into(&mut over);
        build.args(["--features", "mooring-desktop/updater"]);
        build.env("TAURI_CONFIG", over.to_string());
    }
    command(build)?;
    let bundle = |kinds: &[&str], folder: &Path| bundle(kinds, folder, &over);
    let target = target()?;
    let folder = target.join("package");
    let bundles = if cfg!(target_os = "linux") {
        let bundler = staging::gather(&root(), &target, &folder)?;
        bundle(&["deb", "rpm"], &bundler)?;
        say("no AppImage: its tools come from GitHub only, so the release workflow makes it");
        say("no Flatpak: its runtime comes from Flathub only, so the release workflow makes it");
        vec!["deb", "rpm"]
    } else if cfg!(windows) {
        bundle(&["nsis", "msi"], &root())?;
        vec!["nsis", "msi"]
    } else {
        bundle(&["app", "dmg"], &root())?;
        vec!["dmg"]
    };
    for kind in bundles {
        collect(&target.join("release/bundle").join(kind), &folder)?;
    }
    if cfg!(target_os = "linux") {
        pack_tightly(&deb(&folder)?, &folder.join("unpacked"))?;
    }
    let program = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    weigh(&target.join("release").join(program), PROGRAM_BOUND)?;
    match deb(&folder) {
        Ok(deb) => weigh(&deb, DEB_BOUND),
        Err(reason) if cfg!(target_os = "linux") => Err(reason),
        Err(_) => Ok(()),
    }
}

/// The `.deb` of an earlier [`make`].
pub(crate) fn deb(folder: &Path) -> Result<PathBuf, String> {
    let is_deb = |path: &PathBuf| path.extension().is_some_and(|end| end == "deb");
    files(folder)?
        .into_iter()
        .find(is_deb)
        .ok_or_else(|| format!("there is no .deb in {}", folder.display()))
}

/// Tauri's tool finds its configuration in the folder that it runs in, and bundles what was built.
fn bundle(kinds: &[&str], folder: &Path, over: &Value) -> Outcome {
    let mut tauri = Command::new("node");
    tauri
        .arg(root().join("ui/node_modules/@tauri-apps/cli/tauri.js"))
        .args(["bundle", "--ci", "--bundles", &kinds.join(",")])
        .env("CARGO_TARGET_DIR", target()?)
        .args(["--config", &over.to_string()])
        .current_dir(folder);
    command(tauri)
}

/// Takes the packages of one kind into the folder of what goes out, in the place of older ones.
fn collect(from: &Path, folder: &Path) -> Outcome {
    for file in files(from)? {
        let (Some(name), Some(end)) = (file.file_name(), file.extension()) else {
            continue;
        };
        let older = files(folder)?.into_iter();
        for old in older.filter(|old| old.extension() == Some(end)) {
            std::fs::remove_file(&old).map_err(|error| told(&old, &error))?;
        }
        let to = folder.join(name);
        std::fs::copy(&file, &to).map_err(|error| told(&to, &error))?;
        std::fs::remove_file(&file).map_err(|error| told(&file, &error))?;
        say(&format!("made {}", to.display()));
    }
    Ok(())
}

/// Tauri's tool packs by gzip; what Debian itself packs by makes a third less of it.
fn pack_tightly(deb: &Path, unpacked: &Path) -> Outcome {
    if unpacked.exists() {
        std::fs::remove_dir_all(unpacked).map_err(|error| told(unpacked, &error))?;
    }
    let mut unpack = Command::new("dpkg-deb");
    unpack.arg("--raw-extract").args([deb, unpacked]);
    command(unpack)?;
    let mut pack = Command::new("dpkg-deb");
    pack.args(["--root-owner-group", "-Zxz", "-z9", "--build"]);
    pack.args([unpacked, deb]);
    command(pack)?;
    std::fs::remove_dir_all(unpacked).map_err(|error| told(unpacked, &error))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths.filter(|path| path.is_file()).collect())
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
