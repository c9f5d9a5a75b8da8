//! The help pages, the man page and the completions.

use std::process::Command;

use crate::world::PROGRAM;

fn said(arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

const COMMANDS: [&str; 15] = [
    "status",
    "providers",
    "accounts",
    "connect",
    "disconnect",
    "sign-in",
    "sign-out",
    "profiles",
    "setup",
    "doctor",
    "report",
    "demo",
    "users",
    "completions",
    "man",
];

#[test]
fn every_help_page_is_as_it_was() {
    insta::assert_snapshot!("help", said(&["--help"]));
    for command in COMMANDS {
        insta::assert_snapshot!(format!("help_{command}"), said(&[command, "--help"]));
    }
    insta::assert_snapshot!(
        "help_users_accounts",
        said(&["users", "u", "accounts", "--help"])
    );
}

#[test]
fn the_man_page_and_the_completions_know_every_command() {
    let man = said(&["man"]);
    assert!(man.contains(".TH mooring 1"), "{man}");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let completions = said(&["completions", shell]);
        for command in COMMANDS {
            assert!(
                completions.contains(command),
                "{shell} does not know {command}"
            );
            // The man page spells a hyphen with a backslash.
            let spelt = command.replace('-', "\\-");
            assert!(man.contains(&spelt), "{command} is not in the man page");
        }
    }
}

#[test]
fn the_document_names_every_command() {
    let document = include_str!("../../../../docs/command-line.md");
    for command in COMMANDS {
        assert!(
            document.contains(&format!("mooring {command}")),
            "{command}"
        );
    }
}

/// Where bash is there, it takes the completions.
#[test]
fn bash_completes() {
    let completions = said(&["completions", "bash"]);
    let script = format!(
        "{completions}\nCOMP_WORDS=(mooring sta); COMP_CWORD=1; _mooring mooring sta mooring\n\
         echo \"${{COMPREPLY[@]}}\""
    );
    let output = Command::new("bash").args(["-c", &script]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "status");
}
