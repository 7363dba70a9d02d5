//! Runs the models between two versions, those that are made of the same things side by side: what they agree on is
//! evaluated once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::Progress;
use super::super::request::{Request, Selected};
use super::super::stages::Needs;
use super::measure::{Measured, Ran};
use super::read::Both;
use super::run::Between;
use rayon::prelude::*;

use crate::eval::samples::Samples;
use crate::eval::{Making, values_of_versions};
use crate::fault::Faults;
use crate::lower::Version;
use crate::review::shares::Made;
use crate::types::model::{Stock, TypedModel};

/// The most models side by side: beyond that, what they do not share no longer fits near a core.
const MOST: usize = 4;

/// What each model comes to, but for mixtures of both versions in which something goes wrong.
///
/// # Errors
/// What the request asks for and neither version has; what goes wrong in a draw of either.
pub(super) fn measured(
    both: &Both,
    between: &Between,
    request: &Request,
    progress: Progress<'_>,
) -> Result<BTreeMap<Made, Measured>, Faults> {
    let mut batches = Vec::new();
    for alike in alike(&between.models) {
        let wanted = Wanted::of(&between.models[alike[0]].1, request, both)?;
        batches.extend(wanted.batches(between, alike, request));
    }
    let done = Done {
        draws: AtomicUsize::new(0),
        all: between.models.len() * request.draws.unwrap_or_default(),
        progress,
    };
    // Many models keep all threads busy, one each; of a few, each is run by all threads.
    let threads = match batches.len() < rayon::current_num_threads() {
        true => request.threads,
        false => Some(1),
    };
    let made = batches
        .into_par_iter()
        .map(|batch| batch.run(both, between, (request, threads), &done));
    let mut measured = BTreeMap::new();
    for found in made.collect::<Vec<_>>() {
        for (at, found) in found? {
            match found {
                Ok(found) => {
                    measured.insert(between.models[at].0.clone(), found);
                }
                // Neither version is at fault where only a mixture of both is.
                Err(_) if at != 0 && at + 1 != between.models.len() => {}
                Err(faults) => return Err(faults),
            }
        }
    }
    Ok(measured)
}

/// How far all runs are together.
struct Done<'p> {
    draws: AtomicUsize,
    all: usize,
    progress: Progress<'p>,
}

/// Models that are run side by side.
struct Batch {
    wanted: Arc<Wanted>,
    models: Vec<usize>,
}

impl Batch {
    /// What each comes to, by its position.
    fn run(
        &self,
        both: &Both,
        between: &Between,
        (request, threads): (&Request, Option<usize>),
        done: &Done<'_>,
    ) -> Result<Vec<(usize, Result<Measured, Faults>)>, Faults> {
        let draws = request.draws.unwrap_or_default();
        let told = AtomicUsize::new(0);
        let note = |made: usize, of: usize| {
            let here = made * self.models.len() * draws / of.max(1);
            let new = here.saturating_sub(told.fetch_max(here, Ordering::Relaxed));
            let so_far = done.draws.fetch_add(new, Ordering::Relaxed) + new;
            if let Some(progress) = done.progress {
                progress(so_far, done.all);
            }
        };
        let making = Making {
            draws,
            first: 0,
            threads,
            block: None,
            progress: Some(&note),
        };
        let wanted = &self.wanted;
        let versions = versions(both, between, &self.models);
        let seed = wanted.selected.seed;
        let values = values_of_versions(&versions, &wanted.quantities, seed, making)?;
        let mut made: Vec<(usize, Samples)> = Vec::with_capacity(self.models.len());
        let mut found: Vec<(usize, Result<Measured, Faults>)> = Vec::new();
        for (at, samples) in self.models.iter().copied().zip(values) {
            match samples {
                Ok(samples) => made.push((at, samples)),
                Err(faults) => found.push((at, Err(faults))),
            }
        }
        found.extend(wanted.told(between, &made));
        Ok(found)
    }
}

/// What is looked at in models that are made of the same things.
struct Wanted {
    selected: Selected,
    needs: Needs,
    quantities: Vec<crate::lower::Wanted>,
}

impl Wanted {
    fn of(model: &TypedModel, request: &Request, both: &Both) -> Result<Wanted, Faults> {
        let selected = Selected::of(model, &request.of_version(model, &both.models))?;
        let needs = Needs::of(model, &selected);
        let quantities = needs.scenarios.iter().map(|id| (*id, needs.wanted.clone()));
        Ok(Wanted {
            quantities: quantities.collect(),
            selected,
            needs,
        })
    }

    /// These models, so many side by side that memory holds them and every thread has some.
    fn batches(self, between: &Between, models: Vec<usize>, request: &Request) -> Vec<Batch> {
        let model = &between.models[models[0]].1;
        let steps = |varies: bool| if varies { model.steps() } else { 1 };
        let steps = self
            .needs
            .wanted
            .iter()
            .map(|id| steps(model.quantity(*id).varies));
        let numbers = steps
            .sum::<usize>()
            .saturating_mul(self.needs.scenarios.len());
        let draws = request.draws.unwrap_or_default();
        let bytes = numbers.saturating_mul(draws).saturating_mul(8).max(1);
        let threads = rayon::current_num_threads();
        let held = request.memory.bytes() / bytes / threads;
        let share = models.len().div_ceil(2 * threads);
        let wanted = Arc::new(self);
        let batches = models.chunks(held.min(share).clamp(1, MOST));
        let batches = batches.map(|models| Batch {
            wanted: wanted.clone(),
            models: models.to_vec(),
        });
        batches.collect()
    }

    /// What the runs of models say, by their positions.
    fn told(
        &self,
        between: &Between,
        made: &[(usize, Samples)],
    ) -> Vec<(usize, Result<Measured, Faults>)> {
        let (scenarios, outcomes) = (&self.selected.scenarios, &self.selected.outcomes);
        let first = made.first().and_then(|(at, samples)| {
            let ran = self.ran(between, *at, samples);
            let measured = ran.measured(scenarios, outcomes, None).ok()?;
            Some((ran, measured))
        });
        let told = made.par_iter().map(|(at, samples)| {
            let known = first.as_ref().map(|(ran, measured)| (*ran, measured));
            let ran = self.ran(between, *at, samples);
            (*at, ran.measured(scenarios, outcomes, known))
        });
        told.collect()
    }

    fn ran<'a>(&self, between: &'a Between, at: usize, samples: &'a Samples) -> Ran<'a> {
        Ran {
            model: &between.models[at].1,
            samples,
            seed: self.selected.seed,
            ranges: is_told(&between.models[at].0),
        }
    }
}

/// Whether a model is told of by itself: both versions, and one change alone.
fn is_told(made: &Made) -> bool {
    let count = made.iter().filter(|made| **made).count();
    count <= 1 || count == made.len()
}

/// The positions of models that are made of the same things, together.
fn alike(models: &[(Made, TypedModel)]) -> Vec<Vec<usize>> {
    let mut shapes: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    for (at, (_, model)) in models.iter().enumerate() {
        let own = shape(model);
        match shapes.iter_mut().find(|(shape, _)| *shape == own) {
            Some((_, members)) => members.push(at),
            None => shapes.push((own, vec![at])),
        }
    }
    shapes.into_iter().map(|(_, members)| members).collect()
}

/// What a model is made of: the names of its things in their order, and what the plan takes to be the same for all.
fn shape(model: &TypedModel) -> Vec<String> {
    let quantities = model.quantities.iter();
    let quantities = quantities.map(|it| format!("{} {:?} {}", it.origin.name, it.role, it.varies));
    let stocks = model.stocks.iter().map(|it: &Stock| it.origin.name.clone());
    let choices = model.choices.iter().flat_map(|it| {
        let options = it
            .options
            .iter()
            .map(|option| format!("= {}", option.origin.name));
        std::iter::once(it.origin.name.clone()).chain(options)
    });
    let events = model.events.iter().map(|it| it.origin.name.clone());
    let scenarios = model.scenarios.iter().map(|it| it.origin.name.clone());
    let outcomes = model.outcomes.iter();
    let outcomes = outcomes.map(|it| format!("{:?} {:?}", it.quantity, it.across));
    std::iter::once(format!("{:?}", model.timeline))
        .chain(quantities)
        .chain(stocks)
        .chain(choices)
        .chain(events)
        .chain(scenarios)
        .chain(outcomes)
        .collect()
}

/// The models of a batch, each with the names in which it differs from the first.
fn versions<'b>(both: &Both, between: &'b Between, batch: &[usize]) -> Vec<Version<'b>> {
    let first = &between.models[batch[0]].0;
    let versions = batch.iter().map(|at| {
        let (made, model) = &between.models[*at];
        let groups = between.groups.iter().enumerate();
        let differing = groups.filter(|(group, _)| made[*group] != first[*group]);
        let changes = differing.flat_map(|(_, changes)| changes);
        Version {
            model,
            differs_in: changes
                .map(|change| names_of(both, *change))
                .collect::<Option<Vec<_>>>()
                .map(|names| names.into_iter().flatten().collect::<BTreeSet<String>>()),
        }
    });
    versions.collect()
}

/// The names in which a change makes a difference; nothing where that may be in any.
fn names_of(both: &Both, change: usize) -> Option<Vec<String>> {
    let change = &both.versions.changes()[change];
    match change.keyword {
        "assume" | "table" | "let" | "flow" | "stock" | "choice" | "event" | "outcome"
        | "scenario" => Some(vec![change.name.clone()]),
        _ => None,
    }
}
