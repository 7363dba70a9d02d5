//! A further scenario in which some quantities are declared otherwise, which no text can say.

use foreland::syntax::ast::Scale;
use foreland::types::model::{
    Definition, Kind, Quantity, QuantityId, QuantityRole, Redeclared, TExpr, Type, TypedModel,
};
use foreland::units::Unit;

/// Adds a variant of the last scenario; a quantity's name says what becomes of it.
pub fn add_variant(model: &mut TypedModel) {
    let Some(mut variant) = model.scenarios.last().cloned() else {
        return;
    };
    for (at, quantity) in model.quantities.iter().enumerate() {
        if quantity.role == QuantityRole::Outcome {
            continue;
        }
        let name = quantity.origin.name.bytes().map(usize::from);
        let (definition, adjusted) = match name.sum::<usize>() % 8 {
            0 => (scaled(quantity), true),
            1 => (held(quantity), true),
            2 => (Some(quantity.definition.clone()), false),
            _ => (None, true),
        };
        variant
            .redeclares
            .extend(definition.map(|definition| Redeclared {
                quantity: QuantityId(at),
                definition,
                adjusted,
            }));
    }
    model.scenarios.push(variant);
}

/// A tenth less.
fn scaled(quantity: &Quantity) -> Option<Definition> {
    let mut definition = quantity.definition.clone();
    if !matches!(quantity.ty, Type::Number(_)) {
        return None;
    }
    for expr in definition.expressions_mut() {
        let factor = TExpr::new(Kind::Number(0.9), Type::Number(Unit::none()), expr.span);
        let factors = vec![(Scale::Times, expr.clone()), (Scale::Times, factor)];
        *expr = TExpr::new(Kind::Product(factors), expr.ty.clone(), expr.span);
    }
    Some(definition)
}

/// A known value.
fn held(quantity: &Quantity) -> Option<Definition> {
    let kind = match quantity.ty {
        Type::Number(_) => Kind::Number(0.75),
        Type::YesNo => Kind::YesNo(true),
        _ => return None,
    };
    let span = quantity.origin.name_span;
    Some(Definition::Expr(TExpr::new(
        kind,
        quantity.ty.clone(),
        span,
    )))
}
