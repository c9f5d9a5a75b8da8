//! What a report needs of this computer: the end of the log, and a place to be saved at.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use accounts::ports::LogTail;
use chrono::NaiveDate;

use crate::log::{FILES, OURS};

/// So many lines of the log are in a report.
const LINES: usize = 200;
/// No more of a file is read: far more than so many lines have.
const BYTES: u64 = 256 * 1024;
/// More reports of one day than this are kept by nobody.
const NUMBERS: u32 = 100;

/// The end of the log in a folder. Only lines of our own crates are taken, and whole ones.
#[must_use]
pub fn log_tail(folder: &Path) -> LogTail {
    let mut files = log_files(folder);
    let mut lines: Vec<String> = Vec::new();
    while let Some(path) = files.pop().filter(|_| lines.len() < LINES) {
        let text = end_of(&path).unwrap_or_else(|error| {
            tracing::info!(%error, "a file of the log was not read");
            String::new()
        });
        let ours = text.lines().filter(|line| is_ours(line));
        let mut older: Vec<String> = ours.map(str::to_owned).collect();
        older.append(&mut lines);
        lines = older;
    }
    let first = lines.len().saturating_sub(LINES);
    LogTail {
        lines: lines.split_off(first),
        home: dirs::home_dir().map(|home| home.to_string_lossy().into_owned()),
    }
}

/// The files of the log, oldest first: their names have the day.
fn log_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let [begin, end] = FILES;
            name.starts_with(&format!("{begin}.")) && name.ends_with(&format!(".{end}"))
        })
        .collect();
    files.sort();
    files
}

fn end_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let start = length.saturating_sub(BYTES);
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(BYTES).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    // The first line may have lost its beginning.
    let whole = text.split_once('\n').filter(|_| start > 0);
    Ok(whole.map(|(_, rest)| rest.to_owned()).unwrap_or(text))
}

/// Whether a line begins as ours do: a time, a level, whatever it happened within, and one of our crates.
fn is_ours(line: &str) -> bool {
    let mut parts = line.split_whitespace();
    let time = parts.next().unwrap_or_default();
    let level = parts.next().unwrap_or_default();
    let known = ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"].contains(&level);
    let ours = |part: &str| {
        let target = part.strip_suffix(':').unwrap_or_default();
        let krate = target.rsplit("}:").next().unwrap_or_default();
        OURS.contains(&krate.split("::").next().unwrap_or_default())
    };
    time.parse::<chrono::DateTime<chrono::Utc>>().is_ok() && known && parts.any(ours)
}

/// The name of the system with its version (os-release), where it has that.
#[must_use]
pub fn system() -> Option<String> {
    let paths = ["/etc/os-release", "/usr/lib/os-release"];
    let text = paths
        .iter()
        .find_map(|path| std::fs::read_to_string(path).ok())?;
    pretty_name(&text)
}

fn pretty_name(os_release: &str) -> Option<String> {
    let mut lines = os_release.lines();
    let value = lines.find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    let name = value.trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Saves a report among the person's downloads, or at home, under a name that no other file has.
///
/// # Errors
/// When there is no such folder, or it cannot be written to.
pub fn save(text: &str, day: NaiveDate) -> io::Result<PathBuf> {
    let folder = dirs::download_dir().filter(|folder| folder.is_dir());
    let folder = folder.or_else(dirs::home_dir);
    let homeless = || io::Error::new(ErrorKind::NotFound, "there is no home folder");
    save_in(&folder.ok_or_else(homeless)?, text, day)
}

fn save_in(folder: &Path, text: &str, day: NaiveDate) -> io::Result<PathBuf> {
    for number in 1..=NUMBERS {
        let number = match number {
            1 => String::new(),
            number => format!("-{number}"),
        };
        let path = folder.join(format!("mooring-report-{day}{number}.txt"));
        match write_new(&path, text) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(
        ErrorKind::AlreadyExists,
        "there are too many reports of today",
    ))
}

/// Writes a file that is not there yet, for this person only.
///
/// # Errors
/// When something is there already, or nothing can be written there.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = private().create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Writes a file in place of one that may be there, for this person only.
///
/// # Errors
/// When nothing can be written there; what was there stays then.
pub fn write_over(path: &Path, text: &str) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_lines_are_taken_and_only_ours() {
        let folder = tempfile::tempdir().unwrap();
        let line = |day: u8, number: usize| {
            format!("2026-11-{day:02}T10:00:00.000001Z  INFO accounts::app: line {number}\n")
        };
        let file = |day: u8| folder.path().join(format!("mooring.2026-11-{day:02}.log"));
        let of = |day: u8, count: usize| (0..count).map(|number| line(day, number)).collect();
        let (first, second): (String, String) = (of(1, 150), of(2, 120));
        std::fs::write(file(1), first).unwrap();
        let foreign = "2026-11-02T10:00:00.000001Z  INFO hyper::client: a library's\n\
            something that a line of ours went on with: accounts:\n";
        let within =
            "2026-11-02T10:00:01.000001Z  INFO action{id=\"MOOR-7F3K-21C9\"}: accounts: in\n";
        std::fs::write(file(2), format!("{second}{foreign}{within}")).unwrap();
        std::fs::write(folder.path().join("settings.json"), line(3, 1)).unwrap();
        let tail = log_tail(folder.path());
        assert_eq!(tail.lines.len(), LINES);
        assert!(tail.lines[0].ends_with("line 71"), "{}", tail.lines[0]);
        assert_eq!(format!("{}\n", tail.lines[LINES - 1]), within);
        assert!(!tail.lines.concat().contains("library"));
        assert!(log_tail(&folder.path().join("none")).lines.is_empty());
    }

    #[test]
    fn the_system_has_a_name() {
        let text = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";
        assert_eq!(pretty_name(text).unwrap(), "Debian GNU/Linux 12 (bookworm)");
        assert_eq!(pretty_name("ID=x"), None);
    }

    #[test]
    fn a_report_takes_no_other_ones_place() {
        let folder = tempfile::tempdir().unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let names = ["first", "second", "third"].map(|text| {
            let path = save_in(folder.path(), text, day).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
            path.file_name().unwrap().to_string_lossy().into_owned()
        });
        let wanted =
            ["", "-2", "-3"].map(|number| format!("mooring-report-2026-11-23{number}.txt"));
        assert_eq!(names, wanted);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let path = folder.path().join(&names[0]);
            let mode = std::fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert!(save_in(&folder.path().join("none"), "x", day).is_err());
    }
}
