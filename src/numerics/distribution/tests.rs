//! Every family against known quantiles, against itself, and at its edges.

use super::beta::Beta;
use super::normal::LogNormal;
use super::place::{Distribution, Place};
use super::typical::TYPICAL;
use super::*;
use crate::numerics::Width;

mod columns;
mod counts;
mod forms;
mod samples;

/// Whether no single value has a share of its own.
fn is_smooth(family: Family) -> bool {
    !matches!(
        family,
        Family::Bernoulli | Family::Poisson | Family::Binomial
    )
}

const TABLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/distribution_quantiles.csv"
);

/// The table's probabilities from end to end.
const PLACES: [f64; 9] = [
    1e-12,
    1e-6,
    0.001,
    0.05,
    0.5,
    0.9,
    0.99,
    0.999_999,
    1.0 - 1e-12,
];

/// A C99 hexadecimal number, as the table writes them.
fn from_hex(text: &str) -> f64 {
    let (negative, text) = text
        .strip_prefix('-')
        .map_or((false, text), |rest| (true, rest));
    let (digits, exponent) = text.strip_prefix("0x").unwrap().split_once('p').unwrap();
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let bits = u64::from_str_radix(&format!("{whole}{fraction}"), 16).unwrap();
    let exponent: i32 = exponent.parse().unwrap();
    let scale = exponent - 4 * fraction.len() as i32;
    let size = bits as f64 * libm::scalbn(1.0, scale);
    if negative { -size } else { size }
}

/// The table's own way of naming distributions; the logistic is in the table but not in the language.
fn from_table(name: &str, numbers: &[f64], p: f64) -> Option<f64> {
    let (family, params) = match (name, numbers) {
        ("normal", &[mean, sd]) => (Family::Normal, vec![mean, sd]),
        ("uniform", &[low, high]) => (Family::Uniform, vec![low, high]),
        ("exponential", &[rate]) => (Family::Exponential, vec![1.0 / rate]),
        ("weibull", &[shape, scale]) => (Family::Weibull, vec![shape, scale]),
        ("triangular", &[low, mode, high]) => (Family::Triangular, vec![low, mode, high]),
        ("pareto", &[low, alpha]) => (Family::Pareto, vec![low, alpha]),
        ("beta", &[a, b]) | ("PERT(beta, unit)", &[a, b]) => (Family::Beta, vec![a, b]),
        ("gamma", &[shape, scale]) => (Family::Gamma, vec![shape, scale]),
        ("lognormal", &[mu, sigma]) => {
            return Some(LogNormal::from_logarithm(mu, sigma).quantile(Place::at(p)));
        }
        _ => return None,
    };
    Some(quantile(family, &params, p))
}

/// Name, parameters and the rest of a row; the name may be quoted.
fn cells(row: &str) -> (&str, Vec<f64>, Vec<&str>) {
    let (name, rest) = match row.strip_prefix('"') {
        Some(quoted) => quoted.split_once("\",").unwrap(),
        None => row.split_once(',').unwrap(),
    };
    let cells: Vec<&str> = rest.split(',').collect();
    let number = |part: &str| part.split_once('=').unwrap().1.parse().unwrap();
    (name, cells[0].split(' ').map(number).collect(), cells)
}

#[test]
fn quantiles_agree_with_the_table() {
    let table = std::fs::read_to_string(TABLE).unwrap();
    let mut worst = std::collections::BTreeMap::new();
    for row in table.lines().skip(1) {
        let (name, numbers, cells) = cells(row);
        let (p, expected) = (from_hex(cells[2]), from_hex(cells[4]));
        let Some(value) = from_table(name, &numbers, p) else {
            assert_eq!(name, "logistic");
            continue;
        };
        let error = if expected == 0.0 {
            value
        } else {
            (value - expected) / expected
        };
        assert!(error.abs() <= 1e-13, "{row}: {value:e} is off by {error:e}");
        let known = worst
            .entry(format!("{name} {}", cells[0]))
            .or_insert(0.0_f64);
        *known = known.max(error.abs());
    }
    for (name, error) in &worst {
        println!("{name}: worst relative error {error:.1e}");
    }
    assert_eq!(worst.len(), 14);
}

#[test]
fn pert_is_a_stretched_beta() {
    for p in PLACES {
        let unit = Beta::new(1.0 + 4.0 * 0.3, 1.0 + 4.0 * 0.7).quantile(Place::at(p));
        let value = quantile(Family::Pert, &[10.0, 25.0, 60.0], p);
        assert!(((value - 10.0) / 50.0 - unit).abs() < 1e-15, "{p}");
    }
}

/// How far the share at `x` is from the place asked for, relative to the smaller tail.
fn miss(family: Family, params: &[f64], p: f64) -> f64 {
    let x = quantile(family, params, p);
    if p > 0.5 {
        (survival(family, params, x) - (1.0 - p)).abs() / (1.0 - p)
    } else {
        (cdf(family, params, x) - p).abs() / p
    }
}

#[test]
fn a_quantile_has_its_share_below_it() {
    for (family, params) in TYPICAL {
        if !is_smooth(family) {
            continue;
        }
        let moderate = &PLACES[2..7];
        for &p in moderate {
            let miss = miss(family, params, p);
            assert!(miss < 1e-12, "{family:?} at {p}: {miss:e}");
        }
    }
}

#[test]
fn ranges_have_their_ends_as_percentiles() {
    for (low, high) in [(5.0, 20.0), (1e-9, 1e9), (-5.0, 20.0), (0.0, 1.0)] {
        let ends = [0.05, 0.95].map(|p| quantile(Family::Between, &[low, high], p));
        let width = high - low;
        assert!((ends[0] - low).abs() <= 1e-14 * width.max(low), "{ends:?}");
        assert!((ends[1] - high).abs() <= 1e-13 * high, "{ends:?}");
    }
}

#[test]
fn a_lognormal_has_the_mean_and_deviation_asked_for() {
    let sampler = Sampler::new(Family::LogNormal, &[200.0, 50.0]).unwrap();
    let draws: Vec<f64> = (0..100_000)
        .map(|i| sampler.draw((f64::from(i) + 0.5) / 1e5))
        .collect();
    let (mean, sd) = crate::numerics::mean_sd(&draws);
    assert!(
        (mean - 200.0).abs() < 0.01 && (sd - 50.0).abs() < 0.05,
        "{mean} {sd}"
    );
}

#[test]
fn a_yes_is_a_low_uniform() {
    let draws = [0.1, 0.29, 0.3, 0.9].map(|u| quantile(Family::Bernoulli, &[0.3], u));
    assert_eq!(draws, [1.0, 1.0, 0.0, 0.0]);
    assert_eq!(quantile(Family::Bernoulli, &[1.0], 0.999_999), 1.0);
    assert_eq!(quantile(Family::Bernoulli, &[0.0], 1e-12), 0.0);
}

#[test]
fn extreme_shapes_neither_hang_nor_fail() {
    let shapes = [
        1e-3, 0.02, 0.5, 1.0, 3.5, 7.5, 13.5, 20.5, 500.5, 1500.5, 1e4, 1e6,
    ];
    for a in shapes {
        for p in PLACES {
            let x = quantile(Family::Gamma, &[a, 1.0], p);
            assert!(x >= 0.0 && x.is_finite(), "gamma {a} at {p}: {x}");
            if x > 1e-300 {
                let miss = miss(Family::Gamma, &[a, 1.0], p);
                assert!(miss < 1e-10, "gamma {a} at {p}: {miss:e}");
            }
            for b in shapes {
                let x = quantile(Family::Beta, &[a, b], p);
                assert!((0.0..=1.0).contains(&x), "beta {a} {b} at {p}: {x}");
            }
        }
    }
}

#[test]
fn truncation_keeps_to_its_bounds_and_its_shares() {
    for (family, params) in TYPICAL {
        if !is_smooth(family) {
            continue;
        }
        let [min, max] = [0.3, 0.8].map(|p| quantile(family, params, p));
        for u in PLACES {
            let value = truncated_quantile(family, params, min, max, u);
            let expected = quantile(family, params, 0.3 + u * 0.5);
            assert!(min <= value && value <= max, "{family:?} at {u}");
            assert!(
                (value - expected).abs() <= 1e-12 * expected.abs(),
                "{family:?} at {u}"
            );
        }
    }
}

#[test]
fn truncation_far_out_in_the_upper_tail() {
    let params = [0.0, 1.0];
    let (low, high) = (10.0, 11.0);
    let from_above = truncated_quantile(Family::Normal, &params, low, high, 0.25);
    let from_below = truncated_quantile(Family::Normal, &params, -high, -low, 0.75);
    assert!((from_above + from_below).abs() < 1e-14 && from_above > low && from_above < high);
    let open = truncated_quantile(Family::Normal, &params, 10.0, f64::INFINITY, 0.5);
    assert!(
        (survival(Family::Normal, &params, open) * 2.0 / survival(Family::Normal, &params, 10.0)
            - 1.0)
            .abs()
            < 1e-12
    );
}

#[test]
fn truncation_where_almost_nothing_is_left() {
    let cases: [(Family, &[f64], f64, f64); 5] = [
        (Family::Gamma, &[500.0, 1.0], 0.0, 100.0),
        (Family::Gamma, &[0.5, 1.0], 300.0, 400.0),
        (Family::Beta, &[500.0, 3.0], 0.0, 0.3),
        (Family::Beta, &[3.0, 500.0], 0.6, 1.0),
        (Family::Rate, &[200.0, 1.0], 0.0, 0.99),
    ];
    for (family, params, min, max) in cases {
        let mut last = min;
        for u in PLACES {
            let value = truncated_quantile(family, params, min, max, u);
            assert!(last <= value && value <= max, "{family:?} at {u}: {value}");
            last = value;
        }
    }
}

#[test]
fn faults_are_said_in_an_analysts_words() {
    let said = |family, params: &[f64]| check(family, params).unwrap_err().to_string();
    assert_eq!(
        said(Family::Normal, &[1.0, 0.0]),
        "the standard deviation must be above zero"
    );
    assert_eq!(
        said(Family::Uniform, &[2.0, 1.0]),
        "the low end must be below the high end"
    );
    assert_eq!(
        said(Family::Gamma, &[f64::NAN, 1.0]),
        "the shape must be a finite number"
    );
    assert_eq!(
        said(Family::Share, &[8.0, 7.0]),
        "the count must not exceed the number of cases"
    );
    assert_eq!(
        said(Family::Bernoulli, &[1.2]),
        "a probability must lie between 0% and 100%"
    );
    assert_eq!(
        said(Family::Beta, &[1.0]),
        "this distribution takes 2 numbers, and 1 are given"
    );
    assert!(said(Family::Share, &[8.0, 1e9]).contains("use a normal distribution"));
    let bounds = |min, max| check_bounds(Family::Uniform, &[0.0, 1.0], min, max);
    assert_eq!(bounds(2.0, 3.0), Err(ParameterFault::NothingBetweenBounds));
    assert_eq!(bounds(3.0, 2.0), Err(ParameterFault::BoundsOutOfOrder));
    assert_eq!(bounds(0.5, f64::INFINITY), Ok(()));
    assert!(quantile(Family::Normal, &[0.0, -1.0], 0.5).is_nan());
}

#[test]
fn every_family_is_typical_once_and_ends_at_its_support() {
    for ((family, params), expected) in TYPICAL.into_iter().zip(Family::ALL) {
        assert_eq!(family, expected);
        assert_eq!(family.arity(), params.len());
        let (low, high) = support(family, params);
        assert_eq!(
            (quantile(family, params, 0.0), quantile(family, params, 1.0)),
            (low, high)
        );
        if is_smooth(family) {
            assert_eq!(
                (cdf(family, params, low), survival(family, params, high)),
                (0.0, 0.0)
            );
            assert_eq!(
                (survival(family, params, low), cdf(family, params, high)),
                (1.0, 1.0)
            );
        }
    }
}
