//! A desktop of its own for one test: X server, window manager, session bus, keychain, home.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_mooring-desktop");
/// Nothing that is waited for takes longer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A session bus that starts nothing by itself, so that an absent keychain stays absent.
const BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

/// A process that ends with its owner.
pub(crate) struct Running(pub(crate) Child);

impl Running {
    pub(crate) fn start(command: &mut Command) -> Self {
        let child = command
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        Self(child)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// One desktop.
pub(crate) struct Desktop {
    pub(crate) home: TempDir,
    display: String,
    pub(crate) bus: String,
    /// The program that starts in it.
    pub(crate) program: PathBuf,
    /// Where the program is in one file that carries all it needs, as an `AppImage` says of itself.
    pub(crate) app_image: bool,
    /// The system's language, as the environment names it.
    pub(crate) language: &'static str,
    accessible: bool,
    /// Whether pages are composited, as where there is a graphics card; the program decides by itself
    /// where it is not said.
    pub(crate) compositing: Option<bool>,
    /// Whether the page is to complain in this test.
    pub(crate) complaints: AtomicBool,
    // Dropped in this order: the X server outlives its clients.
    children: Vec<Running>,
}

/// Whether the desktop has a keychain.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keychain {
    Unlocked,
    Absent,
}

impl Desktop {
    pub(crate) fn start() -> Self {
        Self::with_keychain(Keychain::Unlocked)
    }

    /// One on which the program decides by itself whether pages are composited: not where there is no
    /// graphics card. Pictures cannot be taken there, since `WebKit` waits for the next change with them.
    pub(crate) fn as_it_is() -> Self {
        let mut desktop = Self::start();
        desktop.compositing = None;
        desktop
    }

    pub(crate) fn with_keychain(keychain: Keychain) -> Self {
        let home = tempfile::Builder::new()
            .prefix("mooring-")
            .tempdir()
            .unwrap();
        for folder in ["run", ".config", ".local/share/applications"] {
            std::fs::create_dir_all(home.path().join(folder)).unwrap();
        }
        let (server, number) = first_line(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1400x1000x24"])
                // A pointer on the ground of a window would be dark there too.
                .args(["-nolisten", "tcp", "-nocursor", "-fbdir"])
                .arg(home.path()),
        );
        let mut desktop = Self {
            home,
            display: format!(":{number}"),
            bus: String::new(),
            program: PROGRAM.into(),
            app_image: false,
            language: "C.UTF-8",
            accessible: false,
            compositing: Some(true),
            complaints: AtomicBool::new(false),
            children: vec![],
        };
        let configuration = desktop.home.path().join("bus.conf");
        std::fs::write(&configuration, BUS).unwrap();
        let (bus, address) = first_line(
            desktop
                .command("dbus-daemon")
                .arg(format!("--config-file={}", configuration.display()))
                .args(["--nofork", "--print-address"]),
        );
        desktop.bus = address;
        let manager = Running::start(
            desktop
                .command("openbox")
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        desktop.children.extend([manager, bus, server]);
        if keychain == Keychain::Unlocked {
            desktop.start_keychain();
        }
        desktop
    }

    /// Starts what screen readers read through. Programs that start from now on speak to it.
    pub(crate) fn start_accessibility(&mut self) {
        self.accessible = true;
        let launcher = Running::start(self.command("/usr/libexec/at-spi-bus-launcher").args([
            "--launch-immediately",
            "--a11y=1",
            "--screen-reader=1",
        ]));
        self.children.insert(0, launcher);
    }

    /// Starts the keychain, unlocked, as signing in to the computer does.
    pub(crate) fn start_keychain(&mut self) {
        let daemon = unlocked_keychain(|program| self.command(program));
        self.children.insert(0, daemon);
    }

    /// Locks the keychain.
    pub(crate) fn lock_keychain(&self) {
        lock_keychain(|program| self.command(program));
    }

    /// A command that runs in this desktop.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.home.path())
            .env("HOME", self.home.path())
            .env("PATH", self.path())
            .env("XDG_RUNTIME_DIR", self.home.path().join("run"))
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("XDG_CURRENT_DESKTOP", "GNOME")
            .env("LANG", self.language)
            .env("MOORING_LOG", "trace");
        if !self.accessible {
            command.env("NO_AT_BRIDGE", "1");
        }
        if self.app_image {
            command.env("APPIMAGE", &self.program);
        }
        match self.compositing {
            Some(on) => command.env(
                "WEBKIT_DISABLE_COMPOSITING_MODE",
                if on { "0" } else { "1" },
            ),
            None => command.env_remove("WEBKIT_DISABLE_COMPOSITING_MODE"),
        };
        for name in [
            "LANGUAGE",
            "LC_ALL",
            "LC_MESSAGES",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "WAYLAND_DISPLAY",
        ] {
            command.env_remove(name);
        }
        command
    }

    /// The desktop's own programs come first.
    #[expect(
        clippy::disallowed_methods,
        reason = "the desktop adds to what is there"
    )]
    fn path(&self) -> String {
        let own = self.home.path().join("bin");
        let system = std::env::var("PATH").unwrap();
        format!("{}:{system}", own.display())
    }

    /// Makes an entry that opens web addresses, as a default browser has one. Gives the file where it
    /// leaves them, one on a line.
    pub(crate) fn set_default_browser(&self) -> PathBuf {
        let home = self.home.path();
        let mailbox = home.join("addresses");
        let script = home.join("browser");
        let line = format!("printf '%s\\n' \"$1\" >> {}", mailbox.display());
        write_script(&script, &line);
        let entry = format!(
            "[Desktop Entry]\nType=Application\nName=Browser\nExec={} %u\n\
             MimeType=x-scheme-handler/http;x-scheme-handler/https;\n",
            script.display()
        );
        let applications = home.join(".local/share/applications");
        std::fs::write(applications.join("browser.desktop"), entry).unwrap();
        self.make_default("x-scheme-handler/http", "browser.desktop");
        self.make_default("x-scheme-handler/https", "browser.desktop");
        mailbox
    }

    /// Lets an entry get what is of this kind; everything else stays as it is.
    pub(crate) fn make_default(&self, kind: &str, entry: &str) {
        let list = self.home.path().join(".config/mimeapps.list");
        let before = std::fs::read_to_string(&list).unwrap_or_default();
        let others = before.lines().filter(|line| {
            let (name, _) = line.split_once('=').unwrap_or((line, ""));
            name != kind && name != "[Default Applications]"
        });
        let line = format!("{kind}={entry}");
        let lines: Vec<&str> = ["[Default Applications]", &line]
            .into_iter()
            .chain(others)
            .collect();
        std::fs::write(&list, lines.join("\n") + "\n").unwrap();
    }

    /// Sets the desktop's colours to dark.
    pub(crate) fn prefer_dark(&self) {
        let folder = self.home.path().join(".config/gtk-3.0");
        std::fs::create_dir_all(&folder).unwrap();
        let settings = "[Settings]\ngtk-application-prefer-dark-theme=1\n";
        std::fs::write(folder.join("settings.ini"), settings).unwrap();
    }

    /// Waits until no program holds the single instance's name, else a start leaves to one that ends.
    pub(crate) fn see_name_free(&self) {
        until("the single instance's name is free", || {
            let output = self
                .command("dbus-send")
                .args(["--session", "--print-reply", "--dest=org.freedesktop.DBus"])
                .args(["/org/freedesktop/DBus", "org.freedesktop.DBus.ListNames"])
                .output()
                .unwrap();
            !String::from_utf8_lossy(&output.stdout).contains("SingleInstance")
        });
    }

    /// All of the program's log.
    pub(crate) fn log(&self) -> String {
        let folder = self
            .home
            .path()
            .join(".local/share/dev.mooring.desktop/logs");
        let Ok(files) = std::fs::read_dir(folder) else {
            return String::new();
        };
        files
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
            .collect()
    }

    /// The text of an item that the keychain keeps for the program.
    pub(crate) fn keychain_item(&self, profile: &str, item: &str) -> Option<String> {
        let output = self
            .command("secret-tool")
            .args(["lookup", "service", "dev.mooring.desktop", "username"])
            .arg(format!("{profile} {item}"))
            .output()
            .unwrap();
        let found = output.status.success() && !output.stdout.is_empty();
        found.then(|| String::from_utf8(output.stdout).unwrap())
    }
}

pub(crate) fn write_script(path: &Path, line: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, format!("#!/bin/sh\n{line}\n")).unwrap();
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
}

/// A keychain daemon with an unlocked collection, on the bus of `command`.
pub(crate) fn unlocked_keychain(command: impl Fn(&str) -> Command) -> Running {
    let mut daemon = Running::start(
        command("gnome-keyring-daemon")
            .args(["--foreground", "--replace", "--unlock"])
            .arg("--components=secrets")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    );
    daemon.0.stdin.take().unwrap().write_all(b"test").unwrap();
    until("the keychain is unlocked", || {
        let output = command("dbus-send")
            .args(["--session", "--print-reply"])
            .arg("--dest=org.freedesktop.secrets")
            .arg("/org/freedesktop/secrets/collection/login")
            .arg("org.freedesktop.DBus.Properties.Get")
            .args(["string:org.freedesktop.Secret.Collection", "string:Locked"])
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).contains("boolean false")
    });
    daemon
}

/// Locks the collection of the keychain on the bus of `command`.
pub(crate) fn lock_keychain(command: impl Fn(&str) -> Command) {
    let status = command("dbus-send")
        .args(["--session", "--print-reply"])
        .arg("--dest=org.freedesktop.secrets")
        .arg("/org/freedesktop/secrets")
        .arg("org.freedesktop.Secret.Service.Lock")
        .arg("array:objpath:/org/freedesktop/secrets/collection/login")
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success());
}

fn first_line(command: &mut Command) -> (Running, String) {
    let mut running = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
    let mut line = String::new();
    BufReader::new(running.0.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    (running, line.trim().to_owned())
}

/// Waits for something that happens outside.
pub(crate) fn until(what: &str, mut happened: impl FnMut() -> bool) {
    #[expect(
        clippy::disallowed_methods,
        reason = "patience is measured in real time"
    )]
    let deadline = Instant::now() + PATIENCE;
    #[expect(
        clippy::disallowed_methods,
        reason = "patience is measured in real time"
    )]
    while !happened() {
        assert!(Instant::now() < deadline, "not in time: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A port that is free now, that nobody is given by chance, and that no other test here gets.
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(20_000);
    loop {
        let port = NEXT.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Where the tests leave their pictures.
pub(crate) fn artifact(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(format!("{name}.png"))
}
