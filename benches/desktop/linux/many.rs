//! One, a hundred, a thousand and ten thousand accounts in the real window: the time until all are
//! listed, the work of a key in the search, of showing one account, and the memory.
//!
//! Growth is held against a straight line: what a single account takes is taken off, since every start
//! takes it, and of the rest ten times the accounts may take ten times as much. The sizes take turns, so
//! that a machine that is slow for a while is so for all of them.

use std::time::Duration;

use emulator::{Endpoint, Fault, Misbehavior};
use serde_json::{Value, json};

use super::desktop::Desktop;
use super::measure::{Measure, Outcome, median};
use super::process;
use super::tenant::Tenant;
use super::window::Window;

const SIZES: [usize; 4] = [1, 100, 1000, 10_000];
/// A frame of sixty in a second, in milliseconds.
const FRAME: f64 = 16.0;
/// Each size is measured so often; the run in the middle counts.
const ROUNDS: usize = 5;
const WORD: &str = "google";
/// Rests of the list that is still being laid out are over by then.
const REST: Duration = Duration::from_secs(3);

/// Answers when the window says that the accounts could not be read.
const FAILED: &str = r#"
    const look = () => {
        if (document.querySelector("[data-testid='banner-retry']") === null) {
            return void setTimeout(look, 20);
        }
        done(null);
    };
    look();
"#;

/// Has the lists read again, and answers with the time until they are whole: the headings say how many
/// there are.
const LIST: &str = r#"
    (async () => {
        // What the driver does to run this script is no part of it.
        await new Promise((next) => setTimeout(next, 300));
        const begun = performance.now();
        document.querySelector("[data-testid='banner-retry']").click();
        const look = () => {
            const sizes = [
                ...document.querySelectorAll('#group-connected .num, #group-attention .num'),
            ];
            const sum = sizes.reduce((sum, size) => sum + Number(size.textContent), 0);
            if (sum !== facts.accounts) return void setTimeout(look, 5);
            requestAnimationFrame(() =>
                requestAnimationFrame(() => done({ listed: performance.now() - begun })));
        };
        look();
    })().catch((error) => done({ error: String(error) }));
"#;

/// Types a word key by key. The work of a key ends when the page is laid out again.
const SEARCH: &str = r#"
    (async () => {
        const field = document.querySelector("[data-testid='search']");
        const groups = document.querySelector('.groups');
        const frames = () => new Promise((next) =>
            requestAnimationFrame(() => requestAnimationFrame(next)));
        const works = [];
        const shown = [];
        // What the driver does to run this script is no work of a key.
        await new Promise((next) => setTimeout(next, 300));
        for (let length = 1; length <= facts.word.length; length += 1) {
            const begun = performance.now();
            field.value = facts.word.slice(0, length);
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            await Promise.resolve();
            await Promise.resolve();
            groups.getBoundingClientRect();
            works.push(performance.now() - begun);
            await frames();
            shown.push(performance.now() - begun);
            await new Promise((next) => setTimeout(next, 300));
        }
        const found = document.querySelector('#group-connected .num').textContent;
        field.value = '';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await frames();
        done({ works, shown, found: Number(found) });
    })().catch((error) => done({ error: String(error) }));
"#;

/// Opens accounts one after the other.
const SHOW: &str = r#"
    (async () => {
        const frames = () => new Promise((next) =>
            requestAnimationFrame(() => requestAnimationFrame(next)));
        const works = [];
        for (const row of [...document.querySelectorAll("[data-testid^='row-account-']")].slice(0, 5)) {
            const begun = performance.now();
            row.click();
            await Promise.resolve();
            await Promise.resolve();
            document.body.getBoundingClientRect();
            if (row.getAttribute('aria-current') !== 'true') throw new Error('It is not shown.');
            works.push(performance.now() - begun);
            await frames();
        }
        done(works);
    })().catch((error) => done({ error: String(error) }));
"#;

/// What so many accounts cost.
#[derive(Debug, Clone)]
struct Cost {
    /// From asking for the lists until all accounts are listed, for the first time since the start.
    listed: f64,
    /// Of each key of the word.
    search: Vec<f64>,
    search_painted: Vec<f64>,
    show: f64,
    memory: f64,
}

/// A figure of the cost.
struct Part {
    name: &'static str,
    unit: &'static str,
    /// So much more or less is chance.
    noise: f64,
    of: fn(&Cost) -> f64,
}

const PARTS: [Part; 4] = [
    Part {
        name: "many-list-growth",
        unit: "ms",
        noise: FRAME,
        of: |cost| cost.listed,
    },
    Part {
        name: "many-search-growth",
        unit: "ms",
        noise: FRAME / 10.0,
        of: |cost| largest(&cost.search),
    },
    Part {
        name: "many-show-growth",
        unit: "ms",
        noise: FRAME / 10.0,
        of: |cost| cost.show,
    },
    Part {
        name: "many-memory-growth",
        unit: "MiB",
        noise: 3.0,
        of: |cost| cost.memory,
    },
];

pub(crate) async fn measure() -> Outcome<Vec<Measure>> {
    let mut sizes = SIZES.map(|accounts| (accounts, Vec::new()));
    for _ in 0..ROUNDS {
        for (accounts, runs) in &mut sizes {
            runs.push(cost(*accounts).await?);
        }
    }
    let [.., (_, most)] = &sizes;
    let work = longest_key(most, |run| &run.search)?;
    let painted = longest_key(most, |run| &run.search_painted)?;
    let search = Measure::of("many-search-10000", work, FRAME, 1.0)
        .with("work of the longest key", work, "ms")
        .with("until painted", painted, "ms");
    let mut measures = vec![search];
    for part in PARTS {
        let mut points = Vec::new();
        for (accounts, runs) in &sizes {
            points.push((*accounts, median(runs.iter().map(part.of).collect())?));
        }
        let mut measure = Measure::of(part.name, growth(&points, part.noise), 1.0, 1.0);
        for (accounts, value) in points {
            measure = measure.with(&format!("{accounts} accounts"), value, part.unit);
        }
        measures.push(measure);
    }
    Ok(measures)
}

/// The key that takes longest. Of each key the run in the middle counts: what else the machine did
/// meanwhile met one key or another.
fn longest_key(runs: &[Cost], of: fn(&Cost) -> &[f64]) -> Outcome<f64> {
    let keys = (0..WORD.len()).map(|key| {
        let times = runs.iter().filter_map(|run| of(run).get(key).copied());
        median(times.collect())
    });
    Ok(largest(&keys.collect::<Outcome<Vec<f64>>>()?))
}

async fn cost(accounts: usize) -> Outcome<Cost> {
    let tenant = Tenant::start(accounts, Duration::ZERO).await?;
    let desktop = Desktop::start()?;
    tenant.sign_in(&desktop).await?;
    // The start reads the lists while the window is made, which would hide most of it. So the first
    // reading fails, and the time is that of the next one.
    let does = Misbehavior::Status {
        status: 500,
        body: None,
        headers: Vec::new(),
    };
    let fault = tenant
        .emulator
        .inject(Fault::always(Endpoint::Accounts, does));
    let window = Window::start(&desktop).await?;
    window.run(FAILED, Value::Null).await?;
    tenant.emulator.withdraw(fault);
    let listed = window.run(LIST, json!({ "accounts": accounts })).await?;
    let listed = listed.get("listed").and_then(Value::as_f64);
    let listed = listed.ok_or("no time")?;
    tokio::time::sleep(REST).await;
    let memory = process::memory(window.id())?;
    let found = window.run(SEARCH, json!({ "word": WORD })).await?;
    if found.get("found").and_then(Value::as_u64) < Some(1) {
        return Err("the search found nothing".into());
    }
    let show = window.run(SHOW, Value::Null).await?;
    Ok(Cost {
        listed,
        search: times(found.get("works"))?,
        search_painted: times(found.get("shown"))?,
        show: largest(&times(Some(&show))?),
        memory,
    })
}

fn times(values: Option<&Value>) -> Outcome<Vec<f64>> {
    let values = values.and_then(Value::as_array).ok_or("no times")?;
    Ok(values.iter().filter_map(Value::as_f64).collect())
}

fn largest(values: &[f64]) -> f64 {
    // The page's clock counts whole milliseconds.
    values.iter().copied().fold(1.0, f64::max)
}

/// The steepest step, against a straight line from the first point: at 1, a step to ten times the
/// accounts takes ten times as much. No step is taken to be less than the noise.
fn growth(points: &[(usize, f64)], noise: f64) -> f64 {
    let Some((&(_, alone), rest)) = points.split_first() else {
        return 0.0;
    };
    let steps = rest.iter().zip(rest.iter().skip(1));
    #[expect(clippy::cast_precision_loss, reason = "there are few accounts")]
    let steepness = steps.map(|(before, after)| {
        let times = after.0 as f64 / before.0 as f64;
        (after.1 - alone) / (before.1 - alone).max(noise) / times
    });
    steepness.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_is_one_whatever_it_starts_at() {
        let points = [(0, 500.0), (100, 700.0), (1000, 2500.0), (10_000, 20_500.0)];
        let grown = growth(&points, 1.0);
        assert!((grown - 1.0).abs() < 1e-9, "{grown}");
    }

    #[test]
    fn a_square_does_not_hide_behind_what_every_start_takes() {
        let points = [(1, 500.0), (100, 500.1), (1000, 510.0), (10_000, 1500.0)];
        let grown = growth(&points, 1.0);
        assert!(grown > 5.0, "{grown}");
    }

    #[test]
    fn the_longest_key_is_the_one_that_is_long_in_most_runs() {
        let run = |search: [f64; 6]| Cost {
            listed: 0.0,
            search: search.to_vec(),
            search_painted: Vec::new(),
            show: 0.0,
            memory: 0.0,
        };
        let runs = [
            run([90.0, 8.0, 3.0, 3.0, 3.0, 3.0]),
            run([5.0, 9.0, 3.0, 80.0, 3.0, 3.0]),
            run([5.0, 7.0, 3.0, 3.0, 3.0, 3.0]),
        ];
        let longest = longest_key(&runs, |run| &run.search).unwrap();
        assert!((longest - 8.0).abs() < 1e-9, "{longest}");
        assert!(longest_key(&runs, |run| &run.search_painted).is_err());
    }

    #[test]
    fn chance_is_no_growth() {
        let grown = growth(&[(1, 10.0), (100, 9.0), (1000, 10.5), (10_000, 11.0)], 1.6);
        assert!(grown < 0.1, "{grown}");
    }
}
