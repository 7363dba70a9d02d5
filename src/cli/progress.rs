//! A bar on standard error for runs that take a while: how far, how fast, how long still.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::units::grouped;

/// Runs that are over by then show nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// Speed is told once it has been measured for so long.
const MEASURED: Duration = Duration::from_millis(200);
/// The time between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// How far a run has come. Nothing is shown where standard error is no terminal.
pub(super) struct Bar {
    began: Instant,
    terminal: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    shown: Option<ProgressBar>,
    stretch: Option<Stretch>,
}

/// Draws that are made one after the other: those of the run, or further ones that an expectation needs.
struct Stretch {
    began: Instant,
    /// What was done when it began, or went on.
    from: usize,
    done: usize,
    all: usize,
    told: Option<Instant>,
}

impl Bar {
    pub(super) fn new() -> Bar {
        Bar {
            began: Instant::now(),
            terminal: std::io::stderr().is_terminal(),
            state: Mutex::default(),
        }
    }

    /// How long it has been.
    pub(super) fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// Notes that `done` of `all` draws are done.
    pub(super) fn note(&self, done: usize, all: usize) {
        if !self.terminal {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let State { shown, stretch } = &mut *state;
        // Threads may tell of blocks out of order, but never so far.
        let goes_on = |stretch: &&mut Stretch| stretch.all == all && done >= stretch.done / 2;
        let Some(stretch) = stretch.as_mut().filter(goes_on) else {
            *stretch = Some(Stretch {
                began: Instant::now(),
                from: done,
                done,
                all,
                told: None,
            });
            return;
        };
        stretch.done = stretch.done.max(done);
        let quiet = stretch.told.is_none_or(|told| told.elapsed() >= PAUSE);
        if self.elapsed() < PATIENCE || !quiet {
            return;
        }
        stretch.told = Some(Instant::now());
        let bar = shown.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{bar:40} {percent}%  {msg}");
            let bar = ProgressBar::new(all as u64);
            match style {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        bar.set_length(all as u64);
        bar.set_message(stretch.pace(stretch.began.elapsed()));
        bar.set_position(stretch.done as u64);
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = state.shown.take() {
            bar.finish_and_clear();
        }
    }
}

impl Stretch {
    /// `120,000 draws/s, 3 min 20 s left`, after so long.
    fn pace(&self, elapsed: Duration) -> String {
        let made = self.done.saturating_sub(self.from) as f64;
        if elapsed < MEASURED || made == 0.0 {
            return String::new();
        }
        let speed = made / elapsed.as_secs_f64();
        let left = self.all.saturating_sub(self.done) as f64 / speed;
        format!("{} draws/s, {} left", two_digits(speed), long(left))
    }
}

/// A speed, to two digits.
fn two_digits(speed: f64) -> String {
    let mut size = 1;
    while speed / f64::from(size) >= 100.0 && size < 1_000_000_000 {
        size *= 10;
    }
    match speed {
        ..10.0 => format!("{speed:.1}"),
        _ => grouped(&format!(
            "{:.0}",
            (speed / f64::from(size)).round() * f64::from(size)
        )),
    }
}

/// `45 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`
fn long(seconds: f64) -> String {
    // Whoever waits longer than a hundred years does not mind.
    let seconds = seconds.ceil().min(3e9) as u64;
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400);
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{minutes} min {} s", seconds % 60),
        3_600..86_400 => format!("{hours} h {} min", minutes % 60),
        _ => format!("{days} d {} h", hours % 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(from: usize, done: usize, all: usize, milliseconds: u64) -> String {
        let stretch = Stretch {
            began: Instant::now(),
            from,
            done,
            all,
            told: None,
        };
        stretch.pace(Duration::from_millis(milliseconds))
    }

    #[test]
    fn speed_and_time_left() {
        assert_eq!(
            pace(0, 123_456, 400_000, 1_000),
            "120,000 draws/s, 3 s left"
        );
        // What was there before says nothing of the speed.
        assert_eq!(pace(900, 1_000, 1_060, 4_000), "25 draws/s, 3 s left");
        assert_eq!(pace(0, 8, 4_000, 4_000), "2.0 draws/s, 33 min 16 s left");
        assert_eq!(
            pace(0, 100, 1_000_000, 1_000),
            "100 draws/s, 2 h 46 min left"
        );
        assert_eq!(pace(0, 1, 400_000, 1_000), "1.0 draws/s, 4 d 15 h left");
        assert_eq!(pace(0, 100, 1_000, 100), "");
        assert_eq!(pace(5, 5, 1_000, 900), "");
    }
}
