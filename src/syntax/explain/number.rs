//! Numbers written in ways that the scan cannot see, for they are several tokens or depend on place.

use super::super::fault::number::{
    DetachedPercent, DigitSpace, GluedUnit, LeadingPoint, MagnitudeWord, RangeDots,
};
use super::super::fault::shown;
use super::super::grammar::Rule;
use super::super::scan::magnitude;
use super::super::unit_text::{rest_of_unit, unit_after};
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;
use crate::span::Span;

/// The digits of a number token and the letters glued to them.
fn parts(text: &str) -> (&str, &str) {
    let digits = text
        .find(|letter: char| letter.is_ascii_alphabetic())
        .unwrap_or(text.len());
    text.split_at(digits)
}

/// The unit that stands behind a near token.
fn unit<'t>(place: &Place<'t>, offset: isize) -> &'t str {
    let end = place.near(offset).map_or(0, |token| token.range.end);
    let text = place.text.get(end..).unwrap_or_default();
    &text[..unit_after(text)]
}

/// A place with what stands right behind it.
fn with(span: Span, behind: &str) -> Span {
    Span::new(span.range().start, span.range().end + behind.len())
}

/// `6tn USD`, `5m USD`
pub fn magnitude_glued(place: &Place<'_>) -> Option<Fault> {
    let (digits, letters) = parts(place.word(0));
    if !place.is(0, Kind::Number) || letters.is_empty() {
        return None;
    }
    let suffix = magnitude(letters).filter(|suffix| !suffix.is_empty() && *suffix != letters)?;
    let unit = unit(place, 0);
    let mut help = format!("write `{digits}{suffix}{unit}`");
    if letters.len() == 1 {
        help.push_str(&format!(
            "; for the unit `{letters}` write `{digits} {letters}`"
        ));
    }
    Some(Box::new(MagnitudeWord {
        word: letters.to_owned(),
        help,
        span: with(place.span_of(0, 0), unit),
    }))
}

/// `5USD`
pub fn unit_glued(place: &Place<'_>) -> Option<Fault> {
    let (digits, letters) = parts(place.word(0));
    let number = ["", "e", "E", "k", "M", "B", "T"].contains(&letters);
    if !place.is(0, Kind::Number) || number {
        return None;
    }
    let whole = place.text.get(place.near(0)?.range.end..)?;
    let tail = rest_of_unit(whole);
    let (mut digits, mut unit) = (digits.to_owned(), format!("{letters}{}", &whole[..tail]));
    if unit.len() > 1
        && unit.starts_with(['k', 'M', 'B', 'T'])
        && unit[1..].starts_with(|letter: char| letter.is_ascii_uppercase())
    {
        digits.push_str(&unit[..1]);
        unit.remove(0);
    }
    let mended = shown(&format!("{digits} {unit}"));
    let mut span = place.span_of(0, 0);
    span.end += u32::try_from(tail).ok()?;
    Some(Box::new(GluedUnit { mended, span }))
}

/// `6 tn USD`, `5 mn USD`
pub fn magnitude_word(place: &Place<'_>) -> Option<Fault> {
    let word = place.word(-1);
    let suffix = magnitude(word).filter(|suffix| !suffix.is_empty())?;
    if !place.is(-2, Kind::Number) || !place.is(-1, Kind::Word) || !place.is(0, Kind::Word) {
        return None;
    }
    let unit = unit(place, -1);
    let help = format!("write `{}{suffix}{unit}`", place.word(-2));
    Some(Box::new(MagnitudeWord {
        word: word.to_owned(),
        help,
        span: with(place.span_of(-2, -1), unit),
    }))
}

/// `1 000`
pub fn spaced_digits(place: &Place<'_>) -> Option<Fault> {
    let (before, here) = (place.word(-1), place.word(0));
    let groups = place.is(-1, Kind::Number) && place.is(0, Kind::Number) && here.len() == 3;
    if !groups || !here.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut last = 0;
    while place.is(last + 1, Kind::Number) && place.word(last + 1).len() == 3 {
        last += 1;
    }
    let mended = format!("{before}_{}", place.between(0, last).replace(' ', "_"));
    Some(Box::new(DigitSpace {
        mended,
        span: place.span_of(-1, last),
    }))
}

/// `18 %`
pub fn detached_percent(place: &Place<'_>) -> Option<Fault> {
    if place.word(0) != "%" || !place.is(-1, Kind::Number) {
        return None;
    }
    let mended = format!("{}%", place.word(-1));
    Some(Box::new(DetachedPercent {
        mended,
        span: place.span_of(-1, 0),
    }))
}

/// `.5`
pub fn leading_point(place: &Place<'_>) -> Option<Fault> {
    let operand = place.expects(&[
        Rule::value,
        Rule::expr,
        Rule::operand,
        Rule::operation,
        Rule::quantity,
        Rule::number,
    ]);
    if place.word(0) != "." || !place.is(1, Kind::Number) || !operand {
        return None;
    }
    let mended = format!("0.{}", place.word(1));
    Some(Box::new(LeadingPoint {
        mended,
        span: place.span_of(0, 1),
    }))
}

/// `5..20` where a range of values is meant
pub fn range_dots(place: &Place<'_>) -> Option<Fault> {
    let dotted = place.word(0) == ".." && place.is(-1, Kind::Number) && place.is(1, Kind::Number);
    if !dotted || !place.expects(&[Rule::sign]) {
        return None;
    }
    let mended = format!("{} to {}", place.word(-1), place.word(1));
    let help = format!("write `{mended}`");
    Some(Box::new(RangeDots {
        help,
        span: place.span_of(-1, 1),
    }))
}

/// `between 5 and 20`
pub fn between(place: &Place<'_>) -> Option<Fault> {
    if place.word(-1) != "between" || place.word(1) != "and" || !place.is(0, Kind::Number) {
        return None;
    }
    let help = format!("write `{} to {}`", place.word(0), place.word(2));
    Some(Box::new(RangeDots {
        help,
        span: place.span_of(-1, 2),
    }))
}
