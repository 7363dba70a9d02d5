//! Scenarios that change nothing.

use crate::fault::Faults;
use crate::types::fault::whole::IdleScenario;
use crate::types::model::*;

/// Reports scenarios that are the same as the model, or as the one they extend.
pub(super) fn idle(model: &TypedModel, faults: &mut Faults) {
    for scenario in model
        .scenarios
        .iter()
        .filter(|scenario| scenario.origin.span != crate::span::Span::default())
    {
        let parent = scenario.extends.map(|parent| &model.scenarios[parent.0]);
        if size(scenario) == parent.map_or(0, size)
            && parent.is_none_or(|parent| same(scenario, parent))
        {
            let origin = &scenario.origin;
            faults.push(IdleScenario {
                name: origin.name.clone(),
                span: origin.name_span,
            });
        }
    }
}

fn size(scenario: &Scenario) -> usize {
    scenario.chooses.len()
        + scenario.triggers.len()
        + scenario.prevents.len()
        + scenario.takes.len()
        + scenario.adjustments.len()
}

/// Whether every clause of a scenario is its parent's own.
fn same(scenario: &Scenario, parent: &Scenario) -> bool {
    let chooses = scenario
        .chooses
        .iter()
        .all(|own| parent.chooses.iter().any(|theirs| theirs.span == own.span));
    let triggers = scenario
        .triggers
        .iter()
        .all(|own| parent.triggers.iter().any(|theirs| theirs.span == own.span));
    let adjustments = scenario.adjustments.iter().all(|(_, own)| {
        parent
            .adjustments
            .iter()
            .any(|(_, theirs)| theirs.span == own.span)
    });
    chooses
        && triggers
        && adjustments
        && scenario.prevents == parent.prevents
        && scenario.takes == parent.takes
}
