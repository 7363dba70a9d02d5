//! The rows of a file become those of the table.

use std::ops::Range;

use super::fault::*;
use super::header::{Header, plain};
use super::number::{self, Value};
use super::row::{Row as FileRow, Rows};
use super::{Asked, Data, asked};
use crate::calendar::Period;
use crate::fault::Faults;
use crate::span::{Span, Spanned};
use crate::syntax::ast::{Cell, Expr, ExprKind, Path, Quantity, Row, TableDecl, UnitExpr};

/// A table has at most so many cells; a longer one is refused, after all of it was looked at.
pub const MOST_CELLS: usize = 100_000;

/// So many faults of one file are listed.
const MOST_FAULTS: usize = 20;

/// Gives a table the rows of its file; `base` is where the text of the file begins among all texts. `false` if
/// something is wrong, and then the table has no rows.
pub fn fill(table: &mut TableDecl, data: &Data, base: usize, faults: &mut Faults) -> bool {
    let Some(file) = asked(table).as_ref().map(Asked::span) else {
        return true;
    };
    if let Some(row) = table.rows.first() {
        faults.push(RowsAndFile {
            name: table.name.value.clone(),
            row: row.span,
            file,
        });
        return false;
    }
    let mut rows = data.rows();
    let mut row = FileRow::default();
    if !rows.next(&data.text, &mut row) {
        faults.push(UnreadableTable {
            message: format!("`{}` is empty", data.name),
            help: "the first row names the columns, and a row follows for each key".to_owned(),
            span: file,
        });
        return false;
    }
    let header = Header::of(&row, &rows, &data.text, base);
    if table.columns.is_empty() {
        no_columns(table, &header, data, faults);
        return false;
    }
    let Some(columns) = header.columns(table, data, faults) else {
        return false;
    };
    let mut filling = Filling {
        table,
        data,
        base,
        file,
        columns,
        header,
        rows: Vec::new(),
        count: 0,
        faults: Faults::default(),
        more: 0,
        counted: (0, 1),
    };
    while rows.next(&data.text, &mut row) {
        filling.row(&row, &rows);
    }
    filling.open_quote(&rows);
    let (filled, found) = filling.done();
    let fine = found.0.is_empty();
    faults.extend(found);
    table.rows = filled;
    fine
}

fn no_columns(table: &TableDecl, header: &Header, data: &Data, faults: &mut Faults) {
    let help = match header.clause() {
        Some(clause) => format!("write `{clause}` in its block, each with its unit: `: USD/year`"),
        None => "the first row of the file must name its columns".to_owned(),
    };
    faults.push(NoColumns {
        name: table.name.value.clone(),
        file: data.name.clone(),
        help,
        span: table.name.span,
        header: header.span,
    });
}

/// A table while its file is read.
struct Filling<'a> {
    table: &'a TableDecl,
    data: &'a Data,
    base: usize,
    /// Where the model names the file.
    file: Span,
    /// The place of each of the table's columns in the file.
    columns: Vec<usize>,
    header: Header,
    rows: Vec<Row>,
    /// How many rows were read, held or not.
    count: usize,
    faults: Faults,
    /// How many faults are not listed.
    more: usize,
    /// A byte of the text and the line that it stands in.
    counted: (usize, usize),
}

impl Filling<'_> {
    fn row(&mut self, row: &FileRow, rows: &Rows<'_>) {
        self.count += 1;
        let holds = self.count * self.columns.len() <= MOST_CELLS;
        let Some(key) = self.key(row, rows) else {
            return;
        };
        if row.count != self.header.count && self.is_ragged(row, rows) {
            return;
        }
        let mut cells = Vec::with_capacity(if holds { self.columns.len() } else { 0 });
        for at in 0..self.columns.len() {
            let cell = self.cell(at, row, rows);
            if let Some(cell) = cell.filter(|_| holds) {
                cells.push(cell);
            }
        }
        if holds && cells.len() == self.columns.len() && self.faults.0.is_empty() {
            let last = row.cells.last().map_or(key.span, |cell| self.span(cell));
            let span = key.span.to(last);
            self.rows.push(Row { key, cells, span });
        }
    }

    /// The first cell: a date, or the name of an element.
    fn key(&mut self, row: &FileRow, rows: &Rows<'_>) -> Option<Expr> {
        let cell = row.cells.first()?;
        let text = rows.says(&self.data.text, cell);
        let span = self.span(cell);
        let by_date = self.table.by.value == "year";
        if by_date && let Some(period) = Period::parse(&text) {
            return Some(Spanned::new(ExprKind::Date(period), span));
        }
        if !by_date && is_name(&text) {
            let head = Spanned::new(text.into_owned(), span);
            let steps = Vec::new();
            return Some(Spanned::new(ExprKind::Path(Path { head, steps }), span));
        }
        let (what, help) = no_key(&text, by_date);
        let place = self.place(cell, 0);
        let fault = BadKey {
            what,
            place,
            file: self.data.name.clone(),
            help,
            cell: span,
            table: self.table.by.span,
            by: if by_date { "date".to_owned() } else { format!("element of `{}`", self.table.by.value) },
        };
        self.complain(fault);
        None
    }

    /// Cells behind the last column say nothing most often: spreadsheet programs write them.
    fn is_ragged(&mut self, row: &FileRow, rows: &Rows<'_>) -> bool {
        let wanted = self.header.count;
        let mut behind = row.cells.iter().skip(wanted);
        let none_behind = row.count <= row.cells.len()
            && behind.all(|cell| rows.says(&self.data.text, cell).is_empty());
        if row.count > wanted && none_behind {
            return false;
        }
        let first = row.cells.first().cloned().unwrap_or_default();
        let last = row.cells.last().cloned().unwrap_or_default();
        let fault = RaggedRow {
            has: row.count,
            wanted,
            place: self.place(&first, 0),
            file: self.data.name.clone(),
            row: self.span(&first).to(self.span(&last)),
            table: self.file,
        };
        self.complain(fault);
        true
    }

    fn cell(&mut self, at: usize, row: &FileRow, rows: &Rows<'_>) -> Option<Cell> {
        let column = self.columns[at];
        let cell = row.cells.get(column).cloned().unwrap_or_default();
        let text = rows.says(&self.data.text, &cell);
        let span = self.span(&cell);
        let name = &self.table.columns[at].name;
        if text.is_empty() {
            let key = row.cells.first().cloned().unwrap_or_default();
            let fault = EmptyCell {
                name: name.value.clone(),
                key: shown(&rows.says(&self.data.text, &key)),
                place: self.place(&cell, column),
                file: self.data.name.clone(),
                cell: span,
                column: name.span,
            };
            self.complain(fault);
            return None;
        }
        match number::read(&text) {
            Ok(Value::Unknown) => Some(Cell::Unknown(span)),
            Ok(Value::Number { value, percent }) => Some(Cell::Value(quantity(value, percent, span))),
            Err(why) => {
                let fault = BadCell {
                    text: shown(&text),
                    is: why.is,
                    place: self.place(&cell, column),
                    file: self.data.name.clone(),
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

    /// How people say where a cell stands. Cells are asked for from top to bottom, so lines are counted once.
    fn place(&mut self, cell: &Range<usize>, column: usize) -> String {
        if self.faults.0.len() >= MOST_FAULTS {
            return String::new();
        }
        let (from, line) = self.counted;
        let bytes = self.data.text.as_bytes();
        let to = cell.start.max(from).min(bytes.len());
        let breaks = bytes[from..to].iter().filter(|byte| **byte == b'\n').count();
        self.counted = (to, line + breaks);
        self.data.place(line + breaks, column)
    }

    fn complain(&mut self, fault: impl miette::Diagnostic + Send + Sync + 'static) {
        self.rows.clear();
        if self.faults.0.len() < MOST_FAULTS {
            self.faults.push(fault);
        } else {
            self.more += 1;
        }
    }

    fn open_quote(&mut self, rows: &Rows<'_>) {
        let Some(start) = rows.open_quote() else {
            return;
        };
        // What such a cell takes along is no fault of its own.
        self.faults.0.clear();
        self.more = 0;
        self.counted = (0, 1);
        let cell = start..start + 1;
        let fault = OpenCell {
            place: self.place(&cell, 0),
            file: self.data.name.clone(),
            cell: self.span(&cell),
            table: self.file,
        };
        self.complain(fault);
    }

    fn done(mut self) -> (Vec<Row>, Faults) {
        let file = self.data.name.clone();
        if self.more > 0 {
            self.faults.push(MoreBadCells {
                count: self.more,
                file: file.clone(),
                table: self.file,
            });
        }
        if self.count * self.columns.len() > MOST_CELLS {
            self.faults.push(TableTooLarge {
                rows: self.count,
                columns: match self.columns.len() {
                    1 => "one column".to_owned(),
                    count => format!("{count} columns"),
                },
                most: MOST_CELLS,
                file: file.clone(),
                table: self.file,
            });
        }
        if self.count == 0 {
            self.faults.push(UnreadableTable {
                message: format!("`{file}` has a header and no rows"),
                help: "write a row for each key below the header".to_owned(),
                span: self.file,
            });
        }
        (self.rows, self.faults)
    }
}

fn quantity(value: f64, percent: bool, span: Span) -> Expr {
    let unit = percent.then(|| UnitExpr {
        magnitude: 0,
        percent: true,
        factors: Vec::new(),
        span,
    });
    Spanned::new(ExprKind::Quantity(Quantity { value, unit }), span)
}

fn is_name(text: &str) -> bool {
    let letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !text.is_empty()
        && text.chars().all(letter)
        && !text.starts_with(|first: char| first.is_ascii_digit())
}

/// What is wrong with a key, and what to write.
fn no_key(text: &str, by_date: bool) -> (String, String) {
    let near = if by_date { date_meant(text) } else { Some(plain(text)).filter(|name| is_name(name)) };
    let what = match (text.is_empty(), by_date) {
        (true, _) => "the row has no key".to_owned(),
        (false, true) => format!("`{}` is not a date", shown(text)),
        (false, false) => format!("`{}` is not the name of an element", shown(text)),
    };
    let help = match (near, by_date) {
        (Some(near), _) => format!("write `{}`", shown(&near)),
        (None, true) => {
            "write a date such as `2027`, `2027-Q1`, `2027-03` or `2027-03-31`, and keep notes out of the file".to_owned()
        }
        (None, false) => "write the name of an element as the model does, and keep notes out of the file".to_owned(),
    };
    (what, help)
}

/// `2024.0`, `2024Q1`, `2024-q1`, `2024-3`, `2024/03`
fn date_meant(text: &str) -> Option<String> {
    let text = text.trim_end_matches(".0").to_uppercase().replace(['/', ' ', '.'], "-");
    let text = match text.split_once('Q') {
        Some((year, quarter)) => format!("{}-Q{quarter}", year.trim_end_matches('-')),
        None => {
            let parts = text.split('-').map(|part| format!("{part:0>2}"));
            parts.collect::<Vec<_>>().join("-")
        }
    };
    Period::parse(&text).map(|period| period.to_string())
}
