//! Percentages that run out of 0..100%: a share cannot, a change can.

use crate::fault::Faults;
use crate::syntax::ast::Sign;
use crate::types::fault::draw::OutsideShare;
use crate::types::model::*;

/// Warns of what runs out of 0..100%, but for what is used as a change: added to 1, or as an exponent of growth.
pub(super) fn told(
    model: &TypedModel,
    found: Vec<(QuantityId, OutsideShare)>,
    faults: &mut Faults,
) {
    if found.is_empty() {
        return;
    }
    let mut changes = vec![false; model.quantities.len()];
    for expr in expressions(model) {
        expr.each(&mut |expr| used_as_changes(expr, &mut changes));
    }
    for (id, fault) in found {
        if !changes[id.0] {
            faults.push(fault);
        }
    }
}

fn used_as_changes(expr: &TExpr, changes: &mut [bool]) {
    match &expr.kind {
        Kind::Sum(terms) => {
            let plus = || terms.iter().filter(|(sign, _)| *sign == Sign::Plus);
            let one = |term: &TExpr| matches!(term.kind, Kind::Number(value) if value == 1.0);
            if plus().any(|(_, term)| one(term)) {
                let named = plus().filter_map(|(_, term)| quantity(term));
                named.for_each(|id| changes[id.0] = true);
            }
        }
        Kind::Call(Function::Exp, of) => {
            let named = of.iter().filter_map(quantity);
            named.for_each(|id| changes[id.0] = true);
        }
        _ => {}
    }
}

/// The quantity that is read, in whichever step.
fn quantity(expr: &TExpr) -> Option<QuantityId> {
    match &expr.kind {
        Kind::Quantity(id) | Kind::Base(id) => Some(*id),
        Kind::At(of, _) | Kind::Delay(of, _) | Kind::Previous { of, .. } => quantity(of),
        _ => None,
    }
}

/// All that is worked out in a run.
fn expressions(model: &TypedModel) -> Vec<&TExpr> {
    let mut all = Vec::new();
    for quantity in &model.quantities {
        all.extend(quantity.definition.expressions());
        all.extend(
            quantity
                .adjustments
                .iter()
                .flat_map(Adjustment::expressions),
        );
    }
    for stock in &model.stocks {
        all.push(&stock.starts);
        all.extend(stock.gains.iter().chain(&stock.loses));
    }
    all.extend(model.events.iter().flat_map(Event::expressions));
    all.extend(model.scenarios.iter().flat_map(Scenario::expressions));
    all.extend(model.asserts.iter().map(|assert| &assert.condition));
    all
}
