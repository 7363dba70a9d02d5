//! Ordinary phrasings of values and conditions that the language writes in another way.

use super::super::fault::on_one_line;
use super::phrase::{find, first, keyword, phrased};
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;

/// `1 USD if now >= opens else 0 USD`
pub fn trailing_if(place: &Place<'_>) -> Option<Fault> {
    let operand = place.is(-1, Kind::Word) || place.is(-1, Kind::Number);
    let operand = operand || [")", "]", "%"].contains(&place.word(-1));
    let reserved = ["then", "else", "and", "or", "not", "is", "at"].contains(&place.word(-1));
    if place.word(0) != "if" || !operand || reserved {
        return None;
    }
    let from = find(place, first(place), "=").filter(|at| *at < -1)? + 1;
    let value = on_one_line(place.between(from, -1));
    let last = place.last_inside(1);
    let (condition_end, other) = match find(place, 1, "else").filter(|at| *at < last) {
        Some(at) => (at - 1, Some(on_one_line(place.between(at + 1, last)))),
        None => (last, None),
    };
    let condition = on_one_line(place.between(1, condition_end));
    let help = match other {
        Some(other) => format!("write `if {condition} then {value} else {other}`"),
        None => format!(
            "begin with the condition and say what holds else: `if {condition} then {value} else …`"
        ),
    };
    let what = (
        "the condition before the value",
        "`if` stands behind the value",
    );
    phrased(place, what, help, (from, last))
}

/// `sum(revenue for mine)`
pub fn for_instead_of_over(place: &Place<'_>) -> Option<Fault> {
    let call = place.open().last().is_some_and(|opener| opener.mark == '(');
    if !call || !["for", "by", "across"].contains(&place.word(0)) || !place.is(1, Kind::Word) {
        return None;
    }
    let help = format!("write `over {}`", place.word(1));
    let what = ("`over` and an index", "this is said with `over`");
    phrased(place, what, help, (0, 1))
}

/// `~ 5 to 20 USD at each accident`, `~ 5 to 20 per accident`
pub fn at_each(place: &Place<'_>) -> Option<Fault> {
    let what = (
        "`each` and what it is drawn for",
        "this is said with `each`",
    );
    if place.word(-1) == "at" && place.word(0) == "each" {
        return phrased(place, what, "write `each`".to_owned(), (-1, 0));
    }
    let offset = ["per", "for", "every"].contains(&place.word(-1));
    let offset = if offset { -1 } else { 0 };
    let word = place.word(offset);
    let ends = place
        .near(offset + 2)
        .is_none_or(|it| it.kind == Kind::Break || it.text == "{");
    let drawn = find(place, first(place), "~").is_some_and(|at| at < offset);
    let known = ["per", "every"].contains(&word) && place.is(offset + 1, Kind::Word);
    let unit =
        ["year", "month", "day", "week", "quarter", "years"].contains(&place.word(offset + 1));
    if keyword(place) != "assume" || !drawn || !known || !ends || unit {
        return None;
    }
    // `5 USD per kg` is a unit, and has a help of its own.
    if place.is(offset - 1, Kind::Word) && place.word(offset + 1).len() < 4 {
        return None;
    }
    let help = format!("write `each {}`", place.word(offset + 1));
    phrased(place, what, help, (offset, offset + 1))
}

/// `expect v > 0 in big`, `expect v rises with x in big`
pub fn in_a_scenario(place: &Place<'_>) -> Option<Fault> {
    let ends = place
        .near(2)
        .is_none_or(|it| it.kind == Kind::Break || it.text == "{");
    if keyword(place) != "expect" || place.word(0) != "in" || !place.is(1, Kind::Word) || !ends {
        return None;
    }
    let scenario = place.word(1);
    let mut from = first(place) + 1;
    if place.is(from, Kind::Text) {
        from += 1;
    }
    let turn = ["rises", "falls", "turns"].iter();
    let turn = turn.filter_map(|word| find(place, from, word)).min();
    let start = place.near(from)?.range.start;
    let mut text = place.between(from, -1).to_owned();
    for at in (from..turn.unwrap_or(0).min(0)).rev() {
        if place.is(at, Kind::Word) && is_result(place, at) {
            text.insert_str(place.near(at)?.range.start - start, &format!("{scenario}."));
        }
    }
    let what = (
        "a scenario before its result",
        "a scenario is not named behind a claim",
    );
    phrased(
        place,
        what,
        format!("write `{}`", on_one_line(&text)),
        (from, 1),
    )
}

/// Whether a word is the name of a result and not a function, a unit or a word of the language.
fn is_result(place: &Place<'_>, at: isize) -> bool {
    let words = [
        "and", "or", "not", "is", "at", "of", "given", "during", "within", "million",
    ];
    let more = ["thousand", "billion", "trillion", "yes", "no"];
    let follows = [
        ".", "/", "of", "is", "at", "million", "thousand", "billion", "trillion", "%",
    ];
    let unit = place.is(at - 1, Kind::Number) || follows.contains(&place.word(at - 1));
    let other = ["(", "."].contains(&place.word(at + 1));
    !unit && !other && !words.contains(&place.word(at)) && !more.contains(&place.word(at))
}

/// `expect v between 5 and 10`
pub fn between_in_a_condition(place: &Place<'_>) -> Option<Fault> {
    // Behind a bracket it was read as a unit, so it may stand just before the failure.
    let at = [0, -1]
        .into_iter()
        .find(|at| place.word(*at) == "between")?;
    if !["assert", "expect"].contains(&keyword(place)) {
        return None;
    }
    let and = find(place, at + 1, "and")?;
    let mut from = first(place) + 1;
    if place.is(from, Kind::Text) {
        from += 1;
    }
    let last = place.last_inside(and + 1);
    let of = on_one_line(place.between(from, at - 1));
    let (low, high) = (place.between(at + 1, and - 1), place.between(and + 1, last));
    let help = format!(
        "write `{of} >= {} and {of} <= {}`",
        on_one_line(low),
        on_one_line(high)
    );
    let what = ("two comparisons", "not a comparison");
    phrased(place, what, help, (from, last))
}
