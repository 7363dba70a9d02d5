//! One value out of all steps, gathered step by step.

use super::call::{larger, smaller};
use super::date::{Days, in_step, overlaps};
use super::logic::{all, any, both, either};
use crate::eval::column::{Column, width_of};
use crate::eval::lane::Lane;
use crate::eval::status::Status;
use crate::numerics::Width;
use crate::types::model::Reduction;

/// First and last day of a window.
pub type Window<'a> = Option<(&'a Column, &'a Column)>;

/// What has been gathered so far.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    value: Column,
    /// How many steps were inside the window.
    steps: Column,
}

impl Gathered {
    /// Nothing yet.
    pub fn new(how: Reduction, wide: Width) -> Self {
        Gathered {
            value: Column::starting_at(start(how), wide),
            steps: Column::starting_at(0.0, wide),
        }
    }

    /// Nothing again.
    pub fn begin_again(&mut self, how: Reduction) {
        self.value.set_same(Lane::of(start(how)));
        self.steps.set_same(Lane::of(0.0));
    }

    /// Adds a step.
    pub fn add(&mut self, how: Reduction, of: &Column, window: Window, step: Days) {
        if window.is_none() && self.add_whole_column(how, of, step) {
            return;
        }
        let inside = |draw| match window {
            Some((from, to)) => overlaps(from.lane(draw), to.lane(draw), step),
            None => Lane::yes_no(true),
        };
        let dates = window.into_iter().flat_map(|(from, to)| [from, to]);
        let width = width_of(dates.chain([of, &self.value]));
        let before = std::mem::take(&mut self.value);
        self.value.fill_with(width, |draw| {
            let (before, inside) = (before.lane(draw), inside(draw));
            if !inside.is_ok() {
                return Lane::missing(inside.status.and(before.status));
            }
            if inside.value == 0.0 {
                return before;
            }
            let empty = self.steps.lane(draw).value == 0.0;
            one_more(how, before, of.lane(draw), empty, step)
        });
        let steps = std::mem::take(&mut self.steps);
        self.steps.fill_with(width, |draw| {
            let counted = f64::from(u8::from(inside(draw).is_yes()));
            Lane::of(steps.lane(draw).value + counted)
        });
    }

    /// Adds a step of every draw, if that needs no look at single draws.
    fn add_whole_column(&mut self, how: Reduction, of: &Column, (first, _): Days) -> bool {
        let empty = self.steps.values() == [0.0];
        let there = self.value.all_ok() && of.all_ok();
        match how {
            Reduction::Total | Reduction::Average => self.value.combine(of, |a, b| a + b),
            Reduction::Highest | Reduction::Lowest if empty => self.value.copy_from(of),
            Reduction::Highest => self.value.pick_with(of, |a, b| larger(a, b)),
            Reduction::Lowest => self.value.pick_with(of, |a, b| smaller(a, b)),
            Reduction::Ever if there => self.value.pick_with(of, |a, b| either(a, b)),
            Reduction::Always if there => self.value.pick_with(of, |a, b| both(a, b)),
            Reduction::First if there => {
                let day = f64::from(first.0);
                let reached = move |before: f64, now: f64| {
                    if before.is_nan() && now != 0.0 {
                        day
                    } else {
                        before
                    }
                };
                self.value.combine(of, reached);
            }
            Reduction::First | Reduction::Ever | Reduction::Always => return false,
        }
        self.steps.apply(|steps| steps + 1.0);
        true
    }

    /// Hands over the value, all steps added.
    pub fn finish(&mut self, how: Reduction, out: &mut Column) {
        if matches!(how, Reduction::Total | Reduction::Ever | Reduction::Always) {
            return std::mem::swap(out, &mut self.value);
        }
        out.fill_with(width_of([&self.value, &self.steps]), |draw| {
            let (value, steps) = (self.value.lane(draw), self.steps.lane(draw).value);
            let nothing = match how {
                Reduction::Average | Reduction::Highest | Reduction::Lowest => steps == 0.0,
                Reduction::First => value.value.is_nan(),
                _ => false,
            };
            match how {
                _ if nothing && value.is_ok() => Lane::missing(Status::NONE),
                Reduction::Average => value.map(|sum| sum / steps),
                _ => value,
            }
        });
    }
}

/// What a reduction is of no step.
fn start(how: Reduction) -> f64 {
    match how {
        // No date yet.
        Reduction::First => f64::NAN,
        Reduction::Always => 1.0,
        _ => 0.0,
    }
}

/// What was gathered before, with one more value; `empty` if there was none before.
fn one_more(how: Reduction, before: Lane, value: Lane, empty: bool, (first, _): Days) -> Lane {
    match how {
        Reduction::Ever => any([before, value]),
        Reduction::Always => all([before, value]),
        Reduction::Total | Reduction::Average => before.with(value, |a, b| a + b),
        Reduction::First if !before.is_ok() || !before.value.is_nan() => before,
        Reduction::First if value.is_yes() => Lane::of(f64::from(first.0)),
        Reduction::First if value.is_ok() => before,
        Reduction::Highest if !empty => before.with(value, larger),
        Reduction::Lowest if !empty => before.with(value, smaller),
        _ => value,
    }
}

/// The value at a date; a fault while the date has not come.
#[derive(Clone, Debug)]
pub struct Dated {
    value: Column,
}

impl Dated {
    /// The date has not come.
    pub fn new(wide: Width) -> Self {
        Dated {
            value: Column::starting_at(f64::NAN, wide),
        }
    }

    /// Adds a step.
    pub fn add(&mut self, of: &Column, date: &Column, step: Days) {
        let mut here = Column::of_width(self.value.wide());
        in_step(date, step, &mut here);
        match here.values() {
            [0.0] if here.all_ok() => return,
            [_] if here.all_ok() => return self.value.copy_from(of),
            _ => {}
        }
        if here.all_ok() && of.all_ok() && self.value.all_ok() {
            // Checked, since it is no number until the date has come.
            return self.value.combine_two(
                &here,
                of,
                |before, here, value| {
                    if here != 0.0 { value } else { before }
                },
            );
        }
        let width = width_of([of, &self.value, &here]);
        let before = std::mem::take(&mut self.value);
        self.value.fill_with(width, |draw| match here.lane(draw) {
            here if !here.is_ok() => here,
            here if here.is_yes() => of.lane(draw),
            _ => before.lane(draw),
        });
    }

    /// The value, all steps added.
    pub fn finish(&self, out: &mut Column) {
        out.copy_from(&self.value);
    }
}
