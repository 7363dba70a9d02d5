//! The standard normal distribution function and its inverse.

use super::bits::{polynomial, two_product};
use super::{exp, ln};

/// The three pairs of polynomials of AS 241, numerator and denominator; see [`normal_quantile`].
const CENTRE: ([f64; 8], [f64; 8]) = (
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_855,
    ],
);
const SHOULDER: ([f64; 8], [f64; 8]) = (
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        0.000_774_545_014_278_341_4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        0.000_547_593_808_499_534_5,
        1.050_750_071_644_416_9e-9,
    ],
);
const TAIL: ([f64; 8], [f64; 8]) = (
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        0.000_786_869_131_145_613_2,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
);

/// The standard normal quantile of a probability in (0, 1): PPND16 of algorithm AS 241
/// (M. J. Wichura, Applied Statistics 37, 1988). Gives ∓∞ at 0 and 1 and NaN outside.
#[inline]
pub fn normal_quantile(p: f64) -> f64 {
    normal_quantile_of_tail(p, 1.0 - p)
}

/// The same from both p and 1 − p, of which the smaller decides.
#[inline(always)]
pub(crate) fn normal_quantile_of_tail(p: f64, q: f64) -> f64 {
    let upper = p > 0.5;
    let tail = if upper { q } else { p };
    let from_centre = 0.5 - tail;
    let depth = (-ln(tail)).sqrt();
    let central = from_centre <= 0.425;
    let shoulder = depth <= 5.0;
    let outer_argument = if shoulder { depth - 1.6 } else { depth - 5.0 };
    let inner_argument = 0.180_625 - from_centre * from_centre;
    // Every region is worked out and one selected: no branch, so a column is vector code.
    let pick = |mid: f64, far: f64| if shoulder { mid } else { far };
    let above: [f64; 8] = std::array::from_fn(|i| pick(SHOULDER.0[i], TAIL.0[i]));
    let below: [f64; 8] = std::array::from_fn(|i| pick(SHOULDER.1[i], TAIL.1[i]));
    let outer_above = polynomial(outer_argument, &above);
    let outer_below = polynomial(outer_argument, &below);
    let inner_above = polynomial(inner_argument, &CENTRE.0);
    let inner_below = polynomial(inner_argument, &CENTRE.1);
    let ratio = if central { inner_above } else { outer_above }
        / if central { inner_below } else { outer_below };
    let size = if central { ratio * from_centre } else { ratio };
    let size = if tail == 0.0 { f64::INFINITY } else { size };
    if upper { size } else { -size }
}

/// The standard normal distribution function, accurate relative to its own size in the lower tail.
pub fn normal_cdf(x: f64) -> f64 {
    const SQRT_HALF_TAIL: f64 = -4.833_646_656_726_457e-17;
    const TWO_PER_SQRT_PI: f64 = std::f64::consts::FRAC_2_SQRT_PI;
    let (z, lost) = two_product(-x, std::f64::consts::FRAC_1_SQRT_2);
    let tail = lost - x * SQRT_HALF_TAIL;
    // erfc is steep in the tail: what rounding took from its argument is put back to first order.
    let slope = TWO_PER_SQRT_PI * exp(-z * z);
    let steep = if slope > 0.0 { slope * tail } else { 0.0 };
    0.5 * (libm::erfc(z) - steep)
}
