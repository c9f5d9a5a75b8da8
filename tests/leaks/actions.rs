//! What stands in the log of something that was asked for.

use accounts::Request;
use emulator::Config;

use crate::log::capture;
use crate::support::Program;

#[tokio::test]
async fn a_failure_has_the_id_of_what_was_asked_for() {
    let (log, _) = capture();
    let mut program = Program::signed_in(Config::default()).await;
    program.world.tenant.go_down().await;
    let first = program.failing_refresh_after(700).await;
    program.world.tenant.come_back().await;
    program.take(Request::Refresh);
    program.until_current().await;
    program.world.tenant.go_down().await;
    let second = program.failing_refresh_after(700).await;
    assert_ne!(first.id, second.id);
    for failure in [first, second] {
        let text = log.text();
        let begin = format!("action{{id=\"{}\" what=\"refresh\"", failure.id);
        let lines: Vec<&str> = text.lines().filter(|line| line.contains(&begin)).collect();
        let says = |text: &str| lines.iter().any(|line| line.contains(text));
        assert!(says("begins"), "what was asked for: {lines:?}");
        assert!(says("effect="), "what was done for it: {lines:?}");
        assert!(
            says(&format!("failed id=\"{}\"", failure.id)),
            "how it ended: {lines:?}"
        );
    }
}
