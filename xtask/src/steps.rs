//! The steps, each callable alone.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::audit;
use crate::fuzz;
use crate::licences;
use crate::packages::{self, Purpose};
use crate::proofs;
use crate::sbom;
use crate::updates;

/// What went wrong, in words.
pub(crate) type Outcome = Result<(), String>;

/// Everything that CI does.
pub(crate) fn test(long: bool) -> Outcome {
    packages::install(Purpose::Test)?;
    npm_install()?;
    licences()?;
    ui()?;
    lint()?;
    let target = target()?;
    audit::audit(&target)?;
    proofs::clear(&target)?;
    rust(&[])?;
    updates::test()?;
    if long {
        command(cargo(&[
            "test",
            "--workspace",
            "--locked",
            "--test",
            "flow",
            "--test",
            "kills",
            "--test",
            "keychain",
            "--",
            "--ignored",
            // Others start these, in processes of their own.
            "--skip",
            "the_day",
        ]))?;
        fuzz::run(60)?;
    }
    screenshots()?;
    proofs::print(&target)
}

/// Builds every program as it is shipped, and what measures them, in one go: so all are made of the
/// same parts.
pub(crate) fn release_build() -> Command {
    cargo(&[
        "build",
        "--release",
        "--workspace",
        "--exclude",
        "xtask",
        "--bins",
        "--locked",
    ])
}

/// Builds and opens the program. It is built with the whole workspace, so that the tests and it share
/// what they are made of.
pub(crate) fn run(release: bool, program: &[String]) -> Outcome {
    packages::install(Purpose::Run)?;
    npm_install()?;
    licences()?;
    let mut build = cargo(&[
        "build",
        "--workspace",
        "--locked",
        "--bin",
        "mooring-desktop",
    ]);
    if release {
        build.arg("--release");
    }
    command(build)?;
    let mut run = Command::new(built(release)?);
    if program.is_empty() {
        run.arg("--demo");
    }
    run.args(program);
    command(run)
}

/// Where cargo put the program: beside this one, or in the folder for releases.
fn built(release: bool) -> Result<PathBuf, String> {
    let profile = if release { "release" } else { "debug" };
    let name = format!("mooring-desktop{}", std::env::consts::EXE_SUFFIX);
    Ok(target()?.join(profile).join(name))
}

/// The folder where cargo builds: this program is in it.
pub(crate) fn target() -> Result<PathBuf, String> {
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let target = this.parent().and_then(Path::parent);
    Ok(target.unwrap_or(&this).to_path_buf())
}

/// Installs the window's tools, if their list is newer than what is there.
pub(crate) fn npm_install() -> Outcome {
    let folder = root().join("ui");
    let modified = |name: &str| folder.join(name).metadata().ok()?.modified().ok();
    if modified("node_modules/.package-lock.json") >= modified("package-lock.json") {
        return Ok(());
    }
    npm(&["ci", "--no-audit", "--no-fund"])
}

/// Writes the licences beside the window's files, if what is shipped is newer than the list.
pub(crate) fn licences() -> Outcome {
    let root = root();
    let file = root.join("ui/public/licences.json");
    let modified = |path: &Path| path.metadata().ok()?.modified().ok();
    let written = modified(&file);
    let newest = [
        "Cargo.lock",
        "ui/package-lock.json",
        "xtask/src/licences.rs",
        "xtask/src/shipped.rs",
    ]
    .map(|source| modified(&root.join(source)));
    if newest.iter().all(|source| written >= *source) {
        return Ok(());
    }
    say("writing ui/public/licences.json");
    licences::write(&root, &file)
}

/// Writes the bill of materials of what is shipped into the folder of packages.
pub(crate) fn sbom() -> Outcome {
    let file = target()?.join("package").join(sbom::FILE);
    say(&format!("writing {}", file.display()));
    sbom::write(&root(), &file)
}

/// Checks the window's files.
pub(crate) fn ui() -> Outcome {
    for script in ["check", "lint", "test", "knip"] {
        npm(&["run", script])?;
    }
    Ok(())
}

/// Looks at the window's files in a real browser.
pub(crate) fn screenshots() -> Outcome {
    npm(&["run", "test:browser"])
}

/// Formatting and lints; warnings are errors.
pub(crate) fn lint() -> Outcome {
    command(cargo(&["fmt", "--all", "--check"]))?;
    for features in ["mooring-desktop/default", "mooring-desktop/updater"] {
        let mut clippy = cargo(&["clippy", "--workspace", "--all-targets", "--locked"]);
        clippy.args(["--features", features, "--", "-D", "warnings"]);
        command(clippy)?;
    }
    fuzz::check()
}

/// The Rust tests. Two at a time: each of the desktop's has a desktop of its own.
pub(crate) fn rust(filter: &[String]) -> Outcome {
    let mut tests = cargo(&["test", "--workspace", "--locked"]);
    if filter.is_empty() {
        tests.args(["--", "--test-threads=2"]);
    } else {
        tests.args(filter);
    }
    command(tests)
}

/// Says something to whoever runs it.
#[expect(clippy::print_stderr, reason = "a tool for a terminal")]
pub(crate) fn say(text: &str) {
    eprintln!("xtask: {text}");
}

/// Runs a command to its end.
pub(crate) fn command(mut command: Command) -> Outcome {
    let name = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ");
    say(&name);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}

fn npm(arguments: &[&str]) -> Outcome {
    command(npm_command(arguments))
}

pub(crate) fn npm_command(arguments: &[&str]) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut npm = Command::new(program);
    npm.args(arguments).current_dir(root().join("ui"));
    npm
}

/// Cargo, in the project's folder.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).current_dir(root());
    cargo
}

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
