//! Told quantiles, samples and mixtures: their quantile functions, their cuts, their faults.

use super::*;

fn family(family: Family, params: &[f64]) -> Law<f64> {
    Law::of(Form::Family(family, params.to_vec()))
}

fn sampler(form: Form<f64>) -> Sampler {
    Sampler::of(&Law::of(form)).unwrap()
}

#[test]
fn told_quantiles_are_met_and_the_outer_lines_go_on() {
    let told = sampler(Form::Quantiles(vec![(0.1, 3.0), (0.5, 5.0), (0.9, 9.0)]));
    let drawn = [0.1, 0.3, 0.5, 0.7, 0.9, 0.05, 0.95].map(|u| told.draw(u));
    let expected = [3.0, 4.0, 5.0, 7.0, 9.0, 2.75, 9.5];
    for (drawn, expected) in drawn.into_iter().zip(expected) {
        assert!((drawn - expected).abs() < 1e-14, "{drawn} {expected}");
    }
    assert_eq!(told.support(), (2.5, 10.0));
    assert!((told.cdf(4.0) - 0.3).abs() < 1e-15);
    let whole = sampler(Form::Quantiles(vec![(0.0, 1.0), (0.5, 2.0), (1.0, 2.0)]));
    assert_eq!([0.25, 0.5, 0.75].map(|u| whole.draw(u)), [1.5, 2.0, 2.0]);
    assert_eq!((whole.cdf(2.0), whole.cdf(1.5)), (1.0, 0.25));
}

#[test]
fn a_sample_is_drawn_value_by_value() {
    let sample = sampler(Form::Sample([1.0, 2.0, 2.0, 8.0].into()));
    let drawn = [0.1, 0.25, 0.6, 0.749, 0.75, 0.99].map(|u| sample.draw(u));
    assert_eq!(drawn, [1.0, 2.0, 2.0, 2.0, 8.0, 8.0]);
    let cut = Sampler::of(&Law {
        form: Form::Sample([1.0, 2.0, 2.0, 8.0].into()),
        min: Some(1.5),
        max: Some(9.0),
    });
    let drawn = [1e-300, 0.6, 0.7, 1.0 - 1e-16].map(|u| cut.clone().unwrap().draw(u));
    assert_eq!(drawn, [2.0, 2.0, 8.0, 8.0]);
}

#[test]
fn a_mixture_of_one_is_that_one() {
    let cut = Law {
        min: Some(90.0),
        ..family(Family::Normal, &[100.0, 15.0])
    };
    for (part, near) in [
        (family(Family::Normal, &[100.0, 15.0]), 1e-14),
        (family(Family::Gamma, &[2.5, 3.0]), 1e-13),
        (family(Family::Poisson, &[3.5]), 0.0),
        (family(Family::Binomial, &[1e6, 0.5]), 0.0),
        (Law::point(7.0), 0.0),
        (cut, 1e-14),
    ] {
        let alone = Sampler::of(&part).unwrap();
        let mixed = sampler(Form::Mixture(vec![(part.clone(), 1.0)]));
        for u in PLACES {
            let (alone, mixed) = (alone.draw(u), mixed.draw(u));
            assert!(
                (alone - mixed).abs() <= near * alone.abs(),
                "{part:?} {u}: {alone} {mixed}"
            );
        }
    }
}

#[test]
fn a_mixture_of_uniforms_has_its_closed_form() {
    // F(x) = 0.3 x on 0..1, then 0.3 + 0.7 (x − 2) / 4 on 2..6.
    let mixed = sampler(Form::Mixture(vec![
        (family(Family::Uniform, &[0.0, 1.0]), 0.3),
        (family(Family::Uniform, &[2.0, 6.0]), 0.7),
    ]));
    for u in [1e-9, 0.1, 0.29, 0.31, 0.5, 0.999] {
        let expected = if u < 0.3 {
            u / 0.3
        } else {
            2.0 + (u - 0.3) / 0.7 * 4.0
        };
        let drawn = mixed.draw(u);
        assert!(
            (drawn - expected).abs() <= 1e-14 * expected,
            "{u}: {drawn} {expected}"
        );
    }
}

#[test]
fn a_mixture_meets_its_points_exactly_and_never_falls() {
    let law = Law::of(Form::Mixture(vec![
        (Law::point(0.0), 0.25),
        (family(Family::Normal, &[10.0, 3.0]), 0.5),
        (family(Family::LogNormal, &[10.0, 30.0]), 0.25),
    ]));
    let mixed = Sampler::of(&law).unwrap();
    let low = 0.5 * cdf(Family::Normal, &[10.0, 3.0], 0.0);
    for u in [low + 1e-12, 0.1, 0.2, low + 0.25 - 1e-12] {
        assert_eq!(mixed.draw(u), 0.0, "{u}");
    }
    assert!(mixed.draw(low - 1e-9) < 0.0 && mixed.draw(low + 0.25 + 1e-9) > 0.0);
    let mut last = f64::NEG_INFINITY;
    for n in 0..2000 {
        let u = (f64::from(n) + 0.5) / 2000.0;
        let x = mixed.draw(u);
        assert!(x >= last, "{u}");
        assert!(x == 0.0 || (mixed.cdf(x) - u).abs() < 1e-14, "{u}");
        last = x;
    }
    let cut = Sampler::of(&Law {
        min: Some(0.0),
        max: Some(20.0),
        ..law
    })
    .unwrap();
    let left = 0.25 / (mixed.cdf(20.0) - low);
    assert_eq!((cut.draw(left - 1e-9), cut.draw(1e-9)), (0.0, 0.0));
    assert!(cut.draw(left + 1e-9) > 0.0 && cut.draw(1.0 - 1e-12) <= 20.0);
}

#[test]
fn a_mixture_is_solved_across_a_wide_gap() {
    let law = Law::of(Form::Mixture(vec![
        (family(Family::Normal, &[0.0, 1.0]), 0.5),
        (family(Family::Normal, &[100.0, 1.0]), 0.5),
    ]));
    let mixed = Sampler::of(&law).unwrap();
    for u in PLACES {
        let x = mixed.draw(u);
        let miss = if u > 0.5 {
            (mixed.survival(x) - (1.0 - u)) / (1.0 - u)
        } else {
            (mixed.cdf(x) - u) / u
        };
        assert!(miss.abs() < 1e-12, "{u}: {x} {miss:e}");
    }
}

#[test]
fn faults_of_forms() {
    let said = |form| Sampler::of(&Law::of(form)).unwrap_err();
    use ParameterFault::*;
    assert_eq!(said(Form::Quantiles(vec![(0.1, 1.0)])), KeysNotRising);
    assert_eq!(
        said(Form::Quantiles(vec![(0.1, 1.0), (0.1, 2.0)])),
        KeysNotRising
    );
    assert_eq!(
        said(Form::Quantiles(vec![(0.1, 1.0), (1.1, 2.0)])),
        KeysNotRising
    );
    assert_eq!(
        said(Form::Quantiles(vec![(0.1, 3.0), (0.2, 2.0)])),
        ValuesFall
    );
    assert_eq!(
        said(Form::Quantiles(vec![(0.1, 3.0), (0.2, f64::NAN)])),
        ValueNotFinite
    );
    assert_eq!(said(Form::Sample([].into())), NoWeight);
    assert_eq!(said(Form::Mixture(vec![(Law::point(1.0), 0.5)])), NoWeight);
    let bad = family(Family::Normal, &[1.0, -1.0]);
    let within = said(Form::Mixture(vec![(bad, 1.0)]));
    assert_eq!(
        within,
        NotPositive {
            parameter: "standard deviation"
        }
    );
}
