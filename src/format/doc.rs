//! A text with the places at which it may be broken, and the printer that decides where it is.
//!
//! A group is printed on one line if it fits, else each of its own places breaks. Groups within it decide anew.

use std::borrow::Cow;
use std::slice::Iter;

use unicode_width::UnicodeWidthStr;

use super::line::{Cell, Line};

/// How wide a line may be.
pub const WIDTH: usize = 100;

/// A piece of a text.
#[derive(Debug)]
pub enum Doc<'t> {
    /// What is printed as it is.
    Text(Cow<'t, str>),
    /// Where a column begins that neighbouring lines may share. Means nothing in a broken line.
    Column(u16),
    /// A blank or a line break.
    Line,
    /// Nothing or a line break.
    Soft,
    /// A blank, or a line break if what comes next does not fit.
    Fill,
    /// A line break.
    Hard,
    /// A comment at the end of its line; a `Hard` follows.
    Comment(&'t str),
    /// Keeps the group that it stands in from being one line.
    Force,
    /// Lines that begin in it are indented by so much more.
    Indent(usize, Vec<Doc<'t>>),
    /// What is one line or broken, and whether it must be broken.
    Group(bool, Vec<Doc<'t>>),
    /// What follows `=`.
    After(After<'t>),
}

/// What follows `=`: on the same line, on the next one, or from bracket to bracket.
#[derive(Debug)]
pub struct After<'t> {
    /// A blank, or the comments that stand there.
    pub lead: Vec<Doc<'t>>,
    /// The value.
    pub value: Vec<Doc<'t>>,
    /// Whether it is a pair of brackets, which may begin on the line of the `=` and go on below.
    pub brackets: bool,
    /// How far it is indented on the next line.
    pub step: usize,
}

/// A group; it must be broken if something in it must.
pub fn group(parts: Vec<Doc<'_>>) -> Doc<'_> {
    Doc::Group(forced(&parts), parts)
}

/// Whether these cannot be one line.
pub fn forced(parts: &[Doc<'_>]) -> bool {
    parts.iter().any(|part| match part {
        Doc::Hard | Doc::Comment(_) | Doc::Force => true,
        Doc::Indent(_, parts) => forced(parts),
        Doc::Group(must, _) => *must,
        Doc::After(after) => forced(&after.lead) || forced(&after.value),
        _ => false,
    })
}

/// All on one line, cut into its columns.
pub fn flat(parts: &[Doc<'_>]) -> Vec<Cell> {
    let mut cells = vec![Cell::default()];
    flatten(parts, &mut cells);
    cells
}

fn flatten(parts: &[Doc<'_>], cells: &mut Vec<Cell>) {
    for part in parts {
        let text = match part {
            Doc::Text(text) => text,
            Doc::Line | Doc::Fill => " ",
            Doc::Column(column) => {
                cells.push(Cell::new(*column));
                continue;
            }
            Doc::Indent(_, parts) | Doc::Group(_, parts) => {
                flatten(parts, cells);
                continue;
            }
            Doc::After(after) => {
                flatten(&after.lead, cells);
                flatten(&after.value, cells);
                continue;
            }
            Doc::Soft | Doc::Hard | Doc::Comment(_) | Doc::Force => continue,
        };
        if let Some(cell) = cells.last_mut() {
            // The blank before a column is part of the alignment.
            let starts = cell.text.is_empty() && cell.column > 0;
            cell.text
                .push_str(if starts { text.trim_start() } else { text });
        }
    }
}

/// Prints at an indentation.
pub fn print<'t>(parts: &[Doc<'t>], indent: usize) -> Vec<Line<'t>> {
    let mut printer = Printer {
        lines: vec![Line::new(indent)],
        column: indent,
        todo: Vec::new(),
    };
    printer.push(indent, false, parts);
    while let Some(next) = printer.todo.pop() {
        printer.step(next);
    }
    printer.lines
}

/// What is still to be printed: its indentation, whether on one line, and what.
type Todo<'d, 't> = (usize, bool, &'d Doc<'t>);

struct Printer<'d, 't> {
    lines: Vec<Line<'t>>,
    column: usize,
    todo: Vec<Todo<'d, 't>>,
}

impl<'d, 't> Printer<'d, 't> {
    fn push(&mut self, indent: usize, flat: bool, parts: &'d [Doc<'t>]) {
        self.todo
            .extend(parts.iter().rev().map(|part| (indent, flat, part)));
    }

    fn step(&mut self, (indent, flat, doc): Todo<'d, 't>) {
        match doc {
            Doc::Text(text) => self.text(text),
            Doc::Line | Doc::Fill if flat => self.text(" "),
            Doc::Soft if flat => {}
            Doc::Fill if self.fits(self.column + 1, &[]) => self.text(" "),
            Doc::Line | Doc::Soft | Doc::Fill | Doc::Hard => self.line(indent),
            Doc::Comment(comment) => {
                if let Some(line) = self.lines.last_mut() {
                    line.comment = Some(comment);
                }
            }
            Doc::Column(_) | Doc::Force => {}
            Doc::Indent(step, parts) => self.push(indent + step, flat, parts),
            Doc::Group(must, parts) => {
                let flat = flat || (!must && self.fits(self.column, parts));
                self.push(indent, flat, parts);
            }
            Doc::After(after) => self.after(indent, flat, after),
        }
    }

    fn after(&mut self, indent: usize, flat: bool, after: &'d After<'t>) {
        let commented = forced(&after.lead);
        let must = commented || forced(&after.value);
        if flat || (!must && self.fits(self.column + 1, &after.value)) {
            self.push(indent, true, &after.value);
            return self.push(indent, true, &after.lead);
        }
        let below = indent + after.step;
        let hugs = after.brackets && !commented && (must || !self.fits(below, &after.value));
        let inside = if hugs { indent } else { below };
        self.push(inside, false, &after.value);
        self.push(inside, hugs, &after.lead);
    }

    /// Whether parts fit on the line from a column on, with what follows them up to the next place to break.
    fn fits(&self, column: usize, parts: &'d [Doc<'t>]) -> bool {
        let mut column = column;
        let mut open: Vec<(bool, Iter<'_, Doc<'t>>)> = vec![(true, parts.iter())];
        let mut rest = self.todo.iter().rev();
        loop {
            let (flat, doc) = match open.last_mut() {
                Some((flat, parts)) => match parts.next() {
                    Some(doc) => (*flat, doc),
                    None => {
                        open.pop();
                        continue;
                    }
                },
                None => match rest.next() {
                    Some((_, flat, doc)) => (*flat, *doc),
                    None => return true,
                },
            };
            match doc {
                Doc::Text(text) => column += text.width(),
                Doc::Line | Doc::Fill if flat => column += 1,
                Doc::Line | Doc::Fill | Doc::Soft if !flat => return true,
                Doc::Hard | Doc::Comment(_) => return !flat,
                Doc::Indent(_, parts) | Doc::Group(_, parts) => open.push((flat, parts.iter())),
                Doc::After(after) => {
                    open.push((flat, after.value.iter()));
                    open.push((flat, after.lead.iter()));
                }
                _ => {}
            }
            if column > WIDTH {
                return false;
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.column += text.width();
        if let Some(line) = self.lines.last_mut() {
            line.push(text);
        }
    }

    fn line(&mut self, indent: usize) {
        self.column = indent;
        self.lines.push(Line::new(indent));
    }
}
