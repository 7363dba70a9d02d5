//! One value out of all steps, gathered step by step.

use super::call::{larger, smaller};
use super::date::{Days, in_step, overlaps};
use super::logic::{all, any};
use crate::eval::column::{Column, Lane, width_of};
use crate::eval::status::Status;
use crate::types::model::Reduction;

/// What has been gathered so far.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    value: Column,
    steps: Column,
    window: Option<(Column, Column)>,
}

impl Gathered {
    /// Nothing yet, over a window whose dates are these, or over all steps.
    pub fn new(how: Reduction, window: Option<(&Column, &Column)>) -> Self {
        let start = match how {
            Reduction::First => Lane::missing(Status::NONE),
            Reduction::Always => Lane::yes_no(true),
            _ => Lane::of(0.0),
        };
        let mut value = Column::default();
        value.set_same(start);
        Gathered {
            value,
            steps: Column::same(0.0),
            window: window.map(|(from, to)| (from.clone(), to.clone())),
        }
    }

    /// Adds a step.
    pub fn add(&mut self, how: Reduction, of: &Column, step: Days) {
        if self.window.is_none() && self.add_whole_column(how, of) {
            return;
        }
        let window = self.window.iter().flat_map(|(from, to)| [from, to]);
        let width = width_of(window.chain([of, &self.value]));
        let inside = |draw: usize| match &self.window {
            Some((from, to)) => overlaps(from.lane(draw), to.lane(draw), step),
            None => Lane::yes_no(true),
        };
        let mut value = Column::default();
        value.fill_with(width, |draw| {
            let (before, inside) = (self.value.lane(draw), inside(draw));
            if !inside.is_ok() {
                return Lane::missing(inside.status.and(before.status));
            }
            if inside.value == 0.0 {
                return before;
            }
            let empty = self.steps.lane(draw).value == 0.0;
            one_more(how, before, of.lane(draw), empty, step)
        });
        let mut steps = Column::default();
        steps.fill_with(width_of([&self.steps, &value]), |draw| {
            let counted = f64::from(u8::from(inside(draw).is_yes()));
            Lane::of(self.steps.lane(draw).value + counted)
        });
        (self.value, self.steps) = (value, steps);
    }

    /// Adds a step of every draw, if that needs no look at single draws.
    fn add_whole_column(&mut self, how: Reduction, of: &Column) -> bool {
        let empty = self.steps.values() == [0.0];
        match how {
            Reduction::Total | Reduction::Average => self.value.combine(of, |a, b| a + b),
            Reduction::Highest | Reduction::Lowest if empty => self.value.copy_from(of),
            Reduction::Highest => self.value.combine(of, larger),
            Reduction::Lowest => self.value.combine(of, smaller),
            Reduction::First | Reduction::Ever | Reduction::Always => return false,
        }
        self.steps.apply(|steps| steps + 1.0);
        true
    }

    /// The value, all steps added.
    pub fn finish(&self, how: Reduction, out: &mut Column) {
        out.fill_with(width_of([&self.value, &self.steps]), |draw| {
            let (value, steps) = (self.value.lane(draw), self.steps.lane(draw).value);
            match how {
                Reduction::Average | Reduction::Highest | Reduction::Lowest
                    if steps == 0.0 && value.is_ok() =>
                {
                    Lane::missing(Status::NONE)
                }
                Reduction::Average => value.map(|sum| sum / steps),
                _ => value,
            }
        });
    }
}

/// What was gathered before, with one more value; `empty` if there was none before.
fn one_more(how: Reduction, before: Lane, value: Lane, empty: bool, (first, _): Days) -> Lane {
    match how {
        Reduction::Ever => any([before, value]),
        Reduction::Always => all([before, value]),
        Reduction::First if before.status != Status::NONE => before,
        Reduction::First if value.is_yes() => Lane::of(f64::from(first.0)),
        Reduction::First if value.is_ok() => before,
        _ if empty => value,
        Reduction::Total | Reduction::Average => before.with(value, |a, b| a + b),
        Reduction::Highest => before.with(value, larger),
        Reduction::Lowest => before.with(value, smaller),
        Reduction::First => value,
    }
}

/// The value at a date.
#[derive(Clone, Debug, Default)]
pub struct Dated {
    date: Column,
    value: Column,
}

impl Dated {
    /// Nothing yet; a fault if the date never comes.
    pub fn new(date: &Column) -> Self {
        Dated {
            date: date.clone(),
            value: Column::same(f64::NAN),
        }
    }

    /// Adds a step.
    pub fn add(&mut self, of: &Column, step: Days) {
        let mut here = Column::default();
        in_step(&self.date, step, &mut here);
        let comes = (0..here.width()).any(|draw| here.lane(draw).is_yes());
        if !comes {
            return;
        }
        let mut value = Column::default();
        value.fill_with(width_of([of, &self.value, &here]), |draw| {
            if here.lane(draw).is_yes() {
                of.lane(draw)
            } else {
                self.value.lane(draw)
            }
        });
        self.value = value;
    }

    /// The value, all steps added.
    pub fn finish(&self, out: &mut Column) {
        out.copy_from(&self.value);
        out.combine_statuses(&self.date);
    }
}
