//! The ways through the browser and back.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::browser::{APPROVE, REFUSE};
use crate::home::Running;
use crate::shapes::valid;
use crate::world::{World, read_to};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_address_may_be_pasted() {
    let mut world = World::new().await;
    let profile = world.profile.clone();
    let mut command = world.mooring(&["--profile", &profile, "sign-in"]);
    // A terminal of another computer: the link is printed without being asked for.
    command.env("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
    command.env("DISPLAY", ":10").stdin(Stdio::piped());
    let (mut child, link, said) = World::begin(&mut command);
    assert!(said.contains("another computer’s"), "{said}");
    let back = world.browser.walk(&link, &APPROVE).await;
    let mut input = child.0.stdin.take().unwrap();
    let stray = back.replace("state=", "state=x");
    writeln!(input, "\n{stray}\n  {back}  ").unwrap();
    let said = world.end(child, said).sees(0);
    assert_eq!(said.out, "Signed in as Dana Okafor (dana@acme.example).\n");
    assert!(
        said.aside.contains("This address answers nothing"),
        "{said:?}"
    );
    assert!(!said.aside.contains(&back), "it is not said again");
    world.see_no_secret();
    let code = back
        .split("code=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    assert!(!world.home.written().contains(code), "it is kept nowhere");
}

/// A script stands in for the desktop's way of opening a browser.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_browser_is_opened_where_there_is_one() {
    let mut world = World::new().await;
    let profile = world.profile.clone();
    let folder = world.home.folder.path().join("bin");
    std::fs::create_dir(&folder).unwrap();
    let (script, opened) = (folder.join("xdg-open"), folder.join("opened"));
    let text = format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> {}\n", opened.display());
    std::fs::write(&script, text).unwrap();
    std::fs::set_permissions(&script, PermissionsExt::from_mode(0o755)).unwrap();
    let mut command = world.mooring(&["--profile", &profile, "sign-in"]);
    let path = format!("{}:/usr/bin:/bin", folder.display());
    command.env("PATH", path).env("DISPLAY", ":10");
    let child = Running(command.spawn().unwrap());
    let link = loop {
        match std::fs::read_to_string(&opened) {
            Ok(text) if text.ends_with('\n') => break text.trim().to_owned(),
            _ => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    };
    let back = world.browser.walk(&link, &APPROVE).await;
    world.browser.go_back(&back).await;
    let said = world.end(child, String::new()).sees(0);
    assert_eq!(said.aside, "", "no link was printed");
    world.see_no_secret();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_told() {
    let mut world = World::signed_in().await;
    let arguments = ["connect", "github", "--no-browser", "--json"];
    let said = world.attempt(&arguments, &REFUSE).await.sees(4);
    let error = valid(&said)["error"].clone();
    assert_eq!(error["diagnosis"], "consentRefused");
    assert!(
        error["what"].as_str().unwrap().contains("GitHub"),
        "{error}"
    );
    assert!(world.home.written().contains(error["id"].as_str().unwrap()));
    let said = world.attempt(&arguments[..3], &REFUSE).await.sees(4);
    assert_eq!(said.out, "");
    for label in [
        "Why",
        "What to do",
        "Whose turn  Yours",
        "Error ID    MOOR-",
    ] {
        assert!(said.aside.contains(label), "{label}: {said:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ctrl_c_cancels_and_leaves_nothing() {
    let mut world = World::signed_in().await;
    let notes = || std::fs::read_to_string(world.home.config().join("notes.json")).ok();
    let before = notes();
    for json in [false, true] {
        let mut arguments = vec!["connect", "google", "--no-browser", "--nickname", "Work"];
        arguments.extend(json.then_some("--json"));
        let (child, link, said) = World::begin(&mut world.mooring(&arguments));
        interrupt(child.0.id());
        let ended = world.end(child, said).sees(130);
        if json {
            assert_eq!(valid(&ended)["error"]["diagnosis"], "interrupted");
        } else {
            assert!(ended.aside.contains("Cancelled"), "{ended:?}");
        }
        assert_eq!(notes(), before);
        let back = crate::browser::Browser::new().walk(&link, &APPROVE).await;
        let address = back
            .trim_start_matches("http://")
            .split('/')
            .next()
            .unwrap();
        let gone = std::net::TcpStream::connect(address);
        assert!(gone.is_err(), "nobody listens at {address}");
    }
    assert!(world.tenant.accounts("dana").is_empty());
    world.run(&["accounts"]).sees(0);
    let said = world.connect(&["google"]).await;
    said.sees(0);
}

/// Ctrl-C at any moment: whatever was under way, the session is whole afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ctrl_c_at_any_moment_leaves_the_session_whole() {
    let world = World::signed_in().await;
    let (mut tried, mut lost) = (0, 0);
    for milliseconds in (0..200).step_by(8) {
        let child = world.start(&["accounts"]);
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        interrupt(child.0.id());
        world.end(child, String::new());
        let said = world.run(&["accounts"]);
        tried += 1;
        if said.code != 0 {
            lost += 1;
            assert!(lost < 3, "after {milliseconds} ms: {said:?}");
        }
    }
    crate::proof::record("interrupts", tried, lost);
}

pub(crate) fn interrupt(id: u32) {
    let killed = Command::new("kill")
        .args(["-INT", &id.to_string()])
        .status();
    assert!(killed.unwrap().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_runs_until_ctrl_c_and_leaves_the_settings_alone() {
    let world = World::new().await;
    let mut child = world.start(&["demo", "--port", "0", "--json"]);
    let line = read_to(child.0.stdout.as_mut().unwrap(), |_| true);
    let said = crate::world::Said {
        code: 0,
        out: line,
        aside: String::new(),
        warned: false,
    };
    let demo = valid(&said);
    let address = format!(
        "{}.well-known/openid-configuration",
        demo["domain"].as_str().unwrap()
    );
    let found = world.browser.go_back(&address).await;
    assert!(found.contains("token_endpoint"), "{found}");
    interrupt(child.0.id());
    assert_eq!(world.end(child, String::new()).code, 0);
    assert!(!world.home.config().join("settings.json").exists());
}
