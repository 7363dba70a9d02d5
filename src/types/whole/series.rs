//! Which quantities can differ from step to step: in every scenario alike.

use crate::types::model::*;

/// Marks choices and quantities, to a fixed point; `order` has each quantity after those it names, so that few passes
/// are needed.
pub(super) fn mark(model: &mut TypedModel, order: &[QuantityId]) {
    let switched: Vec<ChoiceId> = model
        .events
        .iter()
        .flat_map(|event| event.switches.iter().map(|switch| switch.choice))
        .collect();
    let chosen = model
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.chooses);
    let dated: Vec<ChoiceId> = chosen
        .filter(|choose| choose.from.is_some())
        .map(|choose| choose.choice)
        .collect();
    for id in switched.into_iter().chain(dated) {
        model.choices[id.0].varies = true;
    }
    let theirs = of_scenarios(model);
    loop {
        let mut changed = false;
        for id in order {
            let (base, adjusted) = marks(model, *id, &theirs[id.0]);
            let quantity = &mut model.quantities[id.0];
            changed |= (quantity.base_varies, quantity.varies) != (base, adjusted);
            (quantity.base_varies, quantity.varies) = (base, adjusted);
        }
        if !changed {
            return;
        }
    }
}

/// By quantity, where the adjustments stand that scenarios make: which scenario, which of its own. What one inherits is
/// looked at where it is declared.
fn of_scenarios(model: &TypedModel) -> Vec<Vec<(usize, usize)>> {
    let mut theirs = vec![Vec::new(); model.quantities.len()];
    for (scenario, declared) in model.scenarios.iter().enumerate() {
        for (at, (target, each)) in declared.adjustments.iter().enumerate() {
            if each.owner == Owner::Scenario(ScenarioId(scenario)) {
                theirs[target.0].push((scenario, at));
            }
        }
    }
    theirs
}

fn marks(model: &TypedModel, id: QuantityId, theirs: &[(usize, usize)]) -> (bool, bool) {
    let quantity = model.quantity(id);
    let base = quantity
        .definition
        .expressions()
        .into_iter()
        .any(|expr| model.varies(expr));
    let theirs = theirs.iter();
    let theirs = theirs.map(|(scenario, at)| &model.scenarios[*scenario].adjustments[*at].1);
    let mut adjustments = quantity.adjustments.iter().chain(theirs);
    let adjusted = adjustments.any(|adjustment| adjustment_varies(model, adjustment));
    (base, base || adjusted)
}

fn adjustment_varies(model: &TypedModel, adjustment: &Adjustment) -> bool {
    let owner = match &adjustment.owner {
        Owner::Event(_) => true,
        Owner::Option(choice, _) => model.choices[choice.0].varies,
        Owner::Scenario(_) => false,
    };
    owner || adjustment.during.is_some() || adjustment.expressions().any(|expr| model.varies(expr))
}
