//! What is wrong with a file of stored outcomes.

use miette::Diagnostic;

use crate::span::Span;

/// It was cut off, or something else was written into it.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("the stored outcomes in `{name}` are damaged: {what}")]
#[diagnostic(
    code("damaged-results"),
    help(
        "`foreland test --accept MODEL` makes the file anew; what version control has of it may be whole"
    )
)]
pub struct Damaged {
    /// The file.
    pub name: String,
    /// How.
    pub what: &'static str,
    /// What should stand where.
    pub wanted: String,
    /// Where.
    #[label("{wanted}")]
    pub span: Span,
}

/// It is something else.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{name}` lies where the outcomes of the model are stored, and has something else in it")]
#[diagnostic(
    code("foreign-results"),
    help(
        "move it away or give it another name: the outcomes of `NAME.fore` are stored in `NAME.results`"
    )
)]
pub struct Foreign {
    /// The file.
    pub name: String,
}

/// It was written by a program that knows more.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error(
    "`{name}` was written by a newer version of foreland, which lays stored outcomes out differently"
)]
#[diagnostic(
    code("foreign-results"),
    help(
        "use that version, or remove the file and store the outcomes of this one: `foreland test --accept MODEL`"
    )
)]
pub struct Newer {
    /// The file.
    pub name: String,
}

/// Its numbers come about in another way.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error(
    "`{name}` has outcomes of numerics edition {theirs}, and this version of foreland draws by edition {ours}"
)]
#[diagnostic(
    code("other-edition"),
    help(
        "another edition makes other draws: compare with a version that has edition {theirs}, or store anew: `foreland test --accept MODEL`"
    )
)]
pub struct Edition {
    /// The file.
    pub name: String,
    /// What it was made with.
    pub theirs: u32,
    /// What this program has.
    pub ours: u32,
}
