//! Assumptions: known, uncertain, claimed, unknown, bounds.

use super::quantity::own_place;
use crate::numerics::{Form, Role, Sampler};
use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::syntax::ast::*;
use crate::types::constant::constant;
use crate::types::context::{Checker, DrawPlace, Entity, Place, State};
use crate::types::fault::draw::ClaimsDiffer;
use crate::types::fault::shape::{Misplaced, RepeatedClause};
use crate::types::fault::weight::SomeWeights;
use crate::types::model::{
    self, Definition, Distribution, Kind, Origin, QuantityId, TClaim, TExpr, Type,
};
use crate::units::{Unit, number};

/// Claims further apart than this, relative to the smaller, are warned of.
const APART: f64 = 0.25;

impl Checker<'_> {
    pub(super) fn assumption(
        &mut self,
        id: QuantityId,
        it: &AssumeDecl,
    ) -> Option<(Definition, Type)> {
        match &it.value {
            AssumeValue::Known(value) => {
                let place = Place {
                    known: true,
                    ..own_place(id)
                };
                let typed = self.infer(value, &place)?;
                let typed = self.settle(id, typed, value)?;
                let ty = typed.ty.clone();
                Some((Definition::Expr(typed), ty))
            }
            AssumeValue::Uncertain(value, each) => self.uncertain(id, value, each.as_ref()),
            AssumeValue::Claims(claims) => self.claims(id, claims),
            AssumeValue::Unknown(_) => {
                let ty = match &self.quantities[id.0].state {
                    State::Known(ty) => ty.clone(),
                    _ => Type::Number(Unit::none()),
                };
                Some((Definition::Unknown, ty))
            }
            AssumeValue::Bound(_, value) => {
                let typed = self.number(
                    value,
                    &Place {
                        bounds: true,
                        ..own_place(id)
                    },
                )?;
                let typed = self.settle(id, typed, value)?;
                let ty = typed.ty.clone();
                Some((Definition::Bound(typed), ty))
            }
        }
    }

    fn uncertain(
        &mut self,
        id: QuantityId,
        value: &Expr,
        each: Option<&Each>,
    ) -> Option<(Definition, Type)> {
        let (each, span) = match each {
            None => (model::Each::Run, None),
            Some(Each::Year(span)) => (model::Each::Year, Some(**span)),
            Some(Each::Step(span)) => (model::Each::Step, Some(**span)),
            Some(Each::Event(event)) => match self.event_here(event)? {
                Entity::Event(id) => (model::Each::Event(id), Some(event.span)),
                _ => return None,
            },
        };
        if let Some(span) = span {
            self.needs_timeline("a value drawn anew", span)?;
        }
        self.no_date_is_drawn(id, value)?;
        let draw = DrawPlace {
            stream: self.quantities[id.0].origin.stream.clone(),
            role: Role::Value,
            each,
        };
        let typed = self.infer(
            value,
            &Place {
                draw: Some(draw),
                ..own_place(id)
            },
        )?;
        if !is_drawn(&typed) {
            self.not_uncertain(id, value.span);
            return None;
        }
        let typed = self.settle(id, typed, value)?;
        let ty = typed.ty.clone();
        Some((Definition::Expr(typed), ty))
    }

    /// The event of a name: the one of this element, where it is over an index.
    fn event_here(&mut self, event: &Name) -> Option<Entity> {
        let family = self.family_of(event, SymbolKind::Event)?;
        self.member_here(&family, &event.value, None, event.span)
    }

    fn claims(&mut self, id: QuantityId, claims: &[Claim]) -> Option<(Definition, Type)> {
        let Origin { name, stream, .. } = self.quantities[id.0].origin.clone();
        if claims.is_empty() {
            self.faults.push(Misplaced {
                what: "`claims` without a claim",
                help: "write a row for each source: `71% from SOURCE`".to_owned(),
                span: self.quantities[id.0].origin.name_span,
            });
            return None;
        }
        self.one_claim_a_source(claims);
        let mut values = Vec::with_capacity(claims.len());
        for claim in claims {
            // As it is called in its own file.
            let source = claim.source.value.rsplit('.').next().unwrap_or_default();
            let draw = DrawPlace {
                stream: stream.part(source),
                role: Role::Value,
                each: model::Each::Run,
            };
            let place = Place {
                draw: Some(draw),
                ..own_place(id)
            };
            let typed = self.number(&claim.value, &place);
            values.push(typed.and_then(|typed| self.settle(id, typed, &claim.value)));
        }
        let weights = self.claim_weights(claims);
        let mut values: Vec<TExpr> = values.into_iter().collect::<Option<_>>()?;
        self.unify(&mut values)?;
        let weights = weights?;
        self.claims_apart(&name, &values);
        let ty = values.first()?.ty.clone();
        let claims = claims.iter().zip(values).zip(weights);
        let claims = claims.map(|((claim, value), weight)| TClaim {
            source: claim.source.value.clone(),
            value,
            weight,
        });
        Some((Definition::Claims(claims.collect()), ty))
    }

    /// `take` names a source, so each has one claim.
    fn one_claim_a_source(&mut self, claims: &[Claim]) {
        for (at, claim) in claims.iter().enumerate() {
            if let Some(first) = claims[..at]
                .iter()
                .find(|first| first.source == claim.source)
            {
                self.faults.push(RepeatedClause {
                    what: format!("from {}", claim.source.value),
                    first: first.source.span,
                    second: claim.source.span,
                });
            }
        }
    }

    fn claim_weights(&mut self, claims: &[Claim]) -> Option<Vec<f64>> {
        let weights: Vec<(Option<&Expr>, Span)> = claims
            .iter()
            .map(|claim| (claim.weight.as_ref(), *claim.span))
            .collect();
        match self.weights(&weights, "claims")? {
            Some(weights) => Some(weights),
            None => Some(vec![1.0 / claims.len() as f64; claims.len()]),
        }
    }

    /// Weights of all, or of none; they add up to 100%.
    fn weights(
        &mut self,
        weights: &[(Option<&Expr>, Span)],
        what: &'static str,
    ) -> Option<Option<Vec<f64>>> {
        let Some(exprs) = self.all_or_none(weights, what)? else {
            return Some(None);
        };
        let values: Vec<Option<f64>> = exprs
            .iter()
            .map(|weight| self.weight(weight, &Place::default()))
            .collect();
        let values: Vec<f64> = values.into_iter().collect::<Option<_>>()?;
        let spans: Vec<Span> = exprs.iter().map(|weight| weight.span).collect();
        self.weights_add_up(&values, &spans, what)?;
        Some(Some(values))
    }

    /// The weights, if there are any: then each must have one.
    pub(super) fn all_or_none<'e>(
        &mut self,
        weights: &[(Option<&'e Expr>, Span)],
        what: &'static str,
    ) -> Option<Option<Vec<&'e Expr>>> {
        let with = weights
            .iter()
            .find_map(|(weight, _)| weight.map(|weight| weight.span));
        let without = weights
            .iter()
            .find(|(weight, _)| weight.is_none())
            .map(|(_, span)| *span);
        match (with, without) {
            (None, _) => Some(None),
            (Some(with), Some(without)) => {
                self.faults.push(SomeWeights {
                    what,
                    with,
                    without,
                });
                None
            }
            (Some(_), None) => Some(Some(
                weights.iter().filter_map(|(weight, _)| *weight).collect(),
            )),
        }
    }

    /// Warns of claims that differ by more than a quarter; of ranges, their middle counts.
    fn claims_apart(&mut self, name: &str, values: &[TExpr]) {
        let mut middles: Vec<(f64, Span)> = values
            .iter()
            .filter_map(|value| Some((middle(value)?, value.span)))
            .collect();
        middles.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (Some(low), Some(high)) = (middles.first(), middles.last()) else {
            return;
        };
        let size = low.0.abs().min(high.0.abs());
        if high.0 - low.0 > APART * size {
            let texts = (self.text_of(low.1), self.text_of(high.1));
            let apart = if low.0 > 0.0 {
                let times = match high.0 / low.0 {
                    few if few < 1e6 => format!("{few:.1}"),
                    many => number(many),
                };
                format!("`{}` is {times} times `{}`", texts.1, texts.0)
            } else {
                format!("`{}` and `{}`", texts.0, texts.1)
            };
            let fault = ClaimsDiffer {
                name: name.to_owned(),
                apart,
                low: low.1,
                high: high.1,
            };
            self.faults.push(fault);
        }
    }
}

/// Whether a value is a draw, perhaps converted.
fn is_drawn(typed: &TExpr) -> bool {
    match &typed.kind {
        Kind::Draw(_) => true,
        Kind::Convert(inner, _) => is_drawn(inner),
        Kind::Call(model::Function::AnnualProbability | model::Function::Clamp, arguments) => {
            arguments.first().is_some_and(is_drawn)
        }
        _ => false,
    }
}

/// A constant, or the median of a distribution whose parameters are constants.
pub(in crate::types) fn middle(typed: &TExpr) -> Option<f64> {
    match &typed.kind {
        Kind::Convert(inner, factor) => Some(factor.apply(middle(inner)?)),
        Kind::Draw(draw) => quantile_of(&draw.distribution, 0.5),
        _ => constant(typed),
    }
}

/// A quantile of a distribution whose numbers are constants.
pub(in crate::types) fn quantile_of(distribution: &Distribution, p: f64) -> Option<f64> {
    let known = distribution.try_map(&mut |number| constant(number).ok_or(()));
    let mut known = known.ok()?;
    // Listed values are drawn in the order listed; their quantiles go by size.
    if let Form::Discrete(values) = &mut known.form {
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    Some(Sampler::of(&known).ok()?.draw(p))
}
