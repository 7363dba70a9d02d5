//! The cells of a sheet, written out as a text of our own: a line for each row, each cell behind its name.

use super::Trouble;
use super::archive::Archive;
use super::format::Formats;
use super::serial::written;
use super::strings::{Piece, Strings};
use super::xml::{Step, Tag, Xml};
use crate::data::row::{MOST_COLUMNS, Row, letters};

/// A spreadsheet has so many rows.
const MOST_ROWS: usize = 1_048_576;

/// A sheet may have so many cells, those between the first and the last of a row included.
const MOST_CELLS: usize = 500_000;

/// The text of a sheet has at most so many bytes.
const MOST_BYTES: usize = 16 << 20;

/// The cells of a sheet, row by row.
#[derive(Clone, Debug, Default)]
pub(in crate::data) struct Sheet {
    cells: Vec<(u32, u32)>,
    /// How many of the cells belong to the rows up to this one.
    rows: Vec<u32>,
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

/// What is needed to understand a cell.
pub(super) struct Reader<'a> {
    pub(super) strings: &'a Strings,
    pub(super) formats: &'a Formats,
    pub(super) since_1904: bool,
}

impl Reader<'_> {
    pub(super) fn read(
        &self,
        archive: &Archive<'_>,
        part: &str,
    ) -> Result<(String, Sheet), Trouble> {
        let mut xml = Xml::open(archive, part)?.ok_or(Trouble::Damaged("a sheet is missing"))?;
        let mut writing = Writing::default();
        let mut cell = CellParts::default();
        let (mut row, mut column) = (0, 0);
        loop {
            match xml.next()? {
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
                Step::End => return writing.done(),
            }
        }
    }

    /// What a cell shows, as a CSV file would have it.
    fn says(&self, cell: &CellParts) -> Result<String, Trouble> {
        let value = cell.value.text().trim();
        if value.is_empty() && cell.inline.text().is_empty() {
            let formula = cell.formula.text();
            // A formula may well give an empty text.
            let no_value = !formula.is_empty() && !cell.has_value;
            return Ok(if no_value {
                format!("={formula}")
            } else {
                String::new()
            });
        }
        match cell.kind.as_deref() {
            Some("s") => {
                let number = value.parse().ok();
                let text = number.and_then(|number| self.strings.get(number));
                Ok(text
                    .ok_or(Trouble::Damaged(
                        "a cell refers to a text that is not there",
                    ))?
                    .to_owned())
            }
            Some("inlineStr" | "is") => Ok(cell.inline.text().to_owned()),
            Some("b") => Ok(if value == "1" || value == "true" {
                "TRUE"
            } else {
                "FALSE"
            }
            .to_owned()),
            Some("d") => Ok(value.trim_end_matches("T00:00:00").to_owned()),
            Some("str" | "e") => Ok(value.to_owned()),
            _ => Ok(match value.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    written(number, self.formats.get(cell.style), self.since_1904)
                }
                _ => value.to_owned(),
            }),
        }
    }
}

const BAD_PLACE: Trouble = Trouble::Damaged("its cells are not in order");

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

/// A cell while its parts are read.
#[derive(Default)]
struct CellParts {
    kind: Option<String>,
    style: usize,
    value: Piece,
    inline: Piece,
    formula: Piece,
    has_value: bool,
    within: Within,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    None,
    Value,
    Inline,
    Formula,
}

impl CellParts {
    fn begin(&mut self, tag: &Tag<'_>) {
        self.kind = tag.get("t");
        self.style = tag
            .get("s")
            .and_then(|style| style.parse().ok())
            .unwrap_or(0);
    }

    fn open(&mut self, name: &str) {
        match name {
            "v" => (self.within, self.has_value) = (Within::Value, true),
            "f" => self.within = Within::Formula,
            "is" => self.within = Within::Inline,
            _ => self.inline.open(name),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "v" | "f" | "is" => self.within = Within::None,
            _ => self.inline.close(name),
        }
    }

    fn push(&mut self, text: &str) {
        match self.within {
            Within::None => {}
            Within::Value => self.value.add(text),
            Within::Formula => self.formula.add(text),
            Within::Inline => self.inline.push(text),
        }
    }
}

/// The text while it is written.
#[derive(Default)]
struct Writing {
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
    fn row(&mut self, row: usize) -> Result<(), Trouble> {
        if row <= self.line || row > MOST_ROWS {
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

    fn cell(&mut self, column: usize, says: &str) -> Result<(), Trouble> {
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

    fn done(mut self) -> Result<(String, Sheet), Trouble> {
        self.end_row()?;
        Ok((self.text, self.sheet))
    }
}
