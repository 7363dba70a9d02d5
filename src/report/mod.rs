//! Results → text: a table for people, CSV and JSON for programs. All three say the same.
//!
//! Nothing here reads or writes a file, and nothing depends on the time of day.

mod csv;
mod diff;
mod findings;
mod json;
mod markdown;
mod register;
mod rows;
mod samples;
pub mod stored;
mod table;
pub mod tried;
mod words;
mod wrap;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use csv::csv;
pub use diff::{apart_markdown, diff_json, diff_markdown, diff_table};
pub use findings::join_findings;
pub use json::json;
pub use register::{
    Shown, register_csv, register_json, register_markdown, register_table, register_xlsx,
};
pub use samples::samples_csv;
pub use table::{View, failure_line, table, unknowns, verdict_line};
pub use wrap::wrap;

use serde::Serialize;

use crate::eval::verdict::{self, Claim, Held};
use crate::outcome::Results;

/// Everything that a run has to say.
#[derive(Clone, Debug)]
pub struct Report {
    /// How it came about.
    pub record: Record,
    /// What was found.
    pub results: Results,
    /// What was asserted and expected, and whether it holds.
    pub verdicts: Vec<Told>,
}

/// What is needed to make the same run again.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// The model's name.
    pub model: String,
    /// What it says of itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// The files it was read from.
    pub files: Vec<FileRecord>,
    /// Declarations replaced for this run, as given: `cover=90 days`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub set: Vec<String>,
    /// The date the model speaks from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Its timeline: `2026-01..2027-12 by month`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The titles of the scenarios that are shown, where they have one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<ScenarioTitle>,
    /// Draws made.
    pub draws: usize,
    /// How the draws were summed up where they did not fit into the memory there was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub streamed: Option<Streamed>,
    /// The seed.
    pub seed: u64,
    /// The edition of the numerics: the same edition gives the same numbers everywhere.
    pub numerics_edition: u32,
    /// The version of the program.
    pub version: String,
}

/// How draws are summed up that are not kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Streamed {
    /// The memory that they do not fit into.
    pub memory: String,
    /// How far quantiles may be off, relative to their size; nought where they are all exact.
    pub quantile_error: f64,
    /// The first so many draws are kept of what is looked at all at once: expectations, and what is made of results across
    /// scenarios.
    pub held_draws: usize,
}

/// A scenario with its title.
#[derive(Clone, Debug, Serialize)]
pub struct ScenarioTitle {
    /// Its name.
    pub scenario: String,
    /// What it is called in words.
    pub title: String,
}

/// A file with its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileRecord {
    /// Its name as given.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A verdict in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// `assert` or `expect`.
    pub claim: Claim,
    /// Which of the model's asserts or expectations it is about.
    pub index: usize,
    /// Its title, or the text of its condition.
    pub title: String,
    /// The scenario it was decided in, if in one.
    pub scenario: Option<String>,
    /// Whether the condition holds.
    pub held: Held,
    /// The draws that an expectation was decided on.
    pub draws: Option<usize>,
    /// Why it is known to fail.
    pub refuted: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// What is of interest even where it holds.
    pub measured: Option<String>,
    /// Where it is unknown: the declarations that say so.
    pub rests_on: Vec<String>,
}

impl Told {
    /// Whether the model's test passes: what is refuted must fail, all else must hold. What is undecided or
    /// unknown does neither.
    pub fn passes(&self) -> bool {
        verdict::passes(self.held, self.refuted.is_some())
    }

    /// Whether the draws made show it to fail: it neither passes nor is it undecided or unknown.
    pub fn fails(&self) -> bool {
        !self.passes() && !matches!(self.held, Held::Undecided | Held::Unknown)
    }

    /// Whether nobody can know, as it rests on something unknown.
    pub fn is_unknown(&self) -> bool {
        self.held == Held::Unknown
    }
}
