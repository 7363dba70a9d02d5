//! What chance decides: uniforms below a probability, positions by weight.

use super::adjust::is_probability;
use crate::eval::column::{Column, Columns};
use crate::eval::lane::{Lane, yes};
use crate::eval::status::Status;
use crate::numerics::{are_weights, discrete_index, discrete_indices, maths};

/// The probability within a step of so many years.
pub fn in_step(annual: &Column, years: f64, out: &mut Column) {
    out.make1(
        annual,
        #[inline(always)]
        move |p| {
            if !is_probability(p) {
                f64::NAN
            } else if years == 1.0 || p == 1.0 {
                p
            } else {
                -maths::expm1(years * maths::ln_1p(-p))
            }
        },
    );
}

/// Whether each uniform is below the probability.
pub fn strikes(probability: &Column, uniforms: &Column, out: &mut Column) {
    out.make2(uniforms, probability, |uniform, p| {
        if is_probability(p) {
            yes(uniform < p)
        } else {
            f64::NAN
        }
    });
}

/// For each uniform the first position whose cumulated weight exceeds it.
pub fn positions(weights: &[f64], uniforms: &[f64], out: &mut Column) {
    let cumulated = cumulated(weights);
    let wide = out.wide();
    out.write(uniforms.len(), |positions| {
        discrete_indices(wide, &cumulated, uniforms, positions);
    });
}

/// The same by weights that may differ from draw to draw; a fault where they are none.
pub fn weigh<'a>(weights: impl Columns<'a>, uniforms: &[f64], out: &mut Column) {
    let mut own = vec![0.0; weights.len()];
    out.fill_with(uniforms.len(), |draw| {
        let mut status = Status::OK;
        for (own, column) in own.iter_mut().zip(weights.clone()) {
            let lane = column.lane(draw);
            status = status.and(lane.status);
            *own = lane.value;
        }
        if !status.is_ok() {
            Lane::missing(status)
        } else if are_weights(own.iter().copied()) {
            Lane::of(discrete_index(&cumulated(&own), uniforms[draw]) as f64)
        } else {
            Lane::fault()
        }
    });
}

/// Running sums of weights.
pub fn cumulated(weights: &[f64]) -> Vec<f64> {
    let running = weights.iter().scan(0.0, |sum, weight| {
        *sum += weight;
        Some(*sum)
    });
    running.collect()
}
