//! The `foreland` command.

use std::process::ExitCode;

use foreland::cli;
use mimalloc::MiMalloc;

/// Long models are many small things: a tenth of the time of a check goes to the system's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Deep models recurse deeply; the main thread's own stack is small on some systems.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let spacious = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(cli::main);
    let exit = match spacious {
        Ok(thread) => thread.join().ok(),
        Err(_) => Some(cli::main()),
    };
    // A panic has said what it had to say.
    exit.map_or(ExitCode::from(101), |exit| ExitCode::from(exit.code()))
}
