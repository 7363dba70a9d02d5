//! A million draws against closed forms: no further off than chance allows once in a billion
//! (A. Dvoretzky, J. Kiefer and J. Wolfowitz, 1956; P. Massart, 1990).

use super::*;
use crate::numerics::{Role, Stream, Width, stream_hash};

const DRAWS: usize = 1_000_000;

/// √(ln(2 / 10⁻⁹) / 2n).
fn bound() -> f64 {
    (crate::numerics::maths::ln(2e9) / (2.0 * DRAWS as f64)).sqrt()
}

fn sorted_draws(law: &Law<f64>) -> Vec<f64> {
    let stream = Stream::new(7, stream_hash("", "sampled", "", Role::Value));
    let mut uniforms = vec![0.0; DRAWS];
    stream.uniforms(Width::widest(), 0, 0, &mut uniforms);
    let mut draws = vec![0.0; DRAWS];
    Sampler::of(law)
        .unwrap()
        .fill(Width::widest(), &uniforms, &mut draws);
    draws.sort_unstable_by(f64::total_cmp);
    draws
}

/// The greatest distance of the draws' distribution function from `cdf` at these points.
fn distance(law: &Law<f64>, points: &[f64], cdf: impl Fn(f64) -> f64) -> f64 {
    let draws = sorted_draws(law);
    let share = |x: f64| draws.partition_point(|draw| *draw <= x) as f64 / DRAWS as f64;
    let apart = points.iter().map(|x| (share(*x) - cdf(*x)).abs());
    apart.fold(0.0, f64::max)
}

fn law(family: Family, params: &[f64]) -> Law<f64> {
    Law::of(Form::Family(family, params.to_vec()))
}

#[test]
fn a_million_poisson_draws() {
    let points: Vec<f64> = (0..20).map(f64::from).collect();
    let cdf = |x: f64| {
        // Σ e^(−m) m^k / k!, term by term.
        let mut term = crate::numerics::maths::exp(-3.5);
        let mut sum = term;
        for k in 1..=(x as u32) {
            term *= 3.5 / f64::from(k);
            sum += term;
        }
        sum
    };
    let apart = distance(&law(Family::Poisson, &[3.5]), &points, cdf);
    assert!(apart < bound(), "{apart}");
}

#[test]
fn a_million_binomial_draws() {
    let points: Vec<f64> = (0..=20).map(f64::from).collect();
    let cdf = |x: f64| {
        let mut term = crate::numerics::maths::pow(0.7, 20.0);
        let mut sum = term;
        for k in 1..=(x as u32) {
            term *= f64::from(21 - k) / f64::from(k) * (0.3 / 0.7);
            sum += term;
        }
        sum
    };
    let apart = distance(&law(Family::Binomial, &[20.0, 0.3]), &points, cdf);
    assert!(apart < bound(), "{apart}");
}

#[test]
fn a_million_draws_of_a_mixture() {
    let mixed = Law::of(Form::Mixture(vec![
        (Law::point(1.0), 0.2),
        (law(Family::Exponential, &[2.0]), 0.5),
        (law(Family::Uniform, &[0.0, 4.0]), 0.3),
    ]));
    let points: Vec<f64> = (0..400).map(|n| f64::from(n) * 0.025).collect();
    let cdf = |x: f64| {
        let at_one = if x >= 1.0 { 0.2 } else { 0.0 };
        let waiting = 1.0 - crate::numerics::maths::exp(-x / 2.0);
        at_one + 0.5 * waiting + 0.3 * (x / 4.0).min(1.0)
    };
    let apart = distance(&mixed, &points, cdf);
    assert!(apart < bound(), "{apart}");
}
