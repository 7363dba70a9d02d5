//! Known values that are the same in every scenario: outcomes across scenarios may name them without one.

use std::collections::BTreeSet;

use crate::fault::Faults;
use crate::span::Span;
use crate::suggest::list_of;
use crate::types::fault::name::WhichScenario;
use crate::types::model::*;

/// Whether a quantity is known and nothing that goes into it is `touched`. What is not defined yet may be.
pub(in crate::types) fn is_same<'m>(
    id: QuantityId,
    definition: &dyn Fn(QuantityId) -> Option<&'m Definition>,
    touched: &dyn Fn(QuantityId) -> bool,
) -> bool {
    let mut waiting = vec![id];
    let mut seen = BTreeSet::new();
    let mut known = true;
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        known &= !touched(id);
        match definition(id) {
            None | Some(Definition::Unknown) => {}
            Some(Definition::Claims(_)) => known = false,
            Some(Definition::Expr(expr) | Definition::Bound(expr)) => {
                expr.each(&mut |part| match &part.kind {
                    Kind::Quantity(id) | Kind::Base(id) => waiting.push(*id),
                    Kind::Table(table) => waiting.extend(table.of),
                    Kind::Draw(_)
                    | Kind::Stock(_)
                    | Kind::Closing(_)
                    | Kind::Choice { .. }
                    | Kind::Event { .. }
                    | Kind::Result { .. }
                    | Kind::Summary { .. } => known = false,
                    _ => {}
                });
            }
        }
        if !known {
            return false;
        }
    }
    true
}

/// Refuses those named without a scenario that are not the same in all; the others are read in a scenario that is
/// looked at anyway.
pub(super) fn named_alone(
    model: &mut TypedModel,
    alone: &[(QuantityId, Span)],
    faults: &mut Faults,
) {
    if alone.is_empty() {
        return;
    }
    let adjusted = model.adjusted();
    let touched =
        |id: QuantityId| adjusted[id.0] || model.quantity(id).role == QuantityRole::Hazard;
    let definition = |id: QuantityId| Some(&model.quantity(id).definition);
    let scenarios = || model.scenarios.iter().map(|scenario| &scenario.origin.name);
    for (id, span) in alone {
        if !is_same(*id, &definition, &touched) {
            let name = &model.quantity(*id).origin.name;
            faults.push(which_scenario(name, scenarios(), *span));
        }
    }
    for outcome in model.outcomes.iter().filter(|outcome| outcome.across) {
        let is_alone = |expr: &TExpr| alone.iter().any(|(_, span)| *span == expr.span);
        let definition = &mut model.quantities[outcome.quantity.0].definition;
        let mut looked_at = None;
        for expr in definition.expressions() {
            expr.each(&mut |part| match part.kind {
                Kind::Result { scenario, .. } if !is_alone(part) => {
                    looked_at = looked_at.or(scenario);
                }
                _ => {}
            });
        }
        let Some(looked_at) = looked_at else {
            continue;
        };
        for expr in definition.expressions_mut() {
            expr.change(&mut |part| {
                let alone = is_alone(part);
                if let Kind::Result { scenario, .. } = &mut part.kind
                    && alone
                {
                    *scenario = Some(looked_at);
                }
            });
        }
    }
}

/// A value that is another in each scenario.
pub(in crate::types) fn which_scenario<'n>(
    name: &str,
    scenarios: impl Iterator<Item = &'n String>,
    span: Span,
) -> WhichScenario {
    let ways = scenarios.map(|scenario| format!("{scenario}.{name}"));
    let ways: Vec<String> = ways.take(4).collect();
    WhichScenario {
        message: format!(
            "`{name}` has a value in each scenario, and it is not said which one is meant"
        ),
        help: format!("write {}", list_of(ways.iter().map(String::as_str), "or")),
        label: "in which scenario?",
        span,
    }
}
