//! Distributions, probabilities, weights, hazards.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;
use crate::units::number;

/// A distribution outside `~`.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is {is}, and chance enters only through a name")]
#[diagnostic(code("misplaced-distribution"), help("{help}"))]
#[allow(missing_docs)]
pub struct MisplacedDistribution {
    pub text: String,
    pub is: &'static str,
    pub help: String,
    #[label("{is} cannot stand here")]
    pub span: Span,
}

/// A distribution behind `=`.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is {is}, and an uncertain value stands behind `~`, not `=`")]
#[diagnostic(code("misplaced-distribution"), help("write `{mended}`"))]
#[allow(missing_docs)]
pub struct KnownDistribution {
    pub text: String,
    pub is: &'static str,
    pub mended: String,
    #[label("{is} behind `=`")]
    pub span: Span,
}

/// A `~` without a distribution.
#[derive(Debug, Error, Diagnostic)]
#[error("`~` needs a distribution, and `{text}` is one value")]
#[diagnostic(code("not-uncertain"), help("{help}"))]
#[allow(missing_docs)]
pub struct NotUncertain {
    pub text: String,
    pub help: String,
    #[label("one value behind `~`")]
    pub span: Span,
}

/// Parameters that make no distribution.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is not a distribution")]
#[diagnostic(code("bad-distribution"), help("{help}"))]
#[allow(missing_docs)]
pub struct BadParameter {
    pub reason: String,
    pub help: String,
    pub text: String,
    #[label("{reason}")]
    pub span: Span,
}

/// A probability, share or weight outside 0..100%.
#[derive(Debug, Error, Diagnostic)]
#[error("{}% is no share or probability: these lie between 0% and 100%", number(*.percent))]
#[diagnostic(code("probability-range"), help("{}", per_cent(.text, *.percent)))]
#[allow(missing_docs)]
pub struct NotAShare {
    pub text: String,
    pub percent: f64,
    #[label("this is {}%", number(*.percent))]
    pub span: Span,
}

/// A hazard or probability that comes to what is none.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` comes to {}%{scenario}, and {what} lies between 0% and 100%", number(*.percent))]
#[diagnostic(
    code("probability-range"),
    help("change what it is made of, so that it lies between 0% and 100%")
)]
#[allow(missing_docs)]
pub struct KnownOutside {
    pub text: String,
    pub what: &'static str,
    pub percent: f64,
    /// In which scenario, where there are several.
    pub scenario: String,
    #[label(primary, "this is {}%", number(*.percent))]
    pub span: Span,
    #[label("declared here")]
    pub declared: Option<Span>,
}

/// What to write for a share that is none.
fn per_cent(text: &str, percent: f64) -> String {
    let written = text.split([' ', '/']).next().unwrap_or_default();
    // A tenth of what was written, if that is a share, is nearest to it.
    let tenth = (percent / 10.0).round();
    let example = if (1.0..100.0).contains(&tenth) {
        tenth
    } else {
        10.0
    };
    if (100.0..=10_000.0).contains(&percent) && written.parse::<f64>().is_ok() {
        format!(
            "if per cent are meant, write `{}`",
            text.replacen(written, &format!("{written}%"), 1)
        )
    } else if let Some((_, time)) = text.split_once('/') {
        format!(
            "the number before `/{time}` must lie between 0% and 100%: for example `{example}%/{time}`"
        )
    } else {
        format!("write a percentage from 0% to 100%, for example `{example}%`")
    }
}

/// A range of percentages that runs out of 0..100%.
#[derive(Debug, Error, Diagnostic)]
#[error("{percent}% of the draws of `{text}` lie outside 0..100%")]
#[diagnostic(
    code("share-outside"),
    severity(Warning),
    help("{}", inside(*.held))
)]
#[allow(missing_docs)]
pub struct OutsideShare {
    pub text: String,
    pub percent: f64,
    /// Whether its draws are held inside.
    pub held: bool,
    #[label("runs out of 0..100%")]
    pub span: Span,
}

/// What to write for what runs out of 0..100%.
fn inside(held: bool) -> &'static str {
    match held {
        true => {
            "what lies above 100% counts as 100%, and below 0% as 0%: narrow the range, or use what stays inside, such as `beta(a, b)` or a base rate like `3 in 16 years`"
        }
        false => {
            "a share: narrow the range, or use what stays inside: `beta(a, b)`, `7 of 20`, or `normal(mean, sd, min: 0%, max: 100%)`\na change, such as growth or an overrun: add it to 1 where it is used, `x * (1 + change)`, or write it so that it can fall, `-5% to 6%`"
        }
    }
}

/// `discrete`, `quantiles` or `mix` without its list.
#[derive(Debug, Error, Diagnostic)]
#[error("`{function}` needs {needs}")]
#[diagnostic(code("wrong-arguments"), help("{help}"))]
#[allow(missing_docs)]
pub struct NoValues {
    pub function: String,
    pub needs: &'static str,
    pub help: String,
    #[label("not a list in brackets")]
    pub span: Span,
}

/// Quantiles at bare numbers.
#[derive(Debug, Error, Diagnostic)]
#[error("before each colon of `quantiles` stands a percentage, and these have no `%`")]
#[diagnostic(code("probability-range"), help("write `{mended}`"))]
#[allow(missing_docs)]
pub struct KeysWithoutPercent {
    pub mended: String,
    #[label("no `%`")]
    pub span: Span,
}

/// `empirical` of something that is no sample.
#[derive(Debug, Error, Diagnostic)]
#[error("`empirical` draws from the cells of a table's column, and {is}")]
#[diagnostic(code("wrong-arguments"), help("{help}"))]
#[allow(missing_docs)]
pub struct NoSample {
    pub is: String,
    pub help: String,
    #[label("a column of known numbers is needed here")]
    pub span: Span,
}

/// A part of a mixture that cannot stand in it.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` cannot stand in a mixture: {why}")]
#[diagnostic(code("bad-distribution"), help("{help}"))]
#[allow(missing_docs)]
pub struct BadPart {
    pub text: String,
    pub why: &'static str,
    pub help: String,
    #[label("{why}")]
    pub span: Span,
}

/// Claims that lie far apart.
#[derive(Debug, Error, Diagnostic)]
#[error("two claims on `{name}` lie far apart: {apart}")]
#[diagnostic(
    code("claims-differ"),
    severity(Warning),
    help(
        "find out which is right; if both may stand, add a line inside the braces, after the claims, and say why: `accept claims-differ because \"…\"`"
    )
)]
#[allow(missing_docs)]
pub struct ClaimsDiffer {
    pub name: String,
    pub apart: String,
    #[label("the lowest claim")]
    pub low: Span,
    #[label(primary, "the highest claim")]
    pub high: Span,
}

/// A hazard that is no probability a year.
#[derive(Debug, Error, Diagnostic)]
#[error("a hazard is a probability within a time, and `{text}` is {is}")]
#[diagnostic(code("bad-hazard"), help("{help}"))]
#[allow(missing_docs)]
pub struct BadHazard {
    pub text: String,
    pub is: String,
    pub help: String,
    #[label("{is}")]
    pub span: Span,
}

/// A duration that rounds away.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is short for steps of {step}: durations round to whole steps")]
#[diagnostic(
    code("short-duration"),
    severity(Warning),
    help("use a finer timeline, such as `by month`, or write the duration in whole steps")
)]
#[allow(missing_docs)]
pub struct ShortDuration {
    pub text: String,
    pub step: String,
    #[label("rounds to one step or two")]
    pub span: Span,
}

/// A duration that is none.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is no duration: it must be longer than zero")]
#[diagnostic(code("bad-duration"), help("{help}"))]
#[allow(missing_docs)]
pub struct BadDuration {
    pub text: String,
    pub help: String,
    #[label("not longer than zero")]
    pub span: Span,
}

impl BadDuration {
    /// As it is written.
    pub fn new(text: String, span: Span) -> Self {
        let help = match text.strip_prefix('-') {
            Some(positive) if !text.contains(" to ") => {
                format!("time runs forward only: write `{}`", positive.trim_start())
            }
            _ => "write how long it takes, as in `2 years`; what lasts for no time is better left out"
                .to_owned(),
        };
        BadDuration { text, help, span }
    }
}

/// A duration of nothing.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` takes no time: {what}")]
#[diagnostic(
    code("idle-duration"),
    severity(Warning),
    help("write how long it takes, as in `2 years`, or leave it out")
)]
#[allow(missing_docs)]
pub struct IdleDuration {
    pub text: String,
    pub what: &'static str,
    #[label("has no effect")]
    pub span: Span,
}
