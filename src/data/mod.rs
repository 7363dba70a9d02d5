//! Data files: the bytes of a CSV file or a workbook → the rows of the table that names it.
//!
//! Nothing here reads a file. What is hostile is refused before it costs anything: sizes are counted while a part is
//! inflated, cells are taken one by one, and only what a table asks for is held.

mod csv;
mod fault;
mod fill;
mod header;
mod number;
mod row;
mod workbook;

#[cfg(test)]
mod tests;

pub use fault::UnreadableTable;
pub use fill::fill;

use crate::fault::Fault;
use crate::source::Source;
use crate::span::Span;
use crate::syntax::ast::{TableDecl, Text};

/// The file that a table names.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// `from "book.xlsx"`
    pub file: &'a Text,
    /// `sheet "Trade"`
    pub sheet: Option<&'a Text>,
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

/// The text of a data file and where its cells stand in it. Of a workbook the text is one of our own: a line for each
/// row of the sheet, and each cell with its name before it, so that whatever is said of a cell shows which it is.
#[derive(Clone, Debug)]
pub struct Data {
    /// What it is called: `trade.csv`; `book.xlsx, sheet Trade`.
    pub name: String,
    /// The text, which the places of all cells point into.
    pub text: String,
    cells: Cells,
}

#[derive(Clone, Debug)]
enum Cells {
    Separated(csv::Separator),
    Sheet(workbook::Sheet),
}

/// The kinds of files that tables are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Csv,
    Xlsx,
}

/// Makes the bytes of the file that a table names readable.
///
/// # Errors
/// Where it is no such file, or one that would take more than it can hold.
pub fn open(asked: Asked<'_>, bytes: Vec<u8>) -> Result<Data, Fault> {
    match format_of(asked)? {
        Format::Csv => separated(asked, bytes),
        Format::Xlsx => {
            let (sheet, text, cells) = workbook::open(asked, &bytes)?;
            Ok(Data {
                name: format!("{}, sheet {sheet}", asked.file.value),
                text,
                cells: Cells::Sheet(cells),
            })
        }
    }
}

fn separated(asked: Asked<'_>, bytes: Vec<u8>) -> Result<Data, Fault> {
    if let Some(sheet) = asked.sheet {
        return Err(Box::new(fault::NoSuchSheet {
            message: format!("`{}` has no sheets: it is a CSV file", asked.file.value),
            help: format!("leave out `sheet \"{}\"`", sheet.value),
            label: "a CSV file is one table",
            span: sheet.span,
        }));
    }
    let name = asked.file.value.clone();
    let source = Source::from_bytes(name, bytes).map_err(|why| {
        fault::unreadable(
            asked,
            why.to_string(),
            "save it as `CSV UTF-8` in the spreadsheet program",
        )
    })?;
    let text = source.into_text();
    Ok(Data {
        name: asked.file.value.clone(),
        cells: Cells::Separated(csv::Separator::of(&text)),
        text,
    })
}

fn format_of(asked: Asked<'_>) -> Result<Format, Fault> {
    let name = &asked.file.value;
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("csv" | "tsv" | "txt") => Ok(Format::Csv),
        Some("xlsx" | "xlsm") => Ok(Format::Xlsx),
        Some("xls" | "xlsb" | "ods" | "numbers") => Err(fault::unreadable(
            asked,
            format!("`{name}` is a workbook of a kind that is not read"),
            "save it as `.xlsx`, or save its sheet as `.csv`",
        )),
        _ => Err(fault::unreadable(
            asked,
            format!("`{name}` does not say what kind of file it is"),
            "name a `.csv` file or a `.xlsx` workbook",
        )),
    }
}

impl Data {
    /// Where a cell stands, as people say it: `line 7`; `cell C7`.
    fn place(&self, line: usize, column: usize) -> String {
        match self.cells {
            Cells::Separated(_) => format!("line {line}"),
            Cells::Sheet(_) => format!("cell {}{line}", row::letters(column)),
        }
    }

    /// The rows from the top, the header first.
    fn rows(&self) -> row::Rows<'_> {
        match &self.cells {
            Cells::Separated(separator) => row::Rows::Separated(separator.rows(&self.text)),
            Cells::Sheet(sheet) => row::Rows::Sheet(sheet.rows()),
        }
    }
}
