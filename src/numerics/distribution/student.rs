//! Student's t distribution.

use super::place::{Distribution, Place};
use super::special::beta_column::Points;
use super::special::incomplete_beta::{IncompleteBeta, Point};
use super::special::search::CHUNK;
use crate::numerics::Width;

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

    #[inline(always)]
    fn stretched(&self, upper: bool, size: f64) -> f64 {
        self.location + self.scale * if upper { size } else { -size }
    }
}

impl Distribution for StudentT {
    fn quantile(&self, at: Place) -> f64 {
        let tail = if at.is_upper() { at.above } else { at.below };
        self.stretched(at.is_upper(), self.beyond(tail))
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
                let tail = if at.is_upper() { at.above } else { at.below };
                (points.below[lane], points.above[lane]) = (2.0 * tail, 2.0 * (0.5 - tail));
            }
            points.find(width, &self.beta, uniforms.len());
            let found = points.x.iter().zip(&points.rest);
            width.run(
                #[inline(always)]
                || {
                    for ((out, &uniform), (x, rest)) in out.iter_mut().zip(uniforms).zip(found) {
                        let size = (self.degrees * (rest / x)).sqrt();
                        *out = self.stretched(place(uniform).is_upper(), size);
                    }
                },
            );
        }
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
