//! Present value, rate of return, payback.

use foreland::numerics::maths;
use foreland::types::model::TExpr;

use super::value::list;
use super::{Reference, Value, day};

impl<'m> Reference<'m> {
    pub(super) fn present_value(
        &self,
        amount: &'m TExpr,
        rate: &'m TExpr,
        step_years: f64,
    ) -> Value {
        let rates = (1..self.steps())
            .map(|step| self.expr(rate, step))
            .collect();
        let (amounts, rates) = match (self.all_steps(amount), list(rates)) {
            (Ok(amounts), Ok(rates)) => (amounts, rates),
            (Err(missing), Ok(_)) | (Ok(_), Err(missing)) => return missing,
            (Err(one), Err(other)) => return list(vec![one, other]).err().unwrap_or(Value::None),
        };
        let mut discount = 1.0;
        let mut sum = 0.0;
        for (step, amount) in amounts.iter().enumerate() {
            if step > 0 {
                let growth = 1.0 + rates[step - 1];
                discount *= if step_years == 1.0 {
                    growth
                } else {
                    maths::pow(growth, step_years)
                };
            }
            sum += amount / discount;
        }
        Value::finite(sum, "a present value")
    }

    /// By bisection: right to about ten digits, not to the bit.
    pub(super) fn irr(&self, amount: &'m TExpr, step_years: f64) -> Value {
        let amounts = match self.all_steps(amount) {
            Ok(amounts) => amounts,
            Err(missing) => return missing,
        };
        let signs: Vec<bool> = amounts
            .iter()
            .filter(|value| **value != 0.0)
            .map(|value| *value > 0.0)
            .collect();
        if signs.windows(2).filter(|pair| pair[0] != pair[1]).count() != 1 {
            return Value::None;
        }
        // In the factor from one step to the next the value falls, or rises, throughout.
        let worth = |factor: f64| {
            amounts
                .iter()
                .rev()
                .fold(0.0, |sum, value| sum * factor + value)
        };
        let (mut low, mut high) = (0.0, 1.0);
        while (worth(high) > 0.0) == (worth(low) > 0.0) && high < 1e100 {
            high *= 2.0;
        }
        for _ in 0..300 {
            let middle = low + (high - low) / 2.0;
            if (worth(middle) > 0.0) == (worth(low) > 0.0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Value::finite(
            maths::pow(1.0 / low, 1.0 / step_years) - 1.0,
            "a rate of return",
        )
    }

    pub(super) fn payback(&self, of: &'m TExpr) -> Value {
        let amounts = match self.all_steps(of) {
            Ok(amounts) => amounts,
            Err(missing) => return missing,
        };
        let mut sum = 0.0;
        let mut was_negative = false;
        for (step, amount) in amounts.iter().enumerate() {
            sum += amount;
            if was_negative && sum >= 0.0 {
                return day(self.first_day(step));
            }
            was_negative = was_negative || sum < 0.0;
        }
        Value::None
    }
}
