//! Declarations that do not begin or end where they should.

use miette::Diagnostic;
use thiserror::Error;

use super::{nearest, shown};
use crate::span::Span;

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
