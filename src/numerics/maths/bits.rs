//! Exact building blocks: error-free sums and products, powers of two, polynomials.

/// How many values go through each stage of a kernel before the next one: what they leave stays in the first-level cache.
pub(super) const STAGE: usize = 64;

/// 1.5 × 2⁵²: adding it rounds a small number to the nearest integer, kept in the low bits.
pub(super) const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// 2⁵²: with this in the exponent field, the low bits of a double count units.
pub(super) const UNITS: u64 = 0x4330_0000_0000_0000;

/// The sum as rounded, and what rounding lost (Knuth's two-sum; any order of magnitudes).
#[inline(always)]
pub(super) fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_seen = sum - a;
    (sum, (a - (sum - b_seen)) + (b - b_seen))
}

/// As [`two_sum`] for |a| ≥ |b| (Dekker).
#[inline(always)]
pub(super) fn fast_two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    (sum, b - (sum - a))
}

/// The product as rounded, and what rounding lost (Dekker, with Veltkamp's splitting).
/// Exact while neither factor exceeds 2⁹⁹⁵ and the product is far from underflow.
#[inline(always)]
pub(super) fn two_product(a: f64, b: f64) -> (f64, f64) {
    let (a_high, a_low) = halves(a);
    let (b_high, b_low) = halves(b);
    let product = a * b;
    let lost = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    (product, lost)
}

#[inline(always)]
fn halves(a: f64) -> (f64, f64) {
    const SPLITTER: f64 = 134_217_729.0;
    let scaled = SPLITTER * a;
    let high = scaled - (scaled - a);
    (high, a - high)
}

/// The product of two numbers each given as head and tail.
#[inline(always)]
pub(super) fn pair_product(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    let (head, lost) = two_product(a.0, b.0);
    fast_two_sum(head, lost + (a.0 * b.1 + a.1 * b.0))
}

/// 2ᵏ for −1022 ≤ k ≤ 1023, by its exponent field.
#[inline(always)]
pub(super) fn power_of_two(k: i64) -> f64 {
    f64::from_bits((k.wrapping_add(1023) as u64) << 52)
}

/// The integer nearest to `x`, as a double and as an integer, for |x| < 2⁵¹.
#[inline(always)]
pub(super) fn nearest_integer(x: f64) -> (f64, i64) {
    let shifted = x + ROUNDER;
    let integer = shifted.to_bits().wrapping_sub(ROUNDER.to_bits()) as i64;
    (shifted - ROUNDER, integer)
}

/// c\[0\] + c\[1\] x + c\[2\] x² + …: even and odd powers apart by Horner's rule in x², then joined.
#[inline(always)]
pub(super) fn polynomial<const N: usize>(x: f64, coefficients: &[f64; N]) -> f64 {
    let square = x * x;
    let mut sums = [0.0; 2];
    sums[(N - 1) & 1] = coefficients[N - 1];
    sums[N & 1] = coefficients[N - 2];
    let mut i = N - 2;
    while i > 0 {
        i -= 1;
        sums[i & 1] = sums[i & 1] * square + coefficients[i];
    }
    sums[0] + x * sums[1]
}
