//! A table while its file is read: rows are held as long as all is well and there are not too many.

use std::ops::Range;

use super::Data;
use super::cell;
use super::fault::*;
use super::header::Header;
use super::key::{Key, Keys};
use super::names::Names;
use super::row::{Row as FileRow, Rows};
use crate::fault::Faults;
use crate::span::{Origin, Span};
use crate::syntax::ast::{Cell, Expr, Row, TableDecl};

/// A table has at most so many cells; a longer one is refused, after all of it was looked at.
pub const MOST_CELLS: usize = 100_000;

/// So many faults of one file are listed.
const MOST_FAULTS: usize = 20;

/// The columns that a table asks for.
pub(super) struct Columns {
    /// The place of each in the file.
    pub(super) at: Vec<usize>,
    /// The index whose elements a column holds, if it does.
    pub(super) labels: Vec<Option<Names>>,
    /// Whether what it holds is not known.
    pub(super) unknown: Vec<bool>,
}

/// A table while its file is read.
pub(super) struct Filling<'a> {
    table: &'a TableDecl,
    data: &'a Data,
    base: usize,
    /// Where the model names the file.
    file: Span,
    columns: Columns,
    header: Header,
    keys: Keys,
    rows: Vec<Row>,
    /// How many rows the table has, held or not.
    count: usize,
    faults: Faults,
    /// How many faults are not listed.
    more: usize,
}

impl<'a> Filling<'a> {
    pub(super) fn new(
        table: &'a TableDecl,
        data: &'a Data,
        base: usize,
        file: Span,
        columns: Columns,
        header: Header,
        keys: Keys,
    ) -> Filling<'a> {
        Filling {
            table,
            data,
            base,
            file,
            columns,
            header,
            keys,
            rows: Vec::new(),
            count: 0,
            faults: Faults::default(),
            more: 0,
        }
    }

    /// Takes in one row of the file.
    pub(super) fn row(&mut self, row: &FileRow, rows: &Rows<'_>) {
        let Some(key) = self.key(row, rows) else {
            return;
        };
        self.count += 1;
        let holds = self.count * self.columns.at.len() <= MOST_CELLS;
        if self.is_ragged(row, rows) {
            self.ragged(row);
            return;
        }
        let mut cells = Vec::with_capacity(if holds { self.columns.at.len() } else { 0 });
        for at in 0..self.columns.at.len() {
            let cell = self.cell(at, row, rows);
            if let Some(cell) = cell.filter(|_| holds) {
                cells.push(cell);
            }
        }
        if holds && cells.len() == self.columns.at.len() && self.faults.0.is_empty() {
            let last = row.cells.last().map_or(key.span, |cell| self.span(cell));
            let span = key.span.to(last).into();
            self.rows.push(Row { key, cells, span });
        }
    }

    /// The first cell: a date, or the name of an element.
    fn key(&mut self, row: &FileRow, rows: &Rows<'_>) -> Option<Expr> {
        let cell = row.cells.first()?;
        let text = rows.says(self.data.source.text(), cell);
        let span = self.span(cell);
        let (what, help) = match self.keys.read(&text, span) {
            Key::Of(key) => return Some(key),
            Key::Other => return None,
            Key::None { what, help } => (what, help),
        };
        let place = self.place(cell, 0);
        let fault = BadKey {
            what,
            place,
            file: self.data.source.name().to_owned(),
            help,
            cell: span,
            table: self.table.by.span,
        };
        self.complain(fault);
        None
    }

    /// Cells behind the last column say nothing most often: spreadsheet programs write them.
    fn is_ragged(&self, row: &FileRow, rows: &Rows<'_>) -> bool {
        let text = self.data.source.text();
        let mut behind = row.cells.iter().skip(self.header.count);
        row.count < self.header.named
            || row.count > row.cells.len().max(self.header.count)
            || behind.any(|cell| !rows.says(text, cell).is_empty())
    }

    fn ragged(&mut self, row: &FileRow) {
        let first = row.cells.first().cloned().unwrap_or_default();
        let last = row.cells.last().cloned().unwrap_or_default();
        let bytes = first.start..last.end;
        let lines = self.data.source.text().get(bytes).unwrap_or_default();
        let fault = RaggedRow {
            has: row.count,
            wanted: self.header.count,
            help: match (lines.contains('\n'), row.count < self.header.named) {
                (true, _) => {
                    "a quotation mark opens in this row and is closed lines below: close it in its own cell"
                }
                (false, true) => {
                    "a cell is missing: write its value, or `unknown` where there is none, behind a separator of its own"
                }
                (false, false) => {
                    "write numbers with a point, `1.5`, and put a text that holds the separator in quotation marks: `\"Congo, Dem. Rep.\"`"
                }
            },
            place: self.place(&first, 0),
            file: self.data.source.name().to_owned(),
            row: self.span(&first).to(self.span(&last)),
            table: self.file,
        };
        self.complain(fault);
    }

    fn cell(&mut self, at: usize, row: &FileRow, rows: &Rows<'_>) -> Option<Cell> {
        let column = self.columns.at[at];
        let cell = row.cells.get(column).cloned().unwrap_or_default();
        let text = rows.says(self.data.source.text(), &cell);
        let span = self.span(&cell);
        let asked = &self.table.columns[at];
        let name = &asked.name;
        if text.is_empty() {
            let key = row.cells.first().cloned().unwrap_or_default();
            let fault = EmptyCell {
                name: name.value.clone(),
                key: shown(&rows.says(self.data.source.text(), &key)),
                place: self.place(&cell, column),
                file: self.data.source.name().to_owned(),
                cell: span,
                help: match asked.index() {
                    Some(index) => format!("write the element of `{}`", index.value),
                    None => "write the value, or `unknown` where there is none".to_owned(),
                },
                column: name.span,
            };
            self.complain(fault);
            return None;
        }
        let read = match (&self.columns.labels[at], asked.index()) {
            (Some(names), Some(index)) => names.cell(&text, &index.value, span),
            _ => cell::read(&text, asked, span),
        };
        match read {
            Ok(cell) => Some(cell),
            Err(_) if self.columns.unknown[at] => Some(Cell::Unknown(Origin(span))),
            Err(why) => {
                let fault = BadCell {
                    text: shown(&text),
                    is: why.is,
                    place: self.place(&cell, column),
                    file: self.data.source.name().to_owned(),
                    help: why.help,
                    cell: span,
                    column: name.span,
                };
                self.complain(fault);
                None
            }
        }
    }

    fn span(&self, cell: &Range<usize>) -> Span {
        Span::new(self.base + cell.start, self.base + cell.end)
    }

    /// How people say where a cell stands.
    fn place(&self, cell: &Range<usize>, column: usize) -> String {
        if self.faults.0.len() >= MOST_FAULTS {
            return String::new();
        }
        self.data.place(cell, column)
    }

    fn complain(&mut self, fault: impl miette::Diagnostic + Send + Sync + 'static) {
        self.rows.clear();
        if self.faults.0.len() < MOST_FAULTS {
            self.faults.push(fault);
        } else {
            self.more += 1;
        }
    }

    /// Tells of a quotation mark that took the end of the file along.
    pub(super) fn open_quote(&mut self, rows: &Rows<'_>) {
        let Some(start) = rows.open_quote() else {
            return;
        };
        // What such a cell takes along is no fault of its own.
        self.faults.0.clear();
        (self.more, self.count, self.keys) = (0, 0, Keys::Dates);
        let cell = start..start + 1;
        let fault = OpenCell {
            place: self.place(&cell, 0),
            file: self.data.source.name().to_owned(),
            cell: self.span(&cell),
            table: self.file,
        };
        self.complain(fault);
    }

    /// The rows, and what is wrong.
    pub(super) fn done(mut self) -> (Vec<Row>, Faults) {
        let file = self.data.source.name().to_owned();
        if self.more > 0 {
            self.faults.push(MoreBadCells {
                count: self.more,
                file: file.clone(),
                table: self.file,
            });
        }
        if self.count * self.columns.at.len() > MOST_CELLS {
            self.faults.push(TableTooLarge {
                rows: self.count,
                columns: self.columns.at.len(),
                most: MOST_CELLS,
                file: file.clone(),
                table: self.file,
            });
        }
        if let Some(missing) = self.keys.missing(self.table, &file) {
            self.faults.push(missing);
        } else if self.count == 0 && self.faults.0.is_empty() {
            self.faults.push(UnreadableTable {
                message: format!("`{file}` has a header and no rows"),
                help: "write a row for each key below the header".to_owned(),
                span: self.file,
            });
        }
        if self.faults.0.is_empty()
            && let Some(left_out) = self.keys.left_out(self.table, &file)
        {
            self.faults.push(left_out);
        }
        (self.rows, self.faults)
    }
}
