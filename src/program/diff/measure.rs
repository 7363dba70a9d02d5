//! Draws → one number a result, so that models can be compared.

use std::collections::BTreeMap;

use crate::eval::samples::{Mark, ResultColumn, Samples};
use crate::fault::Faults;
use crate::numerics::{mean_sd, quantiles};
use crate::outcome::{Display, across, dates_of, element_of};
use crate::review::effects::{Measure, ResultKey, Spread};
use crate::types::model::{Outcome, QuantityId, ScenarioId, Type, TypedModel};
use crate::units::{Factor, Unit};

/// What all results of a model come to.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// In the order in which they are told.
    pub order: Vec<ResultKey>,
    /// What is measured of each, where it has a number.
    pub values: BTreeMap<ResultKey, Spread>,
    /// Of each outcome, by name and element.
    pub outcomes: BTreeMap<(String, String), Told>,
    /// Draws made: one where nothing is drawn.
    pub draws: usize,
}

/// What the share of draws without a value is called.
pub(super) const NONE: &str = "without a value";

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

/// The draws of a model.
#[derive(Clone, Copy)]
pub(super) struct Ran<'a> {
    /// The model.
    pub model: &'a TypedModel,
    /// What was drawn in each scenario.
    pub samples: &'a Samples,
    /// With this seed.
    pub seed: u64,
    /// Whether the percentiles are told beside the means.
    pub ranges: bool,
}

impl Ran<'_> {
    /// What the wanted outcomes in these scenarios come to.
    ///
    /// # Errors
    /// Where an outcome made of results across scenarios rests on what is no number.
    pub(super) fn measured(
        self,
        scenarios: &[ScenarioId],
        wanted: &[QuantityId],
    ) -> Result<Measured, Faults> {
        let mut measured = Measured {
            draws: self.samples.draws,
            ..Measured::default()
        };
        let outcomes = self.model.outcomes.iter();
        let (across, of_one): (Vec<&Outcome>, Vec<&Outcome>) = outcomes
            .filter(|outcome| wanted.contains(&outcome.quantity))
            .partition(|outcome| outcome.across);
        for outcome in of_one {
            for scenario in scenarios {
                if let Some(column) = self.samples.column(*scenario, outcome.quantity) {
                    let name = &self.model.scenarios[scenario.0].origin.name;
                    measured.add(self, outcome, (name, column));
                }
            }
        }
        for outcome in across {
            let found =
                across::evaluate_alone(self.model, self.samples, outcome.quantity, self.seed)?;
            if let Some(found) = found {
                measured.add(self, outcome, ("", &found.column));
            }
        }
        Ok(measured)
    }
}

impl Measured {
    /// What a column comes to.
    fn add(
        &mut self,
        Ran { model, ranges, .. }: Ran<'_>,
        outcome: &Outcome,
        (scenario, column): (&str, &ResultColumn),
    ) {
        let display = Display::of(model, outcome);
        let dates = dates_of(model, outcome.quantity);
        let (name, element) = self.tell(model, outcome, &display);
        for step in 0..column.steps {
            let key = ResultKey {
                outcome: name.clone(),
                element: element.clone(),
                scenario: scenario.to_owned(),
                date: dates.get(step).cloned().unwrap_or_default(),
                class: String::new(),
            };
            if let Type::Label(_) = display.ty() {
                self.classes(key, (column, step), &display);
                continue;
            }
            let absent = absent(column, step);
            if absent > 0.0 {
                let key = ResultKey {
                    class: NONE.to_owned(),
                    ..key.clone()
                };
                self.put(key, Some(alone(absent)));
            }
            let value = of_step(column, step, &display, ranges);
            self.put(key, value);
        }
    }

    fn tell(
        &mut self,
        model: &TypedModel,
        outcome: &Outcome,
        display: &Display,
    ) -> (String, String) {
        let quantity = model.quantity(outcome.quantity);
        let (name, element) = element_of(&quantity.origin.name);
        let name = (name.to_owned(), element);
        self.outcomes.entry(name.clone()).or_insert_with(|| Told {
            title: quantity.origin.title.clone(),
            unit: quantity.display.clone(),
            shown: display.unit(),
            measure: match display.ty() {
                Type::Number(_) => Measure::Mean,
                Type::YesNo | Type::Label(_) => Measure::Probability,
                Type::Date => Measure::Date,
            },
        });
        name
    }

    fn classes(&mut self, key: ResultKey, (column, step): (&ResultColumn, usize), of: &Display) {
        let values = column.present(step).filter(|values| !values.is_empty());
        for (class, name) in of.classes().iter().zip(of.class_names()) {
            let share = values.as_ref().map(|values| {
                let here = values.iter().filter(|value| **value as usize == *class);
                here.count() as f64 / values.len() as f64
            });
            let key = ResultKey {
                class: name,
                ..key.clone()
            };
            self.put(key, share.map(alone));
        }
    }

    fn put(&mut self, key: ResultKey, spread: Option<Spread>) {
        if let Some(spread) = spread {
            self.values.insert(key.clone(), spread);
        }
        self.order.push(key);
    }

    /// What a result is; where a model has the outcome, and every draw a value, none are without.
    pub fn value(&self, key: &ResultKey) -> Option<Spread> {
        let known = self.values.get(key).copied();
        known.or_else(|| {
            let whole = ResultKey {
                class: String::new(),
                ..key.clone()
            };
            (key.class == NONE && self.order.contains(&whole)).then(|| alone(0.0))
        })
    }

    /// The same in the units of the newer version, for the outcomes whose units fit.
    pub fn in_units_of(mut self, newer: &Measured) -> Measured {
        let outcomes = &self.outcomes;
        self.values.retain(|key, spread| {
            if key.class == NONE {
                return true;
            }
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

/// The share of draws without a value.
fn absent(column: &ResultColumn, step: usize) -> f64 {
    let marks = column.marks_of(step);
    let absent = marks.iter().filter(|mark| **mark == Mark::None).count();
    match marks.len() {
        0 => 0.0,
        all => absent as f64 / all as f64,
    }
}

fn of_step(column: &ResultColumn, step: usize, display: &Display, ranges: bool) -> Option<Spread> {
    let values = column.present(step)?;
    let first = *values.first()?;
    let count = values.len() as f64;
    Some(match display.ty() {
        Type::YesNo => alone(values.iter().filter(|value| **value != 0.0).count() as f64 / count),
        Type::Number(_) if column.uncertain => Spread {
            value: display.number(mean_sd(&values).0),
            range: ranges
                .then(|| quantiles(&values, [0.05, 0.95]).map(|value| display.number(value))),
        },
        Type::Number(_) => alone(display.number(first)),
        _ => alone(mean_sd(&values).0),
    })
}
