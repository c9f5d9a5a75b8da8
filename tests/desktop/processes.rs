//! The processes of the program in a desktop.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::desktop::{Desktop, until};

impl Desktop {
    /// The processes of the program in this desktop.
    pub(crate) fn processes(&self) -> Vec<u32> {
        all_processes().filter(|id| self.is_program(*id)).collect()
    }

    /// The processes that draw the window in this desktop.
    pub(crate) fn web_processes(&self) -> Vec<u32> {
        let programs = self.processes();
        let is_ours = |id: &u32| {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            let Some((name, rest)) = stat.rsplit_once(") ") else {
                return false;
            };
            let parent = rest
                .split(' ')
                .nth(1)
                .and_then(|parent| parent.parse().ok());
            name.ends_with("(WebKitWebProces") && parent.is_some_and(|it| programs.contains(&it))
        };
        all_processes().filter(is_ours).collect()
    }

    fn is_program(&self, id: u32) -> bool {
        let folder = PathBuf::from(format!("/proc/{id}"));
        let same = std::fs::read_link(folder.join("exe")).is_ok_and(|exe| exe == self.program);
        let environment = std::fs::read(folder.join("environ")).unwrap_or_default();
        let home = format!("HOME={}", self.home.path().display());
        same && environment
            .split(|byte| *byte == 0)
            .any(|one| one == home.as_bytes())
    }

    /// Lets a process do nothing any more.
    pub(crate) fn halt(process: u32) {
        let status = Command::new("kill")
            .args(["-STOP", &process.to_string()])
            .status();
        assert!(status.unwrap().success());
    }

    /// Kills the program as a crash would.
    pub(crate) fn kill_program(&self) {
        let processes = self.processes();
        for id in &processes {
            // One may have ended by itself since; that all are gone is seen below.
            Command::new("kill")
                .args(["-9", &id.to_string()])
                .stderr(Stdio::null())
                .status()
                .unwrap();
        }
        see_gone(&processes);
    }
}

/// Waits until the processes are gone with all that they held, such as their name on the bus.
pub(crate) fn see_gone(processes: &[u32]) {
    until("the program is gone", || {
        processes.iter().all(|id| {
            let status = std::fs::read_to_string(format!("/proc/{id}/status"));
            status.is_err() || status.is_ok_and(|text| text.contains("State:\tZ"))
        })
    });
}

fn all_processes() -> impl Iterator<Item = u32> {
    let entries = std::fs::read_dir("/proc").unwrap();
    entries.filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok())
}
