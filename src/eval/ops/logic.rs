//! Yes and no, and what is chosen by them. Each draw sees only what it needs.

use crate::eval::column::{Column, all_there, width_of};
use crate::eval::lane::{Lane, yes};

/// No if yes.
pub fn not(of: &Column, out: &mut Column) {
    out.pick1(of, |value| yes(value == 0.0));
}

/// No if one is no; else the first that is not there; else yes.
pub fn and(parts: &[&Column], out: &mut Column) {
    settle(parts, false, out);
}

/// Yes if one is yes; else the first that is not there; else no.
pub fn or(parts: &[&Column], out: &mut Column) {
    settle(parts, true, out);
}

fn settle(parts: &[&Column], settling: bool, out: &mut Column) {
    if let ([first, second, rest @ ..], true) = (parts, all_there(parts.iter().copied())) {
        return if settling {
            out.pick2(first, second, |a, b| either(a, b));
            rest.iter()
                .for_each(|part| out.pick_with(part, |a, b| either(a, b)));
        } else {
            out.pick2(first, second, |a, b| both(a, b));
            rest.iter()
                .for_each(|part| out.pick_with(part, |a, b| both(a, b)));
        };
    }
    out.fill_with(width_of(parts.iter().copied()), |draw| {
        settled(parts.iter().map(|part| part.lane(draw)), settling)
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
pub fn choose(arms: &[(&Column, &Column)], otherwise: &Column, out: &mut Column) {
    let arms_of = arms
        .iter()
        .flat_map(|(condition, value)| [*condition, *value]);
    let all = arms_of.chain([otherwise]);
    if let ([arms @ .., (condition, value)], true) = (arms, all_there(all.clone())) {
        out.pick3(otherwise, condition, value, |a, b, c| taken(a, b, c));
        for (condition, value) in arms.iter().rev() {
            out.pick_with_two(condition, value, |a, b, c| taken(a, b, c));
        }
        return;
    }
    out.fill_with(width_of(all), |draw| {
        for (condition, value) in arms {
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
pub fn select(by: &Column, of: &[&Column], out: &mut Column) {
    if let ([first, second, rest @ ..], true) = (of, of.len() <= FEW && by.all_ok())
        && all_there(of.iter().copied())
    {
        out.pick3(
            first,
            by,
            second,
            |first, by, second| {
                if by == 1.0 { second } else { first }
            },
        );
        for (at, value) in rest.iter().enumerate() {
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
    out.fill_with(width_of(of.iter().copied().chain([by])), |draw| {
        let by = by.lane(draw);
        if !by.is_ok() {
            return by;
        }
        of.get(by.value as usize)
            .map_or(Lane::fault(), |column| column.lane(draw))
    });
}
