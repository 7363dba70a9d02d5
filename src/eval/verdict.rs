//! Whether what a model asserts and expects holds.

use crate::span::Span;
use crate::types::model::ScenarioId;

/// The verdict on one `assert` or `expect` in one scenario, or over scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// `assert` or `expect`.
    pub claim: Claim,
    /// Its position in the model's list.
    pub index: usize,
    /// Its title, or the text of its condition.
    pub title: String,
    /// The scenario in which it was decided; none for an expectation that names all of its scenarios.
    pub scenario: Option<ScenarioId>,
    /// Whether the condition holds.
    pub held: Held,
    /// The draws that an expectation was decided on, where more than one look was taken.
    pub draws: Option<usize>,
    /// Why it is known to fail, and must go on failing.
    pub refuted: Option<String>,
    /// What was found, in the user's units: `left 0.93, right 1.00` or `first in draw 17, 2027-03: -0.2 < 0`.
    pub found: Option<String>,
    /// What is of interest even where it holds: the means that a direction was told from.
    pub measured: Option<String>,
    /// Where it is unknown: the declarations that say so, which the stage behind looks for.
    pub rests_on: Vec<String>,
    /// The declaration.
    pub span: Span,
}

/// What kind of claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Something that must hold in every draw and step.
    Assert,
    /// Something expected of the results.
    Expect,
}

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The draws made do not show it.
    Undecided,
    /// Nobody can know: it rests on something declared unknown.
    Unknown,
}

impl Held {
    /// One that is decided.
    pub fn of(holds: bool) -> Held {
        if holds { Held::Yes } else { Held::No }
    }
}

impl Verdict {
    /// Whether the model's test passes: what is refuted must fail, all else must hold. What is undecided or unknown does
    /// neither.
    pub fn passes(&self) -> bool {
        passes(self.held, self.refuted.is_some())
    }
}

/// Whether a test passes whose condition holds or not, and that may be refuted.
pub fn passes(held: Held, refuted: bool) -> bool {
    match held {
        Held::Yes => !refuted,
        Held::No => refuted,
        Held::Undecided | Held::Unknown => false,
    }
}
