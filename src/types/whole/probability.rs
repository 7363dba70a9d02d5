//! Hazards and chances that are known to lie outside 0..100%, seen through what they are made of.

use std::collections::BTreeSet;

use crate::fault::Faults;
use crate::numerics::{Family, Form};
use crate::span::Span;
use crate::types::fault::draw::KnownOutside;
use crate::types::model::*;
use crate::types::whole::when::active::Activity;
use crate::types::whole::when::settled::Known;

/// What lies closer to a bound is left to the run.
const CLOSE: f64 = 1e-9;

/// Reports each such chance once, for the first scenario in which it is one.
pub(super) fn probabilities(activity: &Activity<'_>, text: &str, faults: &mut Faults) {
    let model = activity.model;
    let mut told = BTreeSet::new();
    for scenario in &model.scenarios {
        let mut known = Known::of(activity, scenario);
        chances(model, scenario, &mut |what, chance| {
            let Some(found) = known.value(chance) else {
                return;
            };
            let outside = found.value < -CLOSE || found.value > 1.0 + CLOSE;
            if !outside || !told.insert(chance.span) {
                return;
            }
            let text = text.get(chance.span.range()).unwrap_or_default();
            faults.push(KnownOutside {
                text: text.to_owned(),
                what,
                percent: (found.value * 1e6).round() / 1e4,
                scenario: match model.scenarios.len() {
                    1 => String::new(),
                    _ => format!(" in the scenario `{}`", scenario.origin.name),
                },
                span: chance.span,
                declared: declared(model, chance),
            });
        });
    }
}

/// Tells every hazard and probability that a scenario can read.
fn chances(model: &TypedModel, scenario: &Scenario, tell: &mut dyn FnMut(&'static str, &TExpr)) {
    for quantity in &model.quantities {
        for definition in quantity.definition.expressions() {
            definition.each(&mut |expr| drawn(expr, tell));
        }
    }
    for (at, event) in model.events.iter().enumerate() {
        if scenario.prevents.contains(&EventId(at)) {
            continue;
        }
        if let Some(Definition::Expr(hazard)) =
            event.hazard.map(|id| &model.quantity(id).definition)
        {
            tell("a hazard", hazard);
        }
        let switches = event.switches.iter();
        let probabilities = switches.filter_map(|switch| switch.probability.as_ref());
        probabilities.for_each(|probability| tell("a probability", probability));
    }
}

/// The chances that a draw and `within` are made with.
fn drawn(expr: &TExpr, tell: &mut dyn FnMut(&'static str, &TExpr)) {
    match &expr.kind {
        Kind::Draw(draw) => of_law(&draw.distribution, tell),
        Kind::Call(Function::AnnualProbability, arguments) => {
            if let Some(chance) = arguments.first() {
                tell("a probability", chance);
            }
        }
        _ => {}
    }
}

fn of_law(law: &Distribution, tell: &mut dyn FnMut(&'static str, &TExpr)) {
    match &law.form {
        Form::Family(Family::Bernoulli | Family::Binomial, numbers) => {
            if let Some(chance) = numbers.last() {
                tell("a probability", chance);
            }
        }
        Form::Mixture(parts) => parts.iter().for_each(|(part, _)| of_law(part, tell)),
        _ => {}
    }
}

/// Where a chance that is one name is declared.
fn declared(model: &TypedModel, chance: &TExpr) -> Option<Span> {
    match &chance.kind {
        Kind::Quantity(id) => Some(model.quantity(*id).origin.name_span),
        Kind::Convert(inner, _) => declared(model, inner),
        _ => None,
    }
}
