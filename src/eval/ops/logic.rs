//! Yes and no, and what is chosen by them. Each draw sees only what it needs.

use crate::eval::column::{Column, Columns, all_there, width_of};
use crate::eval::lane::{Lane, yes};

/// No if yes.
pub fn not(of: &Column, out: &mut Column) {
    out.pick1(of, |value| yes(value == 0.0));
}

/// No if one is no; else the first that is not there; else yes.
pub fn and<'a>(parts: impl Columns<'a>, out: &mut Column) {
    settle(parts, false, out);
}

/// Yes if one is yes; else the first that is not there; else no.
pub fn or<'a>(parts: impl Columns<'a>, out: &mut Column) {
    settle(parts, true, out);
}

fn settle<'a>(parts: impl Columns<'a>, settling: bool, out: &mut Column) {
    let mut rest = parts.clone();
    if let (Some(first), Some(second)) = (rest.next(), rest.next())
        && all_there(parts.clone())
    {
        return if settling {
            out.pick2(first, second, |a, b| either(a, b));
            rest.for_each(|part| out.pick_with(part, |a, b| either(a, b)));
        } else {
            out.pick2(first, second, |a, b| both(a, b));
            rest.for_each(|part| out.pick_with(part, |a, b| both(a, b)));
        };
    }
    out.fill_with(width_of(parts.clone()), |draw| {
        settled(parts.clone().map(|part| part.lane(draw)), settling)
    });
}

/// Yes if one is yes; else the first that is not there; else no.
pub fn any(lanes: impl IntoIterator<Item = Lane>) -> Lane {
    settled(lanes, true)
}

/// No if one is no; else the first that is not there; else yes.
pub fn all(lanes: impl IntoIterator<Item = Lane>) -> Lane {
    settled(lanes, false)
}

/// `settling` if one of them is that.
fn settled(lanes: impl IntoIterator<Item = Lane>, settling: bool) -> Lane {
    let mut found = Lane::yes_no(!settling);
    for lane in lanes {
        if lane.is_ok() && (lane.value != 0.0) == settling {
            return lane;
        }
        if found.is_ok() && !lane.is_ok() {
            found = lane;
        }
    }
    found
}

/// Yes if both are; of values that are there.
#[inline(always)]
pub fn both(a: f64, b: f64) -> f64 {
    yes((a != 0.0) & (b != 0.0))
}

/// Yes if one is; of values that are there.
#[inline(always)]
pub fn either(a: f64, b: f64) -> f64 {
    yes((a != 0.0) | (b != 0.0))
}

/// Whether a label is (or is not) this one.
pub fn is(subject: &Column, label: f64, negated: bool, out: &mut Column) {
    if negated {
        out.pick1(subject, move |value| yes(value != label));
    } else {
        out.pick1(subject, move |value| yes(value == label));
    }
}

/// The value of the first arm whose condition is yes.
pub fn choose<'a>(
    arms: impl DoubleEndedIterator<Item = (&'a Column, &'a Column)> + Clone,
    otherwise: &'a Column,
    out: &mut Column,
) {
    let is_there = |(condition, value): (&Column, &Column)| all_there([condition, value]);
    let mut from_last = arms.clone().rev();
    if otherwise.all_ok()
        && arms.clone().all(is_there)
        && let Some((condition, value)) = from_last.next()
    {
        out.pick3(otherwise, condition, value, |a, b, c| taken(a, b, c));
        for (condition, value) in from_last {
            out.pick_with_two(condition, value, |a, b, c| taken(a, b, c));
        }
        return;
    }
    let of_arms = arms
        .clone()
        .flat_map(|(condition, value)| [condition, value]);
    out.fill_with(width_of(of_arms.chain([otherwise])), |draw| {
        for (condition, value) in arms.clone() {
            let condition = condition.lane(draw);
            if !condition.is_ok() {
                return condition;
            }
            if condition.value != 0.0 {
                return value.lane(draw);
            }
        }
        otherwise.lane(draw)
    });
}

/// `value` where the condition is yes; of values that are there.
#[inline(always)]
pub fn taken(otherwise: f64, condition: f64, value: f64) -> f64 {
    if condition != 0.0 { value } else { otherwise }
}

/// So many values are tried one after the other; more are looked up draw by draw.
const FEW: usize = 12;

/// The value at a position.
pub fn select<'a>(by: &'a Column, of: impl Columns<'a>, out: &mut Column) {
    let mut rest = of.clone();
    if let (Some(first), Some(second)) = (rest.next(), rest.next())
        && of.len() <= FEW
        && all_there(of.clone().chain([by]))
    {
        out.pick3(
            first,
            by,
            second,
            |first, by, second| {
                if by == 1.0 { second } else { first }
            },
        );
        for (at, value) in rest.enumerate() {
            let position = (at + 2) as f64;
            out.pick_with_two(
                by,
                value,
                move |own, by, value| {
                    if by == position { value } else { own }
                },
            );
        }
        return;
    }
    out.fill_with(width_of(of.clone().chain([by])), |draw| {
        let by = by.lane(draw);
        if !by.is_ok() {
            return by;
        }
        let mut of = of.clone();
        of.nth(by.value as usize)
            .map_or(Lane::fault(), |column| column.lane(draw))
    });
}
