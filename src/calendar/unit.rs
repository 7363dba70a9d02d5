//! What a step of the timeline is counted in.

/// A unit of calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum StepUnit {
    Year,
    Quarter,
    Month,
    Week,
    Day,
}

impl StepUnit {
    /// How long it is. Years, quarters and months are exactly this long, whatever the calendar says.
    pub fn days(self) -> f64 {
        match self {
            StepUnit::Year => 365.25,
            StepUnit::Quarter => 91.3125,
            StepUnit::Month => 30.4375,
            StepUnit::Week => 7.0,
            StepUnit::Day => 1.0,
        }
    }

    /// How many of them make a year.
    pub fn per_year(self) -> f64 {
        StepUnit::Year.days() / self.days()
    }

    /// How many whole months it has; `None` where it is counted in days.
    pub(super) fn months(self) -> Option<i64> {
        match self {
            StepUnit::Year => Some(12),
            StepUnit::Quarter => Some(3),
            StepUnit::Month => Some(1),
            StepUnit::Week | StepUnit::Day => None,
        }
    }

    /// `month`
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// `months`
    pub fn plural(self) -> &'static str {
        self.words().1
    }

    /// `1 month`, `5 years`
    pub fn counted(self, count: u32) -> String {
        let word = if count == 1 {
            self.name()
        } else {
            self.plural()
        };
        format!("{count} {word}")
    }

    /// The unit that `month` or `months` names.
    pub fn parse(word: &str) -> Option<StepUnit> {
        use StepUnit::*;
        [Year, Quarter, Month, Week, Day]
            .into_iter()
            .find(|unit| word == unit.name() || word == unit.plural())
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            StepUnit::Year => ("year", "years"),
            StepUnit::Quarter => ("quarter", "quarters"),
            StepUnit::Month => ("month", "months"),
            StepUnit::Week => ("week", "weeks"),
            StepUnit::Day => ("day", "days"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_four_quarters_and_twelve_months() {
        assert_eq!(StepUnit::Year.days(), 4.0 * StepUnit::Quarter.days());
        assert_eq!(StepUnit::Year.days(), 12.0 * StepUnit::Month.days());
        assert_eq!(StepUnit::Month.per_year(), 12.0);
        assert_eq!(StepUnit::Day.per_year(), 365.25);
    }

    #[test]
    fn words_are_read_and_written() {
        assert_eq!(StepUnit::parse("quarter"), Some(StepUnit::Quarter));
        assert_eq!(StepUnit::parse("weeks"), Some(StepUnit::Week));
        assert_eq!(StepUnit::parse("fortnight"), None);
        assert_eq!(StepUnit::Year.counted(5), "5 years");
        assert_eq!(StepUnit::Day.counted(1), "1 day");
    }
}
