//! The command line: the same program as the window's, for a terminal.
//!
//! It drives the program of the `accounts` crate by its requests and looks at its snapshots, with the
//! ports of the `system` crate. Each command is a file of [`commands`].

mod arguments;
mod commands;
mod console;
mod exit;
mod layout;
mod picking;
mod ports;
mod program;
mod setting;
mod shapes;
mod standing;
mod surroundings;
mod token;
mod trouble;

use std::alloc::System;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// What is freed is overwritten, by libraries too: a token is nowhere once nobody needs it.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    let arguments = match arguments::read() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => {
            let code = runtime.block_on(commands::run(arguments));
            // Whoever reads standard input, or waits for the keychain's thread, is not waited for.
            runtime.shutdown_background();
            code
        }
        Err(_) => ExitCode::from(exit::HERE),
    }
}
