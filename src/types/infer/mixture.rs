//! `mix([5 to 20: 70%, 0: 30%])`: one of several distributions.

use super::convert::scaled;
use super::family::{Shape, bounded, shapes};
use super::sample::sampled;
use crate::numerics::{Form, Law};
use crate::span::Span;
use crate::syntax::ast::{Call, Expr, ExprKind};
use crate::types::context::{Checker, Place};
use crate::types::fault::draw::BadPart;
use crate::types::model::{Distribution, Function, Kind, QuantityId, TExpr, Type};
use crate::units::{Factor, Unit};

impl Checker<'_> {
    pub(super) fn mix(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        let place = self.may_draw(place, span)?;
        let listed = self.listed(call, "distributions with their weights")?;
        let parts: Vec<&Expr> = listed.entries.iter().map(|(part, _)| part).collect();
        if let Some(yes_no) = parts.iter().find(|part| is_yes_no(part)) {
            let help = "give 1 and 0 as parts, each with its weight".to_owned();
            self.bad_part("it is a yes/no", help, yes_no.span);
            return None;
        }
        let within = Place {
            known: false,
            ..place.clone()
        };
        let typed = self.sharing(&parts, &within, &listed.bounds());
        let weights = self.entry_weights(listed.entries, "parts", &place);
        let (mut parts, weights) = (typed?, weights?);
        let bounds = parts.split_off(listed.entries.len());
        let unit = parts.first().map_or_else(Unit::none, TExpr::unit);
        let mut columns = Vec::new();
        let laws: Vec<Option<Distribution>> = parts
            .into_iter()
            .map(|part| self.part(part, &mut columns))
            .collect();
        let laws: Vec<Distribution> = laws.into_iter().collect::<Option<_>>()?;
        let (min, max) = bounded(&listed.cut, bounds);
        let law = Law {
            form: Form::Mixture(laws.into_iter().zip(weights).collect()),
            min,
            max,
        };
        self.lawful(&law, span)?;
        let typed = self.drawn(law, Type::Number(unit), listed.unit, span, &place)?;
        Some(sampled(typed, &columns))
    }

    /// A part of a mixture as a distribution in its unit; a value is a distribution at one point.
    fn part(&mut self, part: TExpr, columns: &mut Vec<QuantityId>) -> Option<Distribution> {
        let span = part.span;
        let (why, help) = match drawn_part(&part, columns) {
            Part::Value => return Some(Law::point(part)),
            Part::Drawn(law, factors) => {
                let law = factors.iter().try_fold(*law, |law, by| rescaled(law, *by));
                match law {
                    Some(law) => return Some(law),
                    None => (
                        "it is in another unit, and cannot be converted",
                        "write the other parts in the unit of this one".to_owned(),
                    ),
                }
            }
            Part::Within => (
                "the years belong to the mixture as a whole",
                "leave them out here, and write them behind the mixture: `mix([…]) within 6 years`"
                    .to_owned(),
            ),
        };
        self.bad_part(why, help, span);
        None
    }

    fn bad_part(&mut self, why: &'static str, help: String, span: Span) {
        let text = self.text_of(span);
        self.faults.push(BadPart {
            text,
            why,
            help,
            span,
        });
    }
}

fn is_yes_no(part: &Expr) -> bool {
    matches!(&part.value, ExprKind::Call(call) if call.function.value == "bernoulli")
}

/// What a part of a mixture is.
enum Part {
    /// One value.
    Value,
    /// A draw, and the factors that convert it.
    Drawn(Box<Distribution>, Vec<Factor>),
    /// A chance over some years.
    Within,
}

fn drawn_part(part: &TExpr, columns: &mut Vec<QuantityId>) -> Part {
    match &part.kind {
        Kind::Draw(draw) => {
            columns.extend(&draw.samples);
            Part::Drawn(Box::new(draw.distribution.clone()), Vec::new())
        }
        Kind::Convert(inner, factor) => match drawn_part(inner, columns) {
            Part::Drawn(law, mut factors) => {
                factors.push(*factor);
                Part::Drawn(law, factors)
            }
            other => other,
        },
        Kind::Call(Function::AnnualProbability | Function::Clamp, arguments) => {
            match arguments.first().map(|first| drawn_part(first, columns)) {
                Some(Part::Drawn(..) | Part::Within) => Part::Within,
                _ => Part::Value,
            }
        }
        _ => Part::Value,
    }
}

/// The distribution of what is drawn times a factor; nothing where its numbers do not say that.
fn rescaled(law: Distribution, factor: Factor) -> Option<Distribution> {
    if factor.is_one() {
        return Some(law);
    }
    let by = |value: TExpr| scaled(value, factor);
    let form = match law.form {
        Form::Family(family, parameters) => {
            let shapes = shapes(family);
            if !shapes.contains(&Shape::Value) {
                return None;
            }
            let scaled = parameters.into_iter().zip(shapes);
            let scaled = scaled.map(|(each, shape)| match shape {
                Shape::Value => by(each),
                Shape::Plain => each,
            });
            Form::Family(family, scaled.collect())
        }
        Form::Discrete(values) => {
            let scaled = values
                .into_iter()
                .map(|(value, weight)| (by(value), weight));
            Form::Discrete(scaled.collect())
        }
        Form::Quantiles(points) => {
            let scaled = points.into_iter().map(|(share, value)| (share, by(value)));
            Form::Quantiles(scaled.collect())
        }
        Form::Sample(values) => {
            Form::Sample(values.iter().map(|value| factor.apply(*value)).collect())
        }
        Form::Mixture(parts) => {
            let scaled = parts
                .into_iter()
                .map(|(part, weight)| Some((rescaled(part, factor)?, weight)));
            Form::Mixture(scaled.collect::<Option<_>>()?)
        }
    };
    Some(Law {
        form,
        min: law.min.map(by),
        max: law.max.map(by),
    })
}
