//! The models between two versions → what each change does.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::super::request::Request;
use super::super::{Progress, stages, threads};
use super::measure::{Measured, NONE};
use super::read::Both;
use super::runs;
use crate::fault::Faults;
use crate::review::effects::{Effect, Effects, Effort, Measure, ResultKey};
use crate::review::hybrid::Whole;
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
    let newer_name = |name: &String| {
        let mut changes = both.versions.changes().iter();
        let renamed =
            changes.find_map(|change| change.renamed.as_ref().filter(|it| it.from == *name));
        renamed.map_or_else(|| name.clone(), |renamed| renamed.to.clone())
    };
    let request = Request {
        scenarios: request.scenarios.iter().map(newer_name).collect(),
        outcomes: request.outcomes.iter().map(newer_name).collect(),
        draws: Some(draws),
        seed: Some(seed),
        ..request.clone()
    };
    let (between, measured) = threads::spacious(request.threads, || {
        let between = Between::of(both, seed, draws);
        let measured = runs::measured(both, &between, &request, progress);
        (between, measured)
    });
    let measured = measured?;
    let Between {
        groups,
        design,
        models,
    } = between;
    let effort = Effort {
        draws: measured.values().map(|it| it.draws).max().unwrap_or(1),
        seed,
        needed: design.needed().len(),
        made: models.len(),
        failed: models.len() - measured.len(),
        orders: (!design.is_exact()).then(|| design.orders()),
    };
    let mut results = results(measured, &design, groups.len());
    let groups: Vec<Vec<usize>> = groups
        .into_iter()
        .filter(|group| !group.is_empty())
        .collect();
    if groups.is_empty() {
        results.iter_mut().for_each(Effect::is_shared_by_none);
    }
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
    fn of(both: &Both, seed: u64, draws: usize) -> Between {
        let most = models_for(&both.models[1], draws);
        let movers = both.versions.movers().iter();
        let mut groups: Vec<Vec<usize>> = movers.map(|mover| vec![*mover]).collect();
        if groups.is_empty() && both.versions.has_apart() {
            // Nothing moves, and still there are two versions.
            groups.push(Vec::new());
        }
        loop {
            let design = Design::of(groups.len(), seed, most);
            let models = design.needed().par_iter().map(|made| {
                let model = model(both, &groups, made);
                (made.clone(), model)
            });
            let models: Vec<(Made, Option<TypedModel>)> = models.collect();
            let mut broken = models.iter().filter(|(_, model)| model.is_none());
            match broken.next() {
                // The first has the fewest changes.
                Some((made, _)) if groups.len() > 1 => groups = joined(both, groups, made),
                _ => {
                    let models = models.into_iter();
                    let models = models.filter_map(|(made, model)| Some((made, model?)));
                    return Between {
                        groups,
                        design,
                        models: models.collect(),
                    };
                }
            }
        }
    }
}

/// Draws of a step of a named thing in a scenario that a sample of orders may take: some seconds.
const SOME_SECONDS: f64 = 3.2e10;

/// How many models a sample of orders may need.
fn models_for(model: &TypedModel, draws: usize) -> usize {
    let things = model.quantities.len() + 2 * model.stocks.len() + 2 * model.events.len();
    let each = things as f64 * model.steps() as f64 * model.scenarios.len() as f64;
    (SOME_SECONDS / (each * draws as f64).max(1.0)) as usize
}

/// Fewer groups: those that make no model go together with as few others as make one of them.
fn joined(both: &Both, groups: Vec<Vec<usize>>, broken: &Made) -> Vec<Vec<usize>> {
    let mut together = vec![true; groups.len()];
    for group in 0..groups.len() {
        if !broken[group] {
            together[group] = false;
            if model(both, &groups, &together).is_none() {
                together[group] = true;
            }
        }
    }
    if together == *broken {
        together.fill(true);
    }
    let mut joined: Vec<Vec<usize>> = Vec::new();
    let mut one: Vec<usize> = Vec::new();
    for (group, together) in groups.into_iter().zip(together) {
        match together {
            true => one.extend(group),
            false => joined.push(group),
        }
    }
    one.sort_unstable();
    joined.push(one);
    joined.sort();
    joined
}

/// The model in which these groups are made, if it is one. Nothing is claimed of its results.
fn model(both: &Both, groups: &[Vec<usize>], made: &Made) -> Option<TypedModel> {
    let taken = groups.iter().zip(made).filter(|(_, made)| **made);
    let taken: Vec<usize> = taken.flat_map(|(group, _)| group).copied().collect();
    let whole = match (made.iter().all(|made| *made), made.iter().any(|made| *made)) {
        (true, _) => Some(Whole::Newer),
        (_, false) => Some(Whole::Older),
        _ => None,
    };
    let document = both.versions.model(|change| taken.contains(&change), whole);
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
    let known = [&before, &after].map(|of| of.order.iter().collect::<BTreeSet<_>>());
    let gone = before.order.iter().filter(|key| !known[1].contains(key));
    let mut keys: Vec<&ResultKey> = after.order.iter().chain(gone).collect();
    // Those of one outcome stand together, where it stands first.
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        places.entry((&key.outcome, &key.element)).or_insert(at);
    }
    keys.sort_by_key(|key| places.get(&(key.outcome.as_str(), key.element.as_str())));
    let keys = keys.into_par_iter();
    let effects = keys.filter_map(|key| {
        let name = (key.outcome.clone(), key.element.clone());
        let told = after
            .outcomes
            .get(&name)
            .or_else(|| before.outcomes.get(&name))?;
        let spread = |made: &Made| measured.get(made)?.value(key);
        let of = |made: &Made| Some(spread(made)?.value);
        let alone = |group: usize| (0..groups).map(|at| at == group).collect::<Made>();
        Some(Effect {
            result: key.clone(),
            title: told.title.clone(),
            unit: match key.class.as_str() {
                NONE => String::new(),
                _ => told.shown.clone(),
            },
            measure: match key.class.as_str() {
                NONE => Measure::Probability,
                _ => told.measure,
            },
            known: [known[0].contains(key), known[1].contains(key)],
            before: before.value(key),
            after: after.value(key),
            alone: (0..groups).map(|group| spread(&alone(group))).collect(),
            shared: design.share(of),
        })
    });
    effects.collect()
}
