//! Dates and the days of a step.

use crate::calendar::{Counting, Date};
use crate::eval::column::{Column, width_of};
use crate::eval::lane::Lane;

/// The first and the last day of a step.
pub type Days = (Date, Date);

/// Days from the second to the first.
pub fn distance(to: &Column, from: &Column, counting: Counting, out: &mut Column) {
    out.fill_with(width_of([to, from]), |draw| {
        let days = |to, from| counting.between(date(from), date(to));
        to.lane(draw).with(from.lane(draw), days)
    });
}

/// Whether the step overlaps the days from one date to another.
pub fn during(from: &Column, to: &Column, step: Days, out: &mut Column) {
    out.fill_with(width_of([from, to]), |draw| {
        overlaps(from.lane(draw), to.lane(draw), step)
    });
}

/// Whether the step overlaps a window.
pub fn overlaps(from: Lane, to: Lane, (first, last): Days) -> Lane {
    from.with(to, |from, to| {
        f64::from(u8::from(last >= date(from) && first <= date(to)))
    })
}

/// Whether the step contains a date.
pub fn in_step(of: &Column, (first, last): Days, out: &mut Column) {
    out.copy_from(of);
    out.apply(|value| f64::from(u8::from(first <= date(value) && date(value) <= last)));
}

/// From 0 at one date to 1 at another.
pub fn ramp(from: &Column, to: &Column, now: Date, counting: Counting, out: &mut Column) {
    out.fill_with(width_of([from, to]), |draw| {
        from.lane(draw).with(to.lane(draw), |from, to| {
            let (from, to) = (date(from), date(to));
            if now >= to {
                1.0
            } else if now <= from {
                0.0
            } else {
                counting.between(from, now) / counting.between(from, to)
            }
        })
    });
}

/// The date that a value stands for.
pub fn date(value: f64) -> Date {
    Date(value as i32)
}
