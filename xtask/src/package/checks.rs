//! What a Linux package says that it needs, held against what its programs need, and what is in it.

use std::path::Path;
use std::process::Command;

use super::answer;
use crate::shipped::PROGRAM;
use crate::steps::{Outcome, say, target};

/// What the `.rpm` has to bring, beside what both packages have from one list.
const IN_RPM: [&str; 9] = [
    "/usr/bin/mooring",
    "/usr/bin/mooring-desktop",
    "/usr/share/applications/mooring-desktop.desktop",
    "/usr/share/licenses/mooring-desktop/LICENSE-APACHE",
    "/usr/share/licenses/mooring-desktop/LICENSE-MIT",
    "/usr/share/man/man1/mooring-connect.1.gz",
    "/usr/share/metainfo/dev.mooring.desktop.metainfo.xml",
    "/usr/share/zsh/site-functions/_mooring",
    "/usr/share/icons/hicolor/scalable/apps/mooring-desktop.svg",
];
/// What no library of the programs' brings.
const NEEDED: [&str; 3] = ["ca-certificates", "desktop-file-utils", "xdg-utils"];

/// Both packages.
pub(super) fn look_at(deb: &Path, rpm: &Path) -> Outcome {
    let release = target()?.join("release");
    let mut newest = (0, 0);
    for program in [PROGRAM, "mooring"] {
        let symbols = said(Command::new("objdump").arg("-T").arg(release.join(program)))?;
        newest = newest.max(newest_libc(&symbols));
    }
    let (major, minor) = newest;
    say(&format!("the programs need libc {major}.{minor}"));
    let depends = said(Command::new("dpkg-deb").arg("-f").arg(deb).arg("Depends"))?;
    let deb_needs: Vec<&str> = depends.trim().split(", ").collect();
    needs_libc(".deb", &deb_needs, "libc6 (>= ", newest)?;
    let requires = said(Command::new("rpm").args(["-qp", "--requires"]).arg(rpm))?;
    let rpm_needs: Vec<&str> = requires.lines().map(str::trim).collect();
    needs_libc(".rpm", &rpm_needs, "libc.so.6(GLIBC_", newest)?;
    for (kind, needs) in [(".deb", &deb_needs), (".rpm", &rpm_needs)] {
        for needed in NEEDED {
            if !needs.contains(&needed) {
                return Err(format!("the {kind} does not ask for {needed}"));
            }
        }
        for library in ["gtk-3", "webkit2gtk-4.1"] {
            if !needs.iter().any(|need| need.contains(library)) {
                return Err(format!("the {kind} does not ask for {library}"));
            }
        }
    }
    let listed = said(Command::new("rpm").arg("-qpl").arg(rpm))?;
    let missing = IN_RPM
        .iter()
        .find(|file| !listed.lines().any(|line| line == **file));
    missing.map_or(Ok(()), |file| Err(format!("the .rpm is without {file}")))
}

fn said(command: &mut Command) -> Result<String, String> {
    answer(command).map(|text| String::from_utf8_lossy(&text).into_owned())
}

/// The newest version of the C library that a program's symbols name.
fn newest_libc(symbols: &str) -> (u32, u32) {
    let versions = symbols.split("GLIBC_").skip(1).filter_map(|rest| {
        let end = rest.find(|letter: char| letter != '.' && !letter.is_ascii_digit());
        version(rest.get(..end.unwrap_or(rest.len()))?)
    });
    versions.max().unwrap_or_default()
}

fn version(text: &str) -> Option<(u32, u32)> {
    let (major, rest) = text.split_once('.')?;
    let minor = rest.split('.').next()?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// Whether a package asks for a C library that has all that its programs need.
fn needs_libc(kind: &str, needs: &[&str], start: &str, newest: (u32, u32)) -> Outcome {
    let found = needs.iter().find_map(|need| need.strip_prefix(start));
    let asked = found.and_then(|found| version(found.split(')').next()?));
    match asked {
        Some(asked) if asked >= newest => Ok(()),
        Some((major, minor)) => Err(format!(
            "the {kind} asks for libc {major}.{minor}, and its programs need {}.{}",
            newest.0, newest.1
        )),
        None => Err(format!("the {kind} does not say which libc it needs")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_has_to_ask_for_the_newest_that_its_programs_need() {
        let symbols = "0 DF *UND* 0 (GLIBC_2.2.5) getenv\n0 DF *UND* 0 (GLIBC_2.34) x\n\
            0 DF *UND* 0 (GLIBC_2.9) y\n0 DF *UND* 0 (GLIBC_PRIVATE) z\n";
        assert_eq!(newest_libc(symbols), (2, 34));
        let capability = ["libc.so.6(GLIBC_2.34)(64bit)"];
        assert_eq!(
            needs_libc(".rpm", &capability, "libc.so.6(GLIBC_", (2, 34)),
            Ok(())
        );
        let needs = |need| needs_libc(".deb", &["xdg-utils", need], "libc6 (>= ", (2, 34));
        assert_eq!(needs("libc6 (>= 2.34)"), Ok(()));
        assert_eq!(needs("libc6 (>= 2.36)"), Ok(()));
        assert!(needs("libc6 (>= 2.9)").is_err());
        assert!(needs("libc6").is_err());
    }
}
