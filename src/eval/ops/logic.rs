//! Yes and no, and what is chosen by them. Each draw sees only what it needs.

use crate::eval::column::{Column, Lane, width_of};

/// No if yes.
pub fn not(of: &Column, out: &mut Column) {
    out.copy_from(of);
    out.apply(|value| f64::from(u8::from(value == 0.0)));
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

/// Whether a label is (or is not) this one.
pub fn is(subject: &Column, label: f64, negated: bool, out: &mut Column) {
    out.copy_from(subject);
    out.apply(|value| f64::from(u8::from((value == label) != negated)));
}

/// The value of the first arm whose condition is yes.
pub fn choose(arms: &[(&Column, &Column)], otherwise: &Column, out: &mut Column) {
    let all = arms
        .iter()
        .flat_map(|(condition, value)| [*condition, *value]);
    out.fill_with(width_of(all.chain([otherwise])), |draw| {
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

/// The value at a position.
pub fn select(by: &Column, of: &[&Column], out: &mut Column) {
    out.fill_with(width_of(of.iter().copied().chain([by])), |draw| {
        let by = by.lane(draw);
        if !by.is_ok() {
            return by;
        }
        of.get(by.value as usize)
            .map_or(Lane::fault(), |column| column.lane(draw))
    });
}
