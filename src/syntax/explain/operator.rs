//! `=`, `==` and `~` mixed up.

use super::super::fault::expression::{
    ArgumentEquals, DoubleEquals, SingleEquals, TildeOutsideAssume,
};
use super::super::fault::shown;
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
    if place.word(0) != "=" || !place.expects(&[Rule::comparison, Rule::arithmetic]) {
        return None;
    }
    let span = place.span_of(0, 0);
    let label = place.word(-1);
    if ["initial", "min", "max"].contains(&label) && ["(", ","].contains(&place.word(-2)) {
        return Some(Box::new(ArgumentEquals {
            label: label.to_owned(),
            span,
        }));
    }
    let (left, right) = (place.word(-1), place.word(1));
    let simple = place.is(-1, Kind::Word) || place.is(-1, Kind::Number);
    let help = if simple && place.near(1).is_some() && !place.is(1, Kind::Break) {
        format!("write `{} == {}`", shown(left), shown(right))
    } else {
        "write `==`".to_owned()
    };
    Some(Box::new(SingleEquals { help, span }))
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
    let help = match keyword {
        "let" | "outcome" => format!(
            "declare what is drawn with `assume {} ~ …` and use its name here",
            place.word(-1)
        ),
        _ => "write `=`; what is drawn is declared with `assume NAME ~ …`".to_owned(),
    };
    Some(Box::new(TildeOutsideAssume {
        help,
        span: place.span_of(0, 0),
    }))
}
