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
#[error("{condition}the weights of the {what} add up to {}%, not 100%", number(*.percent))]
#[diagnostic(code("weights-total"), help("{help}"))]
#[allow(missing_docs)]
pub struct BadWeights {
    /// `where operator is private, `, or nothing.
    pub condition: String,
    pub what: String,
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
            condition: String::new(),
            what: what.to_owned(),
            percent,
            help,
            first,
            last,
        }
    }

    /// Where they fail in a combination of other choices. `mend`: the last option, and what its weight there would have
    /// to be, in per cent, if that is possible.
    pub fn in_combination(
        what: String,
        percent: f64,
        condition: &str,
        mend: Option<(&str, f64)>,
        (first, last): (Span, Span),
    ) -> Self {
        let there = match condition {
            "" => String::new(),
            _ => format!("where `{condition}`, "),
        };
        let help = match mend {
            Some((last, mend)) => format!(
                "weights are never rescaled: they must add up to 100% whatever is chosen above; {there}that of `{last}` could be {mend}%"
            ),
            None => {
                format!("weights are never rescaled: {there}lower them until they add up to 100%")
            }
        };
        BadWeights {
            condition: there,
            what,
            percent,
            help,
            first,
            last,
        }
    }
}

/// A weight that looks at what is not settled before it.
#[derive(Debug, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code("weight-looks"), help("{help}"))]
#[allow(missing_docs)]
pub struct WeightLooks {
    pub message: String,
    pub help: String,
    pub here: String,
    #[label(primary, "{here}")]
    pub span: Span,
    #[label("declared here")]
    pub declared: Option<Span>,
}

impl WeightLooks {
    /// At the choice whose weight it is.
    pub fn itself(own: &str, span: Span) -> Self {
        WeightLooks {
            message: format!("a weight of `{own}` looks at `{own}` itself"),
            help:
                "a weight decides which option holds, and may look at choices declared above only"
                    .to_owned(),
            here: "not settled yet".to_owned(),
            span,
            declared: None,
        }
    }

    /// At a choice that is declared below; `through`: in what it names.
    pub fn below(own: &str, other: &str, through: bool, span: Span, declared: Span) -> Self {
        let rests = if through {
            ", which this rests on,"
        } else {
            ""
        };
        WeightLooks {
            message: format!("a weight of `{own}` looks at `{other}`, which is declared below"),
            help: format!(
                "move `choice {other}` above `choice {own}`: a weight may look at choices declared above only; or let the weights of `{other}` look at `{own}` instead"
            ),
            here: format!("`{other}`{rests} is settled after `{own}`"),
            span,
            declared: Some(declared),
        }
    }

    /// At something that is no choice and not known.
    pub fn not_known((own, option): (&str, &str), named: &str, is: &str, span: Span) -> Self {
        WeightLooks {
            message: format!("a weight of `{own}` looks at `{named}`, which is {is}"),
            help: format!(
                "weights are settled before anything is drawn or happens: look at choices declared above and at known values; for what comes later, let an event switch the choice, as in `switch {own} to {option} when …`"
            ),
            here: format!("{is}: not settled before the weights"),
            span,
            declared: None,
        }
    }
}
