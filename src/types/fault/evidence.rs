//! Evidence.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// A number that rests on nothing.
#[derive(Debug, Error, Diagnostic)]
#[error("the number in `{name}` has no source and no reason")]
#[diagnostic(
    code("no-evidence"),
    severity(Warning),
    help(
        "say where it comes from, `{{ source NAME }}`, or why you assume it, `{{ because \"…\" }}`"
    )
)]
#[allow(missing_docs)]
pub struct NoEvidence {
    pub name: String,
    #[label("no source, no reason")]
    pub span: Span,
}

/// A source newer than the date the model speaks from.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` was published {on} {published}, after the date of the model, {as_of}")]
#[diagnostic(
    code("source-too-new"),
    severity(Warning),
    help(
        "check the date of `{name}` (its `published`), or set `as of {published}` or later in `model`"
    )
)]
#[allow(missing_docs)]
pub struct SourceTooNew {
    pub name: String,
    pub published: String,
    /// "on" a day, "in" a month or a year
    pub on: &'static str,
    pub as_of: String,
    #[label(primary, "later than {as_of}")]
    pub declared: Span,
    #[label("cited here")]
    pub span: Span,
}

/// Evidence past its review date.
#[derive(Debug, Error, Diagnostic)]
#[error("this evidence was to be reviewed by {by}, and the model speaks from {as_of}")]
#[diagnostic(
    code("review-due"),
    severity(Warning),
    help("look at it again: confirm or change the number, then set a new `review by`")
)]
#[allow(missing_docs)]
pub struct ReviewDue {
    pub by: String,
    pub as_of: String,
    #[label("overdue")]
    pub span: Span,
}

/// A number dated later than all that it rests on.
#[derive(Debug, Error, Diagnostic)]
#[error("this number is as of {date}, and `{name}` was published before that, {on} {published}")]
#[diagnostic(
    code("as-of-after-source"),
    severity(Warning),
    help(
        "write the date that the source speaks of, or cite a newer one; if the number was carried forward, say how: `because \"…\"`"
    )
)]
#[allow(missing_docs)]
pub struct AsOfAfterSource {
    pub name: String,
    pub date: String,
    pub published: String,
    /// "on" a day, "in" a month or a year
    pub on: &'static str,
    #[label(primary, "later than what it rests on")]
    pub span: Span,
    #[label("published {on} {published}")]
    pub declared: Span,
}

/// Evidence from after the date of the model.
#[derive(Debug, Error, Diagnostic)]
#[error("this evidence is as of {date}, after the date of the model, {as_of}")]
#[diagnostic(
    code("source-too-new"),
    severity(Warning),
    help("check the date, or set `as of {date}` or later in `model`")
)]
#[allow(missing_docs)]
pub struct EvidenceTooNew {
    pub date: String,
    pub as_of: String,
    #[label("later than {as_of}")]
    pub span: Span,
}
