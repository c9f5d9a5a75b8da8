//! A home of its own for a test: folders, a session bus, and a keychain.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

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

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The home of one person.
pub(crate) struct Home {
    pub(crate) folder: TempDir,
    bus: String,
    // The keychain goes before the bus.
    keychain: Option<Running>,
    _bus: Running,
}

impl Home {
    /// With an unlocked keychain.
    pub(crate) fn new() -> Self {
        let mut home = Self::without_keychain();
        home.start_keychain();
        home
    }

    pub(crate) fn without_keychain() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("mooring-")
            .tempdir()
            .unwrap();
        std::fs::create_dir_all(folder.path().join("run")).unwrap();
        let configuration = folder.path().join("bus.conf");
        std::fs::write(&configuration, BUS).unwrap();
        let mut bus = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", configuration.display()))
            .args(["--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        Self {
            folder,
            bus: address.trim().to_owned(),
            keychain: None,
            _bus: Running(bus),
        }
    }

    fn start_keychain(&mut self) {
        let mut daemon = self
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--replace", "--unlock"])
            .arg("--components=secrets")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        daemon.stdin.take().unwrap().write_all(b"test").unwrap();
        self.keychain = Some(Running(daemon));
        for _ in 0..500 {
            if self.is_unlocked() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the keychain was not unlocked in time");
    }

    fn is_unlocked(&self) -> bool {
        let output = self
            .command("dbus-send")
            .args(["--session", "--print-reply"])
            .arg("--dest=org.freedesktop.secrets")
            .arg("/org/freedesktop/secrets/collection/login")
            .arg("org.freedesktop.DBus.Properties.Get")
            .args(["string:org.freedesktop.Secret.Collection", "string:Locked"])
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).contains("boolean false")
    }

    pub(crate) fn lock_keychain(&self) {
        let status = self
            .command("dbus-send")
            .args(["--session", "--print-reply"])
            .arg("--dest=org.freedesktop.secrets")
            .arg("/org/freedesktop/secrets")
            .arg("org.freedesktop.Secret.Service.Lock")
            .arg("array:objpath:/org/freedesktop/secrets/collection/login")
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success());
    }

    /// A command of this person, in a terminal without a display. It inherits nothing else.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("LANG", "C.UTF-8");
        command
    }

    /// Where the program keeps its settings and notes.
    pub(crate) fn config(&self) -> PathBuf {
        self.folder.path().join(".config/dev.mooring.desktop")
    }

    /// Everything that the program wrote: settings, notes, log.
    pub(crate) fn written(&self) -> String {
        let logs = ".local/share/dev.mooring.desktop/logs";
        let folders = [self.config(), self.folder.path().join(logs)];
        let folders = folders.iter().filter(|folder| folder.exists());
        let files = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap());
        files
            .map(|file| std::fs::read(file.unwrap().path()).unwrap())
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .collect()
    }
}
