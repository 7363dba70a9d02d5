//! Ordinary phrasings of what options, events and scenarios do, and of clauses in a row.

use super::super::fault::on_one_line;
use super::clause::is_clause_here;
use super::phrase::phrased;
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;

/// `cut coup hazard by 10%`, `raise hazard of coup by 10%`, `set hazard of coup to 5%`, `add 1% to coup hazard`
pub fn hazard_without_point(place: &Place<'_>) -> Option<Fault> {
    let begin = place.clause_begin().cast_signed() - place.index().cast_signed();
    let verb = place.word(begin);
    let behind = if verb == "add" { "to" } else { verb };
    if !["set", "scale", "raise", "cut", "add"].contains(&verb) || place.word(-2) != behind {
        return None;
    }
    let (event, last) = match (place.word(-1), place.word(0)) {
        ("hazard", "of" | "for") => (1, 1),
        ("hazard", _) => (0, 0),
        (_, "hazard") => (-1, 0),
        _ => return None,
    };
    if !place.is(event, Kind::Word) || ["by", "to"].contains(&place.word(event)) {
        return None;
    }
    let target = format!("{}.hazard", place.word(event));
    let before = place.between(begin, -2);
    let end = place.last_inside(last + 1);
    let after = match (verb, place.word(last + 1)) {
        ("set", "to" | "at") => format!("= {}", place.between(last + 2, end)),
        _ => place.between(last + 1, end).to_owned(),
    };
    let help = format!(
        "write `{}`",
        on_one_line(format!("{before} {target} {after}").trim())
    );
    let what = (
        "a point between an event and its hazard",
        "the hazard of an event",
    );
    phrased(place, what, help, (begin, end))
}

/// `choose a = x, choose b = y`, `choose a = x, b = y`, `choose a = x and prevent coup`
pub fn clauses_with_commas(place: &Place<'_>) -> Option<Fault> {
    if ![",", "and", "&"].contains(&place.word(0)) || !place.is(1, Kind::Word) {
        return None;
    }
    let begin = place.clause_begin().cast_signed() - place.index().cast_signed();
    let verb = place.word(begin);
    let repeats = is_clause_here(place, place.word(1));
    let shares = ["choose", "set"].contains(&verb) && place.word(2) == "=";
    if !is_clause_here(place, verb) || !(repeats || shares) {
        return None;
    }
    let end = place.last_inside(1);
    let word = if repeats {
        String::new()
    } else {
        format!("{verb} ")
    };
    let help = format!(
        "write `{}; {word}{}`",
        on_one_line(place.between(begin, -1)),
        on_one_line(place.between(1, end))
    );
    let what = ("`;` between two clauses", "two clauses without `;`");
    phrased(place, what, help, (begin, end))
}
