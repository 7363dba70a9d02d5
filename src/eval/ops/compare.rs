//! Comparisons that forgive rounding.

use crate::eval::column::{Column, Lane, width_of};
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
    let all = [sides.left, sides.right].into_iter();
    let width = width_of(
        all.chain(sides.operands.iter().copied())
            .chain(sides.within),
    );
    out.fill_with(width, |draw| {
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

fn largest(operands: &[&Column], draw: usize) -> f64 {
    let lanes = operands.iter().map(|operand| operand.lane(draw));
    lanes
        .filter(|lane| lane.is_ok())
        .fold(0.0, |largest, lane| lane.value.abs().max(largest))
}

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
