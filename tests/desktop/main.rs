//! The real program in a real window, with a real keychain and a real browser.

mod browser;
mod desktop;
mod journeys;
mod setting;
mod window;
