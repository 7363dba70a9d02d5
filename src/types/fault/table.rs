//! Tables by date.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// Keys of a table that are not in order.
#[derive(Debug, Error, Diagnostic)]
#[error("the dates of a table must rise from row to row")]
#[diagnostic(
    code("keys-not-in-order"),
    help("put the rows in order of time, and keep one for each date")
)]
#[allow(missing_docs)]
pub struct KeysNotInOrder {
    #[label("this date")]
    pub first: Span,
    #[label(primary, "is followed by this one")]
    pub second: Span,
}

/// A gap between keys without a rule.
#[derive(Debug, Error, Diagnostic)]
#[error("nothing is said about what lies between {from} and {to}")]
#[diagnostic(
    code("gap-in-table"),
    help(
        "write `linear` (a straight line) or `step` (the last value holds) behind the unit (in a table, of each column), or add the missing dates"
    )
)]
#[allow(missing_docs)]
pub struct GapInTable {
    pub from: String,
    pub to: String,
    #[label("this date")]
    pub first: Span,
    #[label(primary, "the next one leaves a gap")]
    pub second: Span,
}

/// A key that is no date.
#[derive(Debug, Error, Diagnostic)]
#[error("`{key}` is not a date")]
#[diagnostic(
    code("not-a-date-key"),
    help("write a date such as `2027`, `2027-Q1` or `2027-03` before the colon")
)]
#[allow(missing_docs)]
pub struct NotADateKey {
    pub key: String,
    #[label("a date is needed here")]
    pub span: Span,
}

/// A row with too few or too many cells.
#[derive(Debug, Error, Diagnostic)]
#[error("this row has {}, and the table has {}", counted(*.has, "cell"), counted(*.wanted, "column"))]
#[diagnostic(
    code("row-length"),
    help("give one cell for each column; write `unknown` where there is no value")
)]
#[allow(missing_docs)]
pub struct RowLength {
    pub has: usize,
    pub wanted: usize,
    #[label(primary, "{}", counted(*.has, "cell"))]
    pub span: Span,
    #[label("{}", counted(*.wanted, "column"))]
    pub columns: Span,
}

/// `1 cell`, `2 cells`
fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// A value by date that does not go with those around it.
#[derive(Debug, Error, Diagnostic)]
#[error("{course}, and moves less than twofold from any other {kind} to the next")]
#[diagnostic(code("out-of-line"), severity(Warning), help("{help}"))]
#[allow(missing_docs)]
pub struct OutOfLine {
    /// `` `japan` falls 7.4-fold from 2024 to 2025 ``
    pub course: String,
    /// Row or value.
    pub kind: &'static str,
    pub help: String,
    #[label(primary, "out of line")]
    pub span: Span,
    #[label("beside it")]
    pub beside: Span,
    #[label("read for this column")]
    pub column: Option<Span>,
}

/// A table that does not cover the timeline.
#[derive(Debug, Error, Diagnostic)]
#[error("`{name}` is read in {missing}, which it does not cover")]
#[diagnostic(
    code("table-coverage"),
    help(
        "add rows for {missing}, set `time` to what the table covers, or read it only where it has values, as in `{name} at {last}`"
    )
)]
#[allow(missing_docs)]
pub struct TableCoverage {
    pub name: String,
    pub missing: String,
    pub last: String,
    pub covered: String,
    /// "in every step", "in 2027 to 2028"
    pub read: String,
    #[label(primary, "read here {read}")]
    pub span: Span,
    #[label("covers {covered}")]
    pub table: Span,
}
