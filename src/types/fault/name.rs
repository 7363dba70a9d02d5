//! Names that stand for something else.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// A word that is no option or class of its owner.
#[derive(Debug, Error, Diagnostic)]
#[error("`{owner}` has no `{label}`")]
#[diagnostic(code("unknown-label"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnknownLabel {
    pub owner: String,
    pub label: String,
    pub help: String,
    #[label("not one of those of `{owner}`")]
    pub span: Span,
}

/// A bound used as if it were an estimate.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is a bound ({side}), not an estimate")]
#[diagnostic(
    code("bound-as-value"),
    help(
        "use it in an `assert` or `expect`, or as `min:` or `max:` of a distribution; to calculate with it, assume a value of its own with its own evidence"
    )
)]
#[allow(missing_docs)]
pub struct BoundAsValue {
    pub name: String,
    pub side: &'static str,
    #[label(primary, "used here as a value")]
    pub span: Span,
    #[label("declared as a bound here")]
    pub declared: Span,
}

/// A name that is also a function in use.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is also the name of a function")]
#[diagnostic(
    code("shadowed-function"),
    severity(Warning),
    help("give the {what} another name, so that a reader cannot take one for the other")
)]
#[allow(missing_docs)]
pub struct NameLikeFunction {
    pub name: String,
    pub what: &'static str,
    #[label("this model calls the function `{name}(…)`")]
    pub span: Span,
}

/// Something in an expectation that is not a result of a run.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is not a result of a run")]
#[diagnostic(
    code("not-a-result"),
    help("declare an `outcome` that says what you want to know of it, and use that here")
)]
#[allow(missing_docs)]
pub struct NotAResult {
    pub name: String,
    #[label("not a result")]
    pub span: Span,
}

/// A sum over flows that do not exist.
#[derive(Debug, Error, Diagnostic)]
#[error("no flow counts towards `{text}`")]
#[diagnostic(
    code("no-flow"),
    help("check the actors and the unit: it sums the `flow` declarations from or to this actor")
)]
#[allow(missing_docs)]
pub struct NoFlow {
    pub text: String,
    #[label("nothing to add up")]
    pub span: Span,
}

/// A `take` of a claim that does not exist.
#[derive(Debug, Error, Diagnostic)]
#[error("`{assumption}` has no claim from `{source_name}`")]
#[diagnostic(code("unknown-claim"), help("{help}"))]
#[allow(missing_docs)]
pub struct NoSuchClaim {
    pub assumption: String,
    pub source_name: String,
    pub help: String,
    #[label("no claim of this source")]
    pub span: Span,
    #[label("the assumption is declared here")]
    pub declared: Span,
}
