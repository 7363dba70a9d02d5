//! Functions of values in one step.

use crate::calendar::Date;
use crate::eval::column::{Column, Columns, width_of};
use crate::eval::lane::Lane;
use crate::numerics::maths;
use crate::types::model::Function;

/// A function of two arguments or more.
pub fn several<'a>(
    function: Function,
    first: &Column,
    second: &Column,
    mut rest: impl Columns<'a>,
    out: &mut Column,
) {
    match function {
        Function::Min => {
            out.pick2(first, second, |a, b| smaller(a, b));
            rest.for_each(|column| out.pick_with(column, |a, b| smaller(a, b)));
        }
        Function::Max => {
            out.pick2(first, second, |a, b| larger(a, b));
            rest.for_each(|column| out.pick_with(column, |a, b| larger(a, b)));
        }
        Function::Clamp => match rest.next() {
            Some(high) => out.pick3(first, second, high, |x, low, high| {
                smaller(larger(x, low), high)
            }),
            None => out.set_same(Lane::fault()),
        },
        Function::AnnualProbability => pairs(first, second, out, annual_probability),
        Function::ShiftDate => shift_dates(first, second, out),
        _ => out.set_same(Lane::fault()),
    }
}

/// A function of one argument.
pub fn one(function: Function, of: &Column, out: &mut Column) {
    match function {
        Function::Abs => out.pick1(of, |x| f64::abs(x)),
        Function::Sqrt => out.make1(of, |x| f64::sqrt(x)),
        Function::Exp => out.make_all(of, maths::exps),
        Function::Ln => out.make1(
            of,
            #[inline(always)]
            |x| maths::ln(x),
        ),
        Function::Log10 => out.make1(
            of,
            #[inline(always)]
            |x| maths::log10(x),
        ),
        Function::Sin => {
            out.copy_from(of);
            out.rewrite(maths::sines);
        }
        Function::Cos => {
            out.copy_from(of);
            out.rewrite(maths::cosines);
        }
        Function::Round => out.make1(of, |x| f64::round(x)),
        Function::Floor => out.make1(of, |x| f64::floor(x)),
        Function::Ceil => out.make1(of, |x| f64::ceil(x)),
        Function::Min | Function::Max => out.copy_from(of),
        Function::Clamp | Function::AnnualProbability | Function::ShiftDate => {
            out.set_same(Lane::fault());
        }
    }
}

/// The smaller of two numbers. Platforms differ in which zero `f64::min` takes of 0 and −0.
#[inline(always)]
pub fn smaller(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// The larger of two numbers.
#[inline(always)]
pub fn larger(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

fn pairs(a: &Column, b: &Column, out: &mut Column, f: impl Fn(f64, f64) -> f64) {
    out.fill_with(width_of([a, b]), |draw| a.lane(draw).with(b.lane(draw), &f));
}

/// The probability within a year behind `p` within `years`.
pub fn annual_probability(p: f64, years: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || years <= 0.0 {
        f64::NAN
    } else if years == 1.0 || p == 1.0 {
        p
    } else {
        -maths::expm1(maths::ln_1p(-p) / years)
    }
}

/// Each date so many days later. Draws often have one of a few: what was worked out is kept in a few places.
fn shift_dates(dates: &Column, days: &Column, out: &mut Column) {
    let mut known = [(f64::NAN, f64::NAN, f64::NAN); PLACES];
    out.fill_with(width_of([dates, days]), |draw| {
        dates.lane(draw).with(days.lane(draw), |date, days| {
            let place = &mut known[place_of(date.to_bits() ^ days.to_bits().rotate_left(7))];
            if (place.0, place.1) != (date, days) {
                *place = (date, days, shift_date(date, days));
            }
            place.2
        })
    });
}

/// Where shifted dates are kept: a power of two.
const PLACES: usize = 64;

/// One of the places, whatever the bits (by D. E. Knuth's multiplicative hashing).
fn place_of(bits: u64) -> usize {
    (bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - PLACES.trailing_zeros())) as usize
}

/// Whole months from the first of a month, else days rounded to whole ones.
fn shift_date(date: f64, days: f64) -> f64 {
    const MONTH: f64 = 30.4375;
    const FARTHEST: f64 = 4_000_000.0;
    if days.abs() > FARTHEST {
        return f64::NAN;
    }
    let (year, month, day) = Date(date as i32).ymd();
    let months = days / MONTH;
    if day != 1 || months != months.round() {
        return date + days.round();
    }
    let months = i64::from(year) * 12 + i64::from(month) - 1 + months as i64;
    let year = months.div_euclid(12) as i32;
    let shifted = Date::from_ymd(year, months.rem_euclid(12) as u8 + 1, 1);
    shifted.map_or(f64::NAN, |date| f64::from(date.0))
}
