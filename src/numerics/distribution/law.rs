//! A distribution as it is written down: which form, over which numbers, between which bounds.
//!
//! `T` is what a number is: an expression, a node of a plan, or the number itself.

use std::sync::Arc;

use super::mixture::Mixture;
use super::piecewise::Piecewise;
use super::shape::Shape;
use super::steps::Steps;
use super::steps::adds_up;
use super::{Family, ParameterFault, Sampler};

/// A distribution, perhaps cut to bounds: what lies outside is not drawn, what lies inside keeps its proportions.
#[derive(Debug, Clone, PartialEq)]
pub struct Law<T> {
    /// What is cut.
    pub form: Form<T>,
    /// `min:`
    pub min: Option<T>,
    /// `max:`
    pub max: Option<T>,
}

/// A distribution before it is cut.
#[derive(Debug, Clone, PartialEq)]
pub enum Form<T> {
    /// A family with its parameters, in the family's order.
    Family(Family, Vec<T>),
    /// Values with their weights, which add up to 1, in the order listed.
    Discrete(Vec<(T, f64)>),
    /// Shares, rising from 0 to 1 at most, with the values below which they lie; straight lines between.
    Quantiles(Vec<(f64, T)>),
    /// A sample in rising order: each value is alike likely.
    Sample(Arc<[f64]>),
    /// One of several distributions, with weights that add up to 1.
    Mixture(Vec<(Law<T>, f64)>),
}

impl<T> Law<T> {
    /// Not cut.
    pub fn of(form: Form<T>) -> Self {
        Law {
            form,
            min: None,
            max: None,
        }
    }

    /// A single value.
    pub fn point(value: T) -> Self {
        Law::of(Form::Discrete(vec![(value, 1.0)]))
    }

    /// The numbers in it that are not settled by its form, in the order written; the bounds last.
    pub fn numbers(&self) -> Vec<&T> {
        let mut all: Vec<&T> = match &self.form {
            Form::Family(_, parameters) => parameters.iter().collect(),
            Form::Discrete(values) => values.iter().map(|(value, _)| value).collect(),
            Form::Quantiles(points) => points.iter().map(|(_, value)| value).collect(),
            Form::Sample(_) => Vec::new(),
            Form::Mixture(parts) => parts.iter().flat_map(|(part, _)| part.numbers()).collect(),
        };
        all.extend(self.min.iter().chain(&self.max));
        all
    }

    /// The same over what each number becomes; the first that becomes nothing ends it.
    pub fn try_map<'l, U, E>(
        &'l self,
        change: &mut dyn FnMut(&'l T) -> Result<U, E>,
    ) -> Result<Law<U>, E> {
        let form = match &self.form {
            Form::Family(family, parameters) => {
                let changed: Result<_, E> = parameters.iter().map(&mut *change).collect();
                Form::Family(*family, changed?)
            }
            Form::Discrete(values) => {
                let changed = values
                    .iter()
                    .map(|(value, weight)| Ok((change(value)?, *weight)));
                Form::Discrete(changed.collect::<Result<_, E>>()?)
            }
            Form::Quantiles(points) => {
                let changed = points
                    .iter()
                    .map(|(share, value)| Ok((*share, change(value)?)));
                Form::Quantiles(changed.collect::<Result<_, E>>()?)
            }
            Form::Sample(values) => Form::Sample(values.clone()),
            Form::Mixture(parts) => {
                let changed = parts
                    .iter()
                    .map(|(part, weight)| Ok((part.try_map(change)?, *weight)));
                Form::Mixture(changed.collect::<Result<_, E>>()?)
            }
        };
        Ok(Law {
            form,
            min: self.min.as_ref().map(&mut *change).transpose()?,
            max: self.max.as_ref().map(&mut *change).transpose()?,
        })
    }
}

impl Form<f64> {
    /// The shape that the numbers make.
    pub(super) fn shape(&self) -> Result<Shape, ParameterFault> {
        Ok(match self {
            Form::Family(family, parameters) => Shape::new(*family, parameters)?,
            Form::Discrete(values) => Shape::Steps(Steps::weighted(values)?),
            Form::Quantiles(points) => Shape::Piecewise(Piecewise::new(points)?),
            Form::Sample(values) => Shape::Steps(Steps::sample(values)?),
            Form::Mixture(parts) => {
                let mut flat = Vec::with_capacity(parts.len());
                flatten(parts, 1.0, &mut flat)?;
                let parts = flat
                    .into_iter()
                    .map(|(part, weight)| Ok((Sampler::of(part)?, weight)));
                Shape::Mixture(Mixture::new(parts.collect::<Result<_, _>>()?)?)
            }
        })
    }
}

/// The parts of a mixture, with those of mixtures in it that are not cut: solving for a quantile within a quantile
/// would double the work with each level.
fn flatten<'a>(
    parts: &'a [(Law<f64>, f64)],
    weight: f64,
    flat: &mut Vec<(&'a Law<f64>, f64)>,
) -> Result<(), ParameterFault> {
    adds_up(parts.iter().map(|(_, weight)| *weight))?;
    for (part, own) in parts {
        match (&part.form, &part.min, &part.max) {
            (Form::Mixture(inner), None, None) => flatten(inner, weight * own, flat)?,
            _ => flat.push((part, weight * own)),
        }
    }
    Ok(())
}
