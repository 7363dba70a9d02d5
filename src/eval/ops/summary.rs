//! One value out of all draws.

use crate::eval::column::{Column, width_of};
use crate::eval::lane::Lane;
use crate::eval::status::Status;
use crate::numerics::{lower_quantiles, mean_sd, quantiles};
use crate::types::model::Statistic;

/// A statistic over the draws in which `given` holds. Draws without a value are left out.
pub fn summarise(
    how: Statistic,
    of: &Column,
    given: Option<&Column>,
    draws: usize,
    out: &mut Column,
) {
    let lane = match taken(of, given, draws) {
        Ok(values) => statistic(how, &values),
        Err(status) => Lane::missing(status),
    };
    out.set_same(lane);
}

/// The values that count, or the worst state that keeps them from being counted.
fn taken(of: &Column, given: Option<&Column>, draws: usize) -> Result<Vec<f64>, Status> {
    let width = width_of([of].into_iter().chain(given)).max(draws);
    let mut values = Vec::with_capacity(width);
    let mut worst = Status::OK;
    for draw in 0..width {
        let given = given.map_or(Lane::yes_no(true), |given| given.lane(draw));
        let value = of.lane(draw);
        if given.is_yes() && value.is_ok() {
            values.push(value.value);
        }
        let seen = if given.is_yes() {
            value.status
        } else {
            given.status
        };
        if seen != Status::NONE {
            worst = worst.and(seen);
        }
    }
    if worst.is_ok() {
        Ok(values)
    } else {
        Err(worst)
    }
}

fn statistic(how: Statistic, values: &[f64]) -> Lane {
    let Some(first) = values.first().copied() else {
        return Lane::missing(Status::NONE);
    };
    // What is the same in every draw has no rounding to pick up.
    let same = values.iter().all(|value| *value == first);
    match how {
        Statistic::Mean | Statistic::Probability if same => Lane::of(first),
        Statistic::Mean | Statistic::Probability => Lane::of(mean_sd(values).0),
        Statistic::Sd if values.len() < 2 => Lane::missing(Status::NONE),
        Statistic::Sd if same => Lane::of(0.0),
        Statistic::Sd => Lane::of(mean_sd(values).1),
        Statistic::Quantile(p) => Lane::of(quantiles(values, [p])[0]),
        Statistic::LowerQuantile(p) => Lane::of(lower_quantiles(values, [p])[0]),
    }
}
