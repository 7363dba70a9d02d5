//! Chains the stages, and is the only place that knows them all: text → document → model → samples → report.
//!
//! Nothing here reads a file or prints.

mod accept;
mod record;
mod request;
mod setting;
mod stages;

#[cfg(test)]
mod tests;

pub use record::Input;
pub use request::Request;
pub use setting::{NotASetting, Setting};

use crate::eval::samples::Samples;
use crate::eval::verdict::Verdict;
use crate::fault::Faults;
use crate::outcome::summarise;
use crate::report::{Report, Told};
use crate::source::Source;
use crate::syntax;
use crate::types::model::{QuantityId, ScenarioId, TypedModel};

/// A model that has been through the checker, or what is wrong with it.
pub struct Checked {
    /// The text that faults point into: the file's, with a line for each setting below it.
    pub source: Source,
    /// The model, if there is no error.
    pub model: Option<TypedModel>,
    /// What was found.
    pub faults: Faults,
}

/// A run that came to its end.
pub struct Ran {
    /// What it says.
    pub report: Report,
    /// Its draws.
    pub samples: Samples,
    /// The scenarios that were asked for; others may have been run for the sake of comparisons.
    pub scenarios: Vec<ScenarioId>,
    /// The outcomes that were asked for.
    pub outcomes: Vec<QuantityId>,
}

/// Hears how far a run has come: units done, units in all.
pub type Progress<'a> = Option<&'a (dyn Fn(usize, usize) + Sync)>;

/// Reads and checks a text, with some of its assumptions replaced.
pub fn check(source: Source, settings: &[Setting]) -> Checked {
    let units = stages::units_of(&source, settings);
    let extended = setting::Extended::of(source, settings, &units);
    let mut parsed = syntax::parse(extended.source.text());
    extended.apply(&mut parsed.document, &mut parsed.faults);
    let mut faults = parsed.faults;
    let (model, found) = stages::model_of(&parsed.document, extended.source.text());
    faults.extend(found);
    let broken = faults.any_error();
    let faults = accept::accepted(&parsed.document, faults);
    Checked {
        source: extended.source,
        model: model.filter(|_| !broken),
        faults,
    }
}

/// Runs a model.
///
/// # Errors
/// What the request asks for and the model does not have; what goes wrong in a draw.
pub fn run(
    model: &TypedModel,
    input: &Input,
    request: &Request,
    progress: Progress<'_>,
) -> Result<Ran, Faults> {
    let selected = request::Selected::of(model, request)?;
    let (samples, verdicts) = stages::samples_of(model, &selected, request.threads, progress)?;
    let results = summarise(model, &samples, &selected.scenarios, &selected.outcomes);
    let report = Report {
        record: record::of(model, &selected, input, request, samples.draws),
        results,
        verdicts: verdicts
            .iter()
            .map(|verdict| told(model, verdict))
            .collect(),
    };
    Ok(Ran {
        report,
        samples,
        scenarios: selected.scenarios,
        outcomes: selected.outcomes,
    })
}

/// Tries all that a model asserts and expects.
///
/// # Errors
/// What goes wrong in a draw.
pub fn verdicts(model: &TypedModel) -> Result<Vec<Told>, Faults> {
    let mut selected = request::Selected::of(model, &Request::default())?;
    selected.outcomes.clear();
    let (_, verdicts) = stages::samples_of(model, &selected, None, None)?;
    Ok(verdicts
        .iter()
        .map(|verdict| told(model, verdict))
        .collect())
}

fn told(model: &TypedModel, verdict: &Verdict) -> Told {
    let scenario = verdict.scenario.and_then(|id| model.scenarios.get(id.0));
    Told {
        claim: verdict.claim,
        index: verdict.index,
        title: verdict.title.clone(),
        scenario: scenario.map(|scenario| scenario.origin.name.clone()),
        held: verdict.held,
        draws: verdict.draws,
        measured: verdict.measured.clone(),
        refuted: verdict.refuted.clone(),
        found: verdict.found.clone(),
    }
}
