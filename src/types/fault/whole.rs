//! What only the model as a whole shows.

use miette::{Diagnostic, LabeledSpan};
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
        "choose an option, trigger or prevent an event, take a claim, or adjust something in it; or delete it; if it is the one to compare with, say so: `accept idle-scenario because \"…\"`"
    )
)]
#[allow(missing_docs)]
pub struct IdleScenario {
    pub name: String,
    #[label("the same as the model without it")]
    pub span: Span,
}

/// A scenario that does what another does.
#[derive(Debug, Error, Diagnostic)]
#[error("{}", if *.extends { format!("the scenario `{name}` changes nothing in `{other}`, which it extends") } else { format!("the scenarios `{other}` and `{name}` are the same") })]
#[diagnostic(
    code("idle-scenario"),
    severity(Warning),
    help(
        "let it differ: choose another option, trigger or prevent an event, take a claim, or adjust something in it; or delete it"
    )
)]
#[allow(missing_docs)]
pub struct SameScenarios {
    pub name: String,
    pub other: String,
    pub extends: bool,
    #[label(primary, "its results are those of `{other}`")]
    pub span: Span,
    #[label("the same as this one")]
    pub first: Span,
}

/// An option that does what another does.
#[derive(Debug, Error, Diagnostic)]
#[error("the option `{name}` of `{choice}` does what `{other}` does")]
#[diagnostic(
    code("same-options"),
    severity(Warning),
    help(
        "say what `{name}` changes, as in `cut NAME by 20%`, or ask for it, as in `if {choice} is {name} then …`; or delete it"
    )
)]
#[allow(missing_docs)]
pub struct SameOptions {
    pub choice: String,
    pub name: String,
    pub other: String,
    #[label(primary, "no outcome tells it from `{other}`")]
    pub span: Span,
    #[label("the same as this one")]
    pub first: Span,
}

/// A claim that never holds.
#[derive(Debug, Error, Diagnostic)]
#[error("the claim of `{source_name}` on `{name}` has no weight, and no scenario takes it")]
#[diagnostic(
    code("moves-nothing"),
    severity(Warning),
    help(
        "give it a weight, or let a scenario have it, as in `take {name} from {source_name}`; or keep it on record with `accept moves-nothing because \"…\"`"
    )
)]
#[allow(missing_docs)]
pub struct ClaimMovesNothing {
    pub name: String,
    pub source_name: String,
    #[label("never holds")]
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
    /// What the label of the assert says.
    pub rules: String,
    #[label("{rules}")]
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

/// An assert that fails whatever is drawn.
#[derive(Debug, Error, Diagnostic)]
#[error("{message}: the assert fails in every draw")]
#[diagnostic(
    code("assert-fails"),
    severity(Warning),
    help(
        "check the numbers that go in; if the claim is known to be wrong, keep it and say so: `{{ refuted because \"…\" }}`"
    )
)]
#[allow(missing_docs)]
pub struct AssertFails {
    pub message: String,
    #[label(primary, "does not hold")]
    pub span: Span,
    #[label(collection, "goes into it")]
    pub parts: Vec<LabeledSpan>,
}

/// A switch that can lead to what an assert forbids.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` can switch to {combination}, which an assert rules out")]
#[diagnostic(
    code("forbidden-combination"),
    severity(Warning),
    help(
        "switch only where the combination is allowed, with `when` behind the switch; or switch the other choice too, or loosen the assert"
    )
)]
#[allow(missing_docs)]
pub struct ForbiddenSwitch {
    pub name: String,
    pub combination: String,
    #[label(primary, "can lead to it")]
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

/// A scenario at the end of a long row of scenarios that extend each other.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` extends more than {limit} scenarios, one through the other")]
#[diagnostic(
    code("too-deep"),
    help("let it extend an earlier one, and say in it all that it changes")
)]
#[allow(missing_docs)]
pub struct ScenarioTooDeep {
    pub name: String,
    pub limit: usize,
    #[label("one too many")]
    pub span: Span,
}

/// An event that nothing lets fire.
#[derive(Debug, Error, Diagnostic)]
#[error("the event `{name}` can never fire")]
#[diagnostic(code("never-acts"), severity(Warning), help("{help}"))]
#[allow(missing_docs)]
pub struct EventNeverFires {
    pub name: String,
    pub why: String,
    pub help: String,
    #[label("{why}")]
    pub span: Span,
}
