//! Ordinary phrasings of declarations and lists that the language writes in another way.

use super::super::fault::layout::Unexpected;
use super::super::fault::on_one_line;
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;

/// One phrasing: what is expected, what stands there, what to write, and from where to where.
pub(super) fn phrased(
    place: &Place<'_>,
    (expected, label): (&str, &str),
    help: String,
    (from, to): (isize, isize),
) -> Option<Fault> {
    Some(Box::new(Unexpected {
        expected: expected.to_owned(),
        label: label.to_owned(),
        help: Some(help),
        span: place.span_of(from, to),
    }))
}

/// The keyword of the declaration.
pub(super) fn keyword<'t>(place: &Place<'t>) -> &'t str {
    place.token(0).map_or("", |token| token.text)
}

/// How far from here the first token of the declaration is.
pub(super) fn first(place: &Place<'_>) -> isize {
    -place.index().cast_signed()
}

/// The first place from one on where this stands, on the same line.
pub(super) fn find(place: &Place<'_>, from: isize, text: &str) -> Option<isize> {
    let on_line =
        (from..).take_while(|at| place.near(*at).is_some_and(|it| it.kind != Kind::Break));
    let mut all = on_line;
    all.find(|at| place.word(*at) == text)
}

/// `opex[mine] = { reko_diq: 3500, saindak: 20 }`
pub fn braces_for_a_list(place: &Place<'_>) -> Option<Fault> {
    let entry = place.is(1, Kind::Word) || place.is(1, Kind::Number);
    if place.word(0) != "{" || place.word(-1) != "=" || !entry || place.word(2) != ":" {
        return None;
    }
    let last = find(place, 0, "}")?;
    let list = on_one_line(place.between(1, last - 1));
    let what = ("a list in brackets", "a block in braces");
    phrased(place, what, format!("write `[{list}]`"), (0, last))
}

/// `[light = 1, heavy = 2]`
pub fn equals_in_a_list(place: &Place<'_>) -> Option<Fault> {
    let open = place.open();
    let opener = open.last().filter(|opener| opener.mark == '[')?;
    let from = opener.index.cast_signed() - place.index().cast_signed();
    let keyed = place.is(-1, Kind::Word) || place.is(-1, Kind::Number);
    if place.word(0) != "=" || !keyed || !["[", ","].contains(&place.word(-2)) {
        return None;
    }
    let last = find(place, 0, "]")?;
    let list = on_one_line(place.between(from, last));
    let list = list.replace(" = ", ": ").replace('=', ": ");
    let what = ("`:` between a key and its value", "`=` does not fit here");
    phrased(place, what, format!("write `{list}`"), (from, last))
}

/// `mix([a, b])`
pub fn mixture_without_weights(place: &Place<'_>) -> Option<Fault> {
    let open = place.open();
    let opener = open.last().filter(|opener| opener.mark == '[')?;
    let from = opener.index.cast_signed() - place.index().cast_signed();
    if ![",", "]"].contains(&place.word(0)) || place.word(from - 2) != "mix" {
        return None;
    }
    let mut parts = Vec::new();
    let (mut begin, mut last) = (from + 1, from + 1);
    while place.near(last).is_some() {
        let end = place.last_inside(begin);
        last = end + 1;
        parts.push(on_one_line(place.between(begin, end)));
        if place.word(last) != "," {
            break;
        }
        begin = last + 1;
    }
    let known = place.word(last) == "]" && parts.iter().all(|part| !part.contains(':'));
    if !known || parts.len() < 2 {
        return None;
    }
    let each = 100 / parts.len();
    let mut weights = vec![each; parts.len()];
    weights[0] += 100 - each * parts.len();
    let parts = parts.iter().zip(weights);
    let parts: Vec<String> = parts
        .map(|(part, weight)| format!("{part}: {weight}%"))
        .collect();
    let help = format!(
        "write `[{}]`, or the weights that you mean",
        parts.join(", ")
    );
    let what = ("a weight behind each part of a mixture", "no weight");
    phrased(place, what, help, (from, last))
}

/// `correlate a and b = 0.5`, `correlate a with b = 0.5`
pub fn correlated_with_words(place: &Place<'_>) -> Option<Fault> {
    if keyword(place) != "correlate" || !["and", "with"].contains(&place.word(0)) {
        return None;
    }
    let end = find(place, 0, "=").or_else(|| find(place, 0, "by"))? - 1;
    let from = first(place) + 1;
    let names = on_one_line(place.between(from, end));
    let names = names.replace(" and ", ", ").replace(" with ", ", ");
    let what = ("`,` between what is correlated", "names joined by a word");
    phrased(place, what, format!("write `{names}`"), (from, end))
}

/// `table t by mine from data/mines.csv`, `table rules from "rules.csv"`
pub fn file_of_a_table(place: &Place<'_>) -> Option<Fault> {
    if keyword(place) != "table" {
        return None;
    }
    if place.word(0) == "from" && find(place, first(place), "by").is_none_or(|at| at > 0) {
        let help = "write `by year from`, or `by INDEX from` with the index of its rows";
        let what = (
            "`by` and what the rows stand for",
            "the rows have no key yet",
        );
        return phrased(place, what, help.to_owned(), (0, 0));
    }
    if place.word(-1) != "from" || !place.is(0, Kind::Word) {
        return None;
    }
    let start = place.near(0)?.range.start;
    let path = place.text.get(start..)?.split(char::is_whitespace).next()?;
    let end = start + path.len();
    let last = (0..).take_while(|at| place.near(*at).is_some_and(|it| it.range.end <= end));
    let what = ("a path in quotes", "a path without quotes");
    phrased(
        place,
        what,
        format!("write `\"{path}\"`"),
        (0, last.last()?),
    )
}

/// `index mine = Reko Diq, Saindak`
pub fn names_of_two_words(place: &Place<'_>) -> Option<Fault> {
    if keyword(place) != "index" || !place.is(-1, Kind::Word) || !place.is(0, Kind::Word) {
        return None;
    }
    let from = find(place, first(place), "=").filter(|at| *at < 0)? + 1;
    let end = (0..).take_while(|at| place.near(*at).is_some_and(|it| it.kind != Kind::Break));
    let end = end.last()?;
    let names = place.between(from, end).split(',');
    let joined = |name: &str| {
        name.split_whitespace()
            .collect::<Vec<_>>()
            .join("_")
            .to_lowercase()
    };
    let names: Vec<String> = names.map(joined).collect();
    let what = ("`,` between elements", "a name is one word");
    phrased(
        place,
        what,
        format!("write `{}`", names.join(", ")),
        (from, end),
    )
}

/// `assert "title": cond`
pub fn colon_after_title(place: &Place<'_>) -> Option<Fault> {
    let claim = ["assert", "expect"].contains(&keyword(place));
    if !claim || place.word(0) != ":" || !place.is(-1, Kind::Text) {
        return None;
    }
    let help = format!("leave out `:`: write `{}`", place.word(-1));
    let what = ("the condition behind its title", "`:` does not fit here");
    phrased(place, what, help, (-1, 0))
}

/// `assume opens: date[mine] = …`
pub fn index_behind_the_unit(place: &Place<'_>) -> Option<Fault> {
    let from = first(place) + 1;
    if place.word(0) != "[" || place.word(from + 1) != ":" || from + 1 > -2 {
        return None;
    }
    let last = find(place, 0, "]")?;
    let (name, unit) = (place.word(from), on_one_line(place.between(from + 2, -1)));
    let help = format!("write `{name}{}: {unit}`", place.between(0, last));
    let what = ("the index behind the name", "it stands behind the unit");
    phrased(place, what, help, (from, last))
}

/// `outcome v million USD = …`
pub fn unit_without_colon(place: &Place<'_>) -> Option<Fault> {
    let declares = ["assume", "let", "flow", "stock", "outcome"].contains(&keyword(place));
    let named = place.is(-1, Kind::Word) && place.index() == 2;
    let end = ["=", "~", "from", "starts", "for"].iter();
    let end = end.filter_map(|text| find(place, 0, text)).min()? - 1;
    let colon = find(place, first(place), ":").is_some_and(|at| at <= end);
    if !declares || !named || !place.is(0, Kind::Word) || end < 0 || colon {
        return None;
    }
    let unit = on_one_line(place.between(0, end));
    let help = format!("write `{}: {unit}`", place.word(-1));
    let what = ("`:` before the unit", "a unit without `:`");
    phrased(place, what, help, (-1, end))
}

/// `: USD million`
pub fn magnitude_behind(place: &Place<'_>) -> Option<Fault> {
    let magnitude = ["thousand", "million", "billion", "trillion"].contains(&place.word(0));
    if !magnitude || !place.is(-1, Kind::Word) || place.word(-2) != ":" {
        return None;
    }
    let help = format!("write `{} {}`", place.word(0), place.word(-1));
    let what = ("the magnitude before the unit", "it stands behind the unit");
    phrased(place, what, help, (-1, 0))
}

/// `stock f: USD = 0 {`, `starts at 0`
pub fn start_of_a_stock(place: &Place<'_>) -> Option<Fault> {
    let what = (
        "`starts` and what the stock begins with",
        "this is said with `starts`",
    );
    match (keyword(place), place.word(-1), place.word(0)) {
        ("stock", "starts", "at" | "with" | "=") => {
            let last = place.last_inside(1);
            let value = on_one_line(place.between(1, last));
            phrased(place, what, format!("write `starts {value}`"), (-1, last))
        }
        ("stock", _, "=") => {
            let last = place.last_inside(1);
            let value = on_one_line(place.between(1, last));
            phrased(place, what, format!("write `starts {value}`"), (0, last))
        }
        _ => None,
    }
}
