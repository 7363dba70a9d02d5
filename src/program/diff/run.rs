//! Runs the models between two versions.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::super::record::Input;
use super::super::request::Request;
use super::super::{Job, Progress, stages};
use super::measure::Measured;
use super::read::Both;
use crate::fault::Faults;
use crate::review::effects::{Effect, Effects, Effort, ResultKey};
use crate::review::shares::{Design, Made};
use crate::source::Source;
use crate::types::model::TypedModel;

/// What the changes do to the results. `request` may name scenarios and outcomes of either version; draws and seed are
/// those of the newer one where it says nothing.
///
/// # Errors
/// What the request asks for and neither version has; what goes wrong in a draw of either.
pub fn effects(both: &Both, request: &Request, progress: Progress<'_>) -> Result<Effects, Faults> {
    let [_, newer] = &both.models;
    let request = Request {
        draws: Some(request.draws.unwrap_or(newer.draws)),
        seed: Some(request.seed.unwrap_or(newer.seed)),
        ..request.clone()
    };
    let seed = request.seed.unwrap_or_default();
    let (groups, design, models) = between(both, seed);
    let draws = request.draws.unwrap_or_default();
    let all = models.len() * draws;
    let mut measured: BTreeMap<Made, Measured> = BTreeMap::new();
    let last = models.len() - 1;
    for (at, (made, model)) in models.iter().enumerate() {
        let note = |done: usize, of: usize| {
            if let Some(progress) = progress {
                progress(at * draws + done * draws / of.max(1), all);
            }
        };
        match run(model, &request, both, &note) {
            Ok(found) => measured.insert(made.clone(), found),
            // Neither version is at fault where only a mixture of both is.
            Err(_) if at != 0 && at != last => continue,
            Err(faults) => return Err(faults),
        };
    }
    let effort = Effort {
        draws,
        seed,
        needed: design.needed().len(),
        made: models.len(),
        orders: (!design.is_exact()).then(|| design.orders()),
    };
    let mut results = results(measured, &design, groups.len());
    results.retain(|effect| request.asks_for(&effect.result.outcome, &effect.result.scenario));
    Ok(Effects {
        groups,
        results,
        effort,
    })
}

type Between = (Vec<Vec<usize>>, Design, Vec<(Made, TypedModel)>);

/// The changes that are made one by one, and the models that their shares need. Changes of which some alone make no
/// model are made together.
fn between(both: &Both, seed: u64) -> Between {
    let movers = both.versions.movers();
    let mut groups: Vec<Vec<usize>> = (0..movers.len()).map(|mover| vec![mover]).collect();
    loop {
        let design = Design::of(groups.len(), seed);
        let needed = design.needed();
        let models = needed.into_par_iter().map(|made| {
            let model = model(both, &groups, &made);
            (made, model)
        });
        let models: Vec<(Made, Option<TypedModel>)> = models.collect();
        let broken = models.iter().filter(|(_, model)| model.is_none());
        let broken: Vec<&Made> = broken.map(|(made, _)| made).collect();
        if broken.is_empty() {
            let named = |group: &Vec<usize>| group.iter().map(|mover| movers[*mover]).collect();
            let groups = groups.iter().map(named).collect();
            let models = models.into_iter();
            let models = models.filter_map(|(made, model)| Some((made, model?)));
            return (groups, design, models.collect());
        }
        groups = joined(both, groups, &broken);
    }
}

/// Fewer groups: what cannot be made alone goes with what it rests on, or else all with all.
fn joined(both: &Both, groups: Vec<Vec<usize>>, broken: &[&Made]) -> Vec<Vec<usize>> {
    let alone: Vec<usize> = broken
        .iter()
        .filter(|made| made.iter().filter(|made| **made).count() == 1)
        .filter_map(|made| made.iter().position(|made| *made))
        .collect();
    let suspects: Vec<usize> = match alone.is_empty() {
        true => (0..groups.len()).collect(),
        false => alone,
    };
    let mut joined: Vec<Vec<usize>> = groups.clone();
    for suspect in suspects {
        let near = groups[suspect]
            .iter()
            .flat_map(|mover| both.versions.neighbours(*mover));
        let mut near: Vec<usize> = near.chain(groups[suspect].iter().copied()).collect();
        near.sort_unstable();
        let touched =
            |group: &Vec<usize>| group.iter().any(|mover| near.binary_search(mover).is_ok());
        let (together, apart): (Vec<_>, Vec<_>) = joined.into_iter().partition(touched);
        joined = apart;
        joined.push(together.concat());
    }
    if joined.len() == groups.len() {
        joined = vec![groups.concat()];
    }
    for group in &mut joined {
        group.sort_unstable();
    }
    joined.sort();
    joined
}

/// The model in which these groups are made, if it is one. Nothing is claimed of its results.
fn model(both: &Both, groups: &[Vec<usize>], made: &Made) -> Option<TypedModel> {
    let movers = both.versions.movers();
    let taken: Vec<usize> = groups
        .iter()
        .zip(made)
        .filter(|(_, made)| **made)
        .flat_map(|(group, _)| group.iter().map(|mover| movers[*mover]))
        .collect();
    let document = both.versions.model(|change| taken.contains(&change));
    let (model, faults) = stages::typed(&document, &both.text);
    model.filter(|_| !faults.any_error())
}

fn run(
    model: &TypedModel,
    request: &Request,
    both: &Both,
    note: &(dyn Fn(usize, usize) + Sync),
) -> Result<Measured, Faults> {
    let job = Job::new(model, request.of_version(model, &both.models))?;
    let input = Input::unread(Source::new("", ""));
    let ran = job.run(&input, Some(note))?;
    Ok(Measured::of(model, &ran.report.results, &ran.samples))
}

/// Each result of either version.
fn results(mut measured: BTreeMap<Made, Measured>, design: &Design, groups: usize) -> Vec<Effect> {
    let after = measured
        .get(&vec![true; groups])
        .cloned()
        .unwrap_or_default();
    for of in measured.values_mut() {
        *of = std::mem::take(of).in_units_of(&after);
    }
    let before = measured
        .get(&vec![false; groups])
        .cloned()
        .unwrap_or_default();
    let known: BTreeSet<&ResultKey> = after.order.iter().collect();
    let gone = before.order.iter().filter(|key| !known.contains(key));
    let keys: Vec<&ResultKey> = after.order.iter().chain(gone).collect();
    let keys = keys.into_par_iter();
    let effects = keys.filter_map(|key| {
        let name = (key.outcome.clone(), key.element.clone());
        let told = after
            .outcomes
            .get(&name)
            .or_else(|| before.outcomes.get(&name))?;
        let of = |made: &Made| Some(measured.get(made)?.values.get(key)?.value);
        Some(Effect {
            result: key.clone(),
            title: told.title.clone(),
            unit: told.shown.clone(),
            measure: told.measure,
            before: before.values.get(key).copied(),
            after: after.values.get(key).copied(),
            shared: design.share(of),
        })
    });
    effects.collect()
}
