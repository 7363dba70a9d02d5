//! The complementary error function without branches, with the bits of `libm::erfc`.
//!
//! The method and its numbers are those of FreeBSD's `s_erf.c` and `e_exp.c`, which come with this notice:
//!
//! Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems, Inc.
//! business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice
//! is preserved.

use super::bits::{nearest_integer, power_of_two};

/// Up to here the exponentials below are far from underflow.
pub(super) const FAR: f64 = 26.0;

/// erf(x)/x − 1 up to 0.84375, in x².
const NEAR: [f64; 5] = [
    0.12837916709551256,
    -0.3250421072470015,
    -0.02848174957559851,
    -0.005770270296489442,
    -2.3763016656650163e-05,
];
const NEAR_BELOW: [f64; 6] = [
    1.0,
    0.39791722395915535,
    0.0650222499887673,
    0.005081306281875766,
    0.00013249473800432164,
    -3.960228278775368e-06,
];
/// erf(x) − ERX up to 1.25, in |x| − 1.
const ONE: [f64; 7] = [
    -0.0023621185607526594,
    0.41485611868374833,
    -0.3722078760357013,
    0.31834661990116175,
    -0.11089469428239668,
    0.035478304325618236,
    -0.002166375594868791,
];
const ONE_BELOW: [f64; 7] = [
    1.0,
    0.10642088040084423,
    0.540397917702171,
    0.07182865441419627,
    0.12617121980876164,
    0.01363708391202905,
    0.011984499846799107,
];
const ERX: f64 = 0.8450629115104675;
/// ln(x eˣˣ erfc(x)) + 0.5625 up to 1/0.35, in 1/x².
const MIDDLE: [f64; 8] = [
    -0.009864944034847148,
    -0.6938585727071818,
    -10.558626225323291,
    -62.375332450326006,
    -162.39666946257347,
    -184.60509290671104,
    -81.2874355063066,
    -9.814329344169145,
];
const MIDDLE_BELOW: [f64; 9] = [
    1.0,
    19.651271667439257,
    137.65775414351904,
    434.56587747522923,
    645.3872717332679,
    429.00814002756783,
    108.63500554177944,
    6.570249770319282,
    -0.0604244152148581,
];
/// The same beyond; padded with zeros, which change nothing.
const OUTER: [f64; 8] = [
    -0.0098649429247001,
    -0.799283237680523,
    -17.757954917754752,
    -160.63638485582192,
    -637.5664433683896,
    -1025.0951316110772,
    -483.5191916086514,
    0.0,
];
const OUTER_BELOW: [f64; 9] = [
    1.0,
    30.33806074348246,
    325.7925129965739,
    1536.729586084437,
    3199.8582195085955,
    2553.0504064331644,
    474.52854120695537,
    -22.44095244658582,
    0.0,
];

/// erfc(x) for |x| below [`FAR`].
#[inline(always)]
pub(super) fn erfc(x: f64) -> f64 {
    let size = x.abs();
    let negative = x.is_sign_negative();
    let high = size.to_bits() >> 32;
    let around_one = one(size);
    let beyond = outer(size, high);
    let part = if high < 0x3ff4_0000 {
        around_one
    } else {
        beyond
    };
    let away = if negative { 2.0 - part } else { part };
    let near = near(x, high);
    if high < 0x3feb_0000 { near } else { away }
}

#[inline(always)]
fn near(x: f64, high: u64) -> f64 {
    let z = x * x;
    let y = horner(z, &NEAR) / horner(z, &NEAR_BELOW);
    let below_quarter = 1.0 - (x + x * y);
    let above_quarter = 0.5 - (x - 0.5 + x * y);
    let value = if x.is_sign_negative() || high < 0x3fd0_0000 {
        below_quarter
    } else {
        above_quarter
    };
    if high < 0x3c70_0000 { 1.0 - x } else { value }
}

#[inline(always)]
fn one(size: f64) -> f64 {
    let s = size - 1.0;
    1.0 - ERX - horner(s, &ONE) / horner(s, &ONE_BELOW)
}

#[inline(always)]
fn outer(x: f64, high: u64) -> f64 {
    let s = 1.0 / (x * x);
    let middle = high < 0x4006_db6d;
    let pick = |one: f64, other: f64| if middle { one } else { other };
    let above: [f64; 8] = std::array::from_fn(|i| pick(MIDDLE[i], OUTER[i]));
    let below: [f64; 9] = std::array::from_fn(|i| pick(MIDDLE_BELOW[i], OUTER_BELOW[i]));
    let rest = horner(s, &above) / horner(s, &below);
    let z = f64::from_bits(x.to_bits() & 0xffff_ffff_0000_0000);
    exp(-z * z - 0.5625) * exp((z - x) * (z + x) + rest) / x
}

/// c\[0\] + x (c\[1\] + x (c\[2\] + …)).
#[inline(always)]
fn horner<const N: usize>(x: f64, coefficients: &[f64; N]) -> f64 {
    let mut sum = coefficients[N - 1];
    let mut i = N - 1;
    while i > 0 {
        i -= 1;
        sum = coefficients[i] + x * sum;
    }
    sum
}

/// `libm::exp` for |x| below 700.
#[inline(always)]
fn exp(x: f64) -> f64 {
    const LN_2_HEAD: f64 = 0.693_147_180_369_123_8;
    const LN_2_TAIL: f64 = 1.908_214_929_270_587_7e-10;
    const SERIES: [f64; 5] = [
        0.166_666_666_666_666_02,
        -0.002_777_777_777_701_559_3,
        6.613_756_321_437_934e-5,
        -1.653_390_220_546_525_2e-6,
        4.138_136_797_057_238_5e-8,
    ];
    let high = (x.to_bits() >> 32) & 0x7fff_ffff;
    let half = if x < 0.0 { -0.5 } else { 0.5 };
    // Cut to a whole number: the nearest one, or its neighbour towards zero.
    let turns = std::f64::consts::LOG2_E * x + half;
    let (nearest, integer) = nearest_integer(turns);
    let over = nearest.abs() > turns.abs();
    let unit = if x < 0.0 { -1 } else { 1 };
    let (whole, integer) = if over {
        (nearest - f64::from(unit), integer - i64::from(unit))
    } else {
        (nearest, integer)
    };
    // Below 1.5 ln 2 it is one.
    let few = high < 0x3ff0_a2b2;
    let (whole, integer) = if few {
        (f64::from(unit), i64::from(unit))
    } else {
        (whole, integer)
    };
    let none = high <= 0x3fd6_2e42;
    let (whole, integer) = if none { (0.0, 0) } else { (whole, integer) };
    let head = x - whole * LN_2_HEAD;
    let tail = whole * LN_2_TAIL;
    let r = head - tail;
    let square = r * r;
    let c = r - square * horner(square, &SERIES);
    let value = 1.0 + (r * c / (2.0 - c) - tail + head);
    let tiny = high <= 0x3e30_0000;
    if tiny {
        1.0 + x
    } else {
        value * power_of_two(integer)
    }
}
