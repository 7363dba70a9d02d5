//! What is left of the gamma function after Stirling's formula, and of the logarithm after its first
//! term. Densities built from these keep their relative accuracy where differences of `lgamma` lose it
//! (C. Loader, "Fast and accurate computation of binomial probabilities", 2000).

use crate::numerics::maths::{ln, ln_1p};

/// ln √(2π).
const LN_SQRT_2_PI: f64 = 0.918_938_533_204_672_8;

/// From here on the asymptotic series is exact to the last bit.
const LARGE: f64 = 10.0;

/// ln Γ(a) − (a − ½) ln a + a − ln √(2π), for a > 0.
pub(super) fn stirling_rest(a: f64) -> f64 {
    if a < LARGE {
        return libm::lgamma(a) - ((a - 0.5) * ln(a) - a + LN_SQRT_2_PI);
    }
    /// B₂ₖ / (2k (2k − 1)), from the Bernoulli numbers.
    const SERIES: [f64; 8] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
        -3617.0 / 122_400.0,
    ];
    let square = 1.0 / (a * a);
    SERIES
        .iter()
        .rev()
        .fold(0.0, |sum, term| sum * square + term)
        / a
}

/// ln(1 + x) − x, without the cancellation near zero.
pub(super) fn ln_1p_less_x(x: f64) -> f64 {
    if x.abs() > 0.5 {
        return ln_1p(x) - x;
    }
    artanh_less_x(x)
}

/// The same for x of ½ at most.
#[inline(always)]
pub(super) fn artanh_less_x(x: f64) -> f64 {
    // ln(1 + x) = 2 artanh(r), and 2r − x = −r x.
    let r = x / (2.0 + x);
    let square = r * r;
    let series = ARTANH
        .iter()
        .rev()
        .fold(0.0, |sum, term| sum * square + term);
    r * (square * series - x)
}

/// 2 / (2k + 3): the series of 2 artanh(r) beyond its first term.
const ARTANH: [f64; 16] = {
    let mut series = [0.0; 16];
    let mut k = 0;
    while k < series.len() {
        series[k] = 2.0 / (2 * k + 3) as f64;
        k += 1;
    }
    series
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_rests_meet_their_definitions_at_the_seams() {
        for a in [9.9, 10.0, 10.1, 30.0] {
            let direct = libm::lgamma(a) - ((a - 0.5) * ln(a) - a + LN_SQRT_2_PI);
            assert!((stirling_rest(a) - direct).abs() < 1e-13, "{a}");
        }
        for x in [-0.5, -0.499, -0.3, 0.3, 0.5] {
            assert!((ln_1p_less_x(x) - (ln_1p(x) - x)).abs() < 1e-16, "{x}");
        }
    }
}
