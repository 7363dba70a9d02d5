//! What can be wrong with names.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// A name that nothing declares.
#[derive(Debug, Error, Diagnostic)]
#[error("nothing is called `{name}`")]
#[diagnostic(code("unknown-name"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnknownName {
    pub name: String,
    pub help: String,
    #[label("this name is not declared")]
    pub span: Span,
}

/// A name that stands for something else than its place needs.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is {is}, not {wanted}")]
#[diagnostic(code("wrong-name"), help("{help}"))]
#[allow(missing_docs)]
pub struct WrongName {
    pub name: String,
    pub is: String,
    pub wanted: &'static str,
    pub help: String,
    #[label("{wanted} is needed here")]
    pub span: Span,
    #[label("`{name}` is declared here")]
    pub declared: Option<Span>,
}

/// A member that its owner does not have.
#[derive(Debug, Error, Diagnostic)]
#[error("`{owner}` has no `{member}`")]
#[diagnostic(code("unknown-member"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnknownMember {
    pub owner: String,
    pub member: String,
    pub help: String,
    #[label("not part of {owner_is}")]
    pub span: Span,
    pub owner_is: String,
}

/// One name declared twice.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is declared twice{}", kinds(.first_kind, .kind))]
#[diagnostic(code("duplicate-name"), help("{help}"))]
#[allow(missing_docs)]
pub struct DuplicateName {
    pub help: String,
    pub name: String,
    pub kind: &'static str,
    pub first_kind: &'static str,
    #[label("first declared here")]
    pub first: Span,
    #[label(primary, "and again here")]
    pub second: Span,
}

/// What the two are, where they differ.
fn kinds(first: &str, second: &str) -> String {
    if first == second {
        String::new()
    } else {
        format!(": as {first} and as {second}")
    }
}

/// One column, option, class or kind named twice.
#[derive(Debug, Error, Diagnostic)]
#[error("the {what} `{name}` stands here twice")]
#[diagnostic(code("duplicate-name"), help("rename one of the two, or delete it"))]
#[allow(missing_docs)]
pub struct WithinDuplicate {
    pub what: &'static str,
    pub name: String,
    #[label("first here")]
    pub first: Span,
    #[label(primary, "and again here")]
    pub second: Span,
}

/// A former name that is the present one.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is what this is called now, and not a former name")]
#[diagnostic(
    code("former-name"),
    help("write the name that it had before, or delete `was {name}`")
)]
#[allow(missing_docs)]
pub struct FormerIsOwn {
    pub name: String,
    #[label("its own name")]
    pub span: Span,
}

/// A former name that something still has.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is still declared, and so no former name of `{own}`")]
#[diagnostic(
    code("former-name"),
    help(
        "if `{name}` was renamed to `{own}`, delete the old declaration; if both go on, delete `was {name}`: each has draws of its own"
    )
)]
#[allow(missing_docs)]
pub struct StillDeclared {
    pub name: String,
    pub own: String,
    #[label(primary, "said to be a former name of `{own}`")]
    pub span: Span,
    #[label("still declared here")]
    pub declared: Span,
}

/// A former name told twice.
#[derive(Debug, Error, Diagnostic)]
#[error("`was {name}` stands here twice, and a name goes on in one place")]
#[diagnostic(
    code("former-name"),
    help("keep it where the draws and the history of `{name}` go on, and delete the other")
)]
#[allow(missing_docs)]
pub struct FormerOfTwo {
    pub name: String,
    #[label("first here")]
    pub first: Span,
    #[label(primary, "and again here")]
    pub second: Span,
}

/// An element of an index that stands for actors, and is none.
#[derive(Debug, Error, Diagnostic)]
#[error("`{element}`, an element of `{index}`, is not an actor")]
#[diagnostic(code("wrong-name"), help("declare it: `actor {element} \"…\"`"))]
#[allow(missing_docs)]
pub struct NotOfActors {
    pub index: String,
    pub element: String,
    #[label("each element must be an actor here")]
    pub span: Span,
}

/// `trade.exports.growth`, `output[a][b]`
#[derive(Debug, Error, Diagnostic)]
#[error("nothing has a part here")]
#[diagnostic(
    code("unknown-member"),
    help(
        "a name is followed by at most one point and one pair of brackets: `outage.active`, `output[mountain]`, `cost[light, tailings]`"
    )
)]
#[allow(missing_docs)]
pub struct TooDeep {
    #[label("leads nowhere")]
    pub span: Span,
}
