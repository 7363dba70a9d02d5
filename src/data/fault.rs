//! What is wrong with a data file, told where the file says it and where the model asks for it.

use miette::Diagnostic;
use thiserror::Error;

use super::Asked;
use crate::fault::Fault;
use crate::span::Span;

/// How much of a cell is shown.
const MOST_SHOWN: usize = 60;

/// A text short enough to be shown, on one line.
pub(super) fn shown(text: &str) -> String {
    let mut letters = text.chars();
    let start = letters.by_ref().take(MOST_SHOWN);
    let start: String = start
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    match letters.next() {
        Some(_) => format!("{start}…"),
        None => start,
    }
}

/// A file that cannot be read as a table at all.
pub(super) fn unreadable(asked: Asked<'_>, message: String, help: &str) -> Fault {
    Box::new(UnreadableTable {
        message,
        help: help.to_owned(),
        span: asked.span(),
    })
}

/// A data file that is none, or that would take more than it can hold.
#[derive(Debug, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code("unreadable-table"), help("{help}"))]
#[allow(missing_docs)]
pub struct UnreadableTable {
    pub message: String,
    pub help: String,
    #[label("the table is read from here")]
    pub span: Span,
}

/// A workbook without the sheet that is asked for, or with several and none asked for.
#[derive(Debug, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code("no-such-sheet"), help("{help}"))]
pub(super) struct NoSuchSheet {
    pub(super) message: String,
    pub(super) help: String,
    pub(super) label: &'static str,
    #[label("{label}")]
    pub(super) span: Span,
}

/// A table with a file and rows of its own.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` has rows here and reads others from a file")]
#[diagnostic(
    code("rows-and-file"),
    help("keep one of the two: add the rows to the file, or leave out `from`")
)]
pub(super) struct RowsAndFile {
    pub(super) name: String,
    #[label(primary, "a row of the model")]
    pub(super) row: Span,
    #[label("the others are read from here")]
    pub(super) file: Span,
}

/// A table from a file that does not say which columns it reads.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` does not say which columns of `{file}` it reads")]
#[diagnostic(code("no-columns"), help("{help}"))]
pub(super) struct NoColumns {
    pub(super) name: String,
    pub(super) file: String,
    pub(super) help: String,
    #[label(primary, "no `columns` clause stands in its block")]
    pub(super) span: Span,
    #[label("the header")]
    pub(super) header: Span,
}

/// A column that the file does not have.
#[derive(Debug, Error, Diagnostic)]
#[error("`{file}` has no column `{name}`")]
#[diagnostic(code("no-such-column"), help("{help}"))]
pub(super) struct NoSuchColumn {
    pub(super) name: String,
    pub(super) file: String,
    pub(super) help: String,
    #[label(primary, "this column is asked for")]
    pub(super) span: Span,
    #[label("the header")]
    pub(super) header: Span,
}

/// Two columns of the file that answer to one name.
#[derive(Debug, Error, Diagnostic)]
#[error("`{file}` has more than one column that could be `{name}`")]
#[diagnostic(
    code("double-column"),
    help("give one of them another header, or write its header in the model letter by letter")
)]
pub(super) struct DoubleColumn {
    pub(super) name: String,
    pub(super) file: String,
    #[label("this one")]
    pub(super) first: Span,
    #[label("or this one")]
    pub(super) second: Span,
    #[label(primary, "this column is asked for")]
    pub(super) span: Span,
}

/// A cell that is no number.
#[derive(Debug, Error, Diagnostic)]
#[error("`{text}` is {is} ({place} of `{file}`)")]
#[diagnostic(code("bad-cell"), help("{help}"))]
pub(super) struct BadCell {
    pub(super) text: String,
    pub(super) is: &'static str,
    pub(super) place: String,
    pub(super) file: String,
    pub(super) help: String,
    #[label(primary, "{is}")]
    pub(super) cell: Span,
    #[label("read for this column")]
    pub(super) column: Span,
}

/// A cell that says nothing.
#[derive(Debug, Error, Diagnostic)]
#[error("there is no value for `{name}` in the row of `{key}` ({place} of `{file}`)")]
#[diagnostic(code("empty-cell"), help("{help}"))]
pub(super) struct EmptyCell {
    pub(super) help: String,
    pub(super) name: String,
    pub(super) key: String,
    pub(super) place: String,
    pub(super) file: String,
    #[label(primary, "nothing here")]
    pub(super) cell: Span,
    #[label("this column is asked for")]
    pub(super) column: Span,
}

/// A first cell of a row that is no key.
#[derive(Debug, Error, Diagnostic)]
#[error("{what} ({place} of `{file}`)")]
#[diagnostic(code("bad-key"), help("{help}"))]
pub(super) struct BadKey {
    pub(super) what: String,
    pub(super) place: String,
    pub(super) file: String,
    pub(super) help: String,
    #[label(primary, "the key of the row")]
    pub(super) cell: Span,
    #[label("a row for each date")]
    pub(super) table: Span,
}

/// Elements of an index that have no row in the file.
#[derive(Debug, Error, Diagnostic)]
#[error("`{file}` has no row for {missing}")]
#[diagnostic(code("no-row"), help("{help}"))]
pub(super) struct NoRow {
    pub(super) missing: String,
    pub(super) file: String,
    pub(super) help: String,
    pub(super) index: String,
    #[label("each element of `{index}` needs a row")]
    pub(super) span: Span,
}

/// Rows of the file that are of no element of the index.
#[derive(Debug, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code("left-out-rows"), severity(Warning), help("{help}"))]
pub(super) struct LeftOutRows {
    pub(super) message: String,
    pub(super) help: String,
    pub(super) index: String,
    #[label(primary, "not an element of `{index}`")]
    pub(super) row: Span,
    #[label("the table reads a row for each element of `{index}`")]
    pub(super) table: Span,
}

/// A row with more or fewer cells than the header.
#[derive(Debug, Error, Diagnostic)]
#[error("the row has {}, and the header has {wanted} ({place} of `{file}`)", counted(*.has, "cell"))]
#[diagnostic(code("ragged-row"), help("{help}"))]
pub(super) struct RaggedRow {
    pub(super) has: usize,
    pub(super) wanted: usize,
    pub(super) place: String,
    pub(super) file: String,
    pub(super) help: &'static str,
    #[label(primary, "{}", counted(*.has, "cell"))]
    pub(super) row: Span,
    #[label("the table is read from here")]
    pub(super) table: Span,
}

/// `1 cell`, `2 cells`
fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// A quotation mark that is never closed.
#[derive(Debug, Error, Diagnostic)]
#[error("the quotation mark is never closed ({place} of `{file}`)")]
#[diagnostic(
    code("open-cell"),
    help("close it at the end of the cell, or write it twice if it is part of the text")
)]
pub(super) struct OpenCell {
    pub(super) place: String,
    pub(super) file: String,
    #[label(primary, "the cell goes on to the end of the file")]
    pub(super) cell: Span,
    #[label("the table is read from here")]
    pub(super) table: Span,
}

/// More faults of one file than are worth listing.
#[derive(Debug, Error, Diagnostic)]
#[error("{} more in `{file}`", counted(*.count, "fault"))]
#[diagnostic(
    code("bad-cell"),
    help("mend the first ones; the others are often alike")
)]
pub(super) struct MoreBadCells {
    pub(super) count: usize,
    pub(super) file: String,
    #[label("the table is read from here")]
    pub(super) table: Span,
}

/// A table that is too long to be one of assumptions.
#[derive(Debug, Error, Diagnostic)]
#[error("`{file}` has {}, and with {} these are more than {most} cells", counted(*.rows, "row"), counted(*.columns, "column"))]
#[diagnostic(
    code("table-too-large"),
    help("read fewer columns, or write a file with a row for each step of the timeline")
)]
pub(super) struct TableTooLarge {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) most: usize,
    pub(super) file: String,
    #[label("the table is read from here")]
    pub(super) table: Span,
}
