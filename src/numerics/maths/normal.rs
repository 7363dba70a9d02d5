//! The standard normal quantile.

use super::bits::polynomial;
use super::log::ln_of_tail;

/// A numerator and a denominator in ascending powers.
type Ratio = ([f64; 8], [f64; 8]);

/// Where the centre and the shoulder end, as tail probabilities.
pub(super) const CENTRE_ENDS: f64 = 0.1;
pub(super) const SHOULDER_ENDS: f64 = 5e-11;

/// x / (½ − v) − 2.5 in v − v², for a tail v from 0.1 to ½; within 0.03 × 2⁻⁵³ of x.
const CENTRE: Ratio = (
    [
        0.242_924_486_174_043_94,
        48.695_471_908_836_595,
        1_818.671_568_206_119,
        16_752.154_380_361_21,
        3_185.352_365_663_583_4,
        -273_946.171_922_083_9,
        -468_061.347_077_848_56,
        -129_558.885_674_686_03,
    ],
    [
        0.063_459_377_556_293_44,
        20.263_271_140_911_23,
        1_232.577_233_956_200_6,
        23_523.733_603_066_16,
        164_239.476_986_458_4,
        423_313.420_910_977_3,
        354_636.688_005_511_3,
        63_462.468_412_910_58,
    ],
);
/// x − (t − 1) in t = √(−2 ln v), for v from 5 × 10⁻¹¹ to 0.1; within 0.12 × 2⁻⁵³ of x.
const SHOULDER: Ratio = (
    [
        -0.197_695_835_609_250_22,
        -1.130_156_005_478_183_4,
        -0.828_962_418_213_804_9,
        0.287_178_964_832_930_7,
        0.293_238_145_138_317,
        0.069_684_248_343_013_87,
        0.004_874_465_488_413_426,
        7.238_356_928_240_735e-5,
    ],
    [
        0.077_575_658_888_378_31,
        0.917_664_836_348_807_7,
        2.149_453_013_518_886_7,
        1.718_297_727_776_036_5,
        0.594_686_796_165_476_6,
        0.093_092_962_973_908_51,
        0.005_327_144_157_558_719,
        7.274_590_163_560_481e-5,
    ],
);
/// The same for v from the smallest double to 5 × 10⁻¹¹; within 0.11 × 2⁻⁵³ of x.
const FAR: Ratio = (
    [
        -6.267_001_521_789_032,
        -11.061_649_911_594_19,
        4.289_192_305_386_045,
        2.486_952_265_887_857,
        0.266_333_143_477_051_5,
        0.009_052_298_254_226_685,
        9.737_211_598_728_467e-5,
        2.418_999_340_420_638_6e-7,
    ],
    [
        2.817_672_197_209_972_8,
        16.126_785_964_373_617,
        15.032_326_377_887_33,
        3.709_977_848_708_909,
        0.313_870_119_880_164_4,
        0.009_660_134_274_236_426,
        9.929_379_614_427_918e-5,
        2.421_196_674_288_951e-7,
    ],
);

/// The standard normal quantile of a probability in (0, 1), below 1.5 ulp. Gives ∓∞ at 0 and 1 and NaN
/// outside.
#[inline]
pub fn normal_quantile(p: f64) -> f64 {
    normal_quantile_of_tail(p, 1.0 - p)
}

/// The same from both p and 1 − p, of which the smaller decides.
///
/// Three regions with a ratio of polynomials each, as in algorithm AS 241 (M. J. Wichura, Applied
/// Statistics 37, 1988), but with ratios of our own (E. Y. Remez's exchange in 60 digits), which give
/// only a correction to a leading term whose own rounding is known.
#[inline]
pub(crate) fn normal_quantile_of_tail(p: f64, q: f64) -> f64 {
    let upper = p > 0.5;
    let tail = if upper { q } else { p };
    let size = if tail >= CENTRE_ENDS {
        centre(tail)
    } else if tail >= SHOULDER_ENDS {
        shoulder(tail)
    } else {
        far(tail)
    };
    if upper { size } else { -size }
}

/// The quantile's size for a tail from 0.1 to ½.
#[inline(always)]
pub(super) fn centre(tail: f64) -> f64 {
    centre_of(tail, centre_ratio(tail))
}

/// Numerator and denominator of the centre.
#[inline(always)]
pub(super) fn centre_ratio(tail: f64) -> (f64, f64) {
    ratio_at(tail - tail * tail, &CENTRE)
}

/// The same as [`centre`], given its ratio.
#[inline(always)]
pub(super) fn centre_of(tail: f64, (above, below): (f64, f64)) -> f64 {
    let ratio = above / below;
    let from_centre = 0.5 - tail;
    // What the difference lost is below an ulp, and its factor 2.5 to 3.3.
    let lost = (0.5 - from_centre) - tail;
    2.0 * from_centre + (from_centre * ratio + (0.5 * from_centre + 3.0 * lost))
}

/// The quantile's size for a tail from 5 × 10⁻¹¹ to 0.1.
#[inline(always)]
pub(super) fn shoulder(tail: f64) -> f64 {
    outside(tail, &SHOULDER)
}

/// Numerator and denominator of the shoulder, at a [`depth`].
#[inline(always)]
pub(super) fn shoulder_ratio(depth: f64) -> (f64, f64) {
    ratio_at(depth, &SHOULDER)
}

/// The quantile's size for a smaller tail.
#[cold]
pub(super) fn far(tail: f64) -> f64 {
    if tail > 0.0 {
        outside(tail, &FAR)
    } else if tail == 0.0 {
        f64::INFINITY
    } else {
        f64::NAN
    }
}

/// The quantile's size for a tail below 0.1, with the ratio of its region.
#[inline(always)]
fn outside(tail: f64, ratio: &Ratio) -> f64 {
    let depth = depth(ln_of_tail(tail));
    outside_of(depth, ratio_at(depth.0, ratio))
}

/// The same as [`outside`], given the depth and its ratio.
#[inline(always)]
pub(super) fn outside_of((depth, lost): (f64, f64), (above, below): (f64, f64)) -> f64 {
    // The difference is exact, since the depth is above 2.
    (depth - 1.0) + (above / below + lost)
}

#[inline(always)]
fn ratio_at(argument: f64, ratio: &Ratio) -> (f64, f64) {
    (
        polynomial(argument, &ratio.0),
        polynomial(argument, &ratio.1),
    )
}

/// t = √(−2 ln v) as rounded, and what rounding took from it, given ln v in head and tail.
#[inline(always)]
pub(super) fn depth((head, low): (f64, f64)) -> (f64, f64) {
    /// Less the bits of a number these are the bits of its reciprocal, within 5.1 %.
    const RECIPROCAL: u64 = 0x7fde_624d_d2f1_a9fc;
    let square = -2.0 * head;
    let depth = square.sqrt();
    // The upper half of its bits squares exactly.
    let high = f64::from_bits(depth.to_bits() & 0xffff_ffff_f800_0000);
    let left = (square - high * high) - (depth - high) * (depth + high);
    let reciprocal = f64::from_bits(RECIPROCAL.wrapping_sub(depth.to_bits()));
    (depth, (0.5 * left - low) * reciprocal)
}
