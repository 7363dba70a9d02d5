//! What happens when somebody stops the program: Ctrl-C, or the signal that asks a process to end.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::console;
use super::scratch::Scratch;

/// The code of a process that was interrupted.
pub(super) const INTERRUPTED: u8 = 130;

/// Hears of interruptions. At most times one ends the process; while draws are made that can be saved, the first only
/// asks for an end.
#[derive(Clone, Debug, Default)]
pub(super) struct Interrupts {
    scratch: Scratch,
    /// Whether somebody will come to an end if asked for it.
    heeded: Arc<AtomicBool>,
    asked: Arc<AtomicBool>,
    farewell: Arc<Mutex<Option<String>>>,
}

impl Interrupts {
    /// Begins to listen. Without that an interruption still ends the process, only less tidily.
    pub(super) fn listen(&self) {
        let own = self.clone();
        let _ = ctrlc::set_handler(move || own.happened());
        #[cfg(unix)]
        self.listen_for_the_end();
    }

    /// What `kill` sends, and what a cluster sends before it takes a machine away.
    #[cfg(unix)]
    fn listen_for_the_end(&self) {
        use signal_hook::consts::SIGTERM;
        let own = self.clone();
        if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGTERM]) {
            std::thread::spawn(move || signals.forever().for_each(|_| own.happened()));
        }
    }

    fn happened(&self) {
        let heeded = self.heeded.load(Ordering::SeqCst);
        if heeded && !self.asked.swap(true, Ordering::SeqCst) {
            return;
        }
        let farewell = self.farewell.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(farewell) = farewell.as_ref() {
            console::complain(farewell);
        }
        self.scratch.remove();
        std::process::exit(INTERRUPTED.into());
    }

    /// The files that are being written.
    pub(super) fn scratch(&self) -> &Scratch {
        &self.scratch
    }

    /// Whether somebody has asked for an end.
    pub(super) fn asked(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }

    /// From here on an end that is asked for is come to: see [`Self::asked`].
    pub(super) fn heed(&self) {
        self.heeded.store(true, Ordering::SeqCst);
    }

    /// From here on an interruption ends the process again, with these words.
    pub(super) fn end_with(&self, farewell: String) {
        let mut said = self.farewell.lock().unwrap_or_else(PoisonError::into_inner);
        *said = Some(farewell);
        self.heeded.store(false, Ordering::SeqCst);
    }
}
