//! A link that proposes to connect something: `dev.mooring.desktop://open?connection=…&permission=…`.
//!
//! Anybody may make one, and so it is held to more than a callback: what it may say is spelt out, and
//! whatever else it says makes it malformed as a whole. It never begins anything.

use std::collections::HashSet;

use super::{ADDRESS_LIMIT, Malformed, without_slash};

/// The address of such a link.
pub const OPEN_LINK: &str = "dev.mooring.desktop://open";

/// Auth0's longest name of a connection.
const CONNECTION_LIMIT: usize = 128;
/// Longer than any scope that is known, and more of them than any provider has.
const PERMISSION_LIMIT: usize = 255;
const PERMISSIONS_LIMIT: usize = 200;

/// What a well-formed link proposes. Nothing says yet that there is such a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The connection's name.
    pub connection: String,
    /// The scopes, each once; none: all that the tenant offers.
    pub permissions: Vec<String>,
}

/// Whether this address is the one of a proposal; what follows it may still be malformed.
pub(super) fn is_proposal(raw: &str) -> bool {
    let end = raw.find(['?', '#']).unwrap_or(raw.len());
    raw.get(..end)
        .is_some_and(|address| without_slash(address) == OPEN_LINK)
}

impl Proposal {
    /// Reads a raw address.
    ///
    /// # Errors
    /// [`Malformed`] with what is wrong; never with what the address says.
    pub fn parse(raw: &str) -> Result<Self, Malformed> {
        if raw.len() > ADDRESS_LIMIT {
            return Err(Malformed("too long"));
        }
        if !is_proposal(raw) {
            return Err(Malformed("another address"));
        }
        if raw.contains('#') {
            return Err(Malformed("a fragment"));
        }
        let (_, query) = raw.split_once('?').ok_or(Malformed("no connection"))?;
        let mut connection = None;
        let mut permissions = Vec::new();
        let mut seen = HashSet::new();
        for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let value = value.into_owned();
            match key.as_ref() {
                "connection" if connection.is_some() => return Err(Malformed("a key twice")),
                "connection" => connection = Some(value),
                "permission" => {
                    if !is_permission(&value) || permissions.len() == PERMISSIONS_LIMIT {
                        return Err(Malformed("an impossible permission"));
                    }
                    if !seen.insert(value.clone()) {
                        return Err(Malformed("a permission twice"));
                    }
                    permissions.push(value);
                }
                _ => return Err(Malformed("an unknown key")),
            }
        }
        let connection = connection.ok_or(Malformed("no connection"))?;
        if !is_connection(&connection) {
            return Err(Malformed("an impossible name of a connection"));
        }
        Ok(Self {
            connection,
            permissions,
        })
    }
}

/// Letters, digits and hyphens, as Auth0 takes them; older tenants have dots and underscores too. A
/// sentence can not be made of these.
fn is_connection(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let whole = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = name.as_bytes();
    name.len() <= CONNECTION_LIMIT
        && whole(bytes.first())
        && whole(bytes.last())
        && name.bytes().all(plain)
}

/// A `scope-token` of RFC 6749, without what markup and broken escapes are made of.
fn is_permission(scope: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"\\<>'`&%".contains(&byte);
    (1..=PERMISSION_LIMIT).contains(&scope.len()) && scope.bytes().all(plain)
}
