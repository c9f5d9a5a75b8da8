//! What the test and the program that it starts say to each other, one line of JSON each.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What the program is told.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "order", rename_all = "camelCase")]
pub(crate) enum Order {
    /// Go past a step that waits.
    Go {
        step: u64,
    },
    /// From now on every step waits, or none.
    Watch {
        on: bool,
    },
    /// Let time pass.
    Pass {
        seconds: u64,
    },
    SignIn,
    CancelSignIn,
    SignOut,
    Connect {
        connection: String,
    },
    Cancel {
        attempt: String,
    },
    /// A link came from the browser.
    Deliver {
        raw: String,
    },
    Disconnect {
        account: String,
    },
    Undo {
        removal: u32,
    },
    Refresh,
    /// After a moment the access has ended, and the lists are read again.
    Race {
        wait: Duration,
        seconds: u64,
    },
    Speak {
        german: bool,
    },
    Rename {
        account: String,
        nickname: String,
    },
}

/// What the program tells.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "report", rename_all = "camelCase")]
pub(crate) enum Report {
    /// It is at a step, and waits.
    Step {
        id: u64,
        name: String,
    },
    Opened {
        url: String,
    },
    Seen(Box<Seen>),
}

/// What the window would show, in short.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Seen {
    pub(crate) screen: Shown,
    /// Why nobody is signed in, or why the lists could not be read.
    pub(crate) failure: Option<String>,
    /// The ids, in order.
    pub(crate) accounts: Vec<String>,
    /// Read, and not being read.
    pub(crate) current: bool,
    /// When the lists were last read, in milliseconds.
    pub(crate) as_of: i64,
    /// Of connects.
    pub(crate) attempts: Vec<Way>,
    /// The connections whose last attempt failed, and why.
    pub(crate) failed: Vec<(String, String)>,
    /// Removals that can be undone, and the accounts.
    pub(crate) removals: Vec<(u32, Vec<String>)>,
    /// Accounts whose removal the tenant is being told.
    pub(crate) leaving: usize,
    pub(crate) nicknames: Vec<(String, String)>,
    pub(crate) german: bool,
    /// How often the keychain took a session in this run.
    pub(crate) sessions_written: u64,
}

/// What fills the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Shown {
    #[default]
    Starting,
    SignedOut,
    /// A link is being made ready, or the browser came back.
    SigningInBusy,
    /// The person's turn, in the browser.
    SigningIn,
    Accounts,
    /// Nothing that these tests lead to.
    Other,
}

/// An attempt to connect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Way {
    pub(crate) id: String,
    pub(crate) connection: String,
    pub(crate) waiting: bool,
}
