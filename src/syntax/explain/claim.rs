//! What is said of a claim that only an assertion can say.

use super::super::fault::layout::Unexpected;
use super::super::fault::on_one_line;
use super::super::grammar::Rule;
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;

/// `expect mean(v) == 0.5 within 5%`
pub fn within(place: &Place<'_>) -> Option<Fault> {
    let expects = place.token(0).is_some_and(|token| token.text == "expect");
    if !expects || place.word(0) != "within" || place.expects(&[Rule::inside]) {
        return None;
    }
    let here = place.index().cast_signed();
    let titled = place.token(1).is_some_and(|token| token.kind == Kind::Text);
    let first = if titled { 2 } else { 1 } - here;
    let last = place.last_inside(0);
    let claim = on_one_line(place.between(first, -1));
    let tolerance = on_one_line(place.between(1, last));
    let (left, right) = claim.split_once("==")?;
    let (left, right) = (left.trim(), right.trim());
    let (low, high) = around(right, &tolerance).unwrap_or_else(|| {
        let by = |sign: &str| format!("({right}) * (1 {sign} {tolerance})");
        (by("-"), by("+"))
    });
    Some(Box::new(Unexpected {
        expected: "two comparisons: `within` belongs to `assert`".to_owned(),
        label: "an `expect` has no `within`".to_owned(),
        help: Some(format!("write `{left} >= {low} and {left} <= {high}`")),
        span: place.span_of(first, last),
    }))
}

/// A number that is written out, less and more by a percentage.
fn around(text: &str, tolerance: &str) -> Option<(String, String)> {
    let percent: f64 = tolerance.strip_suffix('%')?.trim().parse().ok()?;
    let (number, unit) = match text.split_once(' ') {
        Some((number, unit)) => (number, format!(" {unit}")),
        None => (text, String::new()),
    };
    let number: f64 = number.parse().ok()?;
    let part = number.abs() * percent / 100.0;
    let shown = |value: f64| {
        let rounded: f64 = format!("{value:.6e}").parse().unwrap_or(value);
        format!("{rounded}{unit}")
    };
    Some((shown(number - part), shown(number + part)))
}
