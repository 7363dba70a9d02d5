//! Sums, products, powers.

use crate::eval::column::{Column, width_of};
use crate::eval::lane::Lane;
use crate::numerics::maths;
use crate::syntax::ast::{Scale, Sign};

/// A term of a sum: a value, or the product of two.
#[derive(Clone, Copy)]
pub struct Term<'a> {
    /// Whether it is added or taken away.
    pub sign: Sign,
    /// The value.
    pub of: &'a Column,
    /// What it is multiplied by.
    pub times: Option<&'a Column>,
}

/// The terms, added or subtracted in turn.
pub fn sum<'a>(mut terms: impl Iterator<Item = Term<'a>>, out: &mut Column) {
    let Some(first) = terms.next() else {
        return out.set_same(Lane::of(0.0));
    };
    match terms.next() {
        Some(second) if first.sign == Sign::Plus => {
            let third = terms.next();
            let done = third.is_some_and(|third| three_terms(first, second, third, out));
            if !done {
                two_terms(first, second, out);
                third.into_iter().for_each(|term| add(term, out));
            }
        }
        second => {
            one_term(first, out);
            second.into_iter().for_each(|term| add(term, out));
        }
    }
    terms.for_each(|term| add(term, out));
}

fn one_term(term: Term<'_>, out: &mut Column) {
    match (term.sign, term.times) {
        (Sign::Plus, None) => out.copy_from(term.of),
        (Sign::Plus, Some(by)) => out.make2(term.of, by, |a, b| a * b),
        (Sign::Minus, None) => negate(term.of, out),
        (Sign::Minus, Some(by)) => out.make2(term.of, by, |a, b| -(a * b)),
    }
}

/// The first two terms in one go; the first is added.
fn two_terms(first: Term<'_>, second: Term<'_>, out: &mut Column) {
    let (a, c) = (first.of, second.of);
    match (first.times, second.times, second.sign) {
        (None, None, Sign::Plus) => out.make2(a, c, |a, c| a + c),
        (None, None, Sign::Minus) => out.make2(a, c, |a, c| a - c),
        (Some(b), None, Sign::Plus) => out.make3(a, b, c, |a, b, c| a * b + c),
        (Some(b), None, Sign::Minus) => out.make3(a, b, c, |a, b, c| a * b - c),
        (None, Some(d), Sign::Plus) => out.make3(a, c, d, |a, c, d| a + c * d),
        (None, Some(d), Sign::Minus) => out.make3(a, c, d, |a, c, d| a - c * d),
        (Some(b), Some(d), sign) => {
            // A product is the same whichever factor comes first.
            let ((a, b), (c, d)) = (narrow_first(a, b), narrow_first(c, d));
            if b.width() == 1 || d.width() == 1 {
                out.make2(a, b, |a, b| a * b);
                return add(
                    Term {
                        of: c,
                        times: Some(d),
                        sign,
                    },
                    out,
                );
            }
            match sign {
                Sign::Plus => out.make4([a, b, c, d], |a, b, c, d| a * b + c * d),
                Sign::Minus => out.make4([a, b, c, d], |a, b, c, d| a * b - c * d),
            }
        }
    }
}

/// The first three terms in one go, where they have the shape of `a ± b × c ± d` or `a ± b ± d` and differ by draw; whether
/// they have.
fn three_terms(first: Term<'_>, second: Term<'_>, third: Term<'_>, out: &mut Column) -> bool {
    let (None, None) = (first.times, third.times) else {
        return false;
    };
    let (a, b, c, d) = (first.of, second.of, second.times, third.of);
    let (b, c) = c.map_or((b, None), |c| {
        let (narrow, wide) = narrow_first(b, c);
        (wide, Some(narrow))
    });
    let width = width_of([a, b, d]);
    if width == 1 || [a, b, d].iter().any(|column| column.width() != width) {
        return false;
    }
    // A sign is a factor, and one that rounds nothing.
    let (second, third) = (factor(second.sign), factor(third.sign));
    match c {
        None => out.make3(a, b, d, move |a, b, d| a + second * b + third * d),
        Some(c) => out.make4([c, a, b, d], move |c, a, b, d| {
            a + second * (c * b) + third * d
        }),
    }
    true
}

fn factor(sign: Sign) -> f64 {
    match sign {
        Sign::Plus => 1.0,
        Sign::Minus => -1.0,
    }
}

fn add(term: Term<'_>, out: &mut Column) {
    match (term.sign, term.times) {
        (Sign::Plus, None) => out.combine(term.of, |sum, a| sum + a),
        (Sign::Minus, None) => out.combine(term.of, |sum, a| sum - a),
        (Sign::Plus, Some(by)) => out.combine_two(term.of, by, |sum, a, b| sum + a * b),
        (Sign::Minus, Some(by)) => out.combine_two(term.of, by, |sum, a, b| sum - a * b),
    }
}

fn narrow_first<'a>(a: &'a Column, b: &'a Column) -> (&'a Column, &'a Column) {
    if a.width() > b.width() {
        (b, a)
    } else {
        (a, b)
    }
}

/// The factors, multiplied or divided in turn.
pub fn product<'a>(mut factors: impl Iterator<Item = (Scale, &'a Column)>, out: &mut Column) {
    match (factors.next(), factors.next()) {
        (None, _) => out.set_same(Lane::of(1.0)),
        (Some((Scale::Times, a)), Some((Scale::Times, b))) => out.make2(a, b, |a, b| a * b),
        (Some((Scale::Times, a)), Some((Scale::Over, b))) => out.make2(a, b, |a, b| a / b),
        (Some((Scale::Over, a)), Some((Scale::Times, b))) => out.make2(a, b, |a, b| 1.0 / a * b),
        (Some((Scale::Over, a)), Some((Scale::Over, b))) => out.make2(a, b, |a, b| 1.0 / a / b),
        (Some((Scale::Times, a)), None) => out.copy_from(a),
        (Some((Scale::Over, a)), None) => out.make1(a, |a| 1.0 / a),
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
    out.pick1(of, |value| -value);
}

/// a × multiplier / divisor
pub fn convert(of: &Column, multiplier: f64, divisor: f64, out: &mut Column) {
    if divisor == 1.0 {
        out.make1(of, move |value| value * multiplier);
    } else if multiplier == 1.0 {
        out.make1(of, move |value| value / divisor);
    } else {
        out.make1(of, move |value| value * multiplier / divisor);
    }
}

/// a to the power of b
pub fn power(base: &Column, exponent: &Column, out: &mut Column) {
    out.make2(
        base,
        exponent,
        #[inline(always)]
        |a, b| maths::pow(a, b),
    );
}
