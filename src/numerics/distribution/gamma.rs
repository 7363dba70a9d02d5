//! The gamma distribution, and the yearly probability whose rate is gamma.

use super::place::{Distribution, Place};
use super::special::incomplete_gamma::IncompleteGamma;
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
