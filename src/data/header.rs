//! Which columns of a file a table reads.

use super::Data;
use super::fault::{DoubleColumn, NoSuchColumn, shown};
use super::row::{Row, Rows};
use crate::calendar::Period;
use crate::fault::Faults;
use crate::span::Span;
use crate::suggest::{list_of, nearest};
use crate::syntax::ast::{Column, TableDecl};

/// How many headers a message lists.
const MOST_LISTED: usize = 8;

/// The first row of a file.
pub(super) struct Header {
    /// What each cell says, with its place.
    heads: Vec<(String, Span)>,
    /// How many cells there are.
    pub(super) count: usize,
    /// How many there are up to the last that says something.
    pub(super) named: usize,
    /// From the first to the last.
    pub(super) span: Span,
}

impl Header {
    pub(super) fn of(row: &Row, rows: &Rows<'_>, text: &str, base: usize) -> Header {
        let place = |cell: &std::ops::Range<usize>| Span::new(base + cell.start, base + cell.end);
        let heads: Vec<(String, Span)> = row
            .cells
            .iter()
            .map(|cell| (shown(&rows.says(text, cell)), place(cell)))
            .collect();
        let first = heads.first().map_or_else(Span::default, |head| head.1);
        let last = heads.last().map_or(first, |head| head.1);
        let last_named = heads.iter().rposition(|(head, _)| !head.is_empty());
        Header {
            count: row.count,
            named: last_named.map_or(0, |at| at + 1),
            span: first.to(last),
            heads,
        }
    }

    /// The place of each column that the table names.
    pub(super) fn columns(
        &self,
        table: &TableDecl,
        data: &Data,
        faults: &mut Faults,
    ) -> Option<Vec<usize>> {
        let columns = table.columns.iter();
        let found: Vec<Option<usize>> = columns
            .map(|column| self.find(column, data, faults))
            .collect();
        found.into_iter().collect()
    }

    fn find(&self, column: &Column, data: &Data, faults: &mut Faults) -> Option<usize> {
        let name = column.name.value.as_str();
        let exact = self.places(|head| head == name);
        let found = match exact.as_slice() {
            [] => self.places(|head| plain(head) == plain(name)),
            _ => exact,
        };
        match found.as_slice() {
            [only] => return Some(*only),
            [] => faults.push(NoSuchColumn {
                name: name.to_owned(),
                file: data.source.name().to_owned(),
                help: self.way_out(name),
                span: column.name.span,
                header: self.span,
            }),
            [first, second, ..] => faults.push(DoubleColumn {
                name: name.to_owned(),
                file: data.source.name().to_owned(),
                first: self.heads[*first].1,
                second: self.heads[*second].1,
                span: column.name.span,
            }),
        }
        None
    }

    /// The columns behind the first whose header is such.
    fn places(&self, wanted: impl Fn(&str) -> bool) -> Vec<usize> {
        let heads = self.heads.iter().enumerate().skip(1);
        heads
            .filter(|(_, (head, _))| wanted(head))
            .map(|(at, _)| at)
            .collect()
    }

    fn way_out(&self, name: &str) -> String {
        if let Some((head, _)) = self
            .heads
            .first()
            .filter(|(head, _)| plain(head) == plain(name))
        {
            return format!(
                "`{head}` is the first column, which holds the keys: leave it out of `columns`"
            );
        }
        let names = self.names();
        match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => {
                "the first row must be the header: the name of the keys, then that of each column"
                    .to_owned()
            }
            None => format!(
                "the first row of the file has {}",
                list_of(names.iter().take(MOST_LISTED), "and")
            ),
        }
    }

    /// The columns as a model would name them.
    fn names(&self) -> Vec<String> {
        let heads = self.heads.iter().skip(1);
        heads.filter_map(|(head, _)| name_of(head)).collect()
    }

    /// The clause that reads all columns.
    pub(super) fn clause(&self) -> Option<String> {
        let names = self.names();
        let listed: Vec<String> = names.into_iter().take(MOST_LISTED).collect();
        (!listed.is_empty()).then(|| format!("columns {}", listed.join(", ")))
    }
}

/// The name by which a model calls a column: a date, or the words of the header.
pub(super) fn name_of(head: &str) -> Option<String> {
    if Period::parse(head).is_some() {
        return Some(head.to_owned());
    }
    let words = plain(head);
    let letters = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let is_name = !words.is_empty()
        && !words.starts_with(|first: char| first.is_ascii_digit())
        && words.chars().all(letters);
    is_name.then_some(words)
}

/// A header without what names do not have: small letters, and `_` for anything between two words.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            plain.push(letter);
        } else if !plain.is_empty() && !plain.ends_with('_') {
            plain.push('_');
        }
    }
    plain.truncate(plain.trim_end_matches('_').len());
    plain
}
