//! What the tests tried, and how often it went wrong: gathered from what they left, and printed.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::steps::Outcome;

/// Without one of these the tests did not show what `docs/security.md` and `docs/behavior.md` say.
pub(crate) const EXPECTED: [&str; 14] = [
    "attacks",
    "canaries",
    "doctors",
    "faults",
    "interrupts",
    "keychains",
    "kills",
    "links",
    "minutes",
    "networks",
    "races",
    "reports",
    "tenants",
    "together",
];

#[derive(Default)]
struct Proof {
    tried: u64,
    lost: u64,
}

/// Forgets those of an earlier run.
pub(crate) fn clear(target: &Path) -> Outcome {
    match fs::remove_dir_all(folder(target)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.to_string()),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Prints one line for each, `proof NAME tried N lost 0`.
///
/// # Errors
/// When something was lost, or a proof is missing.
pub(crate) fn print(target: &Path) -> Outcome {
    let proofs = gather(&folder(target)).map_err(|error| error.to_string())?;
    for (name, Proof { tried, lost }) in &proofs {
        #[expect(clippy::print_stdout, reason = "what the tests showed")]
        {
            println!("proof {name} tried {tried} lost {lost}");
        }
    }
    let missing: Vec<&str> = EXPECTED
        .into_iter()
        .filter(|name| !proofs.contains_key(*name))
        .collect();
    if !missing.is_empty() {
        return Err(format!("no proof of: {}", missing.join(", ")));
    }
    if proofs.values().any(|proof| proof.lost > 0) {
        return Err("something was lost".to_owned());
    }
    Ok(())
}

fn folder(target: &Path) -> PathBuf {
    target.join("tmp/proofs")
}

fn gather(folder: &Path) -> std::io::Result<BTreeMap<String, Proof>> {
    let mut proofs = BTreeMap::<String, Proof>::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let name = name.split('.').next().unwrap_or_default().to_owned();
        let text = fs::read_to_string(entry.path())?;
        let mut numbers = text
            .split_whitespace()
            .filter_map(|word| word.parse::<u64>().ok());
        let proof = proofs.entry(name).or_default();
        proof.tried += numbers.next().unwrap_or_default();
        proof.lost += numbers.next().unwrap_or(1);
    }
    Ok(proofs)
}
