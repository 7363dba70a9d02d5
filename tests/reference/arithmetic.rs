//! Sums, products, functions and dates within one step.

use foreland::calendar::{Counting, Date};
use foreland::numerics::maths;
use foreland::syntax::ast::{Scale, Sign};
use foreland::types::model::{Function, TExpr};

use super::value::{combine, larger, list, smaller};
use super::{Reference, Value, day};

/// Days in a month, whichever it is.
const MONTH: f64 = 30.4375;

impl<'m> Reference<'m> {
    pub(super) fn sum(&self, terms: &'m [(Sign, TExpr)], step: usize) -> Value {
        let values = terms
            .iter()
            .map(|(_, term)| self.expr(term, step))
            .collect();
        let values = match list(values) {
            Ok(values) => values,
            Err(missing) => return missing,
        };
        let mut sum = 0.0;
        for (at, ((sign, _), value)) in terms.iter().zip(values).enumerate() {
            sum = match (at, sign) {
                (0, Sign::Plus) => value,
                (0, Sign::Minus) => -value,
                (_, Sign::Plus) => sum + value,
                (_, Sign::Minus) => sum - value,
            };
        }
        Value::finite(sum, "a sum")
    }

    pub(super) fn product(&self, factors: &'m [(Scale, TExpr)], step: usize) -> Value {
        let values = factors
            .iter()
            .map(|(_, factor)| self.expr(factor, step))
            .collect();
        let values = match list(values) {
            Ok(values) => values,
            Err(missing) => return missing,
        };
        let mut product = 1.0;
        for (at, ((scale, _), value)) in factors.iter().zip(values).enumerate() {
            product = match (at, scale) {
                (0, Scale::Times) => value,
                (0, Scale::Over) => 1.0 / value,
                (_, Scale::Times) => product * value,
                (_, Scale::Over) => product / value,
            };
        }
        Value::finite(product, "a product")
    }

    pub(super) fn power(&self, base: &'m TExpr, exponent: &'m TExpr, step: usize) -> Value {
        let values = [self.expr(base, step), self.expr(exponent, step)];
        combine("a power", values, |[base, exponent]| {
            maths::pow(base, exponent)
        })
    }

    pub(super) fn call(&self, function: Function, arguments: &'m [TExpr], step: usize) -> Value {
        let values = arguments.iter().map(|one| self.expr(one, step)).collect();
        match list(values) {
            Ok(values) => applied(function, &values),
            Err(missing) => missing,
        }
    }

    pub(super) fn counting(&self) -> Counting {
        Counting::of(self.model.timeline.as_ref())
    }

    pub(super) fn days(&self, later: &'m TExpr, earlier: &'m TExpr, step: usize) -> Value {
        let values = [self.expr(later, step), self.expr(earlier, step)];
        combine("a duration", values, |[later, earlier]| {
            self.counting().between(date(earlier), date(later))
        })
    }

    /// Whether a step overlaps a window whose dates are read in another.
    pub(super) fn during(
        &self,
        from: &'m TExpr,
        to: &'m TExpr,
        step: usize,
        read_in: usize,
    ) -> Value {
        let first = day(self.first_day(step));
        let last = day(self.last_day(step));
        let window = [
            self.expr(from, read_in),
            self.expr(to, read_in),
            first,
            last,
        ];
        combine("a window", window, |[from, to, first, last]| {
            f64::from(u8::from(last >= from && first <= to))
        })
    }

    pub(super) fn ramp(&self, from: &'m TExpr, to: &'m TExpr, step: usize) -> Value {
        let now = day(self.first_day(step));
        let values = [self.expr(from, step), self.expr(to, step), now];
        combine("a ramp", values, |[from, to, now]| {
            if now <= from {
                0.0
            } else if now >= to {
                1.0
            } else {
                self.counting().between(date(from), date(now))
                    / self.counting().between(date(from), date(to))
            }
        })
    }
}

/// The day that a number stands for.
pub(super) fn date(days: f64) -> Date {
    Date(days as i32)
}

fn applied(function: Function, values: &[f64]) -> Value {
    let first = values.first().copied().unwrap_or(f64::NAN);
    let second = values.get(1).copied().unwrap_or(f64::NAN);
    let third = values.get(2).copied().unwrap_or(f64::NAN);
    let result = match function {
        Function::Abs => first.abs(),
        Function::Sqrt => first.sqrt(),
        Function::Exp => maths::exp(first),
        Function::Ln => maths::ln(first),
        Function::Log10 => maths::log10(first),
        Function::Sin => maths::sin(first),
        Function::Cos => maths::cos(first),
        Function::Min => values.iter().copied().reduce(smaller).unwrap_or(f64::NAN),
        Function::Max => values.iter().copied().reduce(larger).unwrap_or(f64::NAN),
        Function::Clamp => smaller(larger(first, second), third),
        Function::Round => first.round(),
        Function::Floor => first.floor(),
        Function::Ceil => first.ceil(),
        Function::AnnualProbability => -maths::expm1(maths::ln_1p(-first) / second),
        Function::ShiftDate => shifted(first, second),
    };
    Value::finite(result, "a function")
}

/// A date so many days later: by whole months from the first of one, otherwise by whole days.
fn shifted(from: f64, days: f64) -> f64 {
    let (year, month, of_month) = date(from).ymd();
    let months = days / MONTH;
    if of_month != 1 || months.fract() != 0.0 {
        return from + days.round();
    }
    let index = f64::from(year) * 12.0 + f64::from(month) - 1.0 + months;
    let year = (index / 12.0).floor();
    let month = index - year * 12.0 + 1.0;
    match Date::from_ymd(year as i32, month as u8, 1) {
        Some(date) => f64::from(date.0),
        None => f64::NAN,
    }
}
