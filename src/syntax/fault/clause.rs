//! Clauses that are misspelt, misplaced or written twice.

use miette::Diagnostic;
use thiserror::Error;

use super::shown;
use crate::span::Span;
use crate::suggest::nearest;

/// A clause that may stand once stands twice.
#[derive(Debug, Error, Diagnostic)]
#[error("`{clause}` is written twice")]
#[diagnostic(code("repeated-clause"), help("keep one of the two"))]
pub struct RepeatedClause {
    /// The clause's keyword.
    pub clause: &'static str,
    /// The second.
    #[label("the second")]
    pub span: Span,
    /// The first.
    #[label("the first")]
    pub first: Span,
}

/// `by fortnight`
#[derive(Debug, Error, Diagnostic)]
#[error("unknown step `{word}`")]
#[diagnostic(code("unknown-step"), help("{help}"))]
pub struct UnknownStep {
    /// The word.
    pub word: String,
    /// What to write.
    pub help: String,
    /// Where.
    #[label("not a length of a step")]
    pub span: Span,
}

impl UnknownStep {
    /// With the nearest of the words that may stand there.
    pub fn new(word: &str, span: Span) -> Self {
        let steps = ["year", "quarter", "month", "week", "day"];
        let help = match nearest(word, steps.into_iter()) {
            Some(near) => format!("write `{near}`"),
            None if word.starts_with("fortnight") => "write `2 weeks`".to_owned(),
            None => "write `year`, `quarter`, `month`, `week` or `day`".to_owned(),
        };
        UnknownStep {
            word: shown(word),
            help,
            span,
        }
    }
}

/// `hazzard 5%`
#[derive(Debug, Error, Diagnostic)]
#[error("unknown clause `{word}` in {block}")]
#[diagnostic(code("unknown-clause"), help("{help}"))]
pub struct UnknownClause {
    /// The word.
    pub word: String,
    /// What the block is called.
    pub block: &'static str,
    /// What to write.
    pub help: String,
    /// Where.
    #[label("not a clause of {block}")]
    pub span: Span,
}

/// `hazard` in a choice
#[derive(Debug, Error, Diagnostic)]
#[error("`{word}` belongs in {home}")]
#[diagnostic(code("misplaced-clause"), help("move it to {home}"))]
pub struct MisplacedClause {
    /// The word.
    pub word: String,
    /// Where it belongs.
    pub home: &'static str,
    /// What the block is called.
    pub block: &'static str,
    /// Where.
    #[label("this is {block}")]
    pub span: Span,
}

/// `at least 11 billion USD from outreach` within `claims`
#[derive(Debug, Error, Diagnostic)]
#[error("a bound cannot be claimed: `{bound}` does not say what the value is")]
#[diagnostic(code("bound-as-value"), help("{help}"))]
pub struct BoundAsClaim {
    /// The bound.
    pub bound: String,
    /// What to write.
    pub help: String,
    /// Where.
    #[label("a claim is a value or a distribution")]
    pub span: Span,
}

/// Two clauses on one line.
#[derive(Debug, Error, Diagnostic)]
#[error("two things stand on one line: `{first}` and `{second}`")]
#[diagnostic(
    code("missing-separator"),
    help("write `{first}; {second}`, or put the second on a line of its own")
)]
pub struct MissingSeparator {
    /// The first clause.
    pub first: String,
    /// The second clause.
    pub second: String,
    /// Where both stand.
    #[label("no `;` between the two")]
    pub span: Span,
}

/// A clause behind its declaration.
#[derive(Debug, Error, Diagnostic)]
#[error("`{word}` stands outside a block")]
#[diagnostic(code("clause-outside-block"), help("write `{mended}`"))]
pub struct ClauseOutsideBlock {
    /// The clause.
    pub word: String,
    /// The clause in braces.
    pub mended: String,
    /// Where.
    #[label("clauses stand in braces")]
    pub span: Span,
}

/// `let step = 5`
#[derive(Debug, Error, Diagnostic)]
#[error("`{word}` is a word of the language")]
#[diagnostic(code("reserved-word"), help("choose another name, such as {}", instead(.word)))]
pub struct ReservedWord {
    /// The word.
    pub word: String,
    /// Where.
    #[label("cannot be a name")]
    pub span: Span,
}

/// A name that says what a word of the language was to say.
fn instead(word: &str) -> String {
    let names = match word {
        "not" => "`no` or `none`",
        "and" => "`both`",
        "or" => "`either`",
        "if" => "`condition`",
        "then" => "`later`",
        "else" => "`other`",
        "is" => "`present`",
        "at" => "`place`",
        "in" => "`inside` or `inflow`",
        "to" => "`destination`",
        "from" => "`origin`",
        "of" => "`part`",
        "over" => "`above` or `done`",
        "during" => "`meanwhile`",
        "given" => "`known`",
        "initially" => "`initial`",
        "each" => "`single`",
        "now" => "`today` or `at_once`",
        "start" => "`beginning` or `start_date`",
        "step" => "`stage` or `step_length`",
        _ => return format!("`own_{word}`"),
    };
    names.to_owned()
}

/// `a AND b`
#[derive(Debug, Error, Diagnostic)]
#[error("`{word}` is written in lower case")]
#[diagnostic(code("word-case"), help("write `{lower}`"))]
pub struct WordCase {
    /// The word.
    pub word: String,
    /// As it is written.
    pub lower: String,
    /// Where.
    #[label("not a word of the language")]
    pub span: Span,
}

/// `x: USD "title"`
#[derive(Debug, Error, Diagnostic)]
#[error("a title stands before the unit")]
#[diagnostic(code("title-place"), help("{help}"))]
pub struct TitlePlace {
    /// What to write.
    pub help: String,
    /// Where.
    #[label("too late")]
    pub span: Span,
}
