//! Sums, products, powers.

use super::call::larger;
use crate::eval::column::Column;
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
    /// What that is at least.
    pub floor: Option<&'a Column>,
}

impl<'a> Term<'a> {
    /// Its factors, those that are the same in every draw first; a product is the same whichever factor comes first.
    fn factors(self) -> (&'a Column, Option<&'a Column>) {
        match self.times {
            Some(by) => {
                let (narrow, wide) = narrow_first(self.of, by);
                (narrow, Some(wide))
            }
            None => (self.of, None),
        }
    }

    fn is_floored(&self) -> bool {
        self.floor.is_some()
    }
}

/// The terms, added or subtracted in turn.
pub fn sum<'a>(mut terms: impl Iterator<Item = Term<'a>>, out: &mut Column) {
    let Some(first) = terms.next() else {
        return out.set_same(Lane::of(0.0));
    };
    let (second, third) = (terms.next(), terms.next());
    match second {
        Some(second) if in_one_go(first, second, third, out) => {}
        Some(second)
            if first.sign == Sign::Plus && ![first, second].iter().any(Term::is_floored) =>
        {
            two_terms(first, second, out);
            third.into_iter().for_each(|term| floored(term, out, add));
        }
        second => {
            floored(first, out, one_term);
            let rest = second.into_iter().chain(third);
            rest.for_each(|term| floored(term, out, add));
        }
    }
    terms.for_each(|term| floored(term, out, add));
}

/// Hands a term on without a floor: what it is multiplied by is worked out before.
fn floored(term: Term<'_>, out: &mut Column, then: impl Fn(Term<'_>, &mut Column)) {
    let (Some(times), Some(floor)) = (term.times, term.floor) else {
        return then(term, out);
    };
    let mut floored = Column::of_width(out.wide());
    floored.pick2(times, floor, |a, b| larger(a, b));
    let times = Some(&floored);
    let floor = None;
    then(
        Term {
            times,
            floor,
            ..term
        },
        out,
    );
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
                        floor: None,
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

/// Two terms or three in one go, where they have the shape of `a ± b × c ± d`, with a and b that differ by draw; whether
/// they have.
fn in_one_go(first: Term<'_>, second: Term<'_>, third: Option<Term<'_>>, out: &mut Column) -> bool {
    let plain = |term: &Term| term.times.is_none();
    if first.sign == Sign::Minus || !plain(&first) || !third.iter().all(plain) {
        return false;
    }
    // A sign is a factor that rounds nothing, and a floor that there is none of is below all.
    let sign = factor(second.sign);
    let last = third.map(|third| (factor(third.sign), third.of));
    let Some(floor) = second.floor.map_or(Some(f64::NEG_INFINITY), single) else {
        return false;
    };
    let a = first.of;
    let (c, b) = match second.times {
        Some(by) if second.is_floored() => (second.of, Some(by)),
        _ => second.factors(),
    };
    match (b, last) {
        (None, Some((last, d))) if differ([a, c]) => {
            out.make3(a, c, d, move |a, b, d| a + sign * b + last * d);
        }
        (Some(b), Some((last, d))) if differ([a, b]) => {
            out.make4([c, a, d, b], move |c, a, d, b| {
                a + sign * (c * larger(b, floor)) + last * d
            });
        }
        (Some(b), None) if second.is_floored() => {
            out.make3(a, c, b, move |a, c, b| a + sign * (c * larger(b, floor)));
        }
        _ => return false,
    }
    true
}

/// Whether all of these columns differ by draw.
fn differ<const N: usize>(columns: [&Column; N]) -> bool {
    columns.iter().all(|column| column.width() > 1)
}

/// The one value of a column, if it is one and there.
fn single(column: &Column) -> Option<f64> {
    match column.values() {
        [only] if column.all_ok() => Some(*only),
        _ => None,
    }
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
