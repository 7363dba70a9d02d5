//! The factor between two units of one dimension, exact where it can be.

use num_rational::Ratio;
use num_traits::{CheckedDiv, CheckedMul, One};

use super::Exponent;
use crate::numerics::maths;

/// A positive factor: an exact ratio, or the nearest `f64` where a root or its size makes that impossible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Factor {
    /// An exact ratio.
    Exact(Ratio<i128>),
    /// The nearest `f64`.
    Near(f64),
}

impl Factor {
    /// The factor that changes nothing.
    pub fn one() -> Self {
        Factor::Exact(Ratio::one())
    }

    /// `numerator / denominator`; a zero denominator gives 1, which no unit of the catalogue has.
    pub fn ratio(numerator: i128, denominator: i128) -> Self {
        if denominator == 0 {
            Self::one()
        } else {
            Factor::Exact(Ratio::new(numerator, denominator))
        }
    }

    /// A power of ten.
    pub fn ten_to(exponent: i32) -> Self {
        match 10i128.checked_pow(exponent.unsigned_abs()) {
            Some(power) if exponent >= 0 => Self::ratio(power, 1),
            Some(power) => Self::ratio(1, power),
            None => Factor::Near(maths::pow(10.0, f64::from(exponent))),
        }
    }

    /// The exact value of a decimal number such as a literal's; near where its digits are too many.
    pub fn of_value(value: f64) -> Self {
        let text = format!("{value}");
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let digits = format!("{whole}{part}").parse::<i128>();
        let scale = 10i128.checked_pow(part.len() as u32);
        match (digits, scale) {
            (Ok(digits), Some(scale)) if digits > 0 => Self::ratio(digits, scale),
            _ => Factor::Near(value),
        }
    }

    /// Whether it is exactly 1.
    pub fn is_one(self) -> bool {
        self == Self::one()
    }

    /// The nearest `f64`.
    pub fn value(self) -> f64 {
        match self {
            Factor::Exact(ratio) => *ratio.numer() as f64 / *ratio.denom() as f64,
            Factor::Near(value) => value,
        }
    }

    /// The product of both.
    pub fn times(self, other: Factor) -> Factor {
        match (self, other) {
            (one, other) if one.is_one() => other,
            (own, one) if one.is_one() => own,
            (Factor::Exact(a), Factor::Exact(b)) => match a.checked_mul(&b) {
                Some(product) => Factor::Exact(product),
                None => Factor::Near(self.value() * other.value()),
            },
            _ => Factor::Near(self.value() * other.value()),
        }
    }

    /// `self / other`.
    pub fn over(self, other: Factor) -> Factor {
        match (self, other) {
            (own, one) if one.is_one() => own,
            (Factor::Exact(a), Factor::Exact(b)) if a == b => Self::one(),
            (Factor::Exact(a), Factor::Exact(b)) => match a.checked_div(&b) {
                Some(ratio) => Factor::Exact(ratio),
                None => Factor::Near(self.value() / other.value()),
            },
            _ => Factor::Near(self.value() / other.value()),
        }
    }

    /// The factor to a rational power.
    pub fn power(self, exponent: Exponent) -> Factor {
        if self.is_one() {
            return self;
        }
        if *exponent.denom() != 1 {
            let exponent = f64::from(*exponent.numer()) / f64::from(*exponent.denom());
            return Factor::Near(maths::pow(self.value(), exponent));
        }
        let times = exponent.numer().unsigned_abs().min(1_000);
        let mut product = Self::one();
        for _ in 0..times {
            product = product.times(self);
        }
        if *exponent.numer() < 0 {
            Self::one().over(product)
        } else {
            product
        }
    }

    /// What a number is first multiplied and then divided by: exact integers where both fit in an `f64`.
    pub fn multiplier_and_divisor(self) -> (f64, f64) {
        const EXACT: i128 = 1 << 53;
        match self {
            Factor::Exact(ratio) if *ratio.numer() <= EXACT && *ratio.denom() <= EXACT => {
                (*ratio.numer() as f64, *ratio.denom() as f64)
            }
            _ => (self.value(), 1.0),
        }
    }

    /// `value` converted: multiplied, then divided.
    pub fn apply(self, value: f64) -> f64 {
        let (multiplier, divisor) = self.multiplier_and_divisor();
        value * multiplier / divisor
    }
}
