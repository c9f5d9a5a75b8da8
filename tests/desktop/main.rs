//! The real program in a real window, with a real keychain and a real browser.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and says why"
)]

mod attack;
mod away;
mod browser;
mod console;
mod desktop;
mod drawing;
mod first_pictures;
mod flood;
mod hands;
mod journeys;
mod markup;
mod memory;
mod pictures;
mod portal;
mod processes;
mod profiles;
#[path = "../support/proof.rs"]
mod proof;
mod proposals;
mod reading;
mod screen;
mod secrets;
mod services;
mod set_up;
mod setting;
mod surroundings;
#[cfg(feature = "updater")]
mod updates;
mod way_back;
mod window;
