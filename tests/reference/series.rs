//! Values that look back.

use foreland::types::model::TExpr;

use super::value::combine;
use super::{Reference, Value};

impl<'m> Reference<'m> {
    pub(super) fn previous(&self, of: &'m TExpr, initial: Option<&'m TExpr>, step: usize) -> Value {
        match (step, initial) {
            (0, Some(initial)) => self.expr(initial, 0),
            (0, None) => self.expr(of, 0),
            _ => self.expr(of, step - 1),
        }
    }

    pub(super) fn delay(&self, of: &'m TExpr, by: &'m TExpr, step: usize) -> Value {
        let steps = match self.expr(by, step) {
            Value::Number(steps) => (steps + 0.5).floor().max(0.0),
            missing => return missing,
        };
        let from = (step as f64 - steps).max(0.0);
        self.expr(of, from as usize)
    }

    pub(super) fn smooth(
        &self,
        whole: &'m TExpr,
        of: &'m TExpr,
        over: &'m TExpr,
        step: usize,
    ) -> Value {
        if step == 0 {
            return self.expr(of, 0);
        }
        let before = self.expr(whole, step - 1);
        let values = [before, self.expr(of, step), self.expr(over, step)];
        combine("smooth", values, |[before, now, over]| {
            // All of the gap closed is the value itself, not what rounding makes of the sum.
            if over > 1.0 {
                before + 1.0 / over * (now - before)
            } else {
                now
            }
        })
    }

    pub(super) fn cumulative(&self, whole: &'m TExpr, of: &'m TExpr, step: usize) -> Value {
        let before = match step {
            0 => Value::Number(0.0),
            _ => self.expr(whole, step - 1),
        };
        combine(
            "cumulative",
            [before, self.expr(of, step)],
            |[before, now]| before + now,
        )
    }

    pub(super) fn growth(&self, of: &'m TExpr, lag: usize, step: usize) -> Value {
        if step < lag {
            return Value::None;
        }
        let values = [self.expr(of, step), self.expr(of, step - lag)];
        combine("growth", values, |[now, before]| now / before - 1.0)
    }
}
