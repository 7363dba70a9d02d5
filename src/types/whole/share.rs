//! Which plain numbers are shown in per cent: those written so, and what keeps them shares.

use crate::syntax::ast::Scale;
use crate::types::model::*;

/// Whether each quantity is shown in per cent; `written` says whose own text has a `%`, `order` has each after those
/// it names.
pub(super) fn percentages(
    model: &TypedModel,
    order: &[QuantityId],
    written: &[bool],
    declared: &[bool],
) -> Vec<bool> {
    let mut percent: Vec<bool> = (0..model.quantities.len())
        .map(|at| declared[at] && model.quantities[at].display.percent)
        .collect();
    loop {
        let mut changed = false;
        for &QuantityId(at) in order {
            let quantity = &model.quantities[at];
            if declared[at] || percent[at] || !is_plain(&quantity.ty) {
                continue;
            }
            let shares = Shares {
                percent: &percent,
                written: written[at],
            };
            let definition = quantity.definition.expressions();
            percent[at] = definition.into_iter().any(|expr| shares.is_share(expr));
            changed |= percent[at];
        }
        if !changed {
            return percent;
        }
    }
}

fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::Number(unit) if unit.dimension().is_none())
}

struct Shares<'a> {
    percent: &'a [bool],
    written: bool,
}

impl Shares<'_> {
    fn is_share(&self, expr: &TExpr) -> bool {
        if !is_plain(&expr.ty) {
            return false;
        }
        match &expr.kind {
            Kind::Number(_) | Kind::Draw(_) => self.written,
            Kind::Growth { .. } => true,
            Kind::Quantity(id) | Kind::Base(id) => self.percent[id.0],
            Kind::Sum(terms) => {
                let rest = |term: &TExpr| self.is_share(term) || is_literal(term);
                let any = terms.iter().any(|(_, term)| self.is_share(term));
                any && terms.iter().all(|(_, term)| rest(term))
            }
            Kind::Product(factors) => {
                let fine = |side: Scale, factor: &TExpr| {
                    is_literal(factor) || (side == Scale::Times && self.is_share(factor))
                };
                let any = factors.iter().any(|(_, factor)| self.is_share(factor));
                any && factors.iter().all(|(side, factor)| fine(*side, factor))
            }
            Kind::Table(table) => {
                self.written
                    || table
                        .values
                        .iter()
                        .flatten()
                        .any(|value| self.is_share(value))
            }
            Kind::If { arms, otherwise } => {
                arms.iter().any(|(_, value)| self.is_share(value)) || self.is_share(otherwise)
            }
            Kind::Call(Function::Min | Function::Max | Function::Clamp | Function::Abs, all) => {
                all.iter().any(|each| self.is_share(each))
            }
            Kind::Previous { of, .. }
            | Kind::Initially(of, _)
            | Kind::Delay(of, _)
            | Kind::Smooth(of, _)
            | Kind::At(of, _)
            | Kind::Negate(of)
            | Kind::Reduce { of, .. } => self.is_share(of),
            _ => false,
        }
    }
}

fn is_literal(expr: &TExpr) -> bool {
    matches!(expr.kind, Kind::Number(_))
}
