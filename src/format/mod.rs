//! Text → the same text in the one layout that all models share.
//!
//! Only blanks, line breaks and the `;` between clauses change: the formatter lays out tokens and never spells one
//! anew. It reads its own result and refuses to hand out one that says something else.

mod build;
mod columns;
mod doc;
mod fault;
mod gap;
mod line;
mod write;

pub use fault::ChangedMeaning;

use crate::fault::Faults;
use crate::syntax::tokens::{Group, Part, declarations};
use crate::syntax::{self, Parsed};

/// What a text is before its first character in some editors.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Lays out a text anew.
///
/// # Errors
/// What is wrong with the text: one that cannot be read is not touched. [`ChangedMeaning`], if the formatter is.
pub fn format(text: &str) -> Result<String, Faults> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let before = syntax::parse(text);
    if before.faults.any_error() {
        return Err(before.faults);
    }
    let changed = || {
        let mut faults = Faults::default();
        faults.push(ChangedMeaning);
        faults
    };
    let tokens = declarations(text).ok_or_else(changed)?;
    let formatted = line::text(write::file(text, &tokens));
    match says_the_same(text, &before, &tokens, &formatted) {
        true => Ok(formatted),
        false => Err(changed()),
    }
}

/// Whether a text has the same meaning, the same tokens and the same comments as the one it was made from.
fn says_the_same(text: &str, before: &Parsed, tokens: &[Group], formatted: &str) -> bool {
    let after = syntax::parse(formatted);
    let Some(new) = declarations(formatted) else {
        return false;
    };
    !after.faults.any_error()
        && after.document == before.document
        && written(text, tokens) == written(formatted, &new)
}

/// The tokens and comments of a text.
fn written<'t>(text: &'t str, declarations: &[Group]) -> (Vec<String>, Vec<&'t str>) {
    let mut spans = Vec::new();
    declarations
        .iter()
        .for_each(|group| leaves(&group.parts, &mut spans));
    let (mut tokens, mut comments) = (Vec::new(), Vec::new());
    let mut end = 0;
    for span in spans {
        let gap = text.get(end..span.start).unwrap_or_default();
        comments.extend(gap::Gap::after(gap).comments());
        let words = text.get(span.clone()).unwrap_or_default();
        let blanks = !words.starts_with('"');
        tokens.push(match blanks {
            true => words.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
            false => words.to_owned(),
        });
        end = span.end;
    }
    comments.extend(gap::Gap::after(text.get(end..).unwrap_or_default()).comments());
    (tokens, comments)
}

fn leaves(parts: &[Part], spans: &mut Vec<std::ops::Range<usize>>) {
    for part in parts {
        match part {
            Part::Token(token) => spans.push(token.span.range()),
            Part::Group(group) => leaves(&group.parts, spans),
        }
    }
}
