//! Columns against single draws, bit for bit, at every width of vectors.

use super::*;

/// Uniforms from end to end, and about the seams of the formulas.
fn uniforms() -> Vec<f64> {
    let least = 0.5 * f64::EPSILON;
    let mut all: Vec<f64> = (0..997).map(|i| (f64::from(i) + 0.5) / 997.0).collect();
    all.extend((0..52).map(|k| least * f64::from_bits((1023 + k) << 52)));
    for seam in [0.1, 0.5, 0.9, 5e-11, 1.0 - 5e-11] {
        let bits = f64::to_bits(seam);
        all.extend((bits - 5..=bits + 5).map(f64::from_bits));
    }
    let mirrored: Vec<f64> = all.iter().map(|u| 1.0 - u).collect();
    all.extend(mirrored);
    all.retain(|u| *u > 0.0 && *u < 1.0);
    all
}

fn assert_column(sampler: &Sampler, uniforms: &[f64], name: &str) {
    for width in Width::available() {
        let mut column = vec![0.0; uniforms.len()];
        sampler.fill(width, uniforms, &mut column);
        for (&u, value) in uniforms.iter().zip(&column) {
            let alone = sampler.draw(u);
            assert_eq!(value.to_bits(), alone.to_bits(), "{name} {width:?} {u}");
        }
    }
}

#[test]
fn every_family_whole_and_cut() {
    let uniforms = uniforms();
    for (family, params) in TYPICAL {
        let name = format!("{family:?}");
        let whole = Sampler::new(family, params).unwrap();
        assert_column(&whole, &uniforms, &name);
        for shares in [(0.2, 0.7), (1e-9, 0.6), (0.499, 1.0 - 1e-9)] {
            let [min, max] = [shares.0, shares.1].map(|p| quantile(family, params, p));
            if let Ok(cut) = Sampler::truncated(family, params, min, max) {
                assert_column(&cut, &uniforms, &name);
            }
        }
    }
}

#[test]
fn shapes_with_and_without_a_hump() {
    let uniforms: Vec<f64> = uniforms().into_iter().step_by(4).collect();
    let shapes = [0.05, 0.5, 1.0, 1.5, 19.0, 20.0, 3000.0];
    for a in shapes {
        let name = format!("{a}");
        let gamma = Sampler::new(Family::Gamma, &[a, 2.0]).unwrap();
        assert_column(&gamma, &uniforms, &name);
        if a > 0.2 {
            let student = Sampler::new(Family::StudentT, &[a, 0.0, 1.0]).unwrap();
            assert_column(&student, &uniforms, &name);
        }
        for b in [0.5, 1.0, 7.0, 900.0] {
            let beta = Sampler::new(Family::Beta, &[a, b]).unwrap();
            assert_column(&beta, &uniforms, &name);
        }
    }
}

#[test]
fn counts_from_few_to_many() {
    let uniforms: Vec<f64> = uniforms().into_iter().step_by(4).collect();
    for mean in [0.0, 0.01, 2.0, 40.0, 900.0, 1500.0] {
        let poisson = Sampler::new(Family::Poisson, &[mean]).unwrap();
        assert_column(&poisson, &uniforms, "poisson");
    }
    for (trials, p) in [
        (1.0, 0.5),
        (21.0, 0.5),
        (20.0, 1.0),
        (5.0, 0.0),
        (400.0, 0.01),
    ] {
        let binomial = Sampler::new(Family::Binomial, &[trials, p]).unwrap();
        assert_column(&binomial, &uniforms, "binomial");
    }
}

#[test]
fn lines_between_few_and_many_points() {
    let uniforms = uniforms();
    for count in [2, 3, 8, 23, 40] {
        let point = |n: u32| (f64::from(n) / f64::from(count), f64::from(n * n / 2));
        for points in [
            (1..count).map(point).chain([(1.0, 5000.0)]),
            (0..count).map(point).chain([(1.0, 5000.0)]),
        ] {
            let law = Law::of(Form::Quantiles(points.collect()));
            assert_column(&Sampler::of(&law).unwrap(), &uniforms, "quantiles");
        }
    }
}

#[test]
fn columns_of_every_length() {
    let uniforms = uniforms();
    let pert = Sampler::new(Family::Pert, &[10.0, 25.0, 60.0]).unwrap();
    let gamma = Sampler::new(Family::Gamma, &[2.5, 3.0]).unwrap();
    let normal = Sampler::new(Family::Normal, &[100.0, 15.0]).unwrap();
    let poisson = Sampler::new(Family::Poisson, &[3.5]).unwrap();
    for length in [0, 1, 7, 15, 16, 17, 255, 256, 257, 511, 512, 513] {
        for sampler in [&pert, &gamma, &normal, &poisson] {
            assert_column(sampler, &uniforms[..length], "of a length");
        }
    }
}
