//! Processes as `/proc` tells of them: who belongs to a program, its memory, how often it was woken.

use std::collections::HashSet;
use std::fs;
use std::process::Command;
use std::time::Duration;

use super::measure::{Outcome, now};

/// Ending takes no longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The process and all that it started, directly or not.
pub(crate) fn tree(root: u32) -> Outcome<Vec<u32>> {
    let mut rest = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        // It may have ended meanwhile.
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        if let Some(parent) = parent(&stat) {
            rest.push((id, parent));
        }
    }
    let mut known = HashSet::from([root]);
    let mut found = vec![root];
    loop {
        let next: Vec<_> = rest
            .extract_if(.., |(_, parent)| known.contains(parent))
            .map(|(id, _)| id)
            .collect();
        if next.is_empty() {
            return Ok(found);
        }
        known.extend(&next);
        found.extend(next);
    }
}

/// The parent in `/proc/PID/stat`. The second field, a name in parentheses, may hold anything.
fn parent(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(") ")?;
    rest.split(' ').nth(1)?.parse().ok()
}

/// The memory of a process and of all below it, each shared page by its share, in MiB.
pub(crate) fn memory(root: u32) -> Outcome<f64> {
    let mut kibibytes = 0.0;
    for id in tree(root)? {
        let text = fs::read_to_string(format!("/proc/{id}/smaps_rollup"));
        let text = text.map_err(|error| format!("the memory of process {id}: {error}"))?;
        kibibytes += number(&text, "Pss:").ok_or("no PSS")?;
    }
    Ok(kibibytes / 1024.0)
}

/// How often each thread of a process, and of all below it, was woken so far, by name.
pub(crate) fn switches(root: u32) -> Outcome<Vec<(String, f64)>> {
    let mut found = Vec::new();
    for id in tree(root)? {
        for task in fs::read_dir(format!("/proc/{id}/task"))? {
            let folder = task?.path();
            let (Ok(status), Ok(name)) = (
                fs::read_to_string(folder.join("status")),
                fs::read_to_string(folder.join("comm")),
            ) else {
                continue;
            };
            let thread = folder.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("{} {thread}", name.trim());
            found.push((name, switches_in(&status).ok_or("no context switches")?));
        }
    }
    Ok(found)
}

/// The times that it went to sleep, one for each time that it was woken. What other programs take the
/// processor away for is no doing of its own.
fn switches_in(status: &str) -> Option<f64> {
    number(status, "voluntary_ctxt_switches:")
}

/// The number of a line `NAME   12 kB`.
fn number(text: &str, name: &str) -> Option<f64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Ends a process and all below it at once, and waits until they are gone.
pub(crate) fn end(root: u32) -> Outcome<()> {
    let processes = tree(root)?;
    for id in &processes {
        // One may have ended by itself since.
        Command::new("kill")
            .args(["-9", &id.to_string()])
            .stderr(std::process::Stdio::null())
            .status()?;
    }
    let begun = now();
    while processes.iter().any(|id| is_alive(*id)) {
        if begun.elapsed() > PATIENCE {
            return Err("a process does not end".into());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}

fn is_alive(id: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{id}/status"));
    status.is_ok_and(|text| !text.contains("State:\tZ"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_anything() {
        assert_eq!(parent("7 (a ) b) S 3 9 1"), Some(3));
        assert_eq!(parent(""), None);
    }

    #[test]
    fn figures_are_read_from_their_lines() {
        let rollup = "5581-7ffd [rollup]\nRss:  900 kB\nPss:     512 kB\nPss_Dirty:  4 kB\n";
        assert_eq!(number(rollup, "Pss:"), Some(512.0));
        let status = "Name:\tx\nvoluntary_ctxt_switches:\t40\nnonvoluntary_ctxt_switches:\t2\n";
        assert_eq!(switches_in(status), Some(40.0));
        assert_eq!(switches_in("Name:\tx\n"), None);
    }

    #[test]
    fn a_process_below_counts() {
        let mut child = Command::new("sleep").arg("60").spawn().unwrap();
        let found = tree(std::process::id()).unwrap();
        assert!(found.contains(&child.id()));
        assert!(memory(child.id()).unwrap() > 0.0);
        assert_eq!(switches(child.id()).unwrap().len(), 1);
        // It is this process's own child, and stays a zombie until it is waited for.
        end(child.id()).unwrap();
        child.wait().unwrap();
    }
}
