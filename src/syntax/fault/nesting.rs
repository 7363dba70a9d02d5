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
