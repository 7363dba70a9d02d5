//! The gamma distribution, and the yearly probability whose rate is gamma.

use super::place::{Distribution, Place};
use super::special::gamma_column::Values;
use super::special::incomplete_gamma::IncompleteGamma;
use super::special::search::CHUNK;
use crate::numerics::Width;
use crate::numerics::maths::{expm1, ln_1p};

/// Gamma with a shape and a scale.
#[derive(Debug, Clone)]
pub(super) struct Gamma {
    unit: IncompleteGamma,
    scale: f64,
}

impl Gamma {
    pub fn new(shape: f64, scale: f64) -> Self {
        Gamma {
            unit: IncompleteGamma::new(shape),
            scale,
        }
    }
}

impl Distribution for Gamma {
    fn quantile(&self, at: Place) -> f64 {
        self.scale * self.unit.inverse(at.below, at.above)
    }

    #[inline(always)]
    fn column(
        &self,
        width: Width,
        uniforms: &[f64],
        out: &mut [f64],
        place: impl Fn(f64) -> Place,
    ) {
        let mut values = Values::new();
        for (uniforms, out) in uniforms.chunks(CHUNK).zip(out.chunks_mut(CHUNK)) {
            for (lane, &uniform) in uniforms.iter().enumerate() {
                let at = place(uniform);
                (values.below[lane], values.above[lane]) = (at.below, at.above);
            }
            values.find(width, &self.unit, uniforms.len());
            for (out, x) in out.iter_mut().zip(&values.x) {
                *out = self.scale * x;
            }
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        self.unit.tails(x / self.scale).0
    }

    fn survival(&self, x: f64) -> f64 {
        self.unit.tails(x / self.scale).1
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}

/// The probability 1 − e^(−rate) within one unit of time, for a rate that is gamma.
#[derive(Debug, Clone)]
pub(super) struct Rate {
    rate: Gamma,
}

impl Rate {
    /// From `count` events in `time`: the rate is gamma(count + ½, 1/time), after H. Jeffreys.
    pub fn new(count: f64, time: f64) -> Self {
        Rate {
            rate: Gamma::new(count + 0.5, 1.0 / time),
        }
    }

    fn rate_at(probability: f64) -> f64 {
        -ln_1p(-probability.clamp(0.0, 1.0))
    }
}

impl Distribution for Rate {
    fn quantile(&self, at: Place) -> f64 {
        -expm1(-self.rate.quantile(at))
    }

    #[inline(always)]
    fn column(
        &self,
        width: Width,
        uniforms: &[f64],
        out: &mut [f64],
        place: impl Fn(f64) -> Place,
    ) {
        self.rate.column(width, uniforms, out, place);
        width.run(
            #[inline(always)]
            || {
                for value in out {
                    *value = -expm1(-*value);
                }
            },
        );
    }

    fn cdf(&self, x: f64) -> f64 {
        self.rate.cdf(Rate::rate_at(x))
    }

    fn survival(&self, x: f64) -> f64 {
        self.rate.survival(Rate::rate_at(x))
    }

    fn support(&self) -> (f64, f64) {
        (0.0, 1.0)
    }
}
