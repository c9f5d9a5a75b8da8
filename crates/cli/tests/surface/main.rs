//! The command line as people and scripts use it: the real program, a real keychain, a tenant, and a
//! browser that the tests play.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and says why"
)]

mod administrators;
mod attempts;
mod browser;
mod exits;
mod help;
mod home;
mod journey;
mod profiles;
#[path = "../../../../tests/support/proof.rs"]
mod proof;
mod shapes;
mod support;
mod terminal;
mod together;
mod tree;
mod window;
mod world;
