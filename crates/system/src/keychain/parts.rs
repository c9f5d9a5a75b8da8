//! An item that is larger than the store takes is kept in several, under a header that tells how many
//! there are and what they add up to.
//!
//! The Credential Manager of Windows takes 2,560 bytes an item; a refresh token with its identity may
//! be longer. New parts are written beside the old ones, and the header last: a program that is
//! killed in between leaves the item as it was.

use accounts::ports::{VaultBytes, VaultError};
use aws_lc_rs::digest::{SHA256, digest};

/// What a header begins with. No item of ours does.
const MAGIC: &str = "mooring parts 1";
/// Parts are written in the row that the header does not name, so that the old ones stay until then.
const ROWS: [&str; 2] = ["a", "b"];
/// No item has more.
const PARTS_LIMIT: usize = 64;

/// A store of small items.
pub(super) trait Items {
    /// Reads one; `None` where there is none.
    fn get(&mut self, name: &str) -> Result<Option<VaultBytes>, VaultError>;
    /// Writes one, in place of an older one.
    fn set(&mut self, name: &str, bytes: &[u8]) -> Result<(), VaultError>;
    /// Deletes one; one that is not there counts as deleted.
    fn remove(&mut self, name: &str) -> Result<(), VaultError>;
}

#[derive(Debug, PartialEq, Eq)]
struct Header {
    row: &'static str,
    parts: usize,
    digest: String,
}

/// Reads an item, whole.
///
/// # Errors
/// [`VaultError::Corrupt`] when its parts are not those of its header.
pub(super) fn read(items: &mut impl Items, name: &str) -> Result<Option<VaultBytes>, VaultError> {
    let Some(first) = items.get(name)? else {
        return Ok(None);
    };
    let Some(header) = Header::read(&first)? else {
        return Ok(Some(first));
    };
    let mut whole = VaultBytes::default();
    for number in 0..header.parts {
        let part = items.get(&part_name(name, header.row, number))?;
        let part = part.ok_or_else(|| corrupt("a part of it is missing"))?;
        whole.extend_from_slice(&part);
    }
    if digest_of(&whole) != header.digest {
        return Err(corrupt("its parts do not belong together"));
    }
    Ok(Some(whole))
}

/// Writes an item, in parts of at most `limit` bytes.
pub(super) fn write(
    items: &mut impl Items,
    name: &str,
    bytes: &[u8],
    limit: usize,
) -> Result<(), VaultError> {
    let before = header_of(items, name)?;
    if bytes.len() <= limit {
        items.set(name, bytes)?;
    } else {
        let row = match &before {
            Some(header) if header.row == ROWS[0] => ROWS[1],
            Some(_) | None => ROWS[0],
        };
        let parts = bytes.len().div_ceil(limit);
        if parts > PARTS_LIMIT {
            return Err(VaultError::Refused("the item is too large".to_owned()));
        }
        for (number, part) in bytes.chunks(limit).enumerate() {
            items.set(&part_name(name, row, number), part)?;
        }
        let header = Header {
            row,
            parts,
            digest: digest_of(bytes),
        };
        items.set(name, header.write().as_bytes())?;
    }
    remove_parts(items, name, before)
}

/// Deletes an item with all its parts.
pub(super) fn delete(items: &mut impl Items, name: &str) -> Result<(), VaultError> {
    let before = header_of(items, name)?;
    items.remove(name)?;
    remove_parts(items, name, before)
}

fn remove_parts(
    items: &mut impl Items,
    name: &str,
    header: Option<Header>,
) -> Result<(), VaultError> {
    let Some(header) = header else {
        return Ok(());
    };
    for number in 0..header.parts {
        items.remove(&part_name(name, header.row, number))?;
    }
    Ok(())
}

/// The header of what is there now, if it is in parts. A broken one is about to go, and its parts with
/// the next item that is as long.
fn header_of(items: &mut impl Items, name: &str) -> Result<Option<Header>, VaultError> {
    match items.get(name)? {
        Some(bytes) => Ok(Header::read(&bytes).unwrap_or_default()),
        None => Ok(None),
    }
}

fn part_name(name: &str, row: &str, number: usize) -> String {
    format!("{name} part {row}{number}")
}

fn digest_of(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let digest = digest(&SHA256, bytes);
    let mut text = String::new();
    for byte in digest.as_ref() {
        // Writing to a string does not fail.
        write!(text, "{byte:02x}").unwrap_or_default();
    }
    text
}

fn corrupt(reason: &str) -> VaultError {
    VaultError::Corrupt(reason.to_owned())
}

impl Header {
    fn write(&self) -> String {
        format!("{MAGIC} {} {} {}", self.row, self.parts, self.digest)
    }

    /// `None` where the bytes are no header.
    fn read(bytes: &[u8]) -> Result<Option<Self>, VaultError> {
        let Some(rest) = bytes.strip_prefix(MAGIC.as_bytes()) else {
            return Ok(None);
        };
        let broken = || corrupt("its header cannot be read");
        let text = std::str::from_utf8(rest).map_err(|_| broken())?;
        let words: Vec<&str> = text.split_whitespace().collect();
        let [row, parts, digest] = words[..] else {
            return Err(broken());
        };
        let row = ROWS.into_iter().find(|one| *one == row);
        let parts = parts.parse().ok().filter(|parts| *parts <= PARTS_LIMIT);
        Ok(Some(Self {
            row: row.ok_or_else(broken)?,
            parts: parts.ok_or_else(broken)?,
            digest: digest.to_owned(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The largest item that the Credential Manager takes.
    const LIMIT: usize = 2560;

    /// A store like the Credential Manager, which a test can end in the middle of a write.
    #[derive(Clone, Default)]
    struct Drawer {
        items: BTreeMap<String, Vec<u8>>,
        /// So many changes are left until the program is killed.
        left: Option<usize>,
    }

    impl Drawer {
        fn change(&mut self) -> Result<(), VaultError> {
            match &mut self.left {
                Some(0) => Err(VaultError::TimedOut),
                Some(left) => {
                    *left -= 1;
                    Ok(())
                }
                None => Ok(()),
            }
        }

        fn kept(&mut self) -> Option<Vec<u8>> {
            read(self, "session").unwrap().map(|bytes| bytes.to_vec())
        }
    }

    impl Items for Drawer {
        fn get(&mut self, name: &str) -> Result<Option<VaultBytes>, VaultError> {
            Ok(self.items.get(name).cloned().map(VaultBytes::new))
        }

        fn set(&mut self, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
            self.change()?;
            if bytes.len() > LIMIT {
                return Err(VaultError::Refused("too large".to_owned()));
            }
            self.items.insert(name.to_owned(), bytes.to_vec());
            Ok(())
        }

        fn remove(&mut self, name: &str) -> Result<(), VaultError> {
            self.change()?;
            self.items.remove(name);
            Ok(())
        }
    }

    fn item(size: usize, seed: usize) -> Vec<u8> {
        (0..size)
            .map(|at| u8::try_from((at * 7 + seed) % 251).unwrap())
            .collect()
    }

    #[test]
    fn six_kilobytes_come_back_from_a_store_of_small_items() {
        let mut drawer = Drawer::default();
        for (size, count) in [(6000, 4), (100, 1), (LIMIT, 1), (LIMIT + 1, 3), (0, 1)] {
            write(&mut drawer, "session", &item(size, size), LIMIT).unwrap();
            assert_eq!(drawer.kept(), Some(item(size, size)));
            assert_eq!(drawer.items.len(), count, "nothing older is left");
        }
        write(&mut drawer, "session", &item(6000, 1), LIMIT).unwrap();
        delete(&mut drawer, "session").unwrap();
        assert_eq!(drawer.kept(), None);
        assert!(drawer.items.is_empty());
    }

    #[test]
    fn a_write_that_is_cut_off_leaves_the_item_as_it_was_or_as_it_is_to_be() {
        let sizes = [100, LIMIT, 6000, 9000];
        for (before, after) in sizes.iter().flat_map(|one| sizes.map(|two| (*one, two))) {
            let mut whole = Drawer::default();
            write(&mut whole, "session", &item(before, 1), LIMIT).unwrap();
            for left in 0..12 {
                let mut drawer = whole.clone();
                drawer.left = Some(left);
                let written = write(&mut drawer, "session", &item(after, 2), LIMIT);
                let kept = drawer.kept().unwrap();
                let new = kept == item(after, 2);
                assert!(new || kept == item(before, 1), "{before} {after} {left}");
                assert!(new || written.is_err(), "what is written is there");
                drawer.left = None;
                write(&mut drawer, "session", &item(after, 3), LIMIT).unwrap();
                assert_eq!(drawer.kept(), Some(item(after, 3)));
            }
        }
    }

    #[test]
    fn parts_that_do_not_belong_together_are_told() {
        let mut whole = Drawer::default();
        write(&mut whole, "session", &item(6000, 1), LIMIT).unwrap();
        for name in whole.items.keys() {
            let mut changed = whole.clone();
            if let Some(last) = changed.items.get_mut(name).unwrap().last_mut() {
                *last ^= 1;
            }
            let outcome = read(&mut changed, "session");
            assert!(matches!(outcome, Err(VaultError::Corrupt(_))), "{name}");
            let mut missing = whole.clone();
            missing.items.remove(name);
            let outcome = read(&mut missing, "session");
            let gone = name == "session" && outcome == Ok(None);
            assert!(gone || matches!(outcome, Err(VaultError::Corrupt(_))));
        }
        for header in ["", " c 1 x", " a 65 x", " a 1", " a -1 x"] {
            let bytes = format!("{MAGIC}{header}").into_bytes();
            whole.items.insert("session".to_owned(), bytes);
            let outcome = read(&mut whole, "session");
            assert!(matches!(outcome, Err(VaultError::Corrupt(_))), "{header}");
        }
    }
}
