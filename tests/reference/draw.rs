//! Draws: a named stream, a draw and a step give a uniform, and that a value.

use foreland::numerics::{Role, Sampler, Stream, StreamName};
use foreland::types::model::{Distribution, Draw, Each, EventId, TExpr};

use super::value::list;
use super::{Reference, Value};

impl<'m> Reference<'m> {
    /// The uniform of a name in a role.
    pub(super) fn uniform(&self, name: &StreamName, role: Role, step: u64) -> f64 {
        let stream = Stream::new(self.seed, name.hash(role));
        stream.uniform(self.draw.get(), step)
    }

    pub(super) fn drawn(&self, draw: &'m Draw, step: usize) -> Value {
        let (counter, read_in) = match self.drawn_in(draw.each, step) {
            Ok(found) => found,
            Err(missing) => return missing,
        };
        let uniform = self.uniform(&draw.stream, draw.role, counter);
        match &draw.distribution {
            Distribution::Family {
                family,
                parameters,
                min,
                max,
            } => {
                let parameters = parameters
                    .iter()
                    .map(|one| self.expr(one, read_in))
                    .collect();
                let min = self.bound(min.as_ref(), f64::NEG_INFINITY, read_in);
                let max = self.bound(max.as_ref(), f64::INFINITY, read_in);
                let (parameters, bounds) = match (list(parameters), bounds(min, max)) {
                    (Ok(parameters), Ok(bounds)) => (parameters, bounds),
                    (Err(missing), Ok(_)) | (Ok(_), Err(missing)) => return missing,
                    (Err(one), Err(other)) => {
                        return list(vec![one, other]).err().unwrap_or(Value::None);
                    }
                };
                match Sampler::truncated(*family, &parameters, bounds.0, bounds.1) {
                    Ok(sampler) => Value::finite(sampler.draw(uniform), "a draw"),
                    Err(fault) => Value::Fault(fault.to_string()),
                }
            }
            Distribution::Discrete(values) => {
                let weights = values.iter().map(|(_, weight)| *weight);
                self.expr(&values[by_weight(weights, uniform)].0, read_in)
            }
        }
    }

    /// The step of a draw's counter, and the step in which its parameters are read; or what is missing to tell.
    fn drawn_in(&self, each: Each, step: usize) -> Result<(u64, usize), Value> {
        Ok(match each {
            Each::Run => (0, 0),
            Each::Step => (step as u64, step),
            Each::Year => {
                let year = self.year(step);
                let first = (0..step).find(|before| self.year(*before) == year);
                ((year - self.year(0)) as u64, first.unwrap_or(step))
            }
            Each::Event(id) => {
                let newest = self.newest_firing(id, step)?;
                (newest as u64, newest)
            }
        })
    }

    /// The last step in which an event fired, this one included; the first if there is none.
    fn newest_firing(&self, id: EventId, step: usize) -> Result<usize, Value> {
        for then in (1..=step).rev() {
            let fired = self.fired(id, then);
            if fired.is_yes() {
                return Ok(then);
            }
            if !fired.is_no() {
                return Err(fired);
            }
        }
        Ok(0)
    }

    fn year(&self, step: usize) -> i32 {
        self.first_day(step).map_or(0, |date| date.ymd().0)
    }

    fn bound(&self, bound: Option<&'m TExpr>, open: f64, step: usize) -> Result<f64, Value> {
        match bound.map(|bound| self.expr(bound, step)) {
            None => Ok(open),
            Some(Value::Number(number)) => Ok(number),
            Some(missing) => Err(missing),
        }
    }
}

fn bounds(min: Result<f64, Value>, max: Result<f64, Value>) -> Result<(f64, f64), Value> {
    match (min, max) {
        (Ok(min), Ok(max)) => Ok((min, max)),
        (Err(missing), Ok(_)) | (Ok(_), Err(missing)) => Err(missing),
        (Err(one), Err(other)) => Err(list(vec![one, other]).err().unwrap_or(Value::None)),
    }
}

/// The first whose cumulated weight exceeds the uniform; the last where rounding leaves none.
pub(super) fn by_weight(weights: impl Iterator<Item = f64>, uniform: f64) -> usize {
    let mut cumulated = 0.0;
    let mut last = 0;
    for (at, weight) in weights.enumerate() {
        cumulated += weight;
        if cumulated > uniform {
            return at;
        }
        last = at;
    }
    last
}
