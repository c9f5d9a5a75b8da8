//! The tenant's time: the system's, plus what a test has let pass.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// A clock that can be put forward, never back.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead_milliseconds: AtomicI64,
}

impl Clock {
    /// The tenant's time now.
    #[expect(
        clippy::disallowed_methods,
        reason = "the emulator's one look at the system's clock"
    )]
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let ahead = TimeDelta::milliseconds(self.ahead_milliseconds.load(Ordering::SeqCst));
        Utc::now() + ahead
    }

    /// Lets time pass at once.
    pub(crate) fn advance(&self, by: Duration) {
        let milliseconds = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.ahead_milliseconds
            .fetch_add(milliseconds, Ordering::SeqCst);
    }
}

/// `count` seconds as a span of time.
pub(crate) fn seconds(count: u32) -> TimeDelta {
    TimeDelta::seconds(i64::from(count))
}
