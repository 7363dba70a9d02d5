//! From where numbers come in to the outcomes that rest on it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Inlet, Inlets, Way};
use crate::types::model::*;
use crate::types::{Behind, Reach};

impl Inlets<'_> {
    /// For each list of ways, the names of the outcomes that they lead to, in the order declared.
    pub fn lead_to(&self, all: &[Vec<Way>]) -> Vec<Vec<String>> {
        let model = self.model;
        let outcomes = outcomes(model);
        let mut found: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); all.len()];
        for (at, scenario) in model.scenarios.iter().enumerate() {
            let id = ScenarioId(at);
            let reach = Reach::of(model, scenario);
            for (outcome, (_, roots)) in outcomes.iter().enumerate() {
                let Some(quantities) = roots.get(&id) else {
                    continue;
                };
                let behind = reach.behind(quantities);
                for (found, ways) in found.iter_mut().zip(all) {
                    if ways.iter().any(|way| leads(way, id, &behind)) {
                        found.insert(outcome);
                    }
                }
            }
        }
        let name = |at: usize| outcomes.get(at).map(|(name, _)| name.clone());
        let names = found
            .into_iter()
            .map(|all| all.into_iter().filter_map(name));
        names.map(Iterator::collect).collect()
    }
}

/// Whether a way leads, in a scenario, to what these things are behind.
fn leads((inlet, within): &Way, scenario: ScenarioId, behind: &Behind) -> bool {
    within.is_none_or(|within| within == scenario)
        && match inlet {
            Inlet::Quantity(id) => behind.quantity(*id),
            Inlet::Choice(id) => behind.choice(*id),
            Inlet::Event(id) => behind.event(*id),
        }
}

/// What the elements of one outcome are looked at in: by scenario, these quantities.
type Roots = BTreeMap<ScenarioId, Vec<QuantityId>>;

/// The outcomes as declared, those over an index as one.
fn outcomes(model: &TypedModel) -> Vec<(String, Roots)> {
    let mut all: Vec<(String, Roots)> = Vec::new();
    for outcome in &model.outcomes {
        let name = model.quantity(outcome.quantity).origin.base();
        if all.last().is_none_or(|(last, _)| last != name) {
            all.push((name.to_owned(), Roots::new()));
        }
        if let Some((_, roots)) = all.last_mut() {
            looked_at(model, outcome, roots);
        }
    }
    all
}

/// An outcome itself in every scenario; one made of results across scenarios, what it compares, where it does.
fn looked_at(model: &TypedModel, outcome: &Outcome, roots: &mut Roots) {
    let scenarios = || (0..model.scenarios.len()).map(ScenarioId);
    let mut add = |scenario: Option<ScenarioId>, quantity: QuantityId| {
        for scenario in scenarios().filter(|it| scenario.is_none_or(|only| only == *it)) {
            roots.entry(scenario).or_default().push(quantity);
        }
    };
    if !outcome.across {
        add(None, outcome.quantity);
        return;
    }
    for expr in model.quantity(outcome.quantity).definition.expressions() {
        model.results_in(expr, &mut add);
        expr.each(&mut |part| match part.kind {
            Kind::Quantity(id) if !model.is_across(id) => add(None, id),
            _ => {}
        });
    }
}
