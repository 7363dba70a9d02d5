//! What is said of a claim that only an assertion can say.

use super::super::fault::clause::BoundAsClaim;
use super::super::fault::on_one_line;
use super::phrase::find;
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;

/// The words that begin a bound, and whether it is one from below.
const BOUNDS: [(&[&str], bool); 17] = [
    (&["at", "least"], true),
    (&["at", "most"], false),
    (&["no", "less", "than"], true),
    (&["no", "more", "than"], false),
    (&["not", "less", "than"], true),
    (&["not", "more", "than"], false),
    (&["more", "than"], true),
    (&["less", "than"], false),
    (&["over"], true),
    (&["above"], true),
    (&["exceeding"], true),
    (&["under"], false),
    (&["below"], false),
    (&[">="], true),
    (&["<="], false),
    (&[">"], true),
    (&["<"], false),
];

/// `at least 11 billion USD from outreach` within `claims`
pub fn bound(place: &Place<'_>) -> Option<Fault> {
    let start = place.clause_start(place.index());
    let opener = place.open_before(start).last().copied()?;
    let word = |index: usize| place.token(index).map_or("", |token| token.text);
    let in_claims = opener.index.checked_sub(1).map(word) == Some("claims");
    if !in_claims || opener.index >= start {
        return None;
    }
    let spoken = |words: &&(&[&str], bool)| {
        let mut words = words.0.iter().enumerate();
        words.all(|(at, wanted)| word(start + at) == *wanted)
    };
    let (words, from_below) = BOUNDS.iter().find(spoken)?;
    let first = place.token(start + words.len())?;
    if first.kind == Kind::Mark && first.text != "(" || first.text == "from" {
        return None;
    }
    let near = |index: usize| index.cast_signed() - place.index().cast_signed();
    let from = find(place, near(start), "from")?;
    let value = on_one_line(place.between(near(start + words.len()), from - 1));
    let evidence = match place.is(from + 2, Kind::Text) {
        true => place.between(from + 1, from + 2),
        false => place.word(from + 1),
    };
    let claimed = on_one_line(place.between(near(1), near(1)));
    let (number, unit) = value.split_once(' ').unwrap_or((&value, ""));
    let (side, name, sign) = match from_below {
        true => ("least", "floor", ">="),
        false => ("most", "ceiling", "<="),
    };
    let (range, ends) = match from_below {
        true => (format!("{number} to … {unit}"), "begins"),
        false => (format!("… to {value}"), "ends"),
    };
    let (range, source) = (range.trim(), place.word(from + 1));
    Some(Box::new(BoundAsClaim {
        bound: on_one_line(place.between(near(start), from - 1)),
        help: format!(
            "leave it out of the claims and hold them against it: `assume {claimed}_{name} = at {side} {value} {{ source {} }}` and `assert {claimed} {sign} {claimed}_{name}`; or, if a page tells how far it goes, claim a range that {ends} there: `{range} from {source}`",
            on_one_line(evidence)
        ),
        span: place.span_of(near(start), from - 1),
    }))
}
