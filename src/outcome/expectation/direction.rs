//! `exports rises with fee`: the claim that the means of variants of the model differ that way.

use super::columns::World;
use super::told::Telling;
use super::variant::Variant;
use crate::syntax::ast::Comparison;
use crate::types::model::*;
use crate::units::Unit;

/// A condition over variants, and what is told of them.
pub struct Claim {
    /// The condition.
    pub condition: TExpr,
    /// The means.
    pub telling: Telling,
}

/// That the mean rises (or falls) from each variant to the next.
pub fn claim(
    of: &TExpr,
    rises: bool,
    variants: &[Variant],
    scenario: ScenarioId,
    model: &TypedModel,
) -> Claim {
    let means = means(of, variants, scenario, model);
    let how = if rises {
        Comparison::More
    } else {
        Comparison::Less
    };
    let steps = means.windows(2).map(|pair| {
        let (left, right) = (pair[1].clone(), pair[0].clone());
        let compared = Compared {
            how,
            operands: vec![left.clone(), right.clone()],
            left,
            right,
            within: None,
        };
        TExpr::new(Kind::Compare(Box::new(compared)), Type::YesNo, of.span)
    });
    let condition = TExpr::new(Kind::And(steps.collect()), Type::YesNo, of.span);
    let with = variants.iter().map(|variant| variant.with.clone());
    let telling = Telling {
        parts: with.zip(means).collect(),
        word: "with",
        most: None,
    };
    Claim { condition, telling }
}

/// The mean in each variant.
pub fn means(
    of: &TExpr,
    variants: &[Variant],
    scenario: ScenarioId,
    model: &TypedModel,
) -> Vec<TExpr> {
    let worlds = variants.iter().map(|variant| variant.world);
    let moved = worlds.map(|world| in_world(of.clone(), world, scenario, model));
    moved.map(|moved| mean(moved, of)).collect()
}

/// The mean over draws of what has a value in each; `written` tells what it is.
fn mean(of: TExpr, written: &TExpr) -> TExpr {
    let (how, ty) = match written.ty {
        Type::YesNo => (Statistic::Probability, Type::Number(Unit::none())),
        _ if !has_result_outside(&of) => return of,
        _ => (Statistic::Mean, of.ty.clone()),
    };
    let span = of.span;
    let summary = Kind::Summary {
        how,
        of: Box::new(of),
        given: None,
    };
    TExpr::new(summary, ty, span)
}

fn has_result_outside(expr: &TExpr) -> bool {
    match &expr.kind {
        Kind::Summary { .. } => false,
        Kind::Result { .. } => true,
        _ => expr.children().any(has_result_outside),
    }
}

/// The same results in a variant of the model, whose scenarios are numbered on behind those of the worlds before it.
fn in_world(mut expr: TExpr, world: World, scenario: ScenarioId, model: &TypedModel) -> TExpr {
    expr.change(&mut |expr| match &mut expr.kind {
        Kind::Result { scenario: of, .. } => {
            let own = of.unwrap_or(scenario);
            *of = Some(ScenarioId(world.0 * model.scenarios.len() + own.0));
        }
        Kind::Compare(compared) => {
            let operands = std::mem::take(&mut compared.operands);
            let operands = operands.into_iter();
            compared.operands = operands
                .map(|operand| in_world(operand, world, scenario, model))
                .collect();
        }
        Kind::Quantity(id) if model.is_across(*id) => {
            let definition = model.quantity(*id).definition.expressions();
            if let [definition] = definition.as_slice() {
                *expr = in_world((*definition).clone(), world, scenario, model);
            }
        }
        _ => {}
    });
    expr
}
