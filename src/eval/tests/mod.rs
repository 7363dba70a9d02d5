//! Small models, run.

mod adjustments;
mod asserts;
mod chance;
mod events;
mod expectations;
mod faults;
mod finance;
mod firing;
mod reproducible;
mod series;
mod ties;
mod values;

use super::samples::{Mark, ResultColumn};
use super::*;
use crate::types::model::TypedModel;

/// A model of years and the numbers that it needs, with this text in it.
fn years(text: &str) -> String {
    format!("model m {{ time 2025..2030; draws 1000 }}\n{text}\n")
}

/// The typed model of a text without errors.
fn model(text: &str) -> TypedModel {
    let parsed = crate::syntax::parse(text);
    let resolved = crate::resolve::resolve(&parsed.document);
    let checked = crate::types::check(&resolved.model, text);
    let faults = [&parsed.faults, &resolved.faults, &checked.faults];
    for fault in faults.into_iter().flat_map(|faults| &faults.0) {
        assert!(!crate::fault::is_error(fault.as_ref()), "{fault}: {text}");
    }
    checked.model.unwrap_or_else(|| panic!("no model: {text}"))
}

/// What to run: everything, with few draws.
fn options(model: &TypedModel) -> Options<'static> {
    let mut wanted: Vec<QuantityId> = (0..model.quantities.len()).map(QuantityId).collect();
    wanted.retain(|id| model.quantity(*id).role == crate::types::model::QuantityRole::Outcome);
    Options {
        width: Width::widest(),
        draws: model.draws,
        seed: model.seed,
        threads: Some(1),
        scenarios: (0..model.scenarios.len()).map(ScenarioId).collect(),
        wanted,
        progress: None,
    }
}

/// A run of a text.
struct Ran {
    model: TypedModel,
    run: Run,
}

fn ran(text: &str) -> Ran {
    let model = model(text);
    match run(&model, &options(&model)) {
        Ok(run) => Ran { model, run },
        Err(faults) => panic!("{}", messages(&faults)),
    }
}

fn messages(faults: &Faults) -> String {
    let messages: Vec<String> = faults.0.iter().map(|fault| fault.to_string()).collect();
    messages.join("\n")
}

/// The errors of a run that has some.
fn refused(text: &str) -> String {
    let model = model(text);
    match run(&model, &options(&model)) {
        Ok(_) => panic!("it ran: {text}"),
        Err(faults) => messages(&faults),
    }
}

impl Ran {
    /// An outcome in a scenario, or in the first.
    fn column_in(&self, scenario: &str, name: &str) -> &ResultColumn {
        let scenarios = &self.model.scenarios;
        let scenario = scenarios
            .iter()
            .position(|known| known.origin.name == scenario);
        let quantities = &self.model.quantities;
        let quantity = quantities
            .iter()
            .position(|known| known.origin.name == name);
        let ids = scenario.map(ScenarioId).zip(quantity.map(QuantityId));
        let column =
            ids.and_then(|(scenario, quantity)| self.run.samples.column(scenario, quantity));
        column.unwrap_or_else(|| panic!("no outcome {name}"))
    }

    fn column(&self, name: &str) -> &ResultColumn {
        self.column_in(&self.model.scenarios[0].origin.name, name)
    }

    /// All steps of the first draw.
    fn series(&self, name: &str) -> Vec<f64> {
        self.series_in(&self.model.scenarios[0].origin.name, name)
    }

    fn series_in(&self, scenario: &str, name: &str) -> Vec<f64> {
        let column = self.column_in(scenario, name);
        (0..column.steps).map(|step| column.step(step)[0]).collect()
    }

    /// The single value of what is not drawn.
    fn value(&self, name: &str) -> f64 {
        let column = self.column(name);
        assert_eq!(column.values.len(), 1, "{name} is not one value");
        column.values[0]
    }

    fn mark(&self, name: &str) -> Mark {
        self.column(name).mark(0, 0)
    }

    /// The mean over draws in the last step.
    fn mean(&self, name: &str) -> f64 {
        let column = self.column(name);
        crate::numerics::mean_sd(column.step(column.steps - 1)).0
    }
}

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-12 * left.abs().max(right.abs()).max(1.0)
}
