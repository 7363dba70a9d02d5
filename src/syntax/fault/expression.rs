//! Mistakes in expressions.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// `a < b < c`
#[derive(Debug, Error, Diagnostic)]
#[error("comparisons do not chain")]
#[diagnostic(
    code("chained-comparison"),
    help("write two comparisons joined by `and`: `{mended}`")
)]
pub struct ChainedComparison {
    /// What to write.
    pub mended: String,
    /// The whole chain.
    #[label("two comparisons in one")]
    pub span: Span,
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

/// `let x == 5`
#[derive(Debug, Error, Diagnostic)]
#[error("`==` compares, and nothing is compared here")]
#[diagnostic(code("double-equals"), help("write `=`"))]
pub struct DoubleEquals {
    /// Where.
    #[label]
    pub span: Span,
}

/// `if a = b`
#[derive(Debug, Error, Diagnostic)]
#[error("`=` does not compare")]
#[diagnostic(code("single-equals"), help("{help}"))]
pub struct SingleEquals {
    /// What to write.
    pub help: String,
    /// Where.
    #[label]
    pub span: Span,
}

/// `previous(x, initial = 0)`
#[derive(Debug, Error, Diagnostic)]
#[error("a named argument is written with `:`")]
#[diagnostic(code("argument-equals"), help("write `{mended}`"))]
pub struct ArgumentEquals {
    /// What to write.
    pub mended: String,
    /// Where.
    #[label("with `:`, not `=`")]
    pub span: Span,
}

/// `let x ~ 5 to 20`
#[derive(Debug, Error, Diagnostic)]
#[error("`~` stands only in `assume`")]
#[diagnostic(code("tilde-outside-assume"), help("{help}"))]
pub struct TildeOutsideAssume {
    /// What to write.
    pub help: String,
    /// Where.
    #[label("nothing is drawn here")]
    pub span: Span,
}

/// `elif`
#[derive(Debug, Error, Diagnostic)]
#[error("`{word}` is written as two words: `else if`")]
#[diagnostic(code("else-if"), help("write `else if`"))]
pub struct ElseIf {
    /// The word.
    pub word: &'static str,
    /// Where.
    #[label("one word here")]
    pub span: Span,
}

/// `1 + if a then b else c`
#[derive(Debug, Error, Diagnostic)]
#[error("`{word}` inside an expression stands in brackets")]
#[diagnostic(code("bare-if"), help("write `({word} … )`"))]
pub struct BareIf {
    /// The word.
    pub word: &'static str,
    /// Where.
    #[label("needs brackets here")]
    pub span: Span,
}

/// `if a then b`
#[derive(Debug, Error, Diagnostic)]
#[error("an `if` without `else`")]
#[diagnostic(
    code("missing-else"),
    help("add `else …`: an expression has a value in every case")
)]
pub struct MissingElse {
    /// Where.
    #[label("`else …` is missing here")]
    pub span: Span,
    /// The `if`.
    #[label("belongs to this")]
    pub opener: Span,
}

/// `if (a) b`
#[derive(Debug, Error, Diagnostic)]
#[error("`then` is missing")]
#[diagnostic(code("missing-then"), help("{help}"))]
pub struct MissingThen {
    /// What to write.
    pub help: String,
    /// Where.
    #[label("no `then` in it")]
    pub span: Span,
}
