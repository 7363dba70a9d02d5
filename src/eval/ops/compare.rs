//! Comparisons that forgive rounding.

use crate::eval::column::{Column, all_there, width_of};
use crate::eval::lane::{Lane, yes};
use crate::eval::status::Status;
use crate::syntax::ast::Comparison;

/// The share of the largest operand within which numbers count as equal.
const FORGIVEN: f64 = 1e-9;

/// What a comparison looks at.
pub struct Sides<'a> {
    /// Left side.
    pub left: &'a Column,
    /// Right side.
    pub right: &'a Column,
    /// Whose size says what is forgiven; nothing is where there are none.
    pub operands: Vec<&'a Column>,
    /// The share of the larger side that is forgiven.
    pub within: Option<&'a Column>,
}

/// Whether left compares to right like that. A comparison with none is false.
pub fn compare(how: Comparison, sides: &Sides, out: &mut Column) {
    let both = [sides.left, sides.right].into_iter();
    let all = both
        .chain(sides.operands.iter().copied())
        .chain(sides.within);
    if all_there(all.clone()) {
        return compare_all(how, sides, out);
    }
    out.fill_with(width_of(all), |draw| {
        let (left, right) = (sides.left.lane(draw), sides.right.lane(draw));
        let within = sides
            .within
            .map_or(Lane::of(0.0), |within| within.lane(draw));
        match left.status.and(right.status).and(within.status) {
            Status::OK => {
                let (a, b) = (left.value, right.value);
                let tolerance = (FORGIVEN * largest(&sides.operands, draw))
                    .max(within.value * a.abs().max(b.abs()));
                Lane::yes_no(holds(how, a, b, tolerance))
            }
            Status::NONE => Lane::yes_no(false),
            status => Lane::missing(status),
        }
    });
}

/// The same where every value is there.
fn compare_all(how: Comparison, sides: &Sides, out: &mut Column) {
    let (left, right) = (sides.left, sides.right);
    let mut tolerance = Column::same(0.0);
    for operand in &sides.operands {
        tolerance.combine(operand, |largest, value| value.abs().max(largest));
    }
    tolerance.apply(|largest| FORGIVEN * largest);
    if let Some(within) = sides.within {
        let mut share = left.clone();
        share.combine_two(right, within, |a, b, within| within * a.abs().max(b.abs()));
        tolerance.combine(&share, f64::max);
    }
    out.copy_from(left);
    let decide = |how| move |a, b, tolerance| yes(holds(how, a, b, tolerance));
    // One loop for each relation, so that none asks again for each value.
    match how {
        Comparison::Equal => out.combine_two(right, &tolerance, decide(Comparison::Equal)),
        Comparison::Unequal => out.combine_two(right, &tolerance, decide(Comparison::Unequal)),
        Comparison::Less => out.combine_two(right, &tolerance, decide(Comparison::Less)),
        Comparison::AtMost => out.combine_two(right, &tolerance, decide(Comparison::AtMost)),
        Comparison::More => out.combine_two(right, &tolerance, decide(Comparison::More)),
        Comparison::AtLeast => out.combine_two(right, &tolerance, decide(Comparison::AtLeast)),
    }
}

fn largest(operands: &[&Column], draw: usize) -> f64 {
    let lanes = operands.iter().map(|operand| operand.lane(draw));
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
