//! The exponential function and its difference from one.

use super::bits::{STAGE, fast_two_sum, nearest_integer, polynomial, power_of_two, two_sum};
use crate::numerics::Width;

pub(super) const LOG2_E: f64 = std::f64::consts::LOG2_E;
/// ln 2 in two parts; the head has 38 bits, so an exponent times it is exact.
pub(super) const LN_2_HEAD: f64 = 0.693_147_180_558_298_7;
pub(super) const LN_2_TAIL: f64 = 1.646_594_958_289_708_2e-12;

/// (eʳ − 1 − r) / r² on |r| ≤ ln 2 / 2, interpolated at Chebyshev nodes; relative to eʳ within 2⁻⁶⁰.
const EXP: [f64; 11] = [
    0.5,
    0.166_666_666_666_666_7,
    0.041_666_666_666_666_67,
    0.008_333_333_333_326_084,
    0.001_388_888_888_888_371_1,
    0.000_198_412_698_750_022_8,
    2.480_158_732_567_746e-5,
    2.755_725_517_000_089e-6,
    2.755_727_347_871_858e-7,
    2.510_531_272_962_210_3e-8,
    2.091_475_532_589_32e-9,
];

/// eˣ; below 0.7 ulp (one ulp where the result is subnormal). Overflows to ∞, underflows to 0.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    exp_of_pair(x, 0.0)
}

/// e^(head + tail), for a tail below an ulp of the head.
#[inline(always)]
pub(super) fn exp_of_pair(head: f64, tail: f64) -> f64 {
    let (r, lost, k) = parted(head, tail);
    put_together(r, lost, polynomial(r, &EXP), k)
}

/// [`exp`] of each value; both slices have the same length.
pub fn exps(width: Width, values: &[f64], out: &mut [f64]) {
    let (chunks, rest) = values.as_chunks();
    let (chunks_out, rest_out) = out.as_chunks_mut();
    width.run(
        #[inline(always)]
        || {
            for (values, out) in chunks.iter().zip(chunks_out) {
                in_stages(values, out);
            }
        },
    );
    for (value, out) in rest.iter().zip(rest_out) {
        *out = exp(*value);
    }
}

/// One stage of all values after the other: a processor looks ahead far enough to work on several values at once only
/// where the chain of each is short.
#[inline(always)]
fn in_stages(values: &[f64; STAGE], out: &mut [f64; STAGE]) {
    let (mut r, mut lost, mut k) = ([0.0; STAGE], [0.0; STAGE], [0; STAGE]);
    for at in 0..STAGE {
        (r[at], lost[at], k[at]) = parted(values[at], 0.0);
    }
    let mut curve = [0.0; STAGE];
    for at in 0..STAGE {
        curve[at] = polynomial(r[at], &EXP);
    }
    for at in 0..STAGE {
        out[at] = put_together(r[at], lost[at], curve[at], k[at]);
    }
}

/// head + tail as k ln 2 + r + lost.
#[inline(always)]
fn parted(head: f64, tail: f64) -> (f64, f64, i64) {
    // Beyond these the result is ∞ or 0 whatever the tail; NaN passes through both.
    let x = if head > 710.0 { 710.0 } else { head };
    let x = if x < -746.0 { -746.0 } else { x };
    let (whole, k) = nearest_integer(x * LOG2_E);
    let (r, lost) = reduced(x, whole);
    let (r, lost) = two_sum(r, lost + tail);
    (r, lost, k)
}

/// e^(k ln 2 + r + lost), given the polynomial at r.
#[inline(always)]
fn put_together(r: f64, lost: f64, curve: f64, k: i64) -> f64 {
    let curve = r * r * curve + (lost + lost * r);
    let (one, left) = fast_two_sum(1.0, r);
    // Two factors, since 2ᵏ alone overflows or is subnormal at the ends.
    let half = k >> 1;
    (one + (left + curve)) * power_of_two(half) * power_of_two(k - half)
}

/// eˣ − 1; below 1 ulp, exact in sign and accurate near zero.
#[inline(always)]
pub fn expm1(x: f64) -> f64 {
    let capped = if x > 710.0 { 710.0 } else { x };
    let capped = if capped < -40.0 { -40.0 } else { capped };
    let (whole, k) = nearest_integer(capped * LOG2_E);
    let (r, lost) = reduced(capped, whole);
    let curve = r * r * polynomial(r, &EXP) + (lost + lost * r);
    // Half of 2ᵏ, so that k = 1024 does not overflow before the sum is made.
    let half = power_of_two(k - 1);
    let near = r + curve;
    let (body, left) = fast_two_sum(half - 0.5, half * r);
    let far = 2.0 * (body + (left + half * curve));
    let sum = if k == 0 { near } else { far };
    if x == 0.0 { x } else { sum }
}

/// x − k ln 2 as head and tail.
#[inline(always)]
fn reduced(x: f64, whole: f64) -> (f64, f64) {
    let high = x - whole * LN_2_HEAD;
    let low = whole * LN_2_TAIL;
    let r = high - low;
    (r, (high - r) - low)
}
