//! Draws from distributions, one uniform each.

use super::chance::cumulated;
use crate::eval::column::{Column, width_of};
use crate::eval::lane::Lane;
use crate::eval::status::Status;
use crate::numerics::{Family, Sampler, discrete_index};

/// A family with its parameters and bounds, each a column.
pub struct Parameters<'a> {
    /// Which family.
    pub family: Family,
    /// Its parameters in order.
    pub values: Vec<&'a Column>,
    /// Nothing below it.
    pub min: Option<&'a Column>,
    /// Nothing above it.
    pub max: Option<&'a Column>,
}

/// A value for each uniform.
pub fn family(parameters: &Parameters, uniforms: &[f64], out: &mut Column) {
    let mut columns = parameters.values.iter().copied();
    let same = columns.all(|column| column.width() == 1);
    let bounds = [parameters.min, parameters.max].into_iter().flatten();
    if same && bounds.into_iter().all(|bound| bound.width() == 1) {
        return alike(parameters, uniforms, out);
    }
    out.fill_with(uniforms.len(), |draw| match sampler(parameters, draw) {
        Ok(sampler) => Lane::of(sampler.draw(uniforms[draw])),
        Err(lane) => lane,
    });
}

/// All draws are from one distribution.
fn alike(parameters: &Parameters, uniforms: &[f64], out: &mut Column) {
    match sampler(parameters, 0) {
        Ok(sampler) => out.write(uniforms.len(), |values| sampler.fill(uniforms, values)),
        Err(lane) => out.fill_with(uniforms.len(), |_| lane),
    }
}

/// The sampler of one draw, or what there is instead of a value.
fn sampler(parameters: &Parameters, draw: usize) -> Result<Sampler, Lane> {
    let mut status = Status::OK;
    let mut read = |column: &Column| {
        let lane = column.lane(draw);
        status = status.and(lane.status);
        lane.value
    };
    let values: Vec<f64> = parameters
        .values
        .iter()
        .map(|column| read(column))
        .collect();
    let min = parameters.min.map_or(f64::NEG_INFINITY, &mut read);
    let max = parameters.max.map_or(f64::INFINITY, &mut read);
    if !status.is_ok() {
        return Err(Lane::missing(status));
    }
    Sampler::truncated(parameters.family, &values, min, max).map_err(|_| Lane::fault())
}

/// For each uniform the first value whose cumulated weight exceeds it.
pub fn discrete(values: &[(&Column, f64)], uniforms: &[f64], out: &mut Column) {
    let weights: Vec<f64> = values.iter().map(|(_, weight)| *weight).collect();
    let cumulated = cumulated(&weights);
    out.fill_with(uniforms.len(), |draw| {
        let drawn = values.get(discrete_index(&cumulated, uniforms[draw]));
        drawn.map_or(Lane::fault(), |(value, _)| value.lane(draw))
    });
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
