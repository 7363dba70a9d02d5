//! The timeline of a model: equal steps from one period to another.

use std::ops::Range;

use super::{Date, Period, StepUnit, TimelineFault};

/// The most steps that a timeline may have.
pub const MAX_STEPS: usize = 100_000;

/// Equal steps, numbered from 0. The last one may begin before the end and overrun it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeline {
    start: Date,
    every: u32,
    unit: StepUnit,
    len: usize,
}

impl Timeline {
    /// The steps of `every` units from the first day of `from` to the last day of `to`.
    ///
    /// # Errors
    /// See [`TimelineFault`].
    pub fn new(
        from: Period,
        to: Period,
        every: u32,
        unit: StepUnit,
    ) -> Result<Timeline, TimelineFault> {
        let (start, end) = (from.first(), to.last());
        if every == 0 {
            return Err(TimelineFault::EmptyStep { unit });
        }
        if end < start {
            return Err(TimelineFault::EndsBeforeStart { from, to });
        }
        if unit.months().is_some() && !start.begins_month() {
            return Err(TimelineFault::StartsWithinMonth { every, unit, from });
        }
        let timeline = Timeline {
            start,
            every,
            unit,
            len: 1,
        };
        // A step that ends with the timeline fits.
        if timeline.first_day(1) > end.plus(1) {
            return Err(TimelineFault::StepTooLong {
                every,
                unit,
                from,
                to,
            });
        }
        // The end is not before the start, so there is a step that it lies in.
        let steps = timeline.steps_before(end) + 1;
        match usize::try_from(steps) {
            Ok(len) if len <= MAX_STEPS => Ok(Timeline { len, ..timeline }),
            _ => Err(TimelineFault::TooManySteps {
                steps: steps.unsigned_abs(),
                every,
                unit,
                from,
                to,
            }),
        }
    }

    /// How many steps there are: at least one.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.len
    }

    /// What a step is counted in.
    pub fn step_unit(&self) -> StepUnit {
        self.unit
    }

    /// How many units a step takes.
    pub fn every(&self) -> u32 {
        self.every
    }

    /// The length of a step: all are exactly this long, whatever the calendar says.
    pub fn step_days(&self) -> f64 {
        f64::from(self.every) * self.unit.days()
    }

    /// The first day of a step; of the step after the last one too, and so on.
    pub fn first_day(&self, step: usize) -> Date {
        let steps = i64::try_from(step).unwrap_or(i64::MAX);
        let units = steps.saturating_mul(self.stride());
        // 2^40 days are far outside every date, and far from an overflow.
        let units = units.min(1 << 40);
        match self.unit.months() {
            Some(_) => Date::first_of(self.start.month_index() + units),
            None => self.start.plus(units),
        }
    }

    /// The last day of a step.
    pub fn last_day(&self, step: usize) -> Date {
        self.first_day(step.saturating_add(1)).plus(-1)
    }

    /// The period that a step is called by: the one of its unit that begins with it. A year or a quarter that
    /// does not begin with the calendar's is called by its first month, weeks and days by their first day.
    pub fn period(&self, step: usize) -> Period {
        let first = self.first_day(step);
        let (year, month, _) = first.ymd();
        match self.unit {
            StepUnit::Year if month == 1 => Period::Year(year),
            StepUnit::Quarter if month % 3 == 1 => Period::Quarter(year, month / 3 + 1),
            StepUnit::Year | StepUnit::Quarter | StepUnit::Month => Period::Month(year, month),
            StepUnit::Week | StepUnit::Day => Period::Day(first),
        }
    }

    /// What a step is called: `2027`, `2027-Q2`, `2027-03`, `2027-03-31`; see [`Timeline::period`].
    pub fn label(&self, step: usize) -> String {
        self.period(step).to_string()
    }

    /// The step that contains a day; the days by which the last step overruns the end are its own.
    pub fn step_at(&self, date: Date) -> Option<usize> {
        if date < self.start {
            return None;
        }
        usize::try_from(self.steps_before(date))
            .ok()
            .filter(|step| *step < self.len)
    }

    /// The steps that a window of whole periods covers: those whose first day is one of `from..=to`.
    ///
    /// A window that begins within a step leaves that step out, and one that ends within a step has it in. A
    /// window too short to hold a first day is empty.
    pub fn steps_in(&self, from: Date, to: Date) -> Range<usize> {
        let begin = self.steps_that_begin_before(from);
        let end = self.steps_that_begin_before(to.plus(1));
        begin..end.max(begin)
    }

    /// The step that a date meant as a point names: the first that begins within its period, else the one that
    /// contains its first day.
    pub fn step_of(&self, point: Period) -> Option<usize> {
        let within = self.steps_in(point.first(), point.last());
        if within.is_empty() {
            self.step_at(point.first())
        } else {
            Some(within.start)
        }
    }

    /// How many steps of this timeline begin before a day.
    fn steps_that_begin_before(&self, date: Date) -> usize {
        if date <= self.start {
            return 0;
        }
        let steps = self.steps_before(date.plus(-1)) + 1;
        usize::try_from(steps).unwrap_or(0).min(self.len)
    }

    /// The number of the step that a day from the start on would lie in, if the timeline never ended.
    fn steps_before(&self, date: Date) -> i64 {
        let units = match self.unit.months() {
            Some(_) => date.month_index() - self.start.month_index(),
            None => i64::from(date.0) - i64::from(self.start.0),
        };
        units.div_euclid(self.stride())
    }

    /// The length of a step in months, or in days where the unit is counted in days.
    fn stride(&self) -> i64 {
        let unit = match self.unit {
            StepUnit::Week => 7,
            StepUnit::Day => 1,
            _ => self.unit.months().unwrap_or(1),
        };
        i64::from(self.every) * unit
    }
}

/// The unit of a timeline that says none: the finer of the two periods' own.
pub fn default_unit(from: Period, to: Period) -> StepUnit {
    let (first, last) = (from.granularity(), to.granularity());
    if last.days() < first.days() {
        last
    } else {
        first
    }
}

#[cfg(test)]
mod tests;
