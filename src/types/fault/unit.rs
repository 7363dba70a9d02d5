//! Units that are unknown or do not fit.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// Two sides of different units.
#[derive(Debug, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code("units-differ"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnitsDiffer {
    pub message: String,
    pub help: String,
    pub left: String,
    pub right: String,
    #[label("this is {left}")]
    pub first: Span,
    #[label(primary, "this is {right}")]
    pub second: Span,
}

/// A stock taken for a flow, or a flow for a stock: units that differ by a time only.
#[derive(Debug, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code("missing-rate"), help("{help}"))]
#[allow(missing_docs)]
pub struct MissingRate {
    pub message: String,
    pub help: String,
    pub left: String,
    pub right: String,
    #[label("this is {left}")]
    pub first: Span,
    #[label(primary, "this is {right}")]
    pub second: Span,
}

/// A unit that is not built in and not declared.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is not a unit")]
#[diagnostic(code("unknown-unit"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnknownUnit {
    pub name: String,
    pub help: String,
    #[label("not a known unit")]
    pub span: Span,
}

/// A word after `of` that is no declared kind.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is not a kind")]
#[diagnostic(code("unknown-kind"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnknownKind {
    pub name: String,
    pub help: String,
    #[label("no `kind` of this name is declared")]
    pub span: Span,
}

/// An exponent with a unit.
#[derive(Debug, Error, Diagnostic)]
#[error("an exponent must be a plain number, and this one is in `{unit}`")]
#[diagnostic(
    code("bad-power"),
    help("divide it by one unit of its kind first, as in `x ^ (t / (1 year))`")
)]
#[allow(missing_docs)]
pub struct BadExponent {
    pub unit: String,
    #[label("in `{unit}`")]
    pub span: Span,
}

/// A unit raised to a power that only the run knows.
#[derive(Debug, Error, Diagnostic)]
#[error("a number in `{unit}` can only be raised to a fixed power")]
#[diagnostic(
    code("bad-power"),
    help(
        "write the exponent as a number, such as 2 or 0.5, or divide the base by one unit of its kind so that it is a plain number"
    )
)]
#[allow(missing_docs)]
pub struct PowerOfUnit {
    pub unit: String,
    #[label("in `{unit}`")]
    pub base: Span,
    #[label(primary, "not a fixed number")]
    pub exponent: Span,
}

/// A quantity that names itself before its unit is known.
#[derive(Debug, Error, Diagnostic)]
#[error("the unit of `{name}` cannot be told, because it is made from itself")]
#[diagnostic(code("unit-needed"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnitNeeded {
    pub name: String,
    pub help: String,
    #[label(primary, "`{name}` is used here")]
    pub span: Span,
    #[label("and declared here, without a unit")]
    pub declared: Span,
}

/// A value that does not fit its declared unit or the unit of its target.
#[derive(Debug, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code("units-differ"), help("{help}"))]
#[allow(missing_docs)]
pub struct NotInDeclaredUnit {
    pub message: String,
    pub help: String,
    pub declared: String,
    pub is: String,
    #[label("{declared} is wanted here")]
    pub first: Span,
    #[label(primary, "this is {is}")]
    pub second: Span,
}

/// A name that is also a unit in use.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is also the name of a unit")]
#[diagnostic(
    code("shadowed-unit"),
    severity(Warning),
    help("give the {what} another name, so that a reader cannot take one for the other")
)]
#[allow(missing_docs)]
pub struct NameLikeUnit {
    pub name: String,
    pub what: &'static str,
    #[label("`{name}` is a unit that this model uses")]
    pub span: Span,
}

/// A unit declared anew that every model has.
#[derive(Debug, Error, Diagnostic)]
#[error("the unit `{name}` is built in")]
#[diagnostic(
    code("duplicate-name"),
    help("give yours another name, such as `own_{name}`, or delete it and use the built-in one")
)]
#[allow(missing_docs)]
pub struct BuiltInUnit {
    pub name: String,
    #[label("every model has a unit of this name")]
    pub span: Span,
}

/// A unit to a power that nothing is measured in.
#[derive(Debug, Error, Diagnostic)]
#[error("a unit to a power this high measures nothing")]
#[diagnostic(
    code("bad-power"),
    help("check the exponents: volumes have 3, areas 2")
)]
#[allow(missing_docs)]
pub struct TooHighPower {
    #[label("the power of its unit is too high")]
    pub span: Span,
}
