//! Connect attempts, from the ticket to the connected account (contract 1.2, 1.3, 2).

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::expiring::Expiring;
use crate::random;

/// How long an attempt is remembered after its end, so that the browser can be told.
const AFTERWARDS: TimeDelta = TimeDelta::minutes(10);

/// The attempts of everybody, by their `auth_session`, and the session of each ticket and page.
#[derive(Default)]
pub(crate) struct Attempts {
    attempts: Expiring<Attempt>,
    doors: Expiring<String>,
}

/// One attempt.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    /// The application's id.
    pub(crate) client: String,
    /// Who connects.
    pub(crate) person: String,
    /// The connection's name.
    pub(crate) connection: String,
    /// Where the browser comes back.
    pub(crate) redirect_uri: String,
    /// The client's state, returned as it is.
    pub(crate) state: Option<String>,
    /// The PKCE challenge.
    pub(crate) challenge: Option<String>,
    /// What is asked of the provider.
    pub(crate) scopes: Vec<String>,
    /// Which account of the provider is offered.
    pub(crate) identity: String,
    /// The organization of the token that started it.
    pub(crate) org_id: Option<String>,
    /// The `DPoP` key that started it.
    pub(crate) key: Option<String>,
    /// The end of ticket and session.
    pub(crate) expires: DateTime<Utc>,
    /// How far it has come.
    pub(crate) stage: Stage,
}

/// How far an attempt has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The ticket has not been opened.
    Issued {
        /// The ticket.
        ticket: String,
    },
    /// Somebody is at the provider's page.
    Asking {
        /// The page's own single-use token.
        page: String,
    },
    /// The person said yes, and the code is on its way.
    Allowed {
        /// The `connect_code`.
        code: String,
    },
    /// The person said no.
    Denied,
}

/// What a ticket opens.
#[derive(Debug)]
pub(crate) enum Opened {
    /// The provider's page.
    Page(Attempt),
    /// Nothing any more: its time is over.
    Late(Attempt),
    /// Nothing: it is used up, or none of ours.
    Nothing,
}

impl Attempts {
    /// Keeps an attempt and gives its `auth_session`.
    pub(crate) fn begin(&mut self, attempt: Attempt, now: DateTime<Utc>) -> String {
        let session = random::session();
        let ends = attempt.expires + AFTERWARDS;
        if let Stage::Issued { ticket } = &attempt.stage {
            self.doors
                .insert(ticket.clone(), session.clone(), ends, now);
        }
        self.attempts.insert(session.clone(), attempt, ends, now);
        session
    }

    /// Uses up a ticket: the attempt moves on to the provider's page.
    pub(crate) fn open(&mut self, ticket: &str, now: DateTime<Utc>) -> Opened {
        let Some(session) = self.doors.remove(ticket, now) else {
            return Opened::Nothing;
        };
        let Some(attempt) = self.attempts.get_mut(&session, now) else {
            return Opened::Nothing;
        };
        if attempt.expires <= now {
            return Opened::Late(attempt.clone());
        }
        let page = random::token();
        attempt.stage = Stage::Asking { page: page.clone() };
        let opened = attempt.clone();
        self.doors.insert(page, session, opened.expires, now);
        Opened::Page(opened)
    }

    /// The attempt at a provider's page.
    pub(crate) fn at_page(&self, page: &str, now: DateTime<Utc>) -> Option<&Attempt> {
        let session = self.doors.get(page, now)?;
        self.attempts
            .get(session, now)
            .filter(|attempt| matches!(&attempt.stage, Stage::Asking { page: own } if own == page))
    }

    /// The person leaves out the permissions at these places.
    pub(crate) fn leave_out(&mut self, page: &str, places: &BTreeSet<usize>, now: DateTime<Utc>) {
        if self.at_page(page, now).is_none() {
            return;
        }
        let session = self.doors.get(page, now).cloned();
        let attempt = session.and_then(|session| self.attempts.get_mut(&session, now));
        if let Some(attempt) = attempt {
            let mut place = 0..;
            attempt
                .scopes
                .retain(|_| place.next().is_none_or(|place| !places.contains(&place)));
        }
    }

    /// Moves the attempt at a provider's page on; the page is used up.
    pub(crate) fn leave(
        &mut self,
        page: &str,
        stage: Stage,
        now: DateTime<Utc>,
    ) -> Option<Attempt> {
        self.at_page(page, now)?;
        let session = self.doors.remove(page, now)?;
        let attempt = self.attempts.get_mut(&session, now)?;
        attempt.stage = stage;
        Some(attempt.clone())
    }

    /// The living attempt of this person with this session.
    pub(crate) fn of(&self, session: &str, person: &str, now: DateTime<Utc>) -> Option<&Attempt> {
        self.attempts
            .get(session, now)
            .filter(|attempt| attempt.person == person && now < attempt.expires)
    }

    /// Ends an attempt.
    pub(crate) fn end(&mut self, session: &str, now: DateTime<Utc>) {
        self.attempts.remove(session, now);
    }
}
