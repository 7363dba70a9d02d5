//! Clauses that are misspelt, misplaced or written twice.

use miette::Diagnostic;
use thiserror::Error;

use super::{nearest, shown};
use crate::span::Span;

/// A clause that may stand once stands twice.
#[derive(Debug, Error, Diagnostic)]
#[error("`{clause}` is written twice")]
#[diagnostic(code("repeated-clause"), help("keep one of the two"))]
pub struct RepeatedClause {
    /// The clause's keyword.
    pub clause: &'static str,
    /// The second.
    #[label("the second")]
    pub span: Span,
    /// The first.
    #[label("the first")]
    pub first: Span,
}

/// `by fortnight`
#[derive(Debug, Error, Diagnostic)]
#[error("unknown step `{word}`")]
#[diagnostic(code("unknown-step"), help("{help}"))]
pub struct UnknownStep {
    /// The word.
    pub word: String,
    /// What to write.
    pub help: String,
    /// Where.
    #[label("not a length of a step")]
    pub span: Span,
}

impl UnknownStep {
    /// With the nearest of the words that may stand there.
    pub fn new(word: &str, span: Span) -> Self {
        let steps = ["year", "quarter", "month", "week", "day"];
        let help = match nearest(word, steps) {
            Some(near) => format!("write `by {near}`"),
            None => "write `by year`, `quarter`, `month`, `week` or `day`".to_owned(),
        };
        UnknownStep {
            word: shown(word),
            help,
            span,
        }
    }
}
