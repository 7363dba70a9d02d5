//! Functions and their arguments.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// A function that does not exist.
#[derive(Debug, Error, Diagnostic)]
#[error("there is no function `{name}`")]
#[diagnostic(code("unknown-function"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnknownFunction {
    pub name: String,
    pub help: String,
    #[label("not a function")]
    pub span: Span,
}

/// A function with too few or too many arguments.
#[derive(Debug, Error, Diagnostic)]
#[error("`{function}` takes {wanted}, and has {has} here")]
#[diagnostic(code("wrong-arguments"), help("{help}"))]
#[allow(missing_docs)]
pub struct WrongCount {
    pub function: String,
    pub wanted: String,
    pub has: usize,
    pub help: String,
    #[label("{has} here")]
    pub span: Span,
}

/// A labelled argument that the function does not take.
#[derive(Debug, Error, Diagnostic)]
#[error("`{function}` takes no `{label}:`")]
#[diagnostic(code("wrong-arguments"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnknownLabelled {
    pub function: String,
    pub label: String,
    pub help: String,
    #[label("not a label of `{function}`")]
    pub span: Span,
}

/// `during`, `given` or `over` in a function that does not take it.
#[derive(Debug, Error, Diagnostic)]
#[error("`{function}` takes no `{word}`")]
#[diagnostic(
    code("wrong-arguments"),
    help(
        "`during` goes with total, average, highest, lowest, first, ever and always; `over` with sum, average, highest and lowest; `given` with summaries in `expect`"
    )
)]
#[allow(missing_docs)]
pub struct Modifier {
    pub word: &'static str,
    pub function: String,
    #[label("does not belong to `{function}`")]
    pub span: Span,
}

/// `closing` of something that is no stock.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is not a stock, and only a stock has a closing balance")]
#[diagnostic(code("wrong-arguments"), help("name a stock: `closing(store)`"))]
#[allow(missing_docs)]
pub struct NotAStock {
    pub text: String,
    #[label("not a stock")]
    pub span: Span,
}

/// A quantile of no fixed share.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is not a share of the draws")]
#[diagnostic(
    code("wrong-arguments"),
    help("write a percentage from 0% to 100%, as in `quantile(x, 90%)`")
)]
#[allow(missing_docs)]
pub struct BadQuantile {
    pub text: String,
    #[label("not a fixed share")]
    pub span: Span,
}

/// A summary over draws outside an expectation.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` sums up draws, and there is only one draw here")]
#[diagnostic(
    code("summary-outside"),
    help(
        "leave it out (reports give mean and percentiles of every outcome), or use it in an `expect`; over time, use `average`, `highest` or `lowest`"
    )
)]
#[allow(missing_docs)]
pub struct SummaryOutside {
    pub name: String,
    #[label("only in `expect`")]
    pub span: Span,
}
