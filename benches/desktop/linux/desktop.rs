//! A desktop of its own: X server, window manager, session bus, keychain, home; and the programs that
//! are measured on it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::frame::{Picture, Screen};
use super::measure::{Outcome, now};
use super::process;

/// Nothing that is waited for takes longer.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);
/// The screen is looked at so often.
const GLANCE: Duration = Duration::from_millis(2);

/// Where the X server keeps its screen.
const FRAME_BUFFER: &str = "Xvfb_screen0";

/// A session bus that starts nothing by itself.
const BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

/// Every window stands in the same place, without a frame, and has the keyboard.
const MANAGER: &str = r#"<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <applications>
    <application class="*">
      <decor>no</decor>
      <position force="yes"><x>0</x><y>0</y></position>
    </application>
  </applications>
</openbox_config>"#;

/// A program, and what it is started with.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    path: PathBuf,
    arguments: Vec<String>,
    composited: bool,
}

impl Program {
    /// The real one.
    pub(crate) fn real() -> Outcome<Self> {
        Self::beside("mooring-desktop")
    }

    /// The smallest one.
    pub(crate) fn bare() -> Outcome<Self> {
        Self::beside("bare-window")
    }

    /// The command line.
    pub(crate) fn command_line() -> Outcome<Self> {
        Self::beside("mooring")
    }

    /// Built by the same command as this one.
    fn beside(name: &str) -> Outcome<Self> {
        let path = std::env::current_exe()?.with_file_name(name);
        if !path.exists() {
            return Err(format!("{} is not built", path.display()).into());
        }
        Ok(Self {
            path,
            arguments: Vec::new(),
            composited: false,
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Its page is composited in any case, as where there is a graphics card.
    pub(crate) fn composited(mut self) -> Self {
        self.composited = true;
        self
    }

    pub(crate) fn with(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }
}

/// A process that ends with its owner, and all that it started.
pub(crate) struct Running {
    child: Child,
    /// When it was started.
    pub(crate) begun: Instant,
}

impl Running {
    pub(crate) fn start(command: &mut Command) -> Outcome<Self> {
        let begun = now();
        let child = command.spawn();
        let child = child.map_err(|error| format!("{command:?}: {error}"))?;
        Ok(Self { child, begun })
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // What cannot be ended has ended.
        drop(process::end(self.child.id()));
        drop(self.child.wait());
    }
}

/// One desktop.
pub(crate) struct Desktop {
    pub(crate) home: TempDir,
    pub(crate) bus: String,
    pub(crate) screen: Screen,
    display: String,
    // Dropped in this order: the X server outlives its clients.
    children: Vec<Running>,
}

impl Desktop {
    pub(crate) fn start() -> Outcome<Self> {
        let home = tempfile::Builder::new().prefix("mooring-").tempdir()?;
        for folder in ["run", ".config", ".local/share/applications"] {
            std::fs::create_dir_all(home.path().join(folder))?;
        }
        std::fs::write(home.path().join("bus.conf"), BUS)?;
        std::fs::write(home.path().join("manager.xml"), MANAGER)?;
        let mut server = Command::new("Xvfb");
        server
            .args(["-displayfd", "1", "-screen", "0", "1000x720x24"])
            // A pointer on the ground of a window would be dark pixels too.
            .args(["-nolisten", "tcp", "-nocursor", "-fbdir"])
            .arg(home.path());
        let (server, number) = first_line(&mut server)?;
        let screen = Screen::open(&home.path().join(FRAME_BUFFER))?;
        let mut desktop = Self {
            home,
            bus: String::new(),
            screen,
            display: format!(":{number}"),
            children: Vec::new(),
        };
        let mut bus = desktop.command("dbus-daemon");
        bus.args(["--config-file=bus.conf", "--nofork", "--print-address"]);
        let (bus, address) = first_line(&mut bus)?;
        desktop.bus = address;
        let mut manager = desktop.command("openbox");
        manager.args(["--config-file", "manager.xml"]);
        let manager = Running::start(quiet(&mut manager))?;
        let keychain = desktop.unlocked_keychain()?;
        desktop.children.extend([keychain, manager, bus, server]);
        Ok(desktop)
    }

    /// A command that runs in this desktop.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .current_dir(self.home.path())
            .env("HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.home.path().join("run"))
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("XDG_CURRENT_DESKTOP", "GNOME")
            .env("LANG", "C.UTF-8")
            .env("NO_AT_BRIDGE", "1");
        for name in [
            "LANGUAGE",
            "LC_ALL",
            "LC_MESSAGES",
            "MOORING_LOG",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "WAYLAND_DISPLAY",
            "WEBKIT_DISABLE_COMPOSITING_MODE",
        ] {
            command.env_remove(name);
        }
        command
    }

    /// Starts a program.
    pub(crate) fn open(&self, program: &Program) -> Outcome<Running> {
        let mut command = self.command(&program.path);
        if program.composited {
            command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "0");
        }
        Running::start(quiet(command.args(&program.arguments)))
    }

    /// Runs a program to its end; gives how long that took.
    pub(crate) fn run(&self, program: &Program) -> Outcome<Duration> {
        let mut command = self.command(&program.path);
        let begun = now();
        let status = quiet(command.args(&program.arguments)).status()?;
        let took = begun.elapsed();
        if !status.success() {
            return Err(format!("{}: {status}", program.path.display()).into());
        }
        Ok(took)
    }

    /// Waits for a picture, looking all the time; gives when it came.
    pub(crate) fn see(&self, what: &str, is_it: impl Fn(&Picture) -> bool) -> Outcome<Instant> {
        let begun = now();
        while !is_it(&self.screen.look()?) {
            if begun.elapsed() > PATIENCE {
                let kept = self.keep_screen()?;
                return Err(format!("not in time: {what}; see {}", kept.display()).into());
            }
            std::thread::sleep(GLANCE);
        }
        Ok(now())
    }

    /// Keeps what is on the screen now, for somebody to look at.
    fn keep_screen(&self) -> Outcome<PathBuf> {
        let kept = std::env::temp_dir().join("mooring-bench-screen.xwd");
        std::fs::copy(self.home.path().join(FRAME_BUFFER), &kept)?;
        Ok(kept)
    }

    /// Waits until the picture stays the same for a while, and gives it.
    pub(crate) fn settle(&self, calm: Duration) -> Outcome<Picture> {
        let begun = now();
        let mut last = self.screen.look()?;
        let mut since = now();
        while since.elapsed() < calm {
            if begun.elapsed() > PATIENCE {
                return Err("the window does not come to rest".into());
            }
            std::thread::sleep(Duration::from_millis(50));
            let next = self.screen.look()?;
            if next != last {
                (last, since) = (next, now());
            }
        }
        Ok(last)
    }

    /// Presses a key.
    pub(crate) fn press(&self, key: &str) -> Outcome<()> {
        let status = self.command("xdotool").args(["key", key]).status()?;
        status.success().then_some(()).ok_or("no key".into())
    }

    /// A keychain daemon with an unlocked collection, as signing in to the computer starts it.
    fn unlocked_keychain(&self) -> Outcome<Running> {
        let mut daemon = self.command("gnome-keyring-daemon");
        daemon
            .args(["--foreground", "--replace", "--unlock"])
            .arg("--components=secrets");
        let mut daemon = Running::start(quiet(&mut daemon).stdin(Stdio::piped()))?;
        let mut input = daemon.child.stdin.take().ok_or("no input")?;
        input.write_all(b"test")?;
        drop(input);
        let begun = now();
        while !self.keychain_is_unlocked()? {
            if begun.elapsed() > PATIENCE {
                return Err("the keychain is not unlocked".into());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(daemon)
    }

    fn keychain_is_unlocked(&self) -> Outcome<bool> {
        let output = self
            .command("dbus-send")
            .args(["--session", "--print-reply"])
            .arg("--dest=org.freedesktop.secrets")
            .arg("/org/freedesktop/secrets/collection/login")
            .arg("org.freedesktop.DBus.Properties.Get")
            .args(["string:org.freedesktop.Secret.Collection", "string:Locked"])
            .output()?;
        Ok(String::from_utf8_lossy(&output.stdout).contains("boolean false"))
    }
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

fn first_line(command: &mut Command) -> Outcome<(Running, String)> {
    let mut running = Running::start(quiet(command).stdout(Stdio::piped()))?;
    let output = running.child.stdout.take().ok_or("no output")?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    Ok((running, line.trim().to_owned()))
}
