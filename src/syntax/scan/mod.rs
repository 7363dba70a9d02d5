//! Finds, before the grammar sees a declaration, the characters that people paste or carry over from
//! other languages. Each has a diagnostic of its own and, where it can be, is mended in a copy of the
//! same length, so that the rest of the declaration is still checked and every place stays right.

mod money;
mod nesting;
mod number;
mod quote;
mod symbol;
mod unicode;

pub use money::suffix as magnitude;

use std::borrow::Cow;
use std::ops::Range;

use crate::fault::Fault;
use crate::span::Span;
use miette::Diagnostic;

/// What the scan of one declaration yields.
pub struct Scanned<'t> {
    /// The text with its mistakes mended, as long as the original.
    pub text: Cow<'t, str>,
    /// The mistakes.
    pub found: Vec<Found>,
    /// Nested too deep for the grammar.
    pub too_deep: bool,
}

/// One mistake.
pub struct Found {
    /// What it is.
    pub fault: Fault,
    /// Where in the declaration's text.
    pub range: Range<usize>,
    /// Whether the mended text says something else than was meant.
    pub spoils: bool,
}

/// How many mistakes of one declaration are worth showing.
const MOST: usize = 20;

/// Scans one declaration that starts at byte `base` of the file.
pub fn scan(text: &str, base: usize) -> Scanned<'_> {
    let mut scanner = Scanner {
        text,
        base,
        at: 0,
        line_end: 0,
        copy: None,
        found: Vec::new(),
        nesting: nesting::Nesting::default(),
    };
    while scanner.step() {}
    let too_deep = scanner.nesting.too_deep();
    let text = match scanner.copy.map(String::from_utf8) {
        Some(Ok(copy)) => Cow::Owned(copy),
        _ => Cow::Borrowed(text),
    };
    Scanned {
        text,
        found: scanner.found,
        too_deep,
    }
}

/// A walk over the characters outside strings and comments.
struct Scanner<'t> {
    text: &'t str,
    base: usize,
    at: usize,
    line_end: usize,
    copy: Option<Vec<u8>>,
    found: Vec<Found>,
    nesting: nesting::Nesting,
}

impl<'t> Scanner<'t> {
    /// Reads one token; no more once it is too deep, for then nothing will be parsed.
    fn step(&mut self) -> bool {
        let Some(&byte) = self.text.as_bytes().get(self.at) else {
            return false;
        };
        match byte {
            b' ' | b'\t' => self.at += 1,
            b'"' => self.string(),
            b'#' => self.at = self.line_end(),
            b'0'..=b'9' => self.digits(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
            b'\n' | b'\r' => self.line_break(),
            0x80.. => self.beyond_ascii(),
            _ => self.mark(byte),
        }
        !self.nesting.too_deep()
    }

    /// What has not been read yet.
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Where the line ends; looked for once a line, for a line may be long.
    fn line_end(&mut self) -> usize {
        if self.at >= self.line_end {
            self.line_end = self
                .rest()
                .find(['\n', '\r'])
                .map_or(self.text.len(), |length| self.at + length);
        }
        self.line_end
    }

    /// The last character before this place on the same line that is not a blank.
    fn before(&self) -> Option<char> {
        self.text
            .get(..self.at)?
            .trim_end_matches([' ', '\t'])
            .chars()
            .next_back()
    }

    /// Skips a word; the words that nest are counted.
    fn word(&mut self) {
        let rest = self.rest();
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
            .count();
        let word = &rest[..length];
        if rest[length..].starts_with('$')
            && word.len() <= 3
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
        {
            return self.money();
        }
        self.at += length;
        self.nesting.word(word);
        self.complain_of_depth(length);
    }

    fn line_break(&mut self) {
        let next = self.rest().trim_ascii_start();
        self.at = self.text.len() - next.len();
        self.nesting.line_break(next);
    }

    /// The place of some bytes of this declaration in the file.
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// Notes a mistake.
    fn report(
        &mut self,
        fault: impl Diagnostic + Send + Sync + 'static,
        range: Range<usize>,
        spoils: bool,
    ) {
        if self.found.len() < MOST {
            self.found.push(Found {
                fault: Box::new(fault),
                range,
                spoils,
            });
        }
    }

    /// Writes something no longer in the place of some bytes; blanks fill the rest.
    fn mend(&mut self, range: Range<usize>, with: &str) {
        let copy = self
            .copy
            .get_or_insert_with(|| self.text.as_bytes().to_vec());
        if let Some(place) = copy.get_mut(range) {
            let mut with = with.bytes();
            place
                .iter_mut()
                .for_each(|byte| *byte = with.next().unwrap_or(b' '));
        }
    }
}
