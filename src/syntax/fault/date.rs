//! Dates that do not exist or are written another way.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// `2027-13`
#[derive(Debug, Error, Diagnostic)]
#[error("there is no date `{text}`")]
#[diagnostic(code("impossible-date"), help("{help}"))]
pub struct ImpossibleDate {
    /// The date as written.
    pub text: String,
    /// What to write.
    pub help: String,
    /// Where.
    #[label("{label}")]
    pub span: Span,
    /// What is wrong with it.
    pub label: &'static str,
}

impl ImpossibleDate {
    /// Finds out which part of the date is impossible.
    pub fn new(text: &str, span: Span) -> Self {
        let label = if text.contains('Q') {
            "quarters are Q1 to Q4"
        } else if text.len() > 7 {
            "no such day"
        } else {
            "months are 01 to 12"
        };
        let spaced = text.replace('-', " - ");
        let help = format!(
            "write a date such as `2027`, `2027-03`, `2027-Q1` or `2027-03-31`; to subtract, write `{spaced}`"
        );
        ImpossibleDate {
            text: text.to_owned(),
            help,
            span,
            label,
        }
    }
}

/// `31.12.2027`, `03/2027`, `March 2027`
#[derive(Debug, Error, Diagnostic)]
#[error("dates are written `2027`, `2027-03`, `2027-Q1` or `2027-03-31`")]
#[diagnostic(code("date-form"), help("{help}"))]
pub struct DateForm {
    /// What to write.
    pub help: String,
    /// The date.
    #[label("a date in another form")]
    pub span: Span,
}
