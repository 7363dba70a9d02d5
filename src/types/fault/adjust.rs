//! Adjustments.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;
use crate::units::number;

/// An adjustment of something that cannot be adjusted.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is {is} and cannot be adjusted")]
#[diagnostic(code("wrong-target"), help("{help}"))]
#[allow(missing_docs)]
pub struct WrongTarget {
    pub text: String,
    pub is: String,
    pub help: String,
    #[label("this is {is}")]
    pub span: Span,
}

/// A `scale by 20%` that reads like a raise.
#[derive(Debug, Error, Diagnostic)]
#[error("`scale {target} by {percent}%` leaves {percent}% of it")]
#[diagnostic(
    code("scale-percent"),
    severity(Warning),
    help(
        "for {percent}% more write `raise {target} by {percent}%`, for {percent}% less `cut {target} by {percent}%`; if {percent}% of it is meant, `scale {target} by {factor}`"
    )
)]
#[allow(missing_docs)]
pub struct ScalePercent {
    pub target: String,
    pub percent: f64,
    pub factor: f64,
    #[label("this is a factor of {factor}")]
    pub span: Span,
}

/// A `set` that fades.
#[derive(Debug, Error, Diagnostic)]
#[error("a `set` cannot fade")]
#[diagnostic(
    code("set-cannot-fade"),
    help("use `add`, `raise`, `cut` or `scale`, which wear off bit by bit")
)]
#[allow(missing_docs)]
pub struct SetCannotFade {
    #[label("fades from what to what?")]
    pub span: Span,
}

/// A fading that is over before it shows.
#[derive(Debug, Error, Diagnostic)]
#[error("`fading over {text}` is over before the next step: steps are of {step}")]
#[diagnostic(
    code("short-duration"),
    severity(Warning),
    help("fade over two steps or more, use a finer timeline, or leave the fading out")
)]
#[allow(missing_docs)]
pub struct FadesAtOnce {
    pub text: String,
    pub step: String,
    #[label("nothing is left of it one step later")]
    pub span: Span,
}

/// Two sets that can hold at once.
#[derive(Debug, Error, Diagnostic)]
#[error("`{target}` is set to {} and to {}, and {both}", by(&.values.0, &.owners.0), by(&.values.1, &.owners.1))]
#[diagnostic(code("conflicting-sets"), help("{help}"))]
#[allow(missing_docs)]
pub struct ConflictingSets {
    pub target: String,
    pub values: (String, String),
    /// Whose they are, where they are not of one owner.
    pub owners: (String, String),
    /// How both can hold.
    pub both: String,
    pub help: String,
    #[label(primary, "set here, to {}", .values.0)]
    pub first: Span,
    #[label("and here, to {}", .values.1)]
    pub second: Span,
}

/// One line over an index that sets one thing for each element, to values of their own.
#[derive(Debug, Error, Diagnostic)]
#[error("`{target}` is set by `{first}` and by `{second}`, each to its own `{value}`")]
#[diagnostic(code("conflicting-sets"), help("{help}"))]
#[allow(missing_docs)]
pub struct SetByEach {
    pub target: String,
    pub first: String,
    pub second: String,
    pub value: String,
    pub help: String,
    #[label("set here for each, to one `{value}` or another")]
    pub span: Span,
}

/// "5% by `tariff_law = new`"
fn by(value: &str, owner: &str) -> String {
    match owner {
        "" => value.to_owned(),
        owner => format!("{value} by `{owner}`"),
    }
}

/// An adjustment that can never act.
#[derive(Debug, Error, Diagnostic)]
#[error("this {what} can never act: {why}")]
#[diagnostic(code("never-acts"), severity(Warning), help("{help}"))]
#[allow(missing_docs)]
pub struct NeverActs {
    /// "adjustment" or "switch"
    pub what: &'static str,
    pub why: String,
    pub help: String,
    #[label("never holds")]
    pub span: Span,
}

/// An adjustment by nothing.
#[derive(Debug, Error, Diagnostic)]
#[error("`{clause}` changes nothing")]
#[diagnostic(
    code("never-acts"),
    severity(Warning),
    help("write what it changes, or delete the line")
)]
#[allow(missing_docs)]
pub struct ChangesNothing {
    pub clause: String,
    #[label("leaves it as it is")]
    pub span: Span,
}

/// A cut of more than everything.
#[derive(Debug, Error, Diagnostic)]
#[error("a cut of {}% takes more than there is", number(*.percent))]
#[diagnostic(code("probability-range"), help("write at most `100%`"))]
#[allow(missing_docs)]
pub struct CutTooMuch {
    pub percent: f64,
    #[label("more than 100%")]
    pub span: Span,
}

/// A `raise by 20` that lacks its percent sign.
#[derive(Debug, Error, Diagnostic)]
#[error("`raise … by {}` makes it {} times as large", number(*.by), number(*.times))]
#[diagnostic(
    code("scale-percent"),
    severity(Warning),
    help(
        "for {0}% more write `raise … by {0}%`; if {1} times as much is meant, `scale … by {1}`",
        number(*.by),
        number(*.times)
    )
)]
#[allow(missing_docs)]
pub struct RaiseManyfold {
    pub by: f64,
    pub times: f64,
    #[label("{0}, not {0}%", number(*.by))]
    pub span: Span,
}
