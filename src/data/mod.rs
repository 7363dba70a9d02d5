//! Data files: the bytes of a CSV file or a workbook → the rows of the table that names it.
//!
//! Nothing here reads a file. What is hostile is refused before it costs anything: sizes are counted while a part is
//! inflated, cells are taken one by one, and only what a table asks for is held.

mod cell;
mod csv;
mod fault;
mod fill;
mod filling;
mod header;
mod key;
mod names;
mod number;
mod row;
mod workbook;

#[cfg(test)]
mod tests;

pub use fault::UnreadableTable;
pub use fill::fill;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::fault::Fault;
use crate::source::Source;
use crate::span::Span;
use crate::syntax::ast::{Column, DeclaredUnit, TableDecl, Text};

/// The file that a table names.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// `from "book.xlsx"`
    pub file: &'a Text,
    /// `sheet "Trade"`
    pub sheet: Option<&'a Text>,
}

/// What the units of columns may be.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The elements of each index.
    pub indexes: BTreeMap<String, Vec<String>>,
    /// The names of all units.
    pub units: BTreeSet<String>,
}

impl Known {
    /// Whether what stands behind the colon of a column is neither: the cells are then not looked at.
    fn is_unknown(&self, column: &Column) -> bool {
        match &column.unit {
            Some(DeclaredUnit::Unit(unit)) => {
                let bare = unit.bare();
                bare.is_some_and(|unit| !self.units.contains(&unit.value))
            }
            _ => false,
        }
    }
}

impl Asked<'_> {
    /// Where the file is named.
    pub fn span(&self) -> Span {
        let sheet = self.sheet.map_or(self.file.span, |sheet| sheet.span);
        self.file.span.to(sheet)
    }
}

/// What a table asks for, if its rows stand in a file.
pub fn asked(table: &TableDecl) -> Option<Asked<'_>> {
    let (file, sheet) = table.file.as_ref()?;
    let sheet = sheet.as_ref();
    Some(Asked { file, sheet })
}

/// A data file that can be read: its text, and where its cells stand in it. The text of a workbook is one of our own: a
/// line for each row of the sheet, and each cell with its name before it, so that whatever is said of a cell shows
/// which it is.
#[derive(Clone, Debug)]
pub struct Data {
    /// Its name and the text that the places of all cells point into.
    pub source: Arc<Source>,
    cells: Cells,
}

#[derive(Clone, Debug)]
enum Cells {
    Separated(csv::Separator),
    Sheet(workbook::Sheet),
}

/// The kinds of files that tables are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with a comma, a semicolon or a tabulator between cells.
    Csv,
    /// A workbook of spreadsheet programs.
    Xlsx,
}

impl Data {
    /// From the text of a CSV file.
    pub fn csv(source: Arc<Source>) -> Data {
        let separator = csv::Separator::of(source.text());
        Data {
            cells: Cells::Separated(separator),
            source,
        }
    }

    /// From the bytes of a workbook, which is called `name` in messages.
    ///
    /// # Errors
    /// Where it is none, has no such sheet, or would take more than a table can need.
    pub fn xlsx(asked: Asked<'_>, name: &str, bytes: &[u8]) -> Result<Data, Fault> {
        let (sheet, text, cells) = workbook::open(asked, bytes)?;
        let source = Source::new(format!("{name}, sheet {sheet}"), text);
        Ok(Data {
            source: Arc::new(source.taken_from(name)),
            cells: Cells::Sheet(cells),
        })
    }

    /// Where a cell stands, as people say it: `line 7`; `cell C7`.
    fn place(&self, cell: &std::ops::Range<usize>, column: usize) -> String {
        let line = self.source.place(cell.start).line;
        match self.cells {
            Cells::Separated(_) => format!("line {line}"),
            Cells::Sheet(_) => format!("cell {}{line}", row::letters(column)),
        }
    }

    /// The rows from the top, the header first.
    fn rows(&self) -> row::Rows<'_> {
        match &self.cells {
            Cells::Separated(separator) => row::Rows::Separated(separator.rows(self.source.text())),
            Cells::Sheet(sheet) => row::Rows::Sheet(sheet.rows()),
        }
    }
}

/// The kind of file that a table names, by its ending.
///
/// # Errors
/// Where it is none that is read, or a sheet is asked for of a file that has none.
pub fn format_of(asked: Asked<'_>) -> Result<Format, Fault> {
    let name = &asked.file.value;
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    match (ending.map(str::to_ascii_lowercase).as_deref(), asked.sheet) {
        (Some("csv" | "tsv" | "txt"), None) => Ok(Format::Csv),
        (Some("csv" | "tsv" | "txt"), Some(sheet)) => Err(Box::new(fault::NoSuchSheet {
            message: format!("`{name}` has no sheets: it is a text file with one table"),
            help: format!("leave out `sheet \"{}\"`", sheet.value),
            label: "there are no sheets",
            span: sheet.span,
        })),
        (Some("xlsx" | "xlsm"), _) => Ok(Format::Xlsx),
        (Some("xls" | "xlsb" | "ods" | "numbers"), _) => Err(fault::unreadable(
            asked,
            format!("`{name}` is a workbook of a kind that is not read"),
            "save it as `.xlsx`, or save its sheet as `.csv`",
        )),
        _ => Err(fault::unreadable(
            asked,
            format!("the name `{name}` does not say what kind of file it is"),
            "name a `.csv` file or a `.xlsx` workbook",
        )),
    }
}
