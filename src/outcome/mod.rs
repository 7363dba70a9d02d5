//! Samples → results: what is said about each outcome, by scenario and date.

pub mod across;
pub mod expectation;
pub mod unknown;

mod bound;
mod digested;
mod display;
mod replicate;
mod results;
mod summary;

#[cfg(test)]
pub(crate) mod fixture;

#[cfg(test)]
mod tests;

pub use results::{
    Certain, Form, Found, Numbers, OutcomeResult, QUANTILES, Results, ScenarioResult, Summary,
};

use rayon::prelude::*;

use crate::eval::digest::{ColumnDigest, Digests};
use crate::eval::samples::{AcrossColumn, ResultColumn, Samples};
use crate::types::model::{Outcome, QuantityId, ScenarioId, Type, TypedModel};
pub use display::Display;

/// Summarises the wanted outcomes in these scenarios, in the order of the model. Where draws were too many to be kept,
/// `digests` are what remains of all of them, and `samples` have the first of what is made across scenarios.
pub fn summarise(
    model: &TypedModel,
    samples: &Samples,
    digests: Option<&Digests>,
    scenarios: &[ScenarioId],
    wanted: &[QuantityId],
) -> Results {
    let outcomes = model.outcomes.iter();
    let (across, of_one): (Vec<&Outcome>, Vec<&Outcome>) = outcomes
        .filter(|outcome| wanted.contains(&outcome.quantity))
        .partition(|outcome| outcome.across);
    let told = |outcomes: Vec<&Outcome>| {
        let outcomes = outcomes.into_par_iter();
        outcomes
            .map(|outcome| of_outcome(model, (samples, digests), scenarios, outcome))
            .collect()
    };
    Results {
        held: digests.map(|_| samples.draws),
        draws: digests.map_or(samples.draws, |digests| digests.draws),
        outcomes: told(of_one),
        across: told(across),
    }
}

fn of_outcome(
    model: &TypedModel,
    (samples, digests): (&Samples, Option<&Digests>),
    scenarios: &[ScenarioId],
    outcome: &Outcome,
) -> OutcomeResult {
    let quantity = model.quantity(outcome.quantity);
    let (name, element) = element_of(&quantity.origin.name);
    let display = Display::of(model, outcome);
    let across = samples.across.iter();
    let across = across.filter(|across| across.column.quantity == outcome.quantity);
    let across = across.map(|across| of_comparison(model, across, &display));
    let ran = samples.scenarios.iter();
    let ran = ran.filter(|one| !outcome.across && scenarios.contains(&one.scenario));
    let scenarios = ran.collect::<Vec<_>>().into_par_iter();
    let scenarios = scenarios.filter_map(|of_scenario| {
        let (scenario, quantity) = (of_scenario.scenario, outcome.quantity);
        let points = match digests {
            Some(digests) => points_of_digests(digests.column(scenario, quantity)?, &display),
            None => points_of(samples.column(scenario, quantity)?, &display),
        };
        Some(of_scenario_in(model, scenario, quantity, points))
    });
    OutcomeResult {
        name: name.to_owned(),
        element,
        title: quantity.origin.title.clone(),
        unit: display.unit(),
        form: match quantity.ty {
            Type::Number(_) => Form::Number,
            Type::YesNo => Form::YesNo,
            Type::Date => Form::Date,
            Type::Label(_) => Form::Class(display.class_names()),
        },
        dates: dates_of(model, outcome.quantity),
        scenarios: scenarios
            .collect::<Vec<_>>()
            .into_iter()
            .chain(across)
            .collect(),
    }
}

/// What is made of results across scenarios is of no scenario.
fn of_comparison(model: &TypedModel, across: &AcrossColumn, display: &Display) -> ScenarioResult {
    let column = &across.column;
    let point = |step: usize| Summary {
        se: summary::error_of(&across.errors, step, display),
        ..summary::of_step(column, step, display)
    };
    let points: Vec<Summary> = (0..column.steps).into_par_iter().map(point).collect();
    let unknown = points
        .iter()
        .any(|point| matches!(point.found, Found::Unknown));
    let mut rests_on: Vec<String> = Vec::new();
    if unknown {
        for (scenario, quantity) in across::needs(model, &[column.quantity]) {
            rests_on.extend(unknown::behind(model, scenario, quantity));
        }
        rests_on.sort();
        rests_on.dedup();
    }
    ScenarioResult {
        scenario: String::new(),
        rests_on,
        points,
    }
}

fn points_of(column: &ResultColumn, display: &Display) -> Vec<Summary> {
    let steps = (0..column.steps).into_par_iter();
    steps
        .map(|step| summary::of_step(column, step, display))
        .collect()
}

fn points_of_digests(column: &ColumnDigest, display: &Display) -> Vec<Summary> {
    let steps = column.steps.par_iter();
    steps
        .map(|digest| digested::of_digest(digest, display))
        .collect()
}

fn of_scenario_in(
    model: &TypedModel,
    scenario: ScenarioId,
    quantity: QuantityId,
    points: Vec<Summary>,
) -> ScenarioResult {
    let unknown = points
        .iter()
        .any(|point| matches!(point.found, Found::Unknown));
    ScenarioResult {
        scenario: model.scenarios[scenario.0].origin.name.clone(),
        rests_on: if unknown {
            unknown::behind(model, scenario, quantity)
        } else {
            Vec::new()
        },
        points,
    }
}

/// What the steps of a result are called; nothing where it is not a series.
pub fn dates_of(model: &TypedModel, quantity: QuantityId) -> Vec<String> {
    match &model.timeline {
        Some(timeline) if model.quantity(quantity).varies => (0..timeline.len())
            .map(|step| timeline.label(step))
            .collect(),
        _ => Vec::new(),
    }
}

/// `cover[light, heavy]` is the element `light/heavy` of `cover`.
pub fn element_of(name: &str) -> (&str, String) {
    match name
        .strip_suffix(']')
        .and_then(|inner| inner.split_once('['))
    {
        Some((name, elements)) => {
            let elements: Vec<&str> = elements.split(',').map(str::trim).collect();
            (name, elements.join("/"))
        }
        None => (name, String::new()),
    }
}
