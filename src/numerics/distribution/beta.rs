//! The beta distribution, and PERT, which is one stretched over a range.

use super::place::{Distribution, Place};
use super::special::incomplete_beta::{IncompleteBeta, Point};

/// Beta stretched over `low` to `high`.
#[derive(Debug, Clone)]
pub(super) struct Beta {
    unit: IncompleteBeta,
    low: f64,
    high: f64,
}

impl Beta {
    /// Beta on (0, 1) with two shapes.
    pub fn new(a: f64, b: f64) -> Self {
        Beta {
            unit: IncompleteBeta::new(a, b),
            low: 0.0,
            high: 1.0,
        }
    }

    /// PERT: shapes 1 + 4 × the mode's relative distance from either end.
    pub fn pert(low: f64, mode: f64, high: f64) -> Self {
        let width = high - low;
        let a = 1.0 + 4.0 * ((mode - low) / width);
        let b = 1.0 + 4.0 * ((high - mode) / width);
        Beta {
            unit: IncompleteBeta::new(a, b),
            low,
            high,
        }
    }

    fn tails(&self, x: f64) -> (f64, f64) {
        let width = self.high - self.low;
        let inside = x.clamp(self.low, self.high);
        let point = Point {
            x: (inside - self.low) / width,
            rest: (self.high - inside) / width,
        };
        self.unit.tails(point)
    }
}

impl Distribution for Beta {
    fn quantile(&self, at: Place) -> f64 {
        let width = self.high - self.low;
        let Point { x, rest } = self.unit.inverse(at.below, at.above);
        if x > 0.5 {
            self.high - width * rest
        } else {
            self.low + width * x
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        self.tails(x).0
    }

    fn survival(&self, x: f64) -> f64 {
        self.tails(x).1
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}
