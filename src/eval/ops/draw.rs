//! Draws from distributions, one uniform each.

use super::chance::cumulated;
use crate::eval::column::{Column, width_of};
use crate::eval::lane::Lane;
use crate::eval::status::Status;
use crate::numerics::{Form, Law, Sampler, discrete_index, discrete_indices};

/// A value for each uniform, of a distribution whose numbers are columns.
pub fn draw(law: &Law<&Column>, uniforms: &[f64], out: &mut Column) {
    match &law.form {
        Form::Discrete(values) if law.min.is_none() && law.max.is_none() => {
            discrete(values, uniforms, out);
        }
        Form::Discrete(_) => out.fill_with(uniforms.len(), |draw| match at(law, draw) {
            Ok(law) => Lane::of(cut_discrete(&law, uniforms[draw])),
            Err(lane) => lane,
        }),
        _ if law.numbers().iter().all(|column| column.width() == 1) => alike(law, uniforms, out),
        _ => out.fill_with(uniforms.len(), |draw| match sampler(law, draw) {
            Ok(sampler) => Lane::of(sampler.draw(uniforms[draw])),
            Err(lane) => lane,
        }),
    }
}

/// All draws are from one distribution.
fn alike(law: &Law<&Column>, uniforms: &[f64], out: &mut Column) {
    match sampler(law, 0) {
        Ok(sampler) => {
            let wide = out.wide();
            out.write(uniforms.len(), |values| {
                sampler.fill(wide, uniforms, values);
            });
        }
        Err(lane) => out.fill_with(uniforms.len(), |_| lane),
    }
}

/// The sampler of one draw, or what there is instead of a value.
fn sampler(law: &Law<&Column>, draw: usize) -> Result<Sampler, Lane> {
    Sampler::of(&at(law, draw)?).map_err(|_| Lane::fault())
}

/// The distribution of one draw, or what there is instead of one of its numbers.
fn at(law: &Law<&Column>, draw: usize) -> Result<Law<f64>, Lane> {
    let mut status = Status::OK;
    let law = law.try_map(&mut |column| {
        let lane = column.lane(draw);
        status = status.and(lane.status);
        Ok(lane.value)
    })?;
    if status.is_ok() {
        Ok(law)
    } else {
        Err(Lane::missing(status))
    }
}

/// For each uniform the first value whose cumulated weight exceeds it.
fn discrete(values: &[(&Column, f64)], uniforms: &[f64], out: &mut Column) {
    let weights: Vec<f64> = values.iter().map(|(_, weight)| *weight).collect();
    let cumulated = cumulated(&weights);
    let single = |(value, _): &(&Column, f64)| value.all_ok() && value.width() == 1;
    if !values.is_empty() && values.iter().all(single) {
        let table: Vec<f64> = values.iter().map(|(value, _)| value.values()[0]).collect();
        let wide = out.wide();
        out.write(uniforms.len(), |drawn| {
            discrete_indices(wide, &cumulated, uniforms, drawn);
            drawn.iter_mut().for_each(|at| *at = table[*at as usize]);
        });
        return;
    }
    out.fill_with(uniforms.len(), |draw| {
        let drawn = values.get(discrete_index(&cumulated, uniforms[draw]));
        drawn.map_or(Lane::fault(), |(value, _)| value.lane(draw))
    });
}

/// The same of the values within the bounds; no number if there is none.
fn cut_discrete(law: &Law<f64>, uniform: f64) -> f64 {
    let Form::Discrete(values) = &law.form else {
        return f64::NAN;
    };
    let (min, max) = (
        law.min.unwrap_or(f64::NEG_INFINITY),
        law.max.unwrap_or(f64::INFINITY),
    );
    let kept: Vec<(f64, f64)> = values
        .iter()
        .copied()
        .filter(|(value, weight)| min <= *value && *value <= max && *weight > 0.0)
        .collect();
    let weights: Vec<f64> = kept.iter().map(|(_, weight)| *weight).collect();
    let cumulated = cumulated(&weights);
    match cumulated.last() {
        Some(all) => kept[discrete_index(&cumulated, uniform * all)].0,
        None => f64::NAN,
    }
}

/// What was drawn now where the event fires, else what there was before.
pub fn anew(fired: &Column, drawn: &Column, before: &Column, out: &mut Column) {
    out.fill_with(width_of([fired, drawn, before]), |draw| {
        let fires = fired.lane(draw);
        if !fires.is_ok() {
            fires
        } else if fires.is_yes() {
            drawn.lane(draw)
        } else {
            before.lane(draw)
        }
    });
}
