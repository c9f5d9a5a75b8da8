//! At a terminal: questions, progress and colours. `script` stands in for one.

use std::io::Write;
use std::process::Stdio;

use crate::home::Running;
use crate::world::{PROGRAM, World};

/// Runs a command at a terminal where this is typed once it has asked; gives what the terminal shows and
/// the exit code.
fn at_terminal(world: &World, arguments: &str, question: &str, typed: &str) -> (String, i32) {
    let mut script = world.home.command("script");
    script
        .args(["--quiet", "--return", "--echo", "never"])
        .args(["--command", &format!("{PROGRAM} {arguments}"), "/dev/null"])
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = Running(script.spawn().unwrap());
    let mut stream = child.0.stdout.take().unwrap();
    let mut input = child.0.stdin.take().unwrap();
    let mut shown = Vec::new();
    let mut asked = false;
    loop {
        let mut part = [0; 256];
        let read = std::io::Read::read(&mut stream, &mut part).unwrap();
        if read == 0 {
            break;
        }
        shown.extend_from_slice(&part[..read]);
        if !asked && String::from_utf8_lossy(&shown).contains(question) {
            asked = true;
            input.write_all(typed.as_bytes()).unwrap();
        }
    }
    let shown = String::from_utf8_lossy(&shown).into_owned();
    assert!(asked, "it did not ask: {shown}");
    (shown, child.0.wait().unwrap().code().unwrap_or(-1))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disconnect_is_asked_for() {
    let mut world = World::signed_in().await;
    world
        .connect(&["google", "--nickname", "Work"])
        .await
        .sees(0);
    let question = "Disconnect Google Work? [y/N]";
    let count = || world.tenant.accounts("dana").len();
    for no in ["\n", "n\n"] {
        let (shown, code) = at_terminal(&world, "disconnect work", question, no);
        assert!(shown.contains("Google Work stays connected."), "{shown}");
        assert_eq!((code, count()), (0, 1));
    }
    // Ctrl-C, as a terminal sends it.
    let (shown, code) = at_terminal(&world, "disconnect work", question, "\u{3}");
    assert!(shown.contains("Cancelled"), "{shown}");
    assert_eq!((code, count()), (130, 1));
    let (shown, code) = at_terminal(&world, "disconnect work", question, "y\n");
    assert_eq!((code, count()), (0, 0), "{shown}");
    // On a terminal there is progress, which takes the place of what was there.
    assert!(
        shown.contains("\r\u{1b}[2KReading your accounts…"),
        "{shown}"
    );
    assert!(
        shown.contains("\r\u{1b}[2KGoogle Work is disconnected at Auth0."),
        "{shown}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn colours_are_on_a_terminal_and_can_be_turned_off() {
    let world = World::signed_in().await;
    let bold = "\u{1b}[1mProvider";
    let shown = |arguments: &str| at_terminal(&world, arguments, "salesforce", "").0;
    assert!(shown("providers").contains(bold));
    assert!(!shown("providers --no-color").contains(bold));
    let quiet = shown("providers --quiet --no-color");
    assert!(!quiet.contains('\u{1b}'), "{quiet}");
}

/// An administrator's token is not shown while it is typed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_not_shown() {
    let world = World::signed_in().await;
    let typed = format!("{}\n", crate::world::TOKEN);
    let arguments = "users 'auth0|dana' accounts";
    let (shown, code) = at_terminal(&world, arguments, "Token of the Management API:", &typed);
    assert_eq!(code, 0, "{shown}");
    assert!(!shown.contains(crate::world::TOKEN), "{shown}");
    assert!(shown.contains("No accounts are connected."), "{shown}");
}
