//! A desktop's portal that never answers: whoever asks it without a limit waits for 25 seconds.

use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::desktop::{Desktop, PROGRAM, Running, until};
use crate::services::silent;
use crate::window::Window;

const PORTAL: &str = "org.freedesktop.portal.Desktop";
/// Each is measured so often, and the best counts: others use this computer too.
const ROUNDS: usize = 3;
/// What a dead portal may cost, in milliseconds. The program waits for 800 of them.
const COST: u64 = 1_000;
/// Two starts that are alike differ by so much on a computer that is busy.
const DIFFERENCE: u64 = 150;
/// A process that only hands a link over is gone before this. It would be asked for 800 ms.
const HANDING_OVER: Duration = Duration::from_millis(500);

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_never_answers_costs_no_more_than_a_second() {
    let desktop = Desktop::as_it_is();
    let (mut without, mut dead) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        without.push(start(&desktop));
        let portal = silent(&desktop, PORTAL).await;
        dead.push(start(&desktop));
        portal.close().await.unwrap();
    }
    let log = desktop.log();
    assert_eq!(log.matches("portal does not answer").count(), ROUNDS);
    let best = |times: &[u64]| *times.iter().min().unwrap();
    let bound = best(&without) + COST + DIFFERENCE;
    assert!(best(&dead) <= bound, "{without:?} without, {dead:?} with");
}

/// Starts the program once; gives the milliseconds until it was painted.
fn start(desktop: &Desktop) -> u64 {
    let times = || {
        let log = desktop.log();
        let told = log.lines().filter(|line| line.contains("is painted"));
        let times =
            told.filter_map(|line| line.rsplit_once("milliseconds=")?.1.trim().parse().ok());
        times.collect::<Vec<u64>>()
    };
    let before = times().len();
    desktop.see_name_free();
    let program = Running::start(desktop.command(PROGRAM).stdout(Stdio::null()));
    until("the page is painted", || times().len() > before);
    drop(program);
    desktop.kill_program();
    *times().last().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_handed_over_at_once_though_the_portal_never_answers() {
    let desktop = Desktop::as_it_is();
    let _portal = silent(&desktop, PORTAL).await;
    let window = Window::start(&desktop, &[]).await;
    let link = "dev.mooring.desktop://callback?state=of-nothing&connect_code=1";
    let mut took = Vec::new();
    for _ in 0..ROUNDS {
        #[expect(clippy::disallowed_methods, reason = "a person waits in real time")]
        let begun = Instant::now();
        let ended = desktop.command(PROGRAM).arg(link).status();
        took.push(begun.elapsed());
        assert!(ended.unwrap().success());
    }
    let stray = "/notices/0/news/kind";
    window.until(stray, Value::is_string).await;
    desktop.open_link(link);
    assert!(took.iter().min().unwrap() < &HANDING_OVER, "{took:?}");
    let log = desktop.log();
    assert_eq!(
        log.matches("portal does not answer").count(),
        1,
        "the first one's"
    );
}
