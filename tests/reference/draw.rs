//! Draws: a named stream, a draw and a step give a uniform, and that a value.

use foreland::numerics::{Form, Law, Role, Sampler, Stream, StreamName, maths};
use foreland::types::model::{Draw, Each, EventId};

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
        let uniform = self.uniform_of(draw, counter);
        if let (Form::Discrete(values), None, None) = (
            &draw.distribution.form,
            &draw.distribution.min,
            &draw.distribution.max,
        ) {
            let weights = values.iter().map(|(_, weight)| *weight);
            return self.expr(&values[by_weight(weights, uniform)].0, read_in);
        }
        let numbers = draw.distribution.numbers();
        let numbers = numbers.into_iter().map(|one| self.expr(one, read_in));
        let mut numbers = match list(numbers.collect()) {
            Ok(numbers) => numbers.into_iter(),
            Err(missing) => return missing,
        };
        let law = draw
            .distribution
            .try_map(&mut |_| numbers.next().ok_or("a number is missing"));
        match law {
            Ok(law) => from_law(&law, uniform),
            Err(missing) => Value::Fault(missing.to_owned()),
        }
    }

    /// Its own uniform, or what `correlate` makes of several.
    fn uniform_of(&self, draw: &Draw, counter: u64) -> f64 {
        if draw.tied.is_empty() {
            return self.uniform(&draw.stream, draw.role, counter);
        }
        let mut normal = 0.0;
        for tie in &draw.tied {
            let uniform = self.uniform(&tie.stream, tie.role, counter);
            normal += tie.coefficient * maths::normal_quantile(uniform);
        }
        let least = 0.5 * f64::EPSILON;
        maths::normal_cdf(normal).clamp(least, 1.0 - least)
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
}

/// The value at a uniform.
fn from_law(law: &Law<f64>, uniform: f64) -> Value {
    let Form::Discrete(values) = &law.form else {
        return match Sampler::of(law) {
            Ok(sampler) => Value::finite(sampler.draw(uniform), "a draw"),
            Err(fault) => Value::Fault(fault.to_string()),
        };
    };
    let mut inside = values.clone();
    inside.retain(|(value, weight)| {
        let low = law.min.is_some_and(|min| *value < min);
        let high = law.max.is_some_and(|max| *value > max);
        *weight > 0.0 && !low && !high
    });
    let all = inside.iter().fold(0.0, |sum, (_, weight)| sum + weight);
    let weights = inside.iter().map(|(_, weight)| *weight);
    match inside.get(by_weight(weights, uniform * all)) {
        Some((value, _)) => Value::Number(*value),
        None => Value::Fault("nothing lies between the bounds".to_owned()),
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
