//! Which plain numbers are shown in per cent: those written so, and what keeps them shares.

use crate::numerics::{Family, Form};
use crate::span::Span;
use crate::syntax::ast::Scale;
use crate::types::model::*;

/// Whether each quantity is shown in per cent: its value is made of literals that `text` has with a `%`, or `written`
/// with one behind their brackets. `order` has each after those it names.
pub(super) fn percentages(
    model: &TypedModel,
    order: &[QuantityId],
    text: &str,
    (declared, written): (&[bool], &[bool]),
) -> Vec<bool> {
    let mut percent: Vec<bool> = (0..model.quantities.len())
        .map(|at| match declared[at] {
            true => model.quantities[at].display.percent,
            false => written[at] && is_plain(&model.quantities[at].ty),
        })
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
                text,
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
    matches!(ty, Type::Number(unit) if unit.is_plain())
}

struct Shares<'a> {
    percent: &'a [bool],
    text: &'a str,
}

impl Shares<'_> {
    fn is_share(&self, expr: &TExpr) -> bool {
        if !is_plain(&expr.ty) {
            return false;
        }
        match &expr.kind {
            Kind::Number(_) => self.in_percent(expr.span),
            Kind::Convert(of, _) => self.is_share(of),
            Kind::Draw(draw) => {
                let sampled = draw.samples.iter().any(|column| self.percent[column.0]);
                sampled || self.draws_shares(draw, expr.span)
            }
            Kind::Growth { .. } => true,
            Kind::Quantity(id) | Kind::Base(id) | Kind::Result { quantity: id, .. } => {
                self.percent[id.0]
            }
            Kind::Summary { how, of, .. } => *how == Statistic::Probability || self.is_share(of),
            Kind::Sum(terms) => {
                let one = |term: &TExpr| matches!(term.kind, Kind::Number(value) if value == 1.0);
                let any = terms.iter().any(|(_, term)| self.is_share(term));
                any && terms
                    .iter()
                    .all(|(_, term)| self.is_share(term) || one(term))
            }
            Kind::Product(factors) => {
                let part = |factor: &TExpr| matches!(factor.kind, Kind::Number(value) if value.abs() <= 1.0);
                let fine = |side: Scale, factor: &TExpr| {
                    part(factor) || (side == Scale::Times && self.is_share(factor))
                };
                let any = factors.iter().any(|(_, factor)| self.is_share(factor));
                any && factors.iter().all(|(side, factor)| fine(*side, factor))
            }
            Kind::Table(Table { of: Some(id), .. }) => self.percent[id.0],
            Kind::Table(table) => {
                let mut values = table.values.iter().flatten();
                values.any(|value| self.is_share(value))
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

    /// `7 of 20`, `likely`, and what is drawn between percentages.
    fn draws_shares(&self, draw: &Draw, span: Span) -> bool {
        self.law_of_shares(&draw.distribution, span)
    }

    fn law_of_shares(&self, law: &Distribution, span: Span) -> bool {
        match &law.form {
            Form::Family(Family::Share, _) => true,
            // Counts, whatever the chance of each.
            Form::Family(Family::Poisson | Family::Binomial, _) => false,
            Form::Family(_, parameters) => {
                let word = parameters.first().is_some_and(|first| first.span == span);
                word || parameters.iter().any(|each| self.is_share(each))
            }
            Form::Discrete(values) => values.iter().any(|(value, _)| self.is_share(value)),
            Form::Quantiles(points) => points.iter().any(|(_, value)| self.is_share(value)),
            Form::Sample(_) => false,
            Form::Mixture(parts) => parts.iter().any(|(part, _)| self.law_of_shares(part, span)),
        }
    }

    fn in_percent(&self, span: Span) -> bool {
        self.text
            .get(span.range())
            .is_some_and(|text| text.contains('%'))
    }
}
