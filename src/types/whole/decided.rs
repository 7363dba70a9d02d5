//! Asserts that fail whatever is drawn: both their sides are known.

use miette::LabeledSpan;

use crate::fault::Faults;
use crate::span::Span;
use crate::suggest::{joined, list_of};
use crate::syntax::ast::Comparison;
use crate::types::fault::whole::{AssertFails, ForbiddenScenario};
use crate::types::model::*;
use crate::types::whole::options::combination::Combination;
use crate::types::whole::options::forbidden::place;
use crate::types::whole::parts::parts;
use crate::types::whole::quote::words;
use crate::types::whole::when::active::Activity;
use crate::types::whole::when::settled::{Known, Value};
use crate::units::Unit;

/// Sides that differ by less than this part of their largest term are left to the run.
const CLEAR: f64 = 1e-6;

/// Steps further on are left to the run.
const MOST_STEPS: usize = 200;

/// Warns of asserts that fail by what is written down, each with the scenarios in which it does.
pub(super) fn decided(activity: &Activity<'_>, text: &str, faults: &mut Faults) {
    let model = activity.model;
    if model.asserts.iter().all(|assert| assert.refuted.is_some()) {
        return;
    }
    let mut failing: Vec<Vec<(&Scenario, Failing<'_>)>> =
        model.asserts.iter().map(|_| Vec::new()).collect();
    for scenario in &model.scenarios {
        let mut known = Known::of(activity, scenario);
        let mut asserts: Vec<usize> = (0..model.asserts.len()).collect();
        asserts.retain(|at| model.asserts[*at].refuted.is_none());
        let in_steps = (0..model.steps().min(MOST_STEPS)).map(Some);
        for step in std::iter::once(None).chain(in_steps) {
            known.look_at(step);
            // One that fails is told of once, and one that looks at no step comes to the same in each.
            asserts.retain(|at| {
                let (assert, failing) = (&model.asserts[*at], &mut failing[*at]);
                let found = fails(&mut known, &assert.condition);
                let Some(mut found) = found else {
                    return known.was_of_step();
                };
                found.step = step;
                found.assert = assert.span;
                let choices = model.choices_behind(&assert.condition, false).into_iter();
                let held = choices.map(|id| Some((id, known.option(id)?)));
                found.chosen = held.collect::<Option<_>>().unwrap_or_default();
                if failing.is_empty() {
                    found.parts = both(&mut known, model, &found, text);
                }
                failing.push((scenario, found));
                false
            });
        }
    }
    for mut failing in failing {
        // Where it fails in others at another time is left to the run.
        let first = failing.first().map(|(_, found)| found.step);
        failing.retain(|(_, found)| Some(found.step) == first);
        let everywhere = failing.len() == model.scenarios.len();
        let by_choice = |failing: &(&Scenario, Failing<'_>)| !failing.1.chosen.is_empty();
        if !everywhere && failing.iter().all(by_choice) {
            for (scenario, found) in &failing {
                faults.push(asked_for(model, scenario, found));
            }
            continue;
        }
        let names = failing
            .iter()
            .map(|(scenario, _)| scenario.origin.name.as_str());
        let names = match everywhere {
            true => String::new(),
            false => format!(" in {}", list_of(names, "and")),
        };
        if let Some((_, found)) = failing.into_iter().next() {
            let step = found.step.zip(model.timeline.as_ref());
            let when = step.map_or(String::new(), |(step, timeline)| {
                format!(" in {}", timeline.label(step))
            });
            faults.push(told(model, found, names + &when, text));
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
    /// The first step in which it is known to; nothing where it is in all.
    step: Option<usize>,
    /// The options that it rests on; none where it looks at no choice.
    chosen: Combination,
    /// The assert.
    assert: Span,
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

/// The first comparison of numbers in a condition that makes it fail.
fn fails<'m>(known: &mut Known<'_, 'm>, condition: &'m TExpr) -> Option<Failing<'m>> {
    match &condition.kind {
        Kind::And(all) => all.iter().find_map(|each| fails(known, each)),
        Kind::Or(all) => {
            let mut first = None;
            for each in all {
                match (fails(known, each), known.holds(each)) {
                    (None, Some(false)) => {}
                    (None, _) => return None,
                    (failing, _) => first = first.or(failing),
                }
            }
            first
        }
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
                step: None,
                chosen: Combination::new(),
                assert: condition.span,
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

/// A scenario whose options make an assert fail.
fn asked_for(model: &TypedModel, scenario: &Scenario, found: &Failing<'_>) -> ForbiddenScenario {
    let compared = found.compared;
    let unit = found.unit(model);
    let [left, right] = [(&compared.left, found.left), (&compared.right, found.right)]
        .map(|(side, value)| unit.written(value, &side.unit()));
    let options = model.options_told(&found.chosen, |option| format!("`{option}`"));
    ForbiddenScenario {
        name: scenario.origin.name.clone(),
        combination: joined(&options, "and"),
        span: place(scenario, &found.chosen),
        rules: format!("rules it out: {left} is {} {right}", relation(compared.how)),
        ruled_out: found.assert,
    }
}

/// What the left side is where it should not be.
fn relation(how: Comparison) -> &'static str {
    match how {
        Comparison::Less | Comparison::AtMost => "above",
        Comparison::More | Comparison::AtLeast => "below",
        _ => "not equal to",
    }
}

fn told(model: &TypedModel, found: Failing<'_>, names: String, text: &str) -> AssertFails {
    let compared = found.compared;
    let (left, right) = (&compared.left, &compared.right);
    let (left_text, right_text) = (words(left.span, text), words(right.span, text));
    let unit = found.unit(model);
    let [left_value, right_value] = [(left, found.left), (right, found.right)]
        .map(|(side, value)| unit.written(value, &side.unit()));
    let is = relation(compared.how);
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
