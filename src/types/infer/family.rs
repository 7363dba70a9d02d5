//! Distributions by name.

use crate::numerics::distribution::Family;
use crate::span::Span;
use crate::syntax::ast::{Call, Expr, ExprKind};
use crate::types::constant::constant;
use crate::types::context::{Checker, Place};
use crate::types::fault::draw::{KnownDistribution, MisplacedDistribution, NoValues};
use crate::types::fault::weight::BadWeights;
use crate::types::model::{Distribution, TExpr, Type};
use crate::units::Unit;

/// What the arguments of a family are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// In the unit of what is drawn.
    Value,
    /// A plain number.
    Plain,
}

use Shape::{Plain, Value};

/// The family of a name with the shapes of its arguments.
pub(super) fn family(name: &str) -> Option<(Family, &'static [Shape])> {
    Some(match name {
        "uniform" => (Family::Uniform, &[Value, Value]),
        "normal" => (Family::Normal, &[Value, Value]),
        "lognormal" => (Family::LogNormal, &[Value, Value]),
        "triangular" => (Family::Triangular, &[Value, Value, Value]),
        "pert" => (Family::Pert, &[Value, Value, Value]),
        "beta" => (Family::Beta, &[Plain, Plain]),
        "gamma" => (Family::Gamma, &[Plain, Value]),
        "exponential" => (Family::Exponential, &[Value]),
        "weibull" => (Family::Weibull, &[Plain, Value]),
        "pareto" => (Family::Pareto, &[Value, Plain]),
        "bernoulli" => (Family::Bernoulli, &[Plain]),
        _ => return None,
    })
}

impl Checker<'_> {
    pub(super) fn family_call(
        &mut self,
        family: Family,
        shape: &'static [Shape],
        call: &Call,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let place = self.may_draw(place, span)?;
        let bounds: &[&str] = if family == Family::Bernoulli {
            &[]
        } else {
            &["min", "max"]
        };
        self.only_plain(call, bounds)?;
        let plain: Vec<&Expr> = call
            .arguments
            .iter()
            .filter(|each| each.label.is_none())
            .map(|each| &each.value)
            .collect();
        if plain.len() != shape.len() {
            let wanted = match shape.len() {
                1 => "one argument".to_owned(),
                2 => "two arguments".to_owned(),
                _ => "three arguments".to_owned(),
            };
            self.wrong_count(call, &wanted, span);
            return None;
        }
        let labelled = |label: &str| {
            let mut arguments = call.arguments.iter();
            arguments
                .find(|each| each.label.as_ref().is_some_and(|own| own.value == label))
                .map(|each| &each.value)
        };
        let values: Vec<&Expr> = plain
            .iter()
            .zip(shape)
            .filter(|(_, shape)| **shape == Value)
            .map(|(expr, _)| *expr)
            .collect();
        let bounds: Vec<&Expr> = [labelled("min"), labelled("max")]
            .into_iter()
            .flatten()
            .collect();
        let inside = Place {
            bounds: true,
            ..place.inside()
        };
        let typed = self.sharing(&[values, bounds].concat(), &inside);
        let plains: Vec<Option<TExpr>> = plain
            .iter()
            .zip(shape)
            .filter(|(_, shape)| **shape == Plain)
            .map(|(expr, _)| {
                self.number(expr, &inside)
                    .and_then(|typed| self.plain(typed))
            })
            .collect();
        let mut values = typed?.into_iter();
        let mut plains = plains.into_iter().collect::<Option<Vec<_>>>()?.into_iter();
        let parameters: Vec<TExpr> = shape
            .iter()
            .map(|each| {
                if *each == Value {
                    values.next()
                } else {
                    plains.next()
                }
            })
            .collect::<Option<_>>()?;
        let min = labelled("min").and_then(|_| values.next());
        let max = labelled("max").and_then(|_| values.next());
        let unit = shape
            .iter()
            .zip(&parameters)
            .find(|(shape, _)| **shape == Value)
            .map(|(_, value)| value.unit());
        let unit = unit.unwrap_or_else(Unit::none);
        self.drawn_family(
            family,
            parameters,
            (min, max),
            unit,
            call.unit.as_ref(),
            span,
            &place,
        )
    }

    pub(super) fn discrete(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        let place = self.may_draw(place, span)?;
        self.only_plain(call, &[])?;
        let list = match call.arguments.as_slice() {
            [argument] => match &argument.value.value {
                ExprKind::List(list) if !list.entries.is_empty() => list,
                _ => {
                    self.faults.push(NoValues {
                        span: argument.value.span,
                    });
                    return None;
                }
            },
            _ => {
                self.wrong_count(
                    call,
                    "values with weights: `discrete([10: 30%, 20: 70%])`",
                    span,
                );
                return None;
            }
        };
        let inside = place.inside();
        let values: Vec<&Expr> = list.entries.iter().map(|(value, _)| value).collect();
        let values = self.sharing(&values, &inside);
        let weights: Vec<Option<f64>> = list
            .entries
            .iter()
            .map(|(_, weight)| self.weight(weight, &inside))
            .collect();
        let (values, weights) = (values?, weights.into_iter().collect::<Option<Vec<f64>>>()?);
        let spans: Vec<Span> = list.entries.iter().map(|(_, weight)| weight.span).collect();
        self.weights_add_up(&weights, &spans, "values")?;
        let unit = values.first().map_or_else(Unit::none, TExpr::unit);
        let distribution = Distribution::Discrete(values.into_iter().zip(weights).collect());
        let written = list.unit.as_ref().or(call.unit.as_ref());
        self.drawn(distribution, Type::Number(unit), written, span, &place)
    }

    /// A weight: a literal share.
    pub(in crate::types) fn weight(&mut self, weight: &Expr, place: &Place) -> Option<f64> {
        let typed = self.number(weight, place)?;
        let typed = self.plain(typed)?;
        match constant(&typed) {
            Some(value) if (0.0..=1.0).contains(&value) => Some(value),
            Some(value) => {
                self.faults.push(crate::types::fault::draw::NotAShare {
                    text: self.text_of(weight.span),
                    percent: value * 100.0,
                    span: weight.span,
                });
                None
            }
            None => {
                self.faults.push(crate::resolve::fault::NotYet {
                    what: "a weight that is not a number",
                    span: weight.span,
                });
                None
            }
        }
    }

    /// Weights are never rescaled: they must add up to 100%.
    pub(in crate::types) fn weights_add_up(
        &mut self,
        weights: &[f64],
        spans: &[Span],
        what: &'static str,
    ) -> Option<()> {
        let total: f64 = weights.iter().sum();
        if (total - 1.0).abs() <= 1e-9 {
            return Some(());
        }
        let last = spans.last().copied()?;
        let first = spans.first().copied()?;
        let percent = (total * 1e6).round() / 1e4;
        let mend = (weights.last().copied()? - (total - 1.0)) * 1e6;
        let mend = if mend >= 0.0 {
            Some((mend.round() / 1e4).to_string())
        } else {
            None
        };
        self.faults
            .push(BadWeights::new(what, percent, mend, first, last));
        None
    }

    /// The place's way of drawing, or the fault that no distribution can stand here.
    pub(super) fn may_draw(&mut self, place: &Place, span: Span) -> Option<Place> {
        if place.draw.is_some() {
            return Some(place.clone());
        }
        let text = self.text_of(span);
        let is = match text.contains(" to ") && !text.contains('(') {
            true => "a range",
            false => "a distribution",
        };
        match place.own.filter(|_| place.known) {
            Some(id) => {
                let (mended, span) = self.with_sign(id, span, '~');
                self.faults.push(KnownDistribution {
                    text,
                    is,
                    mended,
                    span,
                });
            }
            None => {
                let help = format!(
                    "give it a name on a line of its own, `assume x ~ {text}`, and write `x` here"
                );
                self.faults.push(MisplacedDistribution {
                    text,
                    is,
                    help,
                    span,
                });
            }
        }
        None
    }
}
