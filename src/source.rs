//! One source text: its name, its words, and which line and column a byte of it stands in.

mod not_text;
mod sources;

use std::ops::Range;

pub use self::not_text::NotText;
use self::not_text::line_and_byte;
pub use self::sources::{Sources, Texts};
use crate::span::Span;

/// The largest file that is read.
pub const MAX_BYTES: usize = 64 << 20;

/// How far apart the counts of characters are taken; a column is found by counting at most this many bytes twice.
const STRIDE: usize = 4096;

/// A source text with its name and the index that finds its lines and columns.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    /// The file that it was taken from, where its lines are not those of the file.
    taken_from: Option<String>,
    text: String,
    /// The byte that each line starts with.
    lines: Vec<usize>,
    /// How many characters start before every `STRIDE`th byte.
    counts: Vec<usize>,
}

/// A place as editors tell it. Both count from 1; a column is a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character in it.
    pub column: usize,
}

impl Source {
    /// A text that is known to be one.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let (name, text) = (name.into(), text.into());
        let starts = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let mut counts = vec![0];
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            count += characters(chunk);
            counts.push(count);
        }
        Source {
            name,
            taken_from: None,
            text,
            lines,
            counts,
        }
    }

    /// The text is what a file of another kind says, such as one sheet of a workbook.
    pub fn taken_from(self, file: &str) -> Source {
        Source {
            taken_from: Some(file.to_owned()),
            ..self
        }
    }

    /// The text of a file. A byte-order mark at its start is left out.
    ///
    /// # Errors
    /// See [`NotText`].
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Source, NotText> {
        let name = name.into();
        if bytes.len() > MAX_BYTES {
            return Err(NotText::TooLarge {
                name,
                megabytes: bytes.len().div_ceil(1 << 20),
            });
        }
        if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
            let (line, byte) = line_and_byte(&bytes, at);
            return Err(NotText::Zero { name, line, byte });
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(bad) => {
                let (line, byte) = line_and_byte(bad.as_bytes(), bad.utf8_error().valid_up_to());
                return Err(NotText::Encoding { name, line, byte });
            }
        };
        match text.strip_prefix('\u{feff}') {
            Some(rest) => Ok(Source::new(name, rest)),
            None => Ok(Source::new(name, text)),
        }
    }

    /// What the text is called: a file's path, most often.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path of the file that it comes from.
    pub fn file(&self) -> &str {
        self.taken_from.as_deref().unwrap_or(&self.name)
    }

    /// Whether the lines of the text are those of the file.
    pub fn has_lines_of_file(&self) -> bool {
        self.taken_from.is_none()
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines there are: at least one, the one after a last line break included.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The bytes of a line, from 1, without its line break; empty beyond the last.
    pub fn line_span(&self, line: usize) -> Span {
        let Some(start) = line.checked_sub(1).and_then(|index| self.lines.get(index)) else {
            return Span::new(self.text.len(), self.text.len());
        };
        let end = self
            .lines
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let carriage_return = self.text[*start..end].ends_with('\r');
        Span::new(*start, end - usize::from(carriage_return))
    }

    /// The line and the column of a byte. Beyond the end it is the end, within a character its start.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.boundary(offset);
        let line = self.lines.partition_point(|start| *start <= offset);
        // Line 1 starts at 0, so a line is found.
        let start = self.lines[line - 1];
        Place {
            line,
            column: self.characters_before(offset) - self.characters_before(start) + 1,
        }
    }

    /// A span held within the text and widened to whole characters.
    pub fn held(&self, span: Span) -> Range<usize> {
        let start = self.boundary(span.start as usize);
        let mut end = (span.end as usize).clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn characters_before(&self, offset: usize) -> usize {
        let chunk = offset / STRIDE;
        let counted = self.counts.get(chunk).copied().unwrap_or(0);
        counted + characters(&self.text.as_bytes()[chunk * STRIDE..offset])
    }
}

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use miette::Diagnostic;

    use super::*;

    fn place(source: &Source, offset: usize) -> (usize, usize) {
        let place = source.place(offset);
        (place.line, place.column)
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let source = Source::new("a.fore", "é = 1\r\n\nlet x\n");
        assert_eq!(source.line_count(), 4);
        assert_eq!(place(&source, 0), (1, 1));
        assert_eq!(place(&source, 1), (1, 1));
        assert_eq!(place(&source, 2), (1, 2));
        assert_eq!(place(&source, 8), (2, 1));
        assert_eq!(place(&source, 13), (3, 5));
        assert_eq!(place(&source, 15), (4, 1));
        assert_eq!(place(&source, usize::MAX), (4, 1));
        let lines: Vec<&str> = (0..6)
            .map(|line| &source.text()[source.line_span(line).range()])
            .collect();
        assert_eq!(lines, ["", "é = 1", "", "let x", "", ""]);
        assert_eq!(source.held(Span { start: 1, end: 1 }), 0..2);
        assert_eq!(source.held(Span { start: 9, end: 2 }), 9..9);
    }

    #[test]
    fn columns_are_right_in_long_lines() {
        let text = format!("first\n{}", "aé".repeat(20_000));
        let source = Source::new("long.fore", text.as_str());
        for (column, (at, _)) in text[6..].char_indices().enumerate().step_by(997) {
            assert_eq!(place(&source, 6 + at), (2, column + 1));
        }
        assert_eq!(place(&source, text.len()), (2, 40_001));
        assert_eq!(place(&Source::new("", ""), 7), (1, 1));
        assert_eq!(
            place(&Source::new("", "a".repeat(STRIDE)), STRIDE),
            (1, STRIDE + 1)
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let source = Source::from_bytes("a.fore", b"\xef\xbb\xbflet".to_vec()).unwrap();
        assert_eq!(source.text(), "let");
    }

    #[test]
    fn what_is_not_text_says_where() {
        let said = |bytes: &[u8]| {
            let fault = Source::from_bytes("a.fore", bytes.to_vec()).unwrap_err();
            format!("{fault}; {}", fault.help().unwrap())
        };
        insta::assert_snapshot!(said(b"let a\nlet caf\xe9"), @"`a.fore` is not UTF-8 text: the 8th byte of line 2 belongs to no character; save the file as UTF-8 text");
        insta::assert_snapshot!(said(b"l\0e\0"), @"`a.fore` is not text: the 2nd byte of line 1 is zero; save the file as UTF-8 text (what some programs call Unicode is UTF-16)");
        insta::assert_snapshot!(said(&vec![b'a'; MAX_BYTES + 1]), @r#"`a.fore` has 65 MB, and a file can have 64; keep tables in files of their own, with the rows and columns that the model reads: `table trade by year from "trade.csv"`"#);
    }
}
