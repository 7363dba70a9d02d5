//! Comparisons that forgive rounding.

use super::call::larger;
use crate::eval::column::{Column, Columns, all_there, width_of};
use crate::eval::lane::{Lane, yes};
use crate::eval::status::Status;
use crate::numerics::Width;
use crate::syntax::ast::Comparison;

/// The share of the largest operand within which numbers count as equal.
const FORGIVEN: f64 = 1e-9;

/// What a comparison looks at.
pub struct Sides<'a, C> {
    /// Left side.
    pub left: &'a Column,
    /// Right side.
    pub right: &'a Column,
    /// Whose size says what is forgiven; nothing is where there are none.
    pub operands: C,
    /// The share of the larger side that is forgiven.
    pub within: Option<&'a Column>,
}

/// Whether left compares to right like that. A comparison with none is false.
pub fn compare<'a>(how: Comparison, sides: &Sides<'a, impl Columns<'a>>, out: &mut Column) {
    let both = [sides.left, sides.right];
    let there = all_there(both) && all_there(sides.operands.clone()) && all_there(sides.within);
    if there {
        return compare_all(how, sides, out);
    }
    let all = both.into_iter().chain(sides.operands.clone());
    out.fill_with(width_of(all.chain(sides.within)), |draw| {
        let (left, right) = (sides.left.lane(draw), sides.right.lane(draw));
        let within = sides
            .within
            .map_or(Lane::of(0.0), |within| within.lane(draw));
        match left.status.and(right.status).and(within.status) {
            Status::OK => {
                let (a, b) = (left.value, right.value);
                let tolerance = (FORGIVEN * largest(sides.operands.clone(), draw))
                    .max(within.value * a.abs().max(b.abs()));
                Lane::yes_no(holds(how, a, b, tolerance))
            }
            Status::NONE => Lane::yes_no(false),
            status => Lane::missing(status),
        }
    });
}

/// The same where every value is there.
fn compare_all<'a>(how: Comparison, sides: &Sides<'a, impl Columns<'a>>, out: &mut Column) {
    // One loop for each relation, so that none asks again for each value.
    match how {
        Comparison::Equal => relate(sides, out, |a, b, off| holds(Comparison::Equal, a, b, off)),
        Comparison::Unequal => relate(sides, out, |a, b, off| {
            holds(Comparison::Unequal, a, b, off)
        }),
        Comparison::Less => relate(sides, out, |a, b, off| holds(Comparison::Less, a, b, off)),
        Comparison::AtMost => relate(sides, out, |a, b, off| holds(Comparison::AtMost, a, b, off)),
        Comparison::More => relate(sides, out, |a, b, off| holds(Comparison::More, a, b, off)),
        Comparison::AtLeast => relate(sides, out, |a, b, off| {
            holds(Comparison::AtLeast, a, b, off)
        }),
    }
}

/// Whether two sides are in a relation, given what is forgiven.
#[inline(always)]
fn relate<'a>(
    sides: &Sides<'a, impl Columns<'a>>,
    out: &mut Column,
    holds: impl Fn(f64, f64, f64) -> bool + Copy,
) {
    let (left, right) = (sides.left, sides.right);
    let mut drawn = sides.operands.clone().filter(is_drawn);
    let single = sides.operands.clone().filter(|operand| !is_drawn(operand));
    let least = single.fold(0.0, |largest, operand| {
        larger(largest, operand.values()[0].abs())
    });
    // That there is one, and that it is one of the sides, is the rule.
    let only = drawn.next();
    let is_alone = only.is_none_or(|only| drawn.all(|other| std::ptr::eq(only, other)));
    match (only, sides.within) {
        (None, None) => {
            let off = FORGIVEN * least;
            out.pick2(left, right, move |a, b| yes(holds(a, b, off)));
        }
        (Some(only), None) if is_alone => out.pick3(left, right, only, move |a, b, own| {
            yes(holds(a, b, FORGIVEN * larger(least, own.abs())))
        }),
        _ => {
            let off = tolerance(sides, least, out.wide());
            out.pick3(left, right, &off, move |a, b, off| yes(holds(a, b, off)));
        }
    }
}

fn is_drawn(operand: &&Column) -> bool {
    operand.width() > 1
}

/// What is forgiven in each draw.
fn tolerance<'a>(sides: &Sides<'a, impl Columns<'a>>, least: f64, wide: Width) -> Column {
    let mut off = Column::starting_at(least, wide);
    for operand in sides.operands.clone().filter(is_drawn) {
        off.pick_with(operand, |largest, value| larger(largest, value.abs()));
    }
    off.apply(|largest| FORGIVEN * largest);
    if let Some(within) = sides.within {
        let mut share = Column::of_width(wide);
        share.make3(sides.left, sides.right, within, |a, b, within| {
            within * larger(a.abs(), b.abs())
        });
        off.combine(&share, |a, b| larger(a, b));
    }
    off
}

fn largest<'a>(operands: impl Columns<'a>, draw: usize) -> f64 {
    let lanes = operands.map(|operand| operand.lane(draw));
    lanes
        .filter(|lane| lane.is_ok())
        .fold(0.0, |largest, lane| lane.value.abs().max(largest))
}

#[inline(always)]
fn holds(how: Comparison, left: f64, right: f64, tolerance: f64) -> bool {
    match how {
        Comparison::Equal => (left - right).abs() <= tolerance,
        Comparison::Unequal => (left - right).abs() > tolerance,
        Comparison::Less => left < right - tolerance,
        Comparison::AtMost => left <= right + tolerance,
        Comparison::More => left > right + tolerance,
        Comparison::AtLeast => left >= right - tolerance,
    }
}
