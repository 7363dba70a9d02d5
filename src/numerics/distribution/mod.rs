//! Distributions as values in, values out: parameters and a probability give a quantile.
//!
//! Everything is sampled by its inverse distribution function, one uniform a draw, so that streams
//! stay aligned, truncation is exact and a correlation is a copula. [`Sampler`] holds what the
//! parameters decide; the free functions build one and use it once.

mod bernoulli;
mod beta;
mod check;
mod counts;
mod exponential;
mod family;
mod fault;
mod gamma;
mod law;
mod mixture;
mod normal;
mod piecewise;
mod place;
mod sampler;
mod shape;
mod special;
mod steps;
mod student;
mod table;
#[cfg(test)]
mod tests;
mod triangular;
mod truncation;
#[cfg(test)]
pub(super) mod typical;
mod uniform;

pub use check::{check, check_bounds};
pub use family::Family;
pub use fault::ParameterFault;
pub use law::{Form, Law};
pub use sampler::Sampler;

use place::Distribution;
use shape::Shape;

/// The value below which a share `p` of the distribution lies, with the bits of [`Sampler::draw`];
/// the ends of the support at 0 and 1. NaN where [`check()`] finds a fault or p is outside \[0, 1\].
/// A yes/no is read the other way: 1 when p lies below its probability.
pub fn quantile(family: Family, params: &[f64], p: f64) -> f64 {
    truncated_quantile(family, params, f64::NEG_INFINITY, f64::INFINITY, p)
}

/// The probability of a value of at most `x`, in \[0, 1\]; NaN where [`check()`] finds a fault.
pub fn cdf(family: Family, params: &[f64], x: f64) -> f64 {
    Shape::new(family, params).map_or(f64::NAN, |shape| shape.cdf(x))
}

/// The probability of a value above `x`, accurate where it is small; NaN where [`check()`] finds a fault.
pub fn survival(family: Family, params: &[f64], x: f64) -> f64 {
    Shape::new(family, params).map_or(f64::NAN, |shape| shape.survival(x))
}

/// The least and the greatest value possible; NaN where [`check()`] finds a fault.
pub fn support(family: Family, params: &[f64]) -> (f64, f64) {
    Shape::new(family, params).map_or((f64::NAN, f64::NAN), |shape| shape.support())
}

/// The quantile at `u` of the distribution cut to \[min, max\], either of which may be infinite.
/// NaN where [`check_bounds`] finds a fault or u is outside \[0, 1\].
pub fn truncated_quantile(family: Family, params: &[f64], min: f64, max: f64, u: f64) -> f64 {
    match Sampler::truncated(family, params, min, max) {
        Ok(sampler) if u > 0.0 && u < 1.0 => sampler.draw(u),
        Ok(sampler) if u == 0.0 => sampler.support().0,
        Ok(sampler) if u == 1.0 => sampler.support().1,
        _ => f64::NAN,
    }
}
