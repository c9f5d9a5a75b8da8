//! Nonces for proofs of possession (contract 4): the authorization server's and the resource
//! server's are told apart. A nonce is its own time of issue under a seal, so none is kept.

use chrono::{DateTime, TimeDelta, Utc};

use crate::seal::Seal;

/// Where a nonce holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// `/oauth/token`.
    Authorization,
    /// The My Account API.
    Resource,
}

/// The writer and reader of nonces.
pub(crate) struct Nonces(Seal);

impl Space {
    fn purpose(self) -> &'static str {
        match self {
            Self::Authorization => "authorization server nonce",
            Self::Resource => "resource server nonce",
        }
    }
}

impl Nonces {
    /// None issued yet.
    pub(crate) fn new() -> Self {
        Self(Seal::new())
    }

    /// A fresh nonce.
    pub(crate) fn issue(&self, space: Space, now: DateTime<Utc>) -> String {
        let content = format!("{} {}", now.timestamp_millis(), crate::random::short());
        self.0.close(space.purpose(), &content)
    }

    /// Whether a nonce is ours, for this space, and not too old.
    pub(crate) fn is_good(
        &self,
        space: Space,
        nonce: &str,
        lifetime: TimeDelta,
        now: DateTime<Utc>,
    ) -> bool {
        self.0
            .open(space.purpose(), nonce)
            .and_then(|content| content.split(' ').next()?.parse().ok())
            .and_then(DateTime::from_timestamp_millis)
            .is_some_and(|issued| now - issued < lifetime)
    }
}
