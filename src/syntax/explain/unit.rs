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
    let number = place.word(0);
    Some(Box::new(UnitFirst {
        mended: format!("{number} {word}"),
        span: place.span_of(-1, 0),
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
