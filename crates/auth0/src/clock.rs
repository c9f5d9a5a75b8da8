//! The tenant's time, told by this computer's clock.
//!
//! Tokens and proofs are dated by the tenant's clock. Every answer tells it (`Date`), so the
//! difference is learnt, and a computer whose clock is wrong works all the same.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{AGE, DATE, HeaderMap};

/// How far the tenant's clock is ahead of this computer's.
#[derive(Debug, Default)]
pub(crate) struct Clock(Mutex<TimeDelta>);

impl Clock {
    pub(crate) fn ahead_by(skew: TimeDelta) -> Self {
        Self(Mutex::new(skew))
    }

    /// Learns from an answer that came at `now` on this computer's clock.
    pub(crate) fn learn(&self, headers: &HeaderMap, now: DateTime<Utc>) {
        if let Some(date) = date(headers) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = date - now;
        }
    }

    /// Zero until an answer came. The tenant tells whole seconds, so it is at most a second and the
    /// time of the answer's journey too small: what is dated by it is never in the future.
    pub(crate) fn skew(&self) -> TimeDelta {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When the answer was sent, by the clock of whoever sent it: its date, and how long it lay in a
/// cache (RFC 9110 section 6.6.1, RFC 9111 section 5.1).
pub(crate) fn date(headers: &HeaderMap) -> Option<DateTime<Utc>> {
    let text = |name| headers.get(name)?.to_str().ok();
    let date = DateTime::parse_from_rfc2822(text(DATE)?).ok()?.to_utc();
    let age = text(AGE).and_then(|age| age.trim().parse::<u32>().ok());
    date.checked_add_signed(TimeDelta::seconds(age.unwrap_or(0).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_skew_is_the_last_date_minus_now() {
        let now = DateTime::from_timestamp(784_111_777, 0).unwrap();
        let clock = Clock::default();
        let mut headers = HeaderMap::new();
        clock.learn(&headers, now);
        assert_eq!(clock.skew(), TimeDelta::zero());
        headers.insert(DATE, "Sun, 06 Nov 1994 08:59:37 GMT".parse().unwrap());
        clock.learn(&headers, now);
        assert_eq!(clock.skew(), TimeDelta::minutes(10));
        headers.insert(AGE, "60".parse().unwrap());
        clock.learn(&headers, now);
        assert_eq!(clock.skew(), TimeDelta::minutes(11));
        headers.insert(DATE, "yesterday".parse().unwrap());
        clock.learn(&headers, now);
        assert_eq!(
            clock.skew(),
            TimeDelta::minutes(11),
            "nonsense teaches nothing"
        );
    }
}
