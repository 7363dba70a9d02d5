//! Brackets that are not closed, or not open.

use super::super::fault::nesting::{StrayCloser, UnclosedBracket};
use super::super::grammar::Rule;
use super::place::{Opener, Place};
use super::token::Kind;
use crate::fault::Fault;

/// What closes a bracket.
fn closer(mark: char) -> char {
    match mark {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

fn unclosed_at(place: &Place<'_>, opener: Opener) -> Option<Fault> {
    let token = place.token(opener.index)?;
    let fault = UnclosedBracket {
        opener: opener.mark,
        closer: closer(opener.mark),
        span: place.span(&token.range),
        here: place.here_span(),
    };
    Some(Box::new(fault))
}

/// A round or square bracket of an earlier line that is still open where the next line fails.
pub fn open_from_above(place: &Place<'_>) -> Option<Fault> {
    let opener = place
        .open()
        .last()
        .copied()
        .filter(|opener| opener.mark != '{')?;
    let token = place.token(opener.index)?;
    let here = place
        .near(0)
        .map_or(place.text.len(), |token| token.range.start);
    let lines = place
        .text
        .get(token.range.end..here)?
        .contains(['\n', '\r']);
    let begins =
        place.begins_line(place.index()) || place.begins_line(place.index().saturating_sub(1));
    let ends = place.expects(&[Rule::close, Rule::list_close, Rule::comma, Rule::sign]);
    (lines && begins && ends && !place.at_line_end()).then(|| unclosed_at(place, opener))?
}

/// A bracket that is open at the end of its clause or of the declaration.
pub fn unclosed(place: &Place<'_>) -> Option<Fault> {
    let opener = place.open().last().copied()?;
    let found = place.word(0);
    let wrong = [")", "]", "}"].contains(&found) && !found.starts_with(closer(opener.mark));
    let ended = place.near(0).is_none();
    let braced = opener.mark != '{' && found == "{";
    let could_close = place.expects(&[
        Rule::close,
        Rule::list_close,
        Rule::brace_close,
        Rule::clause_end,
    ]);
    (could_close && (wrong || ended || braced)).then(|| unclosed_at(place, opener))?
}

/// A closing bracket that nothing opened.
pub fn stray_closer(place: &Place<'_>) -> Option<Fault> {
    let found = place.word(0);
    let mark = found
        .chars()
        .next()
        .filter(|mark| matches!(mark, ')' | ']' | '}'))?;
    let open = place.open();
    let opened = open.iter().any(|opener| closer(opener.mark) == mark);
    if opened || !place.is(0, Kind::Mark) || (!open.is_empty() && open.last()?.mark != '{') {
        return None;
    }
    Some(Box::new(StrayCloser {
        closer: mark,
        span: place.here_span(),
    }))
}
