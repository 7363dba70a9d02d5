//! What a checked expression comes to where nothing but literals stands in it.

use super::model::{Function, Kind, TExpr};
use crate::syntax::ast::{Scale, Sign};

/// The value of an expression made of literals, in the unit it is held in.
pub fn constant(expr: &TExpr) -> Option<f64> {
    match &expr.kind {
        Kind::Number(value) => Some(*value),
        Kind::Convert(inner, factor) => Some(factor.apply(constant(inner)?)),
        Kind::Negate(inner) => Some(-constant(inner)?),
        Kind::Sum(terms) => terms.iter().try_fold(0.0, |sum, (sign, term)| {
            let value = constant(term)?;
            Some(if *sign == Sign::Plus {
                sum + value
            } else {
                sum - value
            })
        }),
        Kind::Product(factors) => factors.iter().try_fold(1.0, |product, (side, factor)| {
            let value = constant(factor)?;
            Some(if *side == Scale::Times {
                product * value
            } else {
                product / value
            })
        }),
        Kind::Call(Function::Abs, arguments) => Some(constant(arguments.first()?)?.abs()),
        _ => None,
    }
}
