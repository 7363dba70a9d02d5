//! Combinations of options that an assert rules out.

use super::conditional::conditional;
use super::known::{self, Combination};
use super::looks::with_those_above;
use super::weights::{shown, weights_of};
use crate::fault::Faults;
use crate::suggest::list_of;
use crate::types::fault::whole::{ForbiddenScenario, ForbiddenWeights};
use crate::types::model::*;

/// More combinations than this are left to the run.
pub(super) const MOST: usize = 10_000;

/// Reports scenarios that ask for what an assert forbids, and weights that can draw it.
pub(super) fn forbidden(model: &TypedModel, text: &str, faults: &mut Faults) {
    for assert in model
        .asserts
        .iter()
        .filter(|assert| assert.refuted.is_none())
    {
        let Some(choices) = only_choices(&assert.condition) else {
            continue;
        };
        let mut drawn: Vec<(&Scenario, Combination)> = Vec::new();
        for scenario in &model.scenarios {
            match broken(model, scenario, assert, &choices) {
                Some(broken) if left_open(model, scenario, &broken).is_some() => {
                    drawn.push((scenario, broken));
                }
                Some(broken) => asked_for(model, scenario, assert, &broken, faults),
                None => {}
            }
        }
        can_be_drawn(model, assert, &drawn, text, faults);
    }
}

/// The choices in a condition over choices alone.
fn only_choices(condition: &TExpr) -> Option<Vec<ChoiceId>> {
    let mut choices = Vec::new();
    let mut alone = true;
    condition.each(&mut |expr| match &expr.kind {
        Kind::Choice { id } => {
            if !choices.contains(id) {
                choices.push(*id);
            }
        }
        Kind::Is { .. }
        | Kind::Not(_)
        | Kind::And(_)
        | Kind::Or(_)
        | Kind::YesNo(_)
        | Kind::Label(_) => {}
        _ => alone = false,
    });
    (alone && !choices.is_empty()).then_some(choices)
}

/// The first combination that a scenario can start with and the assert rules out.
fn broken(
    model: &TypedModel,
    scenario: &Scenario,
    assert: &Assert,
    choices: &[ChoiceId],
) -> Option<Combination> {
    let all = with_those_above(model, choices).into_iter();
    let possible: Vec<(ChoiceId, Vec<usize>)> = all
        .map(|id| (id, options_of(model, scenario, id)))
        .collect();
    let broken = known::combinations(&possible, MOST)?.find(|combination| {
        !holds(&assert.condition, combination) && can_start(model, scenario, combination)
    })?;
    let asked = |id: &ChoiceId| broken.iter().find(|(own, _)| own == id).copied();
    choices.iter().map(asked).collect()
}

/// The options that can hold when a scenario starts, whatever the other choices are.
pub(super) fn options_of(model: &TypedModel, scenario: &Scenario, id: ChoiceId) -> Vec<usize> {
    let mut chooses = scenario.chooses.iter();
    if let Some(chosen) = chooses.find(|choose| choose.choice == id && choose.from.is_none()) {
        vec![chosen.option]
    } else if is_weighted(model, id) {
        (0..model.choices[id.0].options.len()).collect()
    } else {
        vec![0]
    }
}

/// Whether the weights of the choices that are left open let this combination be drawn. Weights that only a run can
/// tell are left to the run.
pub(super) fn can_start(
    model: &TypedModel,
    scenario: &Scenario,
    combination: &Combination,
) -> bool {
    let open = combination
        .iter()
        .filter(|(id, _)| is_open(model, scenario, *id));
    let mut weights = open.map(|(id, option)| weight_in(model, *id, *option, combination));
    weights.all(|weight| weight.is_some_and(|weight| weight > 0.0))
}

pub(super) fn weight_in(
    model: &TypedModel,
    id: ChoiceId,
    option: usize,
    combination: &Combination,
) -> Option<f64> {
    let weight = model.choices[id.0].options.get(option)?.weight.as_ref()?;
    known::value(model, weight, combination)
}

fn is_weighted(model: &TypedModel, id: ChoiceId) -> bool {
    weights_of(model, id).next().is_some()
}

/// Whether a scenario leaves a choice to its weights.
fn is_open(model: &TypedModel, scenario: &Scenario, id: ChoiceId) -> bool {
    let mut chooses = scenario.chooses.iter();
    is_weighted(model, id) && !chooses.any(|choose| choose.choice == id && choose.from.is_none())
}

fn holds(condition: &TExpr, combination: &[(ChoiceId, usize)]) -> bool {
    match &condition.kind {
        Kind::YesNo(value) => *value,
        Kind::Not(inner) => !holds(inner, combination),
        Kind::And(all) => all.iter().all(|each| holds(each, combination)),
        Kind::Or(all) => all.iter().any(|each| holds(each, combination)),
        Kind::Is {
            subject,
            label,
            negated,
        } => match subject.kind {
            Kind::Choice { id } => {
                let chosen = combination
                    .iter()
                    .find(|(own, _)| *own == id)
                    .map(|(_, option)| *option);
                (chosen == Some(*label)) != *negated
            }
            _ => true,
        },
        _ => true,
    }
}

/// The last declared of the choices in a combination that the scenario leaves to their weights: these may look at the
/// others.
fn left_open(
    model: &TypedModel,
    scenario: &Scenario,
    broken: &[(ChoiceId, usize)],
) -> Option<ChoiceId> {
    let open = broken.iter().map(|(id, _)| *id);
    open.filter(|id| is_open(model, scenario, *id)).max()
}

/// `operator is private` and `subsidy is full`
fn told(model: &TypedModel, broken: &[(ChoiceId, usize)]) -> String {
    let each = broken
        .iter()
        .map(|one| format!("`{}`", shown(model, &[*one])));
    each.collect::<Vec<_>>().join(" and ")
}

fn asked_for(
    model: &TypedModel,
    scenario: &Scenario,
    assert: &Assert,
    broken: &[(ChoiceId, usize)],
    faults: &mut Faults,
) {
    let first = scenario.chooses.first();
    faults.push(ForbiddenScenario {
        name: scenario.origin.name.clone(),
        combination: told(model, broken),
        span: first.map_or(scenario.origin.name_span, |choose| choose.span),
        ruled_out: assert.span,
    });
}

/// One finding for all scenarios whose weights can draw what an assert rules out.
fn can_be_drawn(
    model: &TypedModel,
    assert: &Assert,
    drawn: &[(&Scenario, Combination)],
    text: &str,
    faults: &mut Faults,
) {
    let Some((scenario, broken)) = drawn.first() else {
        return;
    };
    let Some(open) = left_open(model, scenario, broken) else {
        return;
    };
    let names = drawn
        .iter()
        .map(|(scenario, _)| scenario.origin.name.as_str());
    let drawn_option = broken
        .iter()
        .find(|(id, _)| *id == open)
        .map(|(_, option)| *option);
    let choice = &model.choices[open.0];
    let others = choice.options.iter().enumerate();
    let other = others
        .filter(|(at, _)| Some(*at) != drawn_option)
        .map(|(_, option)| &option.origin.name)
        .next();
    let choose = other.map_or_else(String::new, |other| {
        format!("`choose {} = {other}`", choice.origin.name)
    });
    let weights = conditional(model, scenario, broken, open, text).unwrap_or_else(|| {
        "give an option the weight 0% and the others 100% in all, so that it cannot be drawn"
            .to_owned()
    });
    faults.push(ForbiddenWeights {
        names: list_of(names, "and"),
        choose,
        weights,
        combination: told(model, broken),
        span: choice.origin.name_span,
        ruled_out: assert.span,
    });
}
