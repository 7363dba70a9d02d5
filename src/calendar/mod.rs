//! Dates, periods and the timeline: what a model means by a day, by `2027-Q1` and by a step.
//!
//! The calendar is the proleptic Gregorian one. Written dates lie in the years 1 to 9999.

mod date;
mod fault;
mod period;
mod timeline;
mod unit;

pub use date::{Counting, Date, days_between};
pub use fault::TimelineFault;
pub use period::Period;
pub use timeline::{MAX_STEPS, Timeline, default_unit};
pub use unit::StepUnit;
