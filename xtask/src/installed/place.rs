//! A Debian with nothing in it, in a folder, with processes and mounts of its own. It has this
//! computer's network, and ends with its owner.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::{answer, tell};
use crate::steps::{Outcome, command};

const SUITE: &str = "bookworm";

pub(super) struct Place {
    root: PathBuf,
    /// Holds the mounts, and ends everything in there when it ends.
    keeper: Child,
    /// The first process in there.
    first: String,
}

impl Place {
    /// Makes it anew. The bare system, and the packages that apt fetched, are kept for the next time.
    pub(super) fn make(folder: &Path) -> Result<Self, String> {
        let (bare, root) = (folder.join(SUITE), folder.join("place"));
        let fetched = folder.join("fetched");
        fs::create_dir_all(fetched.join("partial")).map_err(|error| error.to_string())?;
        let sources = Sources::of_this_system()?;
        if !bare.exists() {
            sources.bootstrap(&bare)?;
        }
        if root.exists() {
            fs::remove_dir_all(&root).map_err(|error| error.to_string())?;
        }
        tell("a clean Debian");
        answer(Command::new("cp").arg("--archive").args([&bare, &root]))?;
        let write = |name: &str, text: &str| {
            fs::write(root.join(name), text).map_err(|error| format!("{name}: {error}"))
        };
        write("etc/apt/sources.list", &sources.text())?;
        // It is thrown away: nothing has to reach the disk.
        write("etc/dpkg/dpkg.cfg.d/quick", "force-unsafe-io\n")?;
        // No package starts a service in there.
        write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n")?;
        for name in ["etc/resolv.conf", "etc/hosts"] {
            let text = fs::read_to_string(Path::new("/").join(name)).unwrap_or_default();
            write(name, &text)?;
        }
        let keeper = keep(&root, &fetched)?;
        let first = first_of(&keeper)?;
        let place = Self {
            root,
            keeper,
            first,
        };
        place.run(&["chmod", "755", "/usr/sbin/policy-rc.d"])?;
        Ok(place)
    }

    /// Puts a package where apt in there finds it.
    pub(super) fn take_in(&self, file: &Path, name: &str) -> Outcome {
        let to = self.root.join("srv").join(name);
        fs::copy(file, &to).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// A file in there, seen from here.
    pub(super) fn file(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    /// A command in there, by root, with nothing of this environment.
    pub(super) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new("nsenter");
        command
            .args(["--target", &self.first])
            .args(["--mount", "--pid", "--root", "--wd"])
            .args([
                "env",
                "-i",
                "LANG=C.UTF-8",
                "DEBIAN_FRONTEND=noninteractive",
            ])
            .arg("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            .args(words)
            .stdin(Stdio::null());
        command
    }

    /// What a command in there prints, by root.
    pub(super) fn run(&self, words: &[&str]) -> Result<String, String> {
        answer(&mut self.command(words))
    }

    /// Installs, with what is needed and nothing more.
    pub(super) fn install(&self, packages: &[&str]) -> Outcome {
        let words = ["apt-get", "install", "-yq", "--no-install-recommends"];
        self.run(&[&words[..], packages].concat()).map(drop)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(self.keeper.kill());
        drop(self.keeper.wait());
    }
}

/// A process that holds mounts and processes apart from this computer's.
fn keep(root: &Path, fetched: &Path) -> Result<Child, String> {
    let script = r#"
        set -e
        mount --rbind /dev "$0/dev"
        mount --bind "$1" "$0/var/cache/apt/archives"
        exec unshare --pid --fork --kill-child --root="$0" --mount-proc sleep infinity
    "#;
    Command::new("unshare")
        .args(["--mount", "sh", "-c", script])
        .args([root, fetched])
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| format!("unshare: {error}"))
}

/// The process in there, once it is there.
fn first_of(keeper: &Child) -> Result<String, String> {
    let id = keeper.id();
    let children = format!("/proc/{id}/task/{id}/children");
    for _ in 0..100 {
        let text = fs::read_to_string(&children).unwrap_or_default();
        let child = text.split_whitespace().next();
        let sleeps = |child: &&str| {
            let name = fs::read_to_string(format!("/proc/{child}/comm"));
            name.is_ok_and(|name| name == "sleep\n")
        };
        if let Some(child) = child.filter(sleeps) {
            return Ok(child.to_owned());
        }
        sleep(Duration::from_millis(50));
    }
    Err("the clean Debian could not be entered".to_owned())
}

/// Where this system's apt has Debian's packages from: address, suite and part of each.
struct Sources(Vec<[String; 3]>);

impl Sources {
    fn of_this_system() -> Result<Self, String> {
        let format = "$(ORIGIN) $(CODENAME) $(COMPONENT) $(REPO_URI)";
        let mut list = Command::new("apt-get");
        let listed =
            answer(list.args(["indextargets", "--format", format, "Created-By: Packages"]))?;
        let source = |line: &str| {
            let mut words = line.split_whitespace().map(str::to_owned);
            let (origin, suite) = (words.next()?, words.next()?);
            let (part, address) = (words.next()?, words.next()?);
            let ours = origin == "Debian" && suite.starts_with(SUITE) && part == "main";
            ours.then_some([address, suite, part])
        };
        let sources: Vec<_> = listed.lines().filter_map(source).collect();
        if sources.iter().any(|[_, suite, _]| suite == SUITE) {
            return Ok(Self(sources));
        }
        Err(format!("apt here has no Debian {SUITE}"))
    }

    fn text(&self) -> String {
        let line = |[address, suite, part]: &[String; 3]| format!("deb {address} {suite} {part}\n");
        self.0.iter().map(line).collect()
    }

    fn bootstrap(&self, bare: &Path) -> Outcome {
        let mut main = self.0.iter().filter(|[_, suite, _]| suite == SUITE);
        let Some([address, suite, _]) = main.next() else {
            return Err(format!("apt here has no Debian {SUITE}"));
        };
        let part = bare.with_extension("part");
        if part.exists() {
            fs::remove_dir_all(&part).map_err(|error| error.to_string())?;
        }
        let mut bootstrap = Command::new("debootstrap");
        bootstrap.args(["--variant=minbase", suite]).arg(&part);
        bootstrap.arg(address).stdout(Stdio::null());
        command(bootstrap)?;
        fs::rename(&part, bare).map_err(|error| error.to_string())
    }
}
