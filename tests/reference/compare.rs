//! Comparisons, and the rounding that they forgive.

use foreland::syntax::ast::Comparison;
use foreland::types::model::{Compared, TExpr};

use super::value::numbers;
use super::{Reference, Value};

/// How much of the largest operand is forgiven.
const FORGIVEN: f64 = 1e-9;

impl<'m> Reference<'m> {
    pub(super) fn compare(&self, compared: &'m Compared, step: usize) -> Value {
        let sides = [
            self.expr(&compared.left, step),
            self.expr(&compared.right, step),
        ];
        let [left, right] = match numbers(sides) {
            Ok(sides) => sides,
            Err(Value::None) => return Value::yes_no(false),
            Err(missing) => return missing,
        };
        let tolerance = self.largest(&compared.operands, step) * FORGIVEN;
        let tolerance = match compared
            .within
            .as_ref()
            .map(|within| self.expr(within, step))
        {
            None => tolerance,
            Some(Value::Number(within)) => tolerance.max(within * left.abs().max(right.abs())),
            Some(Value::None) => return Value::yes_no(false),
            Some(missing) => return missing,
        };
        Value::yes_no(match compared.how {
            Comparison::Equal => (left - right).abs() <= tolerance,
            Comparison::Unequal => (left - right).abs() > tolerance,
            Comparison::Less => left < right - tolerance,
            Comparison::AtMost => left <= right + tolerance,
            Comparison::More => left > right + tolerance,
            Comparison::AtLeast => left >= right - tolerance,
        })
    }

    /// The largest absolute value among operands that are there. What is missing in one that counts is missing in
    /// the side itself; the others do not.
    fn largest(&self, operands: &'m [TExpr], step: usize) -> f64 {
        operands
            .iter()
            .map(|operand| match self.expr(operand, step) {
                Value::Number(number) => number.abs(),
                _ => 0.0,
            })
            .fold(0.0, f64::max)
    }
}
