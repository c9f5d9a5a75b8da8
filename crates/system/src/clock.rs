//! The system's clock, the one place where it is read.

use accounts::ports::{Answer, Clock};
use chrono::{DateTime, Utc};

/// The system's clock.
pub struct SystemClock;

/// Now.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        now()
    }

    fn sleep_until(&self, at: DateTime<Utc>) -> Answer<'_, ()> {
        Box::pin(async move {
            // In short steps: a suspended computer's timers stand still, its clock does not.
            while let Ok(rest) = (at - self.now()).to_std() {
                let step = std::time::Duration::from_secs(5);
                tokio::time::sleep(rest.min(step)).await;
            }
        })
    }
}
