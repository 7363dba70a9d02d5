//! The triangular distribution.

use super::place::{Distribution, Place};

/// Triangular from `low` over its `mode` to `high`.
#[derive(Debug, Clone)]
pub(super) struct Triangular {
    low: f64,
    high: f64,
    /// The share of the distribution below the mode.
    below_mode: f64,
    /// width × (mode − low) and width × (high − mode).
    rise: f64,
    fall: f64,
}

impl Triangular {
    pub fn new(low: f64, mode: f64, high: f64) -> Self {
        let width = high - low;
        let (left, right) = (mode - low, high - mode);
        Triangular {
            low,
            high,
            below_mode: left / width,
            rise: width * left,
            fall: width * right,
        }
    }
}

impl Distribution for Triangular {
    #[inline(always)]
    fn quantile(&self, at: Place) -> f64 {
        let from_low = self.low + (at.below * self.rise).sqrt();
        let from_high = self.high - (at.above * self.fall).sqrt();
        if at.below < self.below_mode {
            from_low
        } else {
            from_high
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        let place = x.clamp(self.low, self.high);
        let (left, right) = (place - self.low, self.high - place);
        if left * left < self.below_mode * self.rise {
            left * left / self.rise
        } else {
            1.0 - share(right, self.fall)
        }
    }

    fn survival(&self, x: f64) -> f64 {
        let place = x.clamp(self.low, self.high);
        let (left, right) = (place - self.low, self.high - place);
        if left * left < self.below_mode * self.rise {
            1.0 - left * left / self.rise
        } else {
            share(right, self.fall)
        }
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}

/// The area of the falling side beyond a distance from the high end; nothing where there is no such side.
fn share(distance: f64, fall: f64) -> f64 {
    if distance > 0.0 {
        distance * distance / fall
    } else {
        0.0
    }
}
