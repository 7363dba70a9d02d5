//! Words in the wrong place or form.

use super::super::fault::clause::{ReservedWord, TitlePlace, WordCase};
use super::super::fault::expression::{BareIf, ElseIf, MissingElse, MissingThen};
use super::super::fault::layout::Unexpected;
use super::super::fault::on_one_line;
use super::super::grammar::Rule;
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;
use crate::span::Span;

/// The words that cannot be names.
const RESERVED: [&str; 20] = [
    "if",
    "then",
    "else",
    "and",
    "or",
    "not",
    "is",
    "at",
    "during",
    "over",
    "given",
    "initially",
    "of",
    "to",
    "in",
    "each",
    "from",
    "now",
    "start",
    "step",
];

/// `use prices.fore`, `use "prices.fore", "demand.fore"`
pub fn file_of_use(place: &Place<'_>) -> Option<Fault> {
    let rest = place.text.strip_prefix("use")?;
    if !rest.starts_with([' ', '\t']) {
        return None;
    }
    let here = place.near(0)?;
    let (length, expected, label, help) = match here.text {
        "," => (
            1,
            "one file behind `use`",
            "a second file",
            "give each file a `use` of its own, on a line of its own".to_owned(),
        ),
        _ if place.expects(&[Rule::string]) && here.kind == Kind::Word => {
            let path = place.text.get(here.range.start..)?;
            let path = path.split(char::is_whitespace).next()?;
            let path = path.trim_end_matches([';', ',']);
            let help = format!("write `\"{path}\"`");
            (
                path.len(),
                "a path in quotes",
                "a path without quotes",
                help,
            )
        }
        _ => return None,
    };
    let start = place.base + here.range.start;
    Some(Box::new(Unexpected {
        expected: expected.to_owned(),
        label: label.to_owned(),
        help: Some(help),
        span: Span::new(start, start + length),
    }))
}

/// `a AND b`
pub fn upper_case(place: &Place<'_>) -> Option<Fault> {
    for offset in [0, -1] {
        let word = place.word(offset);
        let lower = word.to_ascii_lowercase();
        if word != lower && RESERVED.contains(&lower.as_str()) && place.is(offset, Kind::Word) {
            return Some(Box::new(WordCase {
                word: word.to_owned(),
                lower,
                span: place.span_of(offset, offset),
            }));
        }
    }
    None
}

/// `elseif`, `elif`
pub fn else_if(place: &Place<'_>) -> Option<Fault> {
    // After a number it was read as a unit, so it may stand just before the failure.
    let found = |offset| {
        ["elseif", "elif", "elsif"]
            .iter()
            .find(|word| **word == place.word(offset))
            .map(|word| (*word, offset))
    };
    let (word, offset) = found(0).or_else(|| found(-1))?;
    Some(Box::new(ElseIf {
        word,
        span: place.span_of(offset, offset),
    }))
}

/// `1 + if a then b else c`
pub fn bare_if(place: &Place<'_>) -> Option<Fault> {
    let word = ["if", "initially"]
        .iter()
        .find(|word| **word == place.word(0))?;
    if !place.expects(&[
        Rule::operand,
        Rule::quantity,
        Rule::minus,
        Rule::negation,
        Rule::operation,
    ]) {
        return None;
    }
    Some(Box::new(BareIf {
        word,
        span: place.span_of(0, 0),
    }))
}

/// The nearest `if` before the failure.
fn last_if(place: &Place<'_>) -> Option<usize> {
    (0..place.index())
        .rev()
        .find(|index| place.token(*index).is_some_and(|token| token.text == "if"))
}

/// `if a then b` and no more
pub fn missing_else(place: &Place<'_>) -> Option<Fault> {
    if !place.expects(&[Rule::kw_else])
        || !(place.at_line_end()
            || ["}", ";", ")", "{", ","].contains(&place.word(0))
            || place.begins_line(place.index()))
    {
        return None;
    }
    let opener = place.token(last_if(place)?)?;
    Some(Box::new(MissingElse {
        span: place.here_span(),
        opener: place.span(&opener.range),
    }))
}

/// `if a: b`, `if (a) b`
pub fn missing_then(place: &Place<'_>) -> Option<Fault> {
    if !place.expects(&[Rule::kw_then]) {
        return None;
    }
    let index = last_if(place).or_else(|| {
        (0..place.index()).rev().find(|index| {
            place
                .token(*index)
                .is_some_and(|token| token.text == "initially")
        })
    })?;
    let opener = place.token(index)?.text;
    let from = index.cast_signed() - place.index().cast_signed();
    let condition = on_one_line(place.between(from + 1, -1));
    // `if a: b`, `if a, b`
    let first = isize::from([":", ","].contains(&place.word(0)));
    let last = place.last_inside(first);
    let value = on_one_line(place.between(first, last));
    let mended = match (opener, value.is_empty() || condition.is_empty()) {
        ("if", true) => "if CONDITION then VALUE else VALUE".to_owned(),
        (_, true) => "initially VALUE then VALUE".to_owned(),
        _ => format!("{opener} {condition} then {value}"),
    };
    Some(Box::new(MissingThen {
        help: format!("write `{mended}`"),
        span: place.span_of(from, last.max(-1)),
    }))
}

/// `two years`
pub fn number_word(place: &Place<'_>) -> Option<Fault> {
    let words = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let number = words.iter().position(|word| *word == place.word(-1))? + 1;
    if !place.is(0, Kind::Word) {
        return None;
    }
    Some(Box::new(Unexpected {
        expected: "a number in digits".to_owned(),
        label: "read as a name".to_owned(),
        help: Some(format!("write `{number} {}`", place.word(0))),
        span: place.span_of(-1, 0),
    }))
}

/// `let step = 5`
pub fn reserved(place: &Place<'_>) -> Option<Fault> {
    let word = place.word(0);
    let named = place.expects(&[
        Rule::name,
        Rule::declared,
        Rule::titled,
        Rule::path,
        Rule::names,
    ]);
    let valued = place.expects(&[Rule::value, Rule::expr, Rule::operation, Rule::operand]);
    if !RESERVED.contains(&word) || !named || valued {
        return None;
    }
    Some(Box::new(ReservedWord {
        word: word.to_owned(),
        span: place.span_of(0, 0),
    }))
}

/// `let x: USD "title" = 5`
pub fn title_after_unit(place: &Place<'_>) -> Option<Fault> {
    let colon =
        (0..place.index()).any(|index| place.token(index).is_some_and(|token| token.text == ":"));
    if !place.is(0, Kind::Text) || !colon || !place.expects(&[Rule::equals, Rule::known]) {
        return None;
    }
    let here = place.index().cast_signed();
    let colon = (0..place.index())
        .find(|index| place.token(*index).is_some_and(|token| token.text == ":"))?;
    let colon = colon.cast_signed() - here;
    let (name, unit) = (
        place.between(1 - here, colon - 1),
        place.between(colon + 1, -1),
    );
    let help = format!(
        "write `{name} {}: {}`",
        on_one_line(place.word(0)),
        on_one_line(unit)
    );
    Some(Box::new(TitlePlace {
        help,
        span: place.span_of(1 - here, 0),
    }))
}
