//! What the program is built of.

use std::process::Command;

/// Every crate that is linked into a package on this system.
fn tree(package: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--package", package])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn no_library_of_a_window_is_in_it() {
    const WINDOWS: [&str; 9] = [
        "tauri",
        "wry",
        "tao",
        "gtk",
        "gdk",
        "gio",
        "glib",
        "webkit2gtk",
        "x11",
    ];
    let is_of_a_window = |name: &String| {
        WINDOWS
            .iter()
            .any(|one| name == one || name.starts_with(&format!("{one}-")))
    };
    let names = tree("cli");
    assert!(names.iter().any(|name| name == "accounts"), "{names:?}");
    let found: Vec<&String> = names.iter().filter(|name| is_of_a_window(name)).collect();
    assert!(found.is_empty(), "{found:?}");
    // The same look finds them in the window's program.
    assert!(tree("mooring-desktop").iter().any(is_of_a_window));
}
