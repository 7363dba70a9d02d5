//! The kernels against a high-precision table, and at the edges.

use super::*;
use crate::numerics::{Stream, Width};

/// The worst error allowed of each kernel, in units of the last place.
const ALLOWED: [(&str, f64); 10] = [
    ("exp", 1.0),
    ("expm1", 1.0),
    ("ln", 1.0),
    ("ln_1p", 1.0),
    ("log10", 1.0),
    ("pow", 1.0),
    ("sin", 1.0),
    ("cos", 1.0),
    ("normal_quantile", 2.0),
    ("normal_cdf", 2.0),
];

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/kernels.csv");

fn from_hex(bits: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(bits, 16).unwrap())
}

fn evaluate(name: &str, x: f64, y: &str) -> f64 {
    match name {
        "exp" => exp(x),
        "expm1" => expm1(x),
        "ln" => ln(x),
        "ln_1p" => ln_1p(x),
        "log10" => log10(x),
        "pow" => pow(x, from_hex(y)),
        "sin" => sin(x),
        "cos" => cos(x),
        "normal_quantile" => normal_quantile(x),
        "normal_cdf" => normal_cdf(x),
        other => panic!("no kernel is called {other}"),
    }
}

fn ulp(x: f64) -> f64 {
    let size = x.abs();
    f64::from_bits(size.to_bits() + 1) - size
}

#[test]
fn every_kernel_keeps_its_stated_error() {
    let table = std::fs::read_to_string(TABLE).unwrap();
    let mut worst = [0.0_f64; ALLOWED.len()];
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let (x, nearest) = (from_hex(cells[1]), from_hex(cells[3]));
        let rest: f64 = cells[4].parse().unwrap();
        let value = evaluate(cells[0], x, cells[2]);
        let error = ((value - nearest) / ulp(nearest) - rest).abs();
        let kernel = ALLOWED.iter().position(|k| k.0 == cells[0]).unwrap();
        assert!(
            error <= ALLOWED[kernel].1,
            "{row}: {value:e} is off by {error} ulp"
        );
        worst[kernel] = worst[kernel].max(error);
    }
    for ((name, allowed), error) in ALLOWED.iter().zip(worst) {
        println!("{name}: worst error {error:.3} ulp, allowed {allowed}");
        assert!(error > 0.0, "no row tests {name}");
    }
}

#[test]
fn exponentials_at_the_edges() {
    assert_eq!(exp(0.0), 1.0);
    assert_eq!(exp(f64::NEG_INFINITY), 0.0);
    assert_eq!(exp(f64::INFINITY), f64::INFINITY);
    assert_eq!(exp(709.8), f64::INFINITY);
    assert_eq!(exp(-745.2), 0.0);
    assert!(exp(f64::NAN).is_nan());
    assert_eq!(expm1(f64::NEG_INFINITY), -1.0);
    assert_eq!(expm1(f64::INFINITY), f64::INFINITY);
    assert_eq!(expm1(-0.0).to_bits(), (-0.0_f64).to_bits());
    assert!(expm1(f64::NAN).is_nan());
}

#[test]
fn logarithms_at_the_edges() {
    for log in [ln, log10] {
        assert_eq!(log(1.0).to_bits(), 0);
        assert_eq!(log(0.0), f64::NEG_INFINITY);
        assert_eq!(log(-0.0), f64::NEG_INFINITY);
        assert_eq!(log(f64::INFINITY), f64::INFINITY);
        assert!(log(-1.0).is_nan() && log(f64::NAN).is_nan() && log(f64::NEG_INFINITY).is_nan());
    }
    assert_eq!(ln_1p(-1.0), f64::NEG_INFINITY);
    assert_eq!(ln_1p(f64::INFINITY), f64::INFINITY);
    assert_eq!(ln_1p(-0.0).to_bits(), (-0.0_f64).to_bits());
    assert!(ln_1p(-1.5).is_nan() && ln_1p(f64::NAN).is_nan());
}

#[test]
fn log10_of_a_power_of_ten_is_whole() {
    for digits in 0..=22_u32 {
        assert_eq!(log10(10_u128.pow(digits) as f64), f64::from(digits));
    }
}

#[test]
fn pow_of_whole_numbers_is_exact_where_a_double_holds_it() {
    for base in 2..=1000_u64 {
        let mut exact = 1_u64;
        for exponent in 0.. {
            assert_eq!(
                pow(base as f64, f64::from(exponent)),
                exact as f64,
                "{base}^{exponent}"
            );
            match exact.checked_mul(base) {
                Some(next) if next < 1 << 53 => exact = next,
                _ => break,
            }
        }
    }
    assert_eq!(pow(2.0, -3.0), 0.125);
    assert_eq!(pow(81.0, 0.5), 9.0);
    assert_eq!(pow(2.0, -1074.0), f64::from_bits(1));
}

#[test]
fn pow_at_the_edges() {
    let (endless, nan) = (f64::INFINITY, f64::NAN);
    let cases = [
        (-2.0, 3.0, -8.0),
        (-2.0, 4.0, 16.0),
        (-2.0, -3.0, -0.125),
        (-1.0, 9_007_199_254_740_991.0, -1.0),
        (-1.0, 9_007_199_254_740_993.0, 1.0),
        (-1.0, endless, 1.0),
        (nan, 0.0, 1.0),
        (1.0, nan, 1.0),
        (0.0, 2.0, 0.0),
        (0.0, -2.0, endless),
        (-0.0, 3.0, -0.0),
        (-0.0, -3.0, -endless),
        (0.5, endless, 0.0),
        (0.5, -endless, endless),
        (2.0, endless, endless),
        (endless, -0.5, 0.0),
        (-endless, 3.0, -endless),
        (3.0, 1e300, endless),
        (3.0, -1e300, 0.0),
        (0.3, 1e300, 0.0),
        (1e300, 1e-320, 1.0),
    ];
    for (x, y, expected) in cases {
        let value = pow(x, y);
        assert_eq!(
            value.to_bits(),
            f64::to_bits(expected),
            "{x}^{y} gave {value}"
        );
    }
    for (x, y) in [(-2.0, 0.5), (nan, 1.0), (2.0, nan), (-1.0, nan)] {
        assert!(pow(x, y).is_nan(), "{x}^{y}");
    }
}

#[test]
fn angles_at_the_edges() {
    assert_eq!(sin(-0.0).to_bits(), (-0.0_f64).to_bits());
    assert_eq!(cos(0.0), 1.0);
    for angle in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        assert!(sin(angle).is_nan() && cos(angle).is_nan());
    }
}

#[test]
fn normal_at_the_edges() {
    assert_eq!(normal_quantile(0.5), 0.0);
    assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(normal_quantile(1.0), f64::INFINITY);
    assert!(normal_quantile(-0.1).is_nan() && normal_quantile(1.1).is_nan());
    assert!(normal_quantile(f64::NAN).is_nan());
    assert_eq!(normal_quantile(0.25), -normal_quantile(0.75));
    assert_eq!(
        (normal_cdf(f64::NEG_INFINITY), normal_cdf(f64::INFINITY)),
        (0.0, 1.0)
    );
    assert_eq!(normal_cdf(0.0), 0.5);
}

/// A million uniforms, and those at the ends and about the seams.
fn uniforms() -> Vec<f64> {
    let mut all = vec![0.0; 1_000_000];
    Stream::new(5, 17).uniforms(Width::widest(), 0, 0, &mut all);
    let least = 0.5 * f64::EPSILON;
    all.extend((0..52).map(|k| least * f64::from_bits((1023 + k) << 52)));
    for seam in [0.1, 0.5, 5e-11] {
        let bits = f64::to_bits(seam);
        all.extend((bits - 50..=bits + 50).map(f64::from_bits));
    }
    let mirrored: Vec<f64> = all[1_000_000..].iter().map(|u| 1.0 - u).collect();
    all.extend(mirrored);
    all
}

fn assert_same(name: &str, width: Width, xs: &[f64], column: &[f64], alone: impl Fn(f64) -> f64) {
    for (&x, value) in xs.iter().zip(column) {
        let alone = alone(x);
        let same = alone.to_bits() == value.to_bits() || (alone.is_nan() && value.is_nan());
        assert!(same, "{name} {width:?} {x:e}: {alone:e} or {value:e}");
    }
}

#[test]
fn columns_of_normal_quantiles_have_their_bits() {
    let uniforms = uniforms();
    for width in Width::available() {
        let mut column: Vec<f64> = uniforms.iter().map(|u| signed_tail(*u, 1.0 - u)).collect();
        normal_quantiles(width, &mut column);
        assert_same("normal", width, &uniforms, &column, normal_quantile);
        // The two sides of a distribution that is cut are rounded apart.
        let above = 0.5 + f64::EPSILON;
        let mut odd = [
            above,
            -above,
            0.0,
            -0.0,
            1e-300,
            -f64::MIN_POSITIVE,
            f64::NAN,
        ];
        normal_quantiles(width, &mut odd);
        let expected = [
            (0.6, above),
            (above, 0.0),
            (1.0, 0.0),
            (0.0, 1.0),
            (1.0, 1e-300),
        ];
        let expected = expected.map(|(p, q)| normal_quantile_of_tail(p, q));
        assert_eq!(odd[0].to_bits(), expected[0].to_bits());
        assert_eq!(odd[2..5], expected[2..]);
        assert_eq!(odd[1], -odd[0]);
        assert!(odd[5] < -37.0 && odd[6].is_nan());
    }
}

#[test]
fn columns_of_exponentials_have_their_bits() {
    let mut xs: Vec<f64> = uniforms().iter().map(|u| 1600.0 * (u - 0.5)).collect();
    xs.extend([0.0, -0.0, 709.9, 710.0, -744.5, -745.2, -746.0]);
    xs.extend([f64::INFINITY, f64::NEG_INFINITY, f64::NAN]);
    for width in Width::available() {
        for xs in [&xs[..], &xs[xs.len() - 75..], &xs[xs.len() - 10..]] {
            let mut column = vec![1.0; xs.len()];
            exps(width, xs, &mut column);
            assert_same("exp", width, xs, &column, exp);
        }
    }
}

#[test]
fn columns_of_shares_and_angles_have_their_bits() {
    let mut xs: Vec<f64> = uniforms()
        .iter()
        .step_by(5)
        .map(|u| 76.0 * (u - 0.5))
        .collect();
    let hair = f64::MIN_POSITIVE;
    xs.extend([0.0, -0.0, hair, -hair, 40.0, -40.0, 1e300]);
    xs.extend([f64::INFINITY, f64::NEG_INFINITY, f64::NAN]);
    // In the order of size too, so that whole chunks lie in one region.
    let mut sorted = xs.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    xs.extend(sorted);
    type Pair = (&'static str, fn(Width, &mut [f64]), fn(f64) -> f64);
    let pairs: [Pair; 3] = [
        ("normal_cdf", normal_cdfs, normal_cdf),
        ("sin", sines, sin),
        ("cos", cosines, cos),
    ];
    for (name, of_column, alone) in pairs {
        for width in Width::available() {
            let mut column = xs.clone();
            of_column(width, &mut column);
            assert_same(name, width, &xs, &column, alone);
        }
    }
}

#[test]
fn loops_have_the_bits_of_their_values() {
    let xs: Vec<f64> = uniforms()
        .iter()
        .step_by(5)
        .map(|u| 40.0 * (u - 0.5))
        .collect();
    let powers = |x: f64| pow(x.abs(), 0.3 * x);
    for width in Width::available() {
        let mut columns = [const { Vec::new() }; 5];
        width.run(
            #[inline(always)]
            || {
                columns[0].extend(xs.iter().map(|x| exp(*x)));
                columns[1].extend(xs.iter().map(|x| expm1(*x)));
                columns[2].extend(xs.iter().map(|x| ln(*x)));
                columns[3].extend(xs.iter().map(|x| ln_1p(*x)));
                columns[4].extend(xs.iter().map(|x| pow(x.abs(), 0.3 * x)));
            },
        );
        let alone: [fn(f64) -> f64; 5] = [exp, expm1, ln, ln_1p, powers];
        for (column, alone) in columns.iter().zip(alone) {
            assert_same("kernel", width, &xs, column, alone);
        }
    }
}
