//! Dates and the timeline.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// Time in a model without a timeline.
#[derive(Debug, Error, Diagnostic)]
#[error("{what} needs a timeline, and the model has none")]
#[diagnostic(
    code("no-timeline"),
    help("add one: `model NAME {{ time 2026..2035 }}`")
)]
#[allow(missing_docs)]
pub struct NoTimeline {
    pub what: &'static str,
    #[label("needs a timeline")]
    pub span: Span,
}

/// A date or window outside the timeline.
#[derive(Debug, Error, Diagnostic)]
#[error("`{what}` lies outside the timeline, {timeline}")]
#[diagnostic(code("outside-time"), help("{help}"))]
#[allow(missing_docs)]
pub struct OutsideTime {
    pub what: String,
    pub timeline: String,
    pub help: String,
    #[label("outside {timeline}")]
    pub span: Span,
}

/// A period where a single step is meant.
#[derive(Debug, Error, Diagnostic)]
#[error("`{period}` covers {steps} steps, and `at` reads one")]
#[diagnostic(
    code("vague-date"),
    help(
        "write the step, as in `{of} at {last}`, or the average over it: `average({of} during {period})`"
    )
)]
#[allow(missing_docs)]
pub struct VagueDate {
    pub of: String,
    pub period: String,
    pub steps: usize,
    pub last: String,
    #[label("{steps} steps")]
    pub span: Span,
}

/// A total of something that is no rate.
#[derive(Debug, Error, Diagnostic)]
#[error("`{function}` adds up a rate over time, and `{text}` is {unit}")]
#[diagnostic(code("needs-rate"), help("{help}"))]
#[allow(missing_docs)]
pub struct NotARate {
    pub help: String,
    pub function: &'static str,
    pub text: String,
    pub unit: String,
    #[label("{unit}: not per time")]
    pub span: Span,
}

/// Growth over a year that is no whole number of steps.
#[derive(Debug, Error, Diagnostic)]
#[error("`growth` compares with a year before, and a step of {step} does not divide a year")]
#[diagnostic(
    code("no-whole-year"),
    help("use a timeline by year, quarter or month")
)]
#[allow(missing_docs)]
pub struct NoWholeYear {
    pub step: String,
    #[label("a year is no whole number of steps")]
    pub span: Span,
}
