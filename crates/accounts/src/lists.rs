//! The lists of a session, read page by page.
//!
//! A [`Reading`] goes through both lists; they take effect together when it is done. Until the lists
//! were read whole once, what came so far is shown, each time that it is four times as much: a long
//! list is then drawn a few times and not once for each page. At most one page of each list is asked
//! for at a time, also when a reading is overtaken by another.

use std::collections::HashSet;

use auth0::{ConnectedAccount, Connection, Cursor, Page};
use chrono::{DateTime, Utc};

use crate::session::Call;
use crate::view::FailureView;

/// More pages than this are a loop, even if no cursor came twice.
const PAGE_LIMIT: usize = 1000;

/// The lists, as last read.
#[derive(Default)]
pub(crate) struct Lists {
    pub(crate) accounts: Vec<ConnectedAccount>,
    pub(crate) connections: Vec<Connection>,
    /// When they were last read whole.
    pub(crate) as_of: Option<DateTime<Utc>>,
    pub(crate) reading: Option<Reading>,
    /// Readings so far.
    readings: u32,
    pub(crate) failure: Option<FailureView>,
    /// A page of the accounts was asked for and has not come yet.
    asked_accounts: bool,
    /// A page of the connections was asked for and has not come yet.
    asked_connections: bool,
}

/// A reading under way.
pub(crate) struct Reading {
    /// Tells its pages from those of a reading that was overtaken.
    number: u32,
    accounts: Pages<ConnectedAccount>,
    connections: Pages<Connection>,
}

/// The pages of one list so far.
struct Pages<T> {
    items: Vec<T>,
    next: Next,
    seen: HashSet<Cursor>,
}

enum Next {
    Page(Option<Cursor>),
    End,
}

/// What a list has one of each.
trait Listed: Clone {
    fn key(&self) -> &str;
}

impl Listed for ConnectedAccount {
    fn key(&self) -> &str {
        &self.id
    }
}

impl Listed for Connection {
    fn key(&self) -> &str {
        &self.name
    }
}

/// How much more there must be than is shown.
#[derive(Debug, Clone, Copy)]
enum Growth {
    Quadrupled,
    Any,
}

/// What a message did to what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Shown,
    Unseen,
}

/// The cursor of a page came a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Endless;

impl<T> Default for Pages<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            next: Next::Page(None),
            seen: HashSet::new(),
        }
    }
}

impl<T> Pages<T> {
    fn add(&mut self, page: Page<T>) -> Result<(), Endless> {
        self.items.extend(page.items);
        let Some(cursor) = page.next else {
            self.next = Next::End;
            return Ok(());
        };
        let new = self.seen.insert(cursor.clone());
        if !new || self.seen.len() > PAGE_LIMIT {
            return Err(Endless);
        }
        self.next = Next::Page(Some(cursor));
        Ok(())
    }

    /// Says whether it did.
    fn show(&self, shown: &mut Vec<T>, growth: Growth) -> bool
    where
        T: Listed,
    {
        let enough = match growth {
            Growth::Quadrupled => self.items.len() >= 4 * shown.len(),
            Growth::Any => true,
        };
        if !enough || self.items.is_empty() {
            return false;
        }
        let mut known = HashSet::new();
        // What was connected meanwhile may be in no page yet.
        let all = self.items.iter().chain(&*shown);
        let all = all.filter(|one| known.insert(one.key()));
        *shown = all.cloned().collect();
        true
    }

    fn at_end(&self) -> bool {
        matches!(self.next, Next::End)
    }
}

impl Lists {
    /// Begins a reading; one under way is overtaken.
    pub(crate) fn begin(&mut self) {
        self.readings += 1;
        self.reading = Some(Reading {
            number: self.readings,
            accounts: Pages::default(),
            connections: Pages::default(),
        });
    }

    /// The pages to ask for now.
    pub(crate) fn next_calls(&mut self) -> Vec<Call> {
        let Some(reading) = &self.reading else {
            return Vec::new();
        };
        let number = reading.number;
        let mut calls = Vec::new();
        if let (false, Next::Page(from)) = (self.asked_connections, &reading.connections.next) {
            self.asked_connections = true;
            calls.push(Call::Connections {
                reading: number,
                from: from.clone(),
            });
        }
        if let (false, Next::Page(from)) = (self.asked_accounts, &reading.accounts.next) {
            self.asked_accounts = true;
            calls.push(Call::Accounts {
                reading: number,
                from: from.clone(),
            });
        }
        calls
    }

    pub(crate) fn add_accounts(
        &mut self,
        number: u32,
        page: Page<ConnectedAccount>,
    ) -> Result<Change, Endless> {
        self.asked_accounts = false;
        let Some(reading) = self.reading.as_mut().filter(|one| one.number == number) else {
            return Ok(Change::Unseen);
        };
        reading.accounts.add(page)?;
        Ok(self.show(Growth::Quadrupled))
    }

    pub(crate) fn add_connections(
        &mut self,
        number: u32,
        page: Page<Connection>,
    ) -> Result<Change, Endless> {
        self.asked_connections = false;
        let Some(reading) = self.reading.as_mut().filter(|one| one.number == number) else {
            return Ok(Change::Unseen);
        };
        reading.connections.add(page)?;
        Ok(self.show(Growth::Quadrupled))
    }

    /// Until the lists were read whole once, shows what came so far.
    fn show(&mut self, growth: Growth) -> Change {
        let Some(reading) = self.reading.as_ref().filter(|_| self.as_of.is_none()) else {
            return Change::Unseen;
        };
        let accounts = reading.accounts.show(&mut self.accounts, growth);
        let connections = reading.connections.show(&mut self.connections, growth);
        if accounts || connections {
            return Change::Shown;
        }
        Change::Unseen
    }

    /// Both lists take effect together, once both are read whole. Says whether they did.
    pub(crate) fn commit(&mut self, now: DateTime<Utc>) -> bool {
        let read = self
            .reading
            .take_if(|one| one.accounts.at_end() && one.connections.at_end());
        let Some(reading) = read else {
            return false;
        };
        self.accounts = reading.accounts.items;
        self.connections = reading.connections.items;
        self.as_of = Some(now);
        self.failure = None;
        true
    }

    /// A page did not come. Says whether it belonged to the reading under way, which ends by it.
    pub(crate) fn fail(&mut self, call: &Call) -> bool {
        let number = match call {
            Call::Accounts { reading, .. } => {
                self.asked_accounts = false;
                *reading
            }
            Call::Connections { reading, .. } => {
                self.asked_connections = false;
                *reading
            }
            Call::Connect { .. }
            | Call::Complete { .. }
            | Call::Disconnect { .. }
            | Call::Examine { .. } => return false,
        };
        let current = self
            .reading
            .as_ref()
            .is_some_and(|one| one.number == number);
        if current {
            self.show(Growth::Any);
            self.reading = None;
        }
        current
    }
}
