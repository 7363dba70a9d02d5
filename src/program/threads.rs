//! How many threads work on what has been drawn.

use rayon::ThreadPoolBuilder;

/// Stack of a thread: what the main thread of a program has.
const STACK: usize = 8 << 20;

/// Stack of a thread that checks whole models, which may be deep.
const SPACIOUS: usize = 128 << 20;

/// Does work that checks whole models on so many threads of its own; on as many as the machine has where that is left
/// out.
pub(super) fn spacious<R: Send>(threads: Option<usize>, work: impl FnOnce() -> R + Send) -> R {
    let builder = ThreadPoolBuilder::new().stack_size(SPACIOUS);
    match builder.num_threads(threads.unwrap_or(0)).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Does the work on so many threads; on as many as the machine has where that is left out.
pub(super) fn on<R: Send>(threads: Option<usize>, work: impl FnOnce() -> R + Send) -> R {
    let builder = ThreadPoolBuilder::new().stack_size(STACK);
    let pool = threads.and_then(|threads| builder.num_threads(threads).build().ok());
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
