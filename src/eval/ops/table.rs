//! Values by date.

use std::cmp::Ordering;

use crate::calendar::{Counting, Date};
use crate::eval::column::{Column, width_of};
use crate::eval::lane::Lane;
use crate::eval::status::Status;
use crate::syntax::ast::Fill;

/// A table with a column for each key.
pub struct Cells<'a> {
    /// First and last day of each key's period, in order of time.
    pub keys: &'a [(Date, Date)],
    /// A value for each key; none where it is unknown.
    pub values: Vec<Option<&'a Column>>,
    /// What holds between keys.
    pub fill: Option<Fill>,
    /// How days between keys are counted.
    pub counting: Counting,
}

/// Where a date falls in a table.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Outside,
    At(usize),
    /// So far from this key to the next.
    Between(usize, f64),
}

/// The table as of a day.
pub fn read(cells: &Cells, day: Date, out: &mut Column) {
    let place = place(cells, day);
    let width = match place {
        Place::Outside => 1,
        Place::At(key) => width_of(cells.values[key]),
        Place::Between(key, _) => width_of(cells.values[key..=key + 1].iter().copied().flatten()),
    };
    out.fill_with(width, |draw| value(cells, place, draw));
}

/// The table as of a date that may differ by draw.
pub fn read_at(cells: &Cells, dates: &Column, out: &mut Column) {
    let width = width_of(cells.values.iter().copied().flatten().chain([dates]));
    let mut last = None;
    out.fill_with(width, |draw| {
        let at = dates.lane(draw);
        if !at.is_ok() {
            return at;
        }
        let place = match last {
            Some((before, place)) if before == at.value => place,
            _ => place(cells, super::date::date(at.value)),
        };
        last = Some((at.value, place));
        value(cells, place, draw)
    });
}

fn value(cells: &Cells, place: Place, draw: usize) -> Lane {
    let cell = |key: usize| {
        cells.values[key].map_or(Lane::missing(Status::UNKNOWN), |column| column.lane(draw))
    };
    match place {
        Place::Outside => Lane::fault(),
        Place::At(key) => cell(key),
        Place::Between(key, weight) => {
            cell(key).with(cell(key + 1), |from, to| from + (to - from) * weight)
        }
    }
}

fn place(cells: &Cells, day: Date) -> Place {
    let (keys, fill) = (cells.keys, cells.fill);
    // Keys that begin on the day or before it.
    let begun = keys.partition_point(|(first, _)| *first <= day);
    let Some(key) = begun.checked_sub(1) else {
        return Place::Outside;
    };
    let (first, last) = keys[key];
    let covered = day.cmp(&last) != Ordering::Greater;
    match fill {
        None if covered => Place::At(key),
        None => Place::Outside,
        Some(_) if key + 1 == keys.len() => {
            if covered {
                Place::At(key)
            } else {
                Place::Outside
            }
        }
        Some(Fill::Step) => Place::At(key),
        Some(Fill::Linear) if day == first => Place::At(key),
        Some(Fill::Linear) => {
            let next = keys[key + 1].0;
            let days = |to| cells.counting.between(first, to);
            Place::Between(key, days(day) / days(next))
        }
    }
}
