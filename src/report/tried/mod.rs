//! What trying a model comes to: each assert and expectation, and the outcomes held against the stored ones; for people,
//! as JSON, and as JUnit XML.

mod json;
mod junit;
mod text;

use std::collections::BTreeMap;

pub use json::json;
pub use junit::junit;
pub use text::{block, summary};

use super::Told;
use super::stored::{Moved, Place, Share};
use crate::eval::verdict::Claim;

/// A model that was tried.
#[derive(Clone, Debug)]
pub struct Tried {
    /// Its file.
    pub file: String,
    /// Why it cannot be run, as it was told.
    pub broken: Option<String>,
    /// The verdicts on what it asserts and expects.
    pub verdicts: Vec<Told>,
    /// Its outcomes against the stored ones.
    pub outcomes: Outcomes,
}

/// What became of stored outcomes.
#[derive(Clone, Debug)]
pub enum Outcomes {
    /// There are none.
    NotStored,
    /// They are as stored.
    AsStored,
    /// They are not.
    Differ(Difference),
    /// What is stored cannot be read, as it was told.
    Unreadable(String),
    /// They are stored now, and were not before.
    New(String),
    /// They are stored now, in place of others.
    Renewed(String),
    /// They could not be stored, as it was told.
    NotWritten(String),
}

/// Outcomes that are not as stored.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The file that they are stored in.
    pub file: String,
    /// How many values there are or were.
    pub values: usize,
    /// Those that differ.
    pub moved: Vec<Moved>,
    /// What each change moved of them, the weightiest first, as far as that is known.
    pub shares: BTreeMap<Place, Vec<Share>>,
    /// What else the model declares since, a line each.
    pub since: Vec<String>,
}

/// An assert or an expectation over all scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds, or fails as it is said to.
    Passed,
    /// It does not.
    Failed,
    /// The draws made do not tell.
    Undecided,
    /// It rests on something unknown.
    Unknown,
}

/// The verdicts on each assert and each expectation, over scenarios, in the order of the model.
pub(super) fn claims(verdicts: &[Told]) -> Vec<Vec<&Told>> {
    let mut claims: Vec<Vec<&Told>> = Vec::new();
    for told in verdicts {
        let same = |other: &&mut Vec<&Told>| {
            other
                .first()
                .is_some_and(|first| first.claim == told.claim && first.index == told.index)
        };
        match claims.iter_mut().find(same) {
            Some(claim) => claim.push(told),
            None => claims.push(vec![told]),
        }
    }
    claims
}

/// What an assert or expectation comes to.
pub(super) fn state(claim: &[&Told]) -> State {
    let open = |told: &&&Told| !told.passes() && !told.is_unknown();
    let failed: Vec<&&Told> = claim.iter().filter(open).collect();
    match failed.first() {
        Some(_) if failed.iter().any(|told| told.fails()) => State::Failed,
        Some(_) => State::Undecided,
        None if claim.iter().any(|told| told.is_unknown()) => State::Unknown,
        None => State::Passed,
    }
}

pub(super) fn word(claim: Claim) -> &'static str {
    match claim {
        Claim::Assert => "assert",
        Claim::Expect => "expect",
    }
}

/// How much was tried, and what came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Asserts, expectations and stored outcomes that pass.
    pub passed: usize,
    /// Those that fail.
    pub failed: usize,
    /// Those that the draws made do not decide.
    pub undecided: usize,
    /// Those that rest on something unknown.
    pub unknown: usize,
    /// Models that cannot be run.
    pub broken: usize,
    /// Stored outcomes that cannot be read or written.
    pub unusable: usize,
    /// Models whose outcomes are stored.
    pub stored: usize,
    /// Models whose outcomes are not.
    pub not_stored: usize,
    /// Models whose outcomes were stored just now.
    pub accepted: usize,
}

impl Tally {
    /// Of these models.
    pub fn of(tried: &[Tried]) -> Tally {
        let mut tally = Tally::default();
        for one in tried {
            tally.add(one);
        }
        tally
    }

    fn add(&mut self, tried: &Tried) {
        self.broken += usize::from(tried.broken.is_some());
        for claim in claims(&tried.verdicts) {
            match state(&claim) {
                State::Passed => self.passed += 1,
                State::Failed => self.failed += 1,
                State::Undecided => self.undecided += 1,
                State::Unknown => self.unknown += 1,
            }
        }
        self.stored += usize::from(!matches!(tried.outcomes, Outcomes::NotStored));
        match &tried.outcomes {
            Outcomes::NotStored => self.not_stored += usize::from(tried.broken.is_none()),
            Outcomes::AsStored => self.passed += 1,
            Outcomes::Differ(_) => self.failed += 1,
            Outcomes::Unreadable(_) | Outcomes::NotWritten(_) => self.unusable += 1,
            Outcomes::New(_) | Outcomes::Renewed(_) => self.accepted += 1,
        }
    }
}
