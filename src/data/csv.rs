//! Text with separators → rows of cells with their places.

use std::borrow::Cow;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::row::Row;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Separator(u8);

impl Separator {
    /// The one that the first two lines have most of; in doubt a comma. Where a comma is the decimal point,
    /// spreadsheet programs write semicolons.
    pub(super) fn of(text: &str) -> Separator {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let (first, second) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
        let score = |separator: u8| {
            let counts = (count(first, separator), count(second, separator));
            (counts.0.min(counts.1), counts.0)
        };
        let mut best = b',';
        for other in [b';', b'\t'] {
            if score(other) > score(best) {
                best = other;
            }
        }
        Separator(best)
    }

    pub(super) fn rows(self, text: &str) -> SeparatedRows<'_> {
        SeparatedRows {
            text,
            at: 0,
            reader: Box::new(ReaderBuilder::new().delimiter(self.0).build()),
            open_quote: None,
        }
    }
}

/// How often a separator stands in a line outside quotation marks.
fn count(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        count += usize::from(!quoted && byte == separator);
    }
    count
}

/// The rows of a text with separators.
pub(super) struct SeparatedRows<'a> {
    text: &'a str,
    at: usize,
    reader: Box<Reader>,
    open_quote: Option<usize>,
}

impl SeparatedRows<'_> {
    /// Reads the next row; `false` after the last.
    pub(super) fn next(&mut self, row: &mut Row) -> bool {
        // What cells say is taken from the text itself; the reader tells where they begin and end.
        let mut unused = [0; 1024];
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        loop {
            let rest = &bytes[self.at..];
            let (found, taken, _) = self.reader.read_field(rest, &mut unused);
            self.at += taken;
            match found {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::End => return false,
                ReadFieldResult::Field { record_end } => {
                    let end = self.at - usize::from(!rest.is_empty());
                    let first = row.count == 0;
                    let cell = self.cell(start, end.max(start), first);
                    if rest.is_empty() {
                        self.look_for_open_quote(&cell);
                    }
                    row.push(cell);
                    if record_end {
                        return true;
                    }
                    start = self.at;
                }
            }
        }
    }

    /// The bytes of a cell. Line breaks before the first one of a row belong to blank lines and to CRLF.
    fn cell(&self, start: usize, end: usize, first: bool) -> std::ops::Range<usize> {
        let raw = &self.text[start..end];
        let kept = if first {
            raw.trim_start_matches(['\r', '\n'])
        } else {
            raw
        };
        end - kept.len()..end
    }

    fn look_for_open_quote(&mut self, last: &std::ops::Range<usize>) {
        let raw = &self.text[last.clone()];
        let marks = raw.bytes().filter(|byte| *byte == b'"').count();
        if raw.starts_with('"') && marks % 2 == 1 {
            self.open_quote = Some(last.start);
        }
    }

    pub(super) fn open_quote(&self) -> Option<usize> {
        self.open_quote
    }
}

/// `"a ""b"""` → `a "b"`
pub(super) fn unquoted(raw: &str) -> Cow<'_, str> {
    let inner = raw
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) if inner.contains('"') => Cow::Owned(inner.replace("\"\"", "\"")),
        Some(inner) => Cow::Borrowed(inner.trim()),
        None => Cow::Borrowed(raw),
    }
}
