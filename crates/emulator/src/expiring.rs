//! A map whose entries end by themselves, so that what nobody comes back for takes no memory.
//!
//! Entries past their end are not seen, and are swept out each time the map has doubled: one pass
//! for as many insertions as entries are left, so an insertion costs the same on the whole.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

/// The size below which sweeping is not worth a pass.
const SMALL: usize = 64;

/// Values by key, each with the end of its life.
pub(crate) struct Expiring<V> {
    entries: HashMap<String, Entry<V>>,
    sweep_at: usize,
}

struct Entry<V> {
    ends: DateTime<Utc>,
    value: V,
}

impl<V> Default for Expiring<V> {
    fn default() -> Self {
        Self {
            entries: HashMap::new(),
            sweep_at: SMALL,
        }
    }
}

impl<V> Expiring<V> {
    /// Keeps a value until `ends`.
    pub(crate) fn insert(
        &mut self,
        key: String,
        value: V,
        ends: DateTime<Utc>,
        now: DateTime<Utc>,
    ) {
        if self.entries.len() >= self.sweep_at {
            self.entries.retain(|_, entry| now < entry.ends);
            self.sweep_at = SMALL.max(2 * self.entries.len());
        }
        self.entries.insert(key, Entry { ends, value });
    }

    /// The living value of a key.
    pub(crate) fn get(&self, key: &str, now: DateTime<Utc>) -> Option<&V> {
        self.entries
            .get(key)
            .filter(|entry| now < entry.ends)
            .map(|entry| &entry.value)
    }

    /// The living value of a key, to be changed.
    pub(crate) fn get_mut(&mut self, key: &str, now: DateTime<Utc>) -> Option<&mut V> {
        self.entries
            .get_mut(key)
            .filter(|entry| now < entry.ends)
            .map(|entry| &mut entry.value)
    }

    /// Takes a value out; `None` if its life is over.
    pub(crate) fn remove(&mut self, key: &str, now: DateTime<Utc>) -> Option<V> {
        self.entries
            .remove(key)
            .filter(|entry| now < entry.ends)
            .map(|entry| entry.value)
    }

    /// Keeps only the values that pass.
    pub(crate) fn retain(&mut self, mut stays: impl FnMut(&V) -> bool) {
        self.entries.retain(|_, entry| stays(&entry.value));
    }
}

impl Expiring<()> {
    /// Notes something that may happen once; false if it has happened before.
    pub(crate) fn note(&mut self, key: String, ends: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        let fresh = self.get(&key, now).is_none();
        if fresh {
            self.insert(key, (), ends, now);
        }
        fresh
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::{Expiring, SMALL};

    #[test]
    fn what_is_over_is_not_seen_and_takes_no_memory() {
        let start = DateTime::<Utc>::UNIX_EPOCH;
        let at = |second| start + TimeDelta::seconds(second);
        let mut map = Expiring::default();
        for second in 0..10_000_i64 {
            map.insert(second.to_string(), second, at(second + 10), at(second));
        }
        assert!(map.entries.len() <= 2 * SMALL, "{}", map.entries.len());
        assert_eq!(map.get("9999", at(10_000)), Some(&9_999));
        assert_eq!(map.get("9980", at(10_000)), None);
        assert_eq!(map.remove("9999", at(10_009)), None);
    }
}
