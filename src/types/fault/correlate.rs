//! Correlations.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// Something that is not drawn along a scale.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` cannot be correlated: {is}")]
#[diagnostic(code("cannot-correlate"), help("{help}"))]
#[allow(missing_docs)]
pub struct CannotCorrelate {
    pub name: String,
    pub is: String,
    pub help: String,
    #[label("{is}")]
    pub span: Span,
    #[label("`{name}` is declared here")]
    pub declared: Span,
}

/// Two that are drawn at different times.
#[derive(Debug, Error, Diagnostic)]
#[error("`{first_name}` is drawn {first}, and `{second_name}` {second}")]
#[diagnostic(
    code("cannot-correlate"),
    help(
        "correlate what is drawn at the same time: give both the same `each`, such as `each year`, or neither"
    )
)]
#[allow(missing_docs)]
pub struct DrawnApart {
    pub first_name: String,
    pub first: &'static str,
    pub second_name: String,
    pub second: &'static str,
    #[label("drawn {first}")]
    pub first_span: Span,
    #[label("drawn {second}")]
    pub second_span: Span,
    #[label(primary, "correlated here")]
    pub span: Span,
}

/// One name with itself.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is correlated with itself")]
#[diagnostic(code("cannot-correlate"), help("name two different assumptions"))]
#[allow(missing_docs)]
pub struct WithItself {
    pub name: String,
    #[label("first here")]
    pub first: Span,
    #[label(primary, "and again here")]
    pub second: Span,
}

/// A correlation that is none.
#[derive(Debug, Error, Diagnostic)]
#[error("a correlation is a number from -1 to 1, and `{text}` is {is}")]
#[diagnostic(
    code("correlation-value"),
    help(
        "write a number: 1 where the ranks of both always agree, -1 where they are opposite, 0 where neither tells of the other"
    )
)]
#[allow(missing_docs)]
pub struct CorrelationValue {
    pub text: String,
    pub is: String,
    #[label("{is}")]
    pub span: Span,
}

/// One pair with two correlations.
#[derive(Debug, Error, Diagnostic)]
#[error("two correlations are given for `{a}` and `{b}`")]
#[diagnostic(
    code("correlation-twice"),
    help("keep the one that is right, and delete the other")
)]
#[allow(missing_docs)]
pub struct CorrelationTwice {
    pub a: String,
    pub b: String,
    pub one: f64,
    pub other: f64,
    #[label("{one} here")]
    pub first: Span,
    #[label(primary, "{other} here")]
    pub second: Span,
}

/// Correlations that no numbers can have.
#[derive(Debug, Error, Diagnostic)]
#[error("these correlations cannot all hold: {names}")]
#[diagnostic(code("impossible-correlations"), help("{help}"))]
#[allow(missing_docs)]
pub struct ImpossibleCorrelations {
    pub names: String,
    pub help: String,
    #[label("does not go with the others")]
    pub span: Span,
}
