//! What a run cannot give a value for.

use miette::{Diagnostic, SourceSpan};
use thiserror::Error;

/// A result rests on something that is no number.
#[derive(Debug, Error, Diagnostic)]
#[error("{what} ({place})")]
#[diagnostic(code("no-value"), help("{help}"))]
pub struct NoValue {
    /// What went wrong, in an analyst's words.
    pub what: String,
    /// Scenario, step and draw.
    pub place: String,
    /// What to do about it.
    pub help: &'static str,
    /// The expression.
    #[label("has no value there")]
    pub at: SourceSpan,
}
