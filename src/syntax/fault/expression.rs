//! Mistakes in expressions.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// `a < b < c`
#[derive(Debug, Error, Diagnostic)]
#[error("comparisons do not chain")]
#[diagnostic(
    code("chained-comparison"),
    help("write two comparisons: `a < b and b < c`")
)]
pub struct ChainedComparison {
    /// The second operator.
    #[label("a second comparison")]
    pub span: Span,
    /// The first operator.
    #[label("the first one")]
    pub first: Span,
}

/// `1 + not a`
#[derive(Debug, Error, Diagnostic)]
#[error("`not` inside arithmetic or a comparison")]
#[diagnostic(code("not-inside"), help("put it in brackets: `(not …)`"))]
pub struct NotInside {
    /// The `not`.
    #[label("this denies a yes or no, not a number")]
    pub span: Span,
}
