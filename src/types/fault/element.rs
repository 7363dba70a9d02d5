//! What can be wrong with the elements of an index.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;
use crate::syntax::ast::Name;

/// A name over an index where nothing says which element is meant.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` has a value for each element of `{index}`, and nothing says which is meant here")]
#[diagnostic(code("element-needed"), help("{help}"))]
#[allow(missing_docs)]
pub struct ElementNeeded {
    pub name: String,
    pub index: String,
    pub help: String,
    #[label("one value for each element of `{index}`")]
    pub span: Span,
}

/// Brackets behind a name that is over no index.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is one thing, without elements to pick from")]
#[diagnostic(
    code("unknown-element"),
    help("write `{name}` alone, or declare it over an index: `{name}[INDEX]`")
)]
#[allow(missing_docs)]
pub struct NoElements {
    pub name: String,
    #[label("nothing to pick from")]
    pub span: Span,
}

/// More elements than indexes.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is over {over}, and {has} elements stand here")]
#[diagnostic(code("unknown-element"), help("{help}"))]
#[allow(missing_docs)]
pub struct WrongElements {
    pub name: String,
    pub over: String,
    pub has: usize,
    pub help: String,
    #[label("too many elements")]
    pub span: Span,
}

/// `sum(x over mine)` of an x that is no more than one value.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is the same for each element of `{index}`")]
#[diagnostic(code("same-for-each"), help("{help}"))]
#[allow(missing_docs)]
pub struct SameForEach {
    pub text: String,
    pub index: String,
    pub help: String,
    #[label("nothing in it is over `{index}`")]
    pub span: Span,
}

impl SameForEach {
    /// `how` is what was to be done over the index.
    pub fn new(how: String, text: String, index: &Name, span: Span) -> Self {
        let help = match how.as_str() {
            "sum" => format!(
                "write `{text}` alone, or, if each element has as much, times their number; or name what is over `{0}` in it",
                index.value
            ),
            _ => format!(
                "write `{text}` alone, or name what is over `{0}` in it",
                index.value
            ),
        };
        SameForEach {
            text,
            index: index.value.clone(),
            help,
            span,
        }
    }
}

/// A name in brackets, or a key, that no index there has.
#[derive(Debug, Error, Diagnostic)]
#[error("`{element}` is not an element of `{index}`")]
#[diagnostic(code("unknown-element"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnknownElement {
    pub element: String,
    pub index: String,
    pub help: String,
    #[label("not one of its elements")]
    pub span: Span,
}

/// An index whose list of values leaves an element out.
#[derive(Debug, Error, Diagnostic)]
#[error("there is no value for {missing}")]
#[diagnostic(
    code("missing-element"),
    help("give a value for each element of `{index}`: add {lines}")
)]
#[allow(missing_docs)]
pub struct MissingElement {
    pub missing: String,
    pub index: String,
    pub lines: String,
    #[label("does not cover `{index}`")]
    pub span: Span,
}

/// An element that has two values.
#[derive(Debug, Error, Diagnostic)]
#[error("`{element}` has two values")]
#[diagnostic(code("duplicate-name"), help("delete one of them"))]
#[allow(missing_docs)]
pub struct ElementTwice {
    pub element: String,
    #[label("first here")]
    pub first: Span,
    #[label(primary, "and again here")]
    pub second: Span,
}

/// Elements and dates among the keys of one list, or `linear` behind elements.
#[derive(Debug, Error, Diagnostic)]
#[error("{what}")]
#[diagnostic(code("unknown-element"), help("{help}"))]
#[allow(missing_docs)]
pub struct MixedKeys {
    pub what: String,
    pub help: String,
    #[label("{label}")]
    pub span: Span,
    pub label: &'static str,
}

/// A list by element, or an index, where that index stands for nothing.
#[derive(Debug, Error, Diagnostic)]
#[error("this gives a value for each element of `{index}`, and one is needed here")]
#[diagnostic(code("element-needed"), help("{help}"))]
#[allow(missing_docs)]
pub struct ListOverNothing {
    pub index: String,
    pub help: String,
    #[label("one value for each element of `{index}`")]
    pub span: Span,
}

/// `projects.site is site` where nothing says which element of `site` is meant.
#[derive(Debug, Error, Diagnostic)]
#[error("`{index}` means the element at hand, and here there is none")]
#[diagnostic(code("element-needed"), help("{help}"))]
#[allow(missing_docs)]
pub struct IndexAtHand {
    pub index: String,
    pub help: String,
    #[label("the index, and none of its elements")]
    pub span: Span,
}

/// An element of one index, or the index, where one of another is needed.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is {is}, and `{column}` holds elements of `{index}`")]
#[diagnostic(code("unknown-element"), help("{help}"))]
#[allow(missing_docs)]
pub struct OtherIndex {
    pub name: String,
    pub is: String,
    pub column: String,
    pub index: String,
    pub help: String,
    #[label("not of `{index}`")]
    pub span: Span,
}

/// Sums within sums, or in a declaration over a large index.
#[derive(Debug, Error, Diagnostic)]
#[error("with this the sums over indexes have more than {most} terms")]
#[diagnostic(code("too-many-elements"), help("{help}"))]
#[allow(missing_docs)]
pub struct TooManyTerms {
    pub most: usize,
    pub help: String,
    #[label("worked out for every combination of elements")]
    pub span: Span,
}

/// Indexes whose combinations are too many.
#[derive(Debug, Error, Diagnostic)]
#[error("this would be {count} values, and a declaration can have {most}")]
#[diagnostic(
    code("too-many-elements"),
    help("declare it over fewer indexes, or put elements together")
)]
#[allow(missing_docs)]
pub struct TooManyElements {
    pub count: usize,
    pub most: usize,
    #[label("each combination of elements is a value")]
    pub span: Span,
}
