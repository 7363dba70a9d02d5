//! What can be wrong with names between files.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// A name that only another file declares.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is not known here: it is declared in `{file}`")]
#[diagnostic(code("not-visible"), help("{help}"))]
#[allow(missing_docs)]
pub struct NotVisible {
    pub name: String,
    pub file: String,
    pub help: String,
    #[label(primary, "not known in this file")]
    pub span: Span,
    #[label("declared here")]
    pub declared: Span,
}

/// An outcome or a scenario of a file that is used, named from outside it.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is {what} of `{file}`, and those stay behind when a file is used")]
#[diagnostic(code("stays-behind"), help("{help}"))]
#[allow(missing_docs)]
pub struct StaysBehind {
    pub name: String,
    pub what: &'static str,
    pub file: String,
    pub help: String,
    #[label(primary, "not a part of this model")]
    pub span: Span,
    #[label("declared here")]
    pub declared: Span,
}

/// A name that nothing declares, in a file that is used.
#[derive(Debug, Error, Diagnostic)]
#[error("nothing is called `{name}`")]
#[diagnostic(code("unknown-name"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnknownInFile {
    pub name: String,
    pub help: String,
    #[label("this name is not declared")]
    pub span: Span,
}

/// `y` alone, where `y` is a file.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is a file, not something in it")]
#[diagnostic(code("wrong-name"), help("say which of its names is meant: {help}"))]
#[allow(missing_docs)]
pub struct FileAlone {
    pub name: String,
    pub help: String,
    #[label("a file that is used")]
    pub span: Span,
}

/// One name for two things in two files.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` stands for two things: {first_is} and {second_is}")]
#[diagnostic(code("duplicate-name"), help("{help}"))]
#[allow(missing_docs)]
pub struct TwoThings {
    pub name: String,
    pub first_is: String,
    pub second_is: String,
    pub help: String,
    #[label("one of the two")]
    pub first: Span,
    #[label(primary, "the other")]
    pub second: Span,
}

/// One unit with two values.
#[derive(Debug, Error, Diagnostic)]
#[error("the unit `{name}` has another value in `{file}`")]
#[diagnostic(
    code("duplicate-name"),
    help(
        "units are shared by all files of a model: give both the same value, or rename one of the two"
    )
)]
#[allow(missing_docs)]
pub struct UnitsDiffer {
    pub name: String,
    pub file: String,
    #[label("first here")]
    pub first: Span,
    #[label(primary, "another value here")]
    pub second: Span,
}
