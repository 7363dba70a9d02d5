//! What a value of the first step comes to where the options of some choices are given, without a draw.

use crate::syntax::ast::{Comparison, Scale, Sign};
use crate::types::model::*;

/// Seen through this many definitions at most.
const DEPTH: usize = 64;
/// Sides this close may count as equal: which, is left to the run.
const CLOSE: f64 = 1e-6;

/// An option for each choice.
pub(in crate::types::whole) type Combination = Vec<(ChoiceId, usize)>;

/// The value of an expression in a combination; yes is 1, no 0, a label its position. None where only a run can tell.
pub(in crate::types::whole) fn value(
    model: &TypedModel,
    expr: &TExpr,
    combination: &Combination,
) -> Option<f64> {
    let known = Known {
        model,
        combination,
        depth: 0,
    };
    known.value(expr)
}

/// All combinations of these options, if there are no more than `most`.
pub(in crate::types::whole) fn combinations(
    choices: &[(ChoiceId, Vec<usize>)],
    most: usize,
) -> Option<impl Iterator<Item = Combination> + use<>> {
    let mut count: usize = 1;
    for (_, options) in choices {
        count = count.checked_mul(options.len())?;
    }
    if count > most {
        return None;
    }
    let choices = choices.to_vec();
    Some((0..count).map(move |mut at| {
        let mut combination = Vec::with_capacity(choices.len());
        for (id, options) in &choices {
            combination.push((*id, options[at % options.len()]));
            at /= options.len();
        }
        combination
    }))
}

#[derive(Clone, Copy)]
struct Known<'m> {
    model: &'m TypedModel,
    combination: &'m Combination,
    depth: usize,
}

impl Known<'_> {
    fn value(&self, expr: &TExpr) -> Option<f64> {
        match &expr.kind {
            Kind::Number(value) => Some(*value),
            Kind::Label(position) => Some(*position as f64),
            Kind::Convert(inner, factor) => Some(factor.apply(self.value(inner)?)),
            Kind::Negate(inner) => Some(-self.value(inner)?),
            Kind::Sum(terms) => terms.iter().try_fold(0.0, |sum, (sign, term)| {
                let term = self.value(term)?;
                Some(if *sign == Sign::Plus {
                    sum + term
                } else {
                    sum - term
                })
            }),
            Kind::Product(factors) => factors.iter().try_fold(1.0, |product, (side, factor)| {
                let factor = self.value(factor)?;
                Some(if *side == Scale::Times {
                    product * factor
                } else {
                    product / factor
                })
            }),
            Kind::Call(function, arguments) => self.call(*function, arguments),
            Kind::Quantity(id) => self.quantity(*id),
            Kind::Choice { id } => {
                let mut all = self.combination.iter();
                all.find(|(own, _)| own == id)
                    .map(|(_, option)| *option as f64)
            }
            Kind::If { arms, otherwise } => {
                for (condition, value) in arms {
                    if self.value(condition)? != 0.0 {
                        return self.value(value);
                    }
                }
                self.value(otherwise)
            }
            _ => self.yes_no(expr).map(|yes| f64::from(u8::from(yes))),
        }
    }

    fn yes_no(&self, expr: &TExpr) -> Option<bool> {
        match &expr.kind {
            Kind::YesNo(yes) => Some(*yes),
            Kind::Not(inner) => Some(self.value(inner)? == 0.0),
            Kind::And(all) => self.decided(all, false),
            Kind::Or(all) => self.decided(all, true),
            Kind::Is {
                subject,
                label,
                negated,
            } => Some((self.value(subject)? == *label as f64) != *negated),
            Kind::Compare(compared) => self.compare(compared),
            _ => None,
        }
    }

    /// Whether one is `wanted`, or none is.
    fn decided(&self, all: &[TExpr], wanted: bool) -> Option<bool> {
        let found = all.iter().map(|each| Some(self.value(each)? != 0.0));
        let found: Option<Vec<bool>> = found.collect();
        Some(if found?.contains(&wanted) {
            wanted
        } else {
            !wanted
        })
    }

    fn compare(&self, compared: &Compared) -> Option<bool> {
        let (left, right) = (self.value(&compared.left)?, self.value(&compared.right)?);
        let near = (left - right).abs() <= CLOSE * left.abs().max(right.abs());
        if (near && left != right) || compared.within.is_some() {
            return None;
        }
        Some(match compared.how {
            Comparison::Equal => left == right,
            Comparison::Unequal => left != right,
            Comparison::Less => left < right,
            Comparison::AtMost => left <= right,
            Comparison::More => left > right,
            Comparison::AtLeast => left >= right,
        })
    }

    fn call(&self, function: Function, arguments: &[TExpr]) -> Option<f64> {
        let values = arguments.iter().map(|argument| self.value(argument));
        let values: Vec<f64> = values.collect::<Option<_>>()?;
        match function {
            Function::Abs => values.first().map(|value| value.abs()),
            Function::Min => values.into_iter().reduce(f64::min),
            Function::Max => values.into_iter().reduce(f64::max),
            Function::Clamp => match values.as_slice() {
                [value, low, high] => Some(value.max(*low).min(*high)),
                _ => None,
            },
            _ => None,
        }
    }

    /// What nothing adjusts is what it is declared to be.
    fn quantity(&self, id: QuantityId) -> Option<f64> {
        let quantity = self.model.quantity(id);
        let plain = self.model.adjustments_of(id).next().is_none();
        match &quantity.definition {
            Definition::Expr(expr) if plain && self.depth < DEPTH => {
                let deeper = Known {
                    depth: self.depth + 1,
                    ..*self
                };
                deeper.value(expr)
            }
            _ => None,
        }
    }
}
