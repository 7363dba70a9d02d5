//! Distributions by a list of values.

use super::family::{Shape, bounded, bounds_of, family, shapes};
use crate::numerics::{Form, Law};
use crate::span::Span;
use crate::syntax::ast::{Call, Expr, ExprKind, UnitExpr};
use crate::types::constant::constant;
use crate::types::context::{Checker, Place};
use crate::types::fault::draw::{BadParameter, KeysWithoutPercent, NoValues};
use crate::types::model::{TExpr, Type};
use crate::units::Unit;

/// The arguments of a call that a unit behind it is meant for: values and bounds, never shapes, weights or keys.
pub(super) fn values_of(call: &Call) -> Vec<&Expr> {
    let name = call.function.value.as_str();
    let bounds = bounds_of(call).into_iter().flatten();
    let plain = || {
        let all = call.arguments.iter().filter(|each| each.label.is_none());
        all.map(|each| &each.value)
    };
    let entries = || plain().filter_map(entries_in).flatten();
    match name {
        "discrete" | "mix" => entries().map(|(value, _)| value).chain(bounds).collect(),
        "quantiles" => entries().map(|(_, value)| value).chain(bounds).collect(),
        _ => match family(name) {
            Some(family) => {
                let shapes = shapes(family).iter().copied().chain([Shape::Value; 3]);
                let arguments = plain().zip(shapes);
                // A share among shapes and counts has no unit of its own.
                let kept = arguments.filter(|(expr, shape)| {
                    *shape == Shape::Value || !matches!(expr.value, ExprKind::Quantity(_))
                });
                kept.map(|(expr, _)| expr).chain(bounds).collect()
            }
            None => call.arguments.iter().map(|each| &each.value).collect(),
        },
    }
}

fn entries_in(expr: &Expr) -> Option<&Vec<(Expr, Expr)>> {
    match &expr.value {
        ExprKind::List(list) => Some(&list.entries),
        _ => None,
    }
}

/// A call of a distribution that is made of a list.
pub(super) struct Listed<'e> {
    /// The list.
    pub entries: &'e [(Expr, Expr)],
    /// `min:` and `max:`
    pub cut: [Option<&'e Expr>; 2],
    /// The unit behind it.
    pub unit: Option<&'e UnitExpr>,
}

impl Listed<'_> {
    /// The bounds that are given.
    pub fn bounds(&self) -> Vec<&Expr> {
        self.cut.into_iter().flatten().collect()
    }
}

impl Checker<'_> {
    pub(super) fn discrete(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        let place = self.may_draw(place, span)?;
        let listed = self.listed(call, "values with their weights")?;
        let values: Vec<&Expr> = listed.entries.iter().map(|(value, _)| value).collect();
        let typed = self.sharing(&values, &place.inside(), &listed.bounds());
        let weights = self.entry_weights(listed.entries, "values", &place);
        let (mut values, weights) = (typed?, weights?);
        let bounds = values.split_off(listed.entries.len());
        let unit = values.first().map_or_else(Unit::none, TExpr::unit);
        let (min, max) = bounded(&listed.cut, bounds);
        let law = Law {
            form: Form::Discrete(values.into_iter().zip(weights).collect()),
            min,
            max,
        };
        self.lawful(&law, span)?;
        self.drawn(law, Type::Number(unit), listed.unit, span, &place)
    }

    /// The weights that stand behind the colons of a list; they add up to 100%.
    pub(super) fn entry_weights(
        &mut self,
        entries: &[(Expr, Expr)],
        what: &'static str,
        place: &Place,
    ) -> Option<Vec<f64>> {
        let inside = place.inside();
        let weights: Vec<Option<f64>> = entries
            .iter()
            .map(|(_, weight)| self.weight(weight, &inside))
            .collect();
        let weights = weights.into_iter().collect::<Option<Vec<f64>>>()?;
        let spans: Vec<Span> = entries.iter().map(|(_, weight)| weight.span).collect();
        self.weights_add_up(&weights, &spans, what)?;
        Some(weights)
    }

    /// The list of `discrete`, `quantiles` or `mix`.
    pub(super) fn listed<'e>(&mut self, call: &'e Call, needs: &'static str) -> Option<Listed<'e>> {
        self.only_plain(call, &["min", "max"])?;
        let mut plain = call.arguments.iter().filter(|each| each.label.is_none());
        let list = match (plain.next().map(|each| &each.value), plain.next()) {
            (Some(first), None) => match &first.value {
                ExprKind::List(list) => Ok(list),
                _ => Err(first.span),
            },
            (Some(first), Some(_)) => Err(first.span),
            (None, _) => Err(call.function.span),
        };
        match list {
            Ok(list) => Some(Listed {
                entries: &list.entries,
                cut: bounds_of(call),
                unit: list.unit.as_ref().or(call.unit.as_ref()),
            }),
            Err(span) => {
                self.faults.push(NoValues {
                    function: call.function.value.clone(),
                    needs,
                    help: super::hint::example(&call.function.value),
                    span,
                });
                None
            }
        }
    }

    pub(super) fn quantiles(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        let place = self.may_draw(place, span)?;
        let listed = self.listed(call, "percentages with their values")?;
        let inside = place.inside();
        let keys = self.percent_keys(listed.entries, &inside);
        let values: Vec<&Expr> = listed.entries.iter().map(|(_, value)| value).collect();
        let typed = self.sharing(&values, &inside, &listed.bounds());
        let keys = keys?;
        let mut values = typed?;
        let bounds = values.split_off(keys.len());
        self.rising(&keys, &values, listed.entries, span)?;
        let unit = values.first().map_or_else(Unit::none, TExpr::unit);
        let (min, max) = bounded(&listed.cut, bounds);
        let law = Law {
            form: Form::Quantiles(keys.into_iter().zip(values).collect()),
            min,
            max,
        };
        self.lawful(&law, span)?;
        self.drawn(law, Type::Number(unit), listed.unit, span, &place)
    }

    /// The percentages before the colons of a list.
    fn percent_keys(&mut self, entries: &[(Expr, Expr)], place: &Place) -> Option<Vec<f64>> {
        let bare = |(key, _): &(Expr, Expr)| match &key.value {
            ExprKind::Quantity(key) => key.unit.is_none() && (1.0..=100.0).contains(&key.value),
            _ => false,
        };
        if entries.iter().all(bare) {
            let mended = entries.iter().map(|(key, value)| {
                format!("{}%: {}", self.text_of(key.span), self.text_of(value.span))
            });
            let mended = mended.collect::<Vec<_>>().join(", ");
            let spans = entries.iter().map(|(key, value)| key.span.to(value.span));
            let span = spans.reduce(Span::to)?;
            self.faults.push(KeysWithoutPercent { mended, span });
            return None;
        }
        let keys: Vec<Option<f64>> = entries
            .iter()
            .map(|(key, _)| self.weight(key, place))
            .collect();
        keys.into_iter().collect()
    }

    /// Percentages must rise, and known values must not fall.
    fn rising(
        &mut self,
        keys: &[f64],
        values: &[TExpr],
        entries: &[(Expr, Expr)],
        span: Span,
    ) -> Option<()> {
        let wrong_key = keys.windows(2).position(|pair| pair[0] >= pair[1]);
        let known: Vec<Option<f64>> = values.iter().map(constant).collect();
        let falls = |pair: &[Option<f64>]| matches!(pair, [Some(a), Some(b)] if a > b);
        let wrong_value = known.windows(2).position(falls);
        let (reason, help, at) = match (wrong_key, wrong_value) {
            (Some(at), _) => (
                "not above the percentage before",
                "put the percentages in rising order, each one once",
                entries[at + 1].0.span,
            ),
            (None, Some(at)) => (
                "below the value before",
                "a higher percentage has no lower value: exchange the two, or correct one",
                entries[at + 1].1.span,
            ),
            (None, None) => return Some(()),
        };
        self.faults.push(BadParameter {
            reason: reason.to_owned(),
            help: help.to_owned(),
            text: self.text_of(span),
            span: at,
        });
        None
    }
}
