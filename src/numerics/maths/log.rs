//! Logarithms: natural, of one plus x, and to base ten.

use super::bits::{UNITS, fast_two_sum, polynomial, two_product};
use super::exp::{LN_2_HEAD, LN_2_TAIL};

/// (ln((1+s)/(1−s)) / s − 2) / s² as a polynomial in s², for |s| ≤ 3 − 2√2; within 2⁻⁵⁶ of the curve.
const LN: [f64; 7] = [
    0.666_666_666_666_667,
    0.399_999_999_998_988_9,
    0.285_714_286_262_538_36,
    0.222_222_110_893_794_96,
    0.181_828_924_325_368_7,
    0.153_316_117_220_550_08,
    0.146_178_071_534_173_25,
];

/// Bits of √½, where the range of a reduced argument begins.
const ROOT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;

/// A positive x as 2ᵏ (1 + f) with 1 + f in [√½, √2).
#[inline(always)]
pub(super) fn split(x: f64) -> (f64, f64) {
    let subnormal = x < f64::MIN_POSITIVE;
    let scaled = if subnormal {
        x * 18_014_398_509_481_984.0
    } else {
        x
    };
    let bias = if subnormal { 1023.0 + 54.0 } else { 1023.0 };
    // 1023 is added to the exponent before the shift, so that it stays positive: then it can be
    // turned into a double by its bits, which vector units without an integer conversion can do.
    let from_root = scaled.to_bits().wrapping_sub(ROOT_HALF);
    let biased = from_root.wrapping_add(1023 << 52) >> 52;
    let k = f64::from_bits(biased | UNITS) - (f64::from_bits(UNITS) + bias);
    let fraction = (from_root & 0x000f_ffff_ffff_ffff).wrapping_add(ROOT_HALF);
    (k, f64::from_bits(fraction) - 1.0)
}

/// ln(1 + f) as f minus a small correction, the correction returned: f²/2 and s (f²/2 + R).
#[inline(always)]
fn correction(f: f64) -> (f64, f64) {
    let s = f / (2.0 + f);
    let z = s * s;
    let half_square = 0.5 * f * f;
    (half_square, s * (half_square + z * polynomial(z, &LN)))
}

/// The limits of ln at 0, ∞, negative numbers and NaN, else `value`.
#[inline(always)]
fn with_limits(x: f64, value: f64) -> f64 {
    let value = if x == f64::INFINITY { x } else { value };
    let value = if x == 0.0 { f64::NEG_INFINITY } else { value };
    if x >= 0.0 { value } else { f64::NAN }
}

/// ln x, below 1 ulp; −∞ at zero, NaN below. The scheme is that of W. J. Cody and W. Waite (1980).
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    let (k, f) = split(x);
    let (half_square, rest) = correction(f);
    let value = k * LN_2_HEAD - ((half_square - (rest + k * LN_2_TAIL)) - f);
    with_limits(x, value)
}

/// ln x in head and tail, for 0 < x < 0.1: off by at most 2⁻⁵⁵.
#[inline(always)]
pub(super) fn ln_of_tail(x: f64) -> (f64, f64) {
    let (k, f) = split(x);
    let (half_square, rest) = correction(f);
    let (head, lost) = fast_two_sum(k * LN_2_HEAD, f);
    fast_two_sum(head, lost + ((rest + k * LN_2_TAIL) - half_square))
}

/// ln(1 + x), below 1 ulp, accurate near zero; −∞ at −1, NaN below.
#[inline(always)]
pub fn ln_1p(x: f64) -> f64 {
    let sum = 1.0 + x;
    let (k, f) = split(sum);
    let lost = if x > 1.0 {
        1.0 - (sum - x)
    } else {
        x - (sum - 1.0)
    };
    let lost = if k == 0.0 { 0.0 } else { lost / sum };
    let f = if k == 0.0 { x } else { f };
    let (half_square, rest) = correction(f);
    let value = k * LN_2_HEAD - ((half_square - (rest + (k * LN_2_TAIL + lost))) - f);
    let value = with_limits(sum, value);
    if x == 0.0 { x } else { value }
}

/// Base-ten logarithm, below 1 ulp and exact at powers of ten; −∞ at zero, NaN below.
#[inline(always)]
pub fn log10(x: f64) -> f64 {
    const PER_E: f64 = std::f64::consts::LOG10_E;
    const PER_E_TAIL: f64 = 1.098_319_650_216_765e-17;
    /// log₁₀ 2 in two parts; the head has 40 bits, so an exponent times it is exact.
    const PER_2: f64 = 0.301_029_995_663_611_77;
    const PER_2_TAIL: f64 = 3.694_239_077_158_931e-13;
    let (k, f) = split(x);
    let (half_square, rest) = correction(f);
    let (natural, left) = fast_two_sum(f, -half_square);
    let natural_tail = left + rest;
    let (head, lost) = two_product(natural, PER_E);
    let tail = lost + (natural * PER_E_TAIL + natural_tail * PER_E);
    let (whole, over) = super::bits::two_sum(k * PER_2, head);
    with_limits(x, whole + (over + (tail + k * PER_2_TAIL)))
}
