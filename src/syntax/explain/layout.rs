//! Lines that begin with what cannot begin a line.

use super::super::fault::layout::{BlockOnNextLine, IndentedDeclaration, OperatorAtStart};
use super::super::keyword::declaration;
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;

/// A line that begins with `+`, or with another operator than `and` and `or`.
pub fn operator_at_start(place: &Place<'_>) -> Option<Fault> {
    let index = place.index();
    let operator = place.word(0);
    let operators = [
        "+", "-", "*", "/", "^", "==", "!=", "<", "<=", ">", ">=", "=", "~", ",",
    ];
    if !operators.contains(&operator) || index == 0 || !place.begins_line(index) {
        return None;
    }
    let before = place.last_before(index)?;
    let line = place
        .text
        .get(..before.range.end)?
        .rsplit(['\n', '\r'])
        .next()?;
    let fault = OperatorAtStart {
        operator: operator.to_owned(),
        mended: format!("{} {operator}", super::super::fault::shown(line)),
        span: place.span_of(0, 0),
    };
    Some(Box::new(fault))
}

/// `{` on a line of its own.
pub fn block_on_next_line(place: &Place<'_>) -> Option<Fault> {
    let offset = (0..).find(|offset| !place.is(*offset, Kind::Break))?;
    let brace = place.near(offset).filter(|token| token.text == "{")?;
    if !place.begins_line(place.index() + offset.unsigned_abs()) {
        return None;
    }
    let before = place.last_before(place.index())?;
    let fault = BlockOnNextLine {
        span: place.span(&brace.range),
        line: place.span(&before.range),
    };
    Some(Box::new(fault))
}

/// A keyword of a declaration that is not in column 1.
pub fn indented_declaration(place: &Place<'_>) -> Option<Fault> {
    let keyword = place.word(0);
    declaration(keyword)?;
    let named = place.is(1, Kind::Word) || place.is(1, Kind::Text);
    let inside = place.open().last().map(|opener| opener.index);
    let outside_evidence = inside.is_none() || keyword != "source";
    if !place.begins_line(place.index()) || !named || !outside_evidence {
        return None;
    }
    let span = place.span_of(0, 0);
    let keyword = keyword.to_owned();
    let opener = inside
        .and_then(|index| place.token(index))
        .map(|token| place.span(&token.range));
    let help = match opener {
        Some(_) => format!("close the block above with `}}` and start `{keyword}` in column 1"),
        None => format!("start `{keyword}` in column 1"),
    };
    Some(Box::new(IndentedDeclaration {
        keyword,
        help,
        span,
        opener,
    }))
}
