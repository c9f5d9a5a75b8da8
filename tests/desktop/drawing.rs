//! How the page gets on the screen: with compositing or without, and what if nothing does.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::desktop::{Desktop, PROGRAM, Running, until, write_script};
use crate::surroundings::prefer;
use crate::window::Window;

/// Lets Mesa's drivers take all that is to be drawn, and draw nothing of it.
const DRAWING_NOTHING: (&str, &str) = ("GALLIUM_NOOP", "1");
/// What the program tells `WebKit`.
const WITHOUT_COMPOSITING: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_painted_the_program_starts_again_without_compositing() {
    let desktop = Desktop::start();
    let mut program = Running::start(desktop.command(PROGRAM).stdout(Stdio::null()));
    until("something is to paint", || {
        !desktop.web_processes().is_empty()
    });
    for process in desktop.web_processes() {
        Desktop::halt(process);
    }
    until("the window is there", || desktop.has_window());
    assert!(
        program.0.try_wait().unwrap().is_none(),
        "it is the same process"
    );
    let log = desktop.log();
    assert!(log.contains("starting again without compositing"), "{log}");
    let settings = desktop
        .home
        .path()
        .join(".config/dev.mooring.desktop/settings.json");
    let settings: Value = serde_json::from_slice(&std::fs::read(settings).unwrap()).unwrap();
    assert_eq!(settings["safe_rendering"], true);
    drop(program);
    desktop.kill_program();

    let window = Window::start(&desktop, &[]).await;
    window.request("show_about", serde_json::json!({})).await;
    let about = window.until("/about", Value::is_object).await;
    assert_eq!(about["safeRendering"], true);
    prefer(&window, "safeRendering", false).await;
    window.quit(&desktop).await;
    let window = Window::start(&desktop, &[]).await;
    window.request("show_about", serde_json::json!({})).await;
    let about = window.until("/about", Value::is_object).await;
    assert_eq!(about["safeRendering"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_composited_only_where_a_graphics_card_does_it() {
    let devices = std::fs::read_dir("/dev/dri").into_iter().flatten();
    let mut names = devices.map(|device| device.unwrap().file_name());
    let card = names.any(|name| name.to_string_lossy().starts_with("renderD"));
    for (desktop, composited) in [(Desktop::start(), true), (Desktop::as_it_is(), card)] {
        let window = Window::start(&desktop, &[]).await;
        window.see("screen-firstRun").await;
        until("the page is painted", || {
            desktop.log().contains("is painted")
        });
        let drawing = if composited { "Composited" } else { "Plain" };
        let log = desktop.log();
        assert!(log.contains(&format!("drawing={drawing}")), "{log}");
    }
}

#[test]
fn a_driver_that_draws_nothing_is_noticed_four_seconds_after_the_page_was_loaded() {
    let desktop = Desktop::start();
    let (name, value) = DRAWING_NOTHING;
    let mut command = desktop.command(PROGRAM);
    let mut program = Running::start(command.env(name, value).stdout(Stdio::null()));
    see_loaded(&desktop);
    #[expect(clippy::disallowed_methods, reason = "a person waits in real time")]
    let loaded = Instant::now();
    see_started_again(&desktop);
    let took = loaded.elapsed();
    assert!(took < Duration::from_secs(6), "{took:?}");
    until("the page is painted", || {
        desktop.log().contains("is painted")
    });
    let log = desktop.log();
    let (before, after) = log.split_once("starting again").unwrap();
    assert!(!before.contains("is painted"), "{log}");
    assert!(after.contains("drawing=Safe"), "{log}");
    let ended = program.0.try_wait().unwrap();
    assert!(ended.is_none(), "it is the same process");
}

#[test]
fn a_window_that_began_minimised_is_looked_after_once_it_is_to_be_seen() {
    let desktop = Desktop::start();
    let (name, value) = DRAWING_NOTHING;
    let mut command = desktop.command(PROGRAM);
    let _program = Running::start(
        command
            .arg("--hidden")
            .env(name, value)
            .stdout(Stdio::null()),
    );
    see_loaded(&desktop);
    until("the window is there, minimised", || {
        desktop.has_minimised_window()
    });
    // Longer than a page may take that somebody is to see.
    std::thread::sleep(Duration::from_secs(6));
    assert!(!desktop.log().contains("starting again"));
    let mut second = desktop.command(PROGRAM);
    assert!(second.status().unwrap().success());
    see_started_again(&desktop);
}

#[test]
fn a_start_without_compositing_that_hangs_is_not_started_again() {
    let desktop = Desktop::start();
    let mut command = desktop.command(PROGRAM);
    let mut program = Running::start(command.stdout(Stdio::null()));
    let halted = halt_page(&desktop, &[]);
    see_started_again(&desktop);
    halt_page(&desktop, &halted);
    until("it is given up", || {
        desktop.log().contains("even without compositing")
    });
    let log = desktop.log();
    assert_eq!(log.matches("starting again").count(), 1, "{log}");
    assert_eq!(log.matches("the window is made").count(), 2, "{log}");
    let ended = program.0.try_wait().unwrap();
    assert!(ended.is_none(), "it is the same process");
}

/// Lets what draws the page do nothing any more, beside those that do nothing already.
fn halt_page(desktop: &Desktop, halted: &[u32]) -> Vec<u32> {
    let others = || {
        let mut processes = desktop.web_processes();
        processes.retain(|process| !halted.contains(process));
        processes
    };
    until("something is to paint", || !others().is_empty());
    let others = others();
    for process in &others {
        Desktop::halt(*process);
    }
    others
}

fn see_loaded(desktop: &Desktop) {
    until("the page is loaded", || {
        desktop.log().contains("progress=Loaded")
    });
}

fn see_started_again(desktop: &Desktop) {
    until("the program starts again", || {
        desktop.log().contains("starting again without compositing")
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_program_starts_is_not_told_how_it_draws() {
    let desktop = Desktop::start();
    desktop.set_default_browser();
    desktop.make_default("inode/directory", "browser.desktop");
    let told = desktop.home.path().join("told");
    let line = format!("env > {0}.part && mv {0}.part {0}", told.display());
    write_script(&desktop.home.path().join("browser"), &line);
    let window = Window::start(&desktop, &[]).await;
    prefer(&window, "safeRendering", true).await;
    window.quit(&desktop).await;

    let window = Window::start(&desktop, &["--demo"]).await;
    assert_eq!(drawings(&desktop), ["Composited", "Safe"]);
    for request in ["sign_in", "open_log_folder"] {
        window.request(request, serde_json::json!({})).await;
        until("something is opened", || told.exists());
        let environment = std::fs::read_to_string(&told).unwrap();
        std::fs::remove_file(&told).unwrap();
        assert!(environment.contains("HOME="), "{environment}");
        assert!(
            !environment.contains(WITHOUT_COMPOSITING),
            "{request}: {environment}"
        );
        assert!(
            !environment.contains("MOORING_DISABLED"),
            "{request}: {environment}"
        );
    }
    prefer(&window, "safeRendering", false).await;
    window.quit(&desktop).await;
}

/// The next version is one, and so is whatever a browser starts that was started by the program.
#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_the_program_starts_decides_anew_how_to_draw() {
    let desktop = Desktop::as_it_is();
    let window = Window::start(&desktop, &[]).await;
    let as_it_is = drawings(&desktop);
    window.quit(&desktop).await;
    let window = Window::start(&desktop, &[]).await;
    let inherited = environment_below(&desktop);
    prefer(&window, "safeRendering", true).await;
    window.quit(&desktop).await;
    let safely = Window::start(&desktop, &[]).await;
    assert_eq!(drawings(&desktop).last().unwrap(), "Safe");
    let inherited_safely = environment_below(&desktop);
    prefer(&safely, "safeRendering", false).await;
    safely.quit(&desktop).await;

    for environment in [inherited, inherited_safely] {
        let before = drawings(&desktop).len();
        desktop.see_name_free();
        let mut command = desktop.command(PROGRAM);
        command.env_clear().envs(environment).stdout(Stdio::null());
        let program = Running::start(&mut command);
        until("the window is made", || drawings(&desktop).len() > before);
        assert_eq!(drawings(&desktop).last(), as_it_is.last());
        drop(program);
        desktop.kill_program();
    }
}

/// How each start drew so far.
pub(crate) fn drawings(desktop: &Desktop) -> Vec<String> {
    let log = desktop.log();
    let told = log
        .lines()
        .filter(|line| line.contains("the window is made"));
    let named = told.filter_map(|line| Some(line.rsplit_once("drawing=")?.1.trim().to_owned()));
    named.collect()
}

/// The environment that the program gives to what it starts.
fn environment_below(desktop: &Desktop) -> Vec<(OsString, OsString)> {
    let process = desktop.web_processes()[0];
    let environment = std::fs::read(format!("/proc/{process}/environ")).unwrap();
    let variables = environment.split(|byte| *byte == 0);
    let pair = |variable: &[u8]| {
        let at = variable.iter().position(|byte| *byte == b'=')?;
        let text = |bytes: &[u8]| OsStr::from_bytes(bytes).to_owned();
        Some((text(&variable[..at]), text(&variable[at + 1..])))
    };
    variables.filter_map(pair).collect()
}
