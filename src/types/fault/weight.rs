//! Weights of options, claims and values.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;
use crate::units::number;

/// Weights that are given for some only.
#[derive(Debug, Error, Diagnostic)]
#[error("some {what} have a weight and others have none")]
#[diagnostic(
    code("missing-weight"),
    help("give each a weight, so that they add up to 100%, or none")
)]
#[allow(missing_docs)]
pub struct SomeWeights {
    pub what: &'static str,
    #[label("has a weight")]
    pub with: Span,
    #[label(primary, "has none")]
    pub without: Span,
}

/// Weights that do not add up to 100%.
#[derive(Debug, Error, Diagnostic)]
#[error("the weights of the {what} add up to {}%, not 100%", number(*.percent))]
#[diagnostic(code("weights-total"), help("{help}"))]
#[allow(missing_docs)]
pub struct BadWeights {
    pub what: &'static str,
    pub percent: f64,
    pub help: String,
    #[label("from here")]
    pub first: Span,
    #[label(primary, "to here: {}%", number(*.percent))]
    pub last: Span,
}

impl BadWeights {
    /// `mend`: what the last weight would have to be, in per cent, if that is possible.
    pub fn new(
        what: &'static str,
        percent: f64,
        mend: Option<String>,
        first: Span,
        last: Span,
    ) -> Self {
        let help = match mend {
            Some(mend) => {
                format!("weights are never rescaled: change them, for example the last to {mend}%")
            }
            None => "weights are never rescaled: lower them until they add up to 100%".to_owned(),
        };
        BadWeights {
            what,
            percent,
            help,
            first,
            last,
        }
    }
}
