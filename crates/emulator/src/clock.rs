//! The tenant's time: the system's, plus what a test has let pass, plus how wrong it goes.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// A clock that can be put forward, and set wrong by any amount.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead_milliseconds: AtomicI64,
    offset_milliseconds: AtomicI64,
}

impl Clock {
    /// The tenant's time now.
    #[expect(
        clippy::disallowed_methods,
        reason = "the emulator's one look at the system's clock"
    )]
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let passed = TimeDelta::milliseconds(self.ahead_milliseconds.load(Ordering::SeqCst));
        let offset = TimeDelta::milliseconds(self.offset_milliseconds.load(Ordering::SeqCst));
        Utc::now() + passed + offset
    }

    /// Lets time pass at once.
    pub(crate) fn advance(&self, by: Duration) {
        let milliseconds = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.ahead_milliseconds
            .fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Sets the clock wrong by this much; zero sets it right.
    pub(crate) fn set_offset(&self, offset: TimeDelta) {
        self.offset_milliseconds
            .store(offset.num_milliseconds(), Ordering::SeqCst);
    }
}

/// `count` seconds as a span of time.
pub(crate) fn seconds(count: u32) -> TimeDelta {
    TimeDelta::seconds(i64::from(count))
}
