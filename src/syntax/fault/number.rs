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

/// `6 tn USD`, `5m USD`
#[derive(Debug, Error, Diagnostic)]
#[error("`{word}` is not a magnitude")]
#[diagnostic(code("magnitude-word"), help("{help}"))]
pub struct MagnitudeWord {
    /// The word.
    pub word: String,
    /// What to write.
    pub help: String,
    /// Where.
    #[label("magnitudes are `k`, `M`, `B`, `T`, or whole words: `million`")]
    pub span: Span,
}

/// `5USD`
#[derive(Debug, Error, Diagnostic)]
#[error("a unit is glued to its number")]
#[diagnostic(code("glued-unit"), help("write `{mended}`"))]
pub struct GluedUnit {
    /// What to write.
    pub mended: String,
    /// Where.
    #[label("a unit follows after a space")]
    pub span: Span,
}

/// `1 000`
#[derive(Debug, Error, Diagnostic)]
#[error("a space between digits")]
#[diagnostic(code("digit-space"), help("write `{mended}`"))]
pub struct DigitSpace {
    /// What to write.
    pub mended: String,
    /// Where.
    #[label("thousands are grouped with `_`")]
    pub span: Span,
}

/// `18 %`
#[derive(Debug, Error, Diagnostic)]
#[error("a space before `%`")]
#[diagnostic(code("detached-percent"), help("write `{mended}`"))]
pub struct DetachedPercent {
    /// What to write.
    pub mended: String,
    /// Where.
    #[label("`%` is glued to its number")]
    pub span: Span,
}

/// `.5`
#[derive(Debug, Error, Diagnostic)]
#[error("a number begins with a point")]
#[diagnostic(code("leading-point"), help("write `{mended}`"))]
pub struct LeadingPoint {
    /// What to write.
    pub mended: String,
    /// Where.
    #[label("numbers begin with a digit")]
    pub span: Span,
}

/// `5..20` where a range of values is meant
#[derive(Debug, Error, Diagnostic)]
#[error("a range of values is written with `to`")]
#[diagnostic(code("range-dots"), help("{help}"))]
pub struct RangeDots {
    /// What to write.
    pub help: String,
    /// Where.
    #[label("not a range of values")]
    pub span: Span,
}

/// `USD 5M`
#[derive(Debug, Error, Diagnostic)]
#[error("a unit before its number")]
#[diagnostic(code("unit-first"), help("write `{mended}`"))]
pub struct UnitFirst {
    /// What to write.
    pub mended: String,
    /// Where.
    #[label("units follow their number")]
    pub span: Span,
}

/// `USD per kg`
#[derive(Debug, Error, Diagnostic)]
#[error("`per` is not a word of units")]
#[diagnostic(code("per-word"), help("write `{mended}`"))]
pub struct PerWord {
    /// What to write.
    pub mended: String,
    /// Where.
    #[label("units are divided with `/`, without spaces")]
    pub span: Span,
}

/// `5 percent`
#[derive(Debug, Error, Diagnostic)]
#[error("`{word}` is not a unit")]
#[diagnostic(code("percent-word"), help("write `{digits}%`"))]
pub struct PercentWord {
    /// The word.
    pub word: String,
    /// The number.
    pub digits: String,
    /// Where.
    #[label("a percentage is written with its sign, directly after the number")]
    pub span: Span,
}
