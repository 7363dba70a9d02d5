//! Sums, products, powers.

use crate::eval::column::Column;
use crate::numerics::maths;
use crate::syntax::ast::{Scale, Sign};

/// The terms, added or subtracted in turn.
pub fn sum<'a>(mut terms: impl Iterator<Item = (Sign, &'a Column)>, out: &mut Column) {
    match terms.next() {
        Some((Sign::Plus, first)) => out.copy_from(first),
        Some((Sign::Minus, first)) => negate(first, out),
        None => *out = Column::same(0.0),
    }
    for (sign, term) in terms {
        match sign {
            Sign::Plus => out.combine(term, |a, b| a + b),
            Sign::Minus => out.combine(term, |a, b| a - b),
        }
    }
}

/// The factors, multiplied or divided in turn.
pub fn product<'a>(mut factors: impl Iterator<Item = (Scale, &'a Column)>, out: &mut Column) {
    match factors.next() {
        Some((Scale::Times, first)) => out.copy_from(first),
        Some((Scale::Over, first)) => {
            out.copy_from(first);
            out.apply(|value| 1.0 / value);
        }
        None => *out = Column::same(1.0),
    }
    for (scale, factor) in factors {
        match scale {
            Scale::Times => out.combine(factor, |a, b| a * b),
            Scale::Over => out.combine(factor, |a, b| a / b),
        }
    }
}

/// −a
pub fn negate(of: &Column, out: &mut Column) {
    out.copy_from(of);
    out.apply(|value| -value);
}

/// a × multiplier / divisor
pub fn convert(of: &Column, multiplier: f64, divisor: f64, out: &mut Column) {
    out.copy_from(of);
    out.apply(|value| value * multiplier / divisor);
}

/// a to the power of b
pub fn power(base: &Column, exponent: &Column, out: &mut Column) {
    out.copy_from(base);
    out.combine(exponent, maths::pow);
}
