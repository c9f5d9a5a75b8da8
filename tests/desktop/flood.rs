//! Links by the thousand, and a link that comes while the computer sleeps.

use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

use serde_json::json;
use zbus::connection::Builder;
use zbus::{Connection, Proxy};

use crate::desktop::{Desktop, until};
use crate::proof;
use crate::secrets::Process;
use crate::setting::Setting;
use crate::window::Window;

/// Links a second, and how many seconds one flood lasts.
const RATE: u64 = 1000;
const SECONDS: u64 = 10;
/// What somebody does in the window shows its effect within this long.
const SOON: Duration = Duration::from_millis(500);
/// What was sent is taken in within this long after the last of it. The bus has its own queue.
const LATE: Duration = Duration::from_secs(5);
/// So many kB more the program may have after a flood, which brings 16,000 kB, than before it. Its web
/// view is used meanwhile, and may have more garbage.
const OWN: u64 = 4_000;
const VIEW: u64 = 32_000;
/// All floods together may write so much of a log at its most talkative, in bytes.
const LOG: usize = 64_000;

/// The links of a flood: none of them answers anything.
fn stray(number: u64) -> String {
    let rest = match number % 8 {
        0 => format!("callback?code=c&state=made-up-{number}"),
        1 => format!("callback?connect_code=c{number}&state={number:043}"),
        2 => format!("callback?code={number}&code=b&state=c"),
        3 => format!("elsewhere?code=c&state={number}"),
        4 => format!("callback?code=c&state={}", "s".repeat(9000)),
        5 => format!("open?connection=made-up-{number}&permission=p"),
        6 => format!("open?connection=made-up&permission=p{number}&state=s"),
        _ => "callback?error=x&error_description=%3Cb%3E%E2%80%AE&state=made-up".to_owned(),
    };
    format!("dev.mooring.desktop://{rest}")
}

/// Gives links to the program the way its second processes do, without their start.
struct Flood {
    proxy: Proxy<'static>,
    sent: Arc<AtomicU64>,
}

impl Flood {
    async fn on(desktop: &Desktop) -> Self {
        let address = Builder::address(desktop.bus.as_str()).unwrap();
        let connection: Connection = address.build().await.unwrap();
        let name = "dev.mooring.desktop.SingleInstance";
        let path = "/dev/mooring/desktop/SingleInstance";
        let interface = "org.SingleInstance.DBus";
        Self {
            proxy: Proxy::new(&connection, name, path, interface)
                .await
                .unwrap(),
            sent: Arc::default(),
        }
    }

    /// Begins a flood; gives how long it lasted.
    fn begin(&self) -> JoinHandle<Duration> {
        let (proxy, sent) = (self.proxy.clone(), self.sent.clone());
        tokio::spawn(async move {
            let start = now();
            let mut beat = tokio::time::interval(Duration::from_millis(10));
            for _ in 0..SECONDS * 100 {
                beat.tick().await;
                for _ in 0..RATE / 100 {
                    let number = sent.fetch_add(1, Ordering::Relaxed);
                    let arguments = (vec!["mooring".to_owned(), stray(number)], "/");
                    proxy
                        .call_noreply("ExecuteCallback", &arguments)
                        .await
                        .unwrap();
                }
            }
            start.elapsed()
        })
    }

    /// Waits until the program took in what was sent so far; says how long that took.
    async fn see_taken(&self) -> Duration {
        let start = now();
        let arguments = (vec!["mooring".to_owned(), stray(0)], "/");
        let answer = self.proxy.call_method("ExecuteCallback", &arguments).await;
        answer.unwrap();
        self.sent.fetch_add(1, Ordering::Relaxed);
        start.elapsed()
    }
}

#[expect(clippy::disallowed_methods, reason = "a person's time is real")]
fn now() -> Instant {
    Instant::now()
}

/// The memory of the program and of its web view, in kB. Pages of files are left out: their share goes
/// up and down with what else runs.
fn memory(setting: &Setting) -> [u64; 2] {
    let one = |process: Process| {
        let text = fs::read_to_string(format!("/proc/{}/smaps_rollup", process.id)).ok()?;
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("Pss_Anon:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    let mut all = Process::all_of(setting).into_iter();
    let own = all.next().and_then(one).unwrap();
    [own, all.filter_map(one).sum()]
}

/// Whether both are as before, or not much larger.
fn see_flat(before: [u64; 2], after: [u64; 2]) {
    let flat = after[0] <= before[0] + OWN && after[1] <= before[1] + VIEW;
    assert!(flat, "from {before:?} kB to {after:?} kB");
}

/// Somebody opens and closes the window's menu, and sets what the program does on the desktop, until it
/// is enough. Gives how long each took to show.
async fn use_window(
    setting: &Setting,
    window: &Window,
    enough: impl Fn() -> bool,
) -> Vec<Duration> {
    let entry = ".config/autostart/dev.mooring.desktop.desktop";
    let entry = setting.desktop.home.path().join(entry);
    let mut taken = vec![];
    while !enough() {
        for on in [true, false] {
            let start = now();
            window.click("menu").await;
            window.see("menu-preferences").await;
            taken.push(start.elapsed());
            window.click("menu").await;
            window.see_gone("menu-preferences").await;
            let start = now();
            let wanted = json!({ "preference": "startAtLogin", "on": on });
            window.request("prefer", wanted).await;
            until("it is set", || entry.exists() == on);
            taken.push(start.elapsed());
            let notices = window.count("[data-testid^='notice-']").await;
            assert!(notices <= 3, "{notices} notices");
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    taken
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_links_a_second_are_in_nobodys_way() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("kenji").await;
    window.click("row-provider-dropbox").await;
    window.click("connect").await;
    setting.browser.see("allow").await;
    let flood = Flood::on(&setting.desktop).await;
    setting.desktop.turn_to_browser();
    // What the first use of anything costs is not the flood's.
    let start = now();
    use_window(&setting, &window, || {
        start.elapsed() > Duration::from_secs(5)
    })
    .await;
    let (before, log) = (memory(&setting), setting.desktop.log().len());

    let links = flood.begin();
    setting.desktop.see_window_in_front();
    setting.desktop.turn_to_browser();
    let mut taken = use_window(&setting, &window, || links.is_finished()).await;
    let lasted = links.await.unwrap();
    assert!(lasted.as_secs() <= SECONDS + 1, "a flood of {lasted:?}");
    let late = flood.see_taken().await;
    assert!(
        !setting.desktop.is_in_front(),
        "the keyboard was taken away"
    );
    let first = memory(&setting);

    let links = flood.begin();
    for number in 0..3 {
        setting.desktop.open_link(&stray(number));
    }
    setting.browser.click("allow").await;
    window.see("disconnect").await;
    assert!(!links.is_finished(), "amid the flood");
    setting.desktop.see_window_in_front();
    links.await.unwrap();
    flood.see_taken().await;
    let second = memory(&setting);
    let log = setting.desktop.log().len() - log;

    taken.sort();
    eprintln!("kB {before:?} {first:?} {second:?}, log {log}, late {late:?}, effects {taken:?}");
    assert!(taken[taken.len() / 2] <= SOON, "{taken:?}");
    assert!(late <= LATE, "what was sent is taken in after {late:?}");
    see_flat(before, first);
    see_flat(first, second);
    assert!(log <= LOG, "{log} bytes of log");
    assert_eq!(window.accounts().await.len(), 1);
    proof::record("links", flood.sent.load(Ordering::Relaxed) + 3, 0);
}

/// Sends a signal to processes.
fn signal(name: &str, processes: &[Process]) {
    let ids = processes.iter().map(|process| process.id.to_string());
    let status = Command::new("kill").arg(name).args(ids).status();
    assert!(status.unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_comes_while_the_computer_sleeps_is_answered_when_it_wakes() {
    let setting = Setting::start().await;
    let window = setting.open_signed_in("kenji").await;
    window.click("row-provider-dropbox").await;
    window.click("connect").await;
    setting.browser.see("allow").await;
    let processes = Process::all_of(&setting);
    signal("-STOP", &processes);
    setting.browser.click("allow").await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_eq!(setting.done("POST"), 1, "it sleeps");
    signal("-CONT", &processes);
    window.see("disconnect").await;
    assert_eq!(window.accounts().await.len(), 1);
    assert_eq!(setting.done("POST"), 2);
}
