//! A bar on standard error for runs that take a while.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Runs that are over by then show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far a run has come. Nothing is shown where standard error is no terminal.
pub(super) struct Bar {
    began: Instant,
    terminal: bool,
    shown: Mutex<Option<ProgressBar>>,
}

impl Bar {
    pub(super) fn new() -> Bar {
        Bar {
            began: Instant::now(),
            terminal: std::io::stderr().is_terminal(),
            shown: Mutex::new(None),
        }
    }

    /// How long it has been.
    pub(super) fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// Notes that `done` of `all` is done.
    pub(super) fn note(&self, done: usize, all: usize) {
        if !self.terminal || self.elapsed() < PATIENCE {
            return;
        }
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let bar = shown.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{bar:40} {percent}%  {eta} left");
            let bar = ProgressBar::new(all as u64);
            match style {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = shown.take() {
            bar.finish_and_clear();
        }
    }
}
