//! Lists come in pages (wire contract 1.4).

use serde::Deserialize;

/// Where the next page begins: the tenant's own words, opaque.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub struct Cursor(pub(crate) String);

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Its items.
    pub items: Vec<T>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<Cursor>,
}
