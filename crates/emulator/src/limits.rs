//! The rate limit of the My Account API: told in the headers of every answer, and kept
//! (contract 1.7).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use chrono::{DateTime, Utc};

use crate::clock::seconds;
use crate::config::RateLimit;

pub(crate) const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
pub(crate) const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
pub(crate) const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// Calls of each person in the present window.
#[derive(Default)]
pub(crate) struct Limits {
    windows: Mutex<HashMap<String, Window>>,
}

#[derive(Clone, Copy)]
struct Window {
    calls: u32,
    ends: DateTime<Utc>,
}

/// Where a caller stands after a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// There is no limit.
    Free,
    /// The call is within the limit.
    Within {
        /// Calls in a window.
        limit: u32,
        /// Calls left in this one.
        remaining: u32,
        /// The window's end, in UNIX seconds.
        reset: i64,
    },
    /// The call is one too many.
    Over {
        /// Calls in a window.
        limit: u32,
        /// The window's end, in UNIX seconds.
        reset: i64,
        /// Seconds until then.
        wait: i64,
    },
}

impl Limits {
    /// Counts a call of `who`, a person or `""` for callers without a valid token.
    pub(crate) fn count(&self, rule: RateLimit, who: &str, now: DateTime<Utc>) -> Standing {
        if rule.calls == 0 {
            return Standing::Free;
        }
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Window {
            calls: 0,
            ends: now + seconds(rule.window_seconds),
        };
        let window = windows.entry(who.to_owned()).or_insert(fresh);
        if window.ends <= now || fresh.ends < window.ends {
            *window = fresh;
        }
        window.calls = window.calls.saturating_add(1);
        let (limit, reset) = (rule.calls, window.ends.timestamp());
        if window.calls > limit {
            let wait = (reset - now.timestamp()).max(1);
            return Standing::Over { limit, reset, wait };
        }
        Standing::Within {
            limit,
            remaining: limit - window.calls,
            reset,
        }
    }
}

impl Standing {
    /// Writes the headers.
    pub(crate) fn tell(self, headers: &mut HeaderMap) {
        let (limit, remaining, reset) = match self {
            Self::Free => return,
            Self::Within {
                limit,
                remaining,
                reset,
            } => (limit, remaining, reset),
            Self::Over { limit, reset, wait } => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(wait));
                (limit, 0, reset)
            }
        };
        headers.insert(LIMIT, HeaderValue::from(limit));
        headers.insert(REMAINING, HeaderValue::from(remaining));
        headers.insert(RESET, HeaderValue::from(reset));
    }
}
