//! The program without its window, against a tenant: the real `accounts::App` and the real HTTP
//! client; only clock, keychain, browser, settings file and demo are the tests' own.

mod browser;
mod desktop;
mod names;
mod ports;
mod program;
pub(crate) mod proof;
mod tenant;
mod vault;
mod words;
mod world;

use std::time::Duration;

pub(crate) use browser::{Landing, Manner, TestBrowser};
pub(crate) use desktop::TestDesktop;
pub(crate) use names::{NOWHERE, TestNames};
pub(crate) use ports::{KeptSettings, TestClock, TestDemo};
pub(crate) use program::{Program, all, at_deep_link, of, provider, removed, wish};
pub(crate) use tenant::Tenant;
pub(crate) use vault::MemoryVault;
pub(crate) use words::Words;
pub(crate) use world::World;

/// No wait takes longer, or the test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Waits for what nobody tells of.
pub(crate) async fn until(what: &str, met: impl Fn() -> bool) {
    let waiting = async {
        while !met() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let waited = tokio::time::timeout(PATIENCE, waiting).await;
    assert!(waited.is_ok(), "never came: {what}");
}

/// A tenant that knows no proofs of possession: its tokens work for whoever holds them.
pub(crate) fn without_dpop() -> emulator::Config {
    let mut config = emulator::Config::default();
    config.dpop.api = emulator::Possession::Off;
    config
}

/// The tenant cannot be reached. A connection that was still open when it went away may have been
/// used once more, and the answer is lost then: the program cannot choose.
pub(crate) fn see_offline(failure: &accounts::view::FailureView) {
    assert!(failure.diagnosis.is_offline(), "{failure:?}");
}
