//! What engine and yardstick have in common: the generator, the normal quantile and the exponential, each alone, as
//! often as the mine model needs them.

use foreland::numerics::{Family, Role, Sampler, Stream, StreamName, Width, maths};

use super::year::LANES;

const YEARS: u64 = 31;

/// Three uniforms a draw and year.
pub fn uniforms(width: Width, draws: usize) -> f64 {
    let stream = Stream::new(1, StreamName::of("shock").hash(Role::Value));
    let mut out = [0.0; LANES];
    let mut sum = 0.0;
    for first in (0..draws as u64).step_by(LANES) {
        for step in 0..3 * YEARS {
            stream.uniforms(width, first, step, &mut out);
            sum += out[0];
        }
    }
    sum
}

/// A normal a draw and year.
pub fn normals(width: Width, draws: usize) -> f64 {
    let stream = Stream::new(1, StreamName::of("shock").hash(Role::Value));
    let sampler = Sampler::new(Family::Normal, &[0.0, 1.0]).expect("a distribution");
    // A few, so that nothing is learnt of one.
    let mut uniforms = [[0.0; LANES]; 8];
    for (step, uniforms) in (0..).zip(&mut uniforms) {
        stream.uniforms(width, 0, step, uniforms);
    }
    let mut out = [0.0; LANES];
    let mut sum = 0.0;
    for _ in (0..draws).step_by(LANES) {
        for uniforms in uniforms.iter().cycle().take(YEARS as usize) {
            sampler.fill(width, uniforms, &mut out);
            sum += out[0];
        }
    }
    sum
}

/// An exponential a draw and year.
pub fn exponentials(width: Width, draws: usize) -> f64 {
    let values: [f64; LANES] = std::array::from_fn(|lane| lane as f64 / LANES as f64);
    let mut out = [0.0; LANES];
    let mut sum = 0.0;
    for _ in (0..draws).step_by(LANES) {
        for _ in 0..YEARS {
            maths::exps(width, &values, &mut out);
            sum += out[0];
        }
    }
    sum
}
