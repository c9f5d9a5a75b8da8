//! One, a hundred, a thousand and ten thousand accounts in the real window: the time until all are
//! listed, the work of a key in the search, of showing one account, and the memory.
//!
//! Growth is held against a straight line: ten times the accounts may take ten times as long.

use std::time::Duration;

use serde_json::{Value, json};

use super::desktop::Desktop;
use super::measure::{Measure, Outcome, wall_milliseconds};
use super::process;
use super::tenant::Tenant;
use super::window::Window;

const SIZES: [usize; 4] = [1, 100, 1000, 10_000];
/// A frame of sixty in a second, in milliseconds.
const FRAME: f64 = 16.0;
const WORD: &str = "google";
/// Rests of the list that is still being laid out are over by then.
const REST: Duration = Duration::from_secs(3);

/// Answers when the list is whole: its heading says how many there are.
const LISTED: &str = r"
    const look = () => {
        const sizes = [...document.querySelectorAll('#group-connected .num, #group-attention .num')];
        const sum = sizes.reduce((sum, size) => sum + Number(size.textContent), 0);
        if (sum !== facts.accounts) return void setTimeout(look, 5);
        requestAnimationFrame(() =>
            requestAnimationFrame(() => done(performance.timeOrigin + performance.now())));
    };
    look();
";

/// Types a word key by key. The work of a key ends when the page is laid out again.
const SEARCH: &str = r#"
    (async () => {
        const field = document.querySelector("[data-testid='search']");
        const groups = document.querySelector('.groups');
        const frames = () => new Promise((next) =>
            requestAnimationFrame(() => requestAnimationFrame(next)));
        const works = [];
        const shown = [];
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
#[derive(Debug, Clone, Copy)]
struct Cost {
    accounts: usize,
    listed: f64,
    search: f64,
    search_painted: f64,
    show: f64,
    memory: f64,
}

/// A figure of the cost, with its unit.
type Part = (&'static str, &'static str, fn(&Cost) -> f64);

pub(crate) async fn measure() -> Outcome<Vec<Measure>> {
    let mut costs = Vec::new();
    for accounts in SIZES {
        costs.push(cost(accounts).await?);
    }
    let most = costs.last().ok_or("nothing was measured")?;
    let search = Measure::of("many-search-10000", most.search, FRAME, 1.0)
        .with("work of the longest key", most.search, "ms")
        .with("until painted", most.search_painted, "ms");
    let mut measures = vec![search];
    let parts: [Part; 4] = [
        ("many-list-growth", "ms", |cost| cost.listed),
        ("many-search-growth", "ms", |cost| cost.search),
        ("many-show-growth", "ms", |cost| cost.show),
        ("many-memory-growth", "MiB", |cost| cost.memory),
    ];
    for (name, unit, part) in parts {
        let points: Vec<(usize, f64)> = costs.iter().map(|one| (one.accounts, part(one))).collect();
        let mut measure = Measure::of(name, growth(&points), 1.0, 1.0);
        for (accounts, value) in points {
            measure = measure.with(&format!("{accounts} accounts"), value, unit);
        }
        measures.push(measure);
    }
    Ok(measures)
}

async fn cost(accounts: usize) -> Outcome<Cost> {
    let tenant = Tenant::start(accounts, Duration::ZERO).await?;
    let desktop = Desktop::start()?;
    tenant.sign_in(&desktop).await?;
    let begun = wall_milliseconds();
    let window = Window::start(&desktop).await?;
    let listed = window.run(LISTED, json!({ "accounts": accounts })).await?;
    let listed = listed.as_f64().ok_or("no time")? - begun;
    tokio::time::sleep(REST).await;
    let memory = process::memory(window.id())?;
    let found = window.run(SEARCH, json!({ "word": WORD })).await?;
    if found.get("found").and_then(Value::as_u64) < Some(1) {
        return Err("the search found nothing".into());
    }
    let show = window.run(SHOW, Value::Null).await?;
    Ok(Cost {
        accounts,
        listed,
        search: largest(found.get("works"))?,
        search_painted: largest(found.get("shown"))?,
        show: largest(Some(&show))?,
        memory,
    })
}

fn largest(values: Option<&Value>) -> Outcome<f64> {
    let values = values.and_then(Value::as_array).ok_or("no times")?;
    let values = values.iter().filter_map(Value::as_f64);
    // The page's clock counts whole milliseconds.
    Ok(values.fold(1.0, f64::max))
}

/// The steepest step, against a straight line through nothing: at 1, a step to ten times the accounts
/// takes ten times as long.
fn growth(points: &[(usize, f64)]) -> f64 {
    let steps = points.iter().zip(points.iter().skip(1));
    #[expect(clippy::cast_precision_loss, reason = "there are few accounts")]
    let steepness =
        steps.map(|(before, after)| (after.1 / before.1) / (after.0 as f64 / before.0 as f64));
    steepness.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_is_one() {
        assert!((growth(&[(1, 2.0), (10, 20.0), (100, 200.0)]) - 1.0).abs() < 1e-9);
        assert!(
            growth(&[(1, 2.0), (10, 10.0)]) < 1.0,
            "a part stays the same"
        );
        assert!((growth(&[(1, 1.0), (10, 10.0), (100, 1000.0)]) - 10.0).abs() < 1e-9);
    }
}
