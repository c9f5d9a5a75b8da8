//! The Flatpak needs a runtime that comes from Flathub only, so it is made in a release. Here its one
//! step of its own is taken with the `.deb` that was just made, into a folder in the place of `/app`.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::clear;
use crate::shipped::{read, told};
use crate::steps::{Outcome, command};

const NAME: &str = "dev.mooring.desktop";
/// What has to be there, below `/app`.
const FILES: [&str; 10] = [
    "bin/mooring-desktop",
    "bin/mooring",
    "share/applications/dev.mooring.desktop.desktop",
    "share/metainfo/dev.mooring.desktop.metainfo.xml",
    "share/icons/hicolor/16x16/apps/dev.mooring.desktop.png",
    "share/icons/hicolor/128x128/apps/dev.mooring.desktop.png",
    "share/icons/hicolor/512x512/apps/dev.mooring.desktop.png",
    "share/icons/hicolor/scalable/apps/dev.mooring.desktop.svg",
    "share/icons/hicolor/symbolic/apps/dev.mooring.desktop-symbolic.svg",
    "share/doc/mooring-desktop/copyright",
];

/// Does what flatpak-builder would do by the manifest, and looks at what came of it.
pub(super) fn rehearse(root: &Path, deb: &Path, folder: &Path) -> Outcome {
    let packaging = root.join("packaging/flatpak");
    let manifest = read(&packaging.join(format!("{NAME}.yml")))?;
    if steps_of(&manifest) != ["sh install.sh"] {
        return Err(format!("{NAME}.yml does more than install.sh"));
    }
    clear(folder)?;
    let (work, app) = (folder.join("work"), folder.join("app"));
    for folder in [&work, &app] {
        fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
    }
    for (from, name) in [
        (deb, "mooring-desktop.deb"),
        (&packaging.join("install.sh"), "install.sh"),
    ] {
        fs::copy(from, work.join(name)).map_err(|error| told(from, &error))?;
    }
    let mut install = Command::new("sh");
    install
        .arg("install.sh")
        .current_dir(&work)
        .env("FLATPAK_DEST", &app);
    command(install)?;
    look_at(&app)?;
    clear(folder)
}

/// The commands of the manifest's only module.
fn steps_of(manifest: &str) -> Vec<&str> {
    let lines = manifest.lines().map(str::trim);
    let after = lines.skip_while(|line| *line != "build-commands:").skip(1);
    after.filter_map(|line| line.strip_prefix("- ")).collect()
}

fn look_at(app: &Path) -> Outcome {
    for file in FILES {
        if !app.join(file).metadata().is_ok_and(|file| file.len() > 0) {
            return Err(format!("the Flatpak would be without {file}"));
        }
    }
    let entry = app
        .join("share/applications")
        .join(format!("{NAME}.desktop"));
    let metadata = app
        .join("share/metainfo")
        .join(format!("{NAME}.metainfo.xml"));
    for (file, line) in [
        (&entry, format!("\nIcon={NAME}\n")),
        (&entry, "\nExec=mooring-desktop %u\n".to_owned()),
        (&metadata, format!(">{NAME}.desktop</launchable>")),
        (&metadata, format!(">{NAME}</icon>")),
    ] {
        if !read(file)?.contains(&line) {
            return Err(format!("{} is without {}", file.display(), line.trim()));
        }
    }
    let mut validate = Command::new("desktop-file-validate");
    validate.arg(&entry);
    command(validate)?;
    let mut validate = Command::new("appstreamcli");
    validate.args(["validate", "--no-net"]).arg(&metadata);
    command(validate)
}
