//! What changes do to results.

use super::shares::Shared;

/// What the changes from one version to another do to the results.
#[derive(Clone, Debug, PartialEq)]
pub struct Effects {
    /// The changes that are made one by one, by their positions: those that only make sense together are one.
    pub groups: Vec<Vec<usize>>,
    /// Each result that either version has, in the order of the newer one.
    pub results: Vec<Effect>,
    /// How it was found out.
    pub effort: Effort,
}

/// How effects were found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Draws of each run; one where nothing is drawn in any.
    pub draws: usize,
    /// The seed of all.
    pub seed: u64,
    /// How many models between the versions, both included, the shares need to be run.
    pub needed: usize,
    /// How many were run.
    pub made: usize,
    /// How many of these cannot be run, though both versions can: shares that need them are not told.
    pub failed: usize,
    /// The orders of making the changes that shares are averages over; nothing where it is all orders.
    pub orders: Option<usize>,
}

/// One result before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Which result it is.
    pub result: ResultKey,
    /// The title of its outcome.
    pub title: Option<String>,
    /// The unit of its numbers, if it has one: that of the newer version.
    pub unit: String,
    /// What its numbers are.
    pub measure: Measure,
    /// Whether the older version has it, and the newer one: with a number or not.
    pub known: [bool; 2],
    /// Before; nothing where the older version does not have it, or has no number for it.
    pub before: Option<Spread>,
    /// After; likewise.
    pub after: Option<Spread>,
    /// For each group of changes what it is with that group alone, all others as they were.
    pub alone: Vec<Option<Spread>>,
    /// What each group of changes does to it; nothing where a model between the versions has no number for it.
    pub shared: Option<Shared>,
}

/// Which result something is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResultKey {
    /// The outcome, without an element.
    pub outcome: String,
    /// The element of its index, if it has one.
    pub element: String,
    /// The scenario; empty for what is made across scenarios.
    pub scenario: String,
    /// The date, if it is one of a series.
    pub date: String,
    /// The class, if it is the probability of one.
    pub class: String,
}

/// What a number says of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The mean, in the outcome's unit.
    Mean,
    /// The probability of a yes, or of a class.
    Probability,
    /// The mean of a date, in days since 1970.
    Date,
}

/// A result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// What is measured.
    pub value: f64,
    /// The 5th and the 95th percentile, where it is drawn.
    pub range: Option<[f64; 2]>,
}

impl Effort {
    /// Nothing was run.
    pub fn none() -> Effort {
        Effort {
            draws: 0,
            seed: 0,
            needed: 0,
            made: 0,
            failed: 0,
            orders: None,
        }
    }
}

/// Results that are no further apart than this, relative to their size, are apart by rounding alone.
const ROUNDING: f64 = 1e-12;

impl Spread {
    /// Whether it differs from another by more than rounding.
    pub fn differs_from(&self, other: &Spread) -> bool {
        let size = self.size().max(other.size());
        let apart = |a: f64, b: f64| (a - b).abs() > ROUNDING * size;
        let ranges = match (self.range, other.range) {
            (Some(own), Some(other)) => apart(own[0], other[0]) || apart(own[1], other[1]),
            (own, other) => own.is_some() != other.is_some(),
        };
        ranges || apart(self.value, other.value)
    }

    fn size(&self) -> f64 {
        let range = self.range.into_iter().flatten();
        range.fold(self.value.abs(), |most, value| most.max(value.abs()))
    }
}

impl Effect {
    /// How far it moves, if it has a number before and after; nought where that is by rounding alone.
    pub fn moved(&self) -> Option<f64> {
        let (before, after) = (self.before?, self.after?);
        let moved = after.value - before.value;
        Some(if self.is_rounding(moved) { 0.0 } else { moved })
    }

    /// Whether any change moves it, alone or together with others.
    pub fn is_moved(&self) -> bool {
        differ(self.before, self.after)
            || (0..self.alone.len()).any(|group| self.is_moved_by(group))
    }

    /// Whether a group of changes moves it: its mean or how far it may be from that.
    pub fn is_moved_by(&self, group: usize) -> bool {
        let alone = self.alone.get(group).copied();
        self.share(group) != 0.0 || alone.is_some_and(|alone| differ(alone, self.before))
    }

    /// The share of a group of changes in its move; nought where that is rounding or not known.
    pub fn share(&self, group: usize) -> f64 {
        let shares = self.shared.as_ref().map(|shared| &shared.shares);
        let share = shares.and_then(|shares| shares.get(group)).copied();
        share
            .filter(|share| !self.is_rounding(*share))
            .unwrap_or(0.0)
    }

    /// Whether a difference is nothing but rounding.
    fn is_rounding(&self, moved: f64) -> bool {
        let size = [self.before, self.after].into_iter().flatten();
        let size = size.map(|spread| spread.size()).fold(0.0, f64::max);
        moved.abs() <= ROUNDING * size
    }
}

fn differ(one: Option<Spread>, other: Option<Spread>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.differs_from(&other),
        (one, other) => one.is_some() != other.is_some(),
    }
}

impl Effect {
    /// There is no change that could have a share in it.
    pub fn is_shared_by_none(&mut self) {
        self.alone.clear();
        self.shared = Some(Shared {
            alone: Vec::new(),
            shares: Vec::new(),
            errors: None,
        });
    }
}

impl Effects {
    /// The group that a change belongs to, if it moves results by itself.
    pub fn group_of(&self, change: usize) -> Option<usize> {
        self.groups.iter().position(|group| group.contains(&change))
    }

    /// Whether both versions have each result, with a number or without.
    pub fn all_compare(&self) -> bool {
        let compares =
            |it: &Effect| it.known == [true, true] && it.before.is_some() == it.after.is_some();
        self.results.iter().all(compares)
    }

    /// Whether a group of changes moves any result.
    pub fn moves(&self, group: usize) -> bool {
        let both = self
            .results
            .iter()
            .filter(|effect| effect.known == [true, true]);
        both.into_iter().any(|effect| effect.is_moved_by(group))
    }
}
