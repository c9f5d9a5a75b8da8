//! What the terminal is, and what the environment says. It is read here only.

#![expect(clippy::disallowed_methods, reason = "the one place where it is read")]

use std::io::IsTerminal;

/// Holds an administrator's token of the Management API.
pub(crate) const TOKEN: &str = "MOORING_MANAGEMENT_TOKEN";

/// What stands in the way of opening a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoBrowser {
    /// The terminal is another computer's.
    Remote,
    /// There is no display.
    NoDisplay,
}

/// Whether there is a browser to open here.
pub(crate) fn no_browser() -> Option<NoBrowser> {
    if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
        return Some(NoBrowser::Remote);
    }
    let display = is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
    (cfg!(target_os = "linux") && !display).then_some(NoBrowser::NoDisplay)
}

/// Whether colours are not wanted (no-color.org).
pub(crate) fn no_color() -> bool {
    is_set("NO_COLOR") || std::env::var("TERM").is_ok_and(|term| term == "dumb")
}

/// The administrator's token, where the environment has it.
pub(crate) fn token() -> Option<String> {
    std::env::var(TOKEN).ok().filter(|token| !token.is_empty())
}

pub(crate) fn has_terminal_in() -> bool {
    std::io::stdin().is_terminal()
}

pub(crate) fn has_terminal_out() -> bool {
    std::io::stdout().is_terminal()
}

pub(crate) fn has_terminal_aside() -> bool {
    std::io::stderr().is_terminal()
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}
