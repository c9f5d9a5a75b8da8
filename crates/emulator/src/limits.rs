//! The rate limit of the My Account API, told in the headers of every answer (contract 1.7).
//!
//! Nothing is refused yet: the arithmetic is here so that it can be.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use chrono::{DateTime, Utc};

use crate::clock::seconds;
use crate::config::RateLimit;

const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// Calls of each person in the present window.
pub(crate) struct Limits {
    rule: RateLimit,
    windows: Mutex<HashMap<String, Window>>,
}

#[derive(Clone, Copy)]
struct Window {
    calls: u32,
    ends: DateTime<Utc>,
}

/// What is left after a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    limit: u32,
    remaining: u32,
    reset: i64,
}

impl Limits {
    /// No calls yet.
    pub(crate) fn new(rule: RateLimit) -> Self {
        Self {
            rule,
            windows: Mutex::default(),
        }
    }

    /// Counts a call of `who`, a subject or `""` for callers without a valid token.
    pub(crate) fn count(&self, who: &str, now: DateTime<Utc>) -> Standing {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Window {
            calls: 0,
            ends: now + seconds(self.rule.window_seconds),
        };
        let window = windows.entry(who.to_owned()).or_insert(fresh);
        if window.ends <= now {
            *window = fresh;
        }
        window.calls = window.calls.saturating_add(1);
        Standing {
            limit: self.rule.calls,
            remaining: self.rule.calls.saturating_sub(window.calls),
            reset: window.ends.timestamp(),
        }
    }
}

impl Standing {
    /// Writes the three headers.
    pub(crate) fn tell(self, headers: &mut HeaderMap) {
        headers.insert(LIMIT, HeaderValue::from(self.limit));
        headers.insert(REMAINING, HeaderValue::from(self.remaining));
        headers.insert(RESET, HeaderValue::from(self.reset));
    }
}
