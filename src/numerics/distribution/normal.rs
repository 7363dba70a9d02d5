//! The normal and the lognormal distribution, and the ranges `low to high` that are one of the two.

use super::place::{Distribution, Place};
use crate::numerics::Width;
use crate::numerics::maths::{
    exp, ln, ln_1p, normal_cdf, normal_quantile_of_tail, normal_quantiles, signed_tail,
};

/// The standard normal's 95th percentile.
const Z_95: f64 = 1.644_853_626_951_472_6;

/// The standard normal's quantile at the place of each uniform.
#[inline(always)]
fn scores(width: Width, uniforms: &[f64], out: &mut [f64], place: impl Fn(f64) -> Place) {
    width.run(
        #[inline(always)]
        || {
            for (out, &uniform) in out.iter_mut().zip(uniforms) {
                let at = place(uniform);
                *out = signed_tail(at.below, at.above);
            }
        },
    );
    normal_quantiles(width, out);
}

/// Normal with a mean and a standard deviation.
#[derive(Debug, Clone)]
pub(super) struct Normal {
    mean: f64,
    sd: f64,
}

impl Normal {
    pub fn new(mean: f64, sd: f64) -> Self {
        Normal { mean, sd }
    }

    /// The normal with these 5th and 95th percentiles.
    pub fn between(low: f64, high: f64) -> Self {
        Normal {
            mean: 0.5 * low + 0.5 * high,
            sd: (high - low) / (2.0 * Z_95),
        }
    }
}

impl Distribution for Normal {
    #[inline(always)]
    fn quantile(&self, at: Place) -> f64 {
        self.mean + self.sd * normal_quantile_of_tail(at.below, at.above)
    }

    #[inline(always)]
    fn column(
        &self,
        width: Width,
        uniforms: &[f64],
        out: &mut [f64],
        place: impl Fn(f64) -> Place,
    ) {
        scores(width, uniforms, out, place);
        width.run(
            #[inline(always)]
            || {
                for value in out {
                    *value = self.mean + self.sd * *value;
                }
            },
        );
    }

    fn cdf(&self, x: f64) -> f64 {
        normal_cdf((x - self.mean) / self.sd)
    }

    fn survival(&self, x: f64) -> f64 {
        normal_cdf((self.mean - x) / self.sd)
    }

    fn support(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }
}

/// The lognormal with median `median` and standard deviation `sigma` of the logarithm.
#[derive(Debug, Clone)]
pub(super) struct LogNormal {
    median: f64,
    sigma: f64,
}

impl LogNormal {
    /// From the value's own mean and standard deviation: σ² = ln(1 + (sd/mean)²), median = mean e^(−σ²/2).
    pub fn from_moments(mean: f64, sd: f64) -> Self {
        let ratio = sd / mean;
        let excess = ratio * ratio;
        LogNormal {
            median: mean / (1.0 + excess).sqrt(),
            sigma: ln_1p(excess).sqrt(),
        }
    }

    /// From mean and standard deviation of the logarithm.
    #[cfg(test)]
    pub fn from_logarithm(mu: f64, sigma: f64) -> Self {
        LogNormal {
            median: exp(mu),
            sigma,
        }
    }

    /// The lognormal with these 5th and 95th percentiles, both positive.
    pub fn between(low: f64, high: f64) -> Self {
        LogNormal {
            median: low.sqrt() * high.sqrt(),
            sigma: (ln(high) - ln(low)) / (2.0 * Z_95),
        }
    }

    fn score(&self, x: f64) -> f64 {
        ln(x.max(0.0) / self.median) / self.sigma
    }
}

impl Distribution for LogNormal {
    #[inline(always)]
    fn quantile(&self, at: Place) -> f64 {
        self.median * exp(self.sigma * normal_quantile_of_tail(at.below, at.above))
    }

    #[inline(always)]
    fn column(
        &self,
        width: Width,
        uniforms: &[f64],
        out: &mut [f64],
        place: impl Fn(f64) -> Place,
    ) {
        scores(width, uniforms, out, place);
        width.run(
            #[inline(always)]
            || {
                for value in out {
                    *value = self.median * exp(self.sigma * *value);
                }
            },
        );
    }

    fn cdf(&self, x: f64) -> f64 {
        normal_cdf(self.score(x))
    }

    fn survival(&self, x: f64) -> f64 {
        normal_cdf(-self.score(x))
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}
