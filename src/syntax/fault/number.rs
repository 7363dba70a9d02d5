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

/// `1,000`, `0,5`
#[derive(Debug, Error, Diagnostic)]
#[error("a comma directly between digits")]
#[diagnostic(code("digit-comma"), help("{help}"))]
pub struct DigitComma {
    /// What to write.
    pub help: String,
    /// The whole number.
    #[label("thousands are grouped with `_`, decimals follow a point")]
    pub span: Span,
}

/// `1.000.000`
#[derive(Debug, Error, Diagnostic)]
#[error("more than one point in a number")]
#[diagnostic(code("digit-dots"), help("{help}"))]
pub struct DigitDots {
    /// What to write.
    pub help: String,
    /// The whole number.
    #[label("thousands are grouped with `_`")]
    pub span: Span,
}

/// `20%%`
#[derive(Debug, Error, Diagnostic)]
#[error("`%` is doubled")]
#[diagnostic(code("doubled-percent"), help("write one `%`"))]
pub struct DoubledPercent {
    /// The signs.
    #[label("one too many")]
    pub span: Span,
}

/// `$6tn`
#[derive(Debug, Error, Diagnostic)]
#[error("`{sign}` is not a unit")]
#[diagnostic(code("currency-sign"), help("{help}"))]
pub struct CurrencySign {
    /// The sign.
    pub sign: char,
    /// What to write.
    pub help: String,
    /// The sign with its amount.
    #[label("currencies are written by their code, after the amount")]
    pub span: Span,
}
