//! The models between two versions → what each change does.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::super::request::Request;
use super::super::{Progress, stages};
use super::measure::Measured;
use super::read::Both;
use super::side_by_side;
use crate::fault::Faults;
use crate::review::effects::{Effect, Effects, Effort, ResultKey};
use crate::review::shares::{Design, Made};
use crate::types::model::TypedModel;

/// What the changes do to the results. `request` may name scenarios and outcomes of either version; draws and seed are
/// those of the newer one where it says nothing.
///
/// # Errors
/// What the request asks for and neither version has; what goes wrong in a draw of either.
pub fn effects(both: &Both, request: &Request, progress: Progress<'_>) -> Result<Effects, Faults> {
    let [_, newer] = &both.models;
    let draws = request.draws.unwrap_or(newer.draws);
    let seed = request.seed.unwrap_or(newer.seed);
    let request = Request {
        draws: Some(draws),
        seed: Some(seed),
        ..request.clone()
    };
    let between = Between::of(both, seed);
    let measured = side_by_side::measured(both, &between, &request, progress)?;
    let Between {
        groups,
        design,
        models,
    } = between;
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

/// The models between two versions that shares need.
pub(super) struct Between {
    /// The changes that are made one by one, by their positions.
    pub(super) groups: Vec<Vec<usize>>,
    /// How shares are found.
    pub(super) design: Design,
    /// The models, the older version first and the newer one last.
    pub(super) models: Vec<(Made, TypedModel)>,
}

impl Between {
    /// Changes of which some alone make no model are made together.
    fn of(both: &Both, seed: u64) -> Between {
        let movers = both.versions.movers();
        let mut groups: Vec<Vec<usize>> = (0..movers.len()).map(|mover| vec![mover]).collect();
        loop {
            let design = Design::of(groups.len(), seed);
            let models = design.needed().into_par_iter().map(|made| {
                let model = model(both, &groups, &made);
                (made, model)
            });
            let models: Vec<(Made, Option<TypedModel>)> = models.collect();
            let broken = models.iter().filter(|(_, model)| model.is_none());
            let broken: Vec<&Made> = broken.map(|(made, _)| made).collect();
            if broken.is_empty() || groups.len() <= 1 {
                let named = |group: &Vec<usize>| group.iter().map(|at| movers[*at]).collect();
                let models = models.into_iter();
                let models = models.filter_map(|(made, model)| Some((made, model?)));
                return Between {
                    groups: groups.iter().map(named).collect(),
                    design,
                    models: models.collect(),
                };
            }
            groups = joined(both, groups, &broken);
        }
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
        let spread = |made: &Made| Some(*measured.get(made)?.values.get(key)?);
        let of = |made: &Made| Some(spread(made)?.value);
        let alone = |group: usize| (0..groups).map(|at| at == group).collect::<Made>();
        Some(Effect {
            result: key.clone(),
            title: told.title.clone(),
            unit: told.shown.clone(),
            measure: told.measure,
            before: before.values.get(key).copied(),
            after: after.values.get(key).copied(),
            alone: (0..groups).map(|group| spread(&alone(group))).collect(),
            shared: design.share(of),
        })
    });
    effects.collect()
}
