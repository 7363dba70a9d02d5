//! Texts nested deeper than anybody writes or reads.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// How deep brackets, `if` and the like may nest.
pub const LIMIT: usize = 64;

/// More than [`LIMIT`] levels.
#[derive(Debug, Error, Diagnostic)]
#[error("more than {limit} {what}")]
#[diagnostic(
    code("too-deep"),
    help("name the inner parts with `let` and use the names")
)]
pub struct TooDeep {
    /// What is nested.
    pub what: &'static str,
    /// How many are allowed.
    pub limit: usize,
    /// The first one that is too many.
    #[label("one too many")]
    pub span: Span,
}

/// A bracket that is never closed.
#[derive(Debug, Error, Diagnostic)]
#[error("`{opener}` is not closed")]
#[diagnostic(code("unclosed-bracket"), help("write the closing `{closer}`"))]
pub struct UnclosedBracket {
    /// The bracket.
    pub opener: char,
    /// What would close it.
    pub closer: char,
    /// Where.
    #[label("opened here")]
    pub span: Span,
    /// Where it should have been closed by.
    #[label("should be closed by here")]
    pub here: Span,
}

/// A closing bracket that nothing opened.
#[derive(Debug, Error, Diagnostic)]
#[error("nothing is open that `{closer}` could close")]
#[diagnostic(code("stray-closer"), help("remove it, or write what it closes"))]
pub struct StrayCloser {
    /// The bracket.
    pub closer: char,
    /// Where.
    #[label("closes nothing")]
    pub span: Span,
}
