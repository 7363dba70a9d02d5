//! Chains the stages, and is the only place that knows them all: text → document → model → samples → report.
//!
//! Nothing here reads a file or prints.

mod accept;
pub mod diff;
mod job;
mod load;
pub mod loader;
mod memory;
mod part;
pub mod partial;
mod record;
mod register;
mod request;
mod room;
mod setting;
mod shard;
mod stages;
pub mod stored;
mod threads;

#[cfg(test)]
mod tests;

pub use job::Job;
pub use memory::{Memory, NotAMemory};
pub use part::{check_part, is_part};
pub use record::Input;
pub use register::register;
pub use request::Request;
pub use setting::{NotASetting, Setting};
pub use shard::Shard;

use load::Files;
use loader::{Alone, Loader};

use crate::eval::samples::Samples;
use crate::eval::verdict::Verdict;
use crate::fault::Faults;
use crate::link::link;
use crate::report::{FileRecord, Report, Told};
use crate::source::{Source, Sources};
use crate::syntax::ast::Document;
use crate::types::model::{QuantityId, ScenarioId, TypedModel};

/// A model that has been through the checker, or what is wrong with it.
pub struct Checked {
    /// The texts that faults point into: the root, the files it uses, and what was set.
    pub sources: Sources,
    /// What all files together declare, under the names of the model as a whole, the rows of data files in their tables.
    pub document: Document,
    /// The model, if there is no error.
    pub model: Option<TypedModel>,
    /// What was found.
    pub faults: Faults,
    /// The files that were read beside the root, with their fingerprints.
    pub files: Vec<FileRecord>,
    /// What each assumption that was set is called, as it was given and in the model as a whole.
    pub set: Vec<(String, String)>,
    /// Where the texts of its models end, behind which its data lies.
    end: usize,
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

/// Reads and checks a text that uses no file, with some of its assumptions replaced.
pub fn check(source: Source, settings: &[Setting]) -> Checked {
    check_with(source, settings, &Alone)
}

/// Reads and checks a text with the files that it uses, and some of its assumptions replaced.
pub fn check_with(source: Source, settings: &[Setting], loader: &dyn Loader) -> Checked {
    checked(Files::new(source.into(), loader), settings)
}

/// Reads and checks the root of these files.
fn checked(mut files: Files<'_>, settings: &[Setting]) -> Checked {
    let parts = load::models(&mut files);
    let mut given = setting::Given::default();
    if !settings.is_empty() {
        let units = stages::units_of(parts.clone(), settings, files.branch());
        given = setting::Given::lay(settings, units, &mut files);
    }
    let mut linked = link(parts);
    let mut faults = std::mem::take(&mut files.faults);
    faults.extend(std::mem::take(&mut linked.faults));
    given.apply(&mut linked, &files.sources, &mut faults);
    let set = given_names(settings, &linked);
    let end = files.sources.end() + 1;
    let (model, found) = stages::model_of(&mut linked, &mut files);
    faults.extend(found);
    faults.extend(std::mem::take(&mut files.faults));
    let broken = faults.any_error();
    let faults = accept::accepted(&linked.document, faults);
    Checked {
        set,
        sources: files.sources,
        document: linked.document,
        model: model.filter(|_| !broken),
        faults,
        files: files.records,
        end,
    }
}

fn given_names(settings: &[Setting], linked: &crate::link::Linked) -> Vec<(String, String)> {
    let names = settings.iter().map(Setting::name).map(|name| {
        let whole = linked.names.in_root(name);
        (name.to_owned(), whole.unwrap_or_else(|| name.to_owned()))
    });
    names.collect()
}

/// Warns of what was set and has no effect in some of the scenarios that were run.
pub fn overruled(checked: &Checked, scenarios: &[ScenarioId]) -> Faults {
    match &checked.model {
        Some(model) => setting::overruled(model, scenarios, &checked.set, &checked.sources),
        None => Faults::default(),
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
    Job::new(model, request.clone())?.run(input, progress)
}

/// Tries all that a model asserts and expects.
///
/// # Errors
/// What goes wrong in a draw.
pub fn verdicts(model: &TypedModel) -> Result<Vec<Told>, Faults> {
    let request = Request::default();
    let mut selected = request::Selected::of(model, &request)?;
    selected.outcomes.clear();
    let course = stages::Course::of(model, selected, &request)?;
    let run = course.finish(course.whole(None)?, None)?;
    Ok(run
        .verdicts
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
        rests_on: verdict.rests_on.clone(),
    }
}
