//! The lines of the formatted text, and how neighbours share columns.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;

use super::doc::WIDTH;

/// By how much a column is pushed out at most.
const MOST: usize = 24;

/// The family of lines that hold only a comment.
pub const COMMENT: &str = "#";

/// One line.
#[derive(Debug)]
pub struct Line<'t> {
    /// How many blanks it begins with.
    pub indent: usize,
    /// What stands on it; empty in a blank line.
    pub cells: Vec<Cell>,
    /// Neighbours of one family share columns; lines without one never do.
    pub family: &'t str,
    /// The comment at its end.
    pub comment: Option<&'t str>,
}

/// A piece of a line, from one column to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// Which column it begins; 0 for the beginning of the line.
    pub column: u16,
    /// What stands in it.
    pub text: String,
}

/// From this column on, cells are values of a table, whose points stand below each other.
pub const TABLE: u16 = 100;

impl Cell {
    /// An empty one.
    pub fn new(column: u16) -> Cell {
        Cell {
            column,
            text: String::new(),
        }
    }
}

impl Line<'_> {
    /// An empty one.
    pub fn new(indent: usize) -> Self {
        Line {
            indent,
            cells: Vec::new(),
            family: "",
            comment: None,
        }
    }

    /// Adds to its end.
    pub fn push(&mut self, text: &str) {
        match self.cells.last_mut() {
            Some(cell) => cell.text.push_str(text),
            None => self.cells.push(Cell {
                column: 0,
                text: text.to_owned(),
            }),
        }
    }

    /// How wide it is, with one blank between cells.
    pub fn width(&self) -> usize {
        let cells = self.cells.iter().map(|cell| cell.text.width() + 1);
        (self.indent + cells.sum::<usize>()).saturating_sub(1)
    }

    /// Whether the two may share the column of their comments if they are neighbours.
    fn is_beside(&self, other: &Line<'_>) -> bool {
        let inside = self.indent > 0 || !self.family.is_empty();
        inside && self.indent == other.indent && self.family == other.family
    }

    fn is_blank(&self) -> bool {
        self.cells.is_empty() && self.comment.is_none()
    }
}

/// The text that the lines make.
pub fn text(mut lines: Vec<Line<'_>>) -> String {
    for run in runs(&lines) {
        align(&mut lines, &run);
    }
    let mut text = String::new();
    let mut rest = lines.as_slice();
    while let [first, ..] = rest {
        let beside = |line: &&Line<'_>| line.comment.is_some() && line.is_beside(first);
        let count = rest.iter().take_while(beside).count();
        let (now, later) = rest.split_at(count.max(1));
        write(now, &mut text);
        rest = later;
    }
    text
}

/// Writes lines whose comments are neighbours, or one line.
fn write(lines: &[Line<'_>], text: &mut String) {
    let widest = lines.iter().map(Line::width).max().unwrap_or(0);
    let narrowest = lines.iter().map(Line::width).min().unwrap_or(0);
    for line in lines {
        if !line.is_blank() {
            text.extend(std::iter::repeat_n(' ', line.indent));
        }
        for (at, cell) in line.cells.iter().enumerate() {
            text.push_str(if at > 0 { " " } else { "" });
            text.push_str(&cell.text);
        }
        if let Some(comment) = line.comment {
            let apart = if widest - narrowest > MOST {
                0
            } else {
                widest - line.width()
            };
            text.extend(std::iter::repeat_n(' ', apart + 2));
            text.push_str(comment);
        }
        text.push('\n');
    }
}

/// The places of lines of one family that are neighbours; comments between them do not part them.
fn runs(lines: &[Line<'_>]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        if line.family == COMMENT {
            continue;
        }
        let last = runs.last_mut().filter(|_| open);
        let last = last.filter(|run| {
            run.last().is_some_and(|last| {
                lines[*last].family == line.family && lines[*last].indent == line.indent
            })
        });
        open = !line.family.is_empty();
        match last {
            Some(run) if open => run.push(at),
            _ if open => runs.push(vec![at]),
            _ => {}
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// Fills up the cells of a run, column by column, so that the same column begins at the same place.
fn align(lines: &mut [Line<'_>], run: &[usize]) {
    let mut columns: Vec<u16> = Vec::new();
    for at in run {
        columns.extend(lines[*at].cells.iter().map(|cell| cell.column));
    }
    columns.sort_unstable();
    columns.dedup();
    for column in columns.into_iter().filter(|column| *column > 0) {
        share(lines, run, column);
        if column >= TABLE {
            points(lines, run, column);
        }
    }
}

/// Makes a column begin at one place: the furthest to which every line that begins it earlier can be pushed. Lines
/// that begin it later stand aside.
fn share(lines: &mut [Line<'_>], run: &[usize], column: u16) {
    let found = run.iter().filter_map(|at| {
        let cells = &lines[*at].cells;
        let index = cells.iter().position(|cell| cell.column == column)?;
        let before = cells[..index].iter().map(|cell| cell.text.width() + 1);
        Some((*at, index, before.sum::<usize>()))
    });
    let found: Vec<(usize, usize, usize)> = found.collect();
    let starts: BTreeSet<usize> = found.iter().map(|(_, _, start)| *start).collect();
    let least = starts.first().copied().unwrap_or(0);
    let fits = |target: usize| {
        let mut pushed = found.iter().filter(|(_, _, start)| *start <= target);
        pushed.all(|(at, _, start)| {
            let width = lines[*at].width();
            width > WIDTH || width + target - start <= WIDTH
        })
    };
    let mut targets = starts.range(..=least + MOST).rev().copied();
    let Some(target) = targets.find(|target| fits(*target)) else {
        return;
    };
    for (at, index, start) in found {
        let before = index.checked_sub(1).filter(|_| start <= target);
        if let Some(cell) = before.map(|before| &mut lines[at].cells[before]) {
            cell.text.extend(std::iter::repeat_n(' ', target - start));
        }
    }
}

/// Moves the numbers of a table's column so that their points stand below each other.
fn points(lines: &mut [Line<'_>], run: &[usize], column: u16) {
    let whole = |text: &str| {
        let digits = text.trim_start_matches('-');
        let starts = digits.starts_with(|digit: char| digit.is_ascii_digit());
        let rest = digits.trim_start_matches(|digit: char| digit.is_ascii_digit() || digit == '_');
        starts.then(|| text.len() - rest.len())
    };
    let cells = run.iter().filter_map(|at| {
        let index = lines[*at]
            .cells
            .iter()
            .position(|cell| cell.column == column)?;
        let before = whole(&lines[*at].cells[index].text)?;
        Some((*at, index, before))
    });
    let cells: Vec<(usize, usize, usize)> = cells.collect();
    let most = cells
        .iter()
        .map(|(_, _, before)| *before)
        .max()
        .unwrap_or(0);
    let fits = |(at, _, before): &(usize, usize, usize)| {
        most - before <= MOST && lines[*at].width() + most - before <= WIDTH
    };
    if cells.iter().all(fits) {
        for (at, index, before) in cells {
            let text = &mut lines[at].cells[index].text;
            text.insert_str(0, &" ".repeat(most - before));
        }
    }
}
