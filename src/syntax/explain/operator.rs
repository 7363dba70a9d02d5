//! `=`, `==` and `~` mixed up.

use super::super::fault::expression::{
    ArgumentEquals, DoubleEquals, SingleEquals, TildeOutsideAssume,
};
use super::super::fault::layout::Unexpected;
use super::super::fault::{on_one_line, shown};
use super::super::grammar::Rule;
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;

/// `let x == 5`
pub fn double_equals(place: &Place<'_>) -> Option<Fault> {
    if place.word(0) != "==" || !place.expects(&[Rule::equals, Rule::known]) {
        return None;
    }
    Some(Box::new(DoubleEquals {
        span: place.span_of(0, 0),
    }))
}

/// `if a = b`, `previous(x, initial = 0)`
pub fn single_equals(place: &Place<'_>) -> Option<Fault> {
    if place.word(0) != "=" || !place.expects(&[Rule::sign]) {
        return None;
    }
    let span = place.span_of(0, 0);
    let label = place.word(-1);
    if ["initial", "min", "max"].contains(&label) && ["(", ","].contains(&place.word(-2)) {
        let last = place.last_inside(1);
        return Some(Box::new(ArgumentEquals {
            mended: format!("{label}: {}", on_one_line(place.between(1, last))),
            span: place.span_of(-1, last),
        }));
    }
    let (left, mut last) = (place.word(-1), 1);
    if place.is(1, Kind::Number) && place.word(2) == "%" {
        last = 2;
    }
    let simple = place.is(-1, Kind::Word) || place.is(-1, Kind::Number);
    let (help, span) = if simple && place.near(1).is_some() && !place.is(1, Kind::Break) {
        let right = shown(place.between(1, last));
        let help = format!("write `{} == {right}`", shown(left));
        (help, place.span_of(-1, last))
    } else {
        ("write `==`".to_owned(), span)
    };
    Some(Box::new(SingleEquals { help, span }))
}

/// `assume x 5`
pub fn missing_equals(place: &Place<'_>) -> Option<Fault> {
    if !place.is(0, Kind::Number) || !place.expects(&[Rule::equals, Rule::known]) {
        return None;
    }
    let help = format!("write `{} = {}`", shown(place.word(-1)), place.word(0));
    let label = format!("`{}` follows without a sign", place.word(0));
    Some(Box::new(Unexpected {
        expected: "`=` before the value".to_owned(),
        label,
        help: Some(help),
        span: place.span_of(-1, 0),
    }))
}

/// `let x ~ 5 to 20`
pub fn tilde(place: &Place<'_>) -> Option<Fault> {
    if place.word(0) != "~"
        || !place.expects(&[Rule::equals])
        || place.expects(&[Rule::tilde, Rule::uncertain])
    {
        return None;
    }
    let keyword = place.token(0)?.text;
    let here = place.index().cast_signed();
    let help = match keyword {
        "let" => {
            let line = on_one_line(place.between(1 - here, place.last_inside(0)));
            return Some(Box::new(TildeOutsideAssume {
                help: format!("what is drawn is an assumption: write `assume {line}`"),
                span: place.span_of(-here, place.last_inside(0)),
            }));
        }
        "outcome" => format!(
            "declare what is drawn above, as in `assume {0}_drawn ~ …`, and write `= {0}_drawn` here",
            place.word(-1)
        ),
        _ => "write `=`; what is drawn is declared with `assume NAME ~ …`".to_owned(),
    };
    Some(Box::new(TildeOutsideAssume {
        help,
        span: place.span_of(0, 0),
    }))
}
