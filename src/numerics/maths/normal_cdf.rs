//! The standard normal distribution function.

use super::bits::two_product;
use super::{erfc, exp};
use crate::numerics::Width;

/// The standard normal distribution function, accurate relative to its own size in the lower tail.
pub fn normal_cdf(x: f64) -> f64 {
    let (z, steep) = argument(x);
    0.5 * (libm::erfc(z) - steep)
}

/// The same of each value, in place.
pub fn normal_cdfs(width: Width, values: &mut [f64]) {
    // In narrow vectors working out all regions takes longer than choosing one.
    let wide = width.bits() > 128;
    for values in values.chunks_mut(64) {
        if wide && values.iter().all(|x| x.abs() < erfc::FAR) {
            width.run(
                #[inline(always)]
                || {
                    for value in values {
                        let (z, steep) = argument(*value);
                        *value = 0.5 * (erfc::erfc(z) - steep);
                    }
                },
            );
        } else {
            for value in values {
                *value = normal_cdf(*value);
            }
        }
    }
}

/// What to take erfc of, and what to take off it.
#[inline(always)]
fn argument(x: f64) -> (f64, f64) {
    const SQRT_HALF_TAIL: f64 = -4.833_646_656_726_457e-17;
    const TWO_PER_SQRT_PI: f64 = std::f64::consts::FRAC_2_SQRT_PI;
    let (z, lost) = two_product(-x, std::f64::consts::FRAC_1_SQRT_2);
    let tail = lost - x * SQRT_HALF_TAIL;
    // erfc is steep in the tail: what rounding took from its argument is put back to first order.
    let slope = TWO_PER_SQRT_PI * exp(-z * z);
    let steep = if slope > 0.0 { slope * tail } else { 0.0 };
    (z, steep)
}
