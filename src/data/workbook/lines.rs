//! The text of a sheet while it is written: a line for each row, each cell behind its name.

use super::Trouble;
use super::sheet::Sheet;
use crate::data::row::letters;

/// A spreadsheet has so many rows.
const MOST_ROWS: usize = 1_048_576;

/// A sheet may have so many cells, those between the first and the last of a row included.
const MOST_CELLS: usize = 500_000;

/// The text of a sheet has at most so many bytes.
const MOST_BYTES: usize = 16 << 20;

pub(super) const BAD_PLACE: Trouble = Trouble::Damaged("its cells are not in order");

/// The text while it is written.
#[derive(Default)]
pub(super) struct Writing {
    text: String,
    sheet: Sheet,
    /// The line that is written.
    line: usize,
    /// The cells of that line which say something or stand before one that does.
    cells: Vec<(u32, u32)>,
    /// How many columns the header has.
    width: Option<usize>,
}

impl Writing {
    /// Begins the line of a row.
    pub(super) fn row(&mut self, row: usize) -> Result<(), Trouble> {
        if row > MOST_ROWS {
            return Err(Trouble::TooLarge("it has more rows than a spreadsheet"));
        }
        if row <= self.line {
            return Err(BAD_PLACE);
        }
        self.end_row()?;
        // Row 1 is line 1.
        for _ in self.line.max(1)..row {
            self.text.push('\n');
        }
        self.line = row;
        Ok(())
    }

    /// Adds a cell to the line.
    pub(super) fn cell(&mut self, column: usize, says: &str) -> Result<(), Trouble> {
        if self.line == 0 || column < self.cells.len() {
            return Err(BAD_PLACE);
        }
        let beyond = self.width.is_some_and(|width| column >= width);
        if says.trim().is_empty() || beyond {
            return Ok(());
        }
        while self.cells.len() < column {
            self.write("")?;
        }
        self.write(says)
    }

    /// Writes the next cell of the line: `C7: 0.98`. A cell that says nothing is where its name stands.
    fn write(&mut self, says: &str) -> Result<(), Trouble> {
        if !self.cells.is_empty() {
            self.text.push_str(" | ");
        }
        let start = self.text.len();
        self.text.push_str(&letters(self.cells.len()));
        self.text.push_str(&self.line.to_string());
        self.text.push_str(": ");
        let mut place = (self.text.len(), self.text.len());
        let plain = says
            .trim()
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter });
        self.text.extend(plain);
        place.1 = self.text.len();
        if place.0 == place.1 {
            place = (start, start);
        }
        self.cells.push((place.0 as u32, place.1 as u32));
        if self.text.len() > MOST_BYTES || self.sheet.cells.len() + self.cells.len() > MOST_CELLS {
            return Err(Trouble::TooLarge(
                "the sheet has more than 500,000 cells, or very long ones",
            ));
        }
        Ok(())
    }

    /// Ends a row that says something; the first such row is the header.
    fn end_row(&mut self) -> Result<(), Trouble> {
        if self.cells.is_empty() {
            return Ok(());
        }
        let width = *self.width.get_or_insert(self.cells.len());
        while self.cells.len() < width {
            self.write("")?;
        }
        self.sheet.cells.append(&mut self.cells);
        self.sheet.rows.push(self.sheet.cells.len() as u32);
        Ok(())
    }

    pub(super) fn done(mut self) -> Result<(String, Sheet), Trouble> {
        self.end_row()?;
        Ok((self.text, self.sheet))
    }
}
