//! What the documents say is shown by a test is shown by one that is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::proofs::EXPECTED;
use crate::steps::root;

const DOCUMENTS: [&str; 2] = ["docs/behavior.md", "docs/security.md"];
const SOURCES: [&str; 4] = ["crates", "src-tauri", "tests", "xtask"];

struct Source {
    /// Its folders and its own name.
    names: BTreeSet<String>,
    text: String,
}

fn document(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    for folder in SOURCES {
        files(&root().join(folder), &mut found);
    }
    let source = |path: PathBuf| Source {
        names: path
            .strip_prefix(root())
            .unwrap()
            .with_extension("")
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect(),
        text: std::fs::read_to_string(&path).unwrap(),
    };
    found.into_iter().map(source).collect()
}

/// `module::name`: a function of that name in a file or folder of that name. The module `tests`, in
/// the file itself, need not be spelt out.
fn is_there(claim: &str, sources: &[Source]) -> bool {
    let mut parts: Vec<&str> = claim.split("::").collect();
    let name = format!("fn {}(", parts.pop().unwrap());
    parts.retain(|part| *part != "tests");
    let named = |source: &&Source| parts.iter().all(|part| source.names.contains(*part));
    sources
        .iter()
        .filter(named)
        .any(|source| source.text.contains(&name))
}

/// The first cells of the tables of proofs.
fn proofs_of(text: &str) -> Vec<String> {
    let mut lines = text.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if line.starts_with("| Proof |") {
            let rows = lines.by_ref().take_while(|line| line.starts_with('|'));
            let cells = rows.filter_map(|row| row.strip_prefix("| `")?.split_once('`'));
            found.extend(cells.map(|(name, _)| name.to_owned()));
        }
    }
    found
}

#[test]
fn every_test_that_is_named_is_there() {
    let sources = sources();
    let mut claims = 0;
    let mut missing = Vec::new();
    for name in DOCUMENTS {
        let text = document(name);
        for claim in quoted(&text).filter(|quoted| quoted.contains("::")) {
            claims += 1;
            if !is_there(claim, &sources) {
                missing.push(format!("{name}: {claim}"));
            }
        }
    }
    assert!(claims > 40, "only {claims} tests are named");
    assert_eq!(missing, Vec::<String>::new());
    assert!(!is_there("hostile::no_such_test", &sources));
    assert!(!is_there(
        "claims::no_link_leads_the_browser_elsewhere",
        &sources
    ));
}

#[test]
fn every_line_of_the_threat_model_names_a_test_or_says_why_not() {
    let text = document("docs/security.md");
    let (_, model) = text.split_once("## Mooring protects against").unwrap();
    let (protects, rest) = model
        .split_once("## Mooring cannot protect against")
        .unwrap();
    let (cannot, _) = rest.split_once("\n## ").unwrap();
    let of = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("- "));
        lines.map(str::to_owned).collect()
    };
    let named = |line: &String| quoted(line).any(|quoted| quoted.contains("::"));
    let untested: Vec<String> = of(protects)
        .into_iter()
        .filter(|line| !named(line))
        .collect();
    assert_eq!(untested, Vec::<String>::new());
    let said = |line: &String| named(line) || line.contains("test");
    let silent: Vec<String> = of(cannot).into_iter().filter(|line| !said(line)).collect();
    assert_eq!(silent, Vec::<String>::new());
    assert!(of(protects).len() > 15 && of(cannot).len() > 5);
}

#[test]
fn every_file_that_is_named_is_there() {
    for name in DOCUMENTS {
        let text = document(name);
        let tops = ["crates/", "docs/", "src-tauri/", "tests/", "ui/"];
        for path in quoted(&text).filter(|path| tops.iter().any(|top| path.starts_with(top))) {
            assert!(root().join(path).exists(), "{name}: {path}");
        }
    }
}

#[test]
fn the_proofs_that_are_told_are_those_that_are_expected() {
    let told: Vec<String> = DOCUMENTS
        .iter()
        .flat_map(|name| proofs_of(&document(name)))
        .collect();
    let once: BTreeSet<&str> = told.iter().map(String::as_str).collect();
    assert_eq!(once.len(), told.len(), "each in one place");
    assert_eq!(once, BTreeSet::from(EXPECTED));
}
