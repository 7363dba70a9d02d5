//! Many values in a few words: how many, from where to where, the lowest and the highest.

use super::Value;
use super::value::number;
use crate::review::parts::written;
use crate::source::Texts;
use crate::syntax::ast::*;

/// So many values are listed where they cannot be compared.
const FEW: usize = 6;

/// `16 rows, 2025 to 2040: 60 to 90`, and whether the unit is to be read behind it; what is no number, or not all in one unit,
/// has no lowest and highest. `what` is a word for many of them, `unit` what those are in that do not say it themselves.
pub(super) fn told(
    what: &str,
    values: &[(String, Option<&Expr>)],
    unit: Option<&str>,
    texts: &impl Texts,
) -> (String, bool) {
    let known: Vec<&Expr> = values.iter().filter_map(|(_, value)| *value).collect();
    let unknown = match values.len() - known.len() {
        0 => String::new(),
        unknown => format!("{unknown} unknown, "),
    };
    let told = match values {
        [] => return (format!("no {what}"), false),
        [(only, _)] => format!("1 {}, {unknown}{only}", what.trim_end_matches('s')),
        [(first, _), .., (last, _)] => {
            format!("{} {what}, {unknown}{first} to {last}", values.len())
        }
    };
    match range(&known, texts) {
        Some((range, own)) => (format!("{told}: {range}"), !own),
        None if (1..=FEW).contains(&known.len()) => {
            let all = known.iter().map(|value| one(value, unit, texts));
            let all: Vec<String> = all.collect();
            (format!("{told}: {}", all.join(", ")), false)
        }
        None => (told, false),
    }
}

fn one(value: &Expr, unit: Option<&str>, texts: &impl Texts) -> String {
    let unit = unit.map(str::to_owned);
    Value::of(value, unit, None, texts).with_unit()
}

/// The lowest and the highest, as written, and whether they say their unit; nothing where one is no number, or they are in
/// different units.
fn range(values: &[&Expr], texts: &impl Texts) -> Option<(String, bool)> {
    let mut found: Vec<(f64, String, Option<&UnitExpr>)> = Vec::new();
    for value in values {
        let text = written(texts, value.span);
        let unit = match &value.value {
            ExprKind::Quantity(quantity) => quantity.unit.as_ref(),
            _ => None,
        };
        let place = match &value.value {
            ExprKind::Date(date) => f64::from(date.first().0),
            _ => number(value, &text)?,
        };
        found.push((place, text, unit));
    }
    let (_, _, unit) = found.first()?;
    if found.iter().any(|(_, _, other)| other != unit) {
        return None;
    }
    let lowest = found.iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let highest = found.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let range = match lowest.0 == highest.0 {
        true => format!("all {}", lowest.1),
        false => format!("{} to {}", lowest.1, highest.1),
    };
    Some((range, unit.is_some()))
}
