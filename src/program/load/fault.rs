//! What can be wrong with a file that a model names.

use std::fmt::Display;

use miette::{Diagnostic, LabeledSpan};
use thiserror::Error;

use crate::fault::Fault;
use crate::program::loader::Refused;
use crate::source::NotText;
use crate::span::Span;
use crate::syntax::ast::Text;

/// `use "shred.fore"` where there is only `shared.fore`.
#[derive(Debug, Error, Diagnostic)]
#[error("there is no file `{path}`")]
#[diagnostic(code("file-not-found"), help("{help}"))]
#[allow(missing_docs)]
pub struct FileNotFound {
    pub path: String,
    pub help: String,
    #[label("no such file")]
    pub span: Span,
}

/// `use "../../other.fore"`
#[derive(Debug, Error, Diagnostic)]
#[error("`{path}` lies outside the folder of the model")]
#[diagnostic(
    code("file-outside"),
    help(
        "copy the file into the folder of the model that is run, or below it, and name it from here: `\"{name}\"`"
    )
)]
#[allow(missing_docs)]
pub struct FileOutside {
    pub path: String,
    pub name: String,
    #[label("leads out of the folder")]
    pub span: Span,
}

/// `use "folder"`
#[derive(Debug, Error, Diagnostic)]
#[error("`{path}` is {kind}, not a file")]
#[diagnostic(code("not-a-file"), help("{help}"))]
#[allow(missing_docs)]
pub struct NotAFile {
    pub path: String,
    pub kind: &'static str,
    pub help: &'static str,
    #[label("{kind}")]
    pub span: Span,
}

/// A file that the system does not give out.
#[derive(Debug, Error, Diagnostic)]
#[error("`{path}` cannot be read: {why}")]
#[diagnostic(
    code("file-unreadable"),
    help("give yourself the right to read the file, or name another one")
)]
#[allow(missing_docs)]
pub struct FileUnreadable {
    pub path: String,
    pub why: String,
    #[label("cannot be read")]
    pub span: Span,
}

/// A file that is named and is no text, or too large.
#[derive(Debug, Error)]
#[error("{fault}")]
struct NamedNotText {
    fault: NotText,
    span: Span,
}

impl Diagnostic for NamedNotText {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.fault.code()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.fault.help()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new_with_span(Some("this file".to_owned()), self.span);
        Some(Box::new(std::iter::once(label)))
    }
}

/// More text than places can be counted in.
#[derive(Debug, Error, Diagnostic)]
#[error("with `{path}` the files of this model have more than 4 GB together")]
#[diagnostic(code("file-too-large"), help("use fewer or smaller files"))]
#[allow(missing_docs)]
pub struct TooMuchText {
    pub path: String,
    #[label("no room for this file")]
    pub span: Span,
}

/// A model of more files than anybody writes.
#[derive(Debug, Error, Diagnostic)]
#[error("the model uses more than {most} files")]
#[diagnostic(
    code("too-many-files"),
    help("put what belongs together into one file; long tables go into a CSV file each")
)]
#[allow(missing_docs)]
pub struct TooManyFiles {
    pub most: usize,
    #[label("one file too many")]
    pub span: Span,
}

/// A file that uses itself, through others or at once.
#[derive(Debug, Error, Diagnostic)]
#[error("files are used in a circle: {circle}")]
#[diagnostic(code("circular-use"), help("{help}"))]
#[allow(missing_docs)]
pub struct CircularUse {
    pub circle: String,
    pub help: &'static str,
    #[label(primary, "this closes the circle")]
    pub span: Span,
    #[label(collection, "by way of this")]
    pub others: Vec<LabeledSpan>,
}

/// Why the file of a path is not read, told at its place.
pub(in crate::program) fn refused(path: &Text, refused: Refused) -> Fault {
    let (name, span) = (path.value.clone(), path.span);
    match refused {
        Refused::Missing { near } => {
            let help = match near {
                Some(near) => format!("did you mean `\"{near}\"`?"),
                None if name.contains('\\') => {
                    format!(
                        "write `/` between folders: `\"{}\"`",
                        name.replace('\\', "/")
                    )
                }
                None => {
                    "a path is counted from the folder of the file that it is written in".to_owned()
                }
            };
            Box::new(FileNotFound {
                path: name,
                help,
                span,
            })
        }
        Refused::Outside => Box::new(FileOutside {
            name: last(&name).to_owned(),
            path: name,
            span,
        }),
        Refused::NotAFile(kind) => Box::new(NotAFile {
            help: match kind {
                "a folder" => "name a file in it",
                _ => "name a file that is kept on a disk",
            },
            path: name,
            kind,
            span,
        }),
        Refused::Unreadable(why) => Box::new(FileUnreadable {
            path: name,
            why,
            span,
        }),
    }
}

/// A file that is no text, told at the place that names it.
pub(in crate::program) fn not_text(path: &Text, fault: NotText) -> Fault {
    Box::new(NamedNotText {
        fault,
        span: path.span,
    })
}

/// The name of a file without its folders.
fn last(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.is_empty() { "FILE" } else { name }
}
