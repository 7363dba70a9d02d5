//! A coarse reading of a declaration that could not be parsed: enough to see what stands around the
//! place where the grammar gave up.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, digits and `_`.
    Word,
    /// Whatever begins with a digit.
    Number,
    /// A string.
    Text,
    /// Anything else.
    Mark,
    /// The end of a line.
    Break,
}

/// One token with its place in the declaration.
#[derive(Clone, Debug)]
pub struct Token<'t> {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: &'t str,
    /// Its place.
    pub range: Range<usize>,
}

/// The tokens of a declaration; blanks and comments are left out.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &text[at..];
        let (kind, length) = match first {
            ' ' | '\t' => (None, 1),
            '#' => (None, rest.find(['\n', '\r']).unwrap_or(rest.len())),
            '\n' | '\r' => (Some(Kind::Break), 1),
            '"' => (Some(Kind::Text), string(rest)),
            '0'..='9' => (Some(Kind::Number), number(rest)),
            _ if word_char(first) => (
                Some(Kind::Word),
                rest.find(|letter| !word_char(letter)).unwrap_or(rest.len()),
            ),
            _ => (Some(Kind::Mark), mark(rest, first)),
        };
        if let Some(kind) = kind {
            tokens.push(Token {
                kind,
                text: &rest[..length],
                range: at..at + length,
            });
        }
        at += length;
    }
    tokens
}

fn word_char(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            '\n' | '\r' => return at,
            '"' if !escaped => return at + 1,
            _ => escaped = letter == '\\' && !escaped,
        }
    }
    rest.len()
}

/// Digits, one point, and the letters glued to them.
fn number(rest: &str) -> usize {
    let whole = rest.find(|letter| !word_char(letter)).unwrap_or(rest.len());
    let after = &rest.as_bytes()[whole..];
    if after.first() == Some(&b'.') && after.get(1).is_some_and(u8::is_ascii_digit) {
        let fraction = &rest[whole + 1..];
        return whole
            + 1
            + fraction
                .find(|letter| !word_char(letter))
                .unwrap_or(fraction.len());
    }
    whole
}

fn mark(rest: &str, first: char) -> usize {
    let doubled = ["==", "!=", "<=", ">=", ".."]
        .iter()
        .any(|mark| rest.starts_with(mark));
    if doubled { 2 } else { first.len_utf8() }
}
