//! Lists come in pages (wire contract 1.4).

use reqwest::{Request, Url};
use serde::Deserialize;

use crate::http::get;

/// The longest page that the tenant gives.
const TAKE: &str = "20";

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

impl<T> Page<T> {
    /// An empty cursor is none.
    pub(crate) fn new(items: Vec<T>, next: Option<String>) -> Self {
        let next = next.filter(|cursor| !cursor.is_empty()).map(Cursor);
        Self { items, next }
    }
}

/// Asks for the page that begins at the cursor, or for the first.
pub(crate) fn request(mut list: Url, from: Option<&Cursor>) -> Request {
    let mut query = list.query_pairs_mut();
    query.append_pair("take", TAKE);
    if let Some(cursor) = from {
        query.append_pair("from", &cursor.0);
    }
    drop(query);
    get(list)
}
