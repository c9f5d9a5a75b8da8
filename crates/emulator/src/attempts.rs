//! Connect attempts, from the ticket to the connected account (contract 1.2, 1.3, 2).

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::random;

/// The attempts of everybody, by their `auth_session`.
#[derive(Default)]
pub(crate) struct Attempts(HashMap<String, Attempt>);

/// One attempt.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
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

impl Attempts {
    /// Keeps an attempt and gives its `auth_session`.
    pub(crate) fn begin(&mut self, attempt: Attempt, now: DateTime<Utc>) -> String {
        self.0.retain(|_, attempt| now < attempt.expires);
        let session = random::session();
        self.0.insert(session.clone(), attempt);
        session
    }

    /// Uses up a ticket: the attempt moves on to the provider's page.
    pub(crate) fn open(&mut self, ticket: &str, now: DateTime<Utc>) -> Option<&Attempt> {
        let attempt = self.find(
            now,
            |stage| matches!(stage, Stage::Issued { ticket: own } if own == ticket),
        )?;
        attempt.stage = Stage::Asking {
            page: random::token(),
        };
        Some(attempt)
    }

    /// The attempt at a provider's page.
    pub(crate) fn at_page(&mut self, page: &str, now: DateTime<Utc>) -> Option<&mut Attempt> {
        self.find(
            now,
            |stage| matches!(stage, Stage::Asking { page: own } if own == page),
        )
    }

    /// The living attempt of this person with this session.
    pub(crate) fn of(&self, session: &str, person: &str, now: DateTime<Utc>) -> Option<&Attempt> {
        self.0
            .get(session)
            .filter(|attempt| attempt.person == person && now < attempt.expires)
    }

    /// Ends an attempt.
    pub(crate) fn end(&mut self, session: &str) {
        self.0.remove(session);
    }

    fn find(&mut self, now: DateTime<Utc>, is: impl Fn(&Stage) -> bool) -> Option<&mut Attempt> {
        self.0
            .values_mut()
            .find(|attempt| now < attempt.expires && is(&attempt.stage))
    }
}
