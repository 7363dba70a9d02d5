//! Dates, periods and the timeline.

/// A day, in days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub i32);

/// A date as written: it is its whole period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// `2027`
    Year(i32),
    /// `2027-Q1`
    Quarter(i32, u8),
    /// `2027-03`
    Month(i32, u8),
    /// `2027-03-31`
    Day(Date),
}

/// What a step of the timeline is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum StepUnit {
    Year,
    Quarter,
    Month,
    Week,
    Day,
}
