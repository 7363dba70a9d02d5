//! Stands in until the calendar reads dates itself.
use crate::calendar::{Date, Period};
impl Period {
    /// Reads `2027`, `2027-03`, `2027-Q1`, `2027-03-31`.
    pub fn parse(text: &str) -> Option<Period> {
        let year: i32 = text.get(..4)?.parse().ok()?;
        let Some(rest) = text.get(5..).filter(|rest| !rest.is_empty()) else {
            return (text.len() == 4).then_some(Period::Year(year));
        };
        if let Some(quarter) = rest.strip_prefix('Q') {
            return quarter
                .parse()
                .ok()
                .filter(|q| (1..=4).contains(q))
                .map(|q| Period::Quarter(year, q));
        }
        let month: u8 = rest.get(..2)?.parse().ok()?;
        if !(1..=12).contains(&month) {
            return None;
        }
        match rest.get(3..) {
            None => Some(Period::Month(year, month)),
            Some(day) => day
                .parse()
                .ok()
                .filter(|d: &i32| (1..=31).contains(d))
                .map(|d| Period::Day(Date(year * 372 + i32::from(month) * 31 + d))),
        }
    }
}
