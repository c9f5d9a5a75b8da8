//! When to ask again.
//!
//! Requests that change nothing are sent up to three times, with a growing, random pause between.
//! Nothing else is: whether a lost refresh, connect or deletion took place is not known here.

use std::future::Future;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::clock;
use crate::error::{Error, Retry};
use crate::http::Http;

/// How often a request is sent again.
const RETRIES: usize = 2;
/// The first pause; the second is twice as long, and both are up to twice that, at random.
pub(crate) const PAUSE: Duration = Duration::from_millis(200);
/// The longest pause that the tenant may ask for; a longer one is left to the caller.
const PATIENCE: Duration = Duration::from_secs(5);

/// Makes the attempt, and makes it again where that may help.
pub(crate) async fn patiently<T, F>(
    http: &Http,
    attempt: impl FnMut() -> F + Send,
) -> Result<T, Error>
where
    T: Send,
    F: Future<Output = Result<T, Error>> + Send,
{
    let pauses = ExponentialBuilder::new()
        .with_min_delay(http.pause())
        .with_max_times(RETRIES)
        .with_jitter();
    attempt
        .retry(pauses)
        .when(Error::may_pass)
        .adjust(|error: &Error, pause| longer(pause?, asked_for(error, http.now())))
        .notify(|error: &Error, pause| {
            tracing::debug!(%error, pause = ?pause, "a request is sent again");
        })
        .await
}

/// The pause that the tenant asks for.
fn asked_for(error: &Error, now: DateTime<Utc>) -> Duration {
    let Error::RateLimited { retry: Some(retry) } = error else {
        return Duration::ZERO;
    };
    match retry {
        Retry::After(pause) => *pause,
        Retry::At(time) => (*time - now).to_std().unwrap_or(Duration::ZERO),
    }
}

fn longer(pause: Duration, asked_for: Duration) -> Option<Duration> {
    (asked_for <= PATIENCE).then(|| pause.max(asked_for))
}

/// When the tenant wants to be asked again (wire contract 1.7). The time it names is by its own
/// clock, and is turned into one on this computer's, which shows `now`.
pub(crate) fn retry(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Retry> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<u32>().ok();
    if let Some(seconds) = number(RETRY_AFTER.as_str()) {
        return Some(Retry::After(Duration::from_secs(seconds.into())));
    }
    let reset = DateTime::<Utc>::from_timestamp(number("x-ratelimit-reset")?.into(), 0)?;
    let skew = clock::date(headers).map_or(TimeDelta::zero(), |date| date - now);
    Some(Retry::At(reset - skew))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    #[test]
    fn retry_after_is_preferred_to_the_reset_time() {
        let mut headers = HeaderMap::new();
        assert_eq!(retry(&headers, now()), None);
        headers.insert("x-ratelimit-reset", "1800000007".parse().unwrap());
        let at = now() + TimeDelta::seconds(7);
        assert_eq!(retry(&headers, now()), Some(Retry::At(at)));
        headers.insert("retry-after", "7".parse().unwrap());
        assert_eq!(
            retry(&headers, now()),
            Some(Retry::After(Duration::from_secs(7)))
        );
    }

    #[test]
    fn the_reset_time_is_told_on_this_computers_clock() {
        let mut headers = HeaderMap::new();
        headers.insert("x-ratelimit-reset", "1800000607".parse().unwrap());
        let ten_minutes_ahead = (now() + TimeDelta::minutes(10)).to_rfc2822();
        headers.insert("date", ten_minutes_ahead.parse().unwrap());
        assert_eq!(
            retry(&headers, now()),
            Some(Retry::At(now() + TimeDelta::seconds(7)))
        );
    }

    #[test]
    fn a_short_pause_is_kept_and_a_long_one_left_to_the_caller() {
        let own = Duration::from_millis(300);
        let limited = |retry| asked_for(&Error::RateLimited { retry }, now());
        let after = |seconds| limited(Some(Retry::After(Duration::from_secs(seconds))));
        assert_eq!(longer(own, after(5)), Some(Duration::from_secs(5)));
        assert_eq!(longer(own, after(6)), None);
        assert_eq!(longer(own, limited(None)), Some(own));
        let at = |seconds| limited(Some(Retry::At(now() + TimeDelta::seconds(seconds))));
        assert_eq!(longer(own, at(2)), Some(Duration::from_secs(2)));
        assert_eq!(longer(own, at(60)), None);
        assert_eq!(longer(own, at(-60)), Some(own), "it is over already");
    }
}
