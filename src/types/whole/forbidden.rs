//! Combinations of options that an assert rules out.

use crate::fault::Faults;
use crate::suggest::list_of;
use crate::types::fault::whole::{ForbiddenScenario, ForbiddenWeights};
use crate::types::model::*;

/// More combinations than this are left to the run.
const MOST: usize = 10_000;

/// An option for each choice.
type Combination = Vec<(ChoiceId, usize)>;

/// Reports scenarios that ask for what an assert forbids, and weights that can draw it.
pub(super) fn forbidden(model: &TypedModel, faults: &mut Faults) {
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
        can_be_drawn(model, assert, &drawn, faults);
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
    let possible: Vec<Vec<usize>> = choices
        .iter()
        .map(|id| options_of(model, scenario, *id))
        .collect();
    let combinations: usize = possible.iter().map(Vec::len).product();
    if combinations > MOST {
        return None;
    }
    (0..combinations).find_map(|mut at| {
        let mut combination = Vec::with_capacity(choices.len());
        for (id, options) in choices.iter().zip(&possible) {
            combination.push((*id, options[at % options.len()]));
            at /= options.len();
        }
        (!holds(&assert.condition, &combination)).then_some(combination)
    })
}

/// The options that can hold when a scenario starts.
fn options_of(model: &TypedModel, scenario: &Scenario, id: ChoiceId) -> Vec<usize> {
    if let Some(chosen) = scenario
        .chooses
        .iter()
        .find(|choose| choose.choice == id && choose.from.is_none())
    {
        return vec![chosen.option];
    }
    let options = &model.choices[id.0].options;
    let weighted: Vec<usize> = (0..options.len())
        .filter(|at| options[*at].weight.is_some_and(|weight| weight > 0.0))
        .collect();
    if weighted.is_empty() {
        vec![0]
    } else {
        weighted
    }
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

/// What is drawn by weight is reported once, whichever scenarios leave it open.
/// A choice in a combination that the scenario leaves to its weights.
fn left_open(
    model: &TypedModel,
    scenario: &Scenario,
    broken: &[(ChoiceId, usize)],
) -> Option<ChoiceId> {
    let open = |id: &ChoiceId| {
        let mut options = model.choices[id.0].options.iter();
        let mut chooses = scenario.chooses.iter();
        options.any(|option| option.weight.is_some())
            && !chooses.any(|choose| choose.choice == *id && choose.from.is_none())
    };
    broken.iter().map(|(id, _)| *id).find(open)
}

fn shown(model: &TypedModel, broken: &[(ChoiceId, usize)]) -> String {
    let each = broken.iter().map(|(id, option)| {
        let choice = &model.choices[id.0];
        let option = &choice.options[*option].origin.name;
        format!("`{} is {option}`", choice.origin.name)
    });
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
        combination: shown(model, broken),
        span: first.map_or(scenario.origin.name_span, |choose| choose.span),
        ruled_out: assert.span,
    });
}

/// One finding for all scenarios whose weights can draw what an assert rules out.
fn can_be_drawn(
    model: &TypedModel,
    assert: &Assert,
    drawn: &[(&Scenario, Combination)],
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
    let way_out = other.map_or_else(String::new, |other| {
        format!("`choose {} = {other}`", choice.origin.name)
    });
    faults.push(ForbiddenWeights {
        names: list_of(names, "and"),
        way_out,
        combination: shown(model, broken),
        span: choice.origin.name_span,
        ruled_out: assert.span,
    });
}
