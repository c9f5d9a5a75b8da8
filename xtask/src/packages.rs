//! What the system must have. On Debian and its kin it is installed through apt, after saying so;
//! elsewhere it is checked and named.

use std::path::Path;
use std::process::Command;

use crate::steps::{Outcome, command, say};

/// What the packages are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To build the program and to start it.
    Run,
    /// To test it as well.
    Test,
    /// To make packages of it.
    Package,
    /// To install those in a clean place.
    Installed,
}

/// A Debian package, and the program or pkg-config module by which it is known elsewhere.
struct Package(&'static str, Known);

enum Known {
    Program(&'static str),
    Module(&'static str),
    /// Known by its package only.
    Package,
}

const RUN: &[Package] = &[
    Package("build-essential", Known::Program("cc")),
    Package("pkg-config", Known::Program("pkg-config")),
    Package("libwebkit2gtk-4.1-dev", Known::Module("webkit2gtk-4.1")),
    Package("xdg-utils", Known::Program("xdg-open")),
    Package(
        "desktop-file-utils",
        Known::Program("update-desktop-database"),
    ),
];

const TEST: &[Package] = &[
    Package("at-spi2-core", Known::Package),
    Package("chromium", Known::Program("chromium")),
    Package("chromium-driver", Known::Program("chromedriver")),
    Package("dbus", Known::Program("dbus-daemon")),
    Package("fonts-dejavu-core", Known::Package),
    Package("fonts-motoya-l-cedar", Known::Package),
    Package("g++", Known::Program("c++")),
    Package("gnome-keyring", Known::Program("gnome-keyring-daemon")),
    Package("imagemagick", Known::Program("import")),
    Package("libglib2.0-bin", Known::Program("gio")),
    Package("libsecret-tools", Known::Program("secret-tool")),
    Package("openbox", Known::Program("openbox")),
    Package("procps", Known::Program("kill")),
    Package("webkit2gtk-driver", Known::Program("WebKitWebDriver")),
    Package("x11-utils", Known::Program("xprop")),
    Package("xclip", Known::Program("xclip")),
    Package("xdotool", Known::Program("xdotool")),
    Package("xvfb", Known::Program("Xvfb")),
];

const PACKAGE: &[Package] = &[
    Package("appstream", Known::Program("appstreamcli")),
    Package("help2man", Known::Program("help2man")),
    Package("icnsutils", Known::Program("png2icns")),
    Package("imagemagick", Known::Program("convert")),
    Package("librsvg2-bin", Known::Program("rsvg-convert")),
    Package("rpm", Known::Program("rpm")),
];

const INSTALLED: &[Package] = &[Package("debootstrap", Known::Program("debootstrap"))];

/// The oldest Node.js that the window's tools take.
const NODE: (u32, u32) = (20, 19);

/// Installs or names what is missing.
pub(crate) fn install(purpose: Purpose) -> Outcome {
    check_node()?;
    if !cfg!(target_os = "linux") {
        say("system packages are checked on Linux only; the README names what other systems need");
        return Ok(());
    }
    let more: &[&[Package]] = match purpose {
        Purpose::Run => &[],
        Purpose::Test => &[TEST],
        Purpose::Package => &[PACKAGE],
        Purpose::Installed => &[PACKAGE, INSTALLED],
    };
    let wanted = RUN.iter().chain(more.iter().copied().flatten());
    if Path::new("/usr/bin/apt-get").exists() {
        install_by_apt(wanted)
    } else {
        name_missing(wanted)
    }
}

fn install_by_apt<'a>(wanted: impl Iterator<Item = &'a Package>) -> Outcome {
    let missing: Vec<&str> = wanted
        .map(|package| package.0)
        .filter(|name| !is_installed(name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    say(&format!("installing through apt: {}", missing.join(" ")));
    apt(&["update", "-q"])?;
    let mut arguments = vec!["install", "-yq", "--no-install-recommends"];
    arguments.extend(missing);
    apt(&arguments)
}

fn is_installed(package: &str) -> bool {
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .output();
    output.is_ok_and(|output| output.stdout == b"installed")
}

fn apt(arguments: &[&str]) -> Outcome {
    let root = Command::new("id").arg("-u").output();
    let root = root.is_ok_and(|output| output.stdout.starts_with(b"0\n"));
    let mut apt = if root {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    };
    apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command(apt)
}

fn name_missing<'a>(wanted: impl Iterator<Item = &'a Package>) -> Outcome {
    let missing: Vec<String> = wanted
        .filter_map(|package| match package.1 {
            Known::Program(name) => (!has_program(name)).then(|| format!("the program {name}")),
            Known::Module(name) => (!has_module(name)).then(|| format!("the library {name}")),
            Known::Package => None,
        })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "missing on this system: {}; install them with its package tool",
        missing.join(", ")
    ))
}

fn has_program(name: &str) -> bool {
    let output = Command::new("sh")
        .args(["-c", "command -v \"$1\"", "sh", name])
        .output();
    output.is_ok_and(|output| output.status.success())
}

fn has_module(name: &str) -> bool {
    let output = Command::new("pkg-config").args(["--exists", name]).output();
    output.is_ok_and(|output| output.status.success())
}

fn check_node() -> Outcome {
    let (major, minor) = NODE;
    let wanted = format!("Node.js {major}.{minor} or newer with npm is needed");
    let output = Command::new("node").arg("--version").output();
    let output = output.map_err(|_| wanted.clone())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = text
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map_while(|number| number.parse::<u32>().ok());
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found >= NODE {
        return Ok(());
    }
    Err(format!("{wanted}; this is {}", text.trim()))
}
