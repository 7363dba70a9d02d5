//! Runs the models between two versions, each by itself, as many at a time as there are threads and memory.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::super::request::{Request, Selected};
use super::super::room::{self, Because};
use super::super::stages::Needs;
use super::super::{Memory, Progress};
use super::measure::{Measured, Ran};
use super::read::Both;
use super::run::Between;
use crate::eval::{Options, Planned, Watch};
use crate::fault::Faults;
use crate::numerics::Width;
use crate::review::shares::Made;
use crate::types::model::TypedModel;

/// What each model comes to, but for mixtures of both versions in which something goes wrong.
///
/// # Errors
/// What the request asks for and neither version has; what goes wrong in a draw of either; more than memory holds.
pub(super) fn measured(
    both: &Both,
    between: &Between,
    request: &Request,
    progress: Progress<'_>,
) -> Result<BTreeMap<Made, Measured>, Faults> {
    let models = &between.models;
    let newest = models.last().map_or(&both.models[1], |(_, model)| model);
    let each = Planning::of(newest, both, request)?.memory(request)?;
    let threads = rayon::current_num_threads();
    // Many models keep all threads busy, one each; of a few, or of large ones, each is run by all threads.
    let alone = models.len() < threads || each.saturating_mul(threads) > request.memory.bytes();
    let done = Done {
        draws: AtomicUsize::new(0),
        all: models.len() * request.draws.unwrap_or_default(),
        progress,
    };
    let run = |(made, model): &(Made, TypedModel)| {
        let threads = if alone { request.threads } else { Some(1) };
        let found = Planning::of(model, both, request)
            .and_then(|planning| planning.run(is_told(made), threads, &done));
        (made.clone(), found)
    };
    let found: Vec<(Made, Result<Measured, Faults>)> = match alone {
        true => models.iter().map(run).collect(),
        false => models.par_iter().map(run).collect(),
    };
    let mut measured = BTreeMap::new();
    for (made, found) in found {
        match found {
            Ok(found) => {
                measured.insert(made, found);
            }
            // Neither version is at fault where only a mixture of both is.
            Err(_) if made.contains(&true) && made.contains(&false) => {}
            Err(faults) => return Err(faults),
        }
    }
    Ok(measured)
}

/// Whether a model is told of by itself: both versions, and one change alone.
fn is_told(made: &Made) -> bool {
    let count = made.iter().filter(|made| **made).count();
    count <= 1 || count == made.len()
}

/// How far all runs are together.
struct Done<'p> {
    draws: AtomicUsize,
    all: usize,
    progress: Progress<'p>,
}

/// A model and what is looked at in it.
struct Planning<'m> {
    model: &'m TypedModel,
    selected: Selected,
    planned: Planned<'m>,
}

impl<'m> Planning<'m> {
    fn of(model: &'m TypedModel, both: &Both, request: &Request) -> Result<Planning<'m>, Faults> {
        let selected = Selected::of(model, &request.of_version(model, &both.models))?;
        let needs = Needs::of(model, &selected);
        let options = Options {
            draws: selected.draws,
            seed: selected.seed,
            threads: request.threads,
            scenarios: needs.scenarios,
            wanted: needs.wanted,
            width: Width::widest(),
            progress: None,
        };
        Ok(Planning {
            planned: Planned::of(model, &options)?,
            model,
            selected,
        })
    }

    /// The bytes that its draws take, if memory holds them.
    fn memory(&self, request: &Request) -> Result<usize, Faults> {
        let (draws, numbers) = (self.planned.draws(), self.planned.numbers());
        let memory: Memory = request.memory;
        match room::is_enough(memory, draws, numbers) {
            true => Ok(room::bytes(draws, numbers)),
            false => Err(room::too_many(memory, draws, numbers, Because::Compared)),
        }
    }

    /// What its run says.
    fn run(
        &self,
        ranges: bool,
        threads: Option<usize>,
        done: &Done<'_>,
    ) -> Result<Measured, Faults> {
        let asked = self.selected.draws;
        let told = AtomicUsize::new(0);
        let note = |made: usize, of: usize| {
            let here = (made * asked).checked_div(of).unwrap_or(0);
            let new = here.saturating_sub(told.fetch_max(here, Ordering::Relaxed));
            let so_far = done.draws.fetch_add(new, Ordering::Relaxed) + new;
            if let Some(progress) = done.progress {
                progress(so_far, done.all);
            }
        };
        let mut part = self.planned.blank(0..self.planned.draws());
        let mut watch = Watch {
            stop: &|| false,
            look: &mut |_| {},
        };
        self.planned
            .draw(&mut part, threads, Some(&note), &mut watch);
        let samples = self.planned.settle(part)?.samples;
        let ran = Ran {
            model: self.model,
            samples: &samples,
            seed: self.selected.seed,
            ranges,
        };
        ran.measured(&self.selected.scenarios, &self.selected.outcomes)
    }
}
