//! A model's outcomes as they were accepted, with what they rest on: the text that lies beside a model as
//! `NAME.results`, a line a value, so that a number that moves is one line that moves.

mod fault;
mod moved;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use fault::{Damaged, Edition, Foreign, Newer};
pub use moved::{Moved, moved};

use super::{FileRecord, Report};
use crate::fault::Fault;
use crate::source::Source;

/// What the layout of the text is called; another layout gets another number.
pub const LAYOUT: u32 = 1;

/// Accepted outcomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The edition of the numerics that they were made with.
    pub numerics_edition: u32,
    /// Draws made.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
    /// What was found, in the order of the model.
    pub values: Vec<Value>,
    /// What it rests on.
    pub declarations: Declarations,
}

/// All that a model declares and that moves its outcomes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declarations {
    /// The model and the files that it uses, by their path from its folder; its own is empty and comes first.
    pub files: Vec<(String, String)>,
    /// The files that its tables are read from, by the same path, with their fingerprints.
    pub data: Vec<FileRecord>,
}

/// One value of all draws, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What it is a value of.
    pub place: Place,
    /// The unit of its numbers; empty where they have none.
    pub unit: String,
    /// What is said about it: `mean`, `p5`, the name of a class; and the number or word.
    pub statistics: Vec<(String, String)>,
}

/// What a value is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The outcome, with the element of its index: `exports[light, heavy]`.
    pub outcome: String,
    /// The scenario; empty for what is made across scenarios.
    pub scenario: String,
    /// The date; empty for what is no series.
    pub date: String,
}

/// What a change moved of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The names of what changed: one, or several that only make sense together.
    pub changes: Vec<String>,
    /// The class whose probability is moved, if it is that of one.
    pub class: String,
    /// How far, in the unit of the value.
    pub moved: f64,
    /// The standard error of that, where not all orders of the changes were looked at.
    pub error: Option<f64>,
    /// Whether it is in per cent of the draws.
    pub percent: bool,
}

impl Stored {
    /// The outcomes of a run of a whole model.
    pub fn of(report: &Report, declarations: Declarations) -> Stored {
        Stored {
            numerics_edition: report.record.numerics_edition,
            draws: report.record.draws,
            seed: report.record.seed,
            values: write::values(&report.results),
            declarations,
        }
    }

    /// The text that is kept.
    pub fn text(&self) -> String {
        write::text(self)
    }

    /// Reads what [`Stored::text`] wrote.
    ///
    /// # Errors
    /// [`Foreign`], [`Newer`] or [`Damaged`].
    pub fn read(source: &Source) -> Result<Stored, Fault> {
        read::read(source)
    }
}

impl Value {
    /// Whether this number is what is said under a name; what is certain has it as its one value.
    pub fn is(&self, statistic: &str, number: Option<f64>) -> bool {
        let Some(number) = number.map(write::six_digits) else {
            return false;
        };
        let mut said = self.statistics.iter();
        said.any(|(name, said)| {
            (name == statistic || name == "value") && said.trim_end_matches('%') == number
        })
    }
}

impl Place {
    /// Of an element `light/heavy` of an outcome; what there is not is empty.
    pub fn of(outcome: &str, element: &str, scenario: &str, date: &str) -> Place {
        Place {
            outcome: match element {
                "" => outcome.to_owned(),
                element => format!("{outcome}[{}]", element.replace('/', ", ")),
            },
            scenario: scenario.to_owned(),
            date: date.to_owned(),
        }
    }

    /// `in prudent at 2027-12`; empty where there is neither.
    pub fn within(&self) -> String {
        let part = |word: &str, name: &str| match name {
            "" => String::new(),
            name => format!(" {word} {name}"),
        };
        let within = part("in", &self.scenario) + &part("at", &self.date);
        within.trim_start().to_owned()
    }
}
