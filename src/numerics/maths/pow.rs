//! Powers: the logarithm and the product are carried in head and tail.

use super::bits::{fast_two_sum, pair_product, polynomial, two_product, two_sum};
use super::exp::{LN_2_HEAD, exp_of_pair};
use super::log::split;

/// What ln 2 is beyond its head, in two parts.
const LN_2_REST: (f64, f64) = (1.646_594_958_286_646_3e-12, 3.061_840_736_018_652e-24);
/// 2/3 in head and tail, the first coefficient of the series.
const TWO_THIRDS: (f64, f64) = (2.0 / 3.0, 3.700_743_415_417_188e-17);
/// The further coefficients, as a polynomial in s²; interpolated at Chebyshev nodes, within 2⁻⁶¹.
const SERIES: [f64; 7] = [
    0.400_000_000_000_000_3,
    0.285_714_285_713_380_1,
    0.222_222_222_713_268_08,
    0.181_818_082_109_218_82,
    0.153_855_774_633_081_45,
    0.132_858_688_375_457_42,
    0.129_147_121_839_350_9,
];

/// xʸ, below 1 ulp, following IEEE 754 at its edges: x⁰ = 1, 1ʸ = 1, a negative x only with a whole y.
/// Results that a double holds exactly (2¹⁰, 10³) are exact.
#[inline(always)]
pub fn pow(x: f64, y: f64) -> f64 {
    let size = x.abs();
    // Beyond 2⁶⁶ every result is 0, 1 or ∞ already, and the exact product would overflow.
    let bounded = if y > 7.4e19 { 7.4e19 } else { y };
    let bounded = if bounded < -7.4e19 { -7.4e19 } else { bounded };
    let (log, log_tail) = ln_in_pair(size);
    let (product, lost) = two_product(log, bounded);
    let clipped = product.abs() > 800.0;
    let tail = if clipped {
        0.0
    } else {
        lost + log_tail * bounded
    };
    let power = exp_of_pair(product, tail);
    signed(x, y, at_edges(size, y, power))
}

/// The logarithm of a positive number in head and tail, within about 2⁻⁶⁵ of its value.
#[inline(always)]
fn ln_in_pair(x: f64) -> (f64, f64) {
    let (k, f) = split(x);
    let (below, below_tail) = fast_two_sum(2.0, f);
    let s = f / below;
    let (back, back_tail) = two_product(s, below);
    let s_tail = (((f - back) - back_tail) - s * below_tail) / below;
    let s = (s, s_tail);
    let square = pair_product(s, s);
    let series = fast_two_sum(
        TWO_THIRDS.0,
        TWO_THIRDS.1 + square.0 * polynomial(square.0, &SERIES),
    );
    let (cubic, cubic_tail) = pair_product(pair_product(s, square), series);
    let (sum, lost) = fast_two_sum(2.0 * s.0, cubic);
    let sum_tail = lost + (2.0 * s.1 + cubic_tail);
    let (scale, scale_tail) = fast_two_sum(k * LN_2_HEAD, k * LN_2_REST.0);
    let (total, left) = two_sum(scale, sum);
    fast_two_sum(total, left + (sum_tail + (scale_tail + k * LN_2_REST.1)))
}

/// Results for a base or exponent of 0, 1, ∞ or NaN; `size` is |x|.
#[inline(always)]
fn at_edges(size: f64, y: f64, power: f64) -> f64 {
    let rises = (size > 1.0) == (y > 0.0);
    let limit = if rises { f64::INFINITY } else { 0.0 };
    let endless = size == 0.0 || size == f64::INFINITY || y.abs() == f64::INFINITY;
    let value = if endless { limit } else { power };
    let value = if size.is_nan() || y.is_nan() {
        f64::NAN
    } else {
        value
    };
    let value = if size == 1.0 { 1.0 } else { value };
    if y == 0.0 { 1.0 } else { value }
}

/// The power of |x| with the sign that x and y give it, or NaN where there is none.
#[inline(always)]
fn signed(x: f64, y: f64, power: f64) -> f64 {
    const UNIT_FROM: f64 = 4_503_599_627_370_496.0;
    let size = y.abs();
    let large = size >= UNIT_FROM;
    let counted = if large { size } else { size + UNIT_FROM };
    let whole = large || counted - UNIT_FROM == size;
    let odd = whole && size < 2.0 * UNIT_FROM && counted.to_bits() & 1 == 1;
    let negative = x.is_sign_negative() && odd;
    let value = if negative { -power } else { power };
    let undefined = x < 0.0 && x > f64::NEG_INFINITY && !whole;
    let value = if undefined { f64::NAN } else { value };
    // 1 to any power is 1, NaN included; −1 to a whole one was settled above.
    if x == 1.0 || y == 0.0 { 1.0 } else { value }
}
