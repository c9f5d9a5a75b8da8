//! A program that this one started, and what it told.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use crate::desktop::Desktop;
use crate::director::{Director, Verdict};
use crate::support::PATIENCE;
use crate::wire::{Order, Report, Seen, Shown};

/// Tells a process of this test what it is: the folder, the seconds its clock is ahead, and whether
/// its steps are watched.
pub(crate) const ROLE: [&str; 3] = ["KILLS_FOLDER", "KILLS_AHEAD", "KILLS_WATCHED"];

pub(crate) type Outcome<T = ()> = Result<T, String>;

/// A running program.
pub(crate) struct Program {
    process: Arc<Mutex<Child>>,
    orders: Arc<Mutex<ChildStdin>>,
    seen: watch::Receiver<Seen>,
    opened: watch::Receiver<Vec<String>>,
}

impl Program {
    pub(crate) fn start(
        desktop: &Desktop,
        folder: &Path,
        ahead: u64,
        watched: bool,
        director: &Director,
    ) -> Self {
        let this = std::env::current_exe().unwrap();
        let mut process = desktop
            .command(this.to_str().unwrap())
            .env(ROLE[0], folder)
            .env(ROLE[1], ahead.to_string())
            .env(ROLE[2], watched.to_string())
            // No prompt can be shown: it counts as closed by the person.
            .env_remove("DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let orders = Arc::new(Mutex::new(process.stdin.take().unwrap()));
        let reports = process.stdout.take().unwrap();
        let process = Arc::new(Mutex::new(process));
        director.cast(process.clone());
        let (tell_seen, seen) = watch::channel(Seen::default());
        let (tell_opened, opened) = watch::channel(Vec::new());
        let reader = Reader {
            orders: orders.clone(),
            director: director.clone(),
            seen: tell_seen,
            opened: tell_opened,
        };
        std::thread::spawn(move || reader.read(reports));
        Self {
            process,
            orders,
            seen,
            opened,
        }
    }

    /// Tells it something. One that was killed does not hear it.
    pub(crate) fn tell(&self, order: &Order) {
        tell(&self.orders, order);
    }

    pub(crate) fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }

    pub(crate) async fn until(&self, what: &str, met: impl Fn(&Seen) -> bool) -> Outcome<Seen> {
        let mut seen = self.seen.clone();
        let waiting = timeout(PATIENCE, seen.wait_for(|seen| met(seen))).await;
        match waiting {
            Ok(Ok(found)) => Ok(found.clone()),
            Ok(Err(_)) => Err(format!("it ended before: {what}")),
            Err(_) => Err(format!("never came: {what}; instead {:?}", self.seen())),
        }
    }

    /// Waits until the lists are read and nothing is under way with them.
    pub(crate) async fn until_current(&self) -> Outcome<Seen> {
        self.until("current lists", |seen| {
            seen.screen == Shown::Accounts && seen.current && seen.leaving == 0
        })
        .await
    }

    pub(crate) fn opened(&self) -> usize {
        self.opened.borrow().len()
    }

    /// Waits for the address that is opened after `count` others.
    pub(crate) async fn opened_after(&self, count: usize) -> Outcome<String> {
        let mut opened = self.opened.clone();
        let waiting = timeout(PATIENCE, opened.wait_for(|urls| urls.len() > count)).await;
        match waiting {
            Ok(Ok(urls)) => Ok(urls[count].clone()),
            Ok(Err(_)) => Err("it ended before it opened the browser".to_owned()),
            Err(_) => Err(format!("the browser was not used: {:?}", self.seen())),
        }
    }

    /// The address that was opened last.
    pub(crate) fn last_opened(&self) -> Option<String> {
        self.opened.borrow().last().cloned()
    }

    /// Reads the lists again.
    pub(crate) async fn read_again(&self) -> Outcome<Seen> {
        let before = self.until_current().await?.as_of;
        self.tell(&Order::Refresh);
        self.until("lists read again", |seen| {
            seen.current && seen.as_of > before
        })
        .await
    }

    pub(crate) fn stop(&self) {
        let mut process = self.process.lock().unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Reader {
    orders: Arc<Mutex<ChildStdin>>,
    director: Director,
    seen: watch::Sender<Seen>,
    opened: watch::Sender<Vec<String>>,
}

impl Reader {
    fn read(self, reports: ChildStdout) {
        for line in BufReader::new(reports).lines() {
            // A line that was cut off, or none: it was killed.
            let Ok(Ok(report)) = line.map(|line| serde_json::from_str(&line)) else {
                return;
            };
            match report {
                Report::Seen(seen) => drop(self.seen.send_replace(*seen)),
                Report::Opened { url } => self.opened.send_modify(|urls| urls.push(url)),
                Report::Step { id, name } => self.at(id, &name),
            }
        }
    }

    fn at(&self, id: u64, name: &str) {
        let go = Order::Go { step: id };
        match self.director.at(name) {
            Verdict::GoOn => tell(&self.orders, &go),
            Verdict::Kill => {
                if !self.director.kill() {
                    // The scene was over first, and nobody else lets it go on.
                    tell(&self.orders, &go);
                }
            }
            Verdict::KillAfter(delay) => {
                tell(&self.orders, &go);
                after(delay, &self.director);
            }
        }
    }
}

/// From a thread of its own, so that the program is heard meanwhile.
fn after(delay: Duration, director: &Director) {
    let director = director.clone();
    std::thread::spawn(move || {
        std::thread::sleep(delay);
        director.kill();
    });
}

fn tell(orders: &Mutex<ChildStdin>, order: &Order) {
    let mut line = serde_json::to_vec(order).unwrap();
    line.push(b'\n');
    // A program that was killed hears nothing, which is what the test is about.
    drop(orders.lock().unwrap().write_all(&line));
}
