//! Asserts that fail whatever is drawn: both their sides are known.

use miette::LabeledSpan;

use crate::fault::Faults;
use crate::suggest::list_of;
use crate::syntax::ast::Comparison;
use crate::types::fault::whole::AssertFails;
use crate::types::model::*;
use crate::types::whole::parts::parts;
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
                && let Some(mut found) = fails(&mut known, &assert.condition)
            {
                if failing.is_empty() {
                    found.parts = both(&mut known, model, &found, text);
                }
                failing.push((scenario, found));
            }
        }
    }
    for failing in failing {
        let everywhere = failing.len() == model.scenarios.len();
        let names = failing
            .iter()
            .map(|(scenario, _)| scenario.origin.name.as_str());
        let names = match everywhere {
            true => String::new(),
            false => format!(" in {}", list_of(names, "and")),
        };
        if let Some((_, found)) = failing.into_iter().next() {
            faults.push(told(model, found, names, text));
        }
    }
}

/// What goes into either side, each thing once.
fn both(
    known: &mut Known<'_, '_>,
    model: &TypedModel,
    found: &Failing<'_>,
    text: &str,
) -> Vec<LabeledSpan> {
    let (compared, unit) = (found.compared, found.unit(model));
    let mut all = parts(known, model, (&compared.left, &unit), text);
    for part in parts(known, model, (&compared.right, &unit), text) {
        if !all.contains(&part) {
            all.push(part);
        }
    }
    all
}

/// A comparison that fails, and what its sides come to.
struct Failing<'m> {
    compared: &'m Compared,
    left: f64,
    right: f64,
    /// What goes into them.
    parts: Vec<LabeledSpan>,
}

impl Failing<'_> {
    /// The unit in which all of it is told.
    fn unit(&self, model: &TypedModel) -> Unit {
        let unit = model.compared_in(self.compared);
        unit.readable(self.left, &self.compared.left.unit())
    }
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
                parts: Vec::new(),
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

fn told(model: &TypedModel, found: Failing<'_>, names: String, text: &str) -> AssertFails {
    let compared = found.compared;
    let (left, right) = (&compared.left, &compared.right);
    let (left_text, right_text) = (words(left.span, text), words(right.span, text));
    let unit = found.unit(model);
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
    AssertFails {
        message: format!("`{left_text}` is {left_value}{names}, {is} {than}"),
        span: left.span.to(right.span),
        parts: found.parts,
    }
}
