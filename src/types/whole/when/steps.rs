//! Steps in which something can be: from the first to the last of them, with all between.

use std::ops::Range;

use crate::calendar::{Date, Timeline};
use crate::types::model::*;

/// A range of steps; empty where something can never be.
pub(in crate::types::whole) type Steps = Range<usize>;

/// All steps of a model.
pub(in crate::types::whole) fn all(model: &TypedModel) -> Steps {
    0..model.steps()
}

/// The steps that two ranges share.
pub(in crate::types::whole) fn shared(a: &Steps, b: &Steps) -> Steps {
    a.start.max(b.start)..a.end.min(b.end)
}

/// The smallest range that holds two.
pub(in crate::types::whole) fn joined(a: &Steps, b: &Steps) -> Steps {
    match (a.is_empty(), b.is_empty()) {
        (true, _) => b.clone(),
        (_, true) => a.clone(),
        _ => a.start.min(b.start)..a.end.max(b.end),
    }
}

/// A date that is written down.
pub(in crate::types::whole) fn known_date(expr: &TExpr) -> Option<Date> {
    match expr.kind {
        Kind::Date(date) => Some(date),
        _ => None,
    }
}

/// How many steps begin up to and on a day.
pub(in crate::types::whole) fn begun_on(timeline: &Timeline, day: Date) -> usize {
    timeline.steps_in(timeline.first_day(0), day).end
}

/// How many steps begin before a day.
pub(in crate::types::whole) fn begun_before(timeline: &Timeline, day: Date) -> usize {
    begun_on(timeline, Date(day.0.saturating_sub(1)))
}

/// The steps that overlap a window; where one of its dates is not written down, it may reach to the end on that side.
pub(in crate::types::whole) fn of_window(model: &TypedModel, from: &TExpr, to: &TExpr) -> Steps {
    let Some(timeline) = &model.timeline else {
        return all(model);
    };
    let start = known_date(from).map_or(0, |day| match begun_on(timeline, day) {
        0 => 0,
        begun if timeline.last_day(begun - 1) >= day => begun - 1,
        begun => begun,
    });
    let end = known_date(to).map_or(timeline.len(), |day| begun_on(timeline, day));
    start..end
}

/// Steps by name: `2027`, `2027 to 2030`.
pub(in crate::types::whole) fn named(model: &TypedModel, steps: &Steps) -> String {
    let Some(timeline) = &model.timeline else {
        return String::new();
    };
    let last = timeline.label(steps.end.saturating_sub(1));
    match steps.len() {
        0 | 1 => last,
        _ => format!("{} to {last}", timeline.label(steps.start)),
    }
}
