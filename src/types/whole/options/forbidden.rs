//! Combinations of options that an assert over choices alone rules out.

use std::collections::BTreeSet;

use crate::fault::Faults;
use crate::span::Span;
use crate::suggest::list_of;
use crate::types::fault::whole::{ForbiddenScenario, ForbiddenSwitch, ForbiddenWeights};
use crate::types::model::*;
use crate::types::whole::options::combination::{Combination, Course, Way, is_open};
use crate::types::whole::options::conditional::conditional;
use crate::types::whole::options::weights::shown;
use crate::types::whole::when::active::Activity;

/// Reports scenarios that ask for what an assert forbids, weights that can draw it, and switches that lead there.
pub(in crate::types::whole) fn forbidden(activity: &Activity<'_>, text: &str, faults: &mut Faults) {
    let model = activity.model;
    let asserts = model.asserts.iter();
    for assert in asserts.filter(|assert| assert.refuted.is_none()) {
        let Some(choices) = only_choices(&assert.condition) else {
            continue;
        };
        let mut drawn: Vec<(&Scenario, Combination)> = Vec::new();
        let mut switched = BTreeSet::new();
        for scenario in &model.scenarios {
            let Some(broken) = Course::of(activity, scenario, &choices).breaks(&assert.condition)
            else {
                continue;
            };
            let combination = broken.combination;
            let span = match broken.way {
                Way::Start if left_open(model, scenario, &combination).is_some() => {
                    drawn.push((scenario, combination));
                    continue;
                }
                Way::Start => place(scenario, &combination),
                Way::Choose(span) => span,
                Way::Switch(event, span) => {
                    if switched.insert(span) {
                        faults.push(ForbiddenSwitch {
                            name: model.events[event.0].origin.name.clone(),
                            combination: told(model, &combination),
                            span,
                            ruled_out: assert.span,
                        });
                    }
                    continue;
                }
            };
            faults.push(asked_for(model, scenario, assert, &combination, span));
        }
        can_be_drawn(model, assert, &drawn, text, faults);
    }
}

/// Whether an assert rules out combinations of options, and asks for nothing else.
pub(in crate::types::whole) fn is_over_choices(assert: &Assert) -> bool {
    only_choices(&assert.condition).is_some()
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

/// Where a scenario asks for a combination: the last of the options that it names.
pub(in crate::types::whole) fn place(scenario: &Scenario, broken: &[(ChoiceId, usize)]) -> Span {
    let named = |choose: &&TChoose| broken.iter().any(|(id, _)| *id == choose.choice);
    let chooses = scenario.chooses.iter().filter(named);
    let last = chooses.map(|choose| choose.span).max();
    last.unwrap_or(scenario.origin.name_span)
}

fn asked_for(
    model: &TypedModel,
    scenario: &Scenario,
    assert: &Assert,
    broken: &[(ChoiceId, usize)],
    span: Span,
) -> ForbiddenScenario {
    ForbiddenScenario {
        name: scenario.origin.name.clone(),
        combination: told(model, broken),
        span,
        rules: "rules it out".to_owned(),
        ruled_out: assert.span,
    }
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
