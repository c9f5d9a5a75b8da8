//! Faults: where the tenant misbehaves, how, and how often.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::Method;
use serde::{Deserialize, Serialize};

/// A place where the tenant misbehaves.
///
/// In a file, and at the control endpoint: `{"at": "accounts", "does": "hang"}`, or
/// `{"at": "token_refresh", "does": {"status": {"status": 503}}, "skip": 1, "times": 2}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Where.
    pub at: Endpoint,
    /// How.
    pub does: Misbehavior,
    /// How many requests pass before.
    #[serde(default)]
    pub skip: u32,
    /// How many requests it meets then; all if absent.
    #[serde(default)]
    pub times: Option<u32>,
}

impl Fault {
    /// Meets every request from now on.
    #[must_use]
    pub fn always(at: Endpoint, does: Misbehavior) -> Self {
        Self {
            at,
            does,
            skip: 0,
            times: None,
        }
    }

    /// Meets the next request only.
    #[must_use]
    pub fn once(at: Endpoint, does: Misbehavior) -> Self {
        Self {
            times: Some(1),
            ..Self::always(at, does)
        }
    }
}

/// Names an injected fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FaultId(u64);

/// An endpoint of the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// GET `/.well-known/openid-configuration`
    Discovery,
    /// GET `/.well-known/jwks.json`
    Jwks,
    /// GET `/authorize`
    Authorize,
    /// POST `/oauth/token`, with whatever grant type.
    Token,
    /// POST `/oauth/token` with a code.
    TokenCode,
    /// POST `/oauth/token` with a refresh token.
    TokenRefresh,
    /// POST `/oauth/token` for a provider's token.
    TokenExchange,
    /// POST `/oauth/revoke`
    Revoke,
    /// GET and POST `/userinfo`
    Userinfo,
    /// POST `/me/v1/connected-accounts/connect`
    Connect,
    /// POST `/me/v1/connected-accounts/complete`
    Complete,
    /// GET `/me/v1/connected-accounts/accounts`
    Accounts,
    /// GET `/me/v1/connected-accounts/connections`
    Connections,
    /// DELETE `/me/v1/connected-accounts/accounts/{id}`
    Delete,
    /// Every call of the Management API, `/api/v2/…`
    Management,
    /// Every request but those to `/emulator/…`.
    Any,
}

impl Endpoint {
    /// Every one of them.
    pub const ALL: [Self; 16] = [
        Self::Discovery,
        Self::Jwks,
        Self::Authorize,
        Self::Token,
        Self::TokenCode,
        Self::TokenRefresh,
        Self::TokenExchange,
        Self::Revoke,
        Self::Userinfo,
        Self::Connect,
        Self::Complete,
        Self::Accounts,
        Self::Connections,
        Self::Delete,
        Self::Management,
        Self::Any,
    ];

    /// The endpoint of a request; [`Endpoint::Any`] if it is none of the others.
    pub(crate) fn of(method: &Method, path: &str) -> Self {
        const ACCOUNT: &str = "/me/v1/connected-accounts/accounts/";
        match (method.as_str(), path) {
            ("GET", "/.well-known/openid-configuration") => Self::Discovery,
            ("GET", "/.well-known/jwks.json") => Self::Jwks,
            ("GET", "/authorize") => Self::Authorize,
            ("POST", "/oauth/token") => Self::Token,
            ("POST", "/oauth/revoke") => Self::Revoke,
            (_, "/userinfo") => Self::Userinfo,
            ("POST", "/me/v1/connected-accounts/connect") => Self::Connect,
            ("POST", "/me/v1/connected-accounts/complete") => Self::Complete,
            ("GET", "/me/v1/connected-accounts/accounts") => Self::Accounts,
            ("GET", "/me/v1/connected-accounts/connections") => Self::Connections,
            ("DELETE", path) if path.starts_with(ACCOUNT) => Self::Delete,
            (_, path) if path.starts_with("/api/v2/") => Self::Management,
            _ => Self::Any,
        }
    }

    /// Whether a request at `place` is one of these.
    fn covers(self, place: Self) -> bool {
        match self {
            Self::Any => true,
            Self::Token => matches!(
                place,
                Self::Token | Self::TokenCode | Self::TokenRefresh | Self::TokenExchange
            ),
            Self::Discovery
            | Self::Jwks
            | Self::Authorize
            | Self::TokenCode
            | Self::TokenRefresh
            | Self::TokenExchange
            | Self::Revoke
            | Self::Userinfo
            | Self::Connect
            | Self::Complete
            | Self::Accounts
            | Self::Connections
            | Self::Delete
            | Self::Management => self == place,
        }
    }

    /// Whether it belongs to the My Account API.
    pub(crate) fn is_my_account(self) -> bool {
        matches!(
            self,
            Self::Connect | Self::Complete | Self::Accounts | Self::Connections | Self::Delete
        )
    }
}

/// How the tenant misbehaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Misbehavior {
    /// Answers with any status.
    Status {
        /// The status.
        status: u16,
        /// The body; a plausible one if absent.
        #[serde(default)]
        body: Option<String>,
        /// More headers.
        #[serde(default)]
        headers: Vec<(String, String)>,
    },
    /// Answers with an error of the My Account API (contract 1.7); see [`Misbehavior::problems`].
    Problem {
        /// The status.
        status: u16,
        /// `A0E-…`, or a whole address for `type`.
        code: String,
        /// The title.
        title: String,
        /// The detail.
        detail: String,
    },
    /// Answers with an OAuth error (contract 3.4); at `/authorize` by redirect (contract 3.2).
    /// See [`Misbehavior::oauth_errors`], [`Misbehavior::authorize_errors`] and
    /// [`Misbehavior::exchange_errors`].
    #[serde(rename = "oauth_error")]
    OAuthError {
        /// The status.
        status: u16,
        /// The error.
        error: String,
        /// The description.
        description: String,
    },
    /// Answers 429.
    RateLimited {
        /// `retry-after` in seconds.
        #[serde(default)]
        retry_after: Option<u32>,
        /// `x-ratelimit-reset`, in seconds from now.
        #[serde(default)]
        reset_in: Option<u32>,
        /// Whether the limit is the whole tenant's.
        #[serde(default)]
        global: bool,
    },
    /// Answers 200 with a web page, as a captive portal does.
    Html,
    /// Carries the request out and answers without the body.
    EmptyBody,
    /// Carries the request out, sends half of the body, and closes the connection.
    HalfBody,
    /// Carries the request out and sends the body byte by byte.
    SlowBytes {
        /// The pause before each byte, in milliseconds in a file.
        #[serde(with = "milliseconds")]
        per_byte: Duration,
    },
    /// Never answers.
    Hang,
    /// Closes the connection without an answer.
    Reset,
    /// Carries the request out and closes the connection without an answer.
    AnswerLost,
    /// Answers 200 with more than 1 MiB of JSON.
    HugeBody,
    /// Carries the request out and calls its JSON `text/plain`.
    WrongContentType,
    /// Gives the first page of a list for ever, with the same `next` each time.
    RepeatCursor,
    /// Takes every nonce of a proof for a stale one.
    NonceStorm,
}

/// The injected faults, and how often each endpoint was asked.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    faults: BTreeMap<FaultId, Fault>,
    last: u64,
    counts: BTreeMap<Endpoint, u64>,
}

impl Faults {
    /// The faults of the configuration.
    pub(crate) fn new(faults: &[Fault]) -> Self {
        let new = Self::default();
        for fault in faults {
            new.inject(fault.clone());
        }
        new
    }

    /// Adds a fault.
    pub(crate) fn inject(&self, fault: Fault) -> FaultId {
        let mut kept = self.kept();
        kept.last += 1;
        let id = FaultId(kept.last);
        kept.faults.insert(id, fault);
        id
    }

    /// Takes a fault away; false if it is spent or was never there.
    pub(crate) fn withdraw(&self, id: FaultId) -> bool {
        self.kept().faults.remove(&id).is_some()
    }

    /// Takes all faults away.
    pub(crate) fn clear(&self) {
        self.kept().faults.clear();
    }

    /// The faults that are not spent, with what is left of `skip` and `times`.
    pub(crate) fn all(&self) -> Vec<(FaultId, Fault)> {
        let kept = self.kept();
        kept.faults
            .iter()
            .map(|(id, fault)| (*id, fault.clone()))
            .collect()
    }

    /// How many requests have reached an endpoint.
    pub(crate) fn count(&self, endpoint: Endpoint) -> u64 {
        self.kept()
            .counts
            .iter()
            .filter(|(place, _)| endpoint.covers(**place))
            .map(|(_, count)| count)
            .sum()
    }

    /// Counts a request, and tells how to misbehave. Of several faults the oldest one that lets
    /// the request not pass decides.
    pub(crate) fn meet(&self, place: Endpoint) -> Option<Misbehavior> {
        let mut kept = self.kept();
        *kept.counts.entry(place).or_default() += 1;
        let mut met = None;
        for (id, fault) in &mut kept.faults {
            if !fault.at.covers(place) {
                continue;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            met = Some((*id, fault.does.clone()));
            fault.times = fault.times.map(|left| left.saturating_sub(1));
            break;
        }
        let (id, does) = met?;
        if kept
            .faults
            .get(&id)
            .is_some_and(|fault| fault.times == Some(0))
        {
            kept.faults.remove(&id);
        }
        Some(does)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A span of time as a number of milliseconds.
mod milliseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(span: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(u64::try_from(span.as_millis()).unwrap_or(u64::MAX))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        u64::deserialize(from).map(Duration::from_millis)
    }
}
