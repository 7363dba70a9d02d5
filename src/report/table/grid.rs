//! Cells → aligned lines.

use unicode_width::UnicodeWidthStr;

/// One cell of a row.
#[derive(Clone, Debug)]
pub(in crate::report) enum Cell {
    /// Text.
    Left(String),
    /// A number.
    Right(String),
    /// The rest of the row, as wide as it is.
    Rest(String),
}

/// Rows of cells.
#[derive(Clone, Debug, Default)]
pub(in crate::report) struct Grid {
    rows: Vec<Vec<Cell>>,
}

const GAP: &str = "  ";

impl Cell {
    pub(in crate::report) fn left(text: impl Into<String>) -> Cell {
        Cell::Left(text.into())
    }

    pub(in crate::report) fn right(text: impl Into<String>) -> Cell {
        Cell::Right(text.into())
    }

    /// How much of a column it takes.
    fn width(&self) -> usize {
        match self {
            Cell::Left(text) | Cell::Right(text) => text.width(),
            Cell::Rest(_) => 0,
        }
    }
}

impl Grid {
    pub(in crate::report) fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// How wide it is with its indentation, what stands as a rest not counted.
    pub(in crate::report) fn width(&self) -> usize {
        self.widths()
            .iter()
            .filter(|width| **width > 0)
            .map(|width| width + GAP.len())
            .sum()
    }

    /// The rows, each column as wide as its widest cell; a column in which nothing stands is left out.
    pub(in crate::report) fn lines(&self) -> Vec<String> {
        let widths = self.widths();
        self.rows.iter().map(|row| line(row, &widths)).collect()
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize| {
            self.rows
                .iter()
                .filter_map(|row| Some(row.get(column)?.width()))
                .max()
        };
        (0..columns)
            .map(|column| widest(column).unwrap_or(0))
            .collect()
    }
}

fn line(row: &[Cell], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        let (Cell::Left(text) | Cell::Right(text) | Cell::Rest(text)) = cell;
        if *width == 0 && text.is_empty() {
            continue;
        }
        line.push_str(GAP);
        let padding = " ".repeat(width.saturating_sub(text.width()));
        if let Cell::Right(_) = cell {
            line.push_str(&padding);
        }
        line.push_str(text);
        if let Cell::Left(_) = cell {
            line.push_str(&padding);
        }
    }
    line.truncate(line.trim_end().len());
    line
}
