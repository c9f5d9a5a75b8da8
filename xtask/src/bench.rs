//! What is measured, each a ratio with its bound: gathered from the programs that measure, judged,
//! printed, and kept in `docs/performance.md`.

mod measure;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::ValueEnum;
use serde::Deserialize;

use self::measure::{Fact, Measure};
use crate::machine;
use crate::packages::{self, Purpose};
use crate::steps::{self, Outcome, cargo, command, npm_command, npm_install, root, say, target};

const TABLE: &str = "docs/performance.md";
const MARKS: (&str, &str) = ("<!-- measured -->\n", "<!-- /measured -->\n");

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
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
/// When a ratio passes its bound by more than the tolerance, or was not measured though it could be.
pub(crate) fn run(what: Option<Bench>, telling: Telling) -> Outcome {
    if telling.write && what.is_some() {
        return Err("the table has all measures: name none".to_owned());
    }
    packages::install(Purpose::Test)?;
    npm_install()?;
    let wanted = |one: &&Bench| what.is_none_or(|what| what == **one);
    let wanted: Vec<Bench> = Bench::value_variants()
        .iter()
        .filter(wanted)
        .copied()
        .collect();
    if wanted.iter().any(|one| one.is_of_desktop()) {
        // What is shipped, what it is held against, and what measures both.
        steps::licences()?;
        command(steps::release_build())?;
    }
    let mut measures = Vec::new();
    for one in wanted {
        measures.extend(measure(one)?);
    }
    tell(&measures, telling.json);
    if telling.write {
        write_table(&measures)?;
    }
    let failing = measures.iter().filter(|one| one.fails());
    let over: Vec<&str> = failing.map(|one| &*one.name).collect();
    if over.is_empty() {
        return Ok(());
    }
    Err(format!("not within the bounds: {}", over.join(", ")))
}

/// Measures one thing; where something of it is over its bound, twice more, and the runs in the middle
/// count.
fn measure(what: Bench) -> Result<Vec<Measure>, String> {
    let first = what.measure()?;
    if !first.iter().any(Measure::fails) {
        return Ok(first);
    }
    for one in first.iter().filter(|one| one.fails()) {
        say(&format!("twice more, since: {}", one.line()));
    }
    let runs = [first, what.measure()?, what.measure()?];
    Ok(in_the_middle(runs.into_iter().flatten().collect()))
}

/// Of each name the run in the middle. One that most runs do not have is a name of a run that failed.
fn in_the_middle(mut runs: Vec<Measure>) -> Vec<Measure> {
    let mut middles = Vec::new();
    while let Some(name) = runs.first().map(|one| one.name.clone()) {
        let same: Vec<Measure> = runs.extract_if(.., |one| one.name == name).collect();
        if same.len() > 1 {
            middles.extend(Measure::median(same));
        }
    }
    middles
}

impl Bench {
    fn is_of_desktop(self) -> bool {
        !matches!(self, Self::Client | Self::Rendering)
    }

    fn measure(self) -> Result<Vec<Measure>, String> {
        match self {
            Self::Client => client(),
            Self::Rendering => rendering(),
            Self::FirstPaint
            | Self::ClickToList
            | Self::LinkToAccount
            | Self::Memory
            | Self::Idle
            | Self::Many
            | Self::DeadPortal
            | Self::Sizes => desktop(self),
        }
    }
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
        beyond_machine: false,
        facts: vec![Fact {
            name: "time".to_owned(),
            value: one.value,
            unit: found.unit.clone(),
        }],
    };
    Ok(found.measures.into_iter().map(held).collect())
}

fn desktop(what: Bench) -> Result<Vec<Measure>, String> {
    let mut bench = Command::new(program()?);
    bench.current_dir(root());
    let value = what.to_possible_value();
    bench.args(value.map(|value| value.get_name().to_owned()));
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
    use super::measure::tests::measure;
    use super::*;

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
    fn a_run_that_failed_does_not_count_for_more_than_one() {
        let named = |name: &str, ratio| Measure {
            name: name.to_owned(),
            ..measure(ratio, 1.0)
        };
        let found = in_the_middle(vec![
            named("many", None),
            named("many-list", Some(0.9)),
            named("many-search", Some(1.2)),
            named("many-list", Some(0.8)),
            named("many-search", Some(0.7)),
        ]);
        let found: Vec<_> = found.iter().map(|one| (&*one.name, one.ratio)).collect();
        assert_eq!(
            found,
            [("many-list", Some(0.9)), ("many-search", Some(1.2))]
        );
    }

    #[test]
    fn both_kinds_of_output_are_read() {
        let client = "[{\"name\":\"client.list\",\"ratio\":1.01,\"bound\":1.15}]\n";
        let read_client: Vec<Measure> = read(client).unwrap();
        assert_eq!(read_client[0].ratio, Some(1.01));
        assert!(read::<Vec<Measure>>("error: no such bench\n").is_err());
    }
}
