//! A ratio, its bound, and what is said of them.

use serde::Deserialize;

/// A ratio passes its bound when it is over it by more than this share: another machine, or another
/// hour, must not decide.
const TOLERANCE: f64 = 0.15;

/// A ratio and its bound.
#[derive(Debug, Deserialize)]
pub(super) struct Measure {
    pub(super) name: String,
    /// None where it could not be measured.
    pub(super) ratio: Option<f64>,
    pub(super) bound: f64,
    /// Why it was not measured.
    pub(super) missing: Option<String>,
    /// This machine cannot measure it, which is nobody's fault.
    #[serde(default)]
    pub(super) beyond_machine: bool,
    #[serde(default)]
    pub(super) facts: Vec<Fact>,
}

/// A figure that a ratio is made of.
#[derive(Debug, Deserialize)]
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) value: f64,
    pub(super) unit: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Met,
    /// Over the bound, within the tolerance.
    Near,
    Passed,
    Missing,
}

impl Measure {
    /// Whether it is over its bound by more than the tolerance, or was not measured though it could be.
    pub(super) fn fails(&self) -> bool {
        match self.verdict() {
            Verdict::Met | Verdict::Near => false,
            Verdict::Passed => true,
            Verdict::Missing => !self.beyond_machine,
        }
    }

    /// The one in the middle of several runs; one that was not measured counts as the worst.
    pub(super) fn median(mut runs: Vec<Self>) -> Option<Self> {
        let ratio = |one: &Self| one.ratio.unwrap_or(f64::INFINITY);
        runs.sort_by(|one, other| ratio(one).total_cmp(&ratio(other)));
        let middle = runs.len() / 2;
        runs.into_iter().nth(middle)
    }

    fn verdict(&self) -> Verdict {
        match self.ratio {
            None => Verdict::Missing,
            Some(ratio) if ratio <= self.bound => Verdict::Met,
            Some(ratio) if ratio <= self.bound * (1.0 + TOLERANCE) => Verdict::Near,
            Some(_) => Verdict::Passed,
        }
    }

    pub(super) fn line(&self) -> String {
        let Self { name, bound, .. } = self;
        match self.ratio {
            Some(ratio) => format!("bench {name} ratio {ratio:.3} bound {}", round(*bound)),
            None => format!("bench {name} not measured: {}", self.reason()),
        }
    }

    fn reason(&self) -> &str {
        self.missing.as_deref().unwrap_or("no reason is given")
    }

    pub(super) fn json(&self) -> serde_json::Value {
        let facts = self.facts.iter().map(
            |fact| serde_json::json!({ "name": fact.name, "value": fact.value, "unit": fact.unit }),
        );
        serde_json::json!({
            "name": self.name,
            "ratio": self.ratio,
            "bound": self.bound,
            "verdict": self.verdict().words(),
            "missing": self.missing,
            "facts": facts.collect::<Vec<_>>(),
        })
    }

    /// Its row of the table, with the figures of its own but not those of each part of them.
    pub(super) fn row(&self) -> String {
        let facts: Vec<String> = self
            .facts
            .iter()
            .filter(|fact| !fact.name.contains(": "))
            .map(|fact| format!("{} {} {}", fact.name, round(fact.value), fact.unit))
            .map(|text| text.trim().to_owned())
            .collect();
        let ratio = self.ratio.map_or_else(|| "–".to_owned(), round);
        let told = match self.ratio {
            Some(_) => facts.join(", "),
            None => self.reason().to_owned(),
        };
        let verdict = self.verdict().words();
        format!(
            "| `{}` | {ratio} | {} | {verdict} | {told} |",
            self.name,
            round(self.bound)
        )
    }
}

impl Verdict {
    fn words(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Near => "near",
            Self::Passed => "**not met**",
            Self::Missing => "not measured",
        }
    }
}

/// Three digits behind the point at most, and none that say nothing.
fn round(value: f64) -> String {
    let digits = if value.abs() >= 100.0 { 0 } else { 3 };
    let text = format!("{value:.digits$}");
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::bench) fn measure(ratio: Option<f64>, bound: f64) -> Measure {
        Measure {
            name: "memory-open".to_owned(),
            ratio,
            bound,
            missing: ratio.is_none().then(|| "no window".to_owned()),
            beyond_machine: false,
            facts: vec![
                Fact {
                    name: "Mooring".to_owned(),
                    value: 181.26,
                    unit: "MiB".to_owned(),
                },
                Fact {
                    name: "Mooring: a thread".to_owned(),
                    value: 1.0,
                    unit: "switches".to_owned(),
                },
            ],
        }
    }

    #[test]
    fn a_bound_is_passed_by_more_than_the_tolerance() {
        let judged = |ratio| {
            let measure = measure(ratio, 1.1);
            (measure.verdict(), measure.fails())
        };
        assert_eq!(judged(Some(1.1)), (Verdict::Met, false));
        assert_eq!(judged(Some(1.26)), (Verdict::Near, false));
        assert_eq!(judged(Some(1.27)), (Verdict::Passed, true));
        assert_eq!(judged(None), (Verdict::Missing, true));
        let cold = Measure {
            beyond_machine: true,
            ..measure(None, 1.1)
        };
        assert!(!cold.fails(), "nobody may empty the cache here");
    }

    #[test]
    fn of_several_runs_the_one_in_the_middle_counts() {
        let middle = |runs: [Option<f64>; 3]| {
            let runs = runs.map(|ratio| measure(ratio, 1.0));
            Measure::median(runs.into()).unwrap().ratio
        };
        assert_eq!(middle([Some(1.3), Some(0.7), Some(1.1)]), Some(1.1));
        assert_eq!(middle([None, Some(1.3), Some(1.1)]), Some(1.3));
        assert_eq!(middle([None, Some(1.3), None]), None);
        assert!(Measure::median(Vec::new()).is_none());
    }

    #[test]
    fn each_measure_is_a_line() {
        let line = measure(Some(1.0), 1.1).line();
        assert_eq!(line, "bench memory-open ratio 1.000 bound 1.1");
        let line = measure(None, 1.1).line();
        assert_eq!(line, "bench memory-open not measured: no window");
    }
}
