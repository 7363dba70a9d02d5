//! The uniform distribution.

use super::place::{Distribution, Place};

/// Uniform from `low` to `low + width`.
#[derive(Debug, Clone)]
pub(super) struct Uniform {
    low: f64,
    high: f64,
    width: f64,
}

impl Uniform {
    pub fn new(low: f64, high: f64) -> Self {
        Uniform {
            low,
            high,
            width: high - low,
        }
    }
}

impl Distribution for Uniform {
    #[inline(always)]
    fn quantile(&self, at: Place) -> f64 {
        let from_low = self.low + at.below * self.width;
        let from_high = self.high - at.above * self.width;
        if at.is_upper() { from_high } else { from_low }
    }

    fn cdf(&self, x: f64) -> f64 {
        ((x - self.low) / self.width).clamp(0.0, 1.0)
    }

    fn survival(&self, x: f64) -> f64 {
        ((self.high - x) / self.width).clamp(0.0, 1.0)
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}
