//! Student's t distribution.

use super::place::{Distribution, Place};
use super::special::incomplete_beta::{IncompleteBeta, Point};

/// Student's t with degrees of freedom, stretched by a scale about a location.
#[derive(Debug, Clone)]
pub(super) struct StudentT {
    degrees: f64,
    location: f64,
    scale: f64,
    /// Beta(ν/2, ½): where ν / (ν + t²) lies below a point, |t| lies above another.
    beta: IncompleteBeta,
}

impl StudentT {
    pub fn new(degrees: f64, location: f64, scale: f64) -> Self {
        StudentT {
            degrees,
            location,
            scale,
            beta: IncompleteBeta::new(0.5 * degrees, 0.5),
        }
    }

    /// The share beyond a standard value on its own side, at most ½.
    fn tail(&self, t: f64) -> f64 {
        let square = t * t;
        if square == f64::INFINITY {
            return 0.0;
        }
        let size = self.degrees + square;
        let point = Point {
            x: self.degrees / size,
            rest: square / size,
        };
        0.5 * self.beta.tails(point).0
    }

    /// The standard value with this share beyond it, at most ½.
    fn beyond(&self, tail: f64) -> f64 {
        // Both masses are exact: a doubling, and a difference of neighbours.
        let Point { x, rest } = self.beta.inverse(2.0 * tail, 2.0 * (0.5 - tail));
        (self.degrees * (rest / x)).sqrt()
    }
}

impl Distribution for StudentT {
    fn quantile(&self, at: Place) -> f64 {
        let t = if at.is_upper() {
            self.beyond(at.above)
        } else {
            -self.beyond(at.below)
        };
        self.location + self.scale * t
    }

    fn cdf(&self, x: f64) -> f64 {
        let t = (x - self.location) / self.scale;
        let tail = self.tail(t);
        if t > 0.0 { 1.0 - tail } else { tail }
    }

    fn survival(&self, x: f64) -> f64 {
        let t = (x - self.location) / self.scale;
        let tail = self.tail(t);
        if t > 0.0 { tail } else { 1.0 - tail }
    }

    fn support(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }
}
