//! The cells of a sheet, written out as a text of our own.

use super::Trouble;
use super::archive::Archive;
use super::cell::{CellParts, Reader};
use super::lines::{BAD_PLACE, Writing};
use super::xml::{Step, Xml};
use crate::data::row::{MOST_COLUMNS, Row};

/// The cells of a sheet, row by row.
#[derive(Clone, Debug, Default)]
pub(in crate::data) struct Sheet {
    pub(super) cells: Vec<(u32, u32)>,
    /// How many of the cells belong to the rows up to this one.
    pub(super) rows: Vec<u32>,
}

/// The rows of a sheet from the top.
pub(in crate::data) struct SheetRows<'a> {
    sheet: &'a Sheet,
    at: usize,
}

impl Sheet {
    pub(in crate::data) fn rows(&self) -> SheetRows<'_> {
        SheetRows { sheet: self, at: 0 }
    }
}

impl SheetRows<'_> {
    /// Reads the next row; `false` after the last.
    pub(in crate::data) fn next(&mut self, row: &mut Row) -> bool {
        let Some(end) = self.sheet.rows.get(self.at) else {
            return false;
        };
        let start = self
            .at
            .checked_sub(1)
            .map_or(0, |before| self.sheet.rows[before]);
        for (start, end) in &self.sheet.cells[start as usize..*end as usize] {
            row.push(*start as usize..*end as usize);
        }
        self.at += 1;
        true
    }
}

impl Reader<'_> {
    /// The text of a sheet, and its cells.
    pub(super) fn read(
        &self,
        archive: &Archive<'_>,
        part: &str,
    ) -> Result<(String, Sheet), Trouble> {
        let mut xml = Xml::open(archive, part)?.ok_or(Trouble::Damaged("a sheet is missing"))?;
        let mut writing = Writing::default();
        let mut cell = CellParts::default();
        let (mut row, mut column, mut within) = (0, 0, false);
        loop {
            match xml.next()? {
                Step::End => return writing.done(),
                Step::Open(tag) if tag.name() == "sheetData" => within = true,
                Step::Close(tag) if tag.name() == "sheetData" => within = false,
                _ if !within => {}
                Step::Open(tag) if tag.name() == "row" => {
                    row = match tag.get("r") {
                        Some(number) => number.parse().map_err(|_| BAD_PLACE)?,
                        None => row + 1,
                    };
                    column = 0;
                    writing.row(row)?;
                }
                Step::Open(tag) if tag.name() == "c" => {
                    cell.begin(&tag);
                    if let Some(name) = tag.get("r") {
                        column = place(&name, row).ok_or(BAD_PLACE)?;
                    }
                }
                Step::Open(tag) => cell.open(tag.name()),
                Step::Close(tag) if tag.name() == "c" => {
                    writing.cell(column, &self.says(&cell)?)?;
                    column += 1;
                    cell = CellParts::default();
                }
                Step::Close(tag) => cell.close(tag.name()),
                Step::Text(text) => cell.push(&text),
            }
        }
    }
}

/// The column of `C7`, from 0; its row must be the one that it stands in.
fn place(name: &str, row: usize) -> Option<usize> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, number) = name.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || number.parse() != Ok(row) {
        return None;
    }
    let column = letters.bytes().try_fold(0, |sum, letter| {
        let letter = letter.to_ascii_uppercase();
        let value = letter
            .is_ascii_uppercase()
            .then(|| usize::from(letter - b'A') + 1)?;
        Some(sum * 26 + value)
    })?;
    (column <= MOST_COLUMNS).then(|| column - 1)
}
