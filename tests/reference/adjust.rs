//! Adjusted values: what is declared or set, plus additions, times factors.

use foreland::numerics::maths;
use foreland::types::model::{Owner, QuantityId, QuantityRole, TChange, TExpr};

use super::activity::Acting;
use super::value::combine;
use super::{Reference, Value};

impl<'m> Reference<'m> {
    pub(super) fn adjusted(&self, id: QuantityId, step: usize) -> Value {
        let acting = self.acting_on(id);
        let mut value = match self.set(&acting, step) {
            Some(set) => set,
            None => self.base(id, step),
        };
        for one in &acting {
            if let TChange::Add(amount) = &one.adjustment.change
                && let Some(amount) = self.amount(*one, amount, step, faded_addition)
            {
                value = combine("an addition", [value, amount], |[value, amount]| {
                    value + amount
                });
            }
        }
        let factors: Vec<Value> = acting
            .iter()
            .filter_map(|one| match &one.adjustment.change {
                TChange::Factor(factor) => self.amount(*one, factor, step, faded_factor),
                _ => None,
            })
            .collect();
        if self.model.quantity(id).role == QuantityRole::Hazard {
            return hazard(value, factors);
        }
        factors.into_iter().fold(value, |value, factor| {
            combine("a factor", [value, factor], |[value, factor]| {
                value * factor
            })
        })
    }

    /// What is set: an event's goes before a scenario's and that before an option's; the later of one rank.
    fn set(&self, acting: &[Acting<'m>], step: usize) -> Option<Value> {
        let ranks: [fn(&Owner) -> bool; 3] = [
            |owner| matches!(owner, Owner::Event(_)),
            |owner| matches!(owner, Owner::Scenario(_)),
            |owner| matches!(owner, Owner::Option(..)),
        ];
        for of_rank in ranks {
            for one in acting
                .iter()
                .rev()
                .filter(|one| of_rank(&one.adjustment.owner))
            {
                let TChange::Set(set) = &one.adjustment.change else {
                    continue;
                };
                let active = self.active(*one, step);
                if active.is_yes() {
                    return Some(self.expr(set, step));
                }
                if !active.is_no() {
                    return Some(active);
                }
            }
        }
        None
    }

    /// An amount as strong as its adjustment is now; nothing where that is not active.
    fn amount(
        &self,
        acting: Acting<'m>,
        amount: &'m TExpr,
        step: usize,
        faded: fn([f64; 2]) -> f64,
    ) -> Option<Value> {
        let intensity = self.intensity(acting, step);
        if intensity.is_no() {
            return None;
        }
        let amount = self.expr(amount, step);
        if intensity == Value::Number(1.0) {
            return Some(amount);
        }
        Some(combine("fading", [amount, intensity], faded))
    }
}

fn faded_addition([amount, intensity]: [f64; 2]) -> f64 {
    amount * intensity
}

fn faded_factor([factor, intensity]: [f64; 2]) -> f64 {
    1.0 + (factor - 1.0) * intensity
}

/// The annual probability when factors act on the rate behind it.
fn hazard(probability: Value, factors: Vec<Value>) -> Value {
    let checked = match probability {
        Value::Number(p) if !(0.0..=1.0).contains(&p) => {
            Value::Fault(format!("a hazard of {p} is no probability"))
        }
        other => other,
    };
    if factors.is_empty() {
        return checked;
    }
    // The rate may be infinite on the way, so only the probability that comes out is looked at.
    let mut factor_values = vec![checked];
    factor_values.extend(factors);
    match super::value::list(factor_values) {
        Err(missing) => missing,
        Ok(numbers) => {
            let rate = numbers[1..]
                .iter()
                .fold(-maths::ln_1p(-numbers[0]), |rate, factor| {
                    if *factor == 0.0 { 0.0 } else { rate * factor }
                });
            let p = -maths::expm1(-rate);
            if (0.0..=1.0).contains(&p) {
                Value::Number(p)
            } else {
                Value::Fault(format!("a hazard of {p} is no probability"))
            }
        }
    }
}
