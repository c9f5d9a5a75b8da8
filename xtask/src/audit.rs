//! What others made and the program is built of: licences, sources, features that must not be in it,
//! and known flaws. `deny.toml` says what may be.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::steps::{Outcome, command, npm_command, root, say};

/// By Embark Studios; MIT or Apache-2.0.
const TOOL: &str = "cargo-deny";
const VERSION: &str = "0.20.2";
/// It runs for seconds, so it is built quickly rather than well.
const HASTE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
];

/// Everything that can be checked here. Known flaws are in lists that have to be fetched; where they
/// cannot be, that is said, and nothing fails.
pub(crate) fn audit(target: &Path) -> Outcome {
    let tool = install(target)?;
    check(&tool, &["check", "licenses"])?;
    check(&tool, &["--workspace", "check", "bans", "sources"])?;
    advisories(&tool)?;
    npm_advisories()
}

/// Where the tool is; it is installed where it is not.
fn install(target: &Path) -> Result<PathBuf, String> {
    let folder = target.join("tools");
    let program = format!("{TOOL}{}", std::env::consts::EXE_SUFFIX);
    let tool = folder.join("bin").join(program);
    let version = Command::new(&tool).arg("--version").output();
    let wanted = format!("{TOOL} {VERSION}");
    if version.is_ok_and(|output| text(&output.stdout) == wanted) {
        return Ok(tool);
    }
    say(&format!("installing {wanted}; this takes some minutes"));
    let mut install = Command::new(env!("CARGO"));
    install
        .args(["install", TOOL, "--locked", "--force", "--quiet"])
        .args(["--version", &format!("={VERSION}"), "--root"])
        .arg(&folder)
        .envs(HASTE)
        .current_dir(root());
    command(install)?;
    Ok(tool)
}

fn check(tool: &Path, arguments: &[&str]) -> Outcome {
    let mut check = Command::new(tool);
    check.arg("--locked").args(arguments).current_dir(root());
    command(check)
}

fn advisories(tool: &Path) -> Outcome {
    let fetched = quietly(Command::new(tool).args(["fetch", "db"]))?;
    if !fetched.status.success() {
        say("advisories were not checked: the database cannot be reached");
        return Ok(());
    }
    check(tool, &["--workspace", "check", "advisories"])
}

fn npm_advisories() -> Outcome {
    let audit = ["audit", "--audit-level=high"];
    let found = quietly(npm_command(&audit).arg("--json"))?;
    match verdict(found.status.success(), &text(&found.stdout)) {
        Verdict::Sound => Ok(()),
        Verdict::Flawed => command(npm_command(&audit)),
        Verdict::NotChecked => {
            say("npm's advisories were not checked: the registry does not answer");
            Ok(())
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Sound,
    Flawed,
    NotChecked,
}

/// npm fails alike for a flaw and for a registry that does not answer; only a report names what it
/// looked at.
fn verdict(success: bool, report: &str) -> Verdict {
    let report: serde_json::Value = serde_json::from_str(report).unwrap_or_default();
    match (report.get("auditReportVersion").is_some(), success) {
        (true, true) => Verdict::Sound,
        (true, false) => Verdict::Flawed,
        (false, _) => Verdict::NotChecked,
    }
}

fn quietly(command: &mut Command) -> Result<Output, String> {
    let output = command.output();
    output.map_err(|error| format!("{}: {error}", command.get_program().display()))
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[derive(serde::Deserialize)]
    struct Manifest {
        profile: Profiles,
    }

    #[derive(serde::Deserialize)]
    struct Profiles {
        release: toml::Table,
    }

    #[derive(serde::Deserialize)]
    struct Rules {
        bans: Bans,
    }

    #[derive(serde::Deserialize)]
    struct Bans {
        features: Vec<Ban>,
    }

    #[derive(serde::Deserialize)]
    struct Ban {
        #[serde(rename = "crate")]
        name: String,
        deny: Vec<String>,
    }

    fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
        let text = std::fs::read_to_string(root().join(name)).unwrap();
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn a_report_is_told_from_a_registry_that_does_not_answer() {
        let report = r#"{"auditReportVersion":2,"vulnerabilities":{}}"#;
        assert_eq!(verdict(true, report), Verdict::Sound);
        assert_eq!(verdict(false, report), Verdict::Flawed);
        let refused = r#"{"message":"405 Method Not Allowed","statusCode":405}"#;
        assert_eq!(verdict(false, refused), Verdict::NotChecked);
        assert_eq!(verdict(false, ""), Verdict::NotChecked);
    }

    #[test]
    fn released_programs_have_no_developer_tools_and_end_at_a_panic() {
        let release = read::<Manifest>("Cargo.toml").profile.release;
        assert_eq!(release["panic"].as_str(), Some("abort"));
        assert!(!release.contains_key("debug-assertions"));
        assert!(!release.contains_key("inherits"));
        let rules = read::<Rules>("deny.toml").bans.features;
        let banned: BTreeSet<&str> = rules
            .iter()
            .filter(|ban| ban.deny.iter().any(|feature| feature == "devtools"))
            .map(|ban| ban.name.as_str())
            .collect();
        assert_eq!(
            banned,
            BTreeSet::from(["tauri", "tauri-runtime-wry", "wry"])
        );
    }
}
