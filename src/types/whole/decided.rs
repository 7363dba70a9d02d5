//! Asserts that fail whatever is drawn: both their sides are known.

use crate::fault::Faults;
use crate::span::Span;
use crate::suggest::list_of;
use crate::syntax::ast::Comparison;
use crate::types::fault::whole::AssertFails;
use crate::types::model::*;
use crate::types::whole::quote::words;
use crate::types::whole::when::active::Activity;
use crate::types::whole::when::settled::{Known, Value};
use crate::units::Unit;

/// Sides that differ by less than this part of their largest term are left to the run.
const CLEAR: f64 = 1e-6;

/// Warns of asserts that fail by what is written down, each with the scenarios in which it does.
pub(super) fn decided(activity: &Activity<'_>, text: &str, faults: &mut Faults) {
    let model = activity.model;
    let mut failing: Vec<Vec<(&Scenario, Failing<'_>)>> =
        model.asserts.iter().map(|_| Vec::new()).collect();
    for scenario in &model.scenarios {
        let mut known = Known::of(activity, scenario);
        for (assert, failing) in model.asserts.iter().zip(&mut failing) {
            if assert.refuted.is_none()
                && let Some(found) = fails(&mut known, &assert.condition)
            {
                failing.push((scenario, found));
            }
        }
    }
    for failing in failing {
        if let Some((_, found)) = failing.first() {
            let everywhere = failing.len() == model.scenarios.len();
            let names = failing
                .iter()
                .map(|(scenario, _)| scenario.origin.name.as_str());
            let names = match everywhere {
                true => String::new(),
                false => format!(" in {}", list_of(names, "and")),
            };
            faults.push(told(model, found, names, text));
        }
    }
}

/// A comparison that fails, and what its sides come to.
struct Failing<'m> {
    compared: &'m Compared,
    left: f64,
    right: f64,
}

/// The first comparison in a condition that alone makes it fail.
fn fails<'m>(known: &mut Known<'_, 'm>, condition: &'m TExpr) -> Option<Failing<'m>> {
    match &condition.kind {
        Kind::And(all) => all.iter().find_map(|each| fails(known, each)),
        Kind::Compare(compared) if matches!(compared.left.ty, Type::Number(_)) => {
            let (left, right) = (known.value(&compared.left)?, known.value(&compared.right)?);
            let within = match &compared.within {
                Some(within) => known.value(within)?.value,
                None => 0.0,
            };
            clearly_fails(compared.how, left, right, within).then_some(Failing {
                compared,
                left: left.value,
                right: right.value,
            })
        }
        _ => None,
    }
}

fn clearly_fails(how: Comparison, left: Value, right: Value, within: f64) -> bool {
    let margin = CLEAR * left.size.max(right.size);
    let margin = margin.max(within * left.value.abs().max(right.value.abs()) * (1.0 + CLEAR));
    let gap = left.value - right.value;
    match how {
        Comparison::Less | Comparison::AtMost => gap > margin,
        Comparison::More | Comparison::AtLeast => -gap > margin,
        Comparison::Equal => gap.abs() > margin,
        Comparison::Unequal => false,
    }
}

fn told(model: &TypedModel, found: &Failing<'_>, names: String, text: &str) -> AssertFails {
    let compared = found.compared;
    let (left, right) = (&compared.left, &compared.right);
    let (left_text, right_text) = (words(left.span, text), words(right.span, text));
    let unit = unit_of(model, left, &left_text)
        .or_else(|| unit_of(model, right, &right_text))
        .unwrap_or_else(|| left.unit());
    let unit = readable(unit, &left.unit(), found.left);
    let [left_value, right_value] = [(left, found.left), (right, found.right)]
        .map(|(side, value)| unit.written(value, &side.unit()));
    let is = match compared.how {
        Comparison::Less | Comparison::AtMost => "above",
        Comparison::More | Comparison::AtLeast => "below",
        _ => "not equal to",
    };
    let literal = right_text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    let than = match literal {
        true => format!("`{right_text}`"),
        false => format!("`{right_text}`, {right_value}"),
    };
    let side = match compared.how {
        Comparison::Less | Comparison::AtMost => "at most ",
        Comparison::More | Comparison::AtLeast => "at least ",
        _ => "",
    };
    AssertFails {
        message: format!("`{left_text}` is {left_value}{names}, {is} {than}"),
        value_is: format!("comes to {left_value}"),
        bound_is: match named(model, right, &right_text).map(|it| &it.definition) {
            Some(Definition::Bound(_)) => format!("{side}{right_value}"),
            _ => format!("comes to {right_value}"),
        },
        span: left.span.to(right.span),
        value: declared_at(model, left, &left_text),
        bound: declared_at(model, right, &right_text),
    }
}

/// A unit with a word for its size where a number would be long: `trillion USD`.
fn readable(unit: Unit, held: &Unit, value: f64) -> Unit {
    let size = held.factor_to(&unit).apply(value).abs();
    let magnitude = match size {
        1e15.. => 0,
        1e12.. => 12,
        1e9.. => 9,
        1e6.. => 6,
        _ => 0,
    };
    if unit.magnitude != 0 || unit.percent || magnitude == 0 {
        return unit;
    }
    Unit {
        magnitude,
        spelling: None,
        ..unit
    }
}

/// The unit in which a named value is shown.
fn unit_of(model: &TypedModel, side: &TExpr, text: &str) -> Option<Unit> {
    let quantity = named(model, side, text)?;
    matches!(quantity.ty, Type::Number(_)).then(|| quantity.display.clone())
}

/// Where a side is declared, if it is one name.
fn declared_at(model: &TypedModel, side: &TExpr, text: &str) -> Option<Span> {
    named(model, side, text).map(|quantity| quantity.origin.name_span)
}

/// The quantity that a side names; a bound stands there as its number.
fn named<'m>(model: &'m TypedModel, side: &TExpr, text: &str) -> Option<&'m Quantity> {
    match &side.kind {
        Kind::Quantity(id) => Some(model.quantity(*id)),
        Kind::Convert(inner, _) => named(model, inner, text),
        _ => model.quantities.iter().find(|quantity| {
            matches!(quantity.definition, Definition::Bound(_)) && quantity.origin.name == text
        }),
    }
}
