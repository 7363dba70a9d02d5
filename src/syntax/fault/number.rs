//! Numbers written another way.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// `1e999`
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is too large a number")]
#[diagnostic(code("number-too-large"), help("numbers reach up to about 1.8e308"))]
pub struct NumberTooLarge {
    /// The number as written.
    pub text: String,
    /// Where.
    #[label("not a finite number")]
    pub span: Span,
}
