//! A measured ratio, what it may be, and what it is made of.

use std::time::{Duration, Instant};

use serde::Serialize;

/// What went wrong, in words.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;
pub(crate) type Outcome<T> = Result<T, Failure>;

/// A ratio and its bound, with the figures behind them.
#[derive(Debug, Serialize)]
pub(crate) struct Measure {
    name: String,
    /// None where it could not be measured.
    ratio: Option<f64>,
    bound: f64,
    /// Why it could not be measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<String>,
    /// It is the machine that cannot measure it.
    beyond_machine: bool,
    /// What is held against what, in the units that it was measured in.
    facts: Vec<Fact>,
}

/// A figure with its unit.
#[derive(Debug, Serialize)]
struct Fact {
    name: String,
    value: f64,
    unit: &'static str,
}

impl Measure {
    /// One figure against another.
    pub(crate) fn of(name: &str, ours: f64, theirs: f64, bound: f64) -> Self {
        Self {
            name: name.to_owned(),
            ratio: Some(ours / theirs),
            bound,
            missing: None,
            beyond_machine: false,
            facts: Vec::new(),
        }
    }

    /// Something that could not be measured.
    pub(crate) fn missing(name: &str, bound: f64, reason: &str) -> Self {
        Self {
            name: name.to_owned(),
            ratio: None,
            bound,
            missing: Some(reason.to_owned()),
            beyond_machine: false,
            facts: Vec::new(),
        }
    }

    /// Something that cannot be measured on this machine.
    pub(crate) fn beyond_machine(name: &str, bound: f64, reason: &str) -> Self {
        Self {
            beyond_machine: true,
            ..Self::missing(name, bound, reason)
        }
    }

    /// With a figure that it is made of.
    pub(crate) fn with(mut self, name: &str, value: f64, unit: &'static str) -> Self {
        let name = name.to_owned();
        self.facts.push(Fact { name, value, unit });
        self
    }

    /// With a span of time that it is made of.
    pub(crate) fn with_time(self, name: &str, time: Duration) -> Self {
        self.with(name, milliseconds(time), "ms")
    }
}

/// This instant.
#[expect(clippy::disallowed_methods, reason = "the one look at the clock")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Milliseconds since 1970, as the page counts them too.
#[expect(clippy::disallowed_methods, reason = "the page's clock is this one")]
pub(crate) fn wall_milliseconds() -> f64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    milliseconds(since.unwrap_or_default())
}

pub(crate) fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The one in the middle; of an even number, the later of the two.
pub(crate) fn median<T: PartialOrd + Copy>(mut values: Vec<T>) -> Outcome<T> {
    values.sort_by(|one, other| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal));
    let middle = values.get(values.len() / 2).copied();
    middle.ok_or_else(|| "nothing was measured".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_run_does_not_count() {
        assert!((median(vec![3.0, 900.0, 1.0]).unwrap() - 3.0_f64).abs() < 1e-9);
        assert_eq!(median(vec![4, 1, 3, 2]).unwrap(), 3);
        assert!(median::<f64>(vec![]).is_err());
    }

    #[test]
    fn a_ratio_is_ours_through_theirs() {
        let measure = Measure::of("memory", 150.0, 100.0, 1.1).with("ours", 150.0, "MiB");
        assert_eq!(measure.ratio, Some(1.5));
        assert_eq!(measure.facts.len(), 1);
    }
}
