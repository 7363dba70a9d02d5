//! A day and its place in the Gregorian calendar.

use std::fmt;

use super::{StepUnit, Timeline};

/// A day, in days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub i32);

impl Date {
    /// The day, if the calendar has it and its year is between 1 and 9999.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Date> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in_month(year, month);
        exists.then(|| Date::first_of(month_index(year, month)).plus(i64::from(day) - 1))
    }

    /// Year, month and day of the month.
    pub fn ymd(self) -> (i32, u8, u8) {
        // Hinnant's civil_from_days: years that start in March put the leap day last.
        let days = i64::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month as u8, day as u8)
    }

    /// The first day of a month, counted in months since January of the year 0.
    pub(super) fn first_of(month_index: i64) -> Date {
        let year = month_index.div_euclid(12);
        let month = month_index.rem_euclid(12);
        // The same shift: January and February belong to the year before.
        let (year, month) = if month < 2 {
            (year - 1, month + 10)
        } else {
            (year, month - 2)
        };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let of_era =
            year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + (153 * month + 2) / 5;
        held(era * 146_097 + of_era - 719_468)
    }

    /// The month it lies in, counted in months since January of the year 0.
    pub(super) fn month_index(self) -> i64 {
        let (year, month, _) = self.ymd();
        month_index(year, month)
    }

    /// The day that many days later.
    pub(super) fn plus(self, days: i64) -> Date {
        held(i64::from(self.0) + days)
    }

    /// Whether a month begins with it.
    pub(super) fn begins_month(self) -> bool {
        self.ymd().2 == 1
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// `b` minus `a` in days.
///
/// Between two first days of a month it counts months of 30.4375 days, so that a year is 365.25 days whichever
/// it is; between any other two it is what the calendar says.
pub fn days_between(a: Date, b: Date) -> f64 {
    if a.begins_month() && b.begins_month() {
        (b.month_index() - a.month_index()) as f64 * StepUnit::Month.days()
    } else {
        f64::from(b.0) - f64::from(a.0)
    }
}

/// How days between dates are counted: a timeline of months, quarters or years has steps of exactly that length, one
/// of weeks or days has those of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// By [`days_between`].
    Months,
    /// By the calendar alone.
    Days,
}

impl Counting {
    /// That of a timeline; of months where there is none.
    pub fn of(timeline: Option<&Timeline>) -> Self {
        match timeline.map(Timeline::step_unit) {
            Some(StepUnit::Week | StepUnit::Day) => Counting::Days,
            _ => Counting::Months,
        }
    }

    /// `b` minus `a` in days.
    pub fn between(self, a: Date, b: Date) -> f64 {
        match self {
            Counting::Months => days_between(a, b),
            Counting::Days => f64::from(b.0) - f64::from(a.0),
        }
    }
}

pub(super) fn month_index(year: i32, month: u8) -> i64 {
    i64::from(year) * 12 + i64::from(month) - 1
}

fn held(days: i64) -> Date {
    Date(days.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
}

fn days_in_month(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Date {
        Date::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn every_day_of_the_range_is_there_and_back() {
        let mut expected = day(1, 1, 1).0;
        for year in 1..=9999 {
            for month in 1..=12 {
                for of_month in 1..=days_in_month(year, month) {
                    let date = day(year, month, of_month);
                    assert_eq!(date.0, expected);
                    assert_eq!(date.ymd(), (year, month, of_month));
                    expected += 1;
                }
            }
        }
    }

    #[test]
    fn the_epoch_and_a_few_known_days() {
        assert_eq!(day(1970, 1, 1), Date(0));
        assert_eq!(day(2000, 3, 1), Date(11_017));
        assert_eq!(day(1969, 12, 31), Date(-1));
        assert_eq!(day(2027, 3, 31).to_string(), "2027-03-31");
        assert_eq!(day(7, 1, 2).to_string(), "0007-01-02");
    }

    #[test]
    fn days_that_do_not_exist() {
        for (year, month, of_month) in [
            (2027, 2, 29),
            (1900, 2, 29),
            (2027, 4, 31),
            (2027, 0, 1),
            (2027, 13, 1),
            (2027, 1, 0),
            (0, 1, 1),
            (10_000, 1, 1),
        ] {
            assert_eq!(Date::from_ymd(year, month, of_month), None);
        }
        assert!(Date::from_ymd(2000, 2, 29).is_some());
        assert!(Date::from_ymd(2028, 2, 29).is_some());
    }

    #[test]
    fn extremes_do_not_panic() {
        for days in [i32::MIN, i32::MAX] {
            let date = Date(days);
            let _ = (
                date.to_string(),
                date.plus(1),
                Date::first_of(date.month_index()),
            );
            let _ = days_between(Date(i32::MIN), date);
        }
    }

    #[test]
    fn a_year_between_first_days_is_365_25_days() {
        assert_eq!(days_between(day(2026, 1, 1), day(2027, 1, 1)), 365.25);
        assert_eq!(days_between(day(2028, 2, 1), day(2028, 3, 1)), 30.4375);
        assert_eq!(days_between(day(2027, 1, 1), day(2026, 1, 1)), -365.25);
        assert_eq!(days_between(day(2028, 2, 1), day(2028, 3, 2)), 30.0);
        assert_eq!(days_between(day(2028, 2, 28), day(2028, 3, 1)), 2.0);
    }
}
