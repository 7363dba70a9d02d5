//! Units in the wrong place.

use super::super::fault::number::{PerWord, UnitFirst};
use super::super::unit_text::rest_of_unit;
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
    let tail = rest_of_unit(after);
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
    let after = place.text.get(place.near(1)?.range.end..)?;
    let tail = &after[..rest_of_unit(after)];
    let mut span = place.span_of(-1, 1);
    span.end += u32::try_from(tail.len()).ok()?;
    let mended = format!("{}/{}{tail}", place.word(-1), place.word(1));
    Some(Box::new(PerWord { mended, span }))
}
