//! What the tests tried and lost, counted. `cargo xtask test` prints it at its end, one line each.

use std::path::Path;

/// Says that something was tried so often, and how often it went wrong: never, or the test fails.
/// What several tests try under one name is added up.
pub(crate) fn record(name: &str, tried: u64, lost: u64) {
    // One file a thread of tests, so that none writes over another's.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("proofs");
    std::fs::create_dir_all(&folder).unwrap();
    let mut file = tempfile::Builder::new()
        .prefix(&format!("{name}."))
        .suffix(".txt")
        .tempfile_in(&folder)
        .unwrap();
    std::io::Write::write_all(&mut file, format!("{tried} {lost}\n").as_bytes()).unwrap();
    file.keep().unwrap();
    assert!(tried > 0, "{name}: nothing was tried");
    assert_eq!(lost, 0, "{name}: {lost} of {tried} went wrong");
}
