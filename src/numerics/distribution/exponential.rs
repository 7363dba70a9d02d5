//! The distributions that are a power or an exponential of an exponential waiting time.

use super::place::{Distribution, Place};
use crate::numerics::maths::{exp, expm1, ln, ln_1p, pow};

/// −ln of the share above a place: the standard exponential's quantile.
#[inline(always)]
fn waiting(at: Place) -> f64 {
    let from_below = -ln_1p(-at.below);
    let from_above = -ln(at.above);
    if at.is_upper() {
        from_above
    } else {
        from_below
    }
}

/// Exponential with a mean.
#[derive(Debug, Clone)]
pub(super) struct Exponential {
    pub mean: f64,
}

impl Distribution for Exponential {
    #[inline(always)]
    fn quantile(&self, at: Place) -> f64 {
        self.mean * waiting(at)
    }

    fn cdf(&self, x: f64) -> f64 {
        -expm1(-x.max(0.0) / self.mean)
    }

    fn survival(&self, x: f64) -> f64 {
        exp(-x.max(0.0) / self.mean)
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}

/// Weibull with a shape and a scale.
#[derive(Debug, Clone)]
pub(super) struct Weibull {
    shape: f64,
    scale: f64,
    exponent: f64,
}

impl Weibull {
    pub fn new(shape: f64, scale: f64) -> Self {
        Weibull {
            shape,
            scale,
            exponent: 1.0 / shape,
        }
    }

    fn hazard(&self, x: f64) -> f64 {
        pow(x.max(0.0) / self.scale, self.shape)
    }
}

impl Distribution for Weibull {
    #[inline(always)]
    fn quantile(&self, at: Place) -> f64 {
        self.scale * pow(waiting(at), self.exponent)
    }

    fn cdf(&self, x: f64) -> f64 {
        -expm1(-self.hazard(x))
    }

    fn survival(&self, x: f64) -> f64 {
        exp(-self.hazard(x))
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}

/// Pareto from `low` on, with the share above x falling as x^(−alpha).
#[derive(Debug, Clone)]
pub(super) struct Pareto {
    low: f64,
    alpha: f64,
}

impl Pareto {
    pub fn new(low: f64, alpha: f64) -> Self {
        Pareto { low, alpha }
    }

    fn depth(&self, x: f64) -> f64 {
        let over = (x - self.low).max(0.0) / self.low;
        self.alpha * ln_1p(over)
    }
}

impl Distribution for Pareto {
    #[inline(always)]
    fn quantile(&self, at: Place) -> f64 {
        self.low * exp(waiting(at) / self.alpha)
    }

    fn cdf(&self, x: f64) -> f64 {
        -expm1(-self.depth(x))
    }

    fn survival(&self, x: f64) -> f64 {
        exp(-self.depth(x))
    }

    fn support(&self) -> (f64, f64) {
        (self.low, f64::INFINITY)
    }
}
