//! A date as people write it: a year, a quarter, a month or a day.

use std::fmt;

use super::date::month_index;
use super::{Date, StepUnit};

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

impl Period {
    /// Reads `2027`, `2027-Q1`, `2027-03` or `2027-03-31`; `None` for anything else and for what the calendar
    /// does not have.
    pub fn parse(text: &str) -> Option<Period> {
        let mut parts = text.split('-');
        let year = i32::try_from(digits(parts.next()?, 4)?)
            .ok()
            .filter(|year| *year >= 1)?;
        let Some(second) = parts.next() else {
            return Some(Period::Year(year));
        };
        let third = parts.next();
        if parts.next().is_some() {
            return None;
        }
        if let Some(quarter) = second.strip_prefix('Q') {
            let quarter = digits(quarter, 1).filter(|quarter| (1..=4).contains(quarter))?;
            return third
                .is_none()
                .then_some(Period::Quarter(year, quarter as u8));
        }
        let month = digits(second, 2).filter(|month| (1..=12).contains(month))? as u8;
        match third {
            None => Some(Period::Month(year, month)),
            Some(day) => Date::from_ymd(year, month, digits(day, 2)? as u8).map(Period::Day),
        }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        match self {
            Period::Day(date) => date,
            _ => Date::first_of(self.months().0),
        }
    }

    /// Its last day.
    pub fn last(self) -> Date {
        match self {
            Period::Day(date) => date,
            _ => {
                let (start, count) = self.months();
                Date::first_of(start + count).plus(-1)
            }
        }
    }

    /// The unit that it is one of.
    pub fn granularity(self) -> StepUnit {
        match self {
            Period::Year(_) => StepUnit::Year,
            Period::Quarter(..) => StepUnit::Quarter,
            Period::Month(..) => StepUnit::Month,
            Period::Day(_) => StepUnit::Day,
        }
    }

    /// The period that ends on a day: as coarse as this one, or as can be.
    pub fn ending_on(self, day: Date) -> Period {
        let (year, month, _) = day.ymd();
        let periods = [
            Period::Year(year),
            Period::Quarter(year, (month - 1) / 3 + 1),
            Period::Month(year, month),
        ];
        let fine = |period: &Period| period.granularity().days() <= self.granularity().days();
        let mut fitting = periods.into_iter().filter(fine);
        let found = fitting.find(|period| period.last() == day);
        found.unwrap_or(Period::Day(day))
    }

    /// Whether it begins on a later day than `other` does.
    pub fn begins_later_than(self, other: Period) -> bool {
        self.first() > other.first()
    }

    /// The month it starts in and how many it has; a day stands for its month.
    fn months(self) -> (i64, i64) {
        match self {
            Period::Year(year) => (month_index(year, 1), 12),
            Period::Quarter(year, quarter) => {
                (month_index(year, 1) + 3 * (i64::from(quarter) - 1), 3)
            }
            Period::Month(year, month) => (month_index(year, month), 1),
            Period::Day(date) => (date.month_index(), 1),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year(year) => write!(f, "{year:04}"),
            Period::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Period::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Period::Day(date) => date.fmt(f),
        }
    }
}

/// The number that exactly `count` digits write.
fn digits(text: &str, count: usize) -> Option<u32> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str) -> String {
        let period = Period::parse(text).unwrap();
        assert_eq!(period.to_string(), text);
        format!("{} {}", period.first(), period.last())
    }

    #[test]
    fn a_date_is_its_whole_period() {
        assert_eq!(ends("2027"), "2027-01-01 2027-12-31");
        assert_eq!(ends("2027-Q1"), "2027-01-01 2027-03-31");
        assert_eq!(ends("2027-Q4"), "2027-10-01 2027-12-31");
        assert_eq!(ends("2027-02"), "2027-02-01 2027-02-28");
        assert_eq!(ends("2028-02"), "2028-02-01 2028-02-29");
        assert_eq!(ends("2027-03-31"), "2027-03-31 2027-03-31");
        assert_eq!(ends("0001"), "0001-01-01 0001-12-31");
        assert_eq!(ends("9999"), "9999-01-01 9999-12-31");
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "27",
            "0000",
            "20270",
            "2027-",
            "2027-0",
            "2027-1",
            "2027-13",
            "2027-00",
            "2027-Q0",
            "2027-Q5",
            "2027-Q12",
            "2027-q1",
            "2027-02-29",
            "2027-03-1",
            "2027-03-311",
            "2027-Q1-01",
            "2027-03-31-",
            "+027",
            "2027-+1",
            "２０２７",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn order_is_by_the_first_day() {
        let period = |text| Period::parse(text).unwrap();
        assert!(!period("2025-12").begins_later_than(period("2025-12-15")));
        assert!(period("2026-01").begins_later_than(period("2025-12-15")));
        assert!(!period("2025").begins_later_than(period("2025-01-01")));
    }

    #[test]
    fn impossible_values_do_not_panic() {
        for period in [
            Period::Year(i32::MAX),
            Period::Quarter(i32::MIN, 0),
            Period::Month(i32::MAX, 255),
        ] {
            let _ = (period.first(), period.last(), period.to_string());
        }
    }
}
