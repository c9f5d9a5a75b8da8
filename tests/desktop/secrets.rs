//! Secrets of a whole journey, searched for wherever the program could have left them: memory, log,
//! files, arguments, environment, the terminal, the window.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;

use crate::desktop::{Desktop, Keychain, PROGRAM, Running, until};
pub(crate) use crate::memory::Process;
use crate::memory::Wanted;
use crate::proof;
use crate::setting::Setting;
use crate::window::Window;

/// What the program keeps beneath the person's home.
const FOLDERS: [&str; 3] = [
    ".config/dev.mooring.desktop",
    ".local/share/dev.mooring.desktop",
    ".cache/dev.mooring.desktop",
];

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

/// Every file that the program keeps, and that nobody else may look at it: its folders are closed, and so
/// is each file of its own.
fn files_of(setting: &Setting) -> Vec<PathBuf> {
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let [config, data, cache] = FOLDERS.map(|one| setting.desktop.home.path().join(one));
    let (logs, tenants) = (data.join("logs"), cache.join("tenants"));
    for folder in [&config, &data, &cache, &logs, &tenants] {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
    for name in ["settings.json", "notes.json"] {
        assert_eq!(mode(&config.join(name)), 0o600, "{name}");
    }
    let mut files = vec![];
    let mut folders = vec![config, data.clone(), cache];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // What the web view keeps it opens as it likes, in a folder that is closed.
            let its_own = path.starts_with(&data) && !path.starts_with(&logs);
            let closed = mode(&path) == 0o600;
            assert!(its_own || closed, "{}", path.display());
            files.push(path);
        }
    }
    files
}

/// What was found where, and how often something was searched.
#[derive(Default)]
struct Search {
    searched: usize,
    found: Vec<String>,
}

impl Search {
    fn memory(&mut self, process: &Process, wanted: &Wanted) {
        self.searched += wanted.len();
        let found = process.holds(wanted).into_iter();
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
    fn pages(&mut self, processes: &[Process], wanted: &Wanted) {
        let shown = Wanted::of(&["row-provider-dropbox".to_owned()], &[]);
        let mut pages = 0;
        for process in processes {
            if process.name.starts_with("WebKitWebProces") {
                pages += 1;
                assert!(!process.holds(&shown).is_empty(), "what is there is found");
            }
            if process.name.starts_with("WebKit") {
                self.memory(process, wanted);
            }
        }
        assert!(pages > 0, "the web view has a process of its own");
    }

    /// What the program leaves on disk and in the terminal.
    fn left_behind(&mut self, setting: &Setting, secrets: &BTreeSet<String>) {
        let home = setting.desktop.home.path();
        self.text("the log", &setting.desktop.log(), secrets);
        let mut whole = String::new();
        for path in files_of(setting) {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            self.text(&path.display().to_string(), &text, secrets);
            whole += &text;
        }
        for kept in ["client_id", "google-oauth2", "token_endpoint"] {
            assert!(whole.contains(kept), "{kept} is looked at");
        }
        let terminal = fs::read_to_string(home.join("console")).unwrap();
        self.text("the terminal", &terminal, secrets);
    }
}

/// The secrets of a journey as memory may have them, with the key of the proofs, as long as there is one.
fn wanted(secrets: &BTreeSet<String>, key: &[u8]) -> Wanted {
    let spelt = BASE64_URL_SAFE_NO_PAD.encode(key);
    let turned = key.iter().rev().copied().collect();
    let forms = [
        ("the key of the proofs", key.to_vec()),
        ("the key of the proofs, last byte first", turned),
    ];
    Wanted::of(secrets.iter().chain([&spelt]), &forms)
}

/// Signs in, and connects a provider.
async fn connected(setting: &Setting, window: &Window) {
    window.click("row-provider-google-oauth2").await;
    window.click("connect").await;
    setting.browser.click("allow").await;
    window.see_gone("row-provider-google-oauth2").await;
}

/// The secrets so far, and that none of their kinds is missing.
fn secrets_of(setting: &Setting) -> BTreeSet<String> {
    let named = setting.named_secrets();
    let kinds: BTreeSet<&str> = named.iter().map(|(kind, _)| &**kind).collect();
    assert_eq!(kinds.len(), crate::setting::SECRETS.len(), "{kinds:?}");
    named.into_iter().map(|(_, secret)| secret).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_stays_anywhere_after_a_whole_journey() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("dana").await;
    connected(&setting, &window).await;
    let secrets = secrets_of(&setting);
    assert!(secrets.contains(&setting.keychain_session().unwrap()));
    let key = setting.private_key().unwrap();
    let all = wanted(&secrets, &key);

    let mut search = Search::default();
    let processes = Process::all_of(&setting);
    search.pages(&processes, &all);
    search.text("arguments", &outside_of(&processes), &secrets);
    search.text("a snapshot", &window.snapshot().await.to_string(), &secrets);
    window.request("show_about", json!({})).await;
    search.text("the window", &window.text().await, &secrets);
    search.left_behind(&setting, &secrets);

    // While somebody is signed in, the program has what it works with, and it is found.
    let held = processes[0].holds(&all);
    let kinds = setting.named_secrets();
    let mut held: Vec<&str> = held
        .iter()
        .map(|one| {
            let kind = kinds.iter().find(|(_, secret)| secret == one);
            kind.map_or(*one, |(kind, _)| kind)
        })
        .collect();
    held.sort_unstable();
    eprintln!("held while signed in: {held:?}");
    for kind in ["access_token", "the key of the proofs"] {
        assert!(held.contains(&kind), "{kind} is not found in {held:?}");
    }

    let also = json!({ "inBrowserToo": false });
    window.request("sign_out", also).await;
    window.see("screen-signedOut").await;
    assert_eq!(setting.private_key(), None, "it goes with the session");
    let secrets = secrets_of(&setting);
    let all = wanted(&secrets, &key);
    // Signing out closes the connections, and their tasks end a moment later.
    let deadline = tokio::time::Instant::now() + Duration::from_secs(5);
    while !processes[0].holds(&all).is_empty() && tokio::time::Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    search.memory(&processes[0], &all);
    search.left_behind(&setting, &secrets);
    let Search { searched, found } = search;
    eprintln!("{found:#?}");
    proof::record("canaries", searched as u64, found.len() as u64);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keychain_what_is_kept_in_memory_is_on_no_disk() {
    let setting = Setting::with_keychain(Keychain::Absent).await;
    let window = setting.open().await;
    setting.fill_first_run(&window).await;
    window.click("keep-in-memory").await;
    window.click("sign-in").await;
    setting.finish_sign_in("dana").await;
    setting.see_checks(&window).await;
    window.see("banner-memory").await;
    connected(&setting, &window).await;
    let mut search = Search::default();
    let secrets = secrets_of(&setting);
    search.left_behind(&setting, &secrets);
    window.quit(&setting.desktop).await;
    search.left_behind(&setting, &secrets);
    let Search { searched, found } = search;
    eprintln!("{found:#?}");
    proof::record("canaries", searched as u64, found.len() as u64);

    // It is gone with the program.
    let window = setting.open().await;
    window.see("screen-keychain").await;
}

/// A program that runs as the same person as the tests, with none of root's powers.
fn powerless(desktop: &Desktop, program: &str) -> Command {
    let mut command = if system::process::is_root() {
        let mut command = desktop.command("setpriv");
        command.args([
            "--bounding-set=-all",
            "--inh-caps=-all",
            "--ambient-caps=-all",
        ]);
        command.arg(program);
        command
    } else {
        desktop.command(program)
    };
    command.stderr(Stdio::null()).stdout(Stdio::null());
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
    until("it has started", || desktop.log().contains("is painted"));
    let warned = desktop.log().contains("running as root");
    assert_eq!(warned, system::process::is_root());
    let id = desktop.processes()[0];
    assert!(!can_look_into(&desktop, id));
    let limits = fs::read_to_string(format!("/proc/{id}/limits")).unwrap();
    let mut limits = limits.lines();
    let core = limits.find(|line| line.starts_with("Max core file size"));
    assert_eq!(core.unwrap().split_whitespace().nth(4), Some("0"));
}
