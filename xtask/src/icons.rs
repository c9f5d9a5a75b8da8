//! The icons, in every size, drawn from their SVG sources. They are checked in; this draws them anew.
//!
//! Below 32 pixels the large drawing's lines would blur, so those sizes have a drawing of their own.

use std::path::Path;
use std::process::Command;

use crate::packages::{self, Purpose};
use crate::steps::{Outcome, command, root};

/// Width, source and name.
const PNG: [(u32, &str, &str); 11] = [
    (16, "mooring-small.svg", "16x16.png"),
    (22, "mooring-small.svg", "22x22.png"),
    (24, "mooring-small.svg", "24x24.png"),
    (32, "mooring.svg", "32x32.png"),
    (48, "mooring.svg", "48x48.png"),
    (64, "mooring.svg", "64x64.png"),
    (128, "mooring.svg", "128x128.png"),
    (256, "mooring.svg", "128x128@2x.png"),
    (256, "mooring.svg", "256x256.png"),
    (512, "mooring.svg", "512x512.png"),
    (256, "mooring-light.svg", "256x256-light.png"),
];
/// What Windows and macOS take into their one file.
const WINDOWS: [&str; 6] = [
    "16x16.png",
    "24x24.png",
    "32x32.png",
    "48x48.png",
    "64x64.png",
    "256x256.png",
];
const MACOS: [&str; 5] = [
    "16x16.png",
    "32x32.png",
    "128x128.png",
    "256x256.png",
    "512x512.png",
];

/// Draws all of them.
pub(crate) fn draw() -> Outcome {
    packages::install(Purpose::Package)?;
    let folder = root().join("icons");
    for (width, source, name) in PNG {
        let width = width.to_string();
        let arguments = ["-w", &width, "-h", &width, source, "-o", name];
        run(&folder, "rsvg-convert", &arguments)?;
    }
    run(&folder, "convert", &[&WINDOWS[..], &["icon.ico"]].concat())?;
    run(&folder, "png2icns", &[&["icon.icns"], &MACOS[..]].concat())
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Outcome {
    let mut draw = Command::new(program);
    draw.args(arguments).current_dir(folder);
    command(draw)
}
