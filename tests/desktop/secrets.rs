//! Secrets of a whole journey, searched for wherever the program could have left them: memory, log,
//! files, arguments, environment, the terminal, the window.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use aho_corasick::AhoCorasick;
use serde_json::json;

use crate::desktop::{Desktop, PROGRAM, Running, until};
use crate::proof;
use crate::setting::Setting;

/// A process of the program, and what it is.
pub(crate) struct Process {
    pub(crate) id: u32,
    name: String,
}

impl Process {
    /// The program and all that it started.
    pub(crate) fn all_of(setting: &Setting) -> Vec<Self> {
        let mut family: Vec<u32> = setting.desktop.processes();
        assert_eq!(family.len(), 1);
        let everyone: Vec<u32> = fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok())
            .collect();
        let parent = |id: &u32| {
            let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix("PPid:"))?;
            line.trim().parse::<u32>().ok()
        };
        loop {
            let known = family.len();
            for id in &everyone {
                if !family.contains(id) && parent(id).is_some_and(|one| family.contains(&one)) {
                    family.push(*id);
                }
            }
            if family.len() == known {
                break;
            }
        }
        let named = |id: u32| Self {
            id,
            name: fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default(),
        };
        family.into_iter().map(named).collect()
    }

    /// Which of these stand in its memory, as UTF-8 or as the UTF-16 of a web page.
    fn holds<'a>(&self, texts: &'a BTreeSet<String>) -> Vec<&'a str> {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let wide = |text: &&str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let narrow = texts.iter().map(|text| text.as_bytes().to_vec());
        let patterns: Vec<Vec<u8>> = narrow.chain(texts.iter().map(wide)).collect();
        let search = AhoCorasick::new(patterns).unwrap();
        let memory = File::open(format!("/proc/{}/mem", self.id)).unwrap();
        let maps = fs::read_to_string(format!("/proc/{}/maps", self.id)).unwrap();
        let mut found = BTreeSet::new();
        for (start, length) in maps.lines().filter_map(writable) {
            let mut bytes = vec![0; length];
            // Some regions cannot be read, and some are gone by now.
            if memory.read_exact_at(&mut bytes, start).is_ok() {
                let matches = search.find_overlapping_iter(&bytes);
                found.extend(matches.map(|one| texts[one.pattern().as_usize() % texts.len()]));
            }
        }
        found.into_iter().collect()
    }
}

/// Where a region begins and how long it is, if something can be written there.
fn writable(line: &str) -> Option<(u64, usize)> {
    let mut words = line.split_whitespace();
    let (start, end) = words.next()?.split_once('-')?;
    let start = u64::from_str_radix(start, 16).ok()?;
    let length = u64::from_str_radix(end, 16).ok()? - start;
    let rights = words.next()?;
    // What was only reserved has nothing in it, and would be gigabytes.
    let small = length < 1 << 30;
    (rights.starts_with("rw") && small).then_some((start, usize::try_from(length).ok()?))
}

/// What all processes of the program can be told from outside.
fn outside_of(processes: &[Process]) -> String {
    let read = |process: &Process, file: &str| {
        let bytes = fs::read(format!("/proc/{}/{file}", process.id)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let both = processes
        .iter()
        .flat_map(|process| ["cmdline", "environ"].map(|file| read(process, file)));
    both.collect()
}

/// The text of every file in a folder, and that nobody else may look at it.
fn files_of(folder: &Path) -> String {
    let mode = folder.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{} is open to others", folder.display());
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            text += &String::from_utf8_lossy(&fs::read(&path).unwrap());
        }
    }
    text
}

/// What was found where, and how often something was searched.
#[derive(Default)]
struct Search {
    searched: usize,
    found: Vec<String>,
}

impl Search {
    fn memory(&mut self, process: &Process, secrets: &BTreeSet<String>) {
        self.searched += secrets.len();
        let found = process.holds(secrets).into_iter();
        let name = process.name.trim();
        self.found
            .extend(found.map(|secret| format!("the memory of {name}: {secret}")));
    }

    fn text(&mut self, place: &str, text: &str, secrets: &BTreeSet<String>) {
        self.searched += secrets.len();
        let found = secrets.iter().filter(|secret| text.contains(*secret));
        self.found
            .extend(found.map(|secret| format!("{place}: {secret}")));
    }

    /// The processes of the web view.
    fn pages(&mut self, processes: &[Process], secrets: &BTreeSet<String>) {
        let shown = BTreeSet::from(["row-provider-dropbox".to_owned()]);
        let mut pages = 0;
        for process in processes {
            if process.name.starts_with("WebKitWebProces") {
                pages += 1;
                assert!(!process.holds(&shown).is_empty(), "what is there is found");
            }
            if process.name.starts_with("WebKit") {
                self.memory(process, secrets);
            }
        }
        assert!(pages > 0, "the web view has a process of its own");
    }

    /// What the program leaves on disk and in the terminal.
    fn left_behind(&mut self, setting: &Setting, secrets: &BTreeSet<String>) {
        let home = setting.desktop.home.path();
        self.text("the log", &setting.desktop.log(), secrets);
        for folder in [
            ".config/dev.mooring.desktop",
            ".local/share/dev.mooring.desktop",
        ] {
            self.text(folder, &files_of(&home.join(folder)), secrets);
        }
        let terminal = fs::read_to_string(home.join("console")).unwrap();
        self.text("the terminal", &terminal, secrets);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_stays_anywhere_after_a_whole_journey() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("dana").await;
    window.click("row-provider-google-oauth2").await;
    window.click("connect").await;
    setting.browser.click("allow").await;
    window.see_gone("row-provider-google-oauth2").await;
    let secrets: BTreeSet<String> = setting.secrets().into_iter().collect();
    assert!(secrets.contains(&setting.keychain_session().unwrap()));

    let mut search = Search::default();
    let processes = Process::all_of(&setting);
    search.pages(&processes, &secrets);
    search.text("arguments", &outside_of(&processes), &secrets);
    search.text("a snapshot", &window.snapshot().await.to_string(), &secrets);
    window.request("show_about", json!({})).await;
    search.text("the window", &window.text().await, &secrets);
    search.left_behind(&setting, &secrets);

    let also = json!({ "inBrowserToo": false });
    window.request("sign_out", also).await;
    window.see("screen-signedOut").await;
    let secrets: BTreeSet<String> = setting.secrets().into_iter().collect();
    // Signing out closes the connections, and their tasks end a moment later.
    let deadline = tokio::time::Instant::now() + Duration::from_secs(5);
    while !processes[0].holds(&secrets).is_empty() && tokio::time::Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    search.memory(&processes[0], &secrets);
    let Search { searched, found } = search;
    eprintln!("{found:#?}");
    proof::record("canaries", searched as u64, found.len() as u64);
}

/// A program that runs as the same person as the tests, with none of root's powers.
fn powerless(desktop: &Desktop, program: &str) -> Command {
    let mut command = desktop.command("setpriv");
    command.args([
        "--bounding-set=-all",
        "--inh-caps=-all",
        "--ambient-caps=-all",
    ]);
    command
        .arg(program)
        .stderr(Stdio::null())
        .stdout(Stdio::null());
    command
}

fn can_look_into(desktop: &Desktop, id: u32) -> bool {
    let mut reader = powerless(desktop, "cat");
    reader.arg(format!("/proc/{id}/environ"));
    reader.status().unwrap().success()
}

#[test]
fn other_programs_cannot_look_into_the_process() {
    let desktop = Desktop::start();
    let mut open = powerless(&desktop, "sleep");
    let open = Running::start(open.arg("60"));
    until("the other one runs", || {
        can_look_into(&desktop, open.0.id())
    });
    let _program = Running::start(&mut powerless(&desktop, PROGRAM));
    until("it has started", || {
        desktop.log().contains("running as root")
    });
    let id = desktop.processes()[0];
    assert!(!can_look_into(&desktop, id));
    let limits = fs::read_to_string(format!("/proc/{id}/limits")).unwrap();
    let mut limits = limits.lines();
    let core = limits.find(|line| line.starts_with("Max core file size"));
    assert_eq!(core.unwrap().split_whitespace().nth(4), Some("0"));
}
