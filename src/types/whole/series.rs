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
    loop {
        let mut changed = false;
        for id in order {
            let (base, adjusted) = marks(model, *id);
            let quantity = &mut model.quantities[id.0];
            changed |= (quantity.base_varies, quantity.varies) != (base, adjusted);
            (quantity.base_varies, quantity.varies) = (base, adjusted);
        }
        if !changed {
            return;
        }
    }
}

fn marks(model: &TypedModel, id: QuantityId) -> (bool, bool) {
    let quantity = model.quantity(id);
    let base = quantity
        .definition
        .expressions()
        .into_iter()
        .any(|expr| model.varies(expr));
    let mut adjustments = model.adjustments_of(id);
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
