//! Why a file is no source text.

use miette::Diagnostic;

use super::MAX_BYTES;

/// Why a file cannot be read as a source text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Diagnostic)]
pub enum NotText {
    /// Bytes that are no UTF-8: most often a file saved by a word processor or in an older encoding.
    #[error("`{name}` is not UTF-8 text: the {ordinal} byte of line {line} belongs to no character", ordinal = ordinal(*.byte))]
    #[diagnostic(code("not-text"), help("save the file as UTF-8 text"))]
    Encoding {
        /// The file.
        name: String,
        /// The line, from 1.
        line: usize,
        /// The byte in that line, from 1.
        byte: usize,
    },
    /// A zero byte: a file of another kind, or text in UTF-16.
    #[error("`{name}` is not text: the {ordinal} byte of line {line} is zero", ordinal = ordinal(*.byte))]
    #[diagnostic(
        code("not-text"),
        help("save the file as UTF-8 text (what some programs call Unicode is UTF-16)")
    )]
    Zero {
        /// The file.
        name: String,
        /// The line, from 1.
        line: usize,
        /// The byte in that line, from 1.
        byte: usize,
    },
    /// More than [`MAX_BYTES`].
    #[error("`{name}` has {megabytes} MB, and a file can have {}", MAX_BYTES >> 20)]
    #[diagnostic(
        code("file-too-large"),
        help(
            "keep tables in files of their own, with the rows and columns that the model reads: `table trade by year from \"trade.csv\"`"
        )
    )]
    TooLarge {
        /// The file.
        name: String,
        /// Its size, rounded up.
        megabytes: usize,
    },
}

/// The line of a byte, and which byte of that line it is; both from 1.
pub(super) fn line_and_byte(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = &bytes[..at];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1);
    (line, at - start + 1)
}

/// `1st`, `22nd`, `113th`
fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
