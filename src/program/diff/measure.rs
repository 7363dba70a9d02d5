//! A run → one number a result, so that models can be compared.

use std::collections::BTreeMap;

use crate::eval::samples::{Mark, ResultColumn, Samples};
use crate::outcome::{Certain, Form, Found, OutcomeResult, Results, Summary, element_of};
use crate::review::effects::{Measure, ResultKey, Spread};
use crate::types::model::{QuantityId, TypedModel};
use crate::units::{Factor, Unit};

/// What all results of a model come to.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// In the order in which they are told.
    pub order: Vec<ResultKey>,
    /// What is measured of each, where it has a number.
    pub values: BTreeMap<ResultKey, Spread>,
    /// Of each outcome.
    pub outcomes: BTreeMap<(String, String), Told>,
}

/// What is told of an outcome.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its title.
    pub title: Option<String>,
    /// The unit of its numbers.
    pub unit: Unit,
    /// As it is written.
    pub shown: String,
    /// What is measured.
    pub measure: Measure,
}

impl Measured {
    /// What a run says.
    pub fn of(model: &TypedModel, results: &Results, samples: &Samples) -> Measured {
        let mut measured = Measured::default();
        let all = results.outcomes.iter().chain(&results.across);
        for outcome in all {
            measured.outcome(model, outcome, samples);
        }
        measured
    }

    fn outcome(&mut self, model: &TypedModel, outcome: &OutcomeResult, samples: &Samples) {
        let declared = model.outcomes.iter().find(|it| {
            let name = element_of(&model.quantity(it.quantity).origin.name);
            (name.0, name.1.as_str()) == (outcome.name.as_str(), outcome.element.as_str())
        });
        let Some(quantity) = declared.map(|declared| declared.quantity) else {
            return;
        };
        let told = Told {
            title: outcome.title.clone(),
            unit: model.quantity(quantity).display.clone(),
            shown: outcome.unit.clone(),
            measure: match outcome.form {
                Form::Number => Measure::Mean,
                Form::YesNo | Form::Class(_) => Measure::Probability,
                Form::Date => Measure::Date,
            },
        };
        let name = (outcome.name.clone(), outcome.element.clone());
        self.outcomes.insert(name, told);
        for scenario in &outcome.scenarios {
            for (step, point) in scenario.points.iter().enumerate() {
                let key = ResultKey {
                    outcome: outcome.name.clone(),
                    element: outcome.element.clone(),
                    scenario: scenario.scenario.clone(),
                    date: outcome.dates.get(step).cloned().unwrap_or_default(),
                    class: String::new(),
                };
                match &outcome.form {
                    Form::Class(classes) => self.classes(key, classes, point),
                    Form::Date => {
                        let column = column_of(model, samples, &scenario.scenario, quantity);
                        self.add(key, column.and_then(|column| of_dates(column, step)));
                    }
                    _ => self.add(key, of_point(point)),
                }
            }
        }
    }

    fn classes(&mut self, key: ResultKey, classes: &[String], point: &Summary) {
        for (at, class) in classes.iter().enumerate() {
            let share = match &point.found {
                Found::Classes(shares) => shares.get(at).copied(),
                Found::Certain(Certain::Text(certain)) => Some(f64::from(certain == class)),
                _ => None,
            };
            let key = ResultKey {
                class: class.clone(),
                ..key.clone()
            };
            self.add(key, share.map(alone));
        }
    }

    fn add(&mut self, key: ResultKey, spread: Option<Spread>) {
        self.order.push(key.clone());
        if let Some(spread) = spread {
            self.values.insert(key, spread);
        }
    }

    /// The same in the units of the newer version, for the outcomes whose units fit.
    pub fn in_units_of(mut self, newer: &Measured) -> Measured {
        let outcomes = &self.outcomes;
        self.values.retain(|key, spread| {
            let name = (key.outcome.clone(), key.element.clone());
            let (Some(own), Some(theirs)) = (outcomes.get(&name), newer.outcomes.get(&name)) else {
                return true;
            };
            if own.measure != theirs.measure || !own.unit.fits(&theirs.unit) {
                return false;
            }
            let factor = own.unit.factor_to(&theirs.unit);
            let shown = theirs.unit.shown_factor().over(own.unit.shown_factor());
            let factor = factor.times(shown);
            if own.measure == Measure::Mean && !factor.is_one() {
                *spread = scaled(spread, factor);
            }
            true
        });
        self
    }
}

fn scaled(spread: &Spread, factor: Factor) -> Spread {
    Spread {
        value: factor.apply(spread.value),
        range: spread
            .range
            .map(|range| range.map(|value| factor.apply(value))),
    }
}

fn alone(value: f64) -> Spread {
    Spread { value, range: None }
}

fn of_point(point: &Summary) -> Option<Spread> {
    match &point.found {
        Found::Certain(Certain::Number(value)) => Some(alone(*value)),
        Found::Certain(Certain::YesNo(yes)) => Some(alone(f64::from(*yes))),
        Found::Yes(share) => Some(alone(*share)),
        Found::Numbers(numbers) => Some(Spread {
            value: numbers.mean,
            range: Some([numbers.quantiles[0], numbers.quantiles[4]]),
        }),
        _ => None,
    }
}

fn column_of<'s>(
    model: &TypedModel,
    samples: &'s Samples,
    scenario: &str,
    quantity: QuantityId,
) -> Option<&'s ResultColumn> {
    if scenario.is_empty() {
        let mut across = samples.across.iter();
        return Some(&across.find(|it| it.column.quantity == quantity)?.column);
    }
    let mut scenarios = samples.scenarios.iter();
    let of = scenarios.find(|it| model.scenarios[it.scenario.0].origin.name == scenario)?;
    of.results.iter().find(|column| column.quantity == quantity)
}

/// The mean of the dates that there are.
fn of_dates(column: &ResultColumn, step: usize) -> Option<Spread> {
    let values = column.step(step).iter().enumerate();
    let there = values.filter(|(draw, _)| column.mark(step, *draw) == Mark::Present);
    let (count, total) = there.fold((0.0, 0.0), |(count, total), (_, value)| {
        (count + 1.0, total + value)
    });
    (count > 0.0).then(|| alone(total / count))
}
