//! What the program costs while it is there: memory, and how often it wakes the processor.

use std::collections::BTreeMap;
use std::time::Duration;

use emulator::Endpoint;
use serde_json::json;

use super::desktop::{Desktop, PATIENCE, Program, Running};
use super::frame::Picture;
use super::measure::{Measure, Outcome, now};
use super::process;
use super::tenant::Tenant;

const ACCOUNTS: usize = 8;
/// After so much calm a window is at rest.
const CALM: Duration = Duration::from_secs(3);
const REFRESHES: u64 = 1000;
const OPEN_BOUND: f64 = 1.1;
const HIDDEN_BOUND: f64 = 0.6;
/// After a start, connections are kept for up to 30 s, and the web view collects its garbage.
const AFTERMATH: Duration = Duration::from_secs(35);
/// How long it is watched doing nothing.
const IDLE: Duration = Duration::from_mins(1);

/// Memory with the window open, after many refreshes, and in the tray.
pub(crate) async fn measure_memory() -> Outcome<Vec<Measure>> {
    let tenant = Tenant::start(ACCOUNTS, Duration::ZERO).await?;
    let desktop = Desktop::start()?;
    tenant.sign_in(&desktop).await?;
    let memory = |program: Program| -> Outcome<f64> {
        let running = at_rest(&desktop, &program)?;
        process::memory(running.id())
    };
    let bare = memory(Program::bare()?)?;
    let composited = [
        memory(Program::real()?.composited())?,
        memory(Program::bare()?.composited())?,
    ];
    let _tray = tray(&desktop).await?;
    let running = at_rest(&desktop, &Program::real()?)?;
    let open = process::memory(running.id())?;
    refresh_often(&desktop, &tenant)?;
    desktop.settle(CALM)?;
    let refreshed = process::memory(running.id())?;
    drop(running);
    let running = at_rest(&desktop, &Program::real()?)?;
    desktop.press("alt+F4")?;
    desktop.see("no window", |picture| !picture.is_painted())?;
    std::thread::sleep(CALM);
    let hidden = process::memory(running.id())?;
    let held = |name: &str, ours: f64, bound: f64| {
        Measure::of(name, ours, bare, bound)
            .with("Mooring", ours, "MiB")
            .with("bare window", bare, "MiB")
    };
    Ok(vec![
        held("memory-open", open, OPEN_BOUND)
            .with("composited Mooring", composited[0], "MiB")
            .with("composited bare window", composited[1], "MiB"),
        held("memory-after-1000-refreshes", refreshed, OPEN_BOUND),
        held("memory-hidden", hidden, HIDDEN_BOUND),
    ])
}

/// Both windows side by side for a minute, in which nothing happens.
pub(crate) async fn measure_idle() -> Outcome<Vec<Measure>> {
    let tenant = Tenant::start(ACCOUNTS, Duration::ZERO).await?;
    let (desktop, other) = (Desktop::start()?, Desktop::start()?);
    tenant.sign_in(&desktop).await?;
    let bare = at_rest(&other, &Program::bare()?)?;
    let real = at_rest(&desktop, &Program::real()?)?;
    tokio::time::sleep(AFTERMATH).await;
    let requests = tenant.requests();
    let (ours, theirs) = (process::switches(real.id())?, process::switches(bare.id())?);
    tokio::time::sleep(IDLE).await;
    let ours = since(&ours, process::switches(real.id())?);
    let theirs = since(&theirs, process::switches(bare.id())?);
    let requests = tenant.requests() - requests;
    if requests > 0 {
        return Err(format!("{requests} requests while nothing changed").into());
    }
    let sum = |of: &BTreeMap<String, f64>| of.values().sum::<f64>();
    // Neither may be nothing at all, or the ratio says nothing.
    let mut measure = Measure::of("idle", sum(&ours).max(1.0), sum(&theirs).max(1.0), 1.0)
        .with("Mooring", sum(&ours), "switches")
        .with("bare window", sum(&theirs), "switches")
        .with("requests", 0.0, "");
    for (side, woken) in [("Mooring", ours), ("bare window", theirs)] {
        for (thread, count) in woken {
            measure = measure.with(&format!("{side}: {thread}"), count, "switches");
        }
    }
    Ok(vec![measure])
}

/// A program that shows all that it has to show.
fn at_rest(desktop: &Desktop, program: &Program) -> Outcome<Running> {
    desktop.see("an empty screen", |picture| !picture.is_painted())?;
    std::thread::sleep(Duration::from_millis(250));
    let running = desktop.open(program)?;
    desktop.see("the first words", Picture::is_painted)?;
    desktop.settle(CALM)?;
    Ok(running)
}

/// Which threads were woken, and how often.
fn since(before: &[(String, f64)], after: Vec<(String, f64)>) -> BTreeMap<String, f64> {
    let before: BTreeMap<&str, f64> = before
        .iter()
        .map(|(name, count)| (&**name, *count))
        .collect();
    let mut woken = BTreeMap::new();
    for (name, count) in after {
        let more = count - before.get(&*name).copied().unwrap_or_default();
        if more > 0.0 {
            // Without the thread's number.
            let (name, _) = name.rsplit_once(' ').unwrap_or((&name, ""));
            *woken.entry(name.to_owned()).or_default() += more;
        }
    }
    woken
}

/// Presses the key for it, and waits for both lists each time.
fn refresh_often(desktop: &Desktop, tenant: &Tenant) -> Outcome<()> {
    let read = || {
        let count = |endpoint| tenant.emulator.count(endpoint);
        count(Endpoint::Accounts).min(count(Endpoint::Connections))
    };
    let wanted = read() + REFRESHES;
    let begun = now();
    while read() < wanted {
        let before = read();
        desktop.press("F5")?;
        // A key that came while the lists were being read asks for nothing.
        let pressed = now();
        while read() == before && pressed.elapsed() < Duration::from_millis(100) {
            std::thread::sleep(Duration::from_millis(2));
        }
        if begun.elapsed() > 5 * PATIENCE {
            return Err(format!("{} refreshes are left", wanted - read()).into());
        }
    }
    Ok(())
}

struct Watcher;

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    #[expect(clippy::unused_self, reason = "the specification says what is passed")]
    fn register_status_notifier_item(&self, service: String) {
        drop(service);
    }
}

/// Something that shows entries of a tray, and the person's wish for one.
async fn tray(desktop: &Desktop) -> Outcome<zbus::Connection> {
    let path = desktop.home.path();
    let path = path.join(".config/dev.mooring.desktop/settings.json");
    let mut settings: serde_json::Value = serde_json::from_slice(&std::fs::read(&path)?)?;
    let settings_map = settings.as_object_mut().ok_or("no settings")?;
    settings_map.insert("tray".to_owned(), json!(true));
    std::fs::write(path, settings.to_string())?;
    let connection = zbus::connection::Builder::address(desktop.bus.as_str())?
        .name("org.kde.StatusNotifierWatcher")?
        .serve_at("/StatusNotifierWatcher", Watcher)?
        .build()
        .await?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_of_one_name_are_added_up() {
        let threads = |counts: [f64; 3]| {
            let lines = ["worker 1", "worker 2", "main 3"];
            let named = lines.iter().zip(counts);
            named
                .map(|(name, count)| ((*name).to_owned(), count))
                .collect::<Vec<_>>()
        };
        let mut after = threads([5.0, 4.0, 7.0]);
        after.push(("new 9".to_owned(), 2.0));
        let woken = since(&threads([1.0, 1.0, 7.0]), after);
        let expected = [("new".to_owned(), 2.0), ("worker".to_owned(), 7.0)];
        assert_eq!(woken, BTreeMap::from(expected));
    }
}
