//! What somebody does with the package, step by step. A step that fails ends it.

use std::cell::Cell;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::person::{Person, wait_until};
use super::place::Place;
use super::{answer, documents, expect, tell};
use crate::steps::Outcome;

/// How the desktop calls links in the program's scheme.
const KIND: &str = "x-scheme-handler/dev.mooring.desktop";
const ENTRY: &str = "mooring-desktop.desktop";
const SCHEME: &str = "dev.mooring.desktop:";
/// What the test itself needs in there.
const TOOLS: [&str; 20] = [
    "appstream",
    "at-spi2-core",
    "bash-completion",
    "curl",
    "dbus",
    "fish",
    "fonts-dejavu-core",
    "gir1.2-atspi-2.0",
    "gnome-keyring",
    "imagemagick",
    "libglib2.0-bin",
    "libsecret-tools",
    "man-db",
    "openbox",
    "procps",
    "python3-gi",
    "x11-utils",
    "xdotool",
    "xvfb",
    "zsh",
];

pub(super) struct Journey<'place> {
    place: &'place Place,
    target: PathBuf,
    steps: Cell<u32>,
}

/// An Auth0-compatible tenant that outlives the program.
struct Tenant {
    process: Child,
    address: String,
}

impl Drop for Tenant {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

impl<'place> Journey<'place> {
    pub(super) fn new(place: &'place Place, target: &Path) -> Self {
        Self {
            place,
            target: target.to_owned(),
            steps: Cell::new(0),
        }
    }

    /// How many steps were taken.
    pub(super) fn steps(&self) -> u32 {
        self.steps.get()
    }

    fn step(&self, name: &str, what: impl FnOnce() -> Outcome) -> Outcome {
        self.steps.set(self.steps.get() + 1);
        tell(name);
        what().map_err(|reason| format!("{name}: {reason}"))
    }

    /// All of it.
    pub(super) fn go(&self) -> Outcome {
        let place = self.place;
        self.step("apt installs the package and what it needs", || {
            place.run(&["apt-get", "update", "-q"])?;
            place.install(&["/srv/older.deb"])
        })?;
        self.step("both programs have all their libraries", || {
            self.libraries()
        })?;
        let person = Person::new(place)?;
        self.step("the entry is valid and gets the links", || {
            let entry = format!("/usr/share/applications/{ENTRY}");
            place.run(&["desktop-file-validate", &entry])?;
            expect("the handler", &handler(&person)?, ENTRY)
        })?;
        self.step("what the test needs is installed", || place.install(&TOOLS))?;
        self.step(
            "metadata, man pages and completions are in their places",
            || documents::look_at(place),
        )?;
        person.begin_session()?;
        let tenant = self.tenant()?;
        self.live_with_it(&person, &tenant)
    }

    fn live_with_it(&self, person: &Person, tenant: &Tenant) -> Outcome {
        self.step("it starts from its entry", || {
            set_profile(person, tenant)?;
            person.start_program()?;
            person.see("Signed out")?;
            person.picture("started").map(drop)
        })?;
        self.step("a sign-in comes back by a link", || {
            sign_in(person, 0)?;
            see_accounts(person)?;
            person.picture("signed-in").map(drop)
        })?;
        self.step(
            "a link starts it, too, and what it proposes is shown",
            || {
                person.close_program()?;
                person.start(&["xdg-open", "dev.mooring.desktop://open?connection=dropbox"])?;
                wait_until("the window", || Ok(person.has_window()))?;
                see_accounts(person)?;
                person.see("A link proposes to connect")?;
                person.picture("proposed").map(drop)
            },
        )?;
        self.step("it leaves newer versions to the system", || {
            self.about(person)
        })?;
        self.step("an upgrade beneath it keeps profile and session", || {
            self.upgrade(person)
        })?;
        self.step(
            "a removal leaves no handler, and the key in the keychain",
            || {
                self.place
                    .run(&["apt-get", "remove", "-yq", "mooring-desktop"])?;
                nothing_is_left(self.place, person)?;
                has_key(person, true)
            },
        )?;
        self.step("installed again, it is still signed in", || {
            self.place.install(&["/srv/newer.deb"])?;
            expect("the handler", &handler(person)?, ENTRY)?;
            person.start_program()?;
            see_accounts(person)
        })?;
        self.step("signing out takes the key out of the keychain", || {
            person.press("Menu")?;
            person.press("Sign out…")?;
            person.see("Sign out?")?;
            person.press("Sign out")?;
            person.see("Signed out")?;
            person.picture("signed-out")?;
            has_key(person, false)
        })
    }

    /// What it says of them itself is in the picture only: the web view keeps text in a list of values
    /// from the accessibility bus. It knows by this mark which package it came in.
    fn about(&self, person: &Person) -> Outcome {
        person.press("Menu")?;
        person.press("About Mooring")?;
        person.see(&format!("Version {}", env!("CARGO_PKG_VERSION")))?;
        person.picture("about")?;
        let shown = person.run(&["python3", "hands.py", "read"])?;
        let offers = lines_with(&shown, "Look again").join(", ");
        expect("an offer to look for newer versions", &offers, "")?;
        let unmarked = ["grep", "--quiet", "__TAURI_BUNDLE_TYPE_VAR_UNK"];
        match self
            .place
            .run(&[&unmarked[..], &["/usr/bin/mooring-desktop"]].concat())
        {
            Ok(_) => Err("the program does not know its package".to_owned()),
            Err(_) => Ok(()),
        }
    }

    /// The program runs meanwhile, goes on, and is the newer one at its next start.
    fn upgrade(&self, person: &Person) -> Outcome {
        let before = kept(person)?;
        self.place.install(&["/srv/newer.deb"])?;
        let version = self.place.run(&[
            "dpkg-query",
            "--show",
            "--showformat=${Version}",
            "mooring-desktop",
        ])?;
        expect("the version", &version, env!("CARGO_PKG_VERSION"))?;
        expect("what is kept", &kept(person)?, &before)?;
        if !person.runs_it() {
            return Err("the upgrade ended the program".to_owned());
        }
        person.close_program()?;
        person.start_program()?;
        see_accounts(person)?;
        person.picture("upgraded")?;
        person.close_program()
    }

    fn libraries(&self) -> Outcome {
        let number = env!("CARGO_PKG_VERSION");
        for program in ["mooring-desktop", "mooring"] {
            let file = format!("/usr/bin/{program}");
            let libraries = self.place.run(&["ldd", &file])?;
            let missing: Vec<&str> = lines_with(&libraries, "not found");
            if !missing.is_empty() {
                return Err(format!("{program}: {}", missing.join(", ")));
            }
            let version = self.place.run(&[program, "--version"])?;
            expect("the version", &version, &format!("{program} {number}"))?;
        }
        Ok(())
    }

    fn tenant(&self) -> Result<Tenant, String> {
        let mut process = Command::new(self.target.join("release/emulator"))
            .args(["--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the emulator: {error}"))?;
        let mut address = String::new();
        if let Some(output) = process.stdout.take() {
            let read = BufReader::new(output).read_line(&mut address);
            read.map_err(|error| error.to_string())?;
        }
        let address = address.trim().to_owned();
        Ok(Tenant { process, address })
    }
}

/// As an administrator hands it out: the program starts signed out, and knows where to sign in.
fn set_profile(person: &Person, tenant: &Tenant) -> Outcome {
    let settings = format!(
        r#"{{ "profile": "Demo", "profiles": [{{ "name": "Demo", "domain": "{}", "client_id": "mooring-demo" }}] }}"#,
        tenant.address
    );
    person.write(".config/dev.mooring.desktop/settings.json", &settings)
}

/// Signs in where the program leads the browser, and comes back as the browser does.
fn sign_in(person: &Person, opened: usize) -> Outcome {
    person.press("Sign in")?;
    let mut address = person.opened_after(opened)?;
    for _ in 0..12 {
        if address.starts_with(SCHEME) {
            return person.run(&["xdg-open", &address]).map(drop);
        }
        address = next_page(person, &address)?;
    }
    Err("the sign-in did not come to its end".to_owned())
}

/// Where a page leads somebody who approves of everything.
fn next_page(person: &Person, address: &str) -> Result<String, String> {
    let page = person.run(&[
        "curl",
        "--silent",
        "--show-error",
        "--cookie-jar",
        "cookies",
        "--cookie",
        "cookies",
        "--write-out",
        "\nleads to:%{redirect_url}",
        address,
    ])?;
    let (html, redirect) = page.rsplit_once("leads to:").unwrap_or((&page, ""));
    if !redirect.is_empty() {
        return Ok(redirect.to_owned());
    }
    let ids = ["person-dana", "confirm-factor", "continue", "allow"];
    let link = ids.iter().find_map(|id| {
        let (_, rest) = html.split_once(&format!("id=\"{id}\""))?;
        let (_, rest) = rest.split_once("href=\"")?;
        Some(rest.split_once('"')?.0.replace("&amp;", "&"))
    });
    let link = link.ok_or_else(|| format!("a page of the tenant leads nowhere: {html}"))?;
    let origin: Vec<&str> = address.splitn(4, '/').take(3).collect();
    Ok(format!("{}{link}", origin.join("/")))
}

fn see_accounts(person: &Person) -> Outcome {
    person.see("GitHub Connected")
}

/// Who gets the links.
fn handler(person: &Person) -> Result<String, String> {
    person.run(&["xdg-mime", "query", "default", KIND])
}

/// The profile, and whether there is a key, before and after something.
fn kept(person: &Person) -> Result<String, String> {
    has_key(person, true)?;
    Ok(person.read(".config/dev.mooring.desktop/settings.json"))
}

/// Whether the keychain has the session or the key that it is bound to; what was open in the browser
/// may stay. Their texts are shown to nobody.
fn has_key(person: &Person, wanted: bool) -> Outcome {
    let words = [
        "secret-tool",
        "search",
        "--all",
        "service",
        "dev.mooring.desktop",
    ];
    let output = person.command(&words).output();
    let output = output.map_err(|error| error.to_string())?;
    // The attributes come on the other stream.
    let items = String::from_utf8_lossy(&output.stderr);
    let has = lines_with(&items, "attribute.username")
        .iter()
        .any(|item| item.ends_with(" session") || item.ends_with(" proof-key"));
    match (has, wanted) {
        (true, false) => Err("the key is still in the keychain".to_owned()),
        (false, true) => Err("the key is not in the keychain".to_owned()),
        _ => Ok(()),
    }
}

fn nothing_is_left(place: &Place, person: &Person) -> Outcome {
    expect("the handler", &handler(person)?, "")?;
    let defaults = person.read(".config/mimeapps.list");
    expect("defaults", &lines_with(&defaults, "mooring").join("\n"), "")?;
    let entries = person.run(&["ls", ".local/share/applications"])?;
    expect(
        "own entries",
        &lines_with(&entries, "mooring").join("\n"),
        "",
    )?;
    let files = place.run(&["find", "/usr", "-name", "*mooring*"])?;
    expect("files", &files, "")?;
    let link = "dev.mooring.desktop://open?connection=dropbox";
    match answer(&mut person.command(&["gio", "open", link])) {
        Ok(_) => Err("a link still goes somewhere".to_owned()),
        Err(_) => Ok(()),
    }
}

fn lines_with<'text>(text: &'text str, part: &str) -> Vec<&'text str> {
    text.lines().filter(|line| line.contains(part)).collect()
}
