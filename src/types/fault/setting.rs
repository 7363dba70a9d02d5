//! The `model` declaration.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// Two `model` declarations.
#[derive(Debug, Error, Diagnostic)]
#[error("a file has one `model`, and this is the second")]
#[diagnostic(code("second-model"), help("merge the two, or delete one"))]
#[allow(missing_docs)]
pub struct SecondModel {
    #[label("the first one")]
    pub first: Span,
    #[label(primary, "a second one")]
    pub second: Span,
}

/// A number of the `model` block that makes no sense.
#[derive(Debug, Error, Diagnostic)]
#[error("`{what}` must be {wanted}")]
#[diagnostic(code("bad-setting"), help("write {wanted}"))]
#[allow(missing_docs)]
pub struct BadNumber {
    pub what: &'static str,
    pub wanted: &'static str,
    #[label("not {wanted}")]
    pub span: Span,
}

/// A timeline that cannot be laid out.
#[derive(Debug, Error, Diagnostic)]
#[error("{reason}")]
#[diagnostic(code("bad-timeline"), help("{help}"))]
#[allow(missing_docs)]
pub struct BadTimeline {
    pub reason: String,
    pub help: String,
    #[label("the timeline")]
    pub span: Span,
}

/// A timeline whose last step goes on after its end.
#[derive(Debug, Error, Diagnostic)]
#[error("the last step, {step}, runs to {runs_to}, and the timeline ends on {end}")]
#[diagnostic(
    code("overrun-timeline"),
    severity(Warning),
    help("steps are all of one length: write `{longer}`{}", or_shorter(.shorter.as_deref()))
)]
#[allow(missing_docs)]
pub struct Overrun {
    pub step: String,
    pub runs_to: String,
    pub end: String,
    pub longer: String,
    pub shorter: Option<String>,
    #[label("runs to {runs_to}")]
    pub span: Span,
}

fn or_shorter(shorter: Option<&str>) -> String {
    shorter.map_or_else(String::new, |shorter| {
        format!(", or `{shorter}` to end before")
    })
}
