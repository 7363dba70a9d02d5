//! Declarations that do not begin or end where they should.

use miette::Diagnostic;
use thiserror::Error;

use super::shown;
use crate::span::Span;
use crate::suggest::nearest;

/// `asume x = 3`
#[derive(Debug, Error, Diagnostic)]
#[error("unknown declaration `{word}`")]
#[diagnostic(code("unknown-declaration"), help("{help}"))]
pub struct UnknownDeclaration {
    /// The first word of the line.
    pub word: String,
    /// What to write.
    pub help: String,
    /// Where.
    #[label("a declaration begins with its keyword")]
    pub span: Span,
}

impl UnknownDeclaration {
    /// With the nearest keyword.
    pub fn new(word: &str, keywords: &[&'static str], span: Span) -> Self {
        let help = match nearest(word, keywords.iter().copied()) {
            _ if ["import", "include", "require", "using"].contains(&word) => {
                "write `use \"FILE\"`".to_owned()
            }
            Some(near) => format!("did you mean `{near}`?"),
            None => "begin with `assume`, `let`, `event`, `outcome` or another keyword, or indent the line to continue the one above".to_owned(),
        };
        UnknownDeclaration {
            word: shown(word),
            help,
            span,
        }
    }
}

/// The generic message: what could stand here.
#[derive(Debug, Error, Diagnostic)]
#[error("expected {expected}")]
#[diagnostic(code("unexpected"))]
pub struct Unexpected {
    /// What could stand here, in words.
    pub expected: String,
    /// What stands here.
    pub label: String,
    /// What to do, where something can be said.
    #[help]
    pub help: Option<String>,
    /// Where.
    #[label("{label}")]
    pub span: Span,
}

/// The grammar and the builder of the tree disagree: our mistake, not the user's.
#[derive(Debug, Error, Diagnostic)]
#[error("this declaration could not be read")]
#[diagnostic(
    code("internal-syntax"),
    help("this is a mistake in foreland; please report it with the line")
)]
pub struct Internal {
    /// Where.
    #[label("parsed, but not understood")]
    pub span: Span,
}

/// A line that begins with an operator.
#[derive(Debug, Error, Diagnostic)]
#[error("a line begins with `{operator}`")]
#[diagnostic(
    code("operator-at-start"),
    help("put the operator at the end of the line before: `{mended}`")
)]
pub struct OperatorAtStart {
    /// The operator.
    pub operator: String,
    /// The line before, mended.
    pub mended: String,
    /// Where.
    #[label("the line before has already ended")]
    pub span: Span,
}

/// `{` below its declaration.
#[derive(Debug, Error, Diagnostic)]
#[error("`{{` stands on a line of its own")]
#[diagnostic(code("brace-line"), help("write `{{` at the end of the line before"))]
pub struct BlockOnNextLine {
    /// Where.
    #[label("a block begins on the line of what it belongs to")]
    pub span: Span,
    /// The end of the line before.
    #[label("here")]
    pub line: Span,
}

/// A keyword of a declaration that is not in column 1.
#[derive(Debug, Error, Diagnostic)]
#[error("`{keyword}` does not start in column 1")]
#[diagnostic(code("indented-declaration"), help("{help}"))]
pub struct IndentedDeclaration {
    /// The keyword.
    pub keyword: String,
    /// What to do.
    pub help: String,
    /// Where.
    #[label("indented, so it continues what stands above")]
    pub span: Span,
    /// The block that is still open.
    #[label("this block is still open")]
    pub opener: Option<Span>,
}
