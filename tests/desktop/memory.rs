//! What stands in the memory of the program's processes.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;

use aho_corasick::AhoCorasick;

use crate::setting::Setting;

/// A region that is larger was reserved, mostly: only its pages that are there are read.
const LARGE: u64 = 1 << 30;
const PAGE: u64 = 4096;
/// Of an entry of the page map: the page is in memory, or was moved out to a disk.
const THERE: u64 = 0b11 << 62;

/// What is searched for, in all its forms.
pub(crate) struct Wanted {
    names: Vec<String>,
    /// Whose each form is.
    owners: Vec<usize>,
    search: AhoCorasick,
}

impl Wanted {
    /// Texts, as UTF-8 or as the UTF-16 of a web page, and bytes as they are.
    pub(crate) fn of<'a>(
        texts: impl IntoIterator<Item = &'a String>,
        bytes: &[(&str, Vec<u8>)],
    ) -> Self {
        let (mut names, mut owners, mut forms) = (vec![], vec![], vec![]);
        let mut add = |name: &str, all: Vec<Vec<u8>>| {
            owners.extend(all.iter().map(|_| names.len()));
            forms.extend(all);
            names.push(name.to_owned());
        };
        for text in texts {
            let wide = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            add(text, vec![text.as_bytes().to_vec(), wide]);
        }
        for (name, bytes) in bytes {
            add(name, vec![bytes.clone()]);
        }
        let search = AhoCorasick::new(forms).unwrap();
        Self {
            names,
            owners,
            search,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }
}

/// A process of the program, and what it is.
pub(crate) struct Process {
    pub(crate) id: u32,
    pub(crate) name: String,
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

    /// Which of these stand in its memory.
    pub(crate) fn holds<'a>(&self, wanted: &'a Wanted) -> BTreeSet<&'a str> {
        let memory = File::open(format!("/proc/{}/mem", self.id)).unwrap();
        let mut found = BTreeSet::new();
        for (start, length) in self.regions() {
            let parts = if length > LARGE {
                self.pages(start, length)
            } else {
                vec![(start, length)]
            };
            for (start, length) in parts {
                let Some(bytes) = self.read(&memory, start, length) else {
                    continue;
                };
                let matches = wanted.search.find_overlapping_iter(&bytes);
                let owners = matches.map(|one| wanted.owners[one.pattern().as_usize()]);
                found.extend(owners.map(|owner| wanted.names[owner].as_str()));
            }
        }
        found
    }

    /// Where something can be written, as it is now.
    fn regions(&self) -> Vec<(u64, u64)> {
        let maps = fs::read_to_string(format!("/proc/{}/maps", self.id)).unwrap();
        let regions: Vec<_> = maps.lines().filter_map(writable).collect();
        assert!(!regions.is_empty(), "{} has no memory", self.name);
        regions
    }

    /// A part of its memory, unless it is gone by now. One that is there and cannot be read is no part
    /// without secrets.
    fn read(&self, memory: &File, start: u64, length: u64) -> Option<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(length).unwrap()];
        let error = match memory.read_exact_at(&mut bytes, start) {
            Ok(()) => return Some(bytes),
            Err(error) => error,
        };
        let still = |(first, size): &(u64, u64)| *first <= start && start + length <= first + size;
        let still = self.regions().iter().any(still);
        assert!(!still, "{} at {start:x}: {error}", self.name);
        None
    }

    /// The pages of a region that are there, those side by side as one.
    fn pages(&self, start: u64, length: u64) -> Vec<(u64, u64)> {
        let map = File::open(format!("/proc/{}/pagemap", self.id)).unwrap();
        let mut entries = vec![0; usize::try_from(length / PAGE * 8).unwrap()];
        let read: io::Result<()> = map.read_exact_at(&mut entries, start / PAGE * 8);
        read.unwrap();
        let mut runs: Vec<(u64, u64)> = vec![];
        for (entry, address) in entries.chunks_exact(8).zip((start..).step_by(4096)) {
            if u64::from_le_bytes(entry.try_into().unwrap()) & THERE == 0 {
                continue;
            }
            match runs.last_mut() {
                Some((first, size)) if *first + *size == address && *size < LARGE => *size += PAGE,
                Some(_) | None => runs.push((address, PAGE)),
            }
        }
        runs
    }
}

/// Where a region begins and how long it is, if something can be written there.
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (start, end) = words.next()?.split_once('-')?;
    let start = u64::from_str_radix(start, 16).ok()?;
    let length = u64::from_str_radix(end, 16).ok()? - start;
    let rights = words.next()?;
    rights.starts_with("rw").then_some((start, length))
}
