//! One value out of all steps.

use foreland::types::model::{Reduction, TExpr};

use super::value::{and, larger, list, or, smaller};
use super::{Reference, Value, day};

impl<'m> Reference<'m> {
    pub(super) fn reduce(
        &self,
        how: Reduction,
        of: &'m TExpr,
        window: Option<&'m (TExpr, TExpr)>,
    ) -> Value {
        let steps = match self.steps_of(window) {
            Ok(steps) => steps,
            Err(missing) => return missing,
        };
        match how {
            Reduction::Total => self.total(of, &steps),
            Reduction::Average if steps.is_empty() => Value::None,
            Reduction::Average => self
                .total(of, &steps)
                .map("an average", |total| total / steps.len() as f64),
            Reduction::Highest => self.extreme(of, &steps, larger),
            Reduction::Lowest => self.extreme(of, &steps, smaller),
            Reduction::First => self.first(of, &steps),
            Reduction::Ever => or(steps.iter().map(|step| self.expr(of, *step))),
            Reduction::Always => and(steps.iter().map(|step| self.expr(of, *step))),
        }
    }

    /// The steps of a window, whose dates are read in the first step.
    fn steps_of(&self, window: Option<&'m (TExpr, TExpr)>) -> Result<Vec<usize>, Value> {
        let mut steps = Vec::new();
        for step in 0..self.steps() {
            let within = match window {
                None => Value::yes_no(true),
                Some((from, to)) => self.during(from, to, step, 0),
            };
            if within.is_yes() {
                steps.push(step);
            } else if !within.is_no() {
                return Err(within);
            }
        }
        Ok(steps)
    }

    fn over(&self, of: &'m TExpr, steps: &[usize]) -> Result<Vec<f64>, Value> {
        list(steps.iter().map(|step| self.expr(of, *step)).collect())
    }

    fn total(&self, of: &'m TExpr, steps: &[usize]) -> Value {
        match self.over(of, steps) {
            Ok(values) => {
                Value::finite(values.iter().fold(0.0, |sum, value| sum + value), "a total")
            }
            Err(missing) => missing,
        }
    }

    fn extreme(&self, of: &'m TExpr, steps: &[usize], better: fn(f64, f64) -> f64) -> Value {
        match self.over(of, steps) {
            Ok(values) => values
                .into_iter()
                .reduce(better)
                .map_or(Value::None, Value::Number),
            Err(missing) => missing,
        }
    }

    fn first(&self, of: &'m TExpr, steps: &[usize]) -> Value {
        for step in steps {
            let holds = self.expr(of, *step);
            if holds.is_yes() {
                return day(self.first_day(*step));
            }
            if !holds.is_no() {
                return holds;
            }
        }
        Value::None
    }

    pub(super) fn at(&self, of: &'m TExpr, date: &'m TExpr) -> Value {
        match self.expr(date, 0) {
            Value::Number(days) => match self.step_of(days) {
                Some(step) => self.expr(of, step),
                None => Value::Fault("a date outside the timeline".to_owned()),
            },
            missing => missing,
        }
    }

    /// The values in all steps.
    pub(super) fn all_steps(&self, of: &'m TExpr) -> Result<Vec<f64>, Value> {
        let steps: Vec<usize> = (0..self.steps()).collect();
        self.over(of, &steps)
    }
}
