//! The first cell of a row: the date or the element that the row is of.

use super::fault::shown;
use super::header::plain;
use crate::calendar::Period;
use crate::span::{Span, Spanned};
use crate::syntax::ast::{ExprKind, Path};

/// What is wrong with a key, and what to write.
#[derive(Debug)]
pub(super) struct NoKey {
    pub(super) what: String,
    pub(super) help: String,
}

/// A date, or the name of an element as a row of the model would have it.
pub(super) fn read(text: &str, by_date: bool, span: Span) -> Result<ExprKind, NoKey> {
    if by_date && let Some(period) = Period::parse(text) {
        return Ok(ExprKind::Date(period));
    }
    if !by_date && is_name(text) {
        return Ok(ExprKind::Path(Path {
            head: Spanned::new(text.to_owned(), span),
            steps: Vec::new(),
        }));
    }
    Err(no_key(text, by_date))
}

fn no_key(text: &str, by_date: bool) -> NoKey {
    let what = match (text.is_empty(), by_date) {
        (true, _) => "the row has no key in its first column".to_owned(),
        (false, true) => format!("`{}` is not a date", shown(text)),
        (false, false) => format!("`{}` is not the name of an element", shown(text)),
    };
    let near = match by_date {
        true => date_meant(text),
        false => Some(plain(text)).filter(|name| is_name(name)),
    };
    let help = match (near, by_date) {
        (Some(near), _) => format!("write `{}`", shown(&near)),
        (None, true) => {
            "write a date such as `2027`, `2027-Q1`, `2027-03` or `2027-03-31`, and keep notes out of the file".to_owned()
        }
        (None, false) => "write the name of an element as the model does, and keep notes out of the file".to_owned(),
    };
    NoKey { what, help }
}

fn is_name(text: &str) -> bool {
    let letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !text.is_empty()
        && text.chars().all(letter)
        && !text.starts_with(|first: char| first.is_ascii_digit())
}

/// `2024.0`, `2024Q1`, `2024-q1`, `2024-3`, `2024/03`
fn date_meant(text: &str) -> Option<String> {
    let text = text
        .trim_end_matches(".0")
        .to_uppercase()
        .replace(['/', ' ', '.'], "-");
    let text = match text.split_once('Q') {
        Some((year, quarter)) => format!("{}-Q{quarter}", year.trim_end_matches('-')),
        None => {
            let parts = text.split('-').map(|part| format!("{part:0>2}"));
            parts.collect::<Vec<_>>().join("-")
        }
    };
    Period::parse(&text).map(|period| period.to_string())
}
