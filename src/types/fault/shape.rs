//! Values of the wrong kind, clauses in the wrong place, circles.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;
use crate::types::declare::nothing;
use crate::units::Unit;

/// A value of one kind where another is needed.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is {is}, and {wanted} is needed here")]
#[diagnostic(code("wrong-type"), help("{help}"))]
#[allow(missing_docs)]
pub struct WrongType {
    pub wanted: &'static str,
    pub is: String,
    pub text: String,
    pub help: String,
    #[label("{is}")]
    pub span: Span,
}

/// Something in a place where it means nothing.
#[derive(Debug, Error, Diagnostic)]
#[error("{what} cannot stand here")]
#[diagnostic(code("misplaced"), help("{help}"))]
#[allow(missing_docs)]
pub struct Misplaced {
    pub what: &'static str,
    pub help: String,
    #[label("not here")]
    pub span: Span,
}

/// Alternatives of different kinds.
#[derive(Debug, Error, Diagnostic)]
#[error("one branch is {left}, another is {right}")]
#[diagnostic(
    code("branches-differ"),
    help("make all of them the same kind of thing")
)]
#[allow(missing_docs)]
pub struct BranchesDiffer {
    pub left: String,
    pub right: String,
    #[label("this is {left}")]
    pub first: Span,
    #[label(primary, "this is {right}")]
    pub second: Span,
}

/// A comparison that means nothing.
#[derive(Debug, Error, Diagnostic)]
#[error("{left} cannot be compared with {right}")]
#[diagnostic(code("cannot-compare"), help("{help}"))]
#[allow(missing_docs)]
pub struct CannotCompare {
    pub left: String,
    pub right: String,
    pub help: String,
    #[label("this is {left}")]
    pub first: Span,
    #[label(primary, "this is {right}")]
    pub second: Span,
}

/// A clause that may stand once and stands twice.
#[derive(Debug, Error, Diagnostic)]
#[error("`{what}` stands here twice")]
#[diagnostic(code("repeated-clause"), help("keep one of the two"))]
#[allow(missing_docs)]
pub struct RepeatedClause {
    pub what: String,
    #[label("first here")]
    pub first: Span,
    #[label(primary, "and again here")]
    pub second: Span,
}

/// A tolerance below nothing.
#[derive(Debug, Error, Diagnostic)]
#[error("`within {text}` allows less than no difference")]
#[diagnostic(
    code("probability-range"),
    help("write by how much the sides may differ either way, such as `within 0.5%`")
)]
#[allow(missing_docs)]
pub struct NegativeTolerance {
    pub text: String,
    #[label("below 0%")]
    pub span: Span,
}

/// A tolerance without a comparison.
#[derive(Debug, Error, Diagnostic)]
#[error("`within` loosens a comparison of numbers, and there is none here")]
#[diagnostic(
    code("misplaced"),
    help(
        "write a comparison of numbers before it, as in `a == b within 0.5%`; of dates say both ends, as in `a >= 2026-04 and a <= 2026-06`"
    )
)]
#[allow(missing_docs)]
pub struct WithinNothing {
    #[label("no numbers are compared")]
    pub span: Span,
}

/// A circle of definitions.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is defined by itself: {circle}")]
#[diagnostic(code("circular"), help("{help}"))]
#[allow(missing_docs)]
pub struct Circular {
    pub name: String,
    pub circle: String,
    pub help: String,
    #[label(primary, "the circle starts here")]
    pub span: Span,
    #[label(collection, "and passes here")]
    pub others: Vec<miette::SourceSpan>,
}

/// How to break a circle.
fn way_out(names: &[&str], unit: Option<Unit>) -> String {
    let (Some(last), reader) = (names.iter().rev().nth(1), names.iter().rev().nth(2)) else {
        return "let one of them read another as the step before left it, with `previous`"
            .to_owned();
    };
    let reader = reader.unwrap_or(last);
    let (initial, aside) = match unit {
        Some(unit) => (nothing(&unit), String::new()),
        None => (
            "0 UNIT".to_owned(),
            format!(" (for UNIT write the unit of `{last}`, such as USD/year)"),
        ),
    };
    format!(
        "let one of them look at the step before: in `{reader}`, write `previous({last}, initial: {initial})` for `{last}`{aside}; this takes last step's `{last}`, and `{initial}` before the first step"
    )
}

/// How to break a circle of outcomes that compare scenarios.
pub const WAY_OUT_ACROSS: &str = "outcomes that compare scenarios are worked out once, one after the other: leave one of them out of this circle";

impl Circular {
    /// A circle within a step, from the first name around to it again. The last but one is the one that could be
    /// read as the step before left it; `unit` is its unit, where that is known.
    pub fn new(
        name: &str,
        circle: &[&str],
        unit: Option<Unit>,
        span: Span,
        others: Vec<miette::SourceSpan>,
    ) -> Self {
        Circular {
            name: name.to_owned(),
            circle: circle.join(" -> "),
            help: way_out(circle, unit),
            span,
            others,
        }
    }
}

/// Something that an expectation would move, and that nothing can move.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` {is}: it cannot be moved to see what follows")]
#[diagnostic(
    code("not-a-lever"),
    help(
        "name an assumption, a column of a table, a choice, an event, or the hazard of one (`EVENT.hazard`)"
    )
)]
#[allow(missing_docs)]
pub struct NotALever {
    pub name: String,
    pub is: &'static str,
    #[label("{is}")]
    pub span: Span,
}
