//! Student's t, Poisson and binomial against quantiles worked out in 50 digits.

use super::*;

const MORE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/more_quantiles.csv");

#[test]
fn quantiles_agree_with_the_second_table() {
    let table = std::fs::read_to_string(MORE).unwrap();
    let mut worst = 0.0_f64;
    for row in table.lines().skip(1) {
        let (name, numbers, cells) = cells(row);
        let (p, expected) = (from_hex(cells[1]), from_hex(cells[3]));
        match name {
            "student_t" => {
                let value = quantile(Family::StudentT, &[numbers[0], 0.0, 1.0], p);
                let error = (value - expected).abs() / expected.abs().max(1e-300);
                assert!(error <= 1e-13 || value == expected, "{row}: {value:e}");
                worst = worst.max(if value == expected { 0.0 } else { error });
            }
            "poisson" => assert_eq!(quantile(Family::Poisson, &numbers, p), expected, "{row}"),
            _ => assert_eq!(quantile(Family::Binomial, &numbers, p), expected, "{row}"),
        }
    }
    println!("student_t: worst relative error {worst:.1e}");
}

#[test]
fn a_t_of_one_degree_is_cauchys_and_of_many_normal() {
    for p in PLACES {
        let cauchy = quantile(Family::StudentT, &[1.0, 0.0, 1.0], p);
        let angle = std::f64::consts::PI * (p - 0.5);
        let tangent = crate::numerics::maths::sin(angle) / crate::numerics::maths::cos(angle);
        assert!((cauchy - tangent).abs() <= 1e-4 * tangent.abs(), "{p}");
        let many = quantile(Family::StudentT, &[1e8, 0.0, 1.0], p);
        let normal = quantile(Family::Normal, &[0.0, 1.0], p);
        assert!((many - normal).abs() <= 1e-6 * normal.abs(), "{p}");
    }
}

#[test]
fn a_count_is_the_least_with_its_share() {
    let cases: [(Family, &[f64]); 8] = [
        (Family::Poisson, &[3.5]),
        (Family::Poisson, &[1000.0]),
        (Family::Poisson, &[1000.5]),
        (Family::Poisson, &[1e6]),
        (Family::Poisson, &[1e8]),
        (Family::Binomial, &[20.0, 0.3]),
        (Family::Binomial, &[1e8, 0.5]),
        (Family::Binomial, &[1e8, 1e-7]),
    ];
    for (family, params) in cases {
        for p in PLACES {
            let k = quantile(family, params, p);
            let reached = |k: f64| {
                // A hair is forgiven: the running sum of the walk ends in other last bits.
                if p > 0.5 {
                    survival(family, params, k) <= (1.0 - p) * (1.0 + 1e-11)
                } else {
                    cdf(family, params, k) >= p * (1.0 - 1e-11)
                }
            };
            assert!(
                k.fract() == 0.0 && reached(k),
                "{family:?} {params:?} {p}: {k}"
            );
            let before = k > 0.0 && {
                if p > 0.5 {
                    survival(family, params, k - 1.0) <= (1.0 - p) * (1.0 - 1e-11)
                } else {
                    cdf(family, params, k - 1.0) >= p * (1.0 + 1e-11)
                }
            };
            assert!(!before, "{family:?} {params:?} {p}: {k} is too much");
        }
    }
}

#[test]
fn counts_that_cannot_vary() {
    for u in PLACES {
        assert_eq!(quantile(Family::Poisson, &[0.0], u), 0.0);
        assert_eq!(quantile(Family::Binomial, &[0.0, 0.5], u), 0.0);
        assert_eq!(quantile(Family::Binomial, &[7.0, 0.0], u), 0.0);
        assert_eq!(quantile(Family::Binomial, &[7.0, 1.0], u), 7.0);
    }
}

#[test]
fn counts_are_cut_on_their_whole_numbers() {
    let drawn = |min, max, u| truncated_quantile(Family::Poisson, &[3.5], min, max, u);
    for u in PLACES {
        let k = drawn(1.5, 4.5, u);
        assert!([2.0, 3.0, 4.0].contains(&k), "{u}: {k}");
        assert_eq!(k, drawn(2.0, 4.0, u));
        assert_eq!(drawn(2.5, 3.5, u), 3.0);
    }
    // P(2) : P(3) : P(4) = 1 : 3.5/3 : 3.5²/12
    let all = 1.0 + 3.5 / 3.0 + 3.5 * 3.5 / 12.0;
    assert_eq!(drawn(2.0, 4.0, 1.0 / all - 1e-12), 2.0);
    assert_eq!(drawn(2.0, 4.0, 1.0 / all + 1e-12), 3.0);
    assert_eq!(
        check_bounds(Family::Poisson, &[3.5], 2.2, 2.8),
        Err(ParameterFault::NothingBetweenBounds)
    );
    let far = truncated_quantile(Family::Poisson, &[3.5], 40.0, f64::INFINITY, 0.5);
    assert_eq!(far, 40.0);
}

#[test]
fn faults_of_counts() {
    let said = |family, params: &[f64]| check(family, params).unwrap_err().to_string();
    assert_eq!(
        said(Family::Binomial, &[2.5, 0.1]),
        "the number of trials must be a whole number"
    );
    assert_eq!(
        said(Family::Binomial, &[2.0, 1.1]),
        "a probability must lie between 0% and 100%"
    );
    assert!(said(Family::Binomial, &[2e8, 0.1]).contains("must not exceed 100 million"));
    assert_eq!(
        said(Family::Poisson, &[-1.0]),
        "the mean must not be negative"
    );
    assert_eq!(
        said(Family::StudentT, &[0.1, 0.0, 1.0]),
        "the degrees of freedom must be at least 0.2"
    );
}
