//! A random timeline, and dates in it.

use foreland::calendar::{Date, Period, StepUnit, Timeline};

use super::dice::Dice;

/// The timeline of a model.
pub struct Time {
    /// `time 2026..2030 by year`
    pub clause: String,
    timeline: Timeline,
    unit: StepUnit,
    single: bool,
}

impl Time {
    /// 2 to 8 steps of a year, a quarter or a month, or of several.
    pub fn new(dice: &mut Dice) -> Self {
        let year = dice.between(2024, 2028) as i32;
        let steps = dice.between(2, 8);
        let unit = *dice.pick(&[
            StepUnit::Year,
            StepUnit::Year,
            StepUnit::Quarter,
            StepUnit::Month,
            StepUnit::Week,
            StepUnit::Day,
        ]);
        let every = if dice.chance(15) { 2 } else { 1 };
        let units = steps as i32 * every - 1;
        let offset = dice.below(12) as i32;
        let (from, to) = match unit {
            StepUnit::Year => (Period::Year(year), Period::Year(year + units)),
            StepUnit::Quarter => (quarter(year, offset % 4), quarter(year, offset % 4 + units)),
            StepUnit::Month => (month(year, offset), month(year, offset + units)),
            _ => days(year, offset, unit, units),
        };
        let by = if every == 1 {
            unit.name().to_owned()
        } else {
            format!("{every} {}", unit.plural())
        };
        let clause = format!("time {from}..{to} by {by}");
        let timeline = Timeline::new(from, to, every as u32, unit);
        Time {
            clause,
            timeline: timeline.unwrap_or_else(|fault| panic!("{from}..{to}: {fault:?}")),
            unit,
            single: every == 1,
        }
    }

    /// The number of steps.
    pub fn steps(&self) -> usize {
        self.timeline.len()
    }

    /// Whether a year is a whole number of steps.
    pub fn has_years(&self) -> bool {
        match self.unit {
            StepUnit::Year => self.single,
            StepUnit::Quarter | StepUnit::Month => true,
            _ => false,
        }
    }

    /// The years that it touches.
    pub fn years(&self) -> Vec<i32> {
        let first = self.timeline.first_day(0).ymd().0;
        let last = self.timeline.last_day(self.steps() - 1).ymd().0;
        (first..=last).collect()
    }

    /// The name of a step.
    pub fn label(&self, step: usize) -> String {
        self.timeline.label(step)
    }

    /// A date that names one step, by itself or roughly.
    pub fn point(&self, dice: &mut Dice) -> String {
        let step = dice.below(self.steps());
        let (year, month, _) = self.timeline.first_day(step).ymd();
        match self.unit {
            StepUnit::Year if dice.chance(20) => format!("{year}-07"),
            StepUnit::Quarter | StepUnit::Month if dice.chance(10) => year.to_string(),
            StepUnit::Month if dice.chance(10) => format!("{year}-{month:02}-15"),
            _ => self.label(step),
        }
    }

    /// A date that names one step exactly.
    pub fn exact(&self, dice: &mut Dice) -> String {
        self.label(dice.below(self.steps()))
    }

    /// `2026..2028` or `2027`, somewhere in the timeline.
    pub fn window(&self, dice: &mut Dice) -> String {
        let first = dice.below(self.steps());
        let last = dice.between(first, self.steps() - 1);
        if first == last {
            self.label(first)
        } else {
            format!("{}..{}", self.label(first), self.label(last))
        }
    }

    /// Keys of a table that covers the timeline: the first step, the last, and some between.
    pub fn keys(&self, dice: &mut Dice) -> Vec<String> {
        let last = self.steps() - 1;
        let mut steps = vec![0];
        steps.extend((1..last).filter(|_| dice.chance(30)));
        steps.push(last);
        steps.into_iter().map(|step| self.label(step)).collect()
    }
}

fn quarter(year: i32, index: i32) -> Period {
    Period::Quarter(year + index / 4, (index % 4 + 1) as u8)
}

fn month(year: i32, index: i32) -> Period {
    Period::Month(year + index / 12, (index % 12 + 1) as u8)
}

/// From some day of the year's first month, so many days or weeks.
fn days(year: i32, offset: i32, unit: StepUnit, units: i32) -> (Period, Period) {
    let first = Period::Month(year, 1).first().0 + offset;
    let last = first + (units + 1) * unit.days() as i32 - 1;
    (Period::Day(Date(first)), Period::Day(Date(last)))
}
