//! Mooring without its window: decisions, and what they need of the outside.
//!
//! [`App`] owns the state and one queue. Requests of the window, callbacks of the browser and ends of
//! effects come in as messages; a pure model turns each into a new state and effects; the effects run
//! elsewhere and come back as messages. The window sees [`view::Snapshot`]s and nothing else.
//!
//! This crate cannot name Tauri, a keychain library, an HTTP library or a clock: those are behind
//! [`ports`] and the `auth0` crate.

mod app;
mod attempt;
pub mod callback;
pub mod catalog;
pub mod diagnosis;
pub mod doctor;
mod effect;
pub mod failure;
mod lists;
mod message;
mod model;
pub mod notes;
pub mod ports;
pub mod report;
mod sent;
mod session;
pub mod set_up;
pub mod settings;
pub mod view;

pub use app::{App, DesktopFacts, Start, Taken};
pub use message::{Preference, ProfileEdit, ProfileForm, Request, Wish};
