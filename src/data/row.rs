//! One row of a data file, whichever kind of file it is.

use std::borrow::Cow;
use std::ops::Range;

use super::csv::SeparatedRows;
use super::workbook::SheetRows;

/// A row has at most as many cells as one of a spreadsheet.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// The rows of a file from the top. Those in which no cell says anything are left out.
pub(super) enum Rows<'a> {
    Separated(SeparatedRows<'a>),
    Sheet(SheetRows<'a>),
}

/// The cells of one row. It is used again for the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// The bytes of each cell in the text; no more than [`MOST_COLUMNS`].
    pub(super) cells: Vec<Range<usize>>,
    /// How many cells there are in all.
    pub(super) count: usize,
}

impl Rows<'_> {
    /// Reads the next row; `false` after the last.
    pub(super) fn next(&mut self, text: &str, row: &mut Row) -> bool {
        loop {
            row.cells.clear();
            row.count = 0;
            let found = match self {
                Rows::Separated(rows) => rows.next(row),
                Rows::Sheet(rows) => rows.next(row),
            };
            if !found
                || row
                    .cells
                    .iter()
                    .any(|cell| !self.says(text, cell).is_empty())
            {
                return found;
            }
        }
    }

    /// What a cell says, without quotes and the blanks around it.
    pub(super) fn says<'t>(&self, text: &'t str, cell: &Range<usize>) -> Cow<'t, str> {
        let raw = text.get(cell.clone()).unwrap_or_default().trim();
        match self {
            Rows::Separated(_) => super::csv::unquoted(raw),
            Rows::Sheet(_) => Cow::Borrowed(raw),
        }
    }

    /// The quotation mark that is never closed, if there is one: it takes the rest of the file along.
    pub(super) fn open_quote(&self) -> Option<usize> {
        match self {
            Rows::Separated(rows) => rows.open_quote(),
            Rows::Sheet(_) => None,
        }
    }
}

impl Row {
    pub(super) fn push(&mut self, cell: Range<usize>) {
        if self.cells.len() < MOST_COLUMNS {
            self.cells.push(cell);
        }
        self.count += 1;
    }
}

/// The letters of a column, counted from 0: `A`, `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}
