//! Hazards and chances that are known to lie outside 0..100%, seen through what they are made of.

use std::collections::BTreeSet;

use crate::fault::Faults;
use crate::numerics::{Family, Form};
use crate::span::Span;
use crate::types::constant::constant;
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
    let chances = chances(model);
    for scenario in &model.scenarios {
        let mut known = Known::of(activity, scenario);
        for Chance {
            what,
            chance,
            event,
        } in &chances
        {
            if event.is_some_and(|event| scenario.prevents.contains(&event)) {
                continue;
            }
            let outside = known.value(chance).filter(|found| outside(found.value));
            let Some(found) = outside.filter(|_| told.insert(chance.span)) else {
                continue;
            };
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
        }
    }
}

fn outside(value: f64) -> bool {
    !(-CLOSE..=1.0 + CLOSE).contains(&value)
}

/// A hazard or probability.
struct Chance<'m> {
    what: &'static str,
    chance: &'m TExpr,
    /// The event that it is of, where it is: in a scenario that prevents it, nobody reads it.
    event: Option<EventId>,
}

/// Every hazard and probability that a scenario can read, without the most of them: numbers that are fine everywhere.
fn chances(model: &TypedModel) -> Vec<Chance<'_>> {
    let mut all = Vec::new();
    let mut tell = |what, chance, event| {
        if constant(chance).is_none_or(outside) {
            all.push(Chance {
                what,
                chance,
                event,
            });
        }
    };
    for quantity in &model.quantities {
        for definition in quantity.definition.expressions() {
            drawn(definition, &mut |what, chance| tell(what, chance, None));
        }
    }
    for (at, event) in model.events.iter().enumerate() {
        if let Some(Definition::Expr(hazard)) =
            event.hazard.map(|id| &model.quantity(id).definition)
        {
            tell("a hazard", hazard, Some(EventId(at)));
        }
        let switches = event.switches.iter();
        let probabilities = switches.filter_map(|switch| switch.probability.as_ref());
        probabilities.for_each(|probability| tell("a probability", probability, Some(EventId(at))));
    }
    all
}

/// The chances that a draw and `within` are made with, here and in all inside.
fn drawn<'m>(expr: &'m TExpr, tell: &mut dyn FnMut(&'static str, &'m TExpr)) {
    match &expr.kind {
        Kind::Draw(draw) => of_law(&draw.distribution, tell),
        Kind::Call(Function::AnnualProbability, arguments) => {
            if let Some(chance) = arguments.first() {
                tell("a probability", chance);
            }
        }
        _ => {}
    }
    expr.children().for_each(|child| drawn(child, tell));
}

fn of_law<'m>(law: &'m Distribution, tell: &mut dyn FnMut(&'static str, &'m TExpr)) {
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
