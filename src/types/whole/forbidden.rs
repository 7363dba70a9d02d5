//! Combinations of options that an assert rules out.

use crate::fault::Faults;
use crate::types::fault::whole::{ForbiddenScenario, ForbiddenWeights};
use crate::types::model::*;

/// More combinations than this are left to the run.
const MOST: usize = 10_000;

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
        let mut drawn = false;
        for scenario in &model.scenarios {
            if let Some(broken) = broken(model, scenario, assert, &choices) {
                report(model, scenario, assert, &broken, &mut drawn, faults);
            }
        }
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
) -> Option<Vec<(ChoiceId, usize)>> {
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
fn report(
    model: &TypedModel,
    scenario: &Scenario,
    assert: &Assert,
    broken: &[(ChoiceId, usize)],
    drawn: &mut bool,
    faults: &mut Faults,
) {
    let open = broken.iter().find(|(id, _)| {
        let weighted = model.choices[id.0]
            .options
            .iter()
            .any(|option| option.weight.is_some());
        weighted
            && !scenario
                .chooses
                .iter()
                .any(|choose| choose.choice == *id && choose.from.is_none())
    });
    let shown: Vec<String> = broken
        .iter()
        .map(|(id, option)| {
            let choice = &model.choices[id.0];
            format!(
                "`{} is {}`",
                choice.origin.name, choice.options[*option].origin.name
            )
        })
        .collect();
    match open {
        Some(_) if std::mem::replace(drawn, true) => {}
        Some((id, _)) => faults.push(ForbiddenWeights {
            name: scenario.origin.name.clone(),
            combination: shown.join(" and "),
            span: model.choices[id.0].origin.name_span,
            ruled_out: assert.span,
        }),
        None => {
            let span = scenario
                .chooses
                .first()
                .map_or(scenario.origin.name_span, |choose| choose.span);
            faults.push(ForbiddenScenario {
                name: scenario.origin.name.clone(),
                combination: shown.join(" and "),
                span,
                ruled_out: assert.span,
            });
        }
    }
}
