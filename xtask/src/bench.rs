//! What is measured, each a ratio with its bound: gathered from the programs that measure, judged,
//! printed, and kept in `docs/performance.md`.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::machine;
use crate::packages::{self, Purpose};
use crate::steps::{self, Outcome, cargo, command, npm_command, npm_install, root, say, target};

/// A ratio passes its bound when it is over it by more than this share: another machine, or another
/// hour, must not decide.
const TOLERANCE: f64 = 0.15;
const TABLE: &str = "docs/performance.md";
const MARKS: (&str, &str) = ("<!-- measured -->\n", "<!-- /measured -->\n");

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Bench {
    /// What the HTTP client costs, against bare reqwest
    Client,
    /// How long the window takes to scroll and to show 1,000 accounts, in a browser
    Rendering,
    /// Start to first words, against a bare window: warm, cold and for the first time
    FirstPaint,
    /// Start to the list, with a session in the keychain
    ClickToList,
    /// A link handed over to the account in the window
    LinkToAccount,
    /// Memory with the window open, after 1,000 refreshes, and hidden
    Memory,
    /// How often the processor is woken while nothing happens
    Idle,
    /// Up to 10,000 accounts
    Many,
    /// A start while the desktop's portal never answers
    DeadPortal,
    /// The program and its package
    Sizes,
}

/// A ratio and its bound.
#[derive(Debug, Deserialize)]
struct Measure {
    name: String,
    /// None where it could not be measured.
    ratio: Option<f64>,
    bound: f64,
    missing: Option<String>,
    #[serde(default)]
    facts: Vec<Fact>,
}

/// A figure that a ratio is made of.
#[derive(Debug, Deserialize)]
struct Fact {
    name: String,
    value: f64,
    unit: String,
}

/// What the window's own benchmark prints.
#[derive(Deserialize)]
struct Rendering {
    unit: String,
    measures: Vec<Rendered>,
}

#[derive(Deserialize)]
struct Rendered {
    name: String,
    value: f64,
    bound: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Met,
    /// Over the bound, within the tolerance.
    Near,
    Passed,
    Missing,
}

/// How it is told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Telling {
    /// As JSON, not as lines.
    pub(crate) json: bool,
    /// In the table of the documentation as well.
    pub(crate) write: bool,
}

/// Measures one thing, or all.
///
/// # Errors
/// When a ratio passes its bound by more than [`TOLERANCE`], or was not measured.
pub(crate) fn run(what: Option<Bench>, telling: Telling) -> Outcome {
    if telling.write && what.is_some() {
        return Err("the table has all measures: name none".to_owned());
    }
    packages::install(Purpose::Test)?;
    npm_install()?;
    let mut measures = Vec::new();
    if what.is_none_or(|what| what == Bench::Client) {
        measures.extend(client()?);
    }
    if what.is_none_or(|what| what == Bench::Rendering) {
        measures.extend(rendering()?);
    }
    if !matches!(what, Some(Bench::Client | Bench::Rendering)) {
        measures.extend(desktop(what)?);
    }
    tell(&measures, telling.json);
    if telling.write {
        write_table(&measures)?;
    }
    let over: Vec<&str> = measures
        .iter()
        .filter(|one| matches!(one.verdict(), Verdict::Passed | Verdict::Missing))
        .map(|one| &*one.name)
        .collect();
    if over.is_empty() {
        return Ok(());
    }
    Err(format!("not within the bounds: {}", over.join(", ")))
}

fn client() -> Result<Vec<Measure>, String> {
    let mut bench = cargo(&["bench", "--locked", "--package", "auth0"]);
    bench.args(["--bench", "client", "--", "--json"]);
    read(&output(bench)?)
}

fn rendering() -> Result<Vec<Measure>, String> {
    let output = output(npm_command(&[
        "run",
        "--silent",
        "bench:rendering",
        "--",
        "--json",
    ]))?;
    let found: Rendering = read(&output)?;
    let held = |one: Rendered| Measure {
        name: one.name,
        ratio: Some(one.value / one.bound),
        bound: 1.0,
        missing: None,
        facts: vec![Fact {
            name: "time".to_owned(),
            value: one.value,
            unit: found.unit.clone(),
        }],
    };
    Ok(found.measures.into_iter().map(held).collect())
}

/// Builds what is shipped, what it is held against, and what measures both.
fn desktop(what: Option<Bench>) -> Result<Vec<Measure>, String> {
    steps::licences()?;
    command(steps::release_build())?;
    let mut bench = Command::new(program()?);
    bench.current_dir(root());
    if let Some(what) = what {
        let value = clap::ValueEnum::to_possible_value(&what);
        bench.args(value.map(|value| value.get_name().to_owned()));
    }
    read(&output(bench)?)
}

fn program() -> Result<PathBuf, String> {
    Ok(target()?.join("release").join("desktop-bench"))
}

/// What a program prints. One that measured and is over its own bound may fail: it is judged here.
fn output(mut bench: Command) -> Result<String, String> {
    let name = format!("{bench:?}");
    say(&name);
    let output = bench.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("{name}: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if text.trim().is_empty() {
        return Err(format!("{name}: {}", output.status));
    }
    Ok(text)
}

/// Its JSON is on the last line; a build may have said something before.
fn read<T: serde::de::DeserializeOwned>(output: &str) -> Result<T, String> {
    let line = output.lines().rfind(|line| !line.trim().is_empty());
    serde_json::from_str(line.unwrap_or_default()).map_err(|error| error.to_string())
}

#[expect(clippy::print_stdout, reason = "what was measured")]
fn tell(measures: &[Measure], json: bool) {
    if json {
        let list: Vec<_> = measures.iter().map(Measure::json).collect();
        println!("{}", serde_json::Value::from(list));
        return;
    }
    for measure in measures {
        println!("{}", measure.line());
    }
}

impl Measure {
    fn verdict(&self) -> Verdict {
        match self.ratio {
            None => Verdict::Missing,
            Some(ratio) if ratio <= self.bound => Verdict::Met,
            Some(ratio) if ratio <= self.bound * (1.0 + TOLERANCE) => Verdict::Near,
            Some(_) => Verdict::Passed,
        }
    }

    fn line(&self) -> String {
        let Self { name, bound, .. } = self;
        match self.ratio {
            Some(ratio) => format!("bench {name} ratio {ratio:.3} bound {}", round(*bound)),
            None => format!("bench {name} not measured: {}", self.reason()),
        }
    }

    fn reason(&self) -> &str {
        self.missing.as_deref().unwrap_or("no reason is given")
    }

    fn json(&self) -> serde_json::Value {
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
    fn row(&self) -> String {
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

fn write_table(measures: &[Measure]) -> Outcome {
    let file = root().join(TABLE);
    let told = |error| format!("{}: {error}", file.display());
    let text = std::fs::read_to_string(&file).map_err(told)?;
    let text = with_table(&text, &machine::describe(), measures)?;
    say(&format!("writing {}", file.display()));
    std::fs::write(&file, text).map_err(told)
}

/// The text with a new table between the marks.
fn with_table(text: &str, machine: &str, measures: &[Measure]) -> Result<String, String> {
    let (start, end) = MARKS;
    let without = || format!("{TABLE} has no place for the table");
    let (before, rest) = text.split_once(start).ok_or_else(without)?;
    let (_, after) = rest.split_once(end).ok_or_else(without)?;
    let rows: Vec<String> = measures.iter().map(Measure::row).collect();
    Ok(format!(
        "{before}{start}{machine}\n\n| Measure | Ratio | Bound | | Figures |\n| --- | --- | --- | --- | --- |\n{}\n{end}{after}",
        rows.join("\n")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(ratio: Option<f64>, bound: f64) -> Measure {
        Measure {
            name: "memory-open".to_owned(),
            ratio,
            bound,
            missing: ratio.is_none().then(|| "no window".to_owned()),
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
        let verdict = |ratio| measure(ratio, 1.1).verdict();
        assert_eq!(verdict(Some(1.1)), Verdict::Met);
        assert_eq!(verdict(Some(1.26)), Verdict::Near);
        assert_eq!(verdict(Some(1.27)), Verdict::Passed);
        assert_eq!(verdict(None), Verdict::Missing);
    }

    #[test]
    fn each_measure_is_a_line() {
        let line = measure(Some(1.0), 1.1).line();
        assert_eq!(line, "bench memory-open ratio 1.000 bound 1.1");
        let line = measure(None, 1.1).line();
        assert_eq!(line, "bench memory-open not measured: no window");
    }

    #[test]
    fn the_table_takes_the_place_of_the_one_before() {
        let text = "# Title\n<!-- measured -->\nold\n<!-- /measured -->\nWhy.\n";
        let written = with_table(text, "A machine.", &[measure(Some(1.5), 1.1)]).unwrap();
        let row = "| `memory-open` | 1.5 | 1.1 | **not met** | Mooring 181 MiB |\n";
        assert!(written.contains(row), "{written}");
        assert!(!written.contains("old"));
        assert!(written.starts_with("# Title\n") && written.ends_with("Why.\n"));
        let again = with_table(&written, "A machine.", &[measure(Some(1.5), 1.1)]).unwrap();
        assert_eq!(again, written);
        assert!(with_table("# Title\n", "", &[]).is_err());
    }

    #[test]
    fn both_kinds_of_output_are_read() {
        let client = "[{\"name\":\"client.list\",\"ratio\":1.01,\"bound\":1.15}]\n";
        let read_client: Vec<Measure> = read(client).unwrap();
        assert_eq!(read_client[0].ratio, Some(1.01));
        assert!(read::<Vec<Measure>>("error: no such bench\n").is_err());
    }
}
