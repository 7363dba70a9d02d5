//! Characters that are not what they seem.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// `"C:\data"`
#[derive(Debug, Error, Diagnostic)]
#[error("unknown escape `{escape}`")]
#[diagnostic(
    code("unknown-escape"),
    help("write `{mended}` for a backslash; strings know `\\\"`, `\\\\` and `\\n`")
)]
pub struct UnknownEscape {
    /// The backslash and what follows it.
    pub escape: String,
    /// The same with the backslash doubled.
    pub mended: String,
    /// Where.
    #[label("means nothing in a string")]
    pub span: Span,
}
