//! What goes into the sides of a comparison, each part with what it comes to.

use miette::LabeledSpan;

use crate::types::model::*;
use crate::types::whole::quote::words;
use crate::types::whole::when::settled::Known;
use crate::units::Unit;

/// The most parts of one side that are pointed at.
const MOST: usize = 4;

/// The declarations of what a side names, and of what goes into these where that is not too much; in `unit` where that
/// fits.
pub(super) fn parts(
    known: &mut Known<'_, '_>,
    model: &TypedModel,
    (side, unit): (&TExpr, &Unit),
    text: &str,
) -> Vec<LabeledSpan> {
    let mut found = Vec::new();
    named(model, side, text, &mut found);
    let mut at = 0;
    while let Some(id) = found.get(at) {
        let quantity = model.quantity(*id);
        if let (QuantityRole::Let, Definition::Expr(value)) = (quantity.role, &quantity.definition)
        {
            let mut more = found.clone();
            named(model, value, text, &mut more);
            if more.len() <= MOST {
                found = more;
            }
        }
        at += 1;
    }
    let parts = found.into_iter().take(MOST);
    parts
        .filter_map(|id| label(known, (model, text), id, unit))
        .collect()
}

/// Adds the quantities that an expression names; a bound stands there as its number.
fn named(model: &TypedModel, side: &TExpr, text: &str, found: &mut Vec<QuantityId>) {
    side.each(&mut |part| {
        let id = match &part.kind {
            Kind::Quantity(id) => Some(*id),
            Kind::Number(_) => {
                let name = words(part.span, text);
                let bound = |quantity: &Quantity| {
                    matches!(quantity.definition, Definition::Bound(_))
                        && quantity.origin.name == name
                };
                model.quantities.iter().position(bound).map(QuantityId)
            }
            _ => None,
        };
        if let Some(id) = id.filter(|id| !found.contains(id)) {
            found.push(id);
        }
    });
}

/// `comes to 2.145 billion USD`, at the name of what does.
fn label(
    known: &mut Known<'_, '_>,
    (model, text): (&TypedModel, &str),
    id: QuantityId,
    unit: &Unit,
) -> Option<LabeledSpan> {
    let quantity = model.quantity(id);
    let Type::Number(held) = &quantity.ty else {
        return None;
    };
    let value = known.quantity(id)?.value;
    let unit = match unit.fits(held) {
        true => unit.clone(),
        false => quantity.display.readable(value, held),
    };
    let shown = unit.written(value, held);
    let name = &quantity.origin.name;
    if let Definition::Expr(TExpr {
        kind: Kind::Table(table),
        ..
    }) = &quantity.definition
        && let Some(cell) = known.cell(table)
    {
        let is = format!("`{name}` comes to {shown}");
        return Some(LabeledSpan::new_with_span(Some(is), cell.span));
    }
    let is = match &quantity.definition {
        Definition::Bound(value) => {
            let before = text.get(..value.span.range().start).unwrap_or_default();
            let word = before.split_whitespace().next_back().unwrap_or_default();
            format!("at {word} {shown}")
        }
        _ if name.contains('[') => format!("`{name}` comes to {shown}"),
        _ => format!("comes to {shown}"),
    };
    Some(LabeledSpan::new_with_span(
        Some(is),
        quantity.origin.name_span,
    ))
}
