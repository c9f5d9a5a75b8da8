//! What the program is and what it costs, for *About*.

use std::sync::atomic::Ordering;

use accounts::view::AboutView;
use system::folders::Folders;
use tauri::{AppHandle, Manager};

use super::Standing;
use crate::window;

/// The web view of this system.
const WEB_VIEW: &str = if cfg!(target_os = "linux") {
    "WebKitGTK"
} else if cfg!(windows) {
    "WebView2"
} else {
    "WebKit"
};

/// Notes how long the start took, when the window is painted for the first time.
pub(crate) fn note_start(app: &AppHandle) {
    let Some(age) = platform::age_milliseconds() else {
        return;
    };
    let started_in = &app.state::<Standing>().started_in;
    // 0 says that nothing was noted yet.
    let noted = started_in.compare_exchange(0, age.max(1), Ordering::Relaxed, Ordering::Relaxed);
    if noted.is_ok() {
        tracing::info!(milliseconds = age, "the window is painted");
    }
}

pub(super) async fn about(app: AppHandle) -> AboutView {
    let measured = tauri::async_runtime::spawn_blocking(|| {
        let system = platform::system().unwrap_or_else(|| std::env::consts::OS.to_owned());
        (system, platform::memory_megabytes())
    });
    let (system, memory_megabytes) = measured.await.unwrap_or_else(|error| {
        tracing::warn!(%error, "the program was not measured");
        (std::env::consts::OS.to_owned(), None)
    });
    let started_in = app.state::<Standing>().started_in.load(Ordering::Relaxed);
    let log_folder = app.state::<Folders>().logs.clone();
    AboutView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        system,
        web_view: web_view(),
        safe_rendering: window::is_safe(&app),
        start_milliseconds: (started_in > 0).then_some(started_in),
        memory_megabytes,
        log_folder: log_folder.to_string_lossy().into_owned(),
    }
}

fn web_view() -> String {
    match tauri::webview_version() {
        Ok(version) => format!("{WEB_VIEW} {version}"),
        Err(_) => WEB_VIEW.to_owned(),
    }
}

/// Linux tells all of it in files.
#[cfg(target_os = "linux")]
mod platform {
    use std::collections::HashSet;
    use std::path::{Path, PathBuf};

    /// The clock ticks of `/proc` in a second, the same on every system that Rust's libraries know.
    const TICKS: f64 = 100.0;

    pub(super) fn system() -> Option<String> {
        system::report::system()
    }

    /// Milliseconds since this process was started.
    pub(super) fn age_milliseconds() -> Option<u32> {
        let uptime = read("/proc/uptime")?;
        let now: f64 = uptime.split(' ').next()?.parse().ok()?;
        let started: f64 = field(&read("/proc/self/stat")?, 22)?.parse().ok()?;
        let milliseconds = ((now - started / TICKS) * 1000.0).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is within the range"
        )]
        (0.0..=f64::from(u32::MAX))
            .contains(&milliseconds)
            .then_some(milliseconds as u32)
    }

    /// The memory of this process and of the web view's, each shared page by its share. A browser that
    /// this process started is not its own.
    pub(super) fn memory_megabytes() -> Option<u32> {
        let own = std::process::id();
        let below = descendants(own);
        let web_view = below
            .into_iter()
            .filter(|(_, name)| name.starts_with("WebKit"));
        let mut kibibytes = share(own)?;
        for (process, _) in web_view {
            // It may have ended meanwhile.
            kibibytes += share(process).unwrap_or_default();
        }
        u32::try_from(kibibytes * 1024 / 1_000_000).ok()
    }

    /// The processes that this one started, and those that they started, with their names.
    fn descendants(of: u32) -> Vec<(u32, String)> {
        let mut rest = processes();
        let mut known = HashSet::from([of]);
        let mut found = Vec::new();
        loop {
            let next: Vec<_> = rest
                .extract_if(.., |process| known.contains(&process.parent))
                .collect();
            if next.is_empty() {
                return found;
            }
            for process in next {
                known.insert(process.id);
                found.push((process.id, process.name));
            }
        }
    }

    struct Process {
        id: u32,
        parent: u32,
        name: String,
    }

    fn processes() -> Vec<Process> {
        let folders = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        folders
            .filter_map(|folder| {
                let id = folder.file_name().to_str()?.parse().ok()?;
                let stat = read(folder.path().join("stat"))?;
                let (name, _) = stat.split_once('(')?.1.rsplit_once(')')?;
                let parent = field(&stat, 4)?.parse().ok()?;
                let name = name.to_owned();
                Some(Process { id, parent, name })
            })
            .collect()
    }

    /// The proportional share of memory, in kibibytes.
    fn share(process: u32) -> Option<u64> {
        let text = read(PathBuf::from(format!("/proc/{process}/smaps_rollup")))?;
        let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }

    /// A field of `/proc/PID/stat`, counted from 1 as its manual does. The second may hold anything.
    fn field(stat: &str, number: usize) -> Option<&str> {
        let (_, rest) = stat.rsplit_once(") ")?;
        rest.split(' ').nth(number.checked_sub(3)?)
    }

    fn read(path: impl AsRef<Path>) -> Option<String> {
        std::fs::read_to_string(path).ok()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_process_is_measured() {
            assert!(age_milliseconds().is_some_and(|age| age < 3_600_000));
            assert!(memory_megabytes().is_some_and(|memory| (1..10_000).contains(&memory)));
        }

        #[test]
        fn a_process_below_is_found_by_its_name() {
            let mut child = std::process::Command::new("sleep")
                .arg("60")
                .spawn()
                .unwrap();
            let below = descendants(std::process::id());
            child.kill().unwrap();
            child.wait().unwrap();
            assert!(
                below.contains(&(child.id(), "sleep".to_owned())),
                "{below:?}"
            );
        }

        #[test]
        fn fields_may_hold_anything() {
            assert_eq!(field("7 (a ) b) S 3 9", 4), Some("3"));
        }
    }
}

/// Not tested by machine.
#[cfg(not(target_os = "linux"))]
mod platform {
    pub(super) fn system() -> Option<String> {
        let system = os_info::get();
        Some(format!("{} {}", system.os_type(), system.version()))
    }

    pub(super) fn age_milliseconds() -> Option<u32> {
        None
    }

    pub(super) fn memory_megabytes() -> Option<u32> {
        None
    }
}
