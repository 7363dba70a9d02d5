//! What is weak about an assumption.

use crate::calendar::{Date, Period};
use crate::syntax::ast::Level;
use crate::types::is_overdue;

use super::{Backing, Entry};

/// A reason to look at a number again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// It has neither source nor reason.
    Unsourced,
    /// It was to be reviewed by this date, and the model speaks from a later one.
    Overdue(String),
    /// What is known of it is of this date, and the model speaks from so many years later or more.
    Old(String, u32),
    /// Whoever wrote it down is not sure.
    LowConfidence,
    /// No source for it is more reliable than low.
    LowReliability,
}

/// Which entries are looked for; all of them if nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Those without source and reason.
    pub unsourced: bool,
    /// Those whose review is overdue or whose evidence is old.
    pub stale: bool,
    /// Those that nobody is sure of.
    pub low_confidence: bool,
}

impl Sought {
    /// Whether all entries are looked for.
    pub fn all(self) -> bool {
        self == Sought::default()
    }

    /// Whether an entry is looked for.
    pub fn keeps(self, entry: &Entry) -> bool {
        self.all() || entry.weak.iter().any(|weakness| self.is(weakness))
    }

    /// Whether this is what is looked for.
    pub fn is(self, weakness: &Weakness) -> bool {
        match weakness {
            Weakness::Unsourced => self.unsourced,
            Weakness::Overdue(_) | Weakness::Old(..) => self.stale,
            Weakness::LowConfidence | Weakness::LowReliability => self.low_confidence,
        }
    }
}

impl Weakness {
    /// What is said of it.
    pub fn told(&self) -> String {
        match self {
            Weakness::Unsourced => "no source, no reason".to_owned(),
            Weakness::Overdue(by) => format!("review overdue since {by}"),
            Weakness::Old(date, years) => format!("evidence of {date}, over {years} years old"),
            Weakness::LowConfidence => "low confidence".to_owned(),
            Weakness::LowReliability => "only sources of low reliability".to_owned(),
        }
    }
}

/// The dates that age is told by.
pub(super) struct Clock {
    pub(super) as_of: Option<Period>,
    pub(super) old: Option<u32>,
}

impl Clock {
    /// What is weak about a number with this backing. `unsourced` is whether it needs a source or a reason and has none.
    pub(super) fn weak(&self, unsourced: bool, backing: &Backing) -> Vec<Weakness> {
        let mut weak = Vec::new();
        if unsourced {
            weak.push(Weakness::Unsourced);
        }
        if let (Some(as_of), Some(by)) = (self.as_of, backing.review_by)
            && is_overdue(by, as_of)
        {
            weak.push(Weakness::Overdue(by.to_string()));
        }
        if let (Some(as_of), Some(old), Some(date)) = (self.as_of, self.old, backing.speaks_of)
            && date.last() < years_before(as_of.first(), old)
        {
            weak.push(Weakness::Old(date.to_string(), old));
        }
        if backing.confidence == Some(Level::Low) {
            weak.push(Weakness::LowConfidence);
        }
        let low = |source: &super::Citation| source.source.reliability == Some(Level::Low);
        if !backing.sources.is_empty() && backing.sources.iter().all(low) {
            weak.push(Weakness::LowReliability);
        }
        weak
    }
}

/// The same day so many years before; for a leap day the one before it.
fn years_before(day: Date, years: u32) -> Date {
    let (year, month, date) = day.ymd();
    let year = year.saturating_sub_unsigned(years);
    let same = Date::from_ymd(year, month, date);
    same.or_else(|| Date::from_ymd(year, month, date.saturating_sub(1)))
        .unwrap_or(Date(i32::MIN))
}
