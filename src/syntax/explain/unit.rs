//! Units in the wrong place.

use super::super::fault::number::{PerWord, UnitFirst};
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;

/// What a value follows.
const VALUE_FOLLOWS: [&str; 19] = [
    "=", "~", "to", "by", "add", "(", ",", "+", "-", "*", "/", "<", ">", "<=", ">=", "==",
    "hazard", "gains", ":",
];

/// `USD 5M`
pub fn unit_first(place: &Place<'_>) -> Option<Fault> {
    let word = place.word(-1);
    let code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let opened = VALUE_FOLLOWS.contains(&place.word(-2))
        || place.begins_clause(place.index().saturating_sub(1));
    if !place.is(0, Kind::Number) || !place.is(-1, Kind::Word) || !code || !opened {
        return None;
    }
    // The rest of the unit, glued on: `USD 5M/year`.
    let after = place.text.get(place.near(0)?.range.end..)?;
    let tail = after
        .find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '/' | '^'))
        .unwrap_or(after.len());
    let mut span = place.span_of(-1, 0);
    span.end += u32::try_from(tail).ok()?;
    Some(Box::new(UnitFirst {
        mended: format!("{} {word}{}", place.word(0), &after[..tail]),
        span,
    }))
}

/// `5 USD per kg`
pub fn per(place: &Place<'_>) -> Option<Fault> {
    if place.word(0) != "per" || !place.is(-1, Kind::Word) || !place.is(1, Kind::Word) {
        return None;
    }
    let mended = format!("{}/{}", place.word(-1), place.word(1));
    Some(Box::new(PerWord {
        mended,
        span: place.span_of(-1, 1),
    }))
}
