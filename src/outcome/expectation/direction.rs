//! `exports rises with fee`: the claim that the means of variants differ that way.

use super::told::Telling;
use super::variant::{Moving, Variant};
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
pub fn claim(moving: &Moving<'_>, rises: bool, variants: Vec<Variant>) -> Claim {
    let span = moving.of.span;
    let means = means(moving, &variants);
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
        TExpr::new(Kind::Compare(Box::new(compared)), Type::YesNo, span)
    });
    let condition = TExpr::new(Kind::And(steps.collect()), Type::YesNo, span);
    let with = variants.into_iter().map(|variant| variant.with);
    let telling = Telling {
        parts: with.zip(means).collect(),
        word: "with",
        most: None,
    };
    Claim { condition, telling }
}

/// The mean in each variant.
pub fn means(moving: &Moving<'_>, variants: &[Variant]) -> Vec<TExpr> {
    let of = moving.of;
    let varied = variants
        .iter()
        .map(|variant| in_variant(of.clone(), variant, moving));
    varied.map(|varied| mean(varied, of)).collect()
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

/// The same results in a variant.
fn in_variant(mut expr: TExpr, variant: &Variant, moving: &Moving<'_>) -> TExpr {
    let model = moving.model;
    expr.change(&mut |expr| match &mut expr.kind {
        Kind::Result { scenario, .. } => {
            *scenario = Some(variant.of(scenario.unwrap_or(moving.scenario)));
        }
        Kind::Compare(compared) => {
            let operands = std::mem::take(&mut compared.operands);
            let operands = operands.into_iter();
            compared.operands = operands
                .map(|operand| in_variant(operand, variant, moving))
                .collect();
        }
        Kind::Quantity(id) if model.is_across(*id) => {
            let mut all = model.quantity(*id).definition.expressions();
            if let (Some(definition), None) = (all.next(), all.next()) {
                *expr = in_variant(definition.clone(), variant, moving);
            }
        }
        _ => {}
    });
    expr
}
