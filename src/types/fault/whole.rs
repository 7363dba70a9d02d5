//! What only the model as a whole shows.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// Something that moves no outcome.
#[derive(Debug, Error, Diagnostic)]
#[error("{what} `{name}` moves no outcome")]
#[diagnostic(
    code("moves-nothing"),
    severity(Warning),
    help(
        "use it in something that an outcome rests on, delete it, or keep it on record with `accept moves-nothing because \"…\"`"
    )
)]
#[allow(missing_docs)]
pub struct MovesNothing {
    pub what: &'static str,
    pub name: String,
    #[label("no outcome rests on it")]
    pub span: Span,
}

/// A scenario that changes nothing.
#[derive(Debug, Error, Diagnostic)]
#[error("the scenario `{name}` changes nothing")]
#[diagnostic(
    code("idle-scenario"),
    severity(Warning),
    help(
        "choose an option, trigger or prevent an event, take a claim, or adjust something in it; or delete it"
    )
)]
#[allow(missing_docs)]
pub struct IdleScenario {
    pub name: String,
    #[label("the same as the model without it")]
    pub span: Span,
}

/// A scenario that an assert forbids.
#[derive(Debug, Error, Diagnostic)]
#[error("the scenario `{name}` asks for {combination}, which an assert rules out")]
#[diagnostic(
    code("forbidden-combination"),
    help("choose other options, or loosen the assert")
)]
#[allow(missing_docs)]
pub struct ForbiddenScenario {
    pub name: String,
    pub combination: String,
    #[label(primary, "asks for it")]
    pub span: Span,
    #[label("rules it out")]
    pub ruled_out: Span,
}

/// Weights that can draw what an assert forbids.
#[derive(Debug, Error, Diagnostic)]
#[error("{names} can draw {combination}, which an assert rules out")]
#[diagnostic(
    code("forbidden-combination"),
    help("say in each of these scenarios which option holds, such as {choose}; or {weights}")
)]
#[allow(missing_docs)]
pub struct ForbiddenWeights {
    pub names: String,
    pub choose: String,
    pub weights: String,
    pub combination: String,
    #[label(primary, "left open here")]
    pub span: Span,
    #[label("rules it out")]
    pub ruled_out: Span,
}

/// A scenario that extends itself.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` extends itself: {circle}")]
#[diagnostic(code("circular"), help("let one of them extend no other"))]
#[allow(missing_docs)]
pub struct ScenarioCircle {
    pub name: String,
    pub circle: String,
    #[label("extends a scenario that extends it")]
    pub span: Span,
}

/// An event that nothing lets fire.
#[derive(Debug, Error, Diagnostic)]
#[error("the event `{name}` can never fire")]
#[diagnostic(
    code("never-acts"),
    severity(Warning),
    help("give it a `hazard`, an `occurs in` or an `occurs when`, or trigger it in a scenario")
)]
#[allow(missing_docs)]
pub struct EventNeverFires {
    pub name: String,
    #[label("no hazard, no date, no trigger")]
    pub span: Span,
}
