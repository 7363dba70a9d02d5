//! Why a timeline cannot be.

use super::{Date, MAX_STEPS, Period, StepUnit};

/// Why there is no such timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimelineFault {
    /// It ends before it starts.
    #[error("the timeline ends in `{to}`, before it starts in `{from}`")]
    EndsBeforeStart {
        /// The first period.
        from: Period,
        /// The last.
        to: Period,
    },
    /// A step of nothing.
    #[error("a step of 0 {} never moves on", .unit.plural())]
    EmptyStep {
        /// What it counts.
        unit: StepUnit,
    },
    /// Not even one step fits.
    #[error("a step of {} is longer than the timeline `{from}..{to}`", .unit.counted(*.every))]
    StepTooLong {
        /// How many units a step takes.
        every: u32,
        /// Which.
        unit: StepUnit,
        /// The first period.
        from: Period,
        /// The last.
        to: Period,
    },
    /// More than [`MAX_STEPS`].
    #[error("the timeline `{from}..{to}` has {steps} steps of {}, and a model can have {MAX_STEPS}", .unit.counted(*.every))]
    TooManySteps {
        /// How many there would be.
        steps: u64,
        /// How many units a step takes.
        every: u32,
        /// Which.
        unit: StepUnit,
        /// The first period.
        from: Period,
        /// The last.
        to: Period,
    },
    /// Steps of months, quarters and years begin with a month.
    #[error("the timeline starts on `{from}`, and a step of {} starts on the first of a month", .unit.counted(*.every))]
    StartsWithinMonth {
        /// How many units a step takes.
        every: u32,
        /// Which.
        unit: StepUnit,
        /// The first period.
        from: Period,
    },
}

impl TimelineFault {
    /// What to do about it.
    pub fn way_out(&self) -> String {
        match self {
            TimelineFault::EndsBeforeStart { from, to } => {
                format!("write the earlier date first: `time {to}..{from}`")
            }
            TimelineFault::EmptyStep { unit } => {
                format!("write `by {}`, or a number from 1", unit.name())
            }
            TimelineFault::StepTooLong { .. } => {
                "let the timeline end later, or take shorter steps".to_owned()
            }
            TimelineFault::TooManySteps { .. } => {
                "take longer steps, such as `by month`, or a shorter timeline".to_owned()
            }
            TimelineFault::StartsWithinMonth { from, .. } => {
                let month = from.first().month_index();
                format!(
                    "start in `{}`, or step `by week` or `by day`",
                    month_period(month)
                )
            }
        }
    }
}

fn month_period(month_index: i64) -> Period {
    let (year, month, _) = Date::first_of(month_index).ymd();
    Period::Month(year, month)
}
