//! The beta distribution, and PERT, which is one stretched over a range.

use super::place::{Distribution, Place};
use super::special::beta_column::Points;
use super::special::incomplete_beta::{IncompleteBeta, Point};
use super::special::search::CHUNK;
use crate::numerics::Width;

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

    #[inline(always)]
    fn stretched(&self, Point { x, rest }: Point) -> f64 {
        let width = self.high - self.low;
        let from_high = self.high - width * rest;
        let from_low = self.low + width * x;
        if x > 0.5 { from_high } else { from_low }
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
        self.stretched(self.unit.inverse(at.below, at.above))
    }

    #[inline(always)]
    fn column(
        &self,
        width: Width,
        uniforms: &[f64],
        out: &mut [f64],
        place: impl Fn(f64) -> Place,
    ) {
        let mut points = Points::new();
        for (uniforms, out) in uniforms.chunks(CHUNK).zip(out.chunks_mut(CHUNK)) {
            for (lane, &uniform) in uniforms.iter().enumerate() {
                let at = place(uniform);
                (points.below[lane], points.above[lane]) = (at.below, at.above);
            }
            points.find(width, &self.unit, uniforms.len());
            for (out, (&x, &rest)) in out.iter_mut().zip(points.x.iter().zip(&points.rest)) {
                *out = self.stretched(Point { x, rest });
            }
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
