//! Takes the clause that could not be parsed out of a block, so that the others are still checked.

use std::ops::Range;

use super::explain::place::Place;
use super::explain::token::Kind;

/// The clause around a failure, if it stands in a block: from its first word to its line's end, `;`
/// or `}`. A block that it opens goes with it.
pub fn clause(place: &Place<'_>) -> Option<Range<usize>> {
    let here = place.index();
    let block = place
        .open()
        .iter()
        .rfind(|opener| opener.mark == '{')?
        .index;
    let first = first_of_clause(place, block, here);
    let start = place.token(first)?.range.start;
    let mut depth = 0_usize;
    let mut index = first;
    while let Some(token) = place.token(index) {
        let ends = token.kind == Kind::Break || matches!(token.text, ";" | "}");
        if ends && depth == 0 && index >= here {
            break;
        }
        match token.text {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        index += 1;
    }
    let end = place
        .token(index)
        .map_or(place.text.len(), |token| token.range.start);
    (start < end).then_some(start..end)
}

/// The first token of the clause: the last one outside round and square brackets that begins one.
fn first_of_clause(place: &Place<'_>, block: usize, here: usize) -> usize {
    let mut first = block + 1;
    let mut depth = 0_usize;
    for index in block + 1..=here {
        if depth == 0 && place.begins_clause(index) {
            first = index;
        }
        match place.token(index).map(|token| token.text) {
            Some("(" | "[" | "{") => depth += 1,
            Some(")" | "]" | "}") => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    first
}

/// Writes blanks over a clause; its line breaks stay.
pub fn blank(text: &mut String, clause: Range<usize>) {
    let Some(old) = text.get(clause.clone()) else {
        return;
    };
    let blanks: String = old
        .bytes()
        .map(|byte| {
            if matches!(byte, b'\n' | b'\r') {
                char::from(byte)
            } else {
                ' '
            }
        })
        .collect();
    text.replace_range(clause, &blanks);
}
