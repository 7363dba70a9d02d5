//! Distributions by name.

use super::draw::written_percent;
use crate::numerics::distribution::Family;
use crate::span::Span;
use crate::syntax::ast::{Call, Expr, Name};
use crate::types::constant::constant;
use crate::types::context::{Checker, Place};
use crate::types::fault::draw::{KnownDistribution, MisplacedDistribution};
use crate::types::fault::weight::BadWeights;
use crate::types::model::TExpr;
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

/// The family of a name.
pub(super) fn family(name: &str) -> Option<Family> {
    Some(match name {
        "uniform" => Family::Uniform,
        "normal" => Family::Normal,
        "lognormal" => Family::LogNormal,
        "triangular" => Family::Triangular,
        "pert" => Family::Pert,
        "beta" => Family::Beta,
        "gamma" => Family::Gamma,
        "exponential" => Family::Exponential,
        "weibull" => Family::Weibull,
        "pareto" => Family::Pareto,
        "bernoulli" => Family::Bernoulli,
        "student_t" => Family::StudentT,
        "poisson" => Family::Poisson,
        "binomial" => Family::Binomial,
        _ => return None,
    })
}

/// Whether the language has a distribution of this name.
pub fn is_distribution(name: &str) -> bool {
    family(name).is_some() || ["discrete", "quantiles", "empirical", "mix"].contains(&name)
}

/// What the parameters of a family are.
pub(super) fn shapes(family: Family) -> &'static [Shape] {
    match family {
        Family::Uniform | Family::Normal | Family::LogNormal | Family::Between => &[Value, Value],
        Family::Triangular | Family::Pert => &[Value, Value, Value],
        Family::Beta | Family::Binomial | Family::Share | Family::Rate => &[Plain, Plain],
        Family::Gamma | Family::Weibull => &[Plain, Value],
        Family::Exponential => &[Value],
        Family::Pareto => &[Value, Plain],
        Family::Bernoulli | Family::Poisson => &[Plain],
        Family::StudentT => &[Plain, Value, Value],
    }
}

impl Checker<'_> {
    pub(super) fn family_call(
        &mut self,
        family: Family,
        call: &Call,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let shape = shapes(family);
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
        let values: Vec<&Expr> = values_of(&plain, shape).collect();
        let cut = bounds_of(call);
        let bounds: Vec<&Expr> = cut.into_iter().flatten().collect();
        let inside = place.inside();
        let typed = self.sharing(&values, &inside, &bounds);
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
        let percent = values_of(&plain, shape).any(written_percent);
        let mut bounds: Vec<TExpr> = values.collect();
        let unit = shape
            .iter()
            .zip(&parameters)
            .find(|(shape, _)| **shape == Value)
            .map(|(_, value)| value.unit());
        if unit.is_none() {
            let plain = bounds.into_iter().map(|bound| self.plain(bound));
            bounds = plain.collect::<Option<_>>()?;
        }
        let unit = unit.unwrap_or_else(Unit::none);
        let share = percent && unit.is_plain() && call.unit.is_none();
        let drawn = self.drawn_family(
            family,
            parameters,
            bounded(&cut, bounds),
            unit,
            call.unit.as_ref(),
            span,
            &place,
        )?;
        if share {
            self.share_within_bounds(&drawn, span, false);
        }
        Some(drawn)
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
                let help = "write a percentage, such as `30%`; only the weights of options may look at something".to_owned();
                self.wrong_type("a share that is known beforehand", &typed, help);
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

/// The arguments of a family that have the unit of what is drawn.
fn values_of<'e>(plain: &[&'e Expr], shape: &[Shape]) -> impl Iterator<Item = &'e Expr> {
    let values = plain
        .iter()
        .zip(shape)
        .filter(|(_, shape)| **shape == Value);
    values.map(|(expr, _)| *expr)
}

/// What stands behind `min:` and `max:`.
pub(super) fn bounds_of(call: &Call) -> [Option<&Expr>; 2] {
    ["min", "max"].map(|label| {
        let mut arguments = call.arguments.iter();
        let own = |own: &Name| own.value == label;
        arguments
            .find(|each| each.label.as_ref().is_some_and(own))
            .map(|each| &each.value)
    })
}

/// Checked bounds, each where it was given.
pub(super) fn bounded(
    cut: &[Option<&Expr>; 2],
    bounds: Vec<TExpr>,
) -> (Option<TExpr>, Option<TExpr>) {
    let mut bounds = bounds.into_iter();
    let mut next = |given: &Option<&Expr>| given.and_then(|_| bounds.next());
    (next(&cut[0]), next(&cut[1]))
}
