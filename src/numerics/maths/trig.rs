//! Sine and cosine.

use super::bits::{fast_two_sum, nearest_integer, polynomial, two_sum};
use crate::numerics::Width;

/// Up to here the reduction below is exact enough; beyond it the slow path of `libm` takes over.
const FAR: f64 = 1e6;

/// π/2 in parts of 33 bits (the last of 53), so that each times a quadrant number is exact.
const QUADRANT: [f64; 4] = [
    1.570_796_326_734_125_6,
    6.077_100_506_303_966e-11,
    2.022_266_248_711_166_5e-21,
    8.478_427_660_368_9e-32,
];

/// (sin r / r − 1) / r² and (cos r − 1 + r²/2) / r⁴ in r², on |r| ≤ π/4; interpolated at Chebyshev nodes.
const SIN: [f64; 7] = [
    -0.166_666_666_666_666_66,
    0.008_333_333_333_333_331,
    -0.000_198_412_698_412_650_4,
    2.755_731_921_932_058e-6,
    -2.505_210_622_599_44e-8,
    1.605_853_059_664_595_3e-10,
    -7.586_636_882_825_159e-13,
];
const COS: [f64; 6] = [
    0.041_666_666_666_666_664,
    -0.001_388_888_888_888_738_9,
    2.480_158_729_875_44e-5,
    -2.755_731_726_587_808e-7,
    2.087_614_504_941_318e-9,
    -1.138_254_464_534_925e-11,
];

/// Sine of an angle in radians, below 1 ulp; NaN at ±∞.
#[inline]
pub fn sin(x: f64) -> f64 {
    if x.abs() <= FAR {
        near(x, 0)
    } else {
        far_sin(x)
    }
}

/// Cosine of an angle in radians, below 1 ulp; NaN at ±∞.
#[inline]
pub fn cos(x: f64) -> f64 {
    if x.abs() <= FAR {
        near(x, 1)
    } else {
        far_cos(x)
    }
}

/// [`sin`] of each value, in place.
pub fn sines(width: Width, values: &mut [f64]) {
    column(width, values, 0, far_sin);
}

/// [`cos`] of each value, in place.
pub fn cosines(width: Width, values: &mut [f64]) {
    column(width, values, 1, far_cos);
}

/// sin(x + turn π/2) of each value: in vectors where no value of a chunk lies far out.
fn column(width: Width, values: &mut [f64], turn: i64, far: fn(f64) -> f64) {
    const CHUNK: usize = 64;
    for values in values.chunks_mut(CHUNK) {
        if values.iter().all(|x| x.abs() <= FAR) {
            width.run(
                #[inline(always)]
                || {
                    for value in values {
                        *value = near(*value, turn);
                    }
                },
            );
        } else {
            for value in values {
                let x = *value;
                *value = if x.abs() <= FAR {
                    near(x, turn)
                } else {
                    far(x)
                };
            }
        }
    }
}

#[cold]
fn far_sin(x: f64) -> f64 {
    libm::sin(x)
}

#[cold]
fn far_cos(x: f64) -> f64 {
    libm::cos(x)
}

/// sin(x + turn π/2).
#[inline(always)]
fn near(x: f64, turn: i64) -> f64 {
    let (k, quadrant) = nearest_integer(x * std::f64::consts::FRAC_2_PI);
    let first = x - k * QUADRANT[0];
    let (second, lost_second) = two_sum(first, -(k * QUADRANT[1]));
    let (third, lost_third) = two_sum(second, -(k * QUADRANT[2]));
    let (r, tail) = fast_two_sum(third, (lost_second + lost_third) - k * QUADRANT[3]);
    let quadrant = quadrant.wrapping_add(turn);
    let (sin, cos) = (sin_kernel(r, tail), cos_kernel(r, tail));
    let value = if quadrant & 1 == 0 { sin } else { cos };
    let value = if quadrant & 2 == 0 { value } else { -value };
    // The sums above lose the sign of a zero.
    if x == 0.0 && turn == 0 { x } else { value }
}

#[inline(always)]
fn sin_kernel(r: f64, tail: f64) -> f64 {
    let z = r * r;
    r + (r * z * polynomial(z, &SIN) + tail * (1.0 - 0.5 * z))
}

#[inline(always)]
fn cos_kernel(r: f64, tail: f64) -> f64 {
    let z = r * r;
    let half = 0.5 * z;
    let (body, left) = fast_two_sum(1.0, -half);
    body + (left + (z * z * polynomial(z, &COS) - r * tail))
}
