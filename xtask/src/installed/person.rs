//! Somebody at the desktop of the clean place: an ordinary user with a session, a keychain that is
//! unlocked, a browser, and hands.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::answer;
use super::place::Place;
use crate::steps::{Outcome, root};

const HOME: &str = "/home/dana";
const BUS: &str = "unix:path=/run/user/1000/bus";
const DISPLAY: &str = ":177";
const HANDS: &str = include_str!("hands.py");
/// Leaves the address that it is to open in a file, as a browser would show the page.
const BROWSER: &str = "#!/bin/sh\nprintf '%s\\n' \"$1\" >> /home/dana/addresses\n";
const BROWSER_ENTRY: &str = "[Desktop Entry]\nType=Application\nName=Browser\n\
    Exec=/home/dana/browser %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n";
const DEFAULTS: &str = "[Default Applications]\nx-scheme-handler/http=browser.desktop\n\
    x-scheme-handler/https=browser.desktop\n";

pub(super) struct Person<'place> {
    place: &'place Place,
    /// The desktop's own programs, which end with the place.
    desktop: RefCell<Vec<Child>>,
}

impl<'place> Person<'place> {
    /// Somebody who has an account on the computer, and no desktop yet.
    pub(super) fn new(place: &'place Place) -> Result<Self, String> {
        place.run(&["useradd", "--create-home", "--uid", "1000", "dana"])?;
        let folder = "/run/user/1000";
        let owner = ["--owner=dana", "--group=dana"];
        place.run(&[&["install", "-d", "--mode=700"], &owner[..], &[folder]].concat())?;
        Ok(Self {
            place,
            desktop: RefCell::default(),
        })
    }

    /// A command of this person's, in their session.
    pub(super) fn command(&self, words: &[&str]) -> Command {
        let session = [
            "runuser",
            "-u",
            "dana",
            "--",
            "env",
            "-C",
            HOME,
            "HOME=/home/dana",
            "USER=dana",
            "PATH=/usr/local/bin:/usr/bin:/bin",
            "XDG_RUNTIME_DIR=/run/user/1000",
            "XDG_CURRENT_DESKTOP=GNOME",
        ];
        let bus = format!("DBUS_SESSION_BUS_ADDRESS={BUS}");
        let display = format!("DISPLAY={DISPLAY}");
        self.place
            .command(&[&session[..], &[&bus, &display], words].concat())
    }

    /// What a command of theirs prints.
    pub(super) fn run(&self, words: &[&str]) -> Result<String, String> {
        answer(&mut self.command(words))
    }

    /// The desktop of this person: screen, session bus, window manager, keychain, and what screen
    /// readers read through.
    pub(super) fn begin_session(&self) -> Outcome {
        self.write("hands.py", HANDS)?;
        self.write("browser", BROWSER)?;
        self.run(&["chmod", "+x", "browser"])?;
        self.write(".local/share/applications/browser.desktop", BROWSER_ENTRY)?;
        self.write(".config/mimeapps.list", DEFAULTS)?;
        let screen = [
            "-screen",
            "0",
            "1280x900x24",
            "-nolisten",
            "tcp",
            "-nolisten",
            "local",
        ];
        self.start(&[&["Xvfb", DISPLAY], &screen[..]].concat())?;
        let there = |path: &str| self.place.file(path).exists();
        wait_until("the screen", || Ok(there("/tmp/.X11-unix/X177")))?;
        let address = format!("--address={BUS}");
        self.start(&["dbus-daemon", "--session", "--nofork", &address])?;
        wait_until("the session bus", || Ok(there("/run/user/1000/bus")))?;
        self.start(&["openbox"])?;
        let readers = ["--launch-immediately", "--a11y=1", "--screen-reader=1"];
        self.start(&[&["/usr/libexec/at-spi-bus-launcher"], &readers[..]].concat())?;
        let keychain =
            "printf test | gnome-keyring-daemon --foreground --unlock --components=secrets";
        self.start(&["sh", "-c", keychain])?;
        // Asked before it has its name, the bus would start another one, which is locked.
        let owner = [
            "gdbus",
            "call",
            "--session",
            "--dest=org.freedesktop.DBus",
            "--object-path=/org/freedesktop/DBus",
            "--method=org.freedesktop.DBus.NameHasOwner",
            "org.freedesktop.secrets",
        ];
        wait_until("the keychain's name", || {
            Ok(self.run(&owner).is_ok_and(|answer| answer == "(true,)"))
        })?;
        let probe = ["secret-tool", "store", "--label=probe", "probe", "probe"];
        wait_until("the keychain", || {
            let mut store = self.command(&["sh", "-c", "printf x | exec timeout 5 \"$@\"", "sh"]);
            Ok(store
                .args(probe)
                .output()
                .is_ok_and(|it| it.status.success()))
        })
    }

    /// Starts something of theirs that goes on.
    pub(super) fn start(&self, words: &[&str]) -> Outcome {
        let mut command = self.command(words);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().map_err(|error| error.to_string())?;
        self.desktop.borrow_mut().push(child);
        Ok(())
    }

    /// Writes a file of theirs.
    pub(super) fn write(&self, path: &str, text: &str) -> Outcome {
        let path = format!("{HOME}/{path}");
        let file = self.place.file(&path);
        if let Some(folder) = Path::new(&path).parent() {
            self.run(&["mkdir", "-p", &folder.to_string_lossy()])?;
        }
        self.run(&["touch", &path])?;
        fs::write(&file, text).map_err(|error| format!("{path}: {error}"))
    }

    /// The text of a file of theirs, or nothing.
    pub(super) fn read(&self, path: &str) -> String {
        let file = self.place.file(&format!("{HOME}/{path}"));
        fs::read_to_string(file).unwrap_or_default()
    }

    /// Waits until the window says something.
    pub(super) fn see(&self, words: &str) -> Outcome {
        self.run(&["python3", "hands.py", "see", words]).map(drop)
    }

    /// Presses a button of the window.
    pub(super) fn press(&self, name: &str) -> Outcome {
        self.run(&["python3", "hands.py", "press", name]).map(drop)
    }

    /// Whether the window is in sight.
    pub(super) fn has_window(&self) -> bool {
        let words = ["xdotool", "search", "--onlyvisible", "--name", "^Mooring$"];
        self.run(&words).is_ok_and(|found| !found.is_empty())
    }

    /// Whether the program runs. Nobody there buries what ended.
    pub(super) fn runs_it(&self) -> bool {
        let living = ["pgrep", "--runstates", "D,R,S,T", "--exact"];
        self.run(&[&living[..], &["mooring-desktop"]].concat())
            .is_ok()
    }

    /// Starts the program by its entry, and waits for its window.
    pub(super) fn start_program(&self) -> Outcome {
        let entry = "/usr/share/applications/mooring-desktop.desktop";
        self.start(&["gio", "launch", entry])?;
        wait_until("the window", || Ok(self.has_window()))
    }

    /// Closes the window as its frame does, which ends the program.
    pub(super) fn close_program(&self) -> Outcome {
        let words = ["xdotool", "search", "--onlyvisible", "--name", "^Mooring$"];
        self.run(&[&words[..], &["windowactivate", "--sync"]].concat())?;
        // By itself, so that the window manager gets it.
        self.run(&["xdotool", "key", "alt+F4"])?;
        wait_until("the end of the program", || Ok(!self.runs_it()))
    }

    /// The address that the program opened after `count` others.
    pub(super) fn opened_after(&self, count: usize) -> Result<String, String> {
        let opened = || self.read("addresses").lines().nth(count).map(str::to_owned);
        wait_until("the browser", || Ok(opened().is_some()))?;
        opened().ok_or_else(|| "the browser was not opened".to_owned())
    }

    /// Leaves a picture of the screen beside those of the other tests.
    pub(super) fn picture(&self, name: &str) -> Result<PathBuf, String> {
        self.run(&["import", "-window", "root", "/home/dana/picture.png"])?;
        let folder = root().join("target/screenshots");
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let to = folder.join(format!("installed-{name}.png"));
        let from = self.place.file("/home/dana/picture.png");
        fs::copy(from, &to).map_err(|error| error.to_string())?;
        Ok(to)
    }
}

/// Waits for something, for half a minute.
pub(super) fn wait_until(
    what: &str,
    mut happened: impl FnMut() -> Result<bool, String>,
) -> Outcome {
    for _ in 0..150 {
        if happened()? {
            return Ok(());
        }
        sleep(Duration::from_millis(200));
    }
    Err(format!("not in time: {what}"))
}
