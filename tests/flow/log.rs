//! What stands in the log of something that was asked for.

use std::io::Write;
use std::sync::{Arc, Mutex};

use accounts::Request;
use emulator::Config;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::Program;

/// A log in memory.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, text: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Paper {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Paper {
    fn lines_with(&self, text: &str) -> Vec<String> {
        let all = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let lines = all.lines().filter(|line| line.contains(text));
        lines.map(str::to_owned).collect()
    }
}

#[tokio::test]
async fn a_failure_has_the_id_of_what_was_asked_for() {
    let paper = Paper::default();
    let log = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(paper.clone())
        .finish();
    let _log = tracing::subscriber::set_default(log);
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
        let lines = paper.lines_with(&format!("action{{id=\"{}\"", failure.id));
        let says = |text: &str| lines.iter().any(|line| line.contains(text));
        assert!(says("name=\"refresh\""), "what was asked for: {lines:?}");
        assert!(says("renew the access"), "what was done for it: {lines:?}");
        assert!(says("failed"), "how it ended: {lines:?}");
    }
}
