//! Measures the real program in a real window against what cannot be avoided: the smallest Tauri
//! window, the answers that must be waited for, the sizes that are allowed.
//!
//! `cargo xtask bench` builds and runs it. It prints its measures as JSON, and judges nothing:
//! `cargo xtask` holds them against their bounds. It looks at the frame buffer of an X server of its
//! own and at `/proc`, so it is for Linux only.

#[cfg(target_os = "linux")]
mod linux;

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    linux::main()
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    ExitCode::FAILURE
}
